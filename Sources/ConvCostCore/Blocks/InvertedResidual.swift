/// MobileNetV2's block: a 1×1 widens, a depthwise convolution filters, a linear 1×1 narrows.
///
/// The result is added to the input where their shapes are equal. EfficientNet's MBConv is the same
/// with a squeeze-excite behind the depthwise convolution.
/// Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018.
public struct InvertedResidual: Block {
  public static let typeName = "InvertedResidual"

  /// The squeeze-excite of a block.
  public struct Squeeze: Hashable, Sendable {
    /// The channels between its convolutions.
    public var channels: Int
    /// The function between them.
    public var activation: Activation

    /// Creates the description of a squeeze-excite.
    public init(_ channels: Int, activation: Activation = .silu) {
      self.channels = channels
      self.activation = activation
    }
  }

  /// The channels inside of the block.
  public var expanded: Int
  /// Whether the widening 1×1 is there; it is not where the input is as wide.
  public var expands: Bool
  /// The channels of the result.
  public var channels: Int
  /// The kernel of the depthwise convolution.
  public var kernel: Int
  /// The stride of the depthwise convolution.
  public var stride: Int
  /// The squeeze-excite, if any.
  public var squeeze: Squeeze?
  /// The function behind the first two convolutions.
  public var activation: Activation

  /// Creates a block on `input` channels that widens them `expand` times.
  public init(
    input: Int, _ channels: Int, expand: Int, kernel: Int = 3, stride: Int = 1,
    squeeze: Squeeze? = nil, activation: Activation = .relu6
  ) {
    expanded = input * expand
    expands = expand != 1
    self.channels = channels
    self.kernel = kernel
    self.stride = stride
    self.squeeze = squeeze
    self.activation = activation
  }

  public var body: [Layer] {
    Residual(.whenShapesMatch) {
      if squeeze == nil { mobileNetV2.named("conv") } else { efficientNet.named("block") }
    }
  }

  /// The layers under torchvision's names for MobileNetV2.
  private var mobileNetV2: Sequential {
    Sequential {
      widening
      Conv2d(channels, kernel: 1, bias: false)
      BatchNorm()
    }
  }

  /// The layers under torchvision's names for EfficientNet.
  private var efficientNet: Sequential {
    Sequential {
      widening
      if let squeeze {
        SqueezeExcite(expanded, squeeze: squeeze.channels, activation: squeeze.activation)
      }
      ConvNorm.pointwise(channels, activation: nil)
    }
  }

  @LayerBuilder private var widening: [Layer] {
    if expands { ConvNorm.pointwise(expanded, activation: activation) }
    ConvNorm.depthwise(kernel: Size(kernel), stride: Size(stride), activation: activation)
  }
}
