/// MobileNetV2's block: a 1×1 widens, a depthwise convolution filters, a linear 1×1 narrows.
///
/// The result is added to the input if the stride is 1 and the channels stay the same.
/// EfficientNet's MBConv is the same with a squeeze-excite after the depthwise convolution. Sandler
/// et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018.
public struct InvertedResidual: Block {
  public static let typeName = "InvertedResidual"

  /// The squeeze-excite of a block.
  public struct Squeeze: Hashable, Sendable {
    /// The channels between its convolutions.
    public var channels: Int
    /// The function between them.
    public var activation: Activation
    /// The function that makes the factors.
    public var gate: Activation

    /// Creates the description of a squeeze-excite.
    public init(_ channels: Int, activation: Activation = .silu, gate: Activation = .sigmoid) {
      self.channels = channels
      self.activation = activation
      self.gate = gate
    }
  }

  /// Torchvision's names for the layers of a block.
  public enum Naming: Hashable, Sendable {
    /// MobileNetV2's: under `conv`, with the last convolution and its normalisation not grouped.
    case conv
    /// MobileNetV3's and EfficientNet's: under `block`, each convolution with its normalisation.
    case block
  }

  /// The channels inside the block.
  public var expanded: Int
  /// Whether the block starts with the widening 1×1; false if the input already is as wide.
  public var expands: Bool
  /// The channels of the result.
  public var channels: Int
  /// The kernel of the depthwise convolution.
  public var kernel: Int
  /// The stride of the depthwise convolution.
  public var stride: Int
  /// The dilation of the depthwise convolution. A dilated convolution has stride 1, whatever the
  /// block's stride, so the map keeps its size.
  public var dilation: Int
  /// The squeeze-excite, if any.
  public var squeeze: Squeeze?
  /// The function after each of the first two convolutions.
  public var activation: Activation
  /// The names of the layers.
  public var naming: Naming
  /// Whether training leaves the block out for random samples, before the sum.
  public var stochasticDepth: Bool

  /// Creates a block that widens `input` channels to `expanded`.
  public init(
    input: Int, _ channels: Int, expanded: Int, kernel: Int = 3, stride: Int = 1,
    dilation: Int = 1, squeeze: Squeeze? = nil, activation: Activation = .relu6,
    naming: Naming = .block, stochasticDepth: Bool = false
  ) {
    self.expanded = expanded
    expands = expanded != input
    self.channels = channels
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.squeeze = squeeze
    self.activation = activation
    self.naming = naming
    self.stochasticDepth = stochasticDepth
  }

  /// Creates a block that widens `input` channels `expand` times.
  public init(
    input: Int, _ channels: Int, expand: Int, kernel: Int = 3, stride: Int = 1,
    dilation: Int = 1, squeeze: Squeeze? = nil, activation: Activation = .relu6,
    naming: Naming = .block, stochasticDepth: Bool = false
  ) {
    self.init(
      input: input, channels, expanded: scaledWidth(input, by: expand), kernel: kernel,
      stride: stride, dilation: dilation, squeeze: squeeze, activation: activation, naming: naming,
      stochasticDepth: stochasticDepth)
  }

  public var body: [Layer] {
    Residual.unlessStrided(by: stride) {
      Sequential { steps }.named(naming == .conv ? "conv" : "block")
      if stochasticDepth { StochasticDepth().named("stochastic_depth") }
    }
  }

  /// The layers before the sum. Detectors read the result of the first.
  @LayerBuilder public var steps: [Layer] {
    if expands { ConvNorm.pointwise(expanded, activation: activation) }
    ConvNorm.depthwise(
      kernel: kernel, stride: dilation == 1 ? stride : 1,
      dilation: dilation,
      activation: activation)
    if let squeeze {
      SqueezeExcite(
        expanded, squeeze: squeeze.channels, activation: squeeze.activation, gate: squeeze.gate)
    }
    switch naming {
    case .conv:
      Convolution(channels, kernel: 1, bias: false)
      BatchNorm()
    case .block:
      ConvNorm.pointwise(channels, activation: nil)
    }
  }
}

/// EfficientNetV2's block: one full convolution replaces the widening 1×1 and the depthwise one.
///
/// Tan and Le, "EfficientNetV2: Smaller Models and Faster Training", 2021, Figure 2.
public struct FusedInvertedResidual: Block {
  public static let typeName = "FusedMBConv"

  /// The channels inside the block.
  public var expanded: Int
  /// Whether the block widens the channels; if not, it is one convolution.
  public var expands: Bool
  /// The channels of the result.
  public var channels: Int
  /// The stride.
  public var stride: Int
  /// Whether training leaves the block out for random samples, before the sum.
  public var stochasticDepth: Bool

  /// Creates a block that widens `input` channels `expand` times.
  public init(
    input: Int, _ channels: Int, expand: Int, stride: Int = 1, stochasticDepth: Bool = false
  ) {
    expanded = scaledWidth(input, by: expand)
    expands = expand != 1
    self.channels = channels
    self.stride = stride
    self.stochasticDepth = stochasticDepth
  }

  public var body: [Layer] {
    Residual.unlessStrided(by: stride) {
      Sequential {
        if expands {
          ConvNorm(expanded, kernel: 3, stride: stride, activation: .silu)
          ConvNorm.pointwise(channels, activation: nil)
        } else {
          ConvNorm(channels, kernel: 3, stride: stride, activation: .silu)
        }
      }.named("block")
      if stochasticDepth { StochasticDepth().named("stochastic_depth") }
    }
  }
}
