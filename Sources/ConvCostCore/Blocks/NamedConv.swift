/// A convolution, an optional normalisation and a ReLU, called `conv`, `bn` and `relu`.
///
/// The unit of GoogLeNet (with a bias and no normalisation in the paper, the other way round in
/// TensorFlow's and PyTorch's models) and of Inception-v3.
public struct NamedConv: Block {
  public static let typeName = "Conv"

  /// The convolution.
  public var convolution: Conv2d
  /// Whether a normalisation takes the place of the bias.
  public var isNormalized: Bool

  /// Creates the unit with the given number of output channels.
  public init(
    _ channels: Int, kernel: Size, stride: Size = 1, padding: Padding = 0,
    isNormalized: Bool = true
  ) {
    convolution = Conv2d(
      channels, kernel: kernel, stride: stride, padding: padding, bias: !isNormalized)
    self.isNormalized = isNormalized
  }

  public var body: [Layer] {
    convolution.named("conv")
    if isNormalized { BatchNorm().named("bn") }
    Activation.relu.named("relu")
  }
}
