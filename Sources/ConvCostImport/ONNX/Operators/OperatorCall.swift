/// An operator with what is known of its inputs: what the rules work on.
struct OperatorCall {
  let node: ONNXNode
  let type: Operator
  /// The version of the operator set.
  let opset: Int
  /// What is known of the inputs; nil for one that is left out.
  let inputs: [TensorFact?]
  /// The batch that the file fixes where a batch of one is followed instead.
  var fileBatch: Int?

  /// Returns what is known of an input; nil where it is left out.
  subscript(index: Int) -> TensorFact? { index < inputs.count ? inputs[index] : nil }

  /// Returns the shape of an input that must be there; nil where it is not known.
  func shape(_ index: Int) throws(ONNXProblem) -> [Int]? {
    guard let fact = self[index] else { throw .missingInput(index) }
    return fact.shape
  }

  /// Returns the values of an input as whole numbers; nil where they are not known.
  func integers(_ index: Int) -> [Int]? { self[index]?.values?.integers }

  func integer(_ name: String) -> Int? {
    switch node.attributes[name] {
    case .integer(let value): value
    case .float(let value): Int(exactly: value)
    default: nil
    }
  }

  func integers(_ name: String) -> [Int]? {
    switch node.attributes[name] {
    case .integers(let values): values
    case .integer(let value): [value]
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

  /// Returns the list that an attribute held up to a version, and an input holds since.
  func list(
    _ name: String, inputSince version: Int, at index: Int
  ) -> (isGiven: Bool, values: [Int]?) {
    if opset < version || node.attributes[name] != nil, let values = integers(name) {
      return (true, values)
    }
    guard let fact = self[index] else { return (false, nil) }
    return (true, fact.values?.integers)
  }

  /// The number of results that the node names.
  var outputCount: Int { node.outputs.count }
}

/// Returns an axis counted from the front, for one that may be counted from behind.
func normalized(_ axis: Int, rank: Int) throws(ONNXProblem) -> Int {
  let result = axis < 0 ? axis &+ rank : axis
  guard result >= 0, result < rank else { throw .axis(axis, rank: rank) }
  return result
}

/// Returns the shape to which several are stretched; nil where one is not known.
///
/// Lengths are compared from behind; a length of one is stretched. NumPy's rule.
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

/// Returns a length that a rule computed, within what a dimension may be.
func length(_ value: Int?) throws(ONNXProblem) -> Int {
  guard let value, value >= 0, value <= Int(Int32.max) else { throw .length(value ?? Int.max) }
  return value
}

/// Returns a product; nil where 64 bits do not hold it.
func checkedProduct(_ factors: Int...) -> Int? {
  var result = 1
  for factor in factors {
    let (product, overflow) = result.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    result = product
  }
  return result
}
