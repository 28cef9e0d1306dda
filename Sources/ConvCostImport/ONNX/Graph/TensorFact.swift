/// What is known of a tensor before anything runs.
struct TensorFact {
  /// What the elements are.
  var type = ElementType.undefined
  /// The lengths, the batch among them; nil where they are not known.
  var shape: [Int]?
  /// The values, where they are known and few.
  var values: TensorValues?
  /// Whether the tensor is the same for every input of the network.
  var isConstant = false
  /// Where the numbers of a constant come from.
  var source: Source?
  /// Whether the tensor has only a part of the numbers of a constant: it, or what it was computed from, is a
  /// slice.
  var isPart = false
  /// The number of the constant step that makes the tensor; nil for one that the file stores.
  var maker: Int?
  /// The tensors of a sequence, by their numbers; nil for a tensor, and for a sequence that is not known.
  var tensors: [Int]?

  /// A stored tensor that others are views of.
  struct Source: Hashable {
    /// Tells the sources apart.
    var id: Int
    /// The number of elements.
    var count: Int
    /// The type of the stored elements.
    var type: ElementType
    /// How the file holds it.
    var kind: Kind
    /// What the file calls it.
    var name: String
    /// What the file says of where it comes from; nil for most files.
    var provenance: Provenance?

    enum Kind: Hashable {
      /// A stored tensor.
      case initializer
      /// A constant in the place of an operator.
      case constantNode
      /// A constant of equal numbers, of which the file holds the shape.
      case constantOfShape
      /// The result of operators on constants.
      case computed
    }
  }

  /// The number of elements; nil where the shape is not known.
  var count: Int? { shape.flatMap(elementCount) }

  /// The only value of a tensor of one element.
  var scalar: Double? { values?.count == 1 ? values?.floats[0] : nil }

  /// The tensor with its values; nil where shape or values are not known.
  var known: KnownTensor? {
    guard let shape, let values else { return nil }
    return KnownTensor(shape, values)
  }
}

/// What a rule says of an operator's result.
struct Outcome {
  var shape: [Int]?
  var values: TensorValues?
  /// The type; nil for that of the first input.
  var type: ElementType?

  init(_ shape: [Int]?, _ values: TensorValues? = nil, type: ElementType? = nil) {
    self.shape = shape
    self.values = values
    self.type = type
  }

  /// A tensor of which nothing is known.
  static let unknown = Outcome(nil)

  /// Checks that every length is one that a shape may have, and that the elements can be counted.
  func validate() throws(ONNXProblem) {
    guard let shape else { return }
    for length in shape { _ = try ConvCostImport.length(length) }
    guard elementCount(shape) != nil else { throw .tooManyElements(shape) }
  }
}
