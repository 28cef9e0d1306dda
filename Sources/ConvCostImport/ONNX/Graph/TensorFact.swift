/// What is known about a tensor before the network runs.
struct TensorFact {
  /// The type of the elements.
  var type = ElementType.undefined
  /// The lengths, including the batch; nil if unknown.
  var shape: [Int]?
  /// The values, if they are known and few.
  var values: TensorValues?
  /// Whether the tensor is the same for every input of the network.
  var isConstant = false
  /// The source of a constant's numbers.
  var source: Source?
  /// Whether the tensor has only a part of a constant's numbers, because it, or a tensor from which
  /// it was computed, is a slice.
  var isPart = false
  /// The number of the constant step that makes the tensor; nil for one that the file stores.
  var maker: Int?
  /// The tensors of a sequence, by their numbers; nil for a tensor, and for an unknown sequence.
  var tensors: [Int]?

  /// A stored tensor that others are views of.
  struct Source: Equatable {
    /// Identifies the source.
    var id: Int
    /// The number of elements.
    var count: Int
    /// The type of the stored elements.
    var type: ElementType
    /// How the file holds it.
    var kind: Kind
    /// The file's name for it.
    var name: String
    /// The origin of the tensor as the file states it; nil for most files.
    var provenance: Provenance?

    enum Kind: Equatable {
      /// A stored tensor.
      case initializer
      /// A constant that is written as an operator.
      case constantNode
      /// A constant of equal numbers, of which the file stores the shape.
      case constantOfShape
      /// The result of operators on constants.
      case computed
    }
  }

  /// The number of elements; nil if the shape is unknown.
  var count: Int? { shape.flatMap(elementCount) }

  /// The value of a tensor with a single element; nil for others.
  var scalar: Double? { values?.count == 1 ? values?.floats[0] : nil }

  /// The value of a tensor with a single element as an integer; nil for others.
  var whole: Int? { values?.count == 1 ? values?.integers?[0] : nil }

  /// The tensor with its values; nil if the shape or the values are unknown.
  var known: KnownTensor? {
    guard let shape, let values else { return nil }
    return KnownTensor(shape, values)
  }
}

/// What a rule states about an operator's result.
struct Outcome {
  var shape: [Int]?
  var values: TensorValues?
  /// The type; nil for the type of the first input.
  var type: ElementType?

  init(_ shape: [Int]?, _ values: TensorValues? = nil, type: ElementType? = nil) {
    self.shape = shape
    self.values = values
    self.type = type
  }

  /// A tensor about which nothing is known.
  static let unknown = Outcome(nil)

  /// Checks that every length is one that a shape may have, and that the elements can be counted.
  func validate() throws(OperatorProblem) {
    guard let shape else { return }
    for length in shape { _ = try ConvCostImport.length(length) }
    guard elementCount(shape) != nil else { throw .tooManyElements(shape) }
  }
}
