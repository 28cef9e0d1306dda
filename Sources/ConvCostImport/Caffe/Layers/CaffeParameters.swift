import ConvCostCore

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
        // Caffe has a default for a missing one of two paddings, and none for kernels and strides.
        let missing = least == 0 ? standard.map { RawInteger($0) } : nil
        guard let height = height ?? missing else {
          throw .attribute("\(letters)_h", expected: "a value beside \(letters)_w")
        }
        guard let width = width ?? missing else {
          throw .attribute("\(letters)_w", expected: "a value beside \(letters)_h")
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
