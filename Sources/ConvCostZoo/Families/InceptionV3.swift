public import ConvCostCore

/// Inception-v3 as released: factorised convolutions at three grid sizes.
///
/// Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", 2015; the paper's
/// Table 1 does not state the widths, so the definition is that of torchvision/models/inception.py,
/// which is the released graph.
public struct InceptionV3: Block {
  /// The number of classes.
  public var classes = 1000
  /// Whether the classifier on the way is counted.
  public var hasAuxiliaryHead = false

  /// Creates a network.
  public init(classes: Int = 1000, hasAuxiliaryHead: Bool = false) {
    self.classes = classes
    self.hasAuxiliaryHead = hasAuxiliaryHead
  }

  public var body: [Layer] {
    NamedConv(32, kernel: 3, stride: 2).named("Conv2d_1a_3x3")
    NamedConv(32, kernel: 3).named("Conv2d_2a_3x3")
    NamedConv(64, kernel: 3, padding: 1).named("Conv2d_2b_3x3")
    Pool.max(3, stride: 2).named("maxpool1")
    NamedConv(80, kernel: 1).named("Conv2d_3b_1x1")
    NamedConv(192, kernel: 3).named("Conv2d_4a_3x3")
    Pool.max(3, stride: 2).named("maxpool2")

    InceptionV3Module.a(pool: 32).named("Mixed_5b")
    InceptionV3Module.a(pool: 64).named("Mixed_5c")
    InceptionV3Module.a(pool: 64).named("Mixed_5d")
    InceptionV3Module.b.named("Mixed_6a")
    InceptionV3Module.c(channels: 128).named("Mixed_6b")
    InceptionV3Module.c(channels: 160).named("Mixed_6c")
    InceptionV3Module.c(channels: 160).named("Mixed_6d")
    InceptionV3Module.c(channels: 192).named("Mixed_6e")
    if hasAuxiliaryHead { Auxiliary { Head(classes: classes).named("AuxLogits") } }
    InceptionV3Module.d.named("Mixed_7a")
    InceptionV3Module.e.named("Mixed_7b")
    InceptionV3Module.e.named("Mixed_7c")

    AdaptivePool.globalAverage.named("avgpool")
    Dropout().named("dropout")
    Flatten()
    Linear(classes).named("fc")
  }

  /// The classifier on the 17×17 grid.
  private struct Head: Block {
    static let typeName = "AuxiliaryHead"

    var classes: Int

    var body: [Layer] {
      Pool.average(5, stride: 3)
      NamedConv(128, kernel: 1).named("conv0")
      NamedConv(768, kernel: 5).named("conv1")
      AdaptivePool.globalAverage
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
    }
  ]
}
