import ConvCostCore

extension NCNNCall {
  mutating func innerProduct() throws(OperatorProblem) -> Source {
    let outputs = try layer.length(.init(0, "num_output"), default: 0, from: 1)
    let key = NCNNLayer.Key(2, "weight_data_size")
    let weights = try layer.count(key)
    let bias = try layer.flag(.init(1, "bias_term"))
    let features = weights / outputs
    guard weights % outputs == 0, features > 0 else {
      throw layer.problem(key, found: "\(weights)", expected: "a multiple of \(outputs)")
    }
    // Rows of features are multiplied one by one; everything else is one list.
    if lengths.count == 2, lengths[1] == features {
      let source = try shaped(0, to: .ncnn(lengths))
      return try activated(step(Linear(outputs, bias: bias), reading: source))
    }
    guard count == features else {
      throw layer.problem(
        key, found: "\(weights)",
        expected: "\(count)·\(outputs) weights for an input of \(Shape.ncnn(lengths))")
    }
    let source = try shaped(0, to: .vector(count), as: "_flatten")
    return try activated(step(Linear(outputs, bias: bias), reading: source))
  }

  mutating func embedding() throws(OperatorProblem) -> Source {
    let outputs = try layer.length(.init(0, "num_output"), default: 0, from: 1)
    let weights = try layer.count(.init(3, "weight_data_size"))
    let bias = try layer.flag(.init(2, "bias_term"))
    return try stated(
      .movement, lengths: [count, outputs], weights: weights,
      biases: bias ? outputs : 0)
  }

  /// A·B + C, of which each may be stored.
  mutating func gemm() throws(OperatorProblem) -> Source {
    let transposesA = try layer.flag(.init(2, "transA"))
    let transposesB = try layer.flag(.init(3, "transB"))
    let (storesA, storesB) = (
      try layer.flag(.init(4, "constantA")), try layer.flag(.init(5, "constantB"))
    )
    let storesC = try layer.flag(.init(6, "constantC"))
    var rest = inputs[...]
    func factor(
      _ isStored: Bool, _ rows: NCNNLayer.Key, _ columns: NCNNLayer.Key, _ transposes: Bool
    ) throws(OperatorProblem) -> (rows: Int, columns: Int) {
      if isStored {
        return (
          try layer.length(rows, default: 0, from: 1),
          try layer.length(columns, default: 0, from: 1)
        )
      }
      guard let input = rest.popFirst() else { throw .missingInput(inputs.count) }
      // A matrix may be stored with its rows along the channels.
      let lengths =
        input.lengths.count == 3 && input.lengths[1] == 1
        ? [input.lengths[0], input.lengths[2]] : input.lengths
      guard lengths.count <= 2 else { throw .rank(lengths.count, expected: "2") }
      let matrix = lengths.count == 1 ? [1, lengths[0]] : lengths
      return transposes ? (matrix[1], matrix[0]) : (matrix[0], matrix[1])
    }
    let (m, n, k) = (
      NCNNLayer.Key(7, "constantM"), NCNNLayer.Key(8, "constantN"), NCNNLayer.Key(9, "constantK")
    )
    let a = try factor(storesA, m, k, transposesA)
    let b = try factor(storesB, k, n, transposesB)
    guard a.columns == b.rows else { throw .mismatch([a.rows, a.columns], [b.rows, b.columns]) }
    let biases = storesC ? try addend(rows: a.rows, columns: b.columns) : 0
    let isTurned = try layer.flag(.init(14, "output_transpose"))
    let isSpread = try layer.flag(.init(11, "output_N1M"))
    let isPlain = !isTurned && !isSpread
    if storesB, !storesA, !transposesA, isPlain, inputs.count == 1, lengths.count == 2,
      biases == 0 || biases == b.columns
    {
      let source = try shaped(0, to: .ncnn(lengths))
      return step(Linear(b.columns, bias: biases > 0), reading: source)
    }
    guard let macs = checkedProduct(a.rows, a.columns, b.columns) else {
      throw .tooManyElements([a.rows, a.columns, b.columns])
    }
    let rows = isTurned ? [b.columns, a.rows] : [a.rows, b.columns]
    let lengths = isSpread ? [rows[0], 1, rows[1]] : rows
    let (weightsA, weightsB) = (storesA ? a.rows * a.columns : 0, storesB ? b.rows * b.columns : 0)
    let (weights, overflow) = weightsA.addingReportingOverflow(weightsB)
    guard !overflow else { throw .tooManyElements([a.rows, a.columns, b.columns]) }
    return try stated(
      storesA || storesB ? .layer : .product, lengths: lengths, macs: macs, weights: weights,
      biases: biases)
  }

  /// Returns how many numbers are stored that a product adds.
  private func addend(rows: Int, columns: Int) throws(OperatorProblem) -> Int {
    let key = NCNNLayer.Key(10, "constant_broadcast_type_C")
    let type = try layer.integer(key, default: 0)
    switch type {
    case -1: return 0
    case 0: return 1
    case 1, 2: return rows
    case 3: return rows * columns
    case 4: return columns
    default: throw layer.problem(key, found: "\(type)", expected: "-1 to 4")
    }
  }

  /// NumPy's product, of which one factor may be stored.
  mutating func matrixProduct() throws(OperatorProblem) -> Source {
    guard inputs.count == 2 else { throw .missingInput(1) }
    let transposes = try layer.flag(.init(0, "transB"))
    var (a, b) = (inputs[0].lengths, inputs[1].lengths)
    let (isRow, isColumn) = (a.count == 1, b.count == 1)
    if isRow { a = [1] + a }
    if isColumn { b = transposes ? [1] + b : b + [1] }
    let (rows, inner) = (a[a.count - 2], a[a.count - 1])
    let (other, columns) =
      transposes
      ? (b[b.count - 1], b[b.count - 2]) : (b[b.count - 2], b[b.count - 1])
    guard inner == other else { throw .mismatch(a, b) }
    guard let outer = try broadcast([Array(a.dropLast(2)), Array(b.dropLast(2))]),
      let count = elementCount(outer), let part = checkedProduct(rows, inner),
      let macs = checkedProduct(count, part, columns)
    else { throw .tooManyElements(a) }
    let lengths = outer + (isRow ? [] : [rows]) + (isColumn ? [] : [columns])
    return try stated(
      readsStored ? .layer : .product, lengths: lengths.isEmpty ? [1] : lengths, macs: macs)
  }

  /// A sum by Einstein's convention, whose equation is stored as the codes of its characters.
  mutating func einsum() throws(OperatorProblem) -> Source {
    let key = NCNNLayer.Key(0, "equation")
    let codes = try layer.integers(key).map { $0.clamped(to: -1...256) }
    let bytes = codes.compactMap(UInt8.init(exactly:))
    guard bytes.count == codes.count, bytes.allSatisfy({ $0 < 0x80 }) else {
      throw layer.problem(key, expected: "the codes of letters")
    }
    let equation = String(decoding: bytes, as: UTF8.self)
    let sum = try EinsteinSum(equation, of: inputs.map(\.lengths), statesResult: true)
    guard let macs = sum.macs else { throw .tooManyElements(sum.shape) }
    return try stated(
      readsStored ? .layer : .product, lengths: sum.shape.isEmpty ? [1] : sum.shape, macs: macs)
  }

  /// Attention with its four products with weights: queries, keys and values, and the result.
  mutating func attention() throws(OperatorProblem) -> [Source] {
    let width = try layer.length(.init(0, "embed_dim"), default: 0, from: 1)
    let key = NCNNLayer.Key(2, "weight_data_size")
    let weights = try layer.count(key)
    let features = weights / width
    guard weights % width == 0, features > 0 else {
      throw layer.problem(key, found: "\(weights)", expected: "a multiple of \(width)")
    }
    let hasMask = try layer.flag(.init(5, "attn_mask"))
    let sources = inputs.count - (hasMask ? 1 : 0)
    guard (1...3).contains(sources), !readsStored else { return try unknown() }
    guard try !layer.flag(.init(7, "kv_cache")) else { return try unknown() }
    let places = [0, sources > 1 ? 1 : 0, sources > 2 ? 2 : sources > 1 ? 1 : 0]
    let widths = [
      features, try layer.length(.init(3, "kdim"), default: width, from: 1),
      try layer.length(.init(4, "vdim"), default: width, from: 1),
    ]
    var parts: [Source] = []
    for (name, (place, own)) in zip(["q", "k", "v"], zip(places, widths)) {
      let lengths = inputs[place].lengths
      guard lengths.count == 2, lengths[1] == own else {
        throw .other("reads \(Shape.ncnn(lengths)) as \(name), expected rows of \(own)")
      }
      let source = try shaped(
        place, to: .ncnn(lengths), as: "/\(name)_reshape")
      parts.append(step(Linear(width), reading: source, as: "/\(name)"))
    }
    let (queries, keys) = (inputs[places[0]].lengths[0], inputs[places[1]].lengths[0])
    guard let macs = checkedProduct(2, queries * keys, width) else {
      throw .tooManyElements([queries, keys, width])
    }
    let mask: [Source] = hasMask ? [.input(sources)] : []
    let mixed = try stated(
      .product, lengths: [queries, width], macs: macs, reading: parts + mask, kind: "Attention",
      as: "/attention")
    return [step(Linear(features), reading: mixed, as: "/out")]
  }

  /// The products of attention alone, for a number of heads.
  mutating func attentionProduct() throws(OperatorProblem) -> [Source] {
    guard try !layer.flag(.init(7, "kv_cache")), inputs.count >= 3,
      inputs.prefix(3).allSatisfy({ $0.lengths.count == 3 })
    else { return try unknown() }
    let (q, k, v) = (inputs[0].lengths, inputs[1].lengths, inputs[2].lengths)
    guard q[2] == k[2], k[1] == v[1], let pairs = checkedProduct(q[0], q[1], k[1]),
      let macs = checkedProduct(pairs, q[2] + v[2])
    else { throw .mismatch(q, k) }
    return [try stated(.product, lengths: [q[0], q[1], v[2]], macs: macs)]
  }

  /// A recurrent layer: at each of T steps, gates of the input and of the previous state.
  ///
  ///     weights = directions · gates · hidden · (input + output)        MACs = weights · T
  mutating func recurrent(gates: Int, biasGates: Int) throws(OperatorProblem) -> [Source] {
    // Features alone are one step.
    let lengths = lengths.count == 1 ? [1] + lengths : lengths
    guard lengths.count == 2 else { throw .rank(lengths.count, expected: "2") }
    let outputs = try layer.length(.init(0, "num_output"), default: 0, from: 1)
    let hidden =
      layer.type == "LSTM"
      ? try layer.length(.init(3, "hidden_size"), default: outputs, from: 1) : outputs
    let directions = try layer.integer(.init(2, "direction"), default: 0) == 2 ? 2 : 1
    let key = NCNNLayer.Key(1, "weight_data_size")
    let stated = try layer.count(key)
    guard let forInput = checkedProduct(directions * gates, hidden, lengths[1]),
      let forState = checkedProduct(directions * gates, hidden, outputs),
      let forOutput = hidden == outputs ? 0 : checkedProduct(directions, hidden, outputs)
    else { throw .tooManyElements(lengths) }
    guard stated == forInput else {
      throw layer.problem(
        key, found: "\(stated)",
        expected: "\(forInput) weights: \(directions)·\(gates)·\(hidden)·\(lengths[1])")
    }
    let (part, isTooMany) = forInput.addingReportingOverflow(forState)
    let (weights, overflow) = part.addingReportingOverflow(forOutput)
    guard !isTooMany, !overflow, let macs = checkedProduct(weights, lengths[0]) else {
      throw .tooManyElements(lengths)
    }
    let result = try self.stated(
      .layer, lengths: [lengths[0], directions * outputs], macs: macs, weights: weights,
      biases: directions * biasGates * hidden)
    var results = [result]
    for state in 1..<max(1, layer.outputs.count) {
      // The last states of the hidden values, and of an LSTM's cells.
      results.append(
        try self.stated(
          .movement, lengths: [directions, state == 1 ? outputs : hidden], reading: [result],
          kind: "State", as: "_state\(state)"))
    }
    return results
  }
}
