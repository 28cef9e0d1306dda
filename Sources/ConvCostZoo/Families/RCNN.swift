public import ConvCostCore

/// Faster R-CNN and its successors: a pyramid, a network that proposes boxes, and heads that work
/// on each box.
///
/// Ren et al., "Faster R-CNN", 2015; He et al., "Mask R-CNN", 2017; Lin et al., "Feature Pyramid
/// Networks for Object Detection", 2016; Li et al., "Benchmarking Detection Transfer Learning with
/// Vision Transformers", 2021, for the second version. The paths are those of
/// torchvision/models/detection. The number of boxes depends on the image: `proposals` and
/// `detections` state it, and by default they are torchvision's limits.
public struct RCNN: Block {
  /// The networks that compute the maps.
  public enum Backbone: Hashable, Sendable {
    /// Four stages of ResNet-50.
    case resNet50
    /// Two maps of one size from MobileNetV3-Large.
    case mobileNetV3Large
  }

  /// What is predicted for a box besides its class and its corners.
  public enum Task: Hashable, Sendable {
    /// Only its class and its corners: Faster R-CNN.
    case boxes
    /// The mask of the object: Mask R-CNN.
    case masks
    /// The positions of this many parts of the object: Keypoint R-CNN.
    case keypoints(Int)
  }

  /// The network that computes the maps.
  public var backbone: Backbone
  /// What is predicted for a box.
  public var task: Task
  /// The number of classes, including the background.
  public var classes: Int
  /// The number of boxes that the first head works on: torchvision keeps 1000 at most.
  public var proposals: Int
  /// The number of boxes that the head for masks or keypoints works on: torchvision keeps 100 at
  /// most.
  public var detections: Int
  /// Whether it is torchvision's second version: normalisations in pyramid and heads, and more
  /// convolutions.
  public var isSecondVersion: Bool
  /// Whether the backbone's normalisations are frozen (not trained).
  public var isFrozen: Bool

  public init(
    _ backbone: Backbone = .resNet50, task: Task = .boxes, classes: Int = 91,
    proposals: Int = 1000, detections: Int = 100, isSecondVersion: Bool = false,
    isFrozen: Bool = false
  ) {
    self.backbone = backbone
    self.task = task
    self.classes = classes
    self.proposals = proposals
    self.detections = detections
    self.isSecondVersion = isSecondVersion
    self.isFrozen = isFrozen
  }

  public var body: [Layer] {
    pyramid.named("backbone")
    Chain {
      Chain {
        for level in pyramid.levels { proposalHead(on: level) }
      }.named("head")
    }.named("rpn")
    Chain {
      regions(.proposals, proposals, size: 7).named("box_roi_pool")
      boxHead.named("box_head")
      Chain {
        Output("cls_score") { Linear(classes).named("cls_score") }
        Output("bbox_pred") { Linear(scaledWidth(classes, by: 4)).named("bbox_pred") }
      }.named("box_predictor")
      taskHead
    }.named("roi_heads")
  }

  private var pyramid: FeaturePyramid {
    switch backbone {
    case .resNet50:
      FeaturePyramid(stages: 2...5, top: .pool, hasNorms: isSecondVersion, isFrozen: isFrozen)
    case .mobileNetV3Large:
      FeaturePyramid(
        backbone: .mobileNetV3Large, stages: 4...5, top: .pool, hasNorms: isSecondVersion,
        isFrozen: isFrozen)
    }
  }

  /// The number of boxes at each position of a map: three aspect ratios, with one size for each of
  /// ResNet's maps and with all five sizes on MobileNet's.
  private var anchors: Int { backbone == .resNet50 ? 3 : 15 }

  /// Predicts for each box at a position whether it contains an object, and its corners. All levels
  /// share the weights.
  private func proposalHead(on level: Label) -> Layer {
    Chain {
      From(level)
      Sequential {
        for _ in 0..<(isSecondVersion ? 2 : 1) { unit(256, hasNorm: false) }
      }.named("conv").sharing("rpn.conv")
      for (name, numbers) in [("cls_logits", 1), ("bbox_pred", 4)] {
        Output("\(name).\(level.text)") {
          Convolution(numbers * anchors, kernel: 1).named(name).sharing(Label("rpn.\(name)"))
        }
      }
    }.layer
  }

  /// Pools a map for each region from the pyramid.
  private func regions(_ kind: RegionPool.Kind, _ count: Int, size: Extent) -> Regions {
    Regions(kind, count: count, size: size) {
      for level in pyramid.stageLevels { From(level) }
    }
  }

  /// Computes 1024 features of each proposal.
  private var boxHead: Layer {
    guard isSecondVersion else {
      return Chain {
        Flatten().written(as: .method)
        for name in ["fc6", "fc7"] {
          Linear(1024).named(name)
          Activation.relu.written(as: .function)
        }
      }.layer
    }
    return Sequential {
      for _ in 0..<4 { unit(256, hasNorm: true) }
      Flatten().written(as: .module)
      Linear(1024)
      Activation.relu
    }.layer
  }

  /// The head for the boxes in which an object was found.
  @LayerBuilder private var taskHead: [Layer] {
    switch task {
    case .boxes: [Layer]()
    case .masks:
      regions(.detections, detections, size: 14).named("mask_roi_pool")
      Output("masks") {
        Sequential {
          for _ in 0..<4 { unit(256, hasNorm: isSecondVersion) }
        }.named("mask_head")
        Chain {
          TransposedConvolution(256, kernel: 2, stride: 2).named("conv5_mask")
          Activation.relu.named("relu")
          Convolution(classes, kernel: 1).named("mask_fcn_logits")
        }.named("mask_predictor")
      }
    case .keypoints(let count):
      regions(.detections, detections, size: 14).named("keypoint_roi_pool")
      Output("keypoints") {
        Sequential {
          for _ in 0..<8 {
            Convolution(512, kernel: 3, padding: 1)
            Activation.relu
          }
        }.named("keypoint_head")
        Chain {
          TransposedConvolution(count, kernel: 4, stride: 2, padding: 1).named("kps_score_lowres")
          Upsample(by: 2, mode: .bilinear).written(as: .function)
        }.named("keypoint_predictor")
      }
    }
  }

  /// A 3×3 convolution with an activation; with a norm it has no bias.
  private func unit(_ channels: Int, hasNorm: Bool) -> Layer {
    guard !hasNorm else { return ConvNorm(channels, kernel: 3).layer }
    return Sequential {
      Convolution(channels, kernel: 3, padding: 1)
      Activation.relu
    }.layer
  }
}

extension ZooEntry {
  static let rcnns: [ZooEntry] =
    [
      rcnn("fasterrcnn_resnet50_fpn"),
      rcnn("fasterrcnn_resnet50_fpn_v2", isSecondVersion: true),
      rcnn("fasterrcnn_mobilenet_v3_large_fpn", .mobileNetV3Large),
      rcnn("fasterrcnn_mobilenet_v3_large_320_fpn", .mobileNetV3Large, input: 320, proposals: 150),
      rcnn("maskrcnn_resnet50_fpn", task: .masks),
      rcnn("maskrcnn_resnet50_fpn_v2", task: .masks, isSecondVersion: true),
      rcnn("keypointrcnn_resnet50_fpn", task: .keypoints(17), classes: 2),
    ]

  /// - Parameter proposals: torchvision's limit at inference.
  private static func rcnn(
    _ name: String, _ backbone: RCNN.Backbone = .resNet50, task: RCNN.Task = .boxes,
    classes: Int = 91, input: Int = 800, proposals: Int = 1000, isSecondVersion: Bool = false
  ) -> ZooEntry {
    let (file, paper) =
      switch task {
      case .boxes: ("faster_rcnn", "Ren et al. 2015")
      case .masks: ("mask_rcnn", "He et al. 2017")
      case .keypoints: ("keypoint_rcnn", "He et al. 2017, §5")
      }
    return ZooEntry(
      "torchvision/\(name)", family: "R-CNN",
      citation: "torchvision/models/detection/\(file).py; \(paper)", input: input,
      // The second version trains the whole backbone.
      keys: [.classes, .proposals] + (task == .boxes ? [] : [.detections])
        + (isSecondVersion ? [] : [.frozen])
    ) { options in
      RCNN(
        backbone, task: task, classes: options.classes ?? classes,
        proposals: options.proposals ?? proposals, detections: options.detections ?? 100,
        isSecondVersion: isSecondVersion, isFrozen: options.frozen ?? false
      ).body
    }
  }
}

extension OptionKey {
  /// Whether the normalisations of a backbone are stored and not trained.
  public static let frozen = OptionKey(
    "frozen", "Do not train the normalisations of a detector's backbone.", .flag)

  /// The number of boxes that a detector's first head looks at.
  public static let proposals = OptionKey(
    "proposals", "Number of boxes that the first head of a two-stage detector looks at.",
    .count(from: 0, usual: [0]))

  /// The number of boxes that a detector's further heads look at.
  public static let detections = OptionKey(
    "detections", "Number of boxes that the head for masks or keypoints looks at.",
    .count(from: 0, usual: [0, 1]))
}

extension NetworkOptions {
  /// Whether the normalisations of a backbone are stored and not trained.
  public var frozen: Bool? {
    get { self[.frozen] }
    set { self[.frozen] = newValue }
  }

  /// The number of boxes that a detector's first head looks at.
  public var proposals: Int? {
    get { self[.proposals] }
    set { self[.proposals] = newValue }
  }

  /// The number of boxes that a detector's further heads look at.
  public var detections: Int? {
    get { self[.detections] }
    set { self[.detections] = newValue }
  }
}
