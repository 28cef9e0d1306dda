public import ConvCostCore

/// VGG: stacks of small convolutions between five max pools, then three linear layers.
///
/// Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
/// 2014, Table 1; the paths are those of torchvision/models/vgg.py.
public struct VGG: Block {
  /// A column of the paper's Table 1.
  public enum Configuration: String, Hashable, Sendable, CaseIterable {
    /// Eleven weight layers.
    case a = "A"
    /// Thirteen weight layers.
    case b = "B"
    /// Sixteen weight layers, three of them 1×1.
    case c = "C"
    /// Sixteen weight layers.
    case d = "D"
    /// Nineteen weight layers.
    case e = "E"

    /// The kernels of the convolutions in each of the five stages.
    public var kernels: [[Int]] {
      switch self {
      case .a: [[3], [3], [3, 3], [3, 3], [3, 3]]
      case .b: [[3, 3], [3, 3], [3, 3], [3, 3], [3, 3]]
      case .c: [[3, 3], [3, 3], [3, 3, 1], [3, 3, 1], [3, 3, 1]]
      case .d: [[3, 3], [3, 3], [3, 3, 3], [3, 3, 3], [3, 3, 3]]
      case .e: [[3, 3], [3, 3], [3, 3, 3, 3], [3, 3, 3, 3], [3, 3, 3, 3]]
      }
    }
  }

  /// The channels of the five stages.
  public static let channels = [64, 128, 256, 512, 512]

  /// The column of the table.
  public var configuration: Configuration
  /// The number of classes.
  public var classes: Int
  /// Whether each convolution is followed by a normalisation; the convolution keeps its bias.
  public var isNormalized: Bool
  /// Whether a local response norm follows the first convolution, as in column A-LRN.
  public var hasResponseNorm: Bool
  /// Whether a pool to 7×7 adapts any input to the linear layers, as in torchvision.
  public var adaptsInput: Bool

  public init(
    _ configuration: Configuration, classes: Int = 1000, isNormalized: Bool = false,
    hasResponseNorm: Bool = false, adaptsInput: Bool = true
  ) {
    self.configuration = configuration
    self.classes = classes
    self.isNormalized = isNormalized
    self.hasResponseNorm = hasResponseNorm
    self.adaptsInput = adaptsInput
  }

  public var body: [Layer] {
    Sequential { features }.named("features")
    if adaptsInput { AdaptivePool(.average, to: 7).named("avgpool") }
    Flatten()
    Sequential {
      Linear(4096)
      Activation.relu
      Dropout()
      Linear(4096)
      Activation.relu
      Dropout()
      Linear(classes)
    }.named("classifier")
  }

  /// The convolutions and pools.
  @LayerBuilder var features: [Layer] {
    for (stage, (channels, kernels)) in zip(Self.channels, configuration.kernels).enumerated() {
      for kernel in kernels {
        Convolution(channels, kernel: kernel, padding: .half)
        if isNormalized { BatchNorm() }
        Activation.relu
      }
      if stage == 0, hasResponseNorm { LocalResponseNorm(size: 5) }
      Pool.max(2)
    }
  }
}

extension ZooEntry {
  static let vggs: [ZooEntry] =
    [(11, VGG.Configuration.a), (13, .b), (16, .d), (19, .e)].flatMap { depth, configuration in
      [false, true].map { isNormalized in
        ZooEntry(
          "torchvision/vgg\(depth)\(isNormalized ? "_bn" : "")", family: "VGG",
          citation: "torchvision/models/vgg.py; Simonyan and Zisserman 2014, Table 1",
          keys: [.classes, .batchnorm]
        ) { options in
          VGG(
            configuration, classes: options.classes ?? 1000,
            isNormalized: options.batchnorm ?? isNormalized
          ).body
        }
      }
    }
    + VGG.Configuration.allCases.map { configuration in
      ZooEntry(
        "paper/vgg_\(configuration.rawValue.lowercased())", family: "VGG",
        citation: "Simonyan and Zisserman 2014, Table 1, column \(configuration.rawValue)",
        keys: [.classes, .batchnorm]
      ) { options in
        VGG(
          configuration, classes: options.classes ?? 1000,
          isNormalized: options.batchnorm ?? false, adaptsInput: false
        ).body
      }
    }
    + [(16, VGG.Configuration.d), (19, .e)].map { depth, configuration in
      ZooEntry(
        "keras/vgg\(depth)", family: "VGG",
        citation: "keras/src/applications/vgg\(depth).py; Simonyan and Zisserman 2014, Table 1",
        keys: [.classes]
      ) { options in
        VGG(configuration, classes: options.classes ?? 1000, adaptsInput: false).body
      }
    }
    + [
      ZooEntry(
        "paper/vgg_a_lrn", family: "VGG",
        citation: "Simonyan and Zisserman 2014, Table 1, column A-LRN", keys: [.classes]
      ) { options in
        VGG(.a, classes: options.classes ?? 1000, hasResponseNorm: true, adaptsInput: false).body
      }
    ]
}

extension OptionKey {
  /// Whether convolutions are followed by normalisations.
  public static let batchnorm = OptionKey(
    "batchnorm", "Follow every convolution with a normalisation.", .flag)
}

extension NetworkOptions {
  /// Whether convolutions are followed by normalisations.
  public var batchnorm: Bool? {
    get { self[.batchnorm] }
    set { self[.batchnorm] = newValue }
  }
}
