public import ConvCostCore

/// EfficientNet: inverted residuals with squeeze-excite, scaled in width and depth together.
///
/// Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", 2019,
/// Table 1; the coefficients of B1 to B7 are those of tensorflow/tpu
/// models/official/efficientnet/efficientnet_builder.py, which the paper's rule only approximates.
/// The paths are those of torchvision/models/efficientnet.py.
public struct EfficientNet: Block {
  /// A row of the paper's Table 1.
  public struct Stage: Hashable, Sendable {
    /// The expansion factor.
    public var expand: Int
    /// The side of the depthwise kernel.
    public var kernel: Int
    /// The stride of the first block.
    public var stride: Int
    /// The output channels before scaling.
    public var channels: Int
    /// The number of blocks before scaling.
    public var depth: Int

    public init(_ expand: Int, _ kernel: Int, _ stride: Int, _ channels: Int, _ depth: Int) {
      self.expand = expand
      self.kernel = kernel
      self.stride = stride
      self.channels = channels
      self.depth = depth
    }
  }

  /// How wide the last convolution is, before the classifier.
  public enum Head: Hashable, Sendable {
    /// 1280 channels, scaled and rounded: the paper's.
    case scaled1280
    /// Four times the channels of the last stage: torchvision's, equal for B0 to B7.
    case fourTimesLastStage
  }

  /// The rows of the table: expansion, kernel, stride, channels, layers.
  public static let stages = [
    Stage(1, 3, 1, 16, 1),
    Stage(6, 3, 2, 24, 2),
    Stage(6, 5, 2, 40, 2),
    Stage(6, 3, 2, 80, 3),
    Stage(6, 5, 1, 112, 3),
    Stage(6, 5, 2, 192, 4),
    Stage(6, 3, 1, 320, 1),
  ]

  /// The width coefficient.
  public var width: Double
  /// The depth coefficient.
  public var depth: Double
  /// How wide the last convolution is.
  public var head: Head
  /// Whether it is the Lite form for accelerators: without squeeze-excite and SiLU, stem and head
  /// not scaled, the first and the last stage not repeated.
  public var isLite: Bool
  /// The number of classes.
  public var classes: Int

  public init(
    width: Double = 1, depth: Double = 1, head: Head = .scaled1280, isLite: Bool = false,
    classes: Int = 1000
  ) {
    self.width = width
    self.depth = depth
    self.head = head
    self.isLite = isLite
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      ConvNorm(stem, kernel: 3, stride: 2, activation: activation)
      stages
      ConvNorm.pointwise(lastChannels, activation: activation)
    }.named("features")
    AdaptivePool.globalAverage.named("avgpool")
    Flatten()
    Sequential {
      Dropout()
      Linear(classes)
    }.named("classifier")
  }

  private var activation: Activation { isLite ? .relu6 : .silu }

  private var stem: Int { isLite ? 32 : scaled(32) }

  private var lastChannels: Int {
    if isLite { return 1280 }
    return head == .scaled1280 ? scaled(1280) : 4 * scaled(320)
  }

  private var stages: [Layer] {
    var layers: [Layer] = []
    var input = stem
    for (number, stage) in Self.stages.enumerated() {
      let (channels, repeats) = Scaling.stage(
        channels: scaled(stage.channels), repeats: stage.depth, by: depth)
      let isFixed = isLite && (number == 0 || number == Self.stages.count - 1)
      layers.append(
        Sequential {
          for index in 0..<(isFixed ? stage.depth : repeats) {
            let input = index == 0 ? input : channels
            let stride = index == 0 ? stage.stride : 1
            InvertedResidual(
              input: input, channels, expand: stage.expand, kernel: stage.kernel,
              stride: stride,
              // A quarter of the block's input, not of the widened channels.
              squeeze: isLite ? nil : .init(max(1, input / 4)), activation: activation,
              // The probability starts at zero: the first block has no such layer.
              stochasticDepth: stride == 1 && input == channels && (number, index) != (0, 0))
          }
        }.layer)
      input = channels
    }
    return layers
  }

  private func scaled(_ channels: Int) -> Int {
    roundedChannels(Double(channels) * width)
  }
}

extension EfficientNet {
  /// The coefficients and the resolution of a released network.
  public struct Release: Hashable, Sendable {
    /// The network's name, such as `b3`.
    public var name: String
    /// The width coefficient.
    public var width: Double
    /// The depth coefficient.
    public var depth: Double
    /// The side of the input.
    public var resolution: Int
  }

  /// B0 to B8 and L2 as released; the paper has B0 to B7.
  public static let releases = [
    Release(name: "b0", width: 1.0, depth: 1.0, resolution: 224),
    Release(name: "b1", width: 1.0, depth: 1.1, resolution: 240),
    Release(name: "b2", width: 1.1, depth: 1.2, resolution: 260),
    Release(name: "b3", width: 1.2, depth: 1.4, resolution: 300),
    Release(name: "b4", width: 1.4, depth: 1.8, resolution: 380),
    Release(name: "b5", width: 1.6, depth: 2.2, resolution: 456),
    Release(name: "b6", width: 1.8, depth: 2.6, resolution: 528),
    Release(name: "b7", width: 2.0, depth: 3.1, resolution: 600),
    Release(name: "b8", width: 2.2, depth: 3.6, resolution: 672),
    Release(name: "l2", width: 4.3, depth: 5.3, resolution: 800),
  ]

  /// EfficientNet-lite0 to lite4 as released.
  public static let liteReleases = [
    Release(name: "lite0", width: 1.0, depth: 1.0, resolution: 224),
    Release(name: "lite1", width: 1.0, depth: 1.1, resolution: 240),
    Release(name: "lite2", width: 1.1, depth: 1.2, resolution: 260),
    Release(name: "lite3", width: 1.2, depth: 1.4, resolution: 280),
    Release(name: "lite4", width: 1.4, depth: 1.8, resolution: 300),
  ]
}

extension ZooEntry {
  static let efficientNets: [ZooEntry] =
    EfficientNet.releases.prefix(8).map { release in
      // torchvision evaluates B2 at 288.
      efficientNet(
        "torchvision/efficientnet_\(release.name)",
        citation: "torchvision/models/efficientnet.py; Tan and Le 2019",
        release, input: release.name == "b2" ? 288 : release.resolution,
        head: .fourTimesLastStage)
    }
    + EfficientNet.releases.map { release in
      efficientNet(
        "paper/efficientnet_\(release.name)",
        citation: "Tan and Le 2019, Table 1; tensorflow/tpu efficientnet_builder.py",
        release, input: release.resolution, head: .scaled1280)
    }
    + [
      efficientNet(
        "paper/efficientnet", citation: "Tan and Le 2019, Table 1, scaled by width and depth",
        EfficientNet.releases[0], input: 224, head: .scaled1280)
    ]
    + EfficientNet.releases.prefix(8).map { release in
      efficientNet(
        "keras/efficientnet_\(release.name)", citation: "keras/src/applications/efficientnet.py",
        release, input: release.resolution, head: .scaled1280,
        preparation: [FixedScale.rescaling.layer, FixedScale.storedNormalization.layer])
    }
    + EfficientNet.liteReleases.map { release in
      efficientNet(
        "tpu/efficientnet_\(release.name)",
        citation: "tensorflow/tpu models/official/efficientnet/lite", release,
        input: release.resolution, head: .scaled1280, isLite: true)
    }

  private static func efficientNet(
    _ name: String, citation: String, _ release: EfficientNet.Release, input: Int,
    head: EfficientNet.Head, isLite: Bool = false, preparation: [Layer] = []
  ) -> ZooEntry {
    ZooEntry(
      name, family: "EfficientNet", citation: citation, input: input,
      keys: [.classes, .width, .depth]
    ) { options in
      preparation
        + EfficientNet(
          width: options.width ?? release.width, depth: options.depth ?? release.depth, head: head,
          isLite: isLite, classes: options.classes ?? 1000
        ).body
    }
  }
}
