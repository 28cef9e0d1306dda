extension OperatorCall {
  /// The results of reductions and enlargements; nil for other operators.
  func reducedOrResized() throws(ONNXProblem) -> [Outcome]? {
    switch type {
    case .argMax, .argMin:
      return [Outcome(try reduced([integer("axis") ?? 0]), type: .int64)]
    case .reduceL1, .reduceL2, .reduceLogSum, .reduceLogSumExp, .reduceMax, .reduceMean,
      .reduceMin, .reduceProd, .reduceSum, .reduceSumSquare:
      guard let shape = try shape(0) else { return [.unknown] }
      guard let axes = try reducedAxes() else { return [.unknown] }
      let result = try reduced(axes)
      return [Outcome(result, axes.isEmpty ? self[0]?.values : total(of: shape, to: result))]
    case .topK: return try largest()
    case .nonMaxSuppression, .unique:
      return Array(repeating: .unknown, count: Swift.max(1, outputCount))
    case .resize: return [Outcome(try resized())]
    case .upsample: return [Outcome(try upsampled())]
    case .gridSample:
      guard let input = try shape(0), let grid = try shape(1) else { return [.unknown] }
      guard input.count >= 3, grid.count == input.count else { throw .mismatch(input, grid) }
      return [Outcome([input[0], input[1]] + grid[1..<grid.count - 1])]
    case .affineGrid:
      guard let size = integers(1), size.count >= 3 else { return [.unknown] }
      return [Outcome([size[0]] + size[2...] + [size.count - 2])]
    default: return nil
    }
  }

  /// The axes that a reduction takes together, none for a reduction that does nothing; nil where they
  /// are not known.
  func reducedAxes() throws(ONNXProblem) -> [Int]? {
    guard let rank = try shape(0)?.count else { return nil }
    let (isGiven, axes) = list("axes", inputSince: type == .reduceSum ? 13 : 18, at: 1)
    if isGiven, axes == nil { return nil }
    guard let axes, !axes.isEmpty else {
      return integer("noop_with_empty_axes") == 1 ? [] : Array(0..<rank)
    }
    var result: [Int] = []
    for axis in axes { result.append(try normalized(axis, rank: rank)) }
    return result
  }

  private func reduced(_ axes: [Int]) throws(ONNXProblem) -> [Int]? {
    guard let shape = try shape(0) else { return nil }
    var dropped: Set<Int> = []
    for axis in axes { dropped.insert(try normalized(axis, rank: shape.count)) }
    if integer("keepdims") ?? 1 != 0 {
      return shape.indices.map { dropped.contains($0) ? 1 : shape[$0] }
    }
    return shape.indices.filter { !dropped.contains($0) }.map { shape[$0] }
  }

  /// The value of a product or a sum over a whole list, which shapes are computed from.
  private func total(of shape: [Int], to result: [Int]?) -> TensorValues? {
    guard let result, elementCount(result) == 1, case .integers(let values)? = self[0]?.values
    else {
      return nil
    }
    var total = type == .reduceProd ? 1 : 0
    for (index, value) in values.enumerated() {
      let step: (partialValue: Int, overflow: Bool)
      switch type {
      case .reduceProd: step = total.multipliedReportingOverflow(by: value)
      case .reduceSum: step = total.addingReportingOverflow(value)
      case .reduceMax: step = (index == 0 ? value : Swift.max(total, value), false)
      case .reduceMin: step = (index == 0 ? value : Swift.min(total, value), false)
      default: return nil
      }
      guard !step.overflow else { return nil }
      total = step.partialValue
    }
    return .integers([total])
  }

  private func largest() throws(ONNXProblem) -> [Outcome] {
    guard var shape = try shape(0),
      let count = opset < 10 ? integer("k") : integers(1)?.first
    else { return [.unknown, .unknown] }
    let axis = try normalized(integer("axis") ?? -1, rank: shape.count)
    shape[axis] = try length(count)
    return [Outcome(shape), Outcome(shape, type: .int64)]
  }

  private func upsampled() throws(ONNXProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    guard let scales = opset < 9 ? floats("scales") : self[1]?.values?.floats else { return nil }
    return try scaled(input, by: scales)
  }

  /// The factors of an enlargement, where these are given and not sizes; nil elsewhere.
  var scales: [Double]? {
    let index = type == .upsample || opset < 11 ? 1 : 2
    if type == .upsample, opset < 9 { return floats("scales") }
    guard let values = self[index]?.values?.floats, !values.isEmpty else { return nil }
    return values
  }

  private func scaled(_ input: [Int], by scales: [Double]) throws(ONNXProblem) -> [Int] {
    guard scales.count == input.count else {
      throw .other("\(scales.count) scales for \(input.count) dimensions")
    }
    var result: [Int] = []
    for (value, scale) in zip(input, scales) {
      result.append(try length(Int(exactly: (Double(value) * scale).rounded(.down))))
    }
    return result
  }

  private func resized() throws(ONNXProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    var axes = Array(input.indices)
    if let stated = integers("axes") {
      axes = []
      for axis in stated { axes.append(try normalized(axis, rank: input.count)) }
    }
    if let scales {
      guard scales.count == axes.count else {
        throw .other("\(scales.count) scales for \(axes.count) dimensions")
      }
      var all = Array(repeating: 1.0, count: input.count)
      for (axis, scale) in zip(axes, scales) { all[axis] = scale }
      return try scaled(input, by: all)
    }
    guard opset >= 11, let sizes = integers(3) else { return nil }
    guard sizes.count == axes.count else {
      throw .other("\(sizes.count) sizes for \(axes.count) dimensions")
    }
    for size in sizes { _ = try length(size) }
    var result = input
    let ratios = zip(axes, sizes).map { Double($1) / Double(Swift.max(1, input[$0])) }
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
  /// Returns what is known of the results.
  func outcomes() throws(ONNXProblem) -> [Outcome] {
    if let outcomes = try elementwise() { return outcomes }
    if let outcomes = try windowed() { return outcomes }
    if let outcomes = try reshaped() { return outcomes }
    if let outcomes = try matrices() { return outcomes }
    return try reducedOrResized() ?? []
  }
}
