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
  func shape(_ index: Int) throws(OperatorProblem) -> [Int]? {
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

  /// Returns a list that was an attribute in early operator sets, and is an input in later ones.
  func list(_ name: String, at index: Int) -> (isGiven: Bool, values: [RawInteger]?) {
    if let values = integers(name) { return (true, values) }
    guard self[index] != nil else { return (false, nil) }
    return (true, integers(index))
  }

  /// The number of results that the node names.
  var outputCount: Int { node.outputs.count }
}
