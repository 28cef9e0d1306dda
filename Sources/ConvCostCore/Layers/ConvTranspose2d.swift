/// A transposed two-dimensional convolution, which enlarges a map.
///
/// Along one axis the output length is s·(n − 1) + d·(k − 1) + 1 − before − after + extra. Every
/// input element meets every weight of its channel:
///
///     weights = C_in · (C_out/g) · K_h · K_w        MACs = weights · H_in · W_in
public struct ConvTranspose2d: Primitive {
  /// The filters and their groups.
  public var filters: Conv2d.Filters
  /// The geometry of the convolution that this one transposes.
  public var window: Window
  /// Rows and columns added to one side of the output, to choose among its possible sizes: less than
  /// the stride, or than the dilation.
  public var outputPadding: Size
  /// Whether every filter has a bias.
  public var bias: Bool

  /// Creates a transposed convolution. The defaults are PyTorch's.
  public init(
    _ channels: Int, kernel: Size, stride: Size = 1, padding: Padding = 0,
    outputPadding: Size = 0, dilation: Size = 1, groups: Int = 1, bias: Bool = true
  ) {
    filters = .grouped(channels, groups: groups)
    window = Window(kernel: kernel, stride: stride, padding: padding, dilation: dilation)
    self.outputPadding = outputPadding
    self.bias = bias
  }

  public var detail: String {
    let more = outputPadding == 0 ? nil : "op\(outputPadding.short)"
    return window.detail([filters.detail, more].compactMap { $0 }.joined(separator: " "))
  }
  public var operation: Operation { .convTranspose2d(self) }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    guard let extent = input.extent else { throw .needsMap }
    return .map(
      channels: try filters.channels(on: input.channels),
      height: try length(of: extent.height, outputPadding.height, along: .height),
      width: try length(of: extent.width, outputPadding.width, along: .width))
  }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    let weights = try product(
      "weights", window.kernel.height, window.kernel.width, input.channels,
      output.channels / filters.groups(on: input.channels))
    return Cost(
      weights: weights, biases: bias ? output.channels : 0,
      macs: try product("MACs", weights, input.count / input.channels),
      activations: output.count)
  }

  private func length(of input: Int, _ extra: Int, along axis: Axis) throws(ShapeError) -> Int {
    let window = self.window[axis]
    try window.validate()
    try requireLength("output padding", extra, from: 0)
    guard extra < max(window.stride, window.dilation) else {
      throw .outputPaddingTooLong(
        axis, padding: extra, stride: window.stride, dilation: window.dilation)
    }
    // `same` means that the output is the input times the stride, as TensorFlow and ONNX define it.
    if window.padding == .same { return input * window.stride + extra }
    let (before, after) = window.pads(for: input)
    let result = window.stride * (input - 1) + window.span - before - after + extra
    guard result >= 1 else {
      throw .nothingLeft(
        axis,
        arithmetic: "\(window.stride)·(\(input) − 1) + \(window.span) − \(before) − \(after)"
          + " + \(extra)",
        result: result)
    }
    return result
  }

  /// The input, for the gradient of the weights.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(inputs: .all)
  }
}
