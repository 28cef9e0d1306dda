public import ConvCostCore

/// EfficientNetV2: fused blocks in the first stages, inverted residuals in the others.
///
/// Tan and Le, "EfficientNetV2: Smaller Models and Faster Training", 2021, Table 4; the widths of M
/// and L and the paths are those of torchvision/models/efficientnet.py.
public struct EfficientNetV2: Block {
  /// A row of the table.
  public struct Stage: Hashable, Sendable {
    /// The blocks of a row.
    public enum Unit: Hashable, Sendable {
      /// One full convolution.
      case fused
      /// A depthwise convolution and a squeeze-excite.
      case inverted
    }

    /// The blocks.
    public var unit: Unit
    /// The expansion factor.
    public var expand: Int
    /// The stride of the first block.
    public var stride: Int
    /// The output channels.
    public var channels: Int
    /// The number of blocks.
    public var depth: Int

    init(_ unit: Unit, _ expand: Int, _ stride: Int, _ channels: Int, _ depth: Int) {
      self.unit = unit
      self.expand = expand
      self.stride = stride
      self.channels = channels
      self.depth = depth
    }
  }

  /// The released networks.
  public enum Variant: String, Hashable, Sendable, CaseIterable {
    /// The smallest.
    case s
    /// The middle one.
    case m
    /// The largest.
    case l
    /// The small form from which Keras' B0 to B3 are scaled.
    case b

    /// The rows: block, expansion, stride, channels, layers.
    public var stages: [Stage] {
      switch self {
      case .s:
        [
          Stage(.fused, 1, 1, 24, 2), Stage(.fused, 4, 2, 48, 4), Stage(.fused, 4, 2, 64, 4),
          Stage(.inverted, 4, 2, 128, 6), Stage(.inverted, 6, 1, 160, 9),
          Stage(.inverted, 6, 2, 256, 15),
        ]
      case .m:
        [
          Stage(.fused, 1, 1, 24, 3), Stage(.fused, 4, 2, 48, 5), Stage(.fused, 4, 2, 80, 5),
          Stage(.inverted, 4, 2, 160, 7), Stage(.inverted, 6, 1, 176, 14),
          Stage(.inverted, 6, 2, 304, 18), Stage(.inverted, 6, 1, 512, 5),
        ]
      case .l:
        [
          Stage(.fused, 1, 1, 32, 4), Stage(.fused, 4, 2, 64, 7), Stage(.fused, 4, 2, 96, 7),
          Stage(.inverted, 4, 2, 192, 10), Stage(.inverted, 6, 1, 224, 19),
          Stage(.inverted, 6, 2, 384, 25), Stage(.inverted, 6, 1, 640, 7),
        ]
      case .b:
        [
          Stage(.fused, 1, 1, 16, 1), Stage(.fused, 4, 2, 32, 2), Stage(.fused, 4, 2, 48, 2),
          Stage(.inverted, 4, 2, 96, 3), Stage(.inverted, 6, 1, 112, 5),
          Stage(.inverted, 6, 2, 192, 8),
        ]
      }
    }

    /// The channels of the first convolution.
    public var stem: Int { self == .b || self == .l ? 32 : 24 }
  }

  /// Which of the networks.
  public var variant: Variant
  /// The width coefficient.
  public var width: Double
  /// The depth coefficient.
  public var depth: Double
  /// The number of classes.
  public var classes: Int

  public init(_ variant: Variant, width: Double = 1, depth: Double = 1, classes: Int = 1000) {
    self.variant = variant
    self.width = width
    self.depth = depth
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      ConvNorm(scaled(variant.stem), kernel: 3, stride: 2, activation: .silu)
      stages
      ConvNorm.pointwise(scaled(1280), activation: .silu)
    }.named("features")
    AdaptivePool.globalAverage.named("avgpool")
    Flatten()
    Sequential {
      Dropout()
      Linear(classes)
    }.named("classifier")
  }

  private var stages: [Layer] {
    var input = scaled(variant.stem)
    return variant.stages.enumerated().map { number, row in
      var stage = row
      (stage.channels, stage.depth) = Scaling.stage(
        channels: scaled(row.channels), repeats: row.depth, by: depth)
      let layer = Sequential {
        for index in 0..<stage.depth {
          block(
            stage, input: index == 0 ? input : stage.channels,
            stride: index == 0 ? stage.stride : 1, isFirst: (number, index) == (0, 0))
        }
      }.layer
      input = stage.channels
      return layer
    }
  }

  /// Rounds to the nearest multiple of eight, as Keras does here, even if that takes away more than
  /// a tenth.
  private func scaled(_ channels: Int) -> Int {
    max(8, truncatedChannels(Double(channels) * width + 4) / 8 * 8)
  }

  private func block(_ stage: Stage, input: Int, stride: Int, isFirst: Bool) -> Layer {
    // The probability starts at zero: the first block has no such layer.
    let stochasticDepth = stride == 1 && input == stage.channels && !isFirst
    switch stage.unit {
    case .fused:
      return FusedInvertedResidual(
        input: input, stage.channels, expand: stage.expand, stride: stride,
        stochasticDepth: stochasticDepth
      ).layer
    case .inverted:
      return InvertedResidual(
        input: input, stage.channels, expand: stage.expand, stride: stride,
        squeeze: .init(max(1, input / 4)), activation: .silu, stochasticDepth: stochasticDepth
      ).layer
    }
  }
}

extension ZooEntry {
  static let efficientNetV2s: [ZooEntry] =
    [
      ("torchvision", "torchvision/models/efficientnet.py"),
      ("keras", "keras/src/applications/efficientnet_v2.py"),
    ].flatMap { source, file in
      [(EfficientNetV2.Variant.s, 384), (.m, 480), (.l, 480)].map { variant, resolution in
        ZooEntry(
          "\(source)/efficientnet_v2_\(variant.rawValue)", family: "EfficientNetV2",
          citation: "\(file); Tan and Le 2021, Table 4", input: resolution, keys: [.classes]
        ) { options in
          (source == "keras" ? [FixedScale.rescaling.layer] : [])
            + EfficientNetV2(variant, classes: options.classes ?? 1000).body
        }
      }
    }
    + [
      ("b0", 1.0, 1.0, 224), ("b1", 1.0, 1.1, 240), ("b2", 1.1, 1.2, 260), ("b3", 1.2, 1.4, 300),
    ].map { name, width, depth, resolution in
      ZooEntry(
        "keras/efficientnet_v2_\(name)", family: "EfficientNetV2",
        citation: "keras/src/applications/efficientnet_v2.py", input: resolution,
        keys: [.classes, .width, .depth]
      ) { options in
        [FixedScale.rescaling.layer, FixedScale.normalization.layer]
          + EfficientNetV2(
            .b, width: options.width ?? width, depth: options.depth ?? depth,
            classes: options.classes ?? 1000
          ).body
      }
    }
}
