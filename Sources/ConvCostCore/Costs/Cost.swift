/// The cost of an operation, a block or a network, per sample. Every count is exact.
///
/// ```swift
/// let cost = try Network(zoo: "resnet50").cost
/// print(cost.parameters, cost.macs)  // 25557032 4089184256
/// print(Metric.allCases.map { $0.value(of: cost) })
/// ```
///
/// Parameters are numbers, not bytes; MACs and FLOPs are operations.
public struct Cost: Hashable, Sendable {
  /// Trainable weights of convolutions, linear layers and the like.
  public var weights: Int
  /// Trainable biases of the same layers.
  public var biases: Int
  /// Trainable scales and shifts of normalisations.
  public var normalization: Int
  /// Stored numbers that are not trained: the running statistics of batch norms.
  public var buffers: Int
  /// Multiply-accumulates of convolutions and matrix products, without bias and normalisation.
  public var macs: Int
  /// Floating-point operations: two for a multiply-accumulate.
  public var flops: Int
  /// Output elements of convolutions and linear layers.
  public var activations: Int

  /// Creates a cost; counts that are not given are zero.
  public init(
    weights: Int = 0, biases: Int = 0, normalization: Int = 0, buffers: Int = 0, macs: Int = 0,
    activations: Int = 0
  ) {
    self.weights = weights
    self.biases = biases
    self.normalization = normalization
    self.buffers = buffers
    self.macs = macs
    // An overflow here also exceeds the largest total, for which the error is thrown.
    let (flops, overflow) = macs.multipliedReportingOverflow(by: 2)
    self.flops = overflow ? Int.max : flops
    self.activations = activations
  }

  /// The largest count of a total: a quarter of what fits in 64 bits, so that `parameters` and
  /// `flops`, which add up three counts and double one, cannot overflow.
  public static var largestCount: Int { largestTotal }

  /// A cost of zero.
  public static let zero = Cost()

  /// All trainable numbers.
  public var parameters: Int { weights + biases + normalization }

  /// Adds another cost, or throws if a sum, the parameters or the FLOPs do not fit.
  mutating func add(_ other: Cost) throws(ShapeError) {
    try accumulate("weights", &weights, other.weights)
    try accumulate("biases", &biases, other.biases)
    try accumulate("normalisation parameters", &normalization, other.normalization)
    try accumulate("buffers", &buffers, other.buffers)
    try accumulate("MACs", &macs, other.macs)
    try accumulate("FLOPs", &flops, other.flops, limit: 2 * Self.largestCount)
    try accumulate("activations", &activations, other.activations)
  }

  private func accumulate(
    _ quantity: String, _ sum: inout Int, _ term: Int, limit: Int = largestCount
  ) throws(ShapeError) {
    let (result, overflow) = sum.addingReportingOverflow(term)
    guard !overflow, result <= limit else { throw .totalOverflow(quantity: quantity) }
    sum = result
  }
}

extension Cost {
  /// Returns the sum of two costs that are parts of one analysis.
  ///
  /// - Precondition: the sums fit in 64 bits, which an analysis checks for its total.
  public static func + (left: Cost, right: Cost) -> Cost {
    var sum = left
    sum.weights += right.weights
    sum.biases += right.biases
    sum.normalization += right.normalization
    sum.buffers += right.buffers
    sum.macs += right.macs
    sum.flops += right.flops
    sum.activations += right.activations
    return sum
  }

  /// Returns the cost of several equal parts of one analysis.
  ///
  /// - Precondition: the products fit in 64 bits, which an analysis checks for its total.
  public static func * (count: Int, cost: Cost) -> Cost {
    var product = cost
    product.weights *= count
    product.biases *= count
    product.normalization *= count
    product.buffers *= count
    product.macs *= count
    product.flops *= count
    product.activations *= count
    return product
  }
}
