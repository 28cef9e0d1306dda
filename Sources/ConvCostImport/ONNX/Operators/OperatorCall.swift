/// An operator with what is known about its inputs, on which the rules work.
struct OperatorCall {
  let node: ONNXNode
  let type: Operator
  /// The version of the operator set.
  let opset: Int
  /// What is known about the inputs; nil for an omitted one.
  let inputs: [TensorFact?]

  /// Returns what is known about an input; nil if it is omitted.
  subscript(index: Int) -> TensorFact? { index < inputs.count ? inputs[index] : nil }

  /// Returns the shape of a required input; nil if unknown.
  func shape(_ index: Int) throws(ONNXProblem) -> [Int]? {
    guard let fact = self[index] else { throw .missingInput(index) }
    return fact.shape
  }

  /// Returns the values of an input as integers; nil if unknown.
  func integers(_ index: Int) -> [RawInteger]? {
    self[index]?.values?.integers.map { $0.map { RawInteger($0) } }
  }

  func integer(_ name: String) -> RawInteger? {
    switch node.attributes[name] {
    case .integer(let value): RawInteger(value)
    case .float(let value): Int(exactly: value).map { RawInteger($0) }
    default: nil
    }
  }

  func integer(_ name: String, default number: RawInteger) -> RawInteger { integer(name) ?? number }

  func integers(_ name: String) -> [RawInteger]? {
    switch node.attributes[name] {
    case .integers(let values): values.map { RawInteger($0) }
    case .integer(let value): [RawInteger(value)]
    default: nil
    }
  }

  func float(_ name: String) -> Double? {
    switch node.attributes[name] {
    case .float(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }

  func floats(_ name: String) -> [Double]? {
    if case .floats(let values) = node.attributes[name] { return values }
    return nil
  }

  func string(_ name: String) -> String? {
    if case .string(let text) = node.attributes[name] { return text }
    return nil
  }

  /// Returns a list that was an attribute up to a version, and has been an input since.
  func list(
    _ name: String, inputSince version: Int, at index: Int
  ) -> (isGiven: Bool, values: [RawInteger]?) {
    if opset < version || node.attributes[name] != nil, let values = integers(name) {
      return (true, values)
    }
    guard self[index] != nil else { return (false, nil) }
    return (true, integers(index))
  }

  /// The number of results that the node names.
  var outputCount: Int { node.outputs.count }
}

/// Returns the shape to which several shapes are stretched; nil if one is unknown.
///
/// Lengths are compared from the last to the first; a length of one is stretched. NumPy's rule.
func broadcast(_ shapes: [[Int]?]) throws(ONNXProblem) -> [Int]? {
  var result: [Int] = []
  for shape in shapes {
    guard let shape else { return nil }
    let rank = max(result.count, shape.count)
    let left = Array(repeating: 1, count: rank - result.count) + result
    let right = Array(repeating: 1, count: rank - shape.count) + shape
    result = []
    for (a, b) in zip(left, right) {
      guard a == b || a == 1 || b == 1 else { throw .mismatch(left, right) }
      result.append(a == 1 ? b : a)
    }
  }
  return result
}

extension [RawInteger] {
  /// Returns the numbers as lengths.
  ///
  /// - Throws: `ONNXProblem.length` for a number that is not a length.
  func lengths(from least: Int = 0) throws(ONNXProblem) -> [Int] {
    var result: [Int] = []
    for number in self { result.append(try number.length(from: least)) }
    return result
  }

  /// Returns the numbers as axes counted from the front.
  ///
  /// - Throws: `ONNXProblem.axis` for one that a tensor of this rank does not have.
  func axes(of rank: Int) throws(ONNXProblem) -> [Int] {
    var result: [Int] = []
    for number in self { result.append(try number.axis(of: rank)) }
    return result
  }
}

/// Returns a length that a rule computed, within what a dimension may be.
func length(_ value: Int?) throws(ONNXProblem) -> Int {
  guard let value else { throw .length(Int.max) }
  return try RawInteger(value).length()
}

/// Returns a product; nil if it does not fit in 64 bits.
func checkedProduct(_ factors: Int...) -> Int? {
  var result = 1
  for factor in factors {
    let (product, overflow) = result.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    result = product
  }
  return result
}
