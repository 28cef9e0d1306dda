internal import ConvCostCore

/// ResNet-50 with maps of five sizes, each of 256 channels: a feature pyramid.
///
/// From the coarsest stage to the finest, a map is enlarged and added to the next one's. Two more convolutions
/// with strides make coarser maps. Lin et al., "Feature Pyramid Networks for Object Detection", 2016; the paths
/// are those of torchvision/models/detection/backbone_utils.py.
struct FeaturePyramid: Block {
  static let typeName = "BackboneWithFPN"

  /// What the coarser maps are made of.
  enum Top: Hashable, Sendable {
    /// The pyramid's coarsest map.
    case pyramid
    /// The backbone's last map.
    case backbone
  }

  /// The labels of the pyramid's maps, the finest first: strides of 8 to 128.
  static let levels = (3...7).map { Label("p\($0)") }

  /// The channels of the pyramid's maps.
  static let channels = 256

  /// What the coarser maps are made of.
  var top = Top.pyramid
  /// Whether the normalisations of the backbone are not trained, as with torchvision's pretrained weights.
  var isFrozen = false

  var body: [Layer] {
    Sequential { isFrozen ? stages.map(\.frozen) : stages }.named("body")
    Chain {
      for level in (3...5).reversed() { step(level) }
      From(top == .pyramid ? "p5" : Self.stage(5))
      halved.named("extra_blocks.p6")
      Keep("p6")
      Activation.relu.written(as: .function)
      halved.named("extra_blocks.p7")
      Keep("p7")
    }.named("fpn")
  }

  /// The backbone, which keeps the maps of its stages.
  private var stages: [Layer] {
    ResNet(depths: [3, 4, 6, 3], unit: .bottleneck(.middle3x3), classes: nil).body
  }

  /// The label of the backbone's map of a level.
  private static func stage(_ level: Int) -> Label { Label("layer\(level - 1)") }

  /// A level of the pyramid: its lateral connection, the sum, and its result.
  @LayerBuilder private func step(_ level: Int) -> [Layer] {
    let lateral = Sequential { Convolution(Self.channels, kernel: 1) }
      .named("inner_blocks.\(level - 3)")
    if level == 5 {
      lateral
    } else {
      Sum {
        Chain {
          From(Self.stage(level))
          lateral
          Keep("lateral")
        }
        Upsample.like("lateral").written(as: .function)
      }
    }
    Keep("sum")
    Sequential { Convolution(Self.channels, kernel: 3, padding: 1) }.named(
      "layer_blocks.\(level - 3)")
    Keep(Label("p\(level)"))
    From("sum")
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
