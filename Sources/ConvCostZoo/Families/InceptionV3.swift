public import ConvCostCore

/// Inception-v3 as released: factorised convolutions at three grid sizes.
///
/// Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", 2015; the paper's
/// Table 1 does not state the widths, so the definition is that of torchvision/models/inception.py,
/// which is the released graph.
public struct InceptionV3: Block {
  /// How the stem keeps the 35×35 grid for a smaller input: the paper's §9.
  public enum Receptor: Hashable, Sendable {
    /// 299: the first convolution has stride 2, and a pool follows the third.
    case full
    /// 151: the first convolution has stride 1.
    case half
    /// 79: the first convolution has stride 1, and there is no first pool.
    case quarter
  }

  /// The number of classes.
  public var classes: Int
  /// Whether the auxiliary classifier is included.
  public var hasAuxiliaryHead: Bool
  /// The normalisation after every convolution: Keras' has no scale.
  public var norm: BatchNorm
  /// The stem's form.
  public var receptor: Receptor

  public init(
    classes: Int = 1000, hasAuxiliaryHead: Bool = false, norm: BatchNorm = BatchNorm(),
    receptor: Receptor = .full
  ) {
    self.classes = classes
    self.hasAuxiliaryHead = hasAuxiliaryHead
    self.norm = norm
    self.receptor = receptor
  }

  public var body: [Layer] {
    conv(32, kernel: 3, stride: receptor == .full ? 2 : 1).named("Conv2d_1a_3x3")
    conv(32, kernel: 3).named("Conv2d_2a_3x3")
    conv(64, kernel: 3, padding: 1).named("Conv2d_2b_3x3")
    if receptor != .quarter { Pool.max(3, stride: 2).named("maxpool1") }
    conv(80, kernel: 1).named("Conv2d_3b_1x1")
    conv(192, kernel: 3).named("Conv2d_4a_3x3")
    Pool.max(3, stride: 2).named("maxpool2")

    module(.a(pool: 32)).named("Mixed_5b")
    module(.a(pool: 64)).named("Mixed_5c")
    module(.a(pool: 64)).named("Mixed_5d")
    module(.b).named("Mixed_6a")
    module(.c(channels: 128)).named("Mixed_6b")
    module(.c(channels: 160)).named("Mixed_6c")
    module(.c(channels: 160)).named("Mixed_6d")
    module(.c(channels: 192)).named("Mixed_6e")
    if hasAuxiliaryHead { Auxiliary { Head(classes: classes).named("AuxLogits") } }
    module(.d).named("Mixed_7a")
    module(.e).named("Mixed_7b")
    module(.e).named("Mixed_7c")

    AdaptivePool.globalAverage.named("avgpool")
    Dropout().named("dropout")
    Flatten()
    Linear(classes).named("fc")
  }

  private func conv(
    _ channels: Int, kernel: Extent, stride: Extent = 1, padding: Padding = 0
  ) -> NamedConv {
    NamedConv(channels, kernel: kernel, stride: stride, padding: padding, norm: norm)
  }

  private func module(_ kind: InceptionV3Module.Kind) -> InceptionV3Module {
    InceptionV3Module(kind, norm: norm)
  }

  /// The auxiliary classifier on the 17×17 grid.
  private struct Head: Block {
    static let typeName = "AuxiliaryHead"

    var classes: Int

    var body: [Layer] {
      Pool.average(5, stride: 3).written(as: .function)
      NamedConv(128, kernel: 1).named("conv0")
      NamedConv(768, kernel: 5).named("conv1")
      AdaptivePool.globalAverage.written(as: .function)
      Flatten()
      Linear(classes).named("fc")
    }
  }
}

extension ZooEntry {
  static let inceptionV3s = [
    ZooEntry(
      "torchvision/inception_v3", family: "Inception-v3",
      citation: "torchvision/models/inception.py; Szegedy et al. 2015",
      input: 299, keys: [.classes, .aux]
    ) { options in
      InceptionV3(classes: options.classes ?? 1000, hasAuxiliaryHead: options.aux ?? false).body
    },
    inceptionV3(
      "paper/inception_v3_151", 151, .half,
      citation: "Szegedy et al. 2015, §9, on the released graph"),
    inceptionV3(
      "paper/inception_v3_79", 79, .quarter,
      citation: "Szegedy et al. 2015, §9, on the released graph"),
    inceptionV3(
      "keras/inception_v3", 299, .full, norm: BatchNorm(scale: false),
      citation: "keras/src/applications/inception_v3.py; Szegedy et al. 2015"),
    inceptionV3(
      "slim/inception_v3", 299, .full, norm: BatchNorm(scale: false), classes: 1001,
      citation: "tensorflow/models research/slim/nets/inception_v3.py; Szegedy et al. 2015"),
  ]

  private static func inceptionV3(
    _ name: String, _ input: Int, _ receptor: InceptionV3.Receptor,
    norm: BatchNorm = BatchNorm(), classes: Int = 1000, citation: String
  ) -> ZooEntry {
    ZooEntry(
      name, family: "Inception-v3", citation: citation, input: input, keys: [.classes]
    ) { options in
      InceptionV3(classes: options.classes ?? classes, norm: norm, receptor: receptor).body
    }
  }
}
