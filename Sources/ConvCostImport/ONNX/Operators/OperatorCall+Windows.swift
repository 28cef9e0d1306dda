import ConvCostCore

extension OperatorCall {
  /// The results of operators that slide a window; nil for other operators.
  func windowed() throws(OperatorProblem) -> [Outcome]? {
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

  /// Whether the padding follows from the lengths, so that the output's length is the input's
  /// divided by the stride.
  private var isSame: Bool { string("auto_pad")?.hasPrefix("SAME_") == true }

  /// Whether the channels of a quantised pool are the last axis.
  var isChannelsLast: Bool {
    type == .nhwcMaxPool || integer("channels_last") == 1
  }

  /// Returns the window along each axis; a negative padding cuts off.
  ///
  /// - Parameter given: the kernel, if it is known from the weights.
  func windows(
    on lengths: ArraySlice<Int>, kernel given: [Int]?
  ) throws(OperatorProblem) -> [WindowAxis] {
    let rank = lengths.count
    func list(
      _ name: String, _ count: Int, default value: Int, from least: Int
    ) throws(OperatorProblem) -> [Int] {
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
    let strides = try list("strides", rank, default: 1, from: 1)
    let dilations = try list("dilations", rank, default: 1, from: 1)
    let roundsUp = integer("ceil_mode") == 1
    let mode = string("auto_pad") ?? ""
    var windows: [WindowAxis] = []
    for (axis, length) in lengths.enumerated() {
      var window = WindowAxis(
        kernel: kernel[axis], stride: strides[axis], dilation: dilations[axis],
        rounding: roundsUp ? .ceil : .floor)
      switch mode {
      case "", "NOTSET":
        window.padding = .explicit(before: pads[axis], after: pads[rank + axis])
      case "VALID": break
      case "SAME_UPPER":
        window.padding = .same
        window.rounding = .floor
      case "SAME_LOWER":
        window.padding = .same
        window.rounding = .floor
        let (less, more) = window.pads(for: length)
        window.padding = .explicit(before: more, after: less)
      default:
        throw .attribute("auto_pad", expected: "NOTSET, VALID, SAME_UPPER or SAME_LOWER")
      }
      windows.append(window)
    }
    return windows
  }

  /// Returns the number of a window's positions along an axis.
  private func positions(
    _ input: Int, _ axis: Int, _ window: WindowAxis
  ) throws(OperatorProblem) -> Int {
    let (before, after) = window.pads(for: input)
    // Samples that are cut off do not exist for the window.
    let length = input + min(0, before) + min(0, after)
    var sliding = window
    sliding.padding = .explicit(before: max(0, before), after: max(0, after))
    do throws(ShapeError) {
      return try sliding.output(of: length, along: .length)
    } catch {
      // A map without samples has no position for a window; that is not an error.
      if input == 0 { return 0 }
      throw .emptyOutput(axis: axis + 2, input: input + before + after, window: window.span)
    }
  }

  private func convolved(with weight: [Int]?) throws(OperatorProblem) -> [Int]? {
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
      throw .attribute("kernel_shape", expected: "\(Array(weight[2...])), the kernel of the weight")
    }
    let windows = try windows(on: lengths, kernel: Array(weight[2...]))
    var output = [input[0], weight[0]]
    for (axis, length) in lengths.enumerated() {
      output.append(try positions(length, axis, windows[axis]))
    }
    return output
  }

  private func transposed() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0), let weight = try shape(1) else { return nil }
    guard input.count >= 3 else { throw .rank(input.count, expected: "at least 3") }
    guard weight.count == input.count, weight[0] == input[1] else { throw .mismatch(input, weight) }
    let windows = try windows(on: input[2...], kernel: Array(weight[2...]))
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
      if isSame {
        output.append(try ConvCostImport.length(length * windows[axis].stride))
        continue
      }
      let more = axis < extra.count ? extra[axis] : 0
      output.append(try ConvCostImport.length(windows[axis].spread(of: length) + more))
    }
    return output
  }

  private func pooled() throws(OperatorProblem) -> [Int]? {
    guard let input = try shape(0) else { return nil }
    guard input.count >= 3 else { throw .rank(input.count, expected: "at least 3") }
    let lengths = isChannelsLast ? input[1..<input.count - 1] : input[2...]
    let windows = try windows(on: lengths, kernel: nil)
    var positions: [Int] = []
    for (axis, length) in lengths.enumerated() {
      positions.append(try self.positions(length, axis, windows[axis]))
    }
    return isChannelsLast
      ? [input[0]] + positions + [input[input.count - 1]] : [input[0], input[1]] + positions
  }

  private func unpooled() throws(OperatorProblem) -> [Int]? {
    if self[2] != nil { return try integers(2)?.lengths() }
    guard let input = try shape(0) else { return nil }
    guard input.count >= 3 else { throw .rank(input.count, expected: "at least 3") }
    let windows = try windows(on: input[2...], kernel: nil)
    var output = [input[0], input[1]]
    for (axis, length) in input[2...].enumerated() {
      var window = windows[axis]
      window.dilation = 1
      output.append(try ConvCostImport.length(window.spread(of: length)))
    }
    return output
  }
}
