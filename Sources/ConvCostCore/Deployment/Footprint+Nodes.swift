extension Footprint {
  /// Returns the footprint of each node of a network that was counted.
  ///
  /// - Parameters:
  ///   - analysis: the network's standard counts, of the graph that is run.
  ///   - liveness: what is in memory while its nodes run.
  ///   - deployment: how it is run. Norms are not folded here: the graph is already folded or not.
  /// - Throws: `NetworkError` if a number of bytes, or the sum of all, does not fit in 64 bits.
  public static func nodes(
    of analysis: Analysis, _ liveness: Liveness, _ deployment: Deployment
  ) throws(NetworkError) -> [Footprint] {
    let graph = analysis.graph
    let (type, batch) = (deployment.dataType, deployment.batch)
    let roofline = deployment.device.flatMap { Roofline($0, type) }
    var nodes: [Footprint] = []
    nodes.reserveCapacity(graph.nodes.count)
    var whole = 0
    for index in graph.nodes.indices {
      let traffic = analysis.traffic(of: index)
      var footprint = Footprint()
      footprint.peakBytes = try graph.bytes(
        liveness.live[index], in: type, batch: batch, at: index)
      footprint.bytesRead = try graph.bytes(
        traffic.read, plus: traffic.stored, in: type, batch: batch, at: index)
      footprint.bytesWritten = try graph.bytes(traffic.written, in: type, batch: batch, at: index)
      let (sum, overflow) = whole.addingReportingOverflow(footprint.bytes)
      guard !overflow, sum <= Cost.largestCount else { throw graph.tooManyBytes(at: index) }
      whole = sum
      footprint.macs = Double(analysis.costs[index].macs) * Double(batch)
      footprint.joules = Energy.joules(
        macs: footprint.macs, bytes: Double(footprint.bytes), type)
      if let roofline { footprint.bound(by: roofline) }
      nodes.append(footprint)
    }
    return nodes
  }

  /// Sets the least time that the arithmetic and the traffic take.
  private mutating func bound(by roofline: Roofline) {
    let (flops, traffic) = (2 * macs, Double(bytes))
    let seconds = roofline.seconds(flops: flops, bytes: traffic)
    let bound = roofline.bound(flops: flops, bytes: traffic)
    self.seconds = seconds
    self.bound = bytes == 0 ? nil : bound
    if bound == .compute { computeSeconds = seconds }
  }
}
