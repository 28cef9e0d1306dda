internal import ConvCostCore

/// A feature pyramid: maps of several sizes, each with 256 channels, computed from a backbone.
///
/// From the coarsest stage to the finest, each map is enlarged and added to the next finer one.
/// Maps that are coarser than the backbone's are computed last. Lin et al., "Feature Pyramid
/// Networks for Object Detection", 2016; the paths are those of
/// torchvision/models/detection/backbone_utils.py.
struct FeaturePyramid: Block {
  static let typeName = "BackboneWithFPN"

  /// The networks that a pyramid can be computed from.
  enum Backbone: Equatable, Sendable {
    /// The stages of ResNet-50.
    case resNet50
    /// MobileNetV3-Large: the last block that strides, and the last convolution.
    case mobileNetV3Large
  }

  /// How the maps that are coarser than the backbone's are computed.
  enum Top: Equatable, Sendable {
    /// From the pyramid's coarsest map, with two strided convolutions.
    case pyramid
    /// From the backbone's last map, with two strided convolutions.
    case backbone
    /// One map: every other row and column of the pyramid's coarsest map.
    case pool
  }

  /// The channels of the pyramid's maps.
  static let channels = 256

  /// The network that the pyramid is computed from.
  var backbone = Backbone.resNet50
  /// The numbers of the backbone's maps, the finest first: map n of ResNet-50 is 2ⁿ times smaller
  /// than the image.
  var stages = 3...5
  /// How the maps that are coarser than the backbone's are computed.
  var top = Top.pyramid
  /// Whether the pyramid's convolutions are followed by normalisations, in place of biases.
  var hasNorms = false
  /// Whether the backbone's normalisations are frozen (not trained), as with torchvision's
  /// pretrained weights.
  var isFrozen = false

  /// The labels of the pyramid's maps, the finest first.
  var levels: [Label] { stageLevels + coarserLevels }

  /// The labels of the pyramid's maps that are computed from the backbone's.
  var stageLevels: [Label] { stages.map { Label("p\($0)") } }

  private var coarserLevels: [Label] {
    (1...(top == .pool ? 1 : 2)).map { Label("p\(stages.upperBound + $0)") }
  }

  var body: [Layer] {
    isFrozen ? trunk.frozen : trunk
    // The pyramid has its own level, next to the backbone's, so that a depth scales the backbone.
    Layer.scope(Layer.Scope(type: "FeaturePyramidNetwork"), pyramid).named("fpn")
  }

  /// The backbone, which keeps its maps under labels.
  private var trunk: Layer {
    let layers: [Layer]
    let type: String
    switch backbone {
    case .resNet50:
      layers = ResNet(depths: [3, 4, 6, 3], unit: .bottleneck(.middle3x3), classes: nil).body
      type = ResNet.typeName
    case .mobileNetV3Large:
      layers =
        MobileNetV3(.large).features(keepsStages: true).layers + [.keep(stage(stages.upperBound))]
      type = MobileNetV3.typeName
    }
    // A list of modules, as in torchvision: its stages are repeated blocks, which a depth scales.
    return Layer.scope(Layer.Scope(type: type, isNumbered: true), layers).named("body")
  }

  /// The label of the backbone's map of a level.
  private func stage(_ level: Int) -> Label {
    switch backbone {
    case .resNet50: Label("layer\(level - 1)")
    case .mobileNetV3Large: Label("C\(level)")
    }
  }

  @LayerBuilder private var pyramid: [Layer] {
    for level in stages.reversed() { step(level) }
    From(top == .backbone ? stage(stages.upperBound) : Label("p\(stages.upperBound)"))
    if top == .pool {
      Pool.max(1, stride: 2).written(as: .function).named("extra_blocks")
      Keep(coarserLevels[0])
    } else {
      halved.named("extra_blocks.p6")
      Keep(coarserLevels[0])
      Activation.relu.written(as: .function)
      halved.named("extra_blocks.p7")
      Keep(coarserLevels[1])
    }
  }

  /// A level of the pyramid: its lateral connection, the sum, and its result.
  @LayerBuilder private func step(_ level: Int) -> [Layer] {
    let index = level - stages.lowerBound
    let lateral = unit(kernel: 1).named("inner_blocks.\(index)")
    if level == stages.upperBound {
      lateral
    } else {
      Sum {
        Chain {
          From(stage(level))
          lateral
          Keep("lateral")
        }
        Upsample.like("lateral").written(as: .function)
      }
    }
    Keep("sum")
    unit(kernel: 3).named("layer_blocks.\(index)")
    Keep(Label("p\(level)"))
    From("sum")
  }

  private func unit(kernel: Int) -> Sequential {
    Sequential {
      Convolution(Self.channels, kernel: kernel, padding: .half, bias: !hasNorms)
      if hasNorms { BatchNorm() }
    }
  }

  private var halved: Convolution { Convolution(Self.channels, kernel: 3, stride: 2, padding: 1) }
}

extension Layer {
  /// The layer with frozen batch norms. torchvision's `FrozenBatchNorm2d` is written with the
  /// operators `*` and `+`.
  fileprivate var frozen: Layer {
    guard case .operation(.batchNorm(var norm)) = self else { return mapChildren(\.frozen) }
    norm.isFrozen = true
    return norm.written(as: .operator)
  }
}
