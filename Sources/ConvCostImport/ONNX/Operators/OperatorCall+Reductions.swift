extension OperatorCall {
  /// The results of reductions and enlargements; nil for other operators.
  func reducedOrResized() throws(OperatorProblem) -> [Outcome]? {
    switch type {
    case .argMax, .argMin:
      let axis = integer("axis", default: 0)
      let result = try reduced([axis])
      return [Outcome(result, extremes(along: axis, to: result), type: .int64)]
    case .reduceL1, .reduceL2, .reduceLogSum, .reduceLogSumExp, .reduceMax, .reduceMean,
      .reduceMin, .reduceProd, .reduceSum, .reduceSumSquare:
      guard let axes = try reducedAxes() else { return [.unknown] }
      let result = try reduced(axes.map { RawInteger($0) })
      return [Outcome(result, folded(over: axes, to: result))]
    case .topK: return try largest()
    case .nonMaxSuppression, .unique:
      return Array(repeating: .unknown, count: max(1, outputCount))
    case .resize: return [Outcome(try resized())]
    case .upsample: return [Outcome(try upsampled())]
    case .gridSample:
      guard let input = try shape(0), let grid = try shape(1) else { return [.unknown] }
      guard input.count >= 3, grid.count == input.count else { throw .mismatch(input, grid) }
      return [Outcome([input[0], input[1]] + grid[1..<grid.count - 1])]
    case .affineGrid:
      guard let size = try integers(1)?.lengths(), size.count >= 3 else { return [.unknown] }
      return [Outcome([size[0]] + size[2...] + [size.count - 2])]
    default: return nil
    }
  }

  /// The axes that a reduction takes together; empty for a reduction that does nothing, nil if they
  /// are unknown.
  func reducedAxes() throws(OperatorProblem) -> [Int]? {
    guard let rank = try shape(0)?.count else { return nil }
    let (isGiven, axes) = list("axes", at: 1)
    if isGiven, axes == nil { return nil }
    guard let axes, !axes.isEmpty else {
      return integer("noop_with_empty_axes") == 1 ? [] : Array(0..<rank)
    }
    return try axes.axes(of: rank)
  }

  private func reduced(_ axes: [RawInteger]) throws(OperatorProblem) -> [Int]? {
    guard let shape = try shape(0) else { return nil }
    let dropped = Set(try axes.axes(of: shape.count))
    if integer("keepdims", default: 1) != 0 {
      return shape.indices.map { dropped.contains($0) ? 1 : shape[$0] }
    }
    return shape.indices.filter { !dropped.contains($0) }.map { shape[$0] }
  }

  /// Calls a body with each element of the first input and the index of the result to which it
  /// contributes; false if the values are unknown.
  private func forEachReduced(
    over axes: [Int], to result: [Int]?, _ body: (_ element: Int, _ result: Int) -> Void
  ) -> Bool {
    guard let known = self[0]?.known, let result,
      elementCount(result).map({ $0 <= TensorValues.mostKept }) == true
    else { return false }
    // The reduced axes do not move within the result.
    let kept = known.shape.indices.map { axes.contains($0) ? 1 : known.shape[$0] }
    let steps = strides(of: kept)
    var place = Place(in: known.shape)
    for element in 0..<known.values.count {
      body(
        element,
        kept.indices.reduce(0) { $0 + (kept[$1] == 1 ? 0 : place.indices[$1] * steps[$1]) })
      place.advance()
    }
    return true
  }

  /// The values of a reduction; nil if unknown.
  private func folded(over axes: [Int], to result: [Int]?) -> TensorValues? {
    guard let result, let count = elementCount(result), count <= TensorValues.mostKept else {
      return nil
    }
    if case .integers(let values)? = self[0]?.values, type != .reduceMean {
      var totals: [Int?] = Array(repeating: type == .reduceProd ? 1 : 0, count: count)
      var isFirst = Array(repeating: true, count: count)
      let isKnown = forEachReduced(over: axes, to: result) { element, target in
        totals[target] = totals[target].flatMap { total in
          folded(total, values[element], isFirst: isFirst[target])
        }
        isFirst[target] = false
      }
      guard isKnown, totals.allSatisfy({ $0 != nil }) else { return nil }
      return .integers(totals.compactMap { $0 })
    }
    guard let values = self[0]?.values?.floats else { return nil }
    var totals = Array(repeating: type == .reduceProd ? 1.0 : 0, count: count)
    var counts = Array(repeating: 0, count: count)
    let isKnown = forEachReduced(over: axes, to: result) { element, target in
      let value = values[element]
      let isFirst = counts[target] == 0
      counts[target] += 1
      switch type {
      case .reduceProd: totals[target] *= value
      case .reduceMax: totals[target] = isFirst ? value : max(totals[target], value)
      case .reduceMin: totals[target] = isFirst ? value : min(totals[target], value)
      default: totals[target] += value
      }
    }
    guard isKnown else { return nil }
    switch type {
    case .reduceProd, .reduceMax, .reduceMin, .reduceSum: return .floats(totals)
    case .reduceMean:
      let means = zip(totals, counts).map { $0 / Double($1) }
      guard case .integers? = self[0]?.values else { return .floats(means) }
      return TensorValues.floats(means).integers.map(TensorValues.integers)
    default: return nil
    }
  }

  /// Returns the result for integers: an overflow is unknown.
  private func folded(_ total: Int, _ value: Int, isFirst: Bool) -> Int? {
    let step: (partialValue: Int, overflow: Bool)
    switch type {
    case .reduceProd: step = total.multipliedReportingOverflow(by: value)
    case .reduceSum: step = total.addingReportingOverflow(value)
    case .reduceMax: step = (isFirst ? value : max(total, value), false)
    case .reduceMin: step = (isFirst ? value : min(total, value), false)
    default: return nil
    }
    return step.overflow ? nil : step.partialValue
  }

  /// The places of the largest or smallest elements, the first of equal ones; nil if unknown.
  private func extremes(along axis: RawInteger, to result: [Int]?) -> TensorValues? {
    guard let known = self[0]?.known, let result, let count = elementCount(result),
      count <= TensorValues.mostKept, let axis = try? axis.axis(of: known.shape.count),
      integer("select_last_index", default: 0) == 0
    else { return nil }
    let values = known.values.floats
    let step = strides(of: known.shape)[axis]
    var places: [Int?] = Array(repeating: nil, count: count)
    var best = Array(repeating: 0.0, count: count)
    let isKnown = forEachReduced(over: [axis], to: result) { element, target in
      let value = values[element]
      let isBetter = type == .argMax ? value > best[target] : value < best[target]
      guard places[target] == nil || isBetter else { return }
      places[target] = element / step % known.shape[axis]
      best[target] = value
    }
    guard isKnown, places.allSatisfy({ $0 != nil }) else { return nil }
    return .integers(places.compactMap { $0 })
  }

  private func largest() throws(OperatorProblem) -> [Outcome] {
    guard var shape = try shape(0),
      let count = opset < 10 ? integer("k") : integers(1)?.first
    else { return [.unknown, Outcome(nil, type: .int64)] }
    let axis = try integer("axis", default: -1).axis(of: shape.count)
    let length = shape[axis]
    shape[axis] = try count.length()
    guard shape[axis] <= length else {
      throw .other("the \(shape[axis]) largest of only \(length) elements")
    }
    guard shape.count == 1, let values = self[0]?.values else {
      return [Outcome(shape), Outcome(shape, type: .int64)]
    }
    let numbers = values.floats
    let isLargest = integer("largest", default: 1) != 0
    let order = numbers.indices.sorted { a, b in
      // Among equal elements, the first comes first.
      numbers[a] == numbers[b]
        ? a < b : isLargest ? numbers[a] > numbers[b] : numbers[a] < numbers[b]
    }.prefix(shape[axis])
    return [
      Outcome(shape, values.picking(order)), Outcome(shape, .integers(Array(order)), type: .int64),
    ]
  }

  private func upsampled() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    guard let scales = opset < 9 ? floats("scales") : self[1]?.values?.floats else { return nil }
    return try scaled(input, by: scales)
  }

  /// The factors of an enlargement that is given factors and not sizes; otherwise nil.
  var scales: [Double]? {
    let index = type == .upsample || opset < 11 ? 1 : 2
    if type == .upsample, opset < 9 { return floats("scales") }
    guard let values = self[index]?.values?.floats, !values.isEmpty else { return nil }
    return values
  }

  private func scaled(_ input: [Int], by scales: [Double]) throws(OperatorProblem) -> [Int] {
    guard scales.count == input.count else {
      throw .other("\(scales.count) scales for \(input.count) dimensions")
    }
    var result: [Int] = []
    for (value, scale) in zip(input, scales) {
      // Computed in 32 bits, as in onnxruntime: 10 · 0.7 is 7 there, and less than 7 in 64 bits.
      result.append(try length(Int(exactly: (Float(value) * Float(scale)).rounded(.down))))
    }
    return result
  }

  private func resized() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    let axes = try integers("axes")?.axes(of: input.count) ?? Array(input.indices)
    if let scales {
      guard scales.count == axes.count else {
        throw .other("\(scales.count) scales for \(axes.count) dimensions")
      }
      var all = Array(repeating: 1.0, count: input.count)
      for (axis, scale) in zip(axes, scales) { all[axis] = scale }
      return try scaled(input, by: all)
    }
    guard opset >= 11, let sizes = try integers(3)?.lengths() else { return nil }
    guard sizes.count == axes.count else {
      throw .other("\(sizes.count) sizes for \(axes.count) dimensions")
    }
    var result = input
    let ratios = zip(axes, sizes).map { Double($1) / Double(max(1, input[$0])) }
    switch string("keep_aspect_ratio_policy") ?? "stretch" {
    case "stretch":
      for (axis, size) in zip(axes, sizes) { result[axis] = size }
    case "not_larger", "not_smaller":
      let isLarger = string("keep_aspect_ratio_policy") == "not_smaller"
      guard let ratio = isLarger ? ratios.max() : ratios.min() else { return result }
      for axis in axes {
        // Half is rounded up.
        result[axis] = try length(
          Int(exactly: (Double(input[axis]) * ratio + 0.5).rounded(.down)))
      }
    default:
      throw .attribute(
        "keep_aspect_ratio_policy", expected: "stretch, not_larger or not_smaller")
    }
    return result
  }
}

extension OperatorCall {
  /// Returns what is known about the results.
  func outcomes() throws(OperatorProblem) -> [Outcome] {
    if let outcomes = try elementwise() { return outcomes }
    if let outcomes = try windowed() { return outcomes }
    if let outcomes = try reshaped() { return outcomes }
    if let outcomes = try matrices() { return outcomes }
    return try reducedOrResized() ?? []
  }
}
