/// A depthwise convolution and a 1×1 convolution that mixes its channels, each with normalisation.
///
/// It costs 1/N + 1/k² of a standard k×k convolution to N channels. Howard et al., "MobileNets",
/// 2017.
public struct DepthwiseSeparable: Block {
  /// The number of output channels.
  public var channels: Int
  /// The kernel of the depthwise convolution.
  public var kernel: Extent
  /// The stride of the depthwise convolution.
  public var stride: Extent
  /// The activation after each of the two convolutions.
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
