import ConvCostCore

extension CoreMLLayerCall {
  /// Layers that move elements, or see them in another shape; nil for another kind.
  func movements(_ kind: CoreMLLayerKind) throws(OperatorProblem) -> [Result]? {
    switch kind {
    case .flatten: try view(try flat())
    case .reshape, .reshapeStatic, .rankPreservingReshape: try view(try reshaped())
    case .reshapeLike:
      inputs.count > 1 ? try view(inputs[1].lengths ?? []) : nil
    case .flattenTo2D: try view(try flatTo2D())
    case .squeeze: try view(try squeezed())
    case .expandDims: try view(try expanded())
    case .permute: try permuted()
    case .transpose: try transposed()
    case .concat: try concatenated(axis: fields.flag(100) ? nil : max(0, lengths.count - 3))
    case .concatND: try concatenated(axis: try fields.integer(1).axis(of: lengths.count))
    case .split:
      try parts(axis: max(0, lengths.count - 3), count: try fields.integer(1).length(from: 1))
    case .splitND:
      try parts(
        axis: try fields.integer(1).axis(of: lengths.count),
        count: try fields.integer(2).length(), sizes: try fields.integers(3).lengths())
    case .slice: try sliced()
    case .sliceStatic: try slicedStatically()
    case .padding: try padded()
    case .constantPad: try paddedExactly()
    case .crop: try cropped()
    case .upsample: try upsampled()
    case .resizeBilinear: try resized()
    case .reorganizeData: try reorganized()
    case .reverse, .reverseSeq, .scatter, .scatterND, .scatterAlongAxis:
      try stated(.movement, lengths)
    case .stack: try stacked()
    case .tile: try tiled()
    case .gather: try gathered()
    case .gatherAlongAxis:
      inputs.count > 1 ? try stated(.movement, inputs[1].lengths ?? lengths) : nil
    case .fillLike, .broadcastToLike:
      try stated(.movement, inputs.count > 1 ? inputs[1].lengths ?? lengths : lengths)
    case .fillStatic, .broadcastToStatic:
      try stated(.movement, try fields.integers(kind == .fillStatic ? 2 : 1).lengths(from: 1))
    case .sequenceRepeat: nil
    default: nil
    }
  }

  private func flat() throws(OperatorProblem) -> [Int] {
    let count = try Self.product(lengths)
    guard mapping.isExact, lengths.count > 3 else { return [count, 1, 1] }
    return lengths.dropLast(3) + [try Self.product(lengths.suffix(3)), 1, 1]
  }

  /// Returns the target of a reshape: a zero keeps a length, and −1 is what is left.
  private func reshaped() throws(OperatorProblem) -> [Int] {
    var shape: [Int] = []
    var open: Int?
    for (axis, number) in fields.integers(1).enumerated() {
      if number == -1 {
        guard open == nil else { throw .attribute("targetShape", expected: "one −1 at most") }
        open = axis
        shape.append(1)
      } else if number == 0, axis < lengths.count {
        shape.append(lengths[axis])
      } else {
        shape.append(try number.length(from: 1))
      }
    }
    if let open {
      let rest = try Self.product(shape)
      let count = try Self.product(lengths)
      guard rest > 0, count % rest == 0 else { throw .elements(from: lengths, to: shape) }
      shape[open] = try length(count / rest)
    }
    // The leading length is that of a sequence.
    if !mapping.isExact, shape.count == 4, shape[0] == 1 { shape.removeFirst() }
    return shape
  }

  private func flatTo2D() throws(OperatorProblem) -> [Int] {
    let axis = fields.integer(1).clamped(to: -lengths.count...lengths.count)
    let split = axis < 0 ? axis + lengths.count : axis
    return [
      try Self.product(Array(lengths[..<split])), try Self.product(Array(lengths[split...])),
    ]
  }

  private func squeezed() throws(OperatorProblem) -> [Int] {
    let axes = Set(try fields.integers(1).axes(of: lengths.count))
    return lengths.indices.filter {
      fields.flag(2) ? lengths[$0] != 1 : !axes.contains($0)
    }.map { lengths[$0] }
  }

  private func expanded() throws(OperatorProblem) -> [Int] {
    var shape = lengths
    let axes = fields.integers(1)
    for axis in try axes.axes(of: shape.count + axes.count).sorted() {
      guard axis <= shape.count else { throw .axis(axis, rank: shape.count) }
      shape.insert(1, at: axis)
    }
    return shape
  }

  /// The sequence, channels, rows and columns in another order.
  private func permuted() throws(OperatorProblem) -> [Result] {
    // Without an order, the axes stay.
    let order = fields.integers(1)
    let axes = order.isEmpty ? [0, 1, 2, 3] : try order.axes(of: 4)
    guard axes.sorted() == [0, 1, 2, 3] else {
      throw .attribute("axis", expected: "each of 4 axes once")
    }
    // An exact shape has the batch after the sequence, or no sequence.
    let outer = lengths.dropLast(3)
    let all = [outer.count > 1 ? outer[0] : 1] + lengths.suffix(3)
    guard all.count == 4 else { throw .rank(lengths.count, expected: "at least 3") }
    let permuted = axes.map { all[$0] }
    if axes == [0, 1, 2, 3] { return [Result(work: .alias, lengths: lengths)] }
    guard permuted[0] == all[0] else {
      guard mapping.isExact, outer.count > 1 else {
        return try stated(.movement, lengths)
      }
      return try stated(
        .movement, [permuted[0]] + Array(outer.dropFirst()) + Array(permuted[1...]))
    }
    return try stated(.movement, Array(outer) + Array(permuted[1...]))
  }

  private func transposed() throws(OperatorProblem) -> [Result] {
    let axes = try fields.integers(1).axes(of: lengths.count)
    guard axes.sorted() == Array(lengths.indices) else {
      throw .attribute("axes", expected: "each of \(lengths.count) axes once")
    }
    return try stated(.movement, axes.map { lengths[$0] })
  }

  // MARK: Several tensors

  /// Returns a concatenation along an axis; nil for the sequence, which has no axis of its own.
  private func concatenated(axis: Int?) throws(OperatorProblem) -> [Result] {
    guard let axis else { return unknown() }
    var joined = lengths
    for other in inputs.dropFirst().map({ $0.lengths ?? [] }) + constants.map(\.lengths) {
      guard other.count == joined.count,
        joined.indices.allSatisfy({ $0 == axis || joined[$0] == other[$0] })
      else { throw .mismatch(joined, other) }
      joined[axis] = try length(joined[axis] + other[axis])
    }
    let result = try sample(joined)
    if inputs.count > 1, constants.isEmpty, joins(.concat, to: result) {
      return [Result(work: .merge(.concat), lengths: joined)]
    }
    return try stated(.movement, joined, weights: constantCount)
  }

  private func stacked() throws(OperatorProblem) -> [Result] {
    var shape = lengths
    shape.insert(
      inputs.count + constants.count, at: try fields.integer(1).axis(of: lengths.count + 1))
    return try stated(.movement, shape)
  }

  private func gathered() throws(OperatorProblem) -> [Result]? {
    guard let indices = inputs.count > 1 ? inputs[1].lengths : constants.first?.lengths else {
      return nil
    }
    let axis = try fields.integer(1).axis(of: lengths.count)
    return try stated(.movement, lengths[..<axis] + indices + lengths[(axis + 1)...])
  }

  private func tiled() throws(OperatorProblem) -> [Result]? {
    let repeats = try fields.integers(1).lengths(from: 1)
    guard !repeats.isEmpty else { return nil }
    guard repeats.count == lengths.count else { throw .mismatch(lengths, repeats) }
    var shape: [Int] = []
    for (value, count) in zip(lengths, repeats) { shape.append(try length(value * count)) }
    return try stated(.movement, shape)
  }
}
