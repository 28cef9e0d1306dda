import ConvCostCore

extension MILCall {
  /// Returns the window along each axis of a convolution or a pool.
  ///
  /// The padding is stated as begin and end of each axis in turn.
  func windows(
    on lengths: ArraySlice<Int>, kernel: [Int]
  ) throws(OperatorProblem) -> [WindowAxis] {
    let rank = lengths.count
    guard kernel.count == rank, kernel.allSatisfy({ $0 > 0 }) else {
      throw .attribute("kernel_sizes", expected: "\(rank) lengths from 1")
    }
    let strides = try self.lengths("strides", rank, default: 1, from: 1)
    let dilations = try self.lengths("dilations", rank, default: 1, from: 1)
    let type = text("pad_type") ?? "valid"
    let pads = type == "custom" ? try self.lengths("pad", 2 * rank, default: 0, from: 0) : []
    var windows: [WindowAxis] = []
    for (axis, length) in lengths.enumerated() {
      var window = WindowAxis(
        kernel: kernel[axis], stride: strides[axis], dilation: dilations[axis],
        rounding: flag("ceil_mode") ? .ceil : .floor)
      switch type {
      case "valid": break
      case "custom":
        window.padding = .explicit(before: pads[2 * axis], after: pads[2 * axis + 1])
      case "same":
        window.padding = .same
        window.rounding = .floor
      case "same_lower":
        window.padding = .same
        window.rounding = .floor
        let (less, more) = window.pads(for: length)
        window.padding = .explicit(before: more, after: less)
      default: throw .attribute("pad_type", expected: "valid, custom, same or same_lower")
      }
      windows.append(window)
    }
    return windows
  }

  /// Returns the numbers of positions of windows.
  private func positions(
    of windows: [WindowAxis], on lengths: ArraySlice<Int>
  ) throws(OperatorProblem) -> [Int] {
    var positions: [Int] = []
    for (axis, (window, length)) in zip(windows, lengths).enumerated() {
      do throws(ShapeError) {
        positions.append(try window.output(of: length, along: .length))
      } catch {
        let (before, after) = window.pads(for: length)
        throw .emptyOutput(axis: axis + 2, input: length + before + after, window: window.span)
      }
    }
    return positions
  }

  /// Returns the lengths of a convolution's input and weight after checking that they fit; nil if
  /// one is unknown.
  func convolved() throws(OperatorProblem) -> (input: [Int], weight: [Int], groups: Int)? {
    guard let input = try shape("x"), let weight = try shape("weight") else { return nil }
    guard input.count >= 3 else { throw .rank(input.count, expected: "at least 3") }
    let groups = try integer("groups", default: 1).length(from: 1)
    let isTransposed = rule.work == .transposedConvolution
    guard weight.count == input.count,
      isTransposed
        ? weight[0] == input[1] && weight[0] % groups == 0
        : weight[1] * groups == input[1] && weight[0] % groups == 0
    else { throw .mismatch(input, weight) }
    return (input, weight, groups)
  }

  func convolution() throws(OperatorProblem) -> [Int]? {
    guard let (input, weight, _) = try convolved() else { return nil }
    let windows = try windows(on: input[2...], kernel: Array(weight[2...]))
    return [input[0], weight[0]] + (try positions(of: windows, on: input[2...]))
  }

  func transposedConvolution() throws(OperatorProblem) -> [Int]? {
    guard let (input, weight, groups) = try convolved() else { return nil }
    let outer = [input[0], try length(checkedProduct(weight[1], groups))]
    let windows = try windows(on: input[2...], kernel: Array(weight[2...]))
    var spread: [Int] = []
    for (window, length) in zip(windows, input[2...]) {
      spread.append(try ConvCostImport.length(Self.spread(window, of: length)))
    }
    guard let stated = integers("output_shape"), stated.count == input.count else {
      return outer + spread
    }
    let lengths = try stated[2...].map { $0 }.lengths(from: 1)
    // The converter states the shape for its own input; on another one, the result is longer than
    // the windows reach by as much as there.
    guard let own = self["x"]?.statedShape, own.count == input.count, own != input else {
      return outer + lengths
    }
    var output = outer
    for axis in windows.indices {
      let extra = lengths[axis] - Self.spread(windows[axis], of: own[axis + 2])
      output.append(try length(spread[axis] + extra))
    }
    return output
  }

  private static func spread(_ window: WindowAxis, of length: Int) -> Int {
    window.padding == .same ? length * window.stride : window.spread(of: length)
  }

  func pooled() throws(OperatorProblem) -> [Int]? {
    guard let input = try inputShape() else { return nil }
    guard input.count >= 3 else { throw .rank(input.count, expected: "at least 3") }
    let windows = try windows(on: input[2...], kernel: try kernel(input.count - 2))
    return input[..<2] + (try positions(of: windows, on: input[2...]))
  }

  /// Returns the kernel of a pool.
  func kernel(_ rank: Int) throws(OperatorProblem) -> [Int] {
    try lengths("kernel_sizes", rank, default: 1, from: 1)
  }
}
