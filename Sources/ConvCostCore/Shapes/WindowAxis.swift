/// A window's geometry along one direction. All of its arithmetic is here.
package struct WindowAxis: Hashable, Sendable {
  /// What is added before and after the samples of this direction.
  package enum Padding: Hashable, Sendable {
    /// The given lengths.
    case explicit(before: Int, after: Int)
    /// Half of the dilated kernel on both ends.
    case half
    /// The padding that makes the output ⌈input/stride⌉, with the odd sample at the end.
    case same
  }

  /// The number of samples in the window.
  package var kernel: Int
  /// The step between two positions.
  package var stride: Int
  /// What is added at both ends.
  package var padding: Padding
  /// The distance between two samples.
  package var dilation: Int
  /// How positions are counted if the stride does not divide the way.
  package var rounding: Rounding

  /// Creates a geometry; everything but the kernel has the usual default.
  package init(
    kernel: Int, stride: Int = 1, padding: Padding = .explicit(before: 0, after: 0),
    dilation: Int = 1, rounding: Rounding = .floor
  ) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.rounding = rounding
  }

  /// The distance from the first to the last sample of the window, plus one: d(k − 1) + 1.
  package var span: Int { dilation * (kernel - 1) + 1 }

  /// Returns what is added before and after an input of the given length.
  package func pads(for input: Int) -> (before: Int, after: Int) {
    switch padding {
    case .explicit(let before, let after): return (before, after)
    case .half:
      let half = (span - 1) / 2
      return (half, half)
    case .same:
      let output = (input + stride - 1) / stride
      let total = max((output - 1) * stride + span - input, 0)
      return (total / 2, total - total / 2)
    }
  }

  /// Returns the number of positions on an input of the given length.
  ///
  /// - Throws: `ShapeError.emptyOutput` if the window has no position, and
  ///   `ShapeError.outOfRange` for a length that no window or input can have.
  package func output(of input: Int, along axis: Axis) throws(ShapeError) -> Int {
    try requireLength("input", input, from: 0)
    return try output(ofValid: input, along: axis)
  }

  /// Returns the number of positions on an input whose length was checked.
  func output(ofValid input: Int, along axis: Axis) throws(ShapeError) -> Int {
    try validate()
    let (before, after) = pads(for: input)
    // Negative if the window is longer than the padded input.
    let room = input + before + after - span
    switch rounding {
    case .floor where room >= 0: return room / stride + 1
    // If less than a step is missing, one position is left: PyTorch, Caffe and ONNX round before
    // they compare.
    case .ceil where room > -stride:
      let positions = roundedUpPositions(in: room)
      return leavesLastOut(of: positions, on: input, before) ? positions - 1 : positions
    default: throw .emptyOutput(axis, WindowArithmetic(input: input, window: self))
    }
  }

  /// Returns the length that the transposed window gives, s·(n − 1) + d·(k − 1) + 1 − before −
  /// after, whatever its sign.
  package func spread(of input: Int) -> Int {
    let (before, after) = pads(for: input)
    return stride * (input - 1) + span - before - after
  }

  /// Returns ⌈room/stride⌉ + 1.
  private func roundedUpPositions(in room: Int) -> Int {
    (room + stride - 1) / stride + 1
  }

  /// Whether the last position starts in the padding, so that its window sees no sample and is left
  /// out.
  private func leavesLastOut(of positions: Int, on input: Int, _ before: Int) -> Bool {
    (positions - 1) * stride >= input + before
  }

  /// Whether a window that rounds up has no last position on an input.
  fileprivate func leavesLastOut(on input: Int) -> Bool {
    let (before, after) = pads(for: input)
    let room = input + before + after - span
    return rounding == .ceil && room > -stride
      && leavesLastOut(of: roundedUpPositions(in: room), on: input, before)
  }

  func validate() throws(ShapeError) {
    try requireLength("kernel", kernel)
    try requireLength("stride", stride)
    try requireLength("dilation", dilation)
    if case .explicit(let before, let after) = padding {
      try requireLength("padding", before, from: 0)
      try requireLength("padding", after, from: 0)
    }
  }
}

/// The output length's formula with its numbers, for messages and explanations.
public struct WindowArithmetic: Hashable, Sendable, CustomStringConvertible {
  /// The length that the window slides over.
  public var input: Int
  /// The geometry.
  package var window: WindowAxis

  /// Creates the formula of a window on an input of the given length.
  package init(input: Int, window: WindowAxis) {
    self.input = input
    self.window = window
  }

  /// The formula as `(7 + 1 + 1 − 1·(3 − 1) − 1)/2 + 1`; less one if a last window that would start
  /// in the padding is left out.
  public var description: String {
    let (before, after) = window.pads(for: input)
    let steps =
      "(\(input) + \(before) + \(after) − \(window.dilation)·(\(window.kernel) − 1) − 1)"
      + "/\(window.stride)"
    guard window.rounding == .ceil else { return "\(steps) + 1" }
    return "⌈\(steps)⌉ + 1" + (window.leavesLastOut(on: input) ? " − 1" : "")
  }
}
