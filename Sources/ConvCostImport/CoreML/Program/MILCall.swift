/// What is known about a value of a program.
struct MILFact {
  /// The file's name for it.
  var name: String
  /// The lengths; nil if unknown.
  var shape: [Int]?
  /// The lengths that the file states; nil if it leaves some open.
  var statedShape: [Int]?
  /// The type of the elements.
  var element = MILElement.unknown
  /// The values, if they are known and few.
  var values: TensorValues?
  /// The text, if it is a constant text.
  var text: String?
  /// The stored numbers; nil for a value that is computed.
  var stored: StatedNetwork.Stored?
  /// Whether it is the same for every input of the network.
  var isConstant = false

  /// The number of the elements; zero if unknown.
  var count: Int { shape.flatMap(elementCount) ?? 0 }

  /// Whether the elements may stand for fractions.
  var isNumber: Bool { stored.map(\.isNumber) ?? element.isNumber }

  /// The values with their shape.
  var known: KnownTensor? {
    guard let shape, let values else { return nil }
    return KnownTensor(shape, values)
  }
}

/// An operation with what is known about its arguments, on which the rules work.
struct MILCall {
  let operation: MILOperation
  let rule: MILRule
  /// What is known about the arguments, by the parameters.
  let arguments: [String: [MILFact]]

  /// Returns what is known about the argument of a parameter; nil without one.
  subscript(parameter: String) -> MILFact? { arguments[parameter]?.first }

  /// What the operator works on.
  var x: MILFact? {
    let names = [
      "x", "input", "value", "data", "values", "query", "ref_tensor", "indices", "boxes",
    ]
    return names.lazy.compactMap { arguments[$0]?.first }.first
  }

  /// Returns the shape of a required argument; nil if unknown.
  func shape(_ parameter: String) throws(OperatorProblem) -> [Int]? {
    guard let fact = self[parameter] else { throw .other("'\(parameter)' is missing") }
    return fact.shape
  }

  /// The shape of what the operator works on; nil if unknown.
  func inputShape() throws(OperatorProblem) -> [Int]? {
    guard let x else { throw .other("'x' is missing") }
    return x.shape
  }

  /// Returns the constant integers of a parameter; nil if they are not given or unknown.
  func integers(_ parameter: String) -> [RawInteger]? {
    self[parameter]?.values?.integers.map { $0.map { RawInteger($0) } }
  }

  /// Returns the constant integer of a parameter; nil if it is not given or unknown.
  func integer(_ parameter: String) -> RawInteger? {
    guard let values = integers(parameter), values.count == 1 else { return nil }
    return values[0]
  }

  func integer(_ parameter: String, default number: RawInteger) -> RawInteger {
    integer(parameter) ?? number
  }

  /// Returns a constant integer that the operator needs; nil if it is computed.
  func required(_ parameter: String) throws(OperatorProblem) -> RawInteger? {
    guard let fact = self[parameter] else { throw .other("'\(parameter)' is missing") }
    return fact.values == nil ? nil : integer(parameter)
  }

  func flag(_ parameter: String) -> Bool {
    integer(parameter).map { $0 != 0 } ?? false
  }

  func text(_ parameter: String) -> String? { self[parameter]?.text }

  func float(_ parameter: String) -> Double? {
    guard let values = self[parameter]?.values?.floats, values.count == 1 else { return nil }
    return values[0]
  }

  /// Whether a parameter is given although its value is not known.
  func isComputed(_ parameter: String) -> Bool {
    self[parameter].map { $0.values == nil } ?? false
  }

  /// Returns as many lengths as there are axes, or the default for each.
  func lengths(
    _ parameter: String, _ count: Int, default number: Int, from least: Int
  ) throws(OperatorProblem) -> [Int] {
    guard let values = integers(parameter), !values.isEmpty else {
      return Array(repeating: number, count: count)
    }
    guard values.count == count, let lengths = try? values.lengths(from: least) else {
      throw .attribute(parameter, expected: "\(count) lengths from \(least)")
    }
    return lengths
  }
}
