/// One convolution replaced by several smaller ones that see the same part of the input.
///
/// With equal channels and stride 1 the costs, relative to the one k×k convolution, are: asymmetric
/// k×1 and 1×k: 2/k; stacked 3×3 for 5×5: 18/25; for 7×7: 27/49. Szegedy et al., "Rethinking the
/// Inception Architecture", 2015, §3; Simonyan and Zisserman, 2014.
public struct Factorized: Block {
  /// The smaller convolutions that replace the one.
  public enum Form: Hashable, Sendable {
    /// A 1×k convolution and a k×1 convolution.
    case asymmetric
    /// As many 3×3 convolutions as have the same receptive field.
    case stacked3x3
  }

  /// The number of output channels of every part.
  public var channels: Int
  /// The side of the kernel that is replaced, an odd number.
  public var kernel: Int
  /// The form of the parts.
  public var form: Form
  /// The activation after every part.
  public var activation: Activation?

  /// Creates the parts of a `kernel` × `kernel` convolution.
  ///
  /// - Precondition: `kernel` is odd and at least 3.
  public init(
    _ channels: Int, kernel: Int, into form: Form, activation: Activation? = .relu
  ) {
    precondition(kernel >= 3 && kernel % 2 == 1, "factorized kernels are odd and at least 3")
    self.channels = channels
    self.kernel = kernel
    self.form = form
    self.activation = activation
  }

  public var body: [Layer] {
    switch form {
    case .asymmetric:
      ConvNorm(channels, kernel: Extent(1, kernel), activation: activation)
      ConvNorm(channels, kernel: Extent(kernel, 1), activation: activation)
    case .stacked3x3:
      for _ in 0..<(kernel - 1) / 2 {
        ConvNorm(channels, kernel: 3, activation: activation)
      }
    }
  }
}
