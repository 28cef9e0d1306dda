extension Footprint {
  /// Returns the footprint of each node of a network that was counted.
  ///
  /// - Parameters:
  ///   - analysis: the counts of the graph that is run, of which the standard ones are used.
  ///   - liveness: what is in memory while its nodes run.
  ///   - deployment: how it is run. Norms are not folded here: the graph is already folded or not.
  /// - Throws: `NetworkError` if a number of bytes, or the sum of all, does not fit in 64 bits.
  public static func nodes(
    of analysis: Analysis, _ liveness: Liveness, _ deployment: Deployment
  ) throws(NetworkError) -> [Footprint] {
    let analysis = try analysis.standard()
    let graph = analysis.graph
    let (type, batch) = (deployment.dataType, deployment.batch)
    let sizes = try NumberSizes(analysis, deployment)
    // Each value takes whole bytes: of less than 8 bits, a sum of elements does not say how many.
    let live =
      deployment.bits == nil && type.bits >= 8
      ? nil
      : try Liveness(
        graph, Lifetimes(graph, overwriting: deployment.inPlace ? .activations : []),
        sizes: sizes.values
      ).live
    let fused = graph.fusedValues
    let roofline = deployment.device.flatMap { Roofline($0, type) }
    let paths = deployment.times.map { _ in Paths(graph).nodes }
    var nodes: [Footprint] = []
    nodes.reserveCapacity(graph.nodes.count)
    var whole = 0
    for index in graph.nodes.indices {
      var footprint = Footprint()
      if let live {
        footprint.peakBytes = live[index]
      } else {
        footprint.peakBytes = try graph.bytes(
          liveness.live[index], in: type, batch: batch, at: index)
      }
      if !graph.nodes[index].operation.isView {
        let value = graph.inputs.count + index
        let stored = sizes.stored[index]
        var (read, fusedRead) = (stored, stored)
        for input in graph.inputs(of: graph.nodes[index]) {
          read = try graph.sum("bytes", read, sizes.values[input], at: index)
          if !fused.contains(input) { fusedRead += sizes.values[input] }
        }
        footprint.bytesRead = read
        footprint.bytesWritten = sizes.values[value]
        footprint.fusedBytes = fusedRead + (fused.contains(value) ? 0 : sizes.values[value])
      }
      let (sum, overflow) = whole.addingReportingOverflow(footprint.bytes)
      guard !overflow, sum <= Cost.largestCount else { throw graph.tooManyBytes(at: index) }
      whole = sum
      footprint.macs = Double(analysis.costs[index].macs) * Double(batch)
      footprint.bitOperations = footprint.macs * sizes.bitsOfFactors(index)
      footprint.joules = Energy.joules(
        macs: footprint.macs, bytes: Double(footprint.bytes), type)
      if let roofline { footprint.bound(by: roofline) }
      if let measured = paths.flatMap({ deployment.times?.seconds[$0[index]] }) {
        footprint.measuredSeconds = measured
        footprint.measuredBound = footprint.seconds ?? 0
      }
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
