public import ConvCostCore

/// GoogLeNet, Inception-v1: nine inception modules, and two auxiliary classifiers for training.
///
/// Szegedy et al., "Going Deeper with Convolutions", 2014, Table 1; layer by layer as BVLC/caffe
/// models/bvlc_googlenet. The paths are those of torchvision/models/googlenet.py, whose network
/// differs: normalisations in place of biases, 3×3 in place of 5×5, a 2×2 fourth pool.
public struct GoogLeNet: Block {
  /// The published definitions.
  public enum Edition: Hashable, Sendable {
    /// The paper's, as trained with Caffe.
    case paper
    /// The paper's with normalisations in place of biases and of the local response norms.
    case normalized
    /// torchvision's, which equals TF-slim's.
    case torchvision
  }

  /// The definition that the layers follow.
  public var edition: Edition
  /// The form of the first convolution; the paper's Table 1 prints the counts of the separable one.
  public var stem: Stem
  /// The number of classes.
  public var classes: Int
  /// Whether the two auxiliary classifiers are included.
  public var hasAuxiliaryHeads: Bool

  public init(
    _ edition: Edition, stem: Stem = .full, classes: Int = 1000, hasAuxiliaryHeads: Bool = false
  ) {
    self.edition = edition
    self.stem = stem
    self.classes = classes
    self.hasAuxiliaryHeads = hasAuxiliaryHeads
  }

  public var body: [Layer] {
    stem.layers(norm: norm)
    Pool.max(3, stride: 2, rounding: .ceil).named("maxpool1")
    if edition == .paper { LocalResponseNorm(size: 5).named("norm1") }
    conv(64, kernel: 1).named("conv2")
    conv(192, kernel: 3, padding: 1).named("conv3")
    if edition == .paper { LocalResponseNorm(size: 5).named("norm2") }
    Pool.max(3, stride: 2, rounding: .ceil).named("maxpool2")

    // The columns: 1×1, 3×3 reduce, 3×3, 5×5 reduce, 5×5, pool projection.
    module("3a", 64, 96, 128, 16, 32, 32)
    module("3b", 128, 128, 192, 32, 96, 64)
    Pool.max(3, stride: 2, rounding: .ceil).named("maxpool3")
    module("4a", 192, 96, 208, 16, 48, 64)
    if hasAuxiliaryHeads { Auxiliary { auxiliaryHead.named("aux1") } }
    module("4b", 160, 112, 224, 24, 64, 64)
    module("4c", 128, 128, 256, 24, 64, 64)
    module("4d", 112, 144, 288, 32, 64, 64)
    if hasAuxiliaryHeads { Auxiliary { auxiliaryHead.named("aux2") } }
    module("4e", 256, 160, 320, 32, 128, 128)
    Pool.max(edition == .torchvision ? 2 : 3, stride: 2, rounding: .ceil).named("maxpool4")
    module("5a", 256, 160, 320, 32, 128, 128)
    module("5b", 384, 192, 384, 48, 128, 128)

    AdaptivePool.globalAverage.named("avgpool")
    Flatten()
    Dropout().named("dropout")
    Linear(classes).named("fc")
  }

  private var norm: BatchNorm? { edition == .paper ? nil : BatchNorm() }

  private func conv(_ channels: Int, kernel: Extent, padding: Padding = 0) -> NamedConv {
    NamedConv(channels, kernel: kernel, padding: padding, norm: norm)
  }

  private func module(
    _ name: String, _ one: Int, _ threeReduce: Int, _ three: Int, _ fiveReduce: Int, _ five: Int,
    _ pool: Int
  ) -> Layer {
    var module = InceptionModule(one, threeReduce, three, fiveReduce, five, pool)
    module.fiveKernel = edition == .torchvision ? 3 : 5
    module.norm = norm
    return module.named("inception\(name)")
  }

  private var auxiliaryHead: AuxiliaryHead {
    switch edition {
    case .paper, .normalized:
      AuxiliaryHead(classes: classes, norm: norm)
    case .torchvision:
      AuxiliaryHead(
        classes: classes, pool: AdaptivePool(.average, to: 4).written(as: .function), norm: norm)
    }
  }
}

/// The first convolution of GoogLeNet and BN-Inception, 7×7 with stride 2 to 64 channels.
public enum Stem: String, Hashable, Sendable, CaseIterable {
  /// One convolution, as in the Caffe models.
  case full
  /// A depthwise convolution with multiplier 8 and a 1×1, as in the tables of both papers.
  case separable

  /// Returns the layers; a norm takes the place of the biases.
  func layers(norm: BatchNorm?) -> [Layer] {
    switch self {
    case .full:
      return [NamedConv(64, kernel: 7, stride: 2, padding: 3, norm: norm).named("conv1")]
    case .separable:
      return [
        Convolution.depthwise(kernel: 7, stride: 2, padding: 3, multiplier: 8, bias: false)
          .named("conv1_depthwise"),
        NamedConv(64, kernel: 1, norm: norm).named("conv1"),
      ]
    }
  }
}

extension ZooEntry {
  static let googLeNets = [
    googLeNet(
      "torchvision/googlenet", .torchvision,
      citation: "torchvision/models/googlenet.py; Szegedy et al. 2014"),
    googLeNet(
      "paper/googlenet", .paper,
      citation: "Szegedy et al. 2014, Table 1; BVLC/caffe models/bvlc_googlenet"),
    googLeNet(
      "paper/googlenet_bn", .normalized,
      citation: "Szegedy et al. 2014, Table 1, with batch norms as Ioffe and Szegedy 2015 add "
        + "them"),
  ]

  private static func googLeNet(
    _ name: String, _ edition: GoogLeNet.Edition, citation: String
  ) -> ZooEntry {
    ZooEntry(name, family: "GoogLeNet", citation: citation, keys: [.classes, .aux, .stem]) {
      options in
      GoogLeNet(
        edition, stem: options.stem ?? .full, classes: options.classes ?? 1000,
        hasAuxiliaryHeads: options.aux ?? false
      ).body
    }
  }
}

extension OptionKey {
  /// The form of the first convolution.
  public static let stem = OptionKey(
    "stem", "Form of the first convolution of GoogLeNet and BN-Inception.", .choice(Stem.self))
}

extension NetworkOptions {
  /// The form of the first convolution.
  public var stem: Stem? {
    get { self[.stem] }
    set { self[.stem] = newValue }
  }
}

extension Stem: OptionConvertible {}
