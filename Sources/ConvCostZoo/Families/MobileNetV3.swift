public import ConvCostCore

/// MobileNetV3: inverted residuals found by search, some with squeeze-excite and hard-swish.
///
/// Howard et al., "Searching for MobileNetV3", 2019, Tables 1 and 2; the paths are those of
/// torchvision/models/mobilenetv3.py.
public struct MobileNetV3: Block {
  /// A row of the paper's tables.
  public struct Row: Hashable, Sendable {
    /// The side of the depthwise kernel.
    public var kernel: Int
    /// The channels inside the block.
    public var expanded: Int
    /// The output channels.
    public var channels: Int
    /// Whether there is a squeeze-excite.
    public var squeezes: Bool
    /// The activation: RE or HS in the tables.
    public var activation: Activation
    /// The stride.
    public var stride: Int

    public init(
      _ kernel: Int, _ expanded: Int, _ channels: Int, _ squeezes: Bool, _ activation: Activation,
      _ stride: Int
    ) {
      self.kernel = kernel
      self.expanded = expanded
      self.channels = channels
      self.squeezes = squeezes
      self.activation = activation
      self.stride = stride
    }
  }

  /// The two networks.
  public enum Variant: String, Hashable, Sendable, CaseIterable {
    /// Table 1.
    case large
    /// Table 2.
    case small

    /// The rows: kernel, expansion size, channels, squeeze-excite, function, stride.
    public var rows: [Row] {
      switch self {
      case .large:
        [
          Row(3, 16, 16, false, .relu, 1),
          Row(3, 64, 24, false, .relu, 2),
          Row(3, 72, 24, false, .relu, 1),
          Row(5, 72, 40, true, .relu, 2),
          Row(5, 120, 40, true, .relu, 1),
          Row(5, 120, 40, true, .relu, 1),
          Row(3, 240, 80, false, .hardSwish, 2),
          Row(3, 200, 80, false, .hardSwish, 1),
          Row(3, 184, 80, false, .hardSwish, 1),
          Row(3, 184, 80, false, .hardSwish, 1),
          Row(3, 480, 112, true, .hardSwish, 1),
          Row(3, 672, 112, true, .hardSwish, 1),
          Row(5, 672, 160, true, .hardSwish, 2),
          Row(5, 960, 160, true, .hardSwish, 1),
          Row(5, 960, 160, true, .hardSwish, 1),
        ]
      case .small:
        [
          Row(3, 16, 16, true, .relu, 2),
          Row(3, 72, 24, false, .relu, 2),
          Row(3, 88, 24, false, .relu, 1),
          Row(5, 96, 40, true, .hardSwish, 2),
          Row(5, 240, 40, true, .hardSwish, 1),
          Row(5, 240, 40, true, .hardSwish, 1),
          Row(5, 120, 48, true, .hardSwish, 1),
          Row(5, 144, 48, true, .hardSwish, 1),
          Row(5, 288, 96, true, .hardSwish, 2),
          Row(5, 576, 96, true, .hardSwish, 1),
          Row(5, 576, 96, true, .hardSwish, 1),
        ]
      }
    }

    /// The features between the two linear layers of the classifier.
    public var hidden: Int { self == .large ? 1280 : 1024 }
  }

  /// Which of the two networks.
  public var variant: Variant
  /// The width multiplier.
  public var width: Double
  /// The factor by which the maps are made smaller than the image. Blocks that would exceed it
  /// dilate their convolutions instead of striding: §6.4 of the paper.
  public var outputStride: Int
  /// The number of classes.
  public var classes: Int
  /// Whether the layers from the last stride on have half of their channels, as in detectors: Table
  /// 6.
  public var hasReducedTail = false

  public init(
    _ variant: Variant, width: Double = 1, outputStride: Int = 32, classes: Int = 1000
  ) {
    self.variant = variant
    self.width = width
    self.outputStride = outputStride
    self.classes = classes
  }

  public var body: [Layer] {
    features().named("features")
    AdaptivePool.globalAverage.named("avgpool")
    Flatten()
    Sequential {
      Linear(scaled(variant.hidden / (hasReducedTail ? 2 : 1)))
      Activation.hardSwish
      Dropout()
      Linear(classes)
    }.named("classifier")
  }

  /// Returns all layers before the classifier.
  ///
  /// - Parameter keepsStages: whether the results of the rows that stride are kept under the labels
  ///   `C1`, `C2`, ….
  public func features(keepsStages: Bool = false) -> Sequential {
    Sequential {
      stem
      layers(keepsStages: keepsStages)
      last
    }
  }

  /// The first convolution.
  var stem: ConvNorm { ConvNorm(scaled(16), kernel: 3, stride: 2, activation: .hardSwish) }

  /// The last convolution of the features.
  var last: ConvNorm {
    .pointwise(6 * scaled(rows.last?.channels ?? 0), activation: .hardSwish)
  }

  /// The rows of the table; those of a reduced tail are narrower.
  private var rows: [Row] {
    var rows = variant.rows
    guard hasReducedTail, let tail = rows.lastIndex(where: { $0.stride > 1 }) else { return rows }
    for index in tail..<rows.count {
      rows[index].channels /= 2
      // The tail's first block expands channels from before the tail, which are not halved.
      if index > tail { rows[index].expanded /= 2 }
    }
    return rows
  }

  /// A block for each row.
  var blocks: [InvertedResidual] {
    var input = scaled(16)
    // The first convolution has a stride of two.
    var (stride, dilation) = (2, 1)
    return rows.map { row in
      if stride * row.stride > outputStride {
        dilation *= row.stride
      } else {
        stride *= row.stride
      }
      let expanded = scaled(row.expanded)
      let block = InvertedResidual(
        input: input, scaled(row.channels), expanded: expanded, kernel: row.kernel,
        stride: row.stride, dilation: dilation,
        squeeze: row.squeezes ? squeeze(of: expanded) : nil, activation: row.activation)
      input = scaled(row.channels)
      return block
    }
  }

  private func layers(keepsStages: Bool) -> [Layer] {
    var stages = 0
    return blocks.flatMap { block in
      guard keepsStages, block.stride > 1 else { return [block.layer] }
      stages += 1
      return [block.layer, Keep(Label("C\(stages)")).layer]
    }
  }

  private func squeeze(of expanded: Int) -> InvertedResidual.Squeeze {
    InvertedResidual.Squeeze(
      roundedChannels(Double(expanded / 4)), activation: .relu, gate: .hardSigmoid)
  }

  private func scaled(_ channels: Int) -> Int {
    roundedChannels(Double(channels) * width)
  }
}

extension ZooEntry {
  static let mobileNetV3s =
    MobileNetV3.Variant.allCases.map { variant in
      ZooEntry(
        "torchvision/mobilenet_v3_\(variant.rawValue)", family: "MobileNetV3",
        citation: "torchvision/models/mobilenetv3.py; Howard et al. 2019, Tables 1 and 2",
        keys: [.classes, .width]
      ) { options in
        MobileNetV3(variant, width: options.width ?? 1, classes: options.classes ?? 1000).body
      }
    }
    + MobileNetV3.Variant.allCases.map { variant in
      // Keras scales widths by another rule, so only the full width is the same network.
      ZooEntry(
        "keras/mobilenet_v3_\(variant.rawValue)", family: "MobileNetV3",
        citation: "keras/src/applications/mobilenet_v3.py; Howard et al. 2019, Tables 1 and 2",
        keys: [.classes]
      ) { options in
        [FixedScale.rescaling.layer]
          + MobileNetV3(variant, classes: options.classes ?? 1000).body
      }
    }
}
