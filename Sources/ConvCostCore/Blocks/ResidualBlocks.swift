/// ResNet's shortcut if a block has a stride or changes the channels.
///
/// He et al., "Deep Residual Learning for Image Recognition", 2015, §4.1.
public enum ShortcutOption: String, Hashable, Sendable, CaseIterable {
  /// The input, subsampled and padded with channels of zeros: no parameters.
  case a = "A"
  /// A 1×1 convolution in these blocks, the input in others.
  case b = "B"
  /// A 1×1 convolution at every block.
  case c = "C"

  /// Returns the shortcut of a block with the given output channels and stride.
  func shortcut(to channels: Int, stride: Int, bias: Bool) -> Shortcut {
    switch self {
    case .a:
      let padding = Sequential {
        if stride != 1 { Pool.max(1, stride: stride) }
        ChannelPad(to: channels)
      }.named("downsample")
      return .projected(by: padding, stride: stride)
    case .b, .c:
      let projection = Sequential {
        Convolution(channels, kernel: 1, stride: stride, bias: bias)
        BatchNorm()
      }.named("downsample")
      return self == .b ? .projected(by: projection, stride: stride) : .through(projection)
    }
  }
}

/// Returns layers with a shortcut around them, or unchanged without one.
private func connected(
  by option: ShortcutOption?, to channels: Int, stride: Int, bias: Bool = false,
  @LayerBuilder _ layers: () -> [Layer]
) -> [Layer] {
  guard let option else { return layers() }
  return [Residual(option.shortcut(to: channels, stride: stride, bias: bias), layers).layer]
}

/// ResNet's block of two 3×3 convolutions.
public struct BasicBlock: Block {
  public static let typeName = "BasicBlock"

  /// The channels of both convolutions.
  public var width: Int
  /// The stride of the first convolution.
  public var stride: Int
  /// The shortcut if the block has a stride or changes the channels; nil for a plain network
  /// without shortcuts.
  public var shortcut: ShortcutOption?
  /// The channels inside a squeeze-excite before the sum, if any.
  public var squeeze: Int?

  /// Creates a block.
  public init(
    width: Int, stride: Int = 1, shortcut: ShortcutOption? = .b, squeeze: Int? = nil
  ) {
    self.width = width
    self.stride = stride
    self.shortcut = shortcut
    self.squeeze = squeeze
  }

  public var body: [Layer] {
    connected(by: shortcut, to: width, stride: stride) {
      Convolution(width, kernel: 3, stride: stride, padding: 1, bias: false).named("conv1")
      BatchNorm().named("bn1")
      Activation.relu
      Convolution(width, kernel: 3, padding: 1, bias: false).named("conv2")
      BatchNorm().named("bn2")
      if let squeeze { SqueezeExcite(width, squeeze: squeeze).named("se") }
    }
    Activation.relu
  }
}

/// ResNet's block of 1×1, 3×3 and 1×1, which reduces the channels before its costly convolution.
public struct Bottleneck: Block {
  public static let typeName = "Bottleneck"

  /// Which convolution has the stride.
  public enum StridePlacement: String, Hashable, Sendable, CaseIterable {
    /// The first 1×1, as in the paper's own models.
    case first1x1 = "1x1"
    /// The 3×3, as in torchvision: "ResNet v1.5".
    case middle3x3 = "3x3"
  }

  /// The output channels in units of the width.
  public static let expansion = 4

  /// A quarter of the channels of the third convolution.
  public var width: Int
  /// The channels of the first two convolutions: the width in ResNet, more in its wide forms.
  public var inner: Int
  /// The groups of the 3×3: ResNeXt's cardinality.
  public var groups: Int
  /// The block's stride.
  public var stride: Int
  /// The convolution that has the stride.
  public var placement: StridePlacement
  /// The dilation of the 3×3, in networks that keep their maps large.
  public var dilation: Int
  /// The shortcut if the block has a stride or changes the channels; nil for a plain network
  /// without shortcuts.
  public var shortcut: ShortcutOption?
  /// The channels inside a squeeze-excite before the sum, if any.
  public var squeeze: Int?
  /// Whether the convolutions have biases although normalisations follow, as in Keras.
  public var bias: Bool

  /// Creates a block; the first two convolutions have `width` channels unless `inner` is given.
  public init(
    width: Int, inner: Int? = nil, groups: Int = 1, stride: Int = 1,
    placement: StridePlacement = .middle3x3, dilation: Int = 1, shortcut: ShortcutOption? = .b,
    squeeze: Int? = nil, bias: Bool = false
  ) {
    self.width = width
    self.inner = inner ?? width
    self.groups = groups
    self.stride = stride
    self.placement = placement
    self.dilation = dilation
    self.shortcut = shortcut
    self.squeeze = squeeze
    self.bias = bias
  }

  /// The channels of the result.
  public var output: Int { scaledWidth(width, by: Self.expansion) }

  public var body: [Layer] {
    connected(by: shortcut, to: output, stride: stride, bias: bias) {
      convolutions
      if let squeeze { SqueezeExcite(output, squeeze: squeeze).named("se") }
    }
    Activation.relu
  }

  /// The three convolutions with their normalisations, before gates and the sum.
  @LayerBuilder public var convolutions: [Layer] {
    let (first, middle) = placement == .first1x1 ? (stride, 1) : (1, stride)
    Convolution(inner, kernel: 1, stride: first, bias: bias).named("conv1")
    BatchNorm().named("bn1")
    Activation.relu
    Convolution(
      inner, kernel: 3, stride: middle, padding: dilation,
      dilation: dilation, groups: groups, bias: bias
    ).named("conv2")
    BatchNorm().named("bn2")
    Activation.relu
    Convolution(output, kernel: 1, bias: bias).named("conv3")
    BatchNorm().named("bn3")
  }
}
