public import ConvCostCore

/// A network that classifies every pixel: a classifier's features, kept large by dilations, a head,
/// and an interpolation to the image's size.
///
/// The paths are those of torchvision/models/segmentation.
public struct SegmentationNetwork: Block {
  /// The classifier whose features are used.
  public enum Backbone: Hashable, Sendable {
    /// ResNet with bottlenecks of the given depths, at an eighth of the image's size.
    case resNet(depths: [Int])
    /// MobileNetV3-Large, at a sixteenth of the image's size.
    case mobileNetV3Large
  }

  /// The heads that compute classes from the features.
  public enum Head: Hashable, Sendable {
    /// One convolution and a classifier: `FCNHead`.
    case fcn
    /// Dilated convolutions at several rates: `DeepLabHead`.
    case deepLab
    /// A gate, and finer features in addition to the last: `LRASPPHead`.
    case lraspp
  }

  /// The classifier whose features are used.
  public var backbone: Backbone
  /// The head that computes classes from the features.
  public var head: Head
  /// Whether a second head, used in training only, works on finer features.
  public var aux: Bool
  /// The number of classes, including the background.
  public var classes: Int

  public init(_ backbone: Backbone, _ head: Head, aux: Bool = false, classes: Int = 21) {
    self.backbone = backbone
    self.head = head
    self.aux = aux
    self.classes = classes
  }

  public var body: [Layer] {
    Keep("image")
    backbone.layer.named("backbone")
    switch head {
    case .fcn: FCNHead(backbone.channels / 4, classes: classes).named("classifier")
    case .deepLab: DeepLabHead(classes: classes).named("classifier")
    case .lraspp: LRASPPHead(beside: backbone.finer, classes: classes).named("classifier")
    }
    toImage
    if aux {
      Auxiliary {
        From(backbone.finer)
        FCNHead(backbone.finerChannels / 4, classes: classes).named("aux_classifier")
        toImage
      }
    }
  }

  private var toImage: Layer {
    Upsample.like("image", mode: .bilinear).written(as: .function).named("interpolate")
  }
}

extension SegmentationNetwork.Backbone {
  fileprivate var layer: Layer {
    switch self {
    case .resNet(let depths):
      // A list of modules, as in torchvision: its stages are repeated blocks, which a depth scales.
      Layer.scope(
        Layer.Scope(type: ResNet.typeName, isNumbered: true),
        ResNet(depths: depths, unit: .bottleneck(.middle3x3), outputStride: 8, classes: nil).body)
    case .mobileNetV3Large:
      MobileNetV3(.large, outputStride: 16).features(keepsStages: true).layer
    }
  }

  /// The channels of the features.
  fileprivate var channels: Int {
    switch self {
    case .resNet: 2048
    case .mobileNetV3Large: 960
    }
  }

  /// The label of the features for a second head, at an eighth of the image's size.
  fileprivate var finer: Label {
    switch self {
    case .resNet: "layer3"
    case .mobileNetV3Large: "C2"
    }
  }

  /// The channels of these features.
  fileprivate var finerChannels: Int {
    switch self {
    case .resNet: 1024
    case .mobileNetV3Large: 40
    }
  }
}

/// A convolution to fewer channels and a classifier at each position.
///
/// After Long et al., "Fully Convolutional Networks for Semantic Segmentation", 2014.
public struct FCNHead: Block {
  public static let isNumbered = true

  /// The channels between its convolutions.
  public var width: Int
  /// The number of classes.
  public var classes: Int

  public init(_ width: Int, classes: Int) {
    self.width = width
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(width, kernel: 3, padding: 1, bias: false)
    BatchNorm()
    Activation.relu
    Dropout()
    Convolution(classes, kernel: 1)
  }
}

/// DeepLabV3's head: parallel convolutions with several dilations, "atrous spatial pyramid
/// pooling".
///
/// Chen et al., "Rethinking Atrous Convolution for Semantic Image Segmentation", 2017, Figure 5.
/// The rates are for features at an eighth of the image's size, twice the figure's.
public struct DeepLabHead: Block {
  public static let isNumbered = true

  /// The channels of every convolution but the last.
  public var width = 256
  /// The dilations.
  public var rates = [12, 24, 36]
  /// The number of classes.
  public var classes: Int

  public init(classes: Int) {
    self.classes = classes
  }

  public var body: [Layer] {
    Pyramid(width: width, rates: rates)
    Convolution(width, kernel: 3, padding: 1, bias: false)
    BatchNorm()
    Activation.relu
    Convolution(classes, kernel: 1)
  }

  /// The parallel convolutions, and the 1×1 that joins them.
  public struct Pyramid: Block {
    public static let typeName = "ASPP"

    /// The channels of each convolution.
    public var width: Int
    /// The dilations.
    public var rates: [Int]

    public init(width: Int, rates: [Int]) {
      self.width = width
      self.rates = rates
    }

    public var body: [Layer] {
      Keep("features")
      Concat {
        ConvNorm.pointwise(width).named("0")
        for (index, rate) in rates.enumerated() {
          ConvNorm(width, kernel: 3, dilation: rate).named("\(index + 1)")
        }
        Sequential {
          AdaptivePool.globalAverage
          Convolution(width, kernel: 1, bias: false)
          BatchNorm()
          Activation.relu
          Upsample.like("features", mode: .bilinear).written(as: .function).named("interpolate")
        }.named("\(rates.count + 1)")
      }.named("convs")
      Sequential {
        Convolution(width, kernel: 1, bias: false)
        BatchNorm()
        Activation.relu
        Dropout()
      }.named("project")
    }
  }
}

/// The "lite" reduced pyramid: features gated by their mean, plus a classifier on finer features.
///
/// Howard et al., "Searching for MobileNetV3", 2019, Figure 10; the gate's pool covers the whole
/// map.
public struct LRASPPHead: Block {
  /// The channels that are gated.
  public var width = 128
  /// The label of the finer features.
  public var finer: Label
  /// The number of classes.
  public var classes: Int

  public init(beside finer: Label, classes: Int) {
    self.finer = finer
    self.classes = classes
  }

  public var body: [Layer] {
    Product {
      ConvNorm.pointwise(width).named("cbr")
      Sequential {
        AdaptivePool.globalAverage
        Convolution(width, kernel: 1, bias: false)
        Activation.sigmoid
      }.named("scale")
    }
    Upsample.like(finer, mode: .bilinear).written(as: .function).named("interpolate")
    Sum {
      Chain {
        From(finer)
        Convolution(classes, kernel: 1).named("low_classifier")
      }
      Convolution(classes, kernel: 1).named("high_classifier")
    }
  }
}

extension ZooEntry {
  static let segmentationNetworks: [ZooEntry] =
    [ResNet.Size.layers50, .layers101].map { size in
      segmentation(
        "fcn_resnet\(size.rawValue)", family: "FCN", .resNet(depths: size.depths), .fcn,
        "fcn.py; Long et al. 2014")
    }
    + [ResNet.Size.layers50, .layers101].map { size in
      segmentation(
        "deeplabv3_resnet\(size.rawValue)", family: "DeepLabV3",
        .resNet(depths: size.depths), .deepLab, "deeplabv3.py; Chen et al. 2017")
    }
    + [
      segmentation(
        "deeplabv3_mobilenet_v3_large", family: "DeepLabV3", .mobileNetV3Large, .deepLab,
        "deeplabv3.py; Chen et al. 2017"),
      segmentation(
        "lraspp_mobilenet_v3_large", family: "LR-ASPP", .mobileNetV3Large, .lraspp,
        "lraspp.py; Howard et al. 2019, §6.4"),
    ]

  private static func segmentation(
    _ name: String, family: String, _ backbone: SegmentationNetwork.Backbone,
    _ head: SegmentationNetwork.Head, _ citation: String
  ) -> ZooEntry {
    ZooEntry(
      "torchvision/\(name)", family: family,
      citation: "torchvision/models/segmentation/\(citation)",
      input: 520, keys: head == .lraspp ? [.classes] : [.classes, .aux]
    ) { options in
      SegmentationNetwork(
        backbone, head, aux: options.aux ?? false, classes: options.classes ?? 21
      ).body
    }
  }
}
