import ConvCostCore

extension CoreMLLayerCall {
  func innerProduct() throws(OperatorProblem) -> [Result] {
    let width = try fields.integer(1).length(from: 1)
    let features = try fields.integer(2).length(from: 1)
    let linear = Linear(features, bias: fields.flag(10))
    // Channels without rows and columns are features.
    let isMap = lengths.count > 3 || !mapping.isExact
    let axis = isMap ? lengths.count - 3 : lengths.count - 1
    // All elements of a map are features.
    guard axis >= 0, elementCount(Array(lengths[axis...])) == width else {
      throw .other("found the shape \(lengths), expected \(width) features")
    }
    let ones = lengths[(axis + 1)...].map { _ in 1 }
    let result = Array(lengths[..<axis]) + [features] + ones
    if shape.extent != nil {
      let layers = [Flatten().layer, linear.layer]
      return [Result(work: .layer(.chain(layers)), lengths: result)]
    }
    guard shape.channels == width else {
      // A sequence has its features before rows and columns of one element.
      let positions = try Self.product(Array(lengths[..<axis]))
      let weights = try Self.product([width, features])
      return try stated(
        .layer, result, macs: try Self.product([positions, weights]), weights: weights,
        biases: fields.flag(10) ? features : 0)
    }
    return [Result(work: .layer(linear.layer), lengths: result)]
  }

  /// A product of two matrices, one of which may be the layer's own.
  func batchedProduct() throws(OperatorProblem) -> [Result] {
    func factor(_ lengths: [Int], isTransposed: Bool) -> [Int] {
      var lengths = lengths
      if isTransposed, lengths.count > 1 {
        lengths.swapAt(lengths.count - 1, lengths.count - 2)
      }
      return lengths
    }
    // The layer's own matrix has a fixed order.
    let left = factor(lengths, isTransposed: inputs.count > 1 && fields.flag(1))
    guard let inner = left.last else { throw .rank(0, expected: "at least 1") }
    let rows = fields.integer(5)
    if inputs.count == 1, constants.isEmpty || rows != 0 {
      let (width, features) = (try rows.length(from: 1), try fields.integer(6).length(from: 1))
      guard inner == width else { throw .mismatch(left, [width, features]) }
      let result = Array(left.dropLast()) + [features]
      let bias = fields.flag(7)
      if shape.extent == nil, shape.channels == width {
        return [Result(work: .layer(Linear(features, bias: bias).layer), lengths: result)]
      }
      return try stated(
        .layer, result, macs: try Self.product(result + [inner]),
        weights: try Self.product([width, features]), biases: bias ? features : 0)
    }
    let other = inputs.count > 1 ? inputs[1].lengths : constants.first?.lengths
    guard let other else { return unknown() }
    // A vector is a row on the left, and a column on the right.
    let row = left.count == 1 ? [1] + left : left
    var column = factor(other, isTransposed: fields.flag(2))
    if column.count == 1 { column.append(1) }
    guard column.count > 1, inner == column[column.count - 2] else {
      throw .mismatch(left, column)
    }
    let outer = try broadcast([Array(row.dropLast(2)), Array(column.dropLast(2))]) ?? []
    let result = outer + [row[row.count - 2], column[column.count - 1]]
    return try stated(
      inputs.count > 1 ? .product : .layer, result, macs: try Self.product(result + [inner]),
      weights: constantCount)
  }

  func embedding() throws(OperatorProblem) -> [Result] {
    let (entries, width) = (
      try fields.integer(1).length(from: 1), try fields.integer(2).length(from: 1)
    )
    let isLast = layer.kind == .embeddingND
    var result = lengths
    if result.isEmpty { throw .rank(0, expected: "at least 1") }
    if isLast {
      result[result.count - 1] = width
    } else {
      result[max(0, result.count - 3)] = width
    }
    let hasBias = fields.flag(isLast ? 3 : 10)
    return try stated(
      .movement, result, weights: try Self.product([entries, width]), biases: hasBias ? width : 0)
  }

  func batchNorm() throws(OperatorProblem) -> [Result] {
    let channels = try fields.integer(1).length(from: 1)
    let (map, before) = shape.extent == nil && shape.channels == channels ? (shape, []) : try map()
    guard map.channels == channels else {
      throw .other("found \(map.channels) channels, expected \(channels)")
    }
    let hasScale = !fields.weights(15).isEmpty
    let layer: Layer
    switch (fields.flag(5), fields.flag(6)) {
    case (true, true): layer = GroupNorm(groups: channels, affine: hasScale).layer
    case (let isComputed, _):
      layer =
        BatchNorm(
          scale: hasScale, shift: !fields.weights(16).isEmpty, tracksStatistics: !isComputed
        ).layer
    }
    return keeping(Self.chain(before + [layer]))
  }

  func layerNorm() throws(OperatorProblem) -> [Result] {
    let own = try fields.integers(1).lengths(from: 1)
    guard own.count <= lengths.count, own == Array(lengths.suffix(own.count)) else {
      throw .mismatch(lengths, own)
    }
    let affine = !fields.weights(3).isEmpty
    if own.count == 1, shape.extent == nil { return keeping(LayerNorm(affine: affine)) }
    let count = try Self.product(own)
    return try stated(
      .function, lengths, weights: affine ? count : 0, biases: affine ? count : 0)
  }

  /// A factor for each channel or element, and perhaps a shift.
  func scale() throws(OperatorProblem) -> [Result] {
    let factors = try fields.integers(1).lengths(from: 1)
    let shifts = fields.flag(3) ? try fields.integers(4).lengths(from: 1) : []
    let (weights, biases) = (try Self.product(factors), try Self.product(shifts))
    let hasBias = fields.flag(3)
    if let channels = try? map().shape.channels, isOfChannels(factors, channels),
      !hasBias || isOfChannels(shifts, channels), shape.channels == channels
    {
      return keeping(ChannelScale(bias: hasBias))
    }
    return try stated(.function, lengths, weights: weights, biases: hasBias ? biases : 0)
  }

  private func isOfChannels(_ lengths: [Int], _ channels: Int) -> Bool {
    lengths.first == channels && lengths.dropFirst().allSatisfy { $0 == 1 }
  }

  func bias() throws(OperatorProblem) -> [Result] {
    try stated(
      .function, lengths, biases: try Self.product(try fields.integers(1).lengths(from: 1)))
  }

  /// A recurrent layer; its first result is the sequence or the last step, the others its states.
  ///
  /// Each step multiplies the input and the state with the weights of all gates.
  func recurrent(gates: Int) throws(OperatorProblem) -> [Result] {
    let width = try fields.integer(1).length(from: 1)
    let hidden = try fields.integer(2).length(from: 1)
    let isLSTM = gates == 4
    let directions = layer.kind == .biDirectionalLSTM ? 2 : 1
    let settings = isLSTM ? fields[15] ?? CoreMLFields() : fields
    let isSequence = settings.flag(isLSTM ? 10 : 15)
    let (hasBias, hasPeepholes) = (settings.flag(20), isLSTM && settings.flag(40))
    var weights = 0
    for product in [
      [gates, hidden, width], [gates, hidden, hidden], hasPeepholes ? [3, hidden] : [0],
    ] {
      let (sum, overflow) = weights.addingReportingOverflow(
        try Self.product([directions] + product))
      guard !overflow else { throw .length(Int.max) }
      weights = sum
    }
    // Peepholes are element by element, and no product of matrices.
    let products = weights - (hasPeepholes ? directions * 3 * hidden : 0)
    let axis = mapping.isExact ? max(0, lengths.count - 3) : 0
    guard axis < lengths.count, lengths.count < 3 || lengths[axis] == width || lengths.last == width
    else { throw .other("found the shape \(lengths), expected \(width) features") }
    let features = try length(checkedProduct(directions, hidden))
    let sequence = mapping.isExact && lengths.count > 3 ? lengths[0] : 1
    var result = lengths
    result[lengths[axis] == width ? axis : lengths.count - 1] = features
    if !isSequence, mapping.isExact, result.count > 3 { result[0] = 1 }
    return try stated(
      .layer, result, macs: try Self.product([sequence, products]), weights: weights,
      biases: hasBias ? try Self.product([directions, gates, hidden]) : 0)
      + layer.outputs.dropFirst().map { _ in Result(work: .alias, lengths: result) }
  }
}
