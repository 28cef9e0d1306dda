public import ConvCostCore

/// ResNet for ImageNet: a 7×7 stem and four stages of residual blocks.
///
/// He et al., "Deep Residual Learning for Image Recognition", 2015, Table 1; the paths are those of
/// torchvision/models/resnet.py. torchvision puts the stride of a bottleneck into its 3×3
/// convolution, the paper into the first 1×1: the MACs differ, the parameters do not.
public struct ResNet: Block {
  /// The kinds of block that the stages repeat.
  public enum Unit: Hashable, Sendable {
    /// Two 3×3 convolutions.
    case basic
    /// 1×1, 3×3 and 1×1, with the stride in the given place.
    case bottleneck(Bottleneck.StridePlacement)
    /// A bottleneck with CBAM's attention before the sum; its perceptron reduces the channels by
    /// the factor.
    case attention(Bottleneck.StridePlacement, reduction: Int)
  }

  /// The number of blocks in each stage.
  public var depths: [Int]
  /// The block that the stages repeat.
  public var unit: Unit
  /// The shortcut of blocks that stride or change the channels; nil for a plain network without
  /// shortcuts.
  public var shortcut: ShortcutOption?
  /// The groups of the 3×3 in a bottleneck: ResNeXt's cardinality.
  public var groups: Int
  /// The channels of a group in the first stage; the plain ResNet has 64.
  public var groupWidth: Int
  /// The factor by which squeeze-excites reduce the channels; nil for networks without them.
  public var squeezeReduction: Int?
  /// The convolutions that have biases in addition to normalisations.
  public var biases: Biases
  /// The factor by which the maps are made smaller than the image; at least 4, the factor of the
  /// first stage. Stages that would exceed it dilate their convolutions instead of striding, if
  /// they are bottlenecks: Chen et al., "Rethinking Atrous Convolution", 2017.
  public var outputStride: Int
  /// The number of classes; nil for the stages alone, whose results are kept as `layer1` to
  /// `layer4`.
  public var classes: Int?

  /// Which convolutions have biases in addition to normalisations.
  public enum Biases: Hashable, Sendable {
    /// None, as in torchvision.
    case none
    /// The first, as in the authors' Caffe model of ResNet-50.
    case stem
    /// All, as in Keras.
    case all
  }

  public init(
    depths: [Int], unit: Unit, shortcut: ShortcutOption? = .b, groups: Int = 1,
    groupWidth: Int = 64, squeezeReduction: Int? = nil, biases: Biases = .none,
    outputStride: Int = 32, classes: Int? = 1000
  ) {
    self.depths = depths
    self.unit = unit
    self.shortcut = shortcut
    self.groups = groups
    self.groupWidth = groupWidth
    self.squeezeReduction = squeezeReduction
    self.biases = biases
    self.outputStride = outputStride
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(64, kernel: 7, stride: 2, padding: 3, bias: biases != .none).named("conv1")
    BatchNorm().named("bn1")
    Activation.relu.named("relu")
    Pool.max(3, stride: 2, padding: 1).named("maxpool")
    for (stage, depth) in depths.enumerated() {
      Sequential {
        for index in 0..<max(0, depth) {
          // A stage that dilates begins with the dilation of the one before.
          block(
            width: 64 << stage, stride: index == 0 ? stride(of: stage) : 1,
            dilation: dilation(of: index == 0 ? stage - 1 : stage),
            label: Label("layer\(stage + 1).\(index)"))
        }
      }.named("layer\(stage + 1)")
      if classes == nil { Keep(Label("layer\(stage + 1)")) }
    }
    if let classes {
      AdaptivePool.globalAverage.named("avgpool")
      Flatten()
      Linear(classes).named("fc")
    }
  }

  /// Without dilation, the maps of stage n are 4·2ⁿ times smaller than the image.
  private func stride(of stage: Int) -> Int { stage > 0 && 4 << stage <= outputStride ? 2 : 1 }

  private func dilation(of stage: Int) -> Int { max(1, (4 << stage) / max(1, outputStride)) }

  /// - Parameter label: the label of weights that are used twice inside the block.
  private func block(width: Int, stride: Int, dilation: Int, label: Label) -> Layer {
    switch unit {
    case .basic:
      BasicBlock(
        width: width, stride: stride, shortcut: shortcut,
        squeeze: squeezeReduction.map { width / max(1, $0) }
      ).layer
    case .bottleneck(let placement):
      Bottleneck(
        width: width, inner: scaledWidth(scaledWidth(width, by: groupWidth) / 64, by: groups),
        groups: groups, stride: stride,
        placement: placement, dilation: dilation, shortcut: shortcut,
        squeeze: squeezeReduction.map { width * Bottleneck.expansion / max(1, $0) },
        bias: biases == .all
      ).layer
    case .attention(let placement, let reduction):
      AttentionBottleneck(
        width: width, stride: stride, placement: placement, reduction: reduction, label: label
      ).layer
    }
  }
}

extension ResNet {
  /// The sizes in Table 1 of the paper, by the number of layers with weights.
  public enum Size: Int, CaseIterable, Sendable {
    case layers18 = 18
    case layers34 = 34
    case layers50 = 50
    case layers101 = 101
    case layers152 = 152

    /// The number of blocks in each stage.
    public var depths: [Int] {
      switch self {
      case .layers18: [2, 2, 2, 2]
      case .layers34, .layers50: [3, 4, 6, 3]
      case .layers101: [3, 4, 23, 3]
      case .layers152: [3, 8, 36, 3]
      }
    }

    /// Whether the blocks are two 3×3 convolutions instead of bottlenecks.
    var isBasic: Bool { self == .layers18 || self == .layers34 }

    /// The sizes with bottlenecks.
    static let deep = allCases.filter { !$0.isBasic }
  }
}

extension ZooEntry {
  static let resNets: [ZooEntry] =
    ["torchvision", "paper"].flatMap { source in
      ResNet.Size.allCases.map { resNet("\(source)/resnet\($0.rawValue)", $0) }
    }
    + ResNet.Size.allCases.filter(\.isBasic).map { size in
      resNet(
        "paper/plain\(size.rawValue)", size, shortcut: nil,
        citation: "He et al. 2015, Table 1, without shortcuts")
    }
    + [(ResNet.Size.layers50, 32, 4), (.layers101, 32, 8), (.layers101, 64, 4)].map {
      size, groups, width in
      resNet(
        "torchvision/resnext\(size.rawValue)_\(groups)x\(width)d", size, groups: groups,
        groupWidth: width, citation: "torchvision/models/resnet.py; Xie et al. 2016, Table 1")
    }
    + [
      resNet(
        "paper/resnext101_32x4d", .layers101, groups: 32, groupWidth: 4, placement: .middle3x3,
        citation: "Xie et al. 2016, facebookresearch/ResNeXt README")
    ]
    + [ResNet.Size.layers50, .layers101].map { size in
      resNet(
        "torchvision/wide_resnet\(size.rawValue)_2", size, groupWidth: 128,
        citation: "torchvision/models/resnet.py; Zagoruyko and Komodakis 2016")
    }
    + ResNet.Size.deep.map { size in
      resNet(
        "paper/se_resnet\(size.rawValue)", size, squeezeReduction: 16,
        citation: "Hu et al. 2017, Table 2; stride in the first 1×1")
    }
    + [
      resNet(
        "caffe/resnet50", .layers50, placement: .first1x1, biases: .stem,
        citation: "KaimingHe/deep-residual-networks prototxt/ResNet-50-deploy.prototxt")
    ]
    + ResNet.Size.deep.map { size in
      resNet(
        "keras/resnet\(size.rawValue)", size, placement: .first1x1, biases: .all,
        citation: "keras/src/applications/resnet.py; He et al. 2015, Table 1")
    }
    + [ResNet.Size.layers50, .layers101].map { size in
      resNet(
        "paper/se_resnext\(size.rawValue)_32x4d", size, groups: 32, groupWidth: 4,
        squeezeReduction: 16, placement: .middle3x3, citation: "Hu et al. 2017, Table 2")
    }

  private static func resNet(
    _ name: String, _ size: ResNet.Size, groups: Int = 1, groupWidth: Int = 64,
    shortcut: ShortcutOption? = .b, squeezeReduction: Int? = nil,
    placement: Bottleneck.StridePlacement? = nil, biases: ResNet.Biases = .none,
    citation: String? = nil
  ) -> ZooEntry {
    let isPaper = name.hasPrefix("paper/")
    let placement = placement ?? (isPaper ? .first1x1 : .middle3x3)
    let ownCitation =
      isPaper
      ? "He et al. 2015, Table 1; stride in the first 1×1"
      : "torchvision/models/resnet.py; He et al. 2015, stride in the 3×3"
    return ZooEntry(
      name, family: "ResNet", citation: citation ?? ownCitation,
      keys: [.classes] + (shortcut == nil ? [] : [.shortcut]) + (size.isBasic ? [] : [.stride])
    ) { options in
      ResNet(
        depths: size.depths,
        unit: size.isBasic ? .basic : .bottleneck(options.stride ?? placement),
        shortcut: options.shortcut ?? shortcut, groups: groups, groupWidth: groupWidth,
        squeezeReduction: squeezeReduction, biases: biases, classes: options.classes ?? 1000
      ).body
    }
  }
}

extension OptionKey {
  /// The convolution of a bottleneck that has the stride.
  public static let stride = OptionKey(
    "stride", "Convolution of a bottleneck that has the stride.",
    .choice(Bottleneck.StridePlacement.self), isOftenUnsaid: true)

  /// What a residual block does where its shapes differ.
  public static let shortcut = OptionKey(
    "shortcut", "Shortcut of residual blocks whose shapes differ.", .choice(ShortcutOption.self))
}

extension NetworkOptions {
  /// The convolution of a bottleneck that has the stride.
  public var stride: Bottleneck.StridePlacement? {
    get { self[.stride] }
    set { self[.stride] = newValue }
  }

  /// What a residual block does where its shapes differ.
  public var shortcut: ShortcutOption? {
    get { self[.shortcut] }
    set { self[.shortcut] = newValue }
  }
}

extension Bottleneck.StridePlacement: OptionConvertible {}

extension ShortcutOption: OptionConvertible {}
