/// A transposed convolution, which enlarges a map.
///
/// Along one axis the output length is s·(n − 1) + d·(k − 1) + 1 − before − after + extra. Every
/// input element meets every weight of its channel:
///
///     weights = C_in · (C_out/g) · K_h · K_w        MACs = weights · H_in · W_in
public struct TransposedConvolution: Primitive {
  /// The filters and their groups.
  public var filters: Convolution.Filters
  /// The geometry of the convolution that this one transposes.
  public var window: Window
  /// Lengths added to one side of the output, to choose among its possible sizes: less than
  /// the stride, or than the dilation.
  public var outputPadding: Extent
  /// Whether every filter has a bias.
  public var bias: Bool

  /// Creates the transposed convolution of one with the given filters and geometry.
  package init(
    _ filters: Convolution.Filters, window: Window, outputPadding: Extent = 0, bias: Bool
  ) {
    self.filters = filters
    self.window = window
    self.outputPadding = outputPadding
    self.bias = bias
  }

  /// Creates a transposed convolution. The defaults are PyTorch's.
  @inlinable
  public init(
    _ channels: Int, kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: Padding = .valid, outputPadding: some ExtentConvertible = 0,
    dilation: some ExtentConvertible = 1, groups: Int = 1, bias: Bool = true
  ) {
    filters = .grouped(channels, groups: groups)
    window = Window(kernel: kernel, stride: stride, padding: padding, dilation: dilation)
    self.outputPadding = Extent(outputPadding)
    self.bias = bias
  }

  /// Creates a transposed convolution with as much padding at both ends of each axis.
  @inlinable
  public init(
    _ channels: Int, kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: some ExtentConvertible, outputPadding: some ExtentConvertible = 0,
    dilation: some ExtentConvertible = 1, groups: Int = 1, bias: Bool = true
  ) {
    self.init(
      channels, kernel: kernel, stride: stride, padding: Padding(padding),
      outputPadding: outputPadding, dilation: dilation, groups: groups, bias: bias)
  }

  package func detail(on rank: Int) -> String {
    let more = outputPadding.common == 0 ? nil : "op\(outputPadding.short)"
    return window.detail(on: rank, [filters.detail, more].compactMap { $0 }.joined(separator: " "))
  }
  package var operationKind: OperationKind { .transposedConvolution }
  public var operation: Operation { .transposedConvolution(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    guard let extent = input.extent else { throw .needsMap }
    try window.requireAxes(of: extent)
    try outputPadding.requireAxes(of: extent)
    return input.with(
      channels: try filters.channels(on: input.channels),
      extent: try extent.mapped { (axis, length) throws(ShapeError) in
        try self.length(of: length, outputPadding[axis], along: axis)
      })
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    let weights = try product(
      "weights", window.area(on: input.rank ?? 2), input.channels,
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
    let result = window.spread(of: input) + extra
    guard result >= 1 else {
      let (before, after) = window.pads(for: input)
      throw .nothingLeft(
        axis,
        arithmetic: "\(window.stride)·(\(input) − 1) + \(window.span) − \(before) − \(after)"
          + " + \(extra)",
        result: result)
    }
    return result
  }

  package var memory: ResultMemory { .own }

  /// Keeps the input, for the gradient of the weights.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(inputs: .all)
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    .spreading(window[axis], over: output.extent?[axis] ?? 1)
  }

  package var channelUse: ChannelUse { filters.use }
  package func scaled(by scaling: ChannelScaling) -> Self {
    var scaled = self
    scaled.filters = filters.scaled(by: scaling)
    return scaled
  }
}
