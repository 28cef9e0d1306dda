/// A convolution without bias, its normalisation, and an activation: `0`, `1` and `2` in the paths.
///
/// Written as PyTorch's `Conv2dNormActivation`; by default the padding keeps the map's size.
public struct ConvNorm: Block {
  public static let typeName = "ConvNorm"
  public static let isNumbered = true

  /// The convolution.
  public var convolution: Convolution
  /// The normalisation after it.
  public var norm: BatchNorm
  /// The activation at the end, if any.
  public var activation: Activation?

  /// Creates the block around a convolution.
  public init(
    _ convolution: Convolution, norm: BatchNorm = BatchNorm(), activation: Activation? = .relu
  ) {
    self.convolution = convolution
    self.norm = norm
    self.activation = activation
  }

  /// Creates the block with the given number of output channels.
  @inlinable
  public init(
    _ channels: Int, kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: Padding = .half, dilation: some ExtentConvertible = 1, groups: Int = 1,
    activation: Activation? = .relu
  ) {
    self.init(
      Convolution(
        channels, kernel: kernel, stride: stride, padding: padding, dilation: dilation,
        groups: groups, bias: false),
      activation: activation)
  }

  /// Creates the block with equal padding at both ends of each axis.
  @inlinable
  public init(
    _ channels: Int, kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: some ExtentConvertible, dilation: some ExtentConvertible = 1, groups: Int = 1,
    activation: Activation? = .relu
  ) {
    self.init(
      channels, kernel: kernel, stride: stride, padding: Padding(padding), dilation: dilation,
      groups: groups, activation: activation)
  }

  /// Creates the block around a convolution of each channel alone.
  @inlinable
  public static func depthwise(
    kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    dilation: some ExtentConvertible = 1, multiplier: Int = 1, activation: Activation? = .relu
  ) -> ConvNorm {
    ConvNorm(
      .depthwise(
        kernel: kernel, stride: stride, padding: .half, dilation: dilation, multiplier: multiplier,
        bias: false),
      activation: activation)
  }

  /// Creates the block around a 1×1 convolution, which mixes the channels at each position.
  public static func pointwise(_ channels: Int, activation: Activation? = .relu) -> ConvNorm {
    ConvNorm(channels, kernel: 1, activation: activation)
  }

  public var body: [Layer] {
    convolution
    norm
    if let activation { activation }
  }
}
