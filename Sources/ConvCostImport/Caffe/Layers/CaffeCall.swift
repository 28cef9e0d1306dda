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
  typealias Rule = @Sendable (CaffeCall) throws(OperatorProblem) -> CaffeMeaning

  /// The layer.
  let layer: CaffeLayer
  /// What it reads; nil for a value of unknown shape.
  let inputs: [Input?]

  /// The type of the layer.
  var type: String { layer.type }

  /// Returns an input.
  func input(_ index: Int = 0) throws(OperatorProblem) -> Input {
    guard index < inputs.count, let input = inputs[index] else { throw .missingInput(index) }
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
        throw .rank(lengths.count, expected: "2 to \(Dimensions.mostDimensions)")
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

  /// Returns an input as a map, and the reshape that makes it one if it is a tensor.
  func map(_ index: Int = 0) throws(OperatorProblem) -> (shape: Shape, reshape: Layer?) {
    let input = try input(index)
    guard input.shape.extent == nil else { return (input.shape, nil) }
    guard case .tensor = input.shape, !input.isStack, (3...5).contains(input.lengths.count),
      let shape = Shape(sample: Array(input.lengths.dropFirst()))
    else { throw .rank(input.lengths.count, expected: "3 to 5") }
    return (shape, Reshape(to: shape).layer)
  }
}

/// The message with the parameters of a kind of layers.
struct CaffeParameters {
  /// The message.
  let message: ProtobufMessage

  /// Returns whether a field occurs.
  func has(_ name: String) -> Bool { message.has(name) }

  /// Returns an enum's name or a text; nil if it is missing.
  func word(_ name: String) -> String? { message.last(name)?.string }

  /// Returns the values of a repeated integer.
  func integers(_ name: String) throws(OperatorProblem) -> [RawInteger] {
    var result: [RawInteger] = []
    for field in message.fields where field.name == name {
      guard let integer = field.integer else { throw .attribute(name, expected: "an integer") }
      result.append(integer)
    }
    return result
  }

  /// Returns an integer; nil if it is missing.
  func integer(_ name: String) throws(OperatorProblem) -> RawInteger? {
    guard let field = message.last(name) else { return nil }
    guard let integer = field.integer else { throw .attribute(name, expected: "an integer") }
    return integer
  }

  /// Returns a length.
  ///
  /// - Parameter standard: the value if it is missing; nil if it must be there.
  func length(
    _ name: String, default standard: Int? = nil, from least: Int = 1
  ) throws(OperatorProblem) -> Int {
    guard let integer = try integer(name) else {
      guard let standard else { throw .attribute(name, expected: "a length from \(least)") }
      return standard
    }
    return try integer.length(from: least)
  }

  /// Returns a Boolean.
  func flag(_ name: String, default standard: Bool) throws(OperatorProblem) -> Bool {
    guard let field = message.last(name) else { return standard }
    guard let flag = field.flag else { throw .attribute(name, expected: "true or false") }
    return flag
  }

  /// Returns an axis, counted from the front; the samples are axis 0.
  func axis(
    _ name: String = "axis", old: String? = nil, default standard: Int, rank: Int
  ) throws(OperatorProblem) -> Int {
    let given = try old.map { (name) throws(OperatorProblem) in try integer(name) } ?? nil
    let axis = try integer(name) ?? given ?? RawInteger(standard)
    return try axis.axis(of: rank)
  }

  /// Returns the lengths along the axes of a map: one for all of them, one for each, or those of
  /// the height and the width under names of their own.
  func extent(
    _ name: String, _ letters: String, rank: Int, default standard: Int?, from least: Int = 1
  ) throws(OperatorProblem) -> Extent {
    let given = try integers(name).lengths(from: least)
    var lengths: [Int]
    if given.isEmpty {
      let height = try integer("\(letters)_h")
      let width = try integer("\(letters)_w")
      switch (height, width) {
      case (nil, nil):
        guard let standard else { throw .attribute(name, expected: "the length of each axis") }
        lengths = Array(repeating: standard, count: rank)
      default:
        guard rank == 2 else { throw .attribute("\(letters)_h", expected: "a map of two axes") }
        // Caffe's default for a missing one of the two.
        let missing = standard.map { RawInteger($0) }
        guard let height = height ?? missing, let width = width ?? missing else {
          throw .attribute("\(letters)_h", expected: "a value beside \(letters)_w")
        }
        lengths = [try height.length(from: least), try width.length(from: least)]
      }
    } else if given.count == 1 {
      lengths = Array(repeating: given[0], count: rank)
    } else {
      lengths = given
    }
    guard lengths.count == rank, let extent = Extent(lengths) else {
      throw .attribute(name, expected: "one value or \(rank), found \(given.count)")
    }
    return extent.common.map { Extent($0) } ?? extent
  }
}
