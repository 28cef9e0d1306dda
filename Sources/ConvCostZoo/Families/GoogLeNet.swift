public import ConvCostCore

/// GoogLeNet, Inception-v1: nine inception modules, and two classifiers on the way for training.
///
/// Szegedy et al., "Going Deeper with Convolutions", 2014, Table 1; layer by layer as BVLC/caffe
/// models/bvlc_googlenet. The paths are those of torchvision/models/googlenet.py, whose network
/// differs: normalisations in place of biases, 3×3 in place of 5×5, a 2×2 fourth pool.
public struct GoogLeNet: Block {
  /// Whose definition it is.
  public enum Edition: Hashable, Sendable {
    /// The paper's, as trained with Caffe.
    case paper
    /// torchvision's, which is TF-slim's too.
    case torchvision
  }

  /// Whose definition it is.
  public var edition: Edition
  /// The number of classes.
  public var classes = 1000
  /// Whether the two classifiers on the way are counted.
  public var hasAuxiliaryHeads = false

  /// Creates a network.
  public init(_ edition: Edition, classes: Int = 1000, hasAuxiliaryHeads: Bool = false) {
    self.edition = edition
    self.classes = classes
    self.hasAuxiliaryHeads = hasAuxiliaryHeads
  }

  public var body: [Layer] {
    conv(64, kernel: 7, stride: 2, padding: 3).named("conv1")
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
    Pool.max(edition == .paper ? 3 : 2, stride: 2, rounding: .ceil).named("maxpool4")
    module("5a", 256, 160, 320, 32, 128, 128)
    module("5b", 384, 192, 384, 48, 128, 128)

    AdaptivePool.globalAverage.named("avgpool")
    Flatten()
    Dropout().named("dropout")
    Linear(classes).named("fc")
  }

  private func conv(
    _ channels: Int, kernel: Size, stride: Size = 1, padding: Padding = 0
  ) -> NamedConv {
    NamedConv(
      channels, kernel: kernel, stride: stride, padding: padding,
      isNormalized: edition == .torchvision)
  }

  private func module(
    _ name: String, _ one: Int, _ threeReduce: Int, _ three: Int, _ fiveReduce: Int, _ five: Int,
    _ pool: Int
  ) -> Layer {
    var module = InceptionModule(one, threeReduce, three, fiveReduce, five, pool)
    module.fiveKernel = edition == .paper ? 5 : 3
    module.isNormalized = edition == .torchvision
    return module.named("inception\(name)")
  }

  private var auxiliaryHead: AuxiliaryHead {
    switch edition {
    case .paper:
      AuxiliaryHead(classes: classes)
    case .torchvision:
      AuxiliaryHead(classes: classes, pool: AdaptivePool(.average, to: 4), isNormalized: true)
    }
  }
}

extension ZooEntry {
  static let googLeNets = [
    ZooEntry(
      "torchvision/googlenet", family: "GoogLeNet",
      citation: "torchvision/models/googlenet.py; Szegedy et al. 2014", keys: [.classes, .aux]
    ) { options in
      GoogLeNet(
        .torchvision, classes: options.classes ?? 1000, hasAuxiliaryHeads: options.aux ?? false
      ).body
    },
    ZooEntry(
      "paper/googlenet", family: "GoogLeNet",
      citation: "Szegedy et al. 2014, Table 1; BVLC/caffe models/bvlc_googlenet",
      keys: [.classes, .aux]
    ) { options in
      GoogLeNet(.paper, classes: options.classes ?? 1000, hasAuxiliaryHeads: options.aux ?? false)
        .body
    },
  ]
}
