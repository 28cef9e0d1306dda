/// What is known of a tensor before anything runs.
struct TensorFact {
  /// What the elements are.
  var type = ElementType.undefined
  /// The lengths, the batch among them; nil where nobody knows them.
  var shape: [Int]?
  /// The values, where they are known and few.
  var values: TensorValues?
  /// Whether the tensor is the same for every input of the network.
  var isConstant = false
  /// Where the numbers of a constant come from; nil for one that is computed from others.
  var source: Source?

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
}
