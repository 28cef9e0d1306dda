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

  /// An einsum with the lengths of its letters; nil if a shape is not known.
  func einsum() throws(OperatorProblem) -> EinsteinSum? {
    var shapes: [[Int]] = []
    for value in arguments["values"] ?? [] {
      guard let shape = value.shape else { return nil }
      shapes.append(shape)
    }
    return try EinsteinSum(text("equation"), of: shapes, statesResult: true)
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
      guard let sum = try einsum() else { return nil }
      guard let macs = sum.macs else { throw .length(Int.max) }
      return macs
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
