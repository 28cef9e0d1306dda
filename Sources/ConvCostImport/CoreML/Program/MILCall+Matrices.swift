extension MILCall {
  func linear() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape("x"), let weight = try shape("weight") else { return nil }
    guard weight.count == 2, let features = input.last else {
      throw .rank(weight.count, expected: "2")
    }
    guard weight[1] == features else { throw .mismatch(input, weight) }
    return input.dropLast() + [weight[0]]
  }

  func matmul() throws(OperatorProblem) -> [Int]? {
    guard let left = try factor("x", transposed: "transpose_x"),
      let right = try factor("y", transposed: "transpose_y")
    else { return nil }
    return try matrixProduct(left, right)
  }

  private func factor(
    _ parameter: String, transposed flag: String
  ) throws(OperatorProblem) -> [Int]? {
    guard var shape = try shape(parameter) else { return nil }
    if self.flag(flag), shape.count >= 2 { shape.swapAt(shape.count - 1, shape.count - 2) }
    return shape
  }

  /// Returns the shape of an attention's result: of the queries, with the width of the values.
  func attention() throws(OperatorProblem) -> [Int]? {
    guard let query = try shape("query"), let key = try shape("key"),
      let value = try shape("value")
    else { return nil }
    guard query.count >= 2, key.count == query.count, value.count == query.count,
      key.last == query.last, key[key.count - 2] == value[value.count - 2]
    else { throw .mismatch(query, key) }
    let outer = try broadcast([query, key, value].map { Array($0.dropLast(2)) }) ?? []
    return outer + [query[query.count - 2], value[value.count - 1]]
  }

  /// Returns the shapes of a recurrent layer's results: all steps or the last one, and the states.
  func recurrence() throws(OperatorProblem) -> [[Int]?] {
    guard let input = try shape("x"), let state = try shape("initial_h") else {
      return [nil, nil, nil]
    }
    guard input.count == 3, let width = state.last else {
      throw .rank(input.count, expected: "3")
    }
    let last = [input[1], width]
    return [[flag("output_sequence") ? input[0] : 1] + last, last, last]
  }

  /// The letters of an einsum's operands and of its result, with their lengths.
  private func equation() throws(OperatorProblem) -> (result: [Character], [Character: Int])? {
    guard let text = text("equation") else {
      throw .attribute("equation", expected: "an equation")
    }
    let sides = text.filter { $0 != " " }.split(
      separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, sides[0].last == "-" else {
      throw .attribute("equation", expected: "operands and a result")
    }
    let terms = sides[0].dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let values = arguments["values"] ?? []
    guard terms.count == values.count else {
      throw .attribute("equation", expected: "\(values.count) operands")
    }
    var lengths: [Character: Int] = [:]
    for (term, value) in zip(terms, values) {
      guard let shape = value.shape else { return nil }
      guard term.count == shape.count else { throw .rank(shape.count, expected: "\(term.count)") }
      for (name, length) in zip(term, shape) {
        if let known = lengths[name], known != length, known != 1, length != 1 {
          throw .mismatch([known], [length])
        }
        lengths[name] = max(lengths[name] ?? 0, length)
      }
    }
    return (Array(sides[1]), lengths)
  }

  func summed() throws(OperatorProblem) -> [Int]? {
    guard let (result, lengths) = try equation() else { return nil }
    var shape: [Int] = []
    for name in result {
      guard let length = lengths[name] else {
        throw .attribute("equation", expected: "no '\(name)': it is in no operand")
      }
      shape.append(length)
    }
    return shape
  }

  /// Returns the multiply-accumulates of the operator on its whole batch; nil if a shape is
  /// unknown, zero for an operator without products.
  ///
  /// - Throws: `OperatorProblem.length` if they do not fit in 64 bits.
  func macs(_ output: [Int]?) throws(OperatorProblem) -> Int? {
    func product(_ lists: [Int]...) throws(OperatorProblem) -> Int {
      guard let product = elementCount(Array(lists.joined())) else { throw .length(Int.max) }
      return product
    }
    switch rule.shapes {
    case .convolution, .linear:
      guard let output, let weight = self["weight"]?.shape else { return nil }
      return try product(output, Array(weight.dropFirst()))
    case .transposedConvolution:
      guard let input = self["x"]?.shape, let weight = self["weight"]?.shape else { return nil }
      return try product(input, Array(weight.dropFirst()))
    case .matmul:
      guard let output, let left = try factor("x", transposed: "transpose_x"),
        let inner = left.last
      else { return nil }
      return try product(output, [inner])
    case .einsum:
      guard let (_, lengths) = try equation() else { return nil }
      // A single operand is only summed or moved.
      guard (arguments["values"]?.count ?? 0) > 1 else { return 0 }
      return try product(Array(lengths.values))
    case .attention:
      guard let output, let query = self["query"]?.shape, let key = self["key"]?.shape,
        key.count >= 2, let width = query.last, let outWidth = output.last
      else { return nil }
      // The queries meet the keys, and the weights meet the values.
      return try product(Array(output.dropLast()), [key[key.count - 2]], [width + outWidth])
    case .recurrence:
      guard let input = self["x"]?.shape, input.count == 3 else { return nil }
      var rows = 0
      let names = ["weight_ih", "weight_hh", "weight_ih_back", "weight_hh_back"]
      for fact in names.compactMap({ self[$0] }) {
        guard let weight = fact.shape else { return nil }
        let (sum, overflow) = rows.addingReportingOverflow(try product(weight))
        guard !overflow else { throw .length(Int.max) }
        rows = sum
      }
      guard let count = checkedProduct(input[0], input[1], rows) else { throw .length(Int.max) }
      return count
    default: return 0
    }
  }
}
