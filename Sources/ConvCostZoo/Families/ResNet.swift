public import ConvCostCore

/// ResNet for ImageNet: a 7×7 stem and four stages of residual blocks.
///
/// He et al., "Deep Residual Learning for Image Recognition", 2015, Table 1; the paths are those of
/// torchvision/models/resnet.py. torchvision puts the stride of a bottleneck into its 3×3
/// convolution, the paper into the first 1×1: the MACs differ, the parameters do not.
public struct ResNet: Block {
  /// The block that the stages repeat.
  public enum Unit: Hashable, Sendable {
    /// Two 3×3 convolutions.
    case basic
    /// 1×1, 3×3 and 1×1, with the stride in the given place.
    case bottleneck(Bottleneck.StridePlacement)
  }

  /// The number of blocks in each stage.
  public var depths: [Int]
  /// The block.
  public var unit: Unit
  /// What happens where a block's input and output differ in shape.
  public var shortcut: ShortcutOption = .b
  /// The number of classes.
  public var classes = 1000

  /// Creates a network.
  public init(
    depths: [Int], unit: Unit, shortcut: ShortcutOption = .b, classes: Int = 1000
  ) {
    self.depths = depths
    self.unit = unit
    self.shortcut = shortcut
    self.classes = classes
  }

  public var body: [Layer] {
    Conv2d(64, kernel: 7, stride: 2, padding: 3, bias: false).named("conv1")
    BatchNorm().named("bn1")
    Activation.relu.named("relu")
    Pool.max(3, stride: 2, padding: 1).named("maxpool")
    for (stage, depth) in depths.enumerated() {
      Sequential {
        for index in 0..<depth {
          block(width: 64 << stage, stride: stage > 0 && index == 0 ? 2 : 1)
        }
      }.named("layer\(stage + 1)")
    }
    AdaptivePool.globalAverage.named("avgpool")
    Flatten()
    Linear(classes).named("fc")
  }

  private func block(width: Int, stride: Int) -> Layer {
    switch unit {
    case .basic:
      BasicBlock(width: width, stride: stride, shortcut: shortcut).layer
    case .bottleneck(let placement):
      Bottleneck(width: width, stride: stride, placement: placement, shortcut: shortcut).layer
    }
  }
}

extension ZooEntry {
  static let resNets: [ZooEntry] = ["torchvision", "paper"].flatMap { source in
    let placement: Bottleneck.StridePlacement = source == "paper" ? .first1x1 : .middle3x3
    let citation =
      source == "paper"
      ? "He et al. 2015, Table 1; stride in the first 1×1"
      : "torchvision/models/resnet.py; He et al. 2015, stride in the 3×3"

    func entry(_ depth: Int, _ depths: [Int], _ keys: [OptionKey]) -> ZooEntry {
      ZooEntry(
        "\(source)/resnet\(depth)", family: "ResNet", citation: citation,
        keys: [.classes, .shortcut] + keys
      ) { options in
        ResNet(
          depths: depths,
          unit: keys.isEmpty ? .basic : .bottleneck(options.stride ?? placement),
          shortcut: options.shortcut ?? .b, classes: options.classes ?? 1000
        ).body
      }
    }
    return [
      entry(18, [2, 2, 2, 2], []),
      entry(34, [3, 4, 6, 3], []),
      entry(50, [3, 4, 6, 3], [.stride]),
      entry(101, [3, 4, 23, 3], [.stride]),
      entry(152, [3, 8, 36, 3], [.stride]),
    ]
  }
}
