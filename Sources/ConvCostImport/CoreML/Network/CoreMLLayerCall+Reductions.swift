import ConvCostCore

extension CoreMLLayerCall {
  /// Layers that summarise axes, sort or choose; nil for another kind.
  func reductions(_ kind: CoreMLLayerKind) throws(OperatorProblem) -> [Result]? {
    switch kind {
    case .reduce: try reduced()
    case .reduceL1, .reduceL2, .reduceMax, .reduceMin, .reduceSum, .reduceProd, .reduceMean,
      .reduceLogSum, .reduceSumSquare, .reduceLogSumExp:
      try reducedAxes(kind)
    case .argMax, .argMin:
      try stated(
        .function, try without([try fields.integer(1).axis(of: lengths.count)], fields.flag(2)))
    case .topK: try largest()
    case .oneHot: try oneHot()
    case .getShape: try stated(.view, [max(1, lengths.count)])
    case .slidingWindows: try windows()
    default: nil
    }
  }

  /// A reduction of the channels, the rows or the columns.
  private func reduced() throws(OperatorProblem) -> [Result] {
    guard lengths.count >= 3 else { throw .rank(lengths.count, expected: "at least 3") }
    let axes = [[0, 1, 2], [1, 2], [0], [1], [2]]
    let chosen = axes[fields.integer(3).clamped(to: 0...4)]
    if chosen == [1, 2], shape.extent?.rank == 2 {
      if fields.integer(1) == 1 { return try onMap(AdaptivePool.globalAverage) }
      if fields.integer(1) == 7 { return try onMap(AdaptivePool.globalMax) }
    }
    var result = lengths
    for axis in chosen { result[lengths.count - 3 + axis] = 1 }
    return try stated(.function, result)
  }

  private func reducedAxes(_ kind: CoreMLLayerKind) throws(OperatorProblem) -> [Result] {
    let axes =
      fields.flag(3) ? Array(lengths.indices) : try fields.integers(1).axes(of: lengths.count)
    let result = try without(Set(axes), !fields.flag(2))
    let rank = lengths.count
    if let extent = shape.extent, Set(axes) == Set(rank - extent.lengths.count..<rank),
      fields.flag(2)
    {
      if kind == .reduceMean { return try onMap(AdaptivePool.globalAverage) }
      if kind == .reduceMax { return try onMap(AdaptivePool.globalMax) }
    }
    return try stated(.function, result)
  }

  private func without(_ axes: Set<Int>, _ areDropped: Bool) throws(OperatorProblem) -> [Int] {
    let result =
      areDropped
      ? lengths.indices.filter { !axes.contains($0) }.map { lengths[$0] }
      : lengths.indices.map { axes.contains($0) ? 1 : lengths[$0] }
    return result.isEmpty ? [1] : result
  }

  private func largest() throws(OperatorProblem) -> [Result]? {
    guard inputs.count == 1, fields.integer(2) != 0 else { return nil }
    var result = lengths
    result[try fields.integer(1).axis(of: lengths.count)] = try fields.integer(2).length(from: 1)
    return try stated(.function, result)
      + layer.outputs.dropFirst().map { _ in Result(work: .alias, lengths: result) }
  }

  private func oneHot() throws(OperatorProblem) -> [Result]? {
    guard fields.integer(1) != 0 else { return nil }
    var result = lengths
    result.insert(
      try fields.integer(1).length(from: 1),
      at: try fields.integer(2).axis(of: lengths.count + 1))
    return try stated(.movement, result)
  }

  private func windows() throws(OperatorProblem) -> [Result] {
    var result = lengths
    let axis = try fields.integer(1).axis(of: lengths.count)
    let size = try fields.integer(2).length(from: 1)
    let step = fields.integer(3) == 0 ? 1 : try fields.integer(3).length(from: 1)
    guard result[axis] >= size else {
      throw .emptyOutput(axis: axis, input: result[axis], window: size)
    }
    let count = (result[axis] - size) / step + 1
    result[axis] = size
    result.insert(count, at: axis)
    return try stated(.movement, result)
  }
}
