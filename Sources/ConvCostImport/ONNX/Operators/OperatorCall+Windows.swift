extension OperatorCall {
  /// The results of operators that slide a window; nil for other operators.
  func windowed() throws(ONNXProblem) -> [Outcome]? {
    switch type {
    case .conv, .fusedConv, .convInteger, .qLinearConv, .deformConv:
      let weight = type == .qLinearConv ? 3 : 1
      return [
        Outcome(
          try convolved(with: try shape(weight)),
          type: type == .convInteger ? .int32 : type == .qLinearConv ? self[7]?.type : nil)
      ]
    case .convTranspose:
      return [Outcome(try transposed())]
    case .averagePool, .lpPool, .maxPool, .qLinearAveragePool, .nhwcMaxPool:
      let shape = try pooled()
      return [Outcome(shape), Outcome(shape, type: .int64)]
    case .globalAveragePool, .globalMaxPool, .globalLpPool, .qLinearGlobalAveragePool:
      guard let shape = try shape(0) else { return [.unknown] }
      guard shape.count >= 2 else { throw .rank(shape.count, expected: "at least 2") }
      if isChannelsLast {
        return [
          Outcome(
            [shape[0]] + Array(repeating: 1, count: shape.count - 2) + [shape[shape.count - 1]])
        ]
      }
      return [Outcome(shape.prefix(2) + Array(repeating: 1, count: shape.count - 2))]
    case .maxUnpool: return [Outcome(try unpooled())]
    case .maxRoiPool, .roiAlign:
      guard let shape = try shape(0), let boxes = try self.shape(1), shape.count == 4,
        let count = boxes.first
      else { return [.unknown] }
      let size =
        integers("pooled_shape")
        ?? [integer("output_height", default: 1), integer("output_width", default: 1)]
      guard size.count == 2 else { throw .attribute("pooled_shape", expected: "2 lengths") }
      return [Outcome([count, shape[1]] + (try size.lengths()))]
    case .col2Im:
      guard let shape = try shape(0), let image = try integers(1)?.lengths(),
        let block = try integers(2)?.lengths(), shape.count == 3,
        let area = elementCount(block), area > 0
      else { return [.unknown] }
      return [Outcome([shape[0], shape[1] / area] + image)]
    default: return nil
    }
  }

  /// Whether the channels of a quantised pool stand last.
  var isChannelsLast: Bool {
    type == .nhwcMaxPool || integer("channels_last") == 1
  }

  /// The window along each axis, everything but the kernel with its default.
  struct Geometry {
    var kernel: [Int]
    var strides: [Int]
    var dilations: [Int]
    /// What is added before each axis.
    var before: [Int]
    /// What is added after each axis.
    var after: [Int]
    var roundsUp: Bool
    /// Whether the output is ⌈input/stride⌉, whatever the padding.
    var isSame: Bool

    /// The distance from the first to the last sample of the window, plus one.
    func span(_ axis: Int) -> Int { dilations[axis] * (kernel[axis] - 1) + 1 }
  }

  /// Returns the geometry of a window on an input of the given lengths.
  func geometry(on lengths: ArraySlice<Int>, kernel given: [Int]?) throws(ONNXProblem) -> Geometry {
    let rank = lengths.count
    func list(
      _ name: String, _ count: Int, default value: Int, from least: Int
    ) throws(ONNXProblem) -> [Int] {
      guard let values = integers(name), !values.isEmpty else {
        return Array(repeating: value, count: count)
      }
      guard values.count == count, let lengths = try? values.lengths(from: least) else {
        throw .attribute(name, expected: "\(count) lengths from \(least)")
      }
      return lengths
    }
    let kernel: [Int]
    if let given {
      kernel = given
    } else {
      kernel = try list("kernel_shape", rank, default: 0, from: 1)
    }
    guard kernel.count == rank, kernel.allSatisfy({ $0 > 0 }) else {
      throw .attribute("kernel_shape", expected: "\(rank) lengths from 1")
    }
    let pads = try list("pads", 2 * rank, default: 0, from: -RawInteger.longest)
    var geometry = Geometry(
      kernel: kernel, strides: try list("strides", rank, default: 1, from: 1),
      dilations: try list("dilations", rank, default: 1, from: 1),
      before: Array(pads[..<rank]), after: Array(pads[rank...]),
      roundsUp: integer("ceil_mode") == 1, isSame: false)
    switch string("auto_pad") ?? "" {
    case "", "NOTSET": break
    case "VALID":
      geometry.before = Array(repeating: 0, count: rank)
      geometry.after = geometry.before
    case let mode where mode == "SAME_UPPER" || mode == "SAME_LOWER":
      geometry.isSame = true
      for (axis, input) in lengths.enumerated() {
        let output = (input + geometry.strides[axis] - 1) / geometry.strides[axis]
        let reach = (output - 1) * geometry.strides[axis]
        let total = max(reach + geometry.span(axis) - input, 0)
        geometry.before[axis] = mode == "SAME_UPPER" ? total / 2 : total - total / 2
        geometry.after[axis] = total - geometry.before[axis]
      }
    default:
      throw .attribute("auto_pad", expected: "NOTSET, VALID, SAME_UPPER or SAME_LOWER")
    }
    return geometry
  }

  /// Returns the number of a window's positions along an axis.
  private func positions(
    _ input: Int, _ axis: Int, _ geometry: Geometry
  ) throws(ONNXProblem) -> Int {
    let stride = geometry.strides[axis]
    if geometry.isSame { return (input + stride - 1) / stride }
    let span = geometry.span(axis)
    let padded = input + geometry.before[axis] + geometry.after[axis]
    let room = padded - span
    var count = room >= 0 ? room / stride + 1 : 0
    if geometry.roundsUp {
      // Rounded up, also where the window is larger than what it slides over.
      let steps = room >= 0 ? (room + stride - 1) / stride : -(-room / stride)
      count = steps + 1
      // A last window that would begin in the padding at the end is left out.
      if (count - 1) * stride >= input + geometry.before[axis] { count -= 1 }
    }
    // A map of zero lengths has no place for a window, and that is no error.
    guard count >= 1 else {
      if input == 0 { return 0 }
      throw .emptyOutput(axis: axis + 2, input: padded, window: span)
    }
    return count
  }

  private func convolved(with weight: [Int]?) throws(ONNXProblem) -> [Int]? {
    guard let input = try shape(0), let weight else { return nil }
    guard input.count >= 3 else { throw .rank(input.count, expected: "at least 3") }
    guard weight.count == input.count else { throw .mismatch(input, weight) }
    let groups = try integer("group", default: 1).length(from: 1)
    guard weight[1] * groups == input[1], weight[0] % groups == 0 else {
      throw .mismatch(input, weight)
    }
    let lengths = input[2...]
    let stated = integers("kernel_shape")
    guard stated == nil || stated == weight[2...].map({ RawInteger($0) }) else {
      throw .attribute("kernel_shape", expected: "\(Array(weight[2...])), as the weight has it")
    }
    let geometry = try geometry(on: lengths, kernel: Array(weight[2...]))
    var output = [input[0], weight[0]]
    for (axis, length) in lengths.enumerated() {
      output.append(try positions(length, axis, geometry))
    }
    return output
  }

  private func transposed() throws(ONNXProblem) -> [Int]? {
    guard let input = try shape(0), let weight = try shape(1) else { return nil }
    guard input.count >= 3 else { throw .rank(input.count, expected: "at least 3") }
    guard weight.count == input.count, weight[0] == input[1] else { throw .mismatch(input, weight) }
    let geometry = try geometry(on: input[2...], kernel: Array(weight[2...]))
    let stated = try integers("output_shape")?.lengths()
    let extra = try integers("output_padding")?.lengths() ?? []
    let groups = try integer("group", default: 1).length(from: 1)
    var output = [input[0], try length(weight[1] * groups)]
    let rank = input.count - 2
    for (axis, length) in input[2...].enumerated() {
      if let stated, stated.count >= rank {
        output.append(stated[stated.count - rank + axis])
        continue
      }
      if geometry.isSame {
        output.append(try ConvCostImport.length(length * geometry.strides[axis]))
        continue
      }
      let steps = (length - 1) * geometry.strides[axis]
      let more = axis < extra.count ? extra[axis] : 0
      output.append(
        try ConvCostImport.length(
          steps + more + geometry.span(axis) - geometry.before[axis] - geometry.after[axis]))
    }
    return output
  }

  private func pooled() throws(ONNXProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    guard input.count >= 3 else { throw .rank(input.count, expected: "at least 3") }
    let lengths = isChannelsLast ? input[1..<input.count - 1] : input[2...]
    let geometry = try geometry(on: lengths, kernel: nil)
    var positions: [Int] = []
    for (axis, length) in lengths.enumerated() {
      positions.append(try self.positions(length, axis, geometry))
    }
    return isChannelsLast
      ? [input[0]] + positions + [input[input.count - 1]] : [input[0], input[1]] + positions
  }

  private func unpooled() throws(ONNXProblem) -> [Int]? {
    if self[2] != nil { return try integers(2)?.lengths() }
    guard let input = try shape(0) else { return nil }
    guard input.count >= 3 else { throw .rank(input.count, expected: "at least 3") }
    let geometry = try geometry(on: input[2...], kernel: nil)
    var output = [input[0], input[1]]
    for (axis, length) in input[2...].enumerated() {
      output.append(
        try ConvCostImport.length(
          (length - 1) * geometry.strides[axis] + geometry.kernel[axis] - geometry.before[axis]
            - geometry.after[axis]))
    }
    return output
  }
}
