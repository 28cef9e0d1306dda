public import ConvCostCore

/// DenseNet for ImageNet: four dense blocks and three transitions that halve the channels.
///
/// Huang et al., "Densely Connected Convolutional Networks", 2016, Table 1; the paths are those of
/// torchvision/models/densenet.py.
public struct DenseNet: Block {
  /// The number of layers in each block.
  public var depths: [Int]
  /// The channels that each layer adds, the paper's k; the stem has 2k.
  public var growth: Int
  /// The number of classes.
  public var classes: Int

  public init(depths: [Int], growth: Int, classes: Int = 1000) {
    self.depths = depths
    self.growth = growth
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      Convolution(2 * growth, kernel: 7, stride: 2, padding: 3, bias: false).named("conv0")
      BatchNorm().named("norm0")
      Activation.relu.named("relu0")
      Pool.max(3, stride: 2, padding: 1).named("pool0")
      for (block, depth) in depths.enumerated() {
        DenseBlock(depth: depth, growth: growth).named("denseblock\(block + 1)")
        if block < depths.count - 1 {
          Transition(channels(before: block + 1)).named("transition\(block + 1)")
        }
      }
      BatchNorm().named("norm\(depths.count + 1)")
    }.named("features")
    Activation.relu.written(as: .function)
    AdaptivePool.globalAverage.written(as: .function)
    Flatten()
    Linear(classes).named("classifier")
  }

  /// Returns the channels that enter the block with the given number, counted from zero.
  private func channels(before block: Int) -> Int {
    depths.prefix(block).reduce(2 * growth) { ($0 + $1 * growth) / 2 }
  }
}

extension ZooEntry {
  static let denseNets = [
    denseNet("torchvision", 121, [6, 12, 24, 16], growth: 32),
    denseNet("torchvision", 161, [6, 12, 36, 24], growth: 48),
    denseNet("torchvision", 169, [6, 12, 32, 32], growth: 32),
    denseNet("torchvision", 201, [6, 12, 48, 32], growth: 32),
    denseNet("keras", 121, [6, 12, 24, 16], growth: 32),
    denseNet("keras", 169, [6, 12, 32, 32], growth: 32),
    denseNet("keras", 201, [6, 12, 48, 32], growth: 32),
    denseNet("paper", 264, [6, 12, 64, 48], growth: 32),
  ]

  private static func denseNet(
    _ source: String, _ depth: Int, _ depths: [Int], growth: Int
  ) -> ZooEntry {
    let paper = "Huang et al. 2016, Table 1"
    let file =
      switch source {
      case "torchvision": "torchvision/models/densenet.py; "
      case "keras": "keras/src/applications/densenet.py; "
      default: ""
      }
    return ZooEntry(
      "\(source)/densenet\(depth)", family: "DenseNet",
      citation: file + paper,
      keys: [.classes, .growth]
    ) { options in
      DenseNet(
        depths: depths, growth: options.growth ?? growth, classes: options.classes ?? 1000
      ).body
    }
  }
}

extension OptionKey {
  /// The channels that a dense layer adds.
  public static let growth = OptionKey(
    "growth", "Channels that a dense layer adds.", .count(from: 1))
}

extension NetworkOptions {
  /// The channels that a dense layer adds.
  public var growth: Int? {
    get { self[.growth] }
    set { self[.growth] = newValue }
  }
}
