/// A depthwise convolution and the 1×1 that mixes its channels, each with normalisation.
///
/// Against a standard k×k convolution to N channels it costs 1/N + 1/k².
/// Howard et al., "MobileNets", 2017.
public struct DepthwiseSeparable: Block {
  /// The number of output channels.
  public var channels: Int
  /// The kernel of the depthwise half.
  public var kernel: Extent
  /// The stride of the depthwise half.
  public var stride: Extent
  /// The activation behind both halves.
  public var activation: Activation?

  /// Creates the pair.
  @inlinable
  public init(
    _ channels: Int, kernel: some ExtentConvertible = 3, stride: some ExtentConvertible = 1,
    activation: Activation? = .relu
  ) {
    self.channels = channels
    self.kernel = Extent(kernel)
    self.stride = Extent(stride)
    self.activation = activation
  }

  public var body: [Layer] {
    ConvNorm.depthwise(kernel: kernel, stride: stride, activation: activation).named("depthwise")
    ConvNorm.pointwise(channels, activation: activation).named("pointwise")
  }
}
