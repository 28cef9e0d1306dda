/// The memory, traffic, time, energy and receptive fields of a network in a deployment.
///
///     let graph = try network.graph()
///     let efficiency = try Efficiency(graph, Deployment(dataType: .int8, device: device))
///     efficiency.total.peakBytes
///     efficiency.total.seconds
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
  /// The layers whose inputs already see as many samples as the image has.
  package let covered: ImageCoverage
  /// Which values are in memory at the peak, in elements of one sample.
  public let liveness: Liveness
  /// The activations by several definitions, in elements of one sample.
  public let activations: ActivationTotals
  /// What a training step takes, in numbers and operations.
  public let training: Training
  /// What a training step keeps of the batch until the backward pass.
  public let savedBytes: Training.SavedBytes
  /// The number of stored parameters, after folding if norms are folded.
  public let storedParameters: Int
  /// The least traffic of any execution: the inputs, the results and all stored numbers once.
  public let compulsoryBytes: Int
  /// The multiply-accumulates of all layers.
  public let standardMACs: Int

  /// Computes what running a network takes.
  ///
  /// - Throws: `NetworkError` if a number does not fit in 64 bits.
  public init(_ graph: Graph, _ deployment: Deployment = Deployment()) throws(NetworkError) {
    // Norms cannot be folded while their statistics are still learned.
    let trained = try Analysis(graph)
    training = try Training(trained)
    let analysis = deployment.foldsNorms ? try Analysis(graph.foldingNorms()) : trained
    let graph = analysis.graph
    liveness = try Liveness(graph, inPlace: deployment.inPlace)
    activations = try ActivationTotals(graph)
    nodes = try Footprint.nodes(of: analysis, liveness, deployment)
    fields = ReceptiveFields(graph)
    covered = ImageCoverage(analysis, fields)
    // This is a sum over all operations, so the error is reported for the last node.
    guard let saved = training.saved.bytes(batch: deployment.batch, deployment.dataType) else {
      throw graph.tooManyBytes(at: graph.nodes.count - 1)
    }
    savedBytes = saved
    self.deployment = deployment
    storedParameters = analysis.total.parameters
    modelBytes = try NumberSizes.modelBytes(analysis, deployment)
    compulsoryBytes = try NumberSizes(analysis, deployment).compulsory(graph)
    standardMACs = analysis.total.macs
  }

  /// The footprint of the whole network.
  public var total: Footprint { footprint(of: nodes.indices) }

  /// The bytes of the stored parameters.
  public let modelBytes: Int

  /// Returns the footprint of a run of nodes, such as a scope's.
  public func footprint(of range: Range<Int>) -> Footprint {
    nodes[range].reduce(Footprint(), +)
  }
}
