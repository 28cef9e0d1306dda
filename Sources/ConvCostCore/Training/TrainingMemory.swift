/// What a training step keeps in memory, by its parts.
///
/// ```swift
/// let memory = try TrainingMemory(
///   Network(zoo: "resnet50").analysis(), optimizer: .adamw, precision: .mixed, batch: 64)
/// print(memory.gradients, memory.saved.total)
/// ```
///
/// The parts are those that follow from the network. Temporary buffers of kernels, what the
/// allocator rounds up and the device's context are not among them.
public struct TrainingMemory: Hashable, Sendable {
  /// The number formats of a training step.
  ///
  /// | precision | weights | gradients | states | kept values |
  /// |---|---|---|---|---|
  /// | `fp32` | 4 bytes | 4 | 4 | 4 |
  /// | `amp` | 4, and a copy of 2 | 4 | 4 | 2 |
  /// | `mixed` | 2, and a copy of 4 | 2 | 4 | 2 |
  /// | `bf16` | 2 | 2 | 2 | 2 |
  public enum Precision: String, Hashable, Sendable, CaseIterable {
    /// Everything in 32 bits.
    case fp32
    /// PyTorch's automatic mixed precision: weights and gradients in 32 bits, and a copy of the
    /// weights in 16 bits for the forward pass.
    case amp
    /// Weights and gradients in 16 bits, and a master copy of the weights in 32 bits: Micikevicius
    /// et al., "Mixed Precision Training", 2017; the 16 bytes a parameter of Adam in Rajbhandari et
    /// al., "ZeRO", 2019.
    case mixed
    /// Everything in 16 bits.
    case bf16

    /// The format of the weights, the gradients and the copy of the weights, if there is one.
    var formats: (weights: DataType, gradients: DataType, copy: DataType?, states: DataType) {
      switch self {
      case .fp32: (.fp32, .fp32, nil, .fp32)
      case .amp: (.fp32, .fp32, .fp16, .fp32)
      case .mixed: (.fp16, .fp16, .fp32, .fp32)
      case .bf16: (.bf16, .bf16, nil, .bf16)
      }
    }

    /// The format of values that are kept for the backward pass.
    public var kept: DataType { self == .fp32 ? .fp32 : .fp16 }
  }

  /// The optimiser.
  public let optimizer: Training.Optimizer
  /// The number formats.
  public let precision: Precision
  /// The samples of a step.
  public let batch: Int
  /// The bytes of the parameters.
  public let weights: Int
  /// The bytes of their copy in another format; 0 without one.
  public let copies: Int
  /// The bytes of the gradients.
  public let gradients: Int
  /// The bytes of the optimiser's states.
  public let states: Int
  /// The bytes of the numbers that are stored but not trained, in 32 bits.
  public let buffers: Int
  /// The bytes that are kept of the batch until the backward pass.
  public let saved: Training.SavedBytes
  /// The bytes that do not depend on the batch.
  public let fixed: Int

  /// Estimates a step.
  ///
  /// - Throws: `NetworkError` if a number of bytes does not fit in 64 bits, or for a batch of no
  ///   samples.
  public init(
    _ analysis: Analysis, optimizer: Training.Optimizer = .adam, precision: Precision = .fp32,
    batch: Int = 1
  ) throws(NetworkError) {
    try NetworkError.requireBatch(batch)
    let graph = analysis.graph
    let last = graph.nodes.count - 1
    let formats = precision.formats
    let total = analysis.total
    func bytes(_ count: Int, _ type: DataType) throws(NetworkError) -> Int {
      try graph.bytes(count, in: type, batch: 1, at: last)
    }
    func sum(_ parts: [Int]) throws(NetworkError) -> Int {
      var sum = 0
      for part in parts { sum = try graph.sum("bytes", sum, part, at: last) }
      return sum
    }
    weights = try bytes(total.parameters, formats.weights)
    gradients = try bytes(total.parameters, formats.gradients)
    copies =
      try formats.copy.map { type throws(NetworkError) in
        try bytes(total.parameters, type)
      } ?? 0
    buffers = try bytes(total.buffers, .fp32)
    states = try sum(
      analysis.parameterTensors.map { optimizer.stateBytes(of: $0, in: formats.states) })
    fixed = try sum([weights, copies, gradients, states, buffers])
    guard let saved = try Training(analysis).saved.bytes(batch: batch, precision.kept) else {
      throw graph.tooManyBytes(at: last)
    }
    // What the report adds up fits in 64 bits.
    _ = try sum([fixed, saved.total])
    self.saved = saved
    self.optimizer = optimizer
    self.precision = precision
    self.batch = batch
  }
}
