/// A convolution, an optional normalisation and a ReLU, called `conv`, `bn` and `relu`.
///
/// The unit of GoogLeNet (with a bias and no normalisation in the paper, the opposite in
/// TensorFlow's and PyTorch's models) and of Inception-v3.
public struct NamedConv: Block {
  public static let typeName = "Conv"

  /// The convolution.
  public var convolution: Convolution
  /// The normalisation in place of the bias, if any.
  public var norm: BatchNorm?

  /// Creates the unit with the given number of output channels; without a normalisation the
  /// convolution has biases.
  @inlinable
  public init(
    _ channels: Int, kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: Padding = .valid, norm: BatchNorm? = BatchNorm()
  ) {
    self.init(
      Convolution(channels, kernel: kernel, stride: stride, padding: padding, bias: norm == nil),
      norm: norm)
  }

  /// Creates the unit with equal padding at both ends of each axis.
  @inlinable
  public init(
    _ channels: Int, kernel: some ExtentConvertible, stride: some ExtentConvertible = 1,
    padding: some ExtentConvertible, norm: BatchNorm? = BatchNorm()
  ) {
    self.init(channels, kernel: kernel, stride: stride, padding: Padding(padding), norm: norm)
  }

  /// Creates the unit around a convolution.
  public init(_ convolution: Convolution, norm: BatchNorm? = BatchNorm()) {
    self.convolution = convolution
    self.norm = norm
  }

  public var body: [Layer] {
    convolution.named("conv")
    if let norm { norm.named("bn") }
    Activation.relu.written(as: .function).named("relu")
  }
}
