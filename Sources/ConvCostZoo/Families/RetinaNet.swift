public import ConvCostCore

/// RetinaNet: two heads that work on every map of a feature pyramid, with the same weights.
///
/// Lin et al., "Focal Loss for Dense Object Detection", 2017; the paths are those of
/// torchvision/models/detection/retinanet.py. Its second version normalises inside the heads,
/// and computes its coarse maps from the backbone's.
public struct RetinaNet: Block {
  /// The number of classes; torchvision's 91 include the background.
  public var classes: Int
  /// Whether it is torchvision's second version.
  public var isSecondVersion: Bool
  /// Whether the backbone's normalisations are frozen (not trained).
  public var isFrozen: Bool

  /// The number of boxes at each position: three sizes, with three aspect ratios each.
  static let anchors = 9

  public init(classes: Int = 91, isSecondVersion: Bool = false, isFrozen: Bool = false) {
    self.classes = classes
    self.isSecondVersion = isSecondVersion
    self.isFrozen = isFrozen
  }

  public var body: [Layer] {
    pyramid.named("backbone")
    Chain {
      head("classification_head", "cls_logits", scaledWidth(classes, by: Self.anchors))
      head("regression_head", "bbox_reg", Self.anchors * 4)
    }.named("head")
  }

  private var pyramid: FeaturePyramid {
    FeaturePyramid(top: isSecondVersion ? .backbone : .pyramid, isFrozen: isFrozen)
  }

  /// A head: four convolutions and a last one, on each level.
  private func head(_ name: String, _ last: String, _ channels: Int) -> Layer {
    Chain {
      for level in pyramid.levels {
        Output("\(last).\(level)") {
          From(level)
          Chain {
            Sequential { for _ in 0..<4 { unit } }.named("conv")
            Convolution(channels, kernel: 3, padding: 1).named(last)
          }.sharing(Label(name))
        }
      }
    }.named(name)
  }

  private var unit: Sequential {
    Sequential {
      Convolution(FeaturePyramid.channels, kernel: 3, padding: 1, bias: !isSecondVersion)
      if isSecondVersion { GroupNorm(groups: 32) }
      Activation.relu
    }
  }
}

/// FCOS: RetinaNet without anchors. Each position has one box, its classes and its centredness.
///
/// Tian et al., "FCOS: Fully Convolutional One-Stage Object Detection", 2019; the paths are those
/// of torchvision/models/detection/fcos.py.
public struct FCOS: Block {
  /// The number of classes; torchvision's 91 include the background.
  public var classes: Int
  /// Whether the backbone's normalisations are frozen (not trained).
  public var isFrozen: Bool

  public init(classes: Int = 91, isFrozen: Bool = false) {
    self.classes = classes
    self.isFrozen = isFrozen
  }

  public var body: [Layer] {
    pyramid.named("backbone")
    Chain {
      Chain {
        for level in pyramid.levels {
          From(level)
          tower.sharing("classification_head.conv")
          result("cls_logits", classes, of: level)
        }
      }.named("classification_head")
      Chain {
        for level in pyramid.levels {
          From(level)
          tower.sharing("regression_head.conv")
          result("bbox_reg", 4, of: level) { Activation.relu.written(as: .function) }
          result("bbox_ctrness", 1, of: level)
        }
      }.named("regression_head")
    }.named("head")
  }

  private var pyramid: FeaturePyramid { FeaturePyramid(isFrozen: isFrozen) }

  private var tower: Layer {
    Sequential {
      for _ in 0..<4 {
        Convolution(FeaturePyramid.channels, kernel: 3, padding: 1)
        GroupNorm(groups: 32)
        Activation.relu
      }
    }.named("conv")
  }

  /// An output of a level, computed by a convolution that all levels share.
  private func result(
    _ name: String, _ channels: Int, of level: Label, @LayerBuilder then: () -> [Layer] = { [] }
  ) -> Output {
    Output("\(name).\(level)") {
      Convolution(channels, kernel: 3, padding: 1).named(name).sharing(Label(name))
      then()
    }
  }
}

extension ZooEntry {
  static let pyramidDetectors: [ZooEntry] =
    [false, true].map { isSecond in
      ZooEntry(
        "torchvision/retinanet_resnet50_fpn\(isSecond ? "_v2" : "")", family: "RetinaNet",
        citation: "torchvision/models/detection/retinanet.py; Lin et al. 2017", input: 800,
        // The second version trains the whole backbone.
        keys: [.classes] + (isSecond ? [] : [.frozen])
      ) { options in
        RetinaNet(
          classes: options.classes ?? 91, isSecondVersion: isSecond,
          isFrozen: options.frozen ?? false
        ).body
      }
    }
    + [
      ZooEntry(
        "torchvision/fcos_resnet50_fpn", family: "FCOS",
        citation: "torchvision/models/detection/fcos.py; Tian et al. 2019", input: 800,
        keys: [.classes, .frozen]
      ) { options in
        FCOS(classes: options.classes ?? 91, isFrozen: options.frozen ?? false).body
      }
    ]
}
