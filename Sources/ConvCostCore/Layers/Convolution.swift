/// A convolution of a signal, an image or a volume.
///
/// With a kernel of K_h × K_w, g groups and an output of C_out × H × W from C_in channels:
///
///     weights = C_out · (C_in/g) · K_h · K_w        biases = C_out
///     MACs    = weights · H · W
///
/// and likewise with one axis or three. Reports use PyTorch's name for the number of axes of its
/// map: `Conv1d`, `Conv2d`, `Conv3d`.
///
/// Grouped convolution: Krizhevsky et al., "ImageNet Classification with Deep Convolutional Neural
/// Networks", 2012. Depthwise convolution: g = C_in.
///
/// ```swift
/// let stride = 2
/// let stem = Convolution(64, kernel: 7, stride: stride, padding: 3, bias: false)
/// let tall = Convolution(64, kernel: Extent(7, 1), padding: .half)
/// let filter = Convolution.depthwise(kernel: 3, padding: 1)
/// ```
public struct Convolution: Primitive {
  /// How many filters there are, and how many input channels each of them sees.
  public enum Filters: Hashable, Sendable {
    /// A number of filters, divided into groups that see equal parts of the input.
    case grouped(Int, groups: Int)
    /// A number of filters for each input channel, which see only that channel.
    case depthwise(multiplier: Int)
  }

  /// The filters and their groups.
  public var filters: Filters
  /// The kernel's geometry.
  public var window: Window
  /// Whether every filter has a bias.
  public var bias: Bool

  /// Creates a convolution of the given filters and window.
  public init(_ filters: Filters, window: Window, bias: Bool = true) {
    self.filters = filters
    self.window = window
    self.bias = bias
  }

  /// Creates a convolution with the given number of output channels. The defaults are PyTorch's.
  @inlinable
  public init(
    _ channels: Int, kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: Padding = .valid, dilation: some ExtentConvertible = 1, groups: Int = 1,
    bias: Bool = true
  ) {
    self.init(
      .grouped(channels, groups: groups),
      window: Window(kernel: kernel, stride: stride, padding: padding, dilation: dilation),
      bias: bias)
  }

  /// Creates a convolution with as much padding at both ends of each axis.
  @inlinable
  public init(
    _ channels: Int, kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: some ExtentConvertible, dilation: some ExtentConvertible = 1, groups: Int = 1,
    bias: Bool = true
  ) {
    self.init(
      channels, kernel: kernel, stride: stride, padding: Padding(padding), dilation: dilation,
      groups: groups, bias: bias)
  }

  /// Creates a convolution of each channel alone, giving `multiplier` channels for each.
  @inlinable
  public static func depthwise(
    kernel: some ExtentConvertible, stride: some ExtentConvertible = 1, padding: Padding = .valid,
    dilation: some ExtentConvertible = 1, multiplier: Int = 1, bias: Bool = true
  ) -> Convolution {
    Convolution(
      .depthwise(multiplier: multiplier),
      window: Window(kernel: kernel, stride: stride, padding: padding, dilation: dilation),
      bias: bias)
  }

  /// Creates a convolution of each channel alone with as much padding at both ends of each axis.
  @inlinable
  public static func depthwise(
    kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: some ExtentConvertible, dilation: some ExtentConvertible = 1, multiplier: Int = 1,
    bias: Bool = true
  ) -> Convolution {
    .depthwise(
      kernel: kernel, stride: stride, padding: Padding(padding), dilation: dilation,
      multiplier: multiplier, bias: bias)
  }

  /// Returns the number of groups on an input of the given channels.
  public func groups(on channels: Int) -> Int { filters.groups(on: channels) }

  package func detail(on rank: Int) -> String { window.detail(on: rank, filters.detail) }
  package var operationKind: OperationKind { .convolution }
  public var operation: Operation { .convolution(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    guard let extent = input.extent else { throw .needsMap }
    return input.with(
      channels: try filters.channels(on: input.channels), extent: try window.output(of: extent))
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    let weights = try product(
      "weights", window.area(on: input.rank ?? 2), input.channels / groups(on: input.channels),
      output.channels)
    return Cost(
      weights: weights, biases: bias ? output.channels : 0,
      macs: try product("MACs", weights, output.count / output.channels),
      activations: output.count)
  }

  package var memory: ResultMemory { .own }

  /// Keeps the input, for the gradient of the weights.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(inputs: .all)
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    .sliding(window[axis], over: input.extent?[axis] ?? 1)
  }

  package var channelUse: ChannelUse { filters.use }
  package func scaled(by scaling: ChannelScaling) -> Self {
    var scaled = self
    scaled.filters = filters.scaled(by: scaling)
    return scaled
  }
}

extension Convolution.Filters {
  /// Returns the number of groups on an input of the given channels.
  func groups(on channels: Int) -> Int {
    switch self {
    case .grouped(_, let groups): groups
    case .depthwise: channels
    }
  }

  /// Returns the number of output channels on an input of the given channels.
  func channels(on input: Int) throws(ShapeError) -> Int {
    switch self {
    case .grouped(let channels, let groups):
      try requireLength("channels", channels)
      try requireLength("groups", groups)
      try requireDivisible("input channels", input, by: groups)
      try requireDivisible("output channels", channels, by: groups)
      return channels
    case .depthwise(let multiplier):
      try requireLength("multiplier", multiplier)
      return input * multiplier
    }
  }

  /// How a convolution with these filters uses channels.
  var use: ChannelUse {
    switch self {
    case .grouped(let channels, let groups) where groups > 1 && channels >= groups:
      ChannelUse(isOwn: true, parts: groups, partWidth: channels / groups)
    case .grouped(_, let groups): ChannelUse(isOwn: true, parts: groups)
    case .depthwise: .passing
    }
  }

  /// Returns the filters with their number scaled.
  func scaled(by scaling: ChannelScaling) -> Self {
    switch self {
    case .grouped(let channels, let groups):
      let scaled = scaling.channels(channels)
      guard scaling.keepsGroupWidths, let width = use.partWidth else {
        return .grouped(scaled, groups: groups)
      }
      return .grouped(scaled, groups: scaled / width)
    case .depthwise: return self
    }
  }

  /// The groups in short: `g32`, `dw`, `dw×8`.
  var detail: String? {
    switch self {
    case .grouped(_, groups: 1): nil
    case .grouped(_, let groups): "g\(groups)"
    case .depthwise(multiplier: 1): "dw"
    case .depthwise(let multiplier): "dw×\(multiplier)"
    }
  }
}
