public import ConvCostCore

/// MobileNetV2: inverted residuals whose width a multiplier scales.
///
/// Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018, Table 2; the
/// paths are those of torchvision/models/mobilenetv2.py. Every width is a multiple of 8, and the
/// last convolution grows with the multiplier but does not shrink.
public struct MobileNetV2: Block {
  /// A row of the paper's Table 2.
  public struct Stage: Hashable, Sendable {
    /// The expansion factor, t.
    public var expand: Int
    /// The output channels, c.
    public var channels: Int
    /// The number of blocks, n.
    public var depth: Int
    /// The stride of the first block, s.
    public var stride: Int

    public init(_ expand: Int, _ channels: Int, _ depth: Int, _ stride: Int) {
      self.expand = expand
      self.channels = channels
      self.depth = depth
      self.stride = stride
    }
  }

  /// The rows of the table: t, c, n, s.
  public static let stages = [
    Stage(1, 16, 1, 1),
    Stage(6, 24, 2, 2),
    Stage(6, 32, 3, 2),
    Stage(6, 64, 4, 2),
    Stage(6, 96, 3, 1),
    Stage(6, 160, 3, 2),
    Stage(6, 320, 1, 1),
  ]

  /// The width multiplier.
  public var width: Double
  /// The number of classes.
  public var classes: Int

  public init(width: Double = 1, classes: Int = 1000) {
    self.width = width
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      ConvNorm(scaled(32), kernel: 3, stride: 2, activation: .relu6)
      blocks
      ConvNorm.pointwise(roundedChannels(1280 * max(1, width)), activation: .relu6)
    }.named("features")
    AdaptivePool.globalAverage.written(as: .function)
    Flatten()
    Sequential {
      Dropout()
      Linear(classes)
    }.named("classifier")
  }

  private var blocks: [Layer] {
    var layers: [Layer] = []
    var input = scaled(32)
    for stage in Self.stages {
      let channels = scaled(stage.channels)
      for index in 0..<max(0, stage.depth) {
        layers.append(
          InvertedResidual(
            input: input, channels, expand: stage.expand, stride: index == 0 ? stage.stride : 1,
            naming: .conv
          ).layer)
        input = channels
      }
    }
    return layers
  }

  private func scaled(_ channels: Int) -> Int {
    roundedChannels(Double(channels) * width)
  }
}

extension ZooEntry {
  static let mobileNetV2s = [
    ("torchvision", "torchvision/models/mobilenetv2.py"),
    ("keras", "keras/src/applications/mobilenet_v2.py"),
  ].map { source, file in
    ZooEntry(
      "\(source)/mobilenet_v2", family: "MobileNetV2",
      citation: "\(file); Sandler et al. 2018, Table 2", keys: [.classes, .width]
    ) { options in
      MobileNetV2(width: options.width ?? 1, classes: options.classes ?? 1000).body
    }
  }
}
