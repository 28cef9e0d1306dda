/// What a training step takes beyond the forward pass.
///
/// Every trainable number has a gradient, and as many states as the optimiser needs. For the
/// backward pass each operation keeps what it states (`SavedTensors`), as PyTorch's autograd does
/// on a CPU. A value that several operations keep is counted once, and so are its views. A copy
/// that is only made because of the order of a tensor in memory is not counted. A value that does
/// not depend on a trainable number has no gradient, and nothing is kept for it.
///
/// ```swift
/// let training = try Training(Network(zoo: "resnet50").analysis())
/// print(training.backwardFLOPs)  // operations for one sample
/// print(training.saved.bytes(batch: 32, .fp32)?.total ?? 0)  // bytes
/// ```
public struct Training: Hashable, Sendable {
  /// The trainable numbers, each with a gradient.
  public var parameters: Int
  /// What is kept for the backward pass, in elements.
  public var saved: Saved
  /// The FLOPs of the forward pass: two for each multiply-accumulate.
  public var forwardFLOPs: Int
  /// The FLOPs of the backward pass: the gradient of the weights and that of the input each cost as
  /// much as the forward pass. Layers that read the network's input need no gradient of it.
  public var backwardFLOPs: Int

  /// Estimates a training step of a network.
  ///
  /// - Parameter analysis: its counts, of which the standard ones are used.
  /// - Throws: `NetworkError` if a sum does not fit in 64 bits.
  public init(_ analysis: Analysis) throws(NetworkError) {
    let analysis = try analysis.standard()
    try self.init(analysis, KeptTensors(analysis))
  }

  /// Sums up what a network keeps.
  init(_ analysis: Analysis, _ kept: KeptTensors) throws(NetworkError) {
    let graph = analysis.graph
    parameters = analysis.total.parameters
    forwardFLOPs = analysis.total.flops
    backwardFLOPs = kept.backwardFLOPs
    saved = Saved()
    for (index, tensors) in kept.nodes.enumerated() {
      guard saved.add(tensors) else { throw graph.keepsTooMuch(at: index) }
    }
    for value in kept.keepers.indices where kept.keepers[value] != nil {
      guard saved.add(SavedTensors(activations: graph.shape(ofValue: value).count)) else {
        throw graph.keepsTooMuch(at: max(0, value - graph.inputs.count))
      }
    }
  }
}

extension Training {
  /// What is kept until the backward pass, in elements of each kind.
  public struct Saved: Hashable, Sendable {
    /// Elements in the network's number format, for each sample.
    public var activations = 0
    /// Indices of max pools, for each sample.
    public var positions = 0
    /// Booleans, for each sample.
    public var masks = 0
    /// Statistics of batch norms, for a whole batch.
    public var statistics = 0

    /// Creates a record in which nothing is kept.
    public init() {}

    /// Adds what an operation keeps; false if a sum does not fit.
    mutating func add(_ tensors: SavedTensors) -> Bool {
      func add(_ term: Int, to sum: inout Int) -> Bool {
        let (result, overflow) = sum.addingReportingOverflow(term)
        sum = result
        return !overflow && result <= Cost.largestCount
      }
      return add(tensors.activations, to: &activations) && add(tensors.positions, to: &positions)
        && add(tensors.masks, to: &masks) && add(tensors.statistics, to: &statistics)
    }

    /// Returns the bytes of a batch; nil if they do not fit in 64 bits.
    public func bytes(batch: Int, _ type: DataType) -> SavedBytes? {
      func bytes(_ count: Int, _ factors: Int...) -> Int? {
        factors.reduce(count) { product, factor in
          guard let (result, overflow) = product?.multipliedReportingOverflow(by: factor),
            !overflow, result <= Cost.largestCount
          else { return nil }
          return result
        }
      }
      guard let activations = bytes(activations, batch).flatMap(type.bytes(of:)),
        let positions = bytes(positions, batch, SavedBytes.position),
        let masks = bytes(masks, batch), let statistics = type.bytes(of: statistics),
        max(activations, statistics) <= Cost.largestCount
      else { return nil }
      // The sum of four such numbers fits in 64 bits.
      return SavedBytes(
        activations: activations, positions: positions, masks: masks, statistics: statistics)
    }
  }

  /// What is kept of a batch until the backward pass, in bytes of each kind.
  public struct SavedBytes: Hashable, Sendable {
    /// Values, dropout's masks and layer norms' statistics.
    public var activations: Int
    /// Indices of max pools.
    public var positions: Int
    /// Booleans.
    public var masks: Int
    /// Statistics of batch norms.
    public var statistics: Int

    /// The bytes of one position, an integer of 64 bits.
    static let position = 8

    /// The bytes of all kinds.
    public var total: Int { activations + positions + masks + statistics }
  }
}

extension Graph {
  func keepsTooMuch(at index: Int) -> NetworkError {
    failure(.totalOverflow(quantity: "elements kept for the backward pass"), at: index)
  }
}
