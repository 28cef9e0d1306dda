public import ConvCostCore

/// ConvNeXt: residual blocks of a 7×7 depthwise convolution and two linear layers at each position.
///
/// Liu et al., "A ConvNet for the 2020s", 2022, Table 9; the paths are those of
/// torchvision/models/convnext.py.
public struct ConvNeXt: Block {
  /// The published networks.
  public enum Variant: String, Hashable, Sendable, CaseIterable {
    /// ConvNeXt-T.
    case tiny
    /// ConvNeXt-S.
    case small
    /// ConvNeXt-B.
    case base
    /// ConvNeXt-L.
    case large
    /// ConvNeXt-XL.
    case xlarge

    /// The channels of the four stages.
    public var widths: [Int] {
      switch self {
      case .tiny, .small: [96, 192, 384, 768]
      case .base: [128, 256, 512, 1024]
      case .large: [192, 384, 768, 1536]
      case .xlarge: [256, 512, 1024, 2048]
      }
    }

    /// The blocks of the four stages.
    public var depths: [Int] { self == .tiny ? [3, 3, 9, 3] : [3, 3, 27, 3] }
  }

  /// Which of the networks.
  public var variant: Variant
  /// The number of classes.
  public var classes: Int

  /// How the source writes the depthwise convolutions: Keras as grouped ones, which are compiled
  /// separately.
  public var depthwiseForm: SourceForm
  /// Whether training skips blocks for random samples; Keras' networks do so only on request.
  public var stochasticDepth: Bool

  public init(
    _ variant: Variant, classes: Int = 1000, depthwiseForm: SourceForm = .module,
    stochasticDepth: Bool = true
  ) {
    self.variant = variant
    self.classes = classes
    self.depthwiseForm = depthwiseForm
    self.stochasticDepth = stochasticDepth
  }

  public var body: [Layer] {
    Sequential {
      for (stage, (width, depth)) in zip(variant.widths, variant.depths).enumerated() {
        Sequential {
          if stage == 0 {
            Convolution(width, kernel: 4, stride: 4)
            LayerNorm().written(as: .customModule)
          } else {
            LayerNorm().written(as: .customModule)
            Convolution(width, kernel: 2, stride: 2)
          }
        }
        Sequential {
          for index in 0..<max(0, depth) {
            // The probability starts at zero: the first block has no such layer.
            Unit(
              width: width, depthwiseForm: depthwiseForm,
              stochasticDepth: stochasticDepth && (stage, index) != (0, 0))
          }
        }
      }
    }.named("features")
    AdaptivePool.globalAverage.named("avgpool")
    Sequential {
      LayerNorm().written(as: .customModule)
      Flatten()
      Linear(classes)
    }.named("classifier")
  }

  /// The block of the paper's Figure 4.
  public struct Unit: Block {
    public static let typeName = "CNBlock"

    /// The channels.
    public var width: Int

    /// How the source writes the depthwise convolution.
    public var depthwiseForm: SourceForm

    /// Whether training skips the block for random samples.
    public var stochasticDepth: Bool

    public init(
      width: Int, depthwiseForm: SourceForm = .module, stochasticDepth: Bool = true
    ) {
      self.width = width
      self.depthwiseForm = depthwiseForm
      self.stochasticDepth = stochasticDepth
    }

    public var body: [Layer] {
      Residual {
        Sequential {
          Convolution.depthwise(kernel: 7, padding: 3).written(as: depthwiseForm)
          Permute.channelsLast
          LayerNorm()
          Linear(4 * width)
          Activation.gelu
          Linear(width)
          Permute.channelsFirst
        }.named("block")
        ChannelScale().named("layer_scale")
        if stochasticDepth { StochasticDepth().named("stochastic_depth") }
      }
    }
  }
}

extension ZooEntry {
  static let convNeXts: [ZooEntry] =
    [ConvNeXt.Variant.tiny, .small, .base, .large].map {
      convNeXt("torchvision", $0, "torchvision/models/convnext.py")
    }
    + ConvNeXt.Variant.allCases.map {
      convNeXt("keras", $0, "keras/src/applications/convnext.py")
    }

  private static func convNeXt(
    _ source: String, _ variant: ConvNeXt.Variant, _ file: String
  ) -> ZooEntry {
    ZooEntry(
      "\(source)/convnext_\(variant.rawValue)", family: "ConvNeXt",
      citation: "\(file); Liu et al. 2022, Table 9", keys: [.classes]
    ) { options in
      let isKeras = source == "keras"
      let network = ConvNeXt(
        variant, classes: options.classes ?? 1000, depthwiseForm: isKeras ? .function : .module,
        stochasticDepth: !isKeras)
      return (isKeras ? [FixedScale.normalization.layer] : []) + network.body
    }
  }
}
