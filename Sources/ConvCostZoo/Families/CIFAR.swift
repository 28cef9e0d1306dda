public import ConvCostCore

/// ResNet for CIFAR: three stages of basic blocks at 32×32, 16×16 and 8×8.
///
/// He et al., "Deep Residual Learning", 2015, §4.2: 6n + 2 layers, shortcuts of option A.
public struct CIFARResNet: Block {
  /// The number of blocks in each stage, n.
  public var blocks: Int
  /// The shortcut of blocks that stride or change the channels.
  public var shortcut: ShortcutOption
  /// The number of classes.
  public var classes: Int

  public init(blocks: Int, shortcut: ShortcutOption = .a, classes: Int = 10) {
    self.blocks = blocks
    self.shortcut = shortcut
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(16, kernel: 3, padding: 1, bias: false).named("conv1")
    BatchNorm().named("bn1")
    Activation.relu
    for stage in 0..<3 {
      Sequential {
        for index in 0..<max(0, blocks) {
          BasicBlock(
            width: 16 << stage, stride: stage > 0 && index == 0 ? 2 : 1, shortcut: shortcut)
        }
      }.named("layer\(stage + 1)")
    }
    AdaptivePool.globalAverage
    Flatten()
    Linear(classes).named("fc")
  }
}

/// Residual networks for CIFAR that normalise before each convolution.
///
/// With bottlenecks: He et al., "Identity Mappings in Deep Residual Networks", 2016, 9n + 2 layers.
/// With wide basic blocks: Zagoruyko and Komodakis, "Wide Residual Networks", 2016, 6n + 4 layers.
public struct CIFARPreActivationNet: Block {
  /// The kinds of block that the stages repeat.
  public enum Unit: Hashable, Sendable {
    /// 1×1, 3×3, 1×1 to four times the channels.
    case bottleneck
    /// Two 3×3 convolutions with this multiple of the stage's channels.
    case wide(Int)
  }

  /// The block that the stages repeat.
  public var unit: Unit
  /// The number of blocks in each stage, n.
  public var blocks: Int
  /// The number of classes.
  public var classes: Int

  public init(_ unit: Unit, blocks: Int, classes: Int = 10) {
    self.unit = unit
    self.blocks = blocks
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(16, kernel: 3, padding: 1, bias: false).named("conv1")
    for stage in 0..<3 {
      Sequential {
        for index in 0..<max(0, blocks) {
          block(width: 16 << stage, stride: stage > 0 && index == 0 ? 2 : 1)
        }
      }.named("layer\(stage + 1)")
    }
    BatchNorm().named("bn")
    Activation.relu
    AdaptivePool.globalAverage
    Flatten()
    Linear(classes).named("fc")
  }

  private func block(width: Int, stride: Int) -> Layer {
    let channels: Int
    let layers: [Layer]
    switch unit {
    case .bottleneck:
      channels = 4 * width
      layers =
        preactivated(1, Convolution(width, kernel: 1, bias: false))
        + preactivated(
          2, Convolution(width, kernel: 3, stride: stride, padding: 1, bias: false))
        + preactivated(3, Convolution(channels, kernel: 1, bias: false))
    case .wide(let factor):
      channels = factor * width
      layers =
        preactivated(
          1, Convolution(channels, kernel: 3, stride: stride, padding: 1, bias: false))
        + preactivated(2, Convolution(channels, kernel: 3, padding: 1, bias: false))
    }
    let projection = Convolution(channels, kernel: 1, stride: stride, bias: false)
    return .scope(
      Layer.Scope(type: "PreActBlock"),
      [Residual(.projected(by: projection.named("shortcut"), stride: stride)) { layers }.layer])
  }

  @LayerBuilder private func preactivated(_ number: Int, _ convolution: Convolution) -> [Layer] {
    BatchNorm().named("bn\(number)")
    Activation.relu
    convolution.named("conv\(number)")
  }
}

/// ResNeXt-29 for CIFAR: three stages of three grouped bottlenecks.
///
/// Xie et al., "Aggregated Residual Transformations for Deep Neural Networks", 2016, §5.3.
public struct CIFARResNeXt: Block {
  /// The number of groups.
  public var groups: Int
  /// The channels of a group in the first stage.
  public var groupWidth: Int
  /// The number of classes.
  public var classes: Int

  public init(groups: Int, groupWidth: Int, classes: Int = 10) {
    self.groups = groups
    self.groupWidth = groupWidth
    self.classes = classes
  }

  public var body: [Layer] {
    ConvNorm(64, kernel: 3).named("conv1")
    for stage in 0..<3 {
      Sequential {
        for index in 0..<3 {
          Bottleneck(
            width: 64 << stage, inner: scaledWidth(groups, by: groupWidth << stage), groups: groups,
            stride: stage > 0 && index == 0 ? 2 : 1)
        }
      }.named("layer\(stage + 1)")
    }
    AdaptivePool.globalAverage
    Flatten()
    Linear(classes).named("fc")
  }
}

/// DenseNet for CIFAR: three equal dense blocks.
///
/// Huang et al., "Densely Connected Convolutional Networks", 2016, Table 2. The plain networks
/// begin with 16 channels; the BC networks have bottlenecks, halve in transitions and begin with
/// 2k.
public struct CIFARDenseNet: Block {
  /// The number of layers in the network's name.
  public var depth: Int
  /// The channels that each layer adds, k.
  public var growth: Int
  /// Whether there are bottlenecks and compression: DenseNet-BC.
  public var isBC: Bool
  /// The number of classes.
  public var classes: Int

  public init(depth: Int, growth: Int, isBC: Bool, classes: Int = 10) {
    self.depth = depth
    self.growth = growth
    self.isBC = isBC
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(initial, kernel: 3, padding: 1, bias: false).named("conv0")
    for block in 0..<3 {
      DenseBlock(depth: layers, growth: growth, bottleneck: isBC ? 4 : nil)
        .named("denseblock\(block + 1)")
      if block < 2 { Transition(channels(after: block)).named("transition\(block + 1)") }
    }
    BatchNorm().named("norm")
    Activation.relu
    AdaptivePool.globalAverage
    Flatten()
    Linear(classes).named("classifier")
  }

  private var initial: Int { isBC ? 2 * growth : 16 }

  /// The number of layers in a dense block.
  private var layers: Int { (depth - 4) / (isBC ? 6 : 3) }

  /// Returns the channels after the transition that follows a block.
  private func channels(after block: Int) -> Int {
    (0...block).reduce(initial) { channels, _ in
      (channels + layers * growth) / (isBC ? 2 : 1)
    }
  }
}

extension ZooEntry {
  static let cifarNetworks: [ZooEntry] =
    [20, 32, 44, 56, 110, 1202].map { depth in
      cifar(
        "paper/cifar_resnet\(depth)", family: "ResNet", "He et al. 2015, §4.2 and Table 6",
        keys: [.shortcut]
      ) { options in
        CIFARResNet(
          blocks: (depth - 2) / 6, shortcut: options.shortcut ?? .a,
          classes: options.classes ?? 10
        ).body
      }
    }
    + [164, 1001].map { depth in
      cifar("paper/cifar_preresnet\(depth)", family: "ResNet", "He et al. 2016, Table 3") {
        CIFARPreActivationNet(
          .bottleneck, blocks: (depth - 2) / 9, classes: $0.classes ?? 10
        ).body
      }
    }
    + [
      (40, 1), (40, 2), (40, 4), (40, 8), (28, 10), (28, 12), (22, 8), (22, 10), (16, 8), (16, 10),
    ].map { depth, width in
      cifar(
        "paper/cifar_wrn\(depth)_\(width)", family: "ResNet",
        "Zagoruyko and Komodakis 2016, Table 4"
      ) {
        CIFARPreActivationNet(
          .wide(width), blocks: (depth - 4) / 6, classes: $0.classes ?? 10
        ).body
      }
    }
    + [8, 16].map { groups in
      cifar(
        "paper/cifar_resnext29_\(groups)x64d", family: "ResNet", "Xie et al. 2016, Table 7"
      ) {
        CIFARResNeXt(groups: groups, groupWidth: 64, classes: $0.classes ?? 10).body
      }
    }
    + [
      (40, 12, false), (100, 12, false), (100, 24, false), (100, 12, true), (250, 24, true),
      (190, 40, true),
    ].map { depth, growth, isBC in
      cifar(
        "paper/cifar_densenet\(isBC ? "_bc" : "")\(depth)_k\(growth)", family: "DenseNet",
        "Huang et al. 2016, Table 2", keys: [.growth]
      ) {
        CIFARDenseNet(
          depth: depth, growth: $0.growth ?? growth, isBC: isBC, classes: $0.classes ?? 10
        ).body
      }
    }

  private static func cifar(
    _ name: String, family: String, _ citation: String, keys: [OptionKey] = [],
    layers: @escaping @Sendable (NetworkOptions) -> [Layer]
  ) -> ZooEntry {
    ZooEntry(
      name, family: family, citation: citation, input: 32, keys: [.classes] + keys,
      layers: layers)
  }
}
