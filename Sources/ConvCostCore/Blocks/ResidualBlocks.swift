/// What ResNet does where a block's input and output differ in shape.
///
/// He et al., "Deep Residual Learning for Image Recognition", 2015, §4.1.
public enum ShortcutOption: String, Hashable, Sendable, CaseIterable {
  /// The input, subsampled and padded with channels of zeros: no parameters.
  case a = "A"
  /// A 1×1 convolution where the shapes differ, the input elsewhere.
  case b = "B"
  /// A 1×1 convolution at every block.
  case c = "C"

  /// Returns the shortcut of a block with the given output channels and stride.
  func shortcut(to channels: Int, stride: Int) -> Shortcut {
    switch self {
    case .a:
      return .identityOr(
        Sequential {
          if stride != 1 { Pool.max(1, stride: Size(stride)) }
          ChannelPad(to: channels)
        }.named("downsample"))
    case .b, .c:
      let projection = Sequential {
        Conv2d(channels, kernel: 1, stride: Size(stride), bias: false)
        BatchNorm()
      }.named("downsample")
      return self == .b ? .identityOr(projection) : .through(projection)
    }
  }
}

/// ResNet's block of two 3×3 convolutions.
public struct BasicBlock: Block {
  public static let typeName = "BasicBlock"

  /// The channels of both convolutions.
  public var width: Int
  /// The stride of the first convolution.
  public var stride: Int
  /// What happens where the shapes differ.
  public var shortcut: ShortcutOption

  /// Creates a block.
  public init(width: Int, stride: Int = 1, shortcut: ShortcutOption = .b) {
    self.width = width
    self.stride = stride
    self.shortcut = shortcut
  }

  public var body: [Layer] {
    Residual(shortcut.shortcut(to: width, stride: stride)) {
      Conv2d(width, kernel: 3, stride: Size(stride), padding: 1, bias: false).named("conv1")
      BatchNorm().named("bn1")
      Activation.relu
      Conv2d(width, kernel: 3, padding: 1, bias: false).named("conv2")
      BatchNorm().named("bn2")
    }
    Activation.relu
  }
}

/// ResNet's block of 1×1, 3×3 and 1×1, which narrows before its costly convolution.
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

  /// The channels of the first two convolutions; the third has four times as many.
  public var width: Int
  /// The block's stride.
  public var stride: Int
  /// Which convolution has it.
  public var placement: StridePlacement
  /// What happens where the shapes differ.
  public var shortcut: ShortcutOption

  /// Creates a block.
  public init(
    width: Int, stride: Int = 1, placement: StridePlacement = .middle3x3,
    shortcut: ShortcutOption = .b
  ) {
    self.width = width
    self.stride = stride
    self.placement = placement
    self.shortcut = shortcut
  }

  public var body: [Layer] {
    let (first, middle) = placement == .first1x1 ? (stride, 1) : (1, stride)
    let output = width * Self.expansion

    Residual(shortcut.shortcut(to: output, stride: stride)) {
      Conv2d(width, kernel: 1, stride: Size(first), bias: false).named("conv1")
      BatchNorm().named("bn1")
      Activation.relu
      Conv2d(width, kernel: 3, stride: Size(middle), padding: 1, bias: false).named("conv2")
      BatchNorm().named("bn2")
      Activation.relu
      Conv2d(output, kernel: 1, bias: false).named("conv3")
      BatchNorm().named("bn3")
    }
    Activation.relu
  }
}
