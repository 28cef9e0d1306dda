public import ConvCostCore

/// What running an operation, a block or a network takes: memory, traffic, time and energy.
public struct Footprint: Hashable, Sendable {
  /// The bytes of activations that live while it runs, at most.
  public var peakBytes = 0
  /// The bytes read.
  public var bytesRead = 0
  /// The bytes written.
  public var bytesWritten = 0
  /// The standard multiply-accumulates of the whole batch.
  var macs = 0.0
  /// The least time in seconds; nil without a device.
  public var seconds: Double?
  /// What most of the time is bound by; nil without a device.
  public var bound: Roofline.Bound?
  /// The seconds of operations that are bound by arithmetic.
  var computeSeconds = 0.0
  /// The joules.
  public var joules = 0.0

  /// The bytes read and written.
  public var bytes: Int { bytesRead + bytesWritten }

  /// The FLOPs for each byte: the arithmetic intensity; nil without traffic.
  public var intensity: Double? { bytes == 0 ? nil : 2 * macs / Double(bytes) }

  /// Returns the footprint of two parts that run one after the other.
  static func + (left: Footprint, right: Footprint) -> Footprint {
    var sum = left
    sum.peakBytes = max(left.peakBytes, right.peakBytes)
    sum.bytesRead += right.bytesRead
    sum.bytesWritten += right.bytesWritten
    sum.macs += right.macs
    sum.joules += right.joules
    sum.computeSeconds += right.computeSeconds
    if left.seconds != nil || right.seconds != nil {
      let seconds = (left.seconds ?? 0) + (right.seconds ?? 0)
      sum.seconds = seconds
      sum.bound = 2 * sum.computeSeconds >= seconds ? .compute : .memory
    }
    return sum
  }
}

/// The memory, traffic, time, energy and receptive fields of a network in a deployment.
///
/// The definitions are those of `Liveness`, `ActivationTotals`, `Traffic`, `Roofline`, `Energy`,
/// `Training` and `ReceptiveFields`.
public struct Efficiency: Sendable {
  /// How the network is run.
  public let deployment: Deployment
  /// The footprint of each node.
  public let nodes: [Footprint]
  /// The receptive fields of all values.
  public let fields: ReceptiveFields
  /// The values that live at the peak, in elements of one sample.
  public let liveness: Liveness
  /// The activations by several definitions, in elements of one sample.
  public let activations: ActivationTotals
  /// What a training step takes, in numbers and operations.
  public let training: Training
  /// What a training step keeps of the batch until the backward pass.
  public let savedBytes: Training.SavedBytes
  /// The parameters that are stored, after norms were folded where they are.
  public let storedParameters: Int
  /// The multiply-accumulates of layers whose input already sees as much as the image has.
  public let coveredMACs: Int
  /// The multiply-accumulates of all layers.
  public let standardMACs: Int
  /// The first of these layers; nil where there is none.
  public let firstCovered: Int?

  /// Works out what running a network takes.
  ///
  /// - Throws: `NetworkError` where a number does not fit in 64 bits.
  public init(_ graph: Graph, _ deployment: Deployment) throws(NetworkError) {
    // Norms cannot be folded while their statistics are still learned.
    training = try Training(Analysis(graph))
    let graph = deployment.foldsNorms ? graph.foldingNorms() : graph
    let analysis = try Analysis(graph)
    let liveness = try Liveness(graph, inPlace: deployment.inPlace)
    activations = try ActivationTotals(graph)
    let fields = ReceptiveFields(graph)
    let type = deployment.dataType
    let roofline = deployment.device.flatMap { Roofline($0, type) }

    var nodes: [Footprint] = []
    nodes.reserveCapacity(graph.nodes.count)
    var whole = 0
    for index in graph.nodes.indices {
      let traffic = analysis.traffic(of: index)
      var footprint = Footprint()
      footprint.peakBytes = try graph.bytes(liveness.live[index], deployment, at: index)
      footprint.bytesRead = try graph.bytes(
        traffic.read, plus: traffic.stored, deployment, at: index)
      footprint.bytesWritten = try graph.bytes(traffic.written, deployment, at: index)
      let (sum, overflow) = whole.addingReportingOverflow(footprint.bytes)
      guard !overflow, sum <= Cost.largestCount else {
        throw graph.tooLarge(at: index)
      }
      whole = sum
      footprint.macs = Double(analysis.costs[index].macs) * Double(deployment.batch)
      footprint.joules = Energy.joules(
        macs: footprint.macs, bytes: Double(footprint.bytes), type)
      if let roofline {
        let (flops, bytes) = (2 * footprint.macs, Double(footprint.bytes))
        let seconds = roofline.seconds(flops: flops, bytes: bytes)
        let bound = roofline.bound(flops: flops, bytes: bytes)
        footprint.seconds = seconds
        footprint.bound = footprint.bytes == 0 ? nil : bound
        if bound == .compute { footprint.computeSeconds = seconds }
      }
      nodes.append(footprint)
    }

    var covered = 0
    var first: Int?
    for (index, node) in graph.nodes.enumerated() where node.operation.kind.isWeighted {
      let sees = graph.inputs(of: node).allSatisfy { value in
        graph.inputs[fields.inputs[value]].extent.map(fields.values[value].covers) ?? false
      }
      guard sees else { continue }
      covered += analysis.costs[index].macs
      if first == nil { first = index }
    }
    // A sum over all operations, whose place is the end of the network.
    guard let saved = training.saved.bytes(batch: deployment.batch, deployment.dataType) else {
      throw graph.tooLarge(at: graph.nodes.count - 1)
    }
    savedBytes = saved
    self.deployment = deployment
    self.nodes = nodes
    self.fields = fields
    self.liveness = liveness
    storedParameters = analysis.total.parameters
    coveredMACs = covered
    standardMACs = analysis.total.macs
    firstCovered = first
  }

  /// The footprint of the whole network.
  public var total: Footprint { footprint(of: nodes.indices) }

  /// The bytes of the stored parameters.
  public var modelBytes: Int { storedParameters * deployment.dataType.bytes }

  /// Returns the footprint of a run of nodes, such as a scope's.
  public func footprint(of range: Range<Int>) -> Footprint {
    nodes[range].reduce(Footprint(), +)
  }
}

extension Graph {
  /// Returns the bytes of elements of each sample of a batch, and of stored numbers beside.
  fileprivate func bytes(
    _ elements: Int, plus stored: Int = 0, _ deployment: Deployment, at index: Int
  ) throws(NetworkError) -> Int {
    let (all, first) = elements.multipliedReportingOverflow(by: deployment.batch)
    let (sum, second) = all.addingReportingOverflow(stored)
    let (bytes, third) = sum.multipliedReportingOverflow(by: deployment.dataType.bytes)
    guard !first, !second, !third, bytes <= Cost.largestCount else { throw tooLarge(at: index) }
    return bytes
  }

  fileprivate func tooLarge(at index: Int) -> NetworkError {
    NetworkError(
      path: Paths(self).nodes[index], operation: nodes[index].operation,
      inputs: inputShapes(of: nodes[index]), problem: .totalOverflow(quantity: "bytes"))
  }
}
