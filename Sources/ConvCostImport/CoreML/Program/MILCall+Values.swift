extension MILCall {
  /// Returns the values of the first result, if they follow from the arguments: shapes are computed
  /// from them.
  func values(of shape: [Int]?) throws(OperatorProblem) -> TensorValues? {
    guard let shape, let count = elementCount(shape), count <= TensorValues.mostKept else {
      return nil
    }
    switch operation.type {
    case "shape": return try inputShape().map(TensorValues.integers)
    case "cast":
      guard let values = x?.values else { return nil }
      return text("dtype")?.contains("int") == true
        ? values.integers.map(TensorValues.integers) : .floats(values.floats)
    case "identity", "reshape", "expand_dims", "squeeze", "flatten2d": return x?.values
    case "gather": return try gatheredValues(to: shape)
    case "slice_by_index":
      guard let picks = try picks() else { return nil }
      return x?.known?.picked(to: shape) { place in
        var kept = place.makeIterator()
        return picks.map { $0.count == nil ? $0.first : $0.first + (kept.next() ?? 0) * $0.step }
      }
    case "concat", "stack": return joinedValues(count)
    case "add", "sub", "mul", "floor_div", "real_div", "maximum", "minimum", "mod":
      return combinedValues(to: shape)
    case "floor", "ceil", "round":
      return x?.values.map { values in
        .floats(
          values.floats.map {
            $0.rounded(
              operation.type == "floor"
                ? .down : operation.type == "ceil" ? .up : .toNearestOrEven)
          })
      }
    default: return nil
    }
  }

  private func gatheredValues(to shape: [Int]) throws(OperatorProblem) -> TensorValues? {
    guard let known = self["x"]?.known, let indices = self["indices"]?.known,
      let wanted = integers("indices"), integer("batch_dims", default: 0) == 0
    else { return nil }
    let axis = try integer("axis", default: 0).axis(of: known.shape.count)
    var rows: [Int] = []
    for index in wanted {
      guard let row = try? index.axis(of: known.shape[axis]) else {
        throw .other("index \(index) of \(known.shape[axis]) elements")
      }
      rows.append(row)
    }
    let rank = indices.shape.count
    return known.picked(to: shape) { place in
      guard let row = indices.offset(of: Array(place[axis..<axis + rank])) else { return nil }
      return place[..<axis] + [rows[row]] + place[(axis + rank)...]
    }
  }

  /// The values of several vectors or numbers one after the other; nil for tensors of more axes.
  private func joinedValues(_ count: Int) -> TensorValues? {
    var integers: [Int] = []
    for part in arguments["values"] ?? [] {
      guard let rank = part.shape?.count, rank <= (operation.type == "concat" ? 1 : 0),
        case .integers(let values)? = part.values, values.count <= count - integers.count
      else { return nil }
      integers += values
    }
    return integers.count == count ? .integers(integers) : nil
  }

  /// The values of arithmetic on two tensors, one of which may be a number.
  private func combinedValues(to shape: [Int]) -> TensorValues? {
    guard let left = stretched("x", to: shape), let right = stretched("y", to: shape) else {
      return nil
    }
    if case .integers(let a) = left, case .integers(let b) = right,
      operation.type != "real_div"
    {
      var result: [Int] = []
      for (one, two) in zip(a, b) {
        guard let value = combined(one, two) else { return nil }
        result.append(value)
      }
      return .integers(result)
    }
    return .floats(zip(left.floats, right.floats).map(combined))
  }

  /// The result for integers; nil if it does not exist or does not fit in 64 bits.
  private func combined(_ a: Int, _ b: Int) -> Int? {
    let result: (partialValue: Int, overflow: Bool)
    switch operation.type {
    case "add": result = a.addingReportingOverflow(b)
    case "sub": result = a.subtractingReportingOverflow(b)
    case "mul": result = a.multipliedReportingOverflow(by: b)
    case "maximum": result = (max(a, b), false)
    case "minimum": result = (min(a, b), false)
    case "floor_div", "mod":
      // The quotient is rounded down, and the remainder has the sign of the divisor.
      let (quotient, overflow) = a.dividedReportingOverflow(by: b)
      guard !overflow else { return nil }
      let rest = a % b
      let isRounded = rest != 0 && (rest < 0) != (b < 0)
      result =
        operation.type == "mod"
        ? (isRounded ? rest + b : rest, false) : (isRounded ? quotient - 1 : quotient, false)
    default: return nil
    }
    return result.overflow ? nil : result.partialValue
  }

  private func combined(_ a: Double, _ b: Double) -> Double {
    switch operation.type {
    case "add": a + b
    case "sub": a - b
    case "mul": a * b
    case "maximum": max(a, b)
    case "minimum": min(a, b)
    case "floor_div": (a / b).rounded(.down)
    case "mod": a - b * (a / b).rounded(.down)
    default: a / b
    }
  }

  /// The values of a parameter, repeated if it is a single number.
  private func stretched(_ parameter: String, to shape: [Int]) -> TensorValues? {
    guard let fact = self[parameter], let values = fact.values,
      let count = elementCount(shape)
    else { return nil }
    if fact.shape == shape { return values }
    guard values.count == 1 else { return nil }
    return values.picking(Array(repeating: 0, count: count))
  }
}
