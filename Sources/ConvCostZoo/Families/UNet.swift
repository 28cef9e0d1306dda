public import ConvCostCore

/// U-Net: a way down that halves the maps, and a way up that doubles them and puts the maps of the way down
/// before them, cropped to their size.
///
/// Ronneberger et al., "U-Net: Convolutional Networks for Biomedical Image Segmentation", 2015, Figure 1. The
/// convolutions are not padded, so that the result is smaller than the image. Heights and widths are those
/// for which every pool meets an even length, §3: 16n + 12, from 188 on.
public struct UNet: Block {
  /// The channels of each level, from the image down.
  public var widths = [64, 128, 256, 512, 1024]
  /// The number of classes.
  public var classes: Int

  /// Creates a network.
  public init(classes: Int = 2) {
    self.classes = classes
  }

  public var body: [Layer] {
    for (level, width) in widths.enumerated() {
      if level > 0 { Pool.max(2).named("pool\(level)") }
      DoubleConvolution(width).named("down\(level + 1)")
      Keep(Label("level\(level + 1)"))
    }
    for (level, width) in widths.dropLast().enumerated().reversed() {
      Expansion(width, beside: Label("level\(level + 1)")).named("up\(level + 1)")
    }
    Convolution(classes, kernel: 1).named("conv")
  }

  /// Two 3×3 convolutions without padding, each with a ReLU.
  public struct DoubleConvolution: Block {
    /// The channels of both.
    public var width: Int

    /// Creates the block.
    public init(_ width: Int) {
      self.width = width
    }

    public var body: [Layer] {
      Convolution(width, kernel: 3).named("conv1")
      Activation.relu.named("relu1")
      Convolution(width, kernel: 3).named("conv2")
      Activation.relu.named("relu2")
    }
  }

  /// A step of the way up: a map is doubled, the one of the same level on the way down put before it.
  public struct Expansion: Block {
    /// The channels of the result.
    public var width: Int
    /// The label of the map on the way down.
    public var level: Label

    /// Creates a step.
    public init(_ width: Int, beside level: Label) {
      self.width = width
      self.level = level
    }

    public var body: [Layer] {
      TransposedConvolution(width, kernel: 2, stride: 2).named("upconv")
      Keep("doubled")
      Concat {
        Chain {
          From(level)
          Crop.like("doubled")
        }
        From("doubled")
      }
      DoubleConvolution(width).body
    }
  }
}

extension ZooEntry {
  static let uNets = [
    ZooEntry(
      "paper/unet", family: "U-Net", citation: "Ronneberger et al. 2015, Figure 1",
      input: .map(1, 572), keys: [.classes]
    ) { options in
      UNet(classes: options.classes ?? 2).body
    }
  ]
}
