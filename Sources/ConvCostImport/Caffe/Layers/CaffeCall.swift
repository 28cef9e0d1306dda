import ConvCostCore

/// A layer of a file with the shapes of what it reads; the rules for single types work on it.
struct CaffeCall {
  /// A value that the layer reads.
  struct Input {
    /// The shape of one sample.
    var shape: Shape
    /// Whether the first length counts regions of an image, which take the place of samples.
    var isStack: Bool
    /// All lengths as in Caffe: the samples or regions first.
    var lengths: [Int]
  }

  /// The rule of a type.
  // Not the function alone: a table of such functions needs macOS 15.
  struct Rule: Sendable {
    let meaning: @Sendable (CaffeCall) throws(OperatorProblem) -> CaffeMeaning

    init(_ meaning: @escaping @Sendable (CaffeCall) throws(OperatorProblem) -> CaffeMeaning) {
      self.meaning = meaning
    }
  }

  /// The layer.
  let layer: CaffeLayer
  /// What it reads; nil for a value of unknown shape.
  let inputs: [Input?]

  /// The type of the layer.
  var type: String { layer.type }

  /// Returns an input.
  func input(_ index: Int = 0) throws(OperatorProblem) -> Input {
    guard let input = inputs.dropFirst(index).first ?? nil else { throw .missingInput(index) }
    return input
  }

  /// Throws unless there are as many inputs as given.
  func requireInputs(_ range: ClosedRange<Int>) throws(OperatorProblem) {
    guard range.contains(inputs.count) else {
      let most = range.upperBound
      let expected =
        range.lowerBound == most ? "\(most)" : "\(range.lowerBound) to \(most)"
      throw .other("found \(inputs.count) inputs, expected \(expected)")
    }
  }

  /// Returns the message of a kind of layers; an empty one if it is missing.
  func parameters(_ name: String) -> CaffeParameters {
    CaffeParameters(message: layer.fields.last(name)?.message ?? ProtobufMessage())
  }

  /// Returns the shape of a result from all of its lengths, the samples or regions first.
  func shape(_ lengths: [Int], isStack: Bool = false) throws(OperatorProblem) -> Shape {
    for length in lengths { _ = try RawInteger(length).length(from: 1) }
    guard elementCount(lengths) != nil else { throw .tooManyElements(lengths) }
    guard !isStack else {
      guard let shape = Shape(stack: lengths) else {
        throw .rank(lengths.count, expected: "at most \(Dimensions.mostDimensions)")
      }
      return shape
    }
    let sample = Array(lengths.dropFirst())
    // Lengths of two axes are not a signal if a reshape or a product gave them.
    if sample.count == 2, let dimensions = Dimensions(sample) { return .tensor(dimensions) }
    guard let shape = Shape(sample: sample) else {
      throw .rank(lengths.count, expected: "at most \(Dimensions.mostDimensions + 1)")
    }
    return shape
  }

  /// Returns the first input as a map, and the reshape that makes it one if it is a tensor.
  func map() throws(OperatorProblem) -> (shape: Shape, extent: Extent, reshape: Layer?) {
    let input = try input()
    if let extent = input.shape.extent { return (input.shape, extent, nil) }
    guard let shape = Shape(sample: Array(input.lengths.dropFirst())), let extent = shape.extent
    else { throw .rank(input.lengths.count, expected: "3 to 5") }
    return (shape, extent, Reshape(to: shape).layer)
  }
}
