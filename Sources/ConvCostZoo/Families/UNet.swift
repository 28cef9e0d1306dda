public import ConvCostCore

/// U-Net: a contracting path that halves the maps, and an expanding path that doubles them. Each
/// doubled map is concatenated after the map of the same level on the contracting path, which is
/// cropped to its size.
///
/// Ronneberger et al., "U-Net: Convolutional Networks for Biomedical Image Segmentation", 2015,
/// Figure 1. The convolutions are not padded, so that the result is smaller than the image. Every
/// pool must meet even lengths, §3: heights and widths are 16n + 12, from 188 on.
///
/// 3D U-Net works on volumes, with batch norms, and with channels that double before each pool.
/// Çiçek et al., "3D U-Net: Learning Dense Volumetric Segmentation from Sparse Annotation", 2016,
/// Figure 2. The paper's 19,069,955 parameters are those without batch norms and without the biases
/// of the transposed convolutions. Lengths are 8n + 4, from 92 on.
public struct UNet: Block {
  /// The channels of each level, from the image down.
  public var widths: [Int]
  /// The normalisation between each convolution and its ReLU, if any.
  public var norm: BatchNorm?
  /// Whether channels double before each pool and are kept by the transposed convolutions, as in 3D
  /// U-Net.
  public var doublesEarly: Bool
  /// The number of classes.
  public var classes: Int

  /// The defaults are the first paper's.
  public init(
    widths: [Int] = [64, 128, 256, 512, 1024], norm: BatchNorm? = nil, doublesEarly: Bool = false,
    classes: Int = 2
  ) {
    self.widths = widths
    self.norm = norm
    self.doublesEarly = doublesEarly
    self.classes = classes
  }

  /// Returns 3D U-Net.
  public static func volumetric(classes: Int = 3) -> UNet {
    UNet(widths: [64, 128, 256, 512], norm: BatchNorm(), doublesEarly: true, classes: classes)
  }

  public var body: [Layer] {
    for (level, width) in widths.enumerated() {
      if level > 0 { Pool.max(2).named("pool\(level)") }
      DoubleConvolution(width, first: doublesEarly ? width / 2 : width, norm: norm)
        .named("down\(level + 1)")
      Keep(Label("level\(level + 1)"))
    }
    for (level, width) in widths.dropLast().enumerated().reversed() {
      Expansion(
        width, upWidth: doublesEarly ? 2 * width : width, beside: Label("level\(level + 1)"),
        norm: norm
      ).named("up\(level + 1)")
    }
    Convolution(classes, kernel: 1).named("conv")
  }

  /// Two convolutions without padding, with a kernel of three along every axis, each followed by a
  /// ReLU.
  public struct DoubleConvolution: Block {
    /// The channels of the first.
    public var first: Int
    /// The channels of the second.
    public var width: Int
    /// The normalisation between each convolution and its ReLU, if any.
    public var norm: BatchNorm?

    /// Both convolutions have `width` channels unless `first` is given.
    public init(_ width: Int, first: Int? = nil, norm: BatchNorm? = nil) {
      self.first = first ?? width
      self.width = width
      self.norm = norm
    }

    public var body: [Layer] {
      for (number, width) in [(1, first), (2, width)] {
        Convolution(width, kernel: 3).named("conv\(number)")
        if let norm { norm.named("bn\(number)") }
        Activation.relu.named("relu\(number)")
      }
    }
  }

  /// A step of the expanding path: doubles a map and concatenates it after the map of the same
  /// level on the contracting path.
  public struct Expansion: Block {
    /// The channels of the result.
    public var width: Int
    /// The channels of the enlarged map.
    public var upWidth: Int
    /// The label of the map on the contracting path.
    public var level: Label
    /// The normalisation between each convolution and its ReLU, if any.
    public var norm: BatchNorm?

    public init(_ width: Int, upWidth: Int, beside level: Label, norm: BatchNorm? = nil) {
      self.width = width
      self.upWidth = upWidth
      self.level = level
      self.norm = norm
    }

    public var body: [Layer] {
      TransposedConvolution(upWidth, kernel: 2, stride: 2).named("upconv")
      Keep("doubled")
      Concat {
        Chain {
          From(level)
          Crop.like("doubled")
        }
        From("doubled")
      }
      DoubleConvolution(width, norm: norm).body
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
    },
    ZooEntry(
      "paper/unet3d", family: "U-Net", citation: "Çiçek et al. 2016, Figure 2",
      input: .map(3, Extent(116, 132, 132)), keys: [.classes]
    ) { options in
      UNet.volumetric(classes: options.classes ?? 3).body
    },
  ]
}
