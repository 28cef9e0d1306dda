internal import ConvCostCore

/// A backbone with maps of several sizes, each of 256 channels: a feature pyramid.
///
/// From the coarsest stage to the finest, a map is enlarged and added to the next one's. Coarser maps are made
/// after them. Lin et al., "Feature Pyramid Networks for Object Detection", 2016; the paths are those of
/// torchvision/models/detection/backbone_utils.py.
struct FeaturePyramid: Block {
  static let typeName = "BackboneWithFPN"

  /// What the pyramid is made of.
  enum Backbone: Hashable, Sendable {
    /// The stages of ResNet-50.
    case resNet50
    /// MobileNetV3-Large: the last block that strides, and the last convolution.
    case mobileNetV3Large
  }

  /// What the coarser maps are made of.
  enum Top: Hashable, Sendable {
    /// The pyramid's coarsest map: two convolutions with strides.
    case pyramid
    /// The backbone's last map: two convolutions with strides.
    case backbone
    /// The pyramid's coarsest map: every other row and column of it, one map.
    case pool
  }

  /// The channels of the pyramid's maps.
  static let channels = 256

  /// What the pyramid is made of.
  var backbone = Backbone.resNet50
  /// The backbone's maps by their numbers, the finest first: of ResNet-50 the map of level n is 2ⁿ times smaller
  /// than the image.
  var stages = 3...5
  /// What the coarser maps are made of.
  var top = Top.pyramid
  /// Whether the pyramid's convolutions are followed by normalisations, in place of biases.
  var hasNorms = false
  /// Whether the normalisations of the backbone are not trained, as with torchvision's pretrained weights.
  var isFrozen = false

  /// The labels of the pyramid's maps, the finest first.
  var levels: [Label] { stageLevels + coarserLevels }

  /// The labels of the pyramid's maps that are made of the backbone's.
  var stageLevels: [Label] { stages.map { Label("p\($0)") } }

  private var coarserLevels: [Label] {
    (1...(top == .pool ? 1 : 2)).map { Label("p\(stages.upperBound + $0)") }
  }

  var body: [Layer] {
    isFrozen ? trunk.frozen : trunk
    // A level of its own beside the backbone's, so that a depth scales the backbone.
    Layer.scope(Layer.Scope(type: "FeaturePyramidNetwork"), pyramid).named("fpn")
  }

  /// The backbone, which keeps its maps.
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
    // A list of modules, as torchvision's: its stages are repeats of blocks, which a depth scales.
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
  /// The layer with batch norms that are not trained. torchvision's `FrozenBatchNorm2d` multiplies and adds with
  /// operators of the language.
  fileprivate var frozen: Layer {
    guard case .operation(.batchNorm(var norm)) = self else { return mapChildren(\.frozen) }
    norm.isFrozen = true
    return norm.written(as: .operator)
  }
}
