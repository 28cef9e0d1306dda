extension OperatorCall {
  /// The place of a constant's tensor in the file; nil for other operators.
  var place: Int? {
    if case .tensor(let tensor) = node.attributes["value"] { return tensor.place }
    return nil
  }

  func constant() throws(OperatorProblem) -> Outcome {
    for (name, attribute) in node.attributes {
      switch (name, attribute) {
      case ("value", .tensor(let tensor)):
        return Outcome(tensor.shape, tensor.values, type: tensor.type)
      case ("value_int", .integer(let value)): return Outcome([], .integers([value]), type: .int64)
      case ("value_ints", .integers(let values)):
        return Outcome([values.count], .integers(values), type: .int64)
      case ("value_float", .float(let value)): return Outcome([], .floats([value]), type: .float)
      case ("value_floats", .floats(let values)):
        return Outcome([values.count], .floats(values), type: .float)
      case ("value_string", _): return Outcome([], type: .string)
      case ("value_strings", .strings(let values)): return Outcome([values.count], type: .string)
      case ("sparse_value", _): return .unknown
      default: break
      }
    }
    throw .attribute("value", expected: "a value")
  }

  func filled() throws(OperatorProblem) -> Outcome {
    var type = ElementType.float
    var value = TensorValues.floats([0])
    if case .tensor(let tensor) = node.attributes["value"] {
      type = tensor.type
      value = tensor.values ?? value
    }
    guard let shape = try integers(0)?.lengths() else { return Outcome(nil, type: type) }
    guard let count = elementCount(shape) else { throw .length(Int.max) }
    let isSmall = count <= TensorValues.mostKept && value.count == 1
    return Outcome(
      shape, isSmall ? value.picking(repeatElement(0, count: count)) : nil, type: type)
  }

  /// Returns the numbers of a Range.
  func range() throws(OperatorProblem) -> Outcome {
    guard let start = self[0]?.values, let limit = self[1]?.values, let step = self[2]?.values,
      start.count == 1, limit.count == 1, step.count == 1
    else { return .unknown }
    let (first, last, delta) = (start.floats[0], limit.floats[0], step.floats[0])
    guard delta != 0 else { throw .other("a step of 0") }
    let steps = max(0, ((last - first) / delta).rounded(.up))
    let count = try length(Int(exactly: steps))
    guard count <= TensorValues.mostKept else { return Outcome([count]) }
    if case .integers(let from) = start, case .integers(let by) = step {
      // The last value is below the limit, so nothing overflows.
      return Outcome([count], .integers((0..<count).map { from[0] &+ $0 &* by[0] }))
    }
    return Outcome([count], .floats((0..<count).map { first + Double($0) * delta }))
  }

  /// Returns the lengths of a Shape.
  func lengths() throws(OperatorProblem) -> Outcome {
    guard let shape = try shape(0) else { return Outcome(nil, type: .int64) }
    func bound(_ value: RawInteger) -> Int {
      let near = value.clamped(to: -shape.count...shape.count)
      return near < 0 ? near + shape.count : near
    }
    let first = bound(integer("start", default: 0))
    let last = max(first, bound(integer("end", default: RawInteger(shape.count))))
    return Outcome([last - first], .integers(Array(shape[first..<last])), type: .int64)
  }
}
