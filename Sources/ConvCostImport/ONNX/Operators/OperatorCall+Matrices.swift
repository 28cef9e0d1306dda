extension OperatorCall {
  /// The results of matrix products and related operators; nil for other operators.
  func matrices() throws(OperatorProblem) -> [Outcome]? {
    switch type {
    case .matMul, .fusedMatMul, .matMulInteger:
      let shape = try product(
        try operand(0, transposed: "transA"), try operand(1, transposed: "transB"))
      return [
        Outcome(
          shape, type == .matMul ? multiplied(to: shape) : nil,
          type: type == .matMulInteger ? .int32 : nil)
      ]
    case .qLinearMatMul: return [Outcome(try product(try shape(0), try shape(3)))]
    case .gemm, .fusedGemm: return [Outcome(try general(weight: 1, bias: 2))]
    case .qGemm:
      return [Outcome(try general(weight: 3, bias: 6), type: self[8] == nil ? .float : nil)]
    case .einsum: return [Outcome(try einsum()?.shape)]
    case .attention: return try attention()
    case .lstm, .gru, .rnn: return try recurrent()
    case .det:
      guard let shape = try shape(0) else { return [.unknown] }
      guard shape.count >= 2 else { throw .rank(shape.count, expected: "at least 2") }
      return [Outcome(shape.dropLast(2))]
    default: return nil
    }
  }

  private func operand(_ index: Int, transposed name: String) throws(OperatorProblem) -> [Int]? {
    guard var shape = try shape(index) else { return nil }
    if integer(name) == 1, shape.count >= 2 { shape.swapAt(shape.count - 1, shape.count - 2) }
    return shape
  }

  /// Returns the shape of a product of matrices; nil if a factor's shape is not known.
  private func product(_ left: [Int]?, _ right: [Int]?) throws(OperatorProblem) -> [Int]? {
    guard let left, let right else { return nil }
    return try matrixProduct(left, right)
  }

  /// The values of a product of two small matrices, or of a matrix and a vector; nil if they are
  /// not known.
  private func multiplied(to shape: [Int]?) -> TensorValues? {
    guard let left = self[0]?.known, let right = self[1]?.known, let shape,
      left.shape.count <= 2, right.shape.count <= 2, let inner = left.shape.last, inner > 0,
      let count = elementCount(shape), let work = checkedProduct(count, inner),
      work <= TensorValues.mostKept
    else { return nil }
    let columns = right.shape.count == 2 ? right.shape[1] : 1
    func sums<Number>(
      _ a: [Number], _ b: [Number], from zero: Number,
      _ add: (_ sum: Number, Number, Number) -> Number?
    ) -> [Number]? {
      var result: [Number] = []
      for place in 0..<count {
        let (row, column) = (place / columns, place % columns)
        var sum = zero
        for index in 0..<inner {
          guard let next = add(sum, a[row * inner + index], b[index * columns + column]) else {
            return nil
          }
          sum = next
        }
        result.append(sum)
      }
      return result
    }
    if case .integers(let a) = left.values, case .integers(let b) = right.values {
      return sums(a, b, from: 0) { sum, x, y in
        let (product, overflow) = x.multipliedReportingOverflow(by: y)
        let (next, overflows) = sum.addingReportingOverflow(product)
        return overflow || overflows ? nil : next
      }.map(TensorValues.integers)
    }
    return sums(left.values.floats, right.values.floats, from: 0) { $0 + $1 * $2 }
      .map(TensorValues.floats)
  }

  private func general(weight: Int, bias: Int) throws(OperatorProblem) -> [Int]? {
    guard let left = try operand(0, transposed: "transA"),
      let right = try operand(weight, transposed: "transB")
    else { return nil }
    guard left.count == 2, right.count == 2 else {
      throw .rank(left.count == 2 ? right.count : left.count, expected: "2")
    }
    guard left[1] == right[0] else { throw .mismatch(left, right) }
    let result = [left[0], right[1]]
    if let shape = self[bias]?.shape {
      guard try broadcast([result, shape]) == result else { throw .mismatch(result, shape) }
    }
    return result
  }

  /// An einsum with the lengths of its letters; nil if a shape is not known.
  private func einsum() throws(OperatorProblem) -> EinsteinSum? {
    var shapes: [[Int]] = []
    for index in inputs.indices {
      guard let shape = try shape(index) else { return nil }
      shapes.append(shape)
    }
    return try EinsteinSum(string("equation"), of: shapes)
  }

  /// The lengths of an attention: operator set 23 of ONNX.
  struct AttentionLengths {
    var batch: Int
    var queryHeads: Int
    var valueHeads: Int
    var queries: Int
    var keys: Int
    var past: Int
    var keyWidth: Int
    var valueWidth: Int
    var hasHeads: Bool
  }

  func attentionLengths() throws(OperatorProblem) -> AttentionLengths? {
    guard let query = try shape(0), let key = try shape(1), let value = try shape(2) else {
      return nil
    }
    let past = (self[4]?.shape).flatMap { $0.count == 4 ? $0[2] : nil } ?? 0
    if query.count == 4 {
      guard key.count == 4, value.count == 4 else { throw .mismatch(query, key) }
      return AttentionLengths(
        batch: query[0], queryHeads: query[1], valueHeads: value[1], queries: query[2],
        keys: key[2], past: past, keyWidth: query[3], valueWidth: value[3], hasHeads: true)
    }
    for rank in [query.count, key.count, value.count] where rank != 3 {
      throw .rank(rank, expected: rank == query.count ? "3 or 4" : "3")
    }
    let heads = try integer("q_num_heads", default: 0).length()
    let keyHeads = try integer("kv_num_heads", default: 0).length()
    guard heads > 0, keyHeads > 0, query[2] % heads == 0, value[2] % keyHeads == 0 else {
      throw .attribute(
        "q_num_heads", expected: "a divisor of \(query[2]); kv_num_heads: one of \(value[2])")
    }
    return AttentionLengths(
      batch: query[0], queryHeads: heads, valueHeads: keyHeads, queries: query[1], keys: key[1],
      past: past, keyWidth: query[2] / heads, valueWidth: value[2] / keyHeads, hasHeads: false)
  }

  private func attention() throws(OperatorProblem) -> [Outcome] {
    guard let lengths = try attentionLengths() else {
      return Array(repeating: .unknown, count: 4)
    }
    let keys = lengths.past + lengths.keys
    let width = try length(lengths.queryHeads * lengths.valueWidth)
    return [
      Outcome(
        lengths.hasHeads
          ? [lengths.batch, lengths.queryHeads, lengths.queries, lengths.valueWidth]
          : [lengths.batch, lengths.queries, width]),
      Outcome([lengths.batch, lengths.valueHeads, keys, lengths.keyWidth]),
      Outcome([lengths.batch, lengths.valueHeads, keys, lengths.valueWidth]),
      Outcome([lengths.batch, lengths.queryHeads, lengths.queries, keys]),
    ]
  }

  private func recurrent() throws(OperatorProblem) -> [Outcome] {
    guard let input = try shape(0), let weight = try shape(1), let recurrence = try shape(2) else {
      return Array(repeating: .unknown, count: 3)
    }
    for rank in [input.count, weight.count, recurrence.count] where rank != 3 {
      throw .rank(rank, expected: "3")
    }
    let isBatchFirst = integer("layout") == 1
    let (steps, batch) = isBatchFirst ? (input[1], input[0]) : (input[0], input[1])
    let (directions, hidden) = (recurrence[0], recurrence[2])
    let state =
      isBatchFirst ? [batch, directions, hidden] : [directions, batch, hidden]
    return [
      Outcome(
        isBatchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden]),
      Outcome(state), Outcome(state),
    ]
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
    switch type {
    case .conv, .fusedConv, .convInteger, .qLinearConv, .deformConv:
      guard let output, let weight = self[type == .qLinearConv ? 3 : 1]?.shape else { return nil }
      return try product(output, Array(weight[1...]))
    case .convTranspose:
      guard let input = self[0]?.shape, let weight = self[1]?.shape else { return nil }
      return try product(input, Array(weight[1...]))
    case .matMul, .fusedMatMul, .matMulInteger, .qLinearMatMul, .gemm, .fusedGemm, .qGemm:
      guard let output, let left = self[0]?.shape else { return nil }
      let isTransposed = integer("transA") == 1 && left.count >= 2
      return try product(output, [left[left.count - (isTransposed ? 2 : 1)]])
    case .einsum:
      guard let sum = try einsum() else { return nil }
      guard let macs = sum.macs else { throw .length(Int.max) }
      return macs
    case .attention:
      guard let lengths = try attentionLengths() else { return nil }
      return try product(
        [lengths.batch, lengths.queryHeads, lengths.queries, lengths.past + lengths.keys],
        [lengths.keyWidth + lengths.valueWidth])
    case .lstm, .gru, .rnn:
      guard let input = self[0]?.shape, let weight = self[1]?.shape, let state = self[2]?.shape
      else { return nil }
      // Each step multiplies the input and the state with the weights of all gates.
      return try product([input[0], input[1], weight[0], weight[1]], [weight[2] + state[2]])
    default: return 0
    }
  }
}
