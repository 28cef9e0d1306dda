public import ConvCostCore

/// AlexNet as published: five convolutions, three of them in two groups, and three linear layers.
///
/// Krizhevsky, Sutskever and Hinton, "ImageNet Classification with Deep Convolutional Neural
/// Networks", 2012; layer by layer as BVLC/caffe models/bvlc_alexnet/deploy.prototxt, whose input
/// of 227 makes the paper's 55×55 maps (the paper's figure says 224).
public struct AlexNet: Block {
  /// The number of classes.
  public var classes: Int
  /// The groups of the second, fourth and fifth convolution; 1 is the network on a single GPU.
  public var groups: Int
  /// The padding of the first convolution; with 2, an input of 224 gives 55×55 maps.
  public var firstPadding: Padding
  /// Whether the pools come before the normalisations, as in CaffeNet.
  public var poolsFirst: Bool

  public init(
    classes: Int = 1000, groups: Int = 2, firstPadding: Padding = 0, poolsFirst: Bool = false
  ) {
    self.classes = classes
    self.groups = groups
    self.firstPadding = firstPadding
    self.poolsFirst = poolsFirst
  }

  public var body: [Layer] {
    Convolution(96, kernel: 11, stride: 4, padding: firstPadding).named("conv1")
    Activation.relu.named("relu1")
    normAndPool("1")
    Convolution(256, kernel: 5, padding: 2, groups: groups).named("conv2")
    Activation.relu.named("relu2")
    normAndPool("2")
    Convolution(384, kernel: 3, padding: 1).named("conv3")
    Activation.relu.named("relu3")
    Convolution(384, kernel: 3, padding: 1, groups: groups).named("conv4")
    Activation.relu.named("relu4")
    Convolution(256, kernel: 3, padding: 1, groups: groups).named("conv5")
    Activation.relu.named("relu5")
    Pool.max(3, stride: 2).named("pool5")
    Flatten()
    Linear(4096).named("fc6")
    Activation.relu.named("relu6")
    Dropout().named("drop6")
    Linear(4096).named("fc7")
    Activation.relu.named("relu7")
    Dropout().named("drop7")
    Linear(classes).named("fc8")
  }

  @LayerBuilder private func normAndPool(_ number: String) -> [Layer] {
    if !poolsFirst { LocalResponseNorm(size: 5).named("norm\(number)") }
    Pool.max(3, stride: 2).named("pool\(number)")
    if poolsFirst { LocalResponseNorm(size: 5).named("norm\(number)") }
  }
}

/// ZFNet: AlexNet with a smaller first kernel and stride, and without groups.
///
/// Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2013, Figure 3.
public struct ZFNet: Block {
  /// The number of classes.
  public var classes: Int

  public init(classes: Int = 1000) {
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(96, kernel: 7, stride: 2, padding: 1).named("conv1")
    Activation.relu
    Pool.max(3, stride: 2, rounding: .ceil).named("pool1")
    LocalResponseNorm(size: 5)
    Convolution(256, kernel: 5, stride: 2).named("conv2")
    Activation.relu
    Pool.max(3, stride: 2, rounding: .ceil).named("pool2")
    LocalResponseNorm(size: 5)
    Convolution(384, kernel: 3, padding: 1).named("conv3")
    Activation.relu
    Convolution(384, kernel: 3, padding: 1).named("conv4")
    Activation.relu
    Convolution(256, kernel: 3, padding: 1).named("conv5")
    Activation.relu
    Pool.max(3, stride: 2).named("pool5")
    Flatten()
    Linear(4096).named("fc6")
    Activation.relu
    Dropout()
    Linear(4096).named("fc7")
    Activation.relu
    Dropout()
    Linear(classes).named("fc8")
  }
}

/// AlexNet as torchvision has it: no groups, no normalisation, fewer filters.
///
/// torchvision/models/alexnet.py, after Krizhevsky, "One weird trick for parallelizing
/// convolutional neural networks", 2014.
public struct OneWeirdTrickAlexNet: Block {
  /// The number of classes.
  public var classes: Int

  public init(classes: Int = 1000) {
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      Convolution(64, kernel: 11, stride: 4, padding: 2)
      Activation.relu
      Pool.max(3, stride: 2)
      Convolution(192, kernel: 5, padding: 2)
      Activation.relu
      Pool.max(3, stride: 2)
      Convolution(384, kernel: 3, padding: 1)
      Activation.relu
      Convolution(256, kernel: 3, padding: 1)
      Activation.relu
      Convolution(256, kernel: 3, padding: 1)
      Activation.relu
      Pool.max(3, stride: 2)
    }.named("features")
    AdaptivePool(.average, to: 6).named("avgpool")
    Flatten()
    Sequential {
      Dropout()
      Linear(4096)
      Activation.relu
      Dropout()
      Linear(4096)
      Activation.relu
      Linear(classes)
    }.named("classifier")
  }
}

extension ZooEntry {
  static let alexNets = [
    ZooEntry(
      "torchvision/alexnet", family: "AlexNet",
      citation: "torchvision/models/alexnet.py; Krizhevsky 2014", keys: [.classes]
    ) { options in
      OneWeirdTrickAlexNet(classes: options.classes ?? 1000).body
    },
    ZooEntry(
      "paper/alexnet", family: "AlexNet",
      citation: "Krizhevsky et al. 2012; BVLC/caffe models/bvlc_alexnet/deploy.prototxt",
      input: 227, keys: [.classes, .groups]
    ) { options in
      AlexNet(classes: options.classes ?? 1000, groups: options.groups ?? 2).body
    },
    ZooEntry(
      "course/alexnet", family: "AlexNet",
      citation: "MIT 6.5940, lecture 2: 224×224 with a padding of 2", keys: [.classes, .groups]
    ) { options in
      AlexNet(
        classes: options.classes ?? 1000, groups: options.groups ?? 2, firstPadding: 2
      ).body
    },
    ZooEntry(
      "caffe/caffenet", family: "AlexNet",
      citation: "BVLC/caffe models/bvlc_reference_caffenet/deploy.prototxt",
      input: 227, keys: [.classes, .groups]
    ) { options in
      AlexNet(
        classes: options.classes ?? 1000, groups: options.groups ?? 2, poolsFirst: true
      ).body
    },
    ZooEntry(
      "paper/zfnet", family: "AlexNet", citation: "Zeiler and Fergus 2013, Figure 3",
      keys: [.classes]
    ) { options in
      ZFNet(classes: options.classes ?? 1000).body
    },
  ]
}

extension OptionKey {
  /// The groups of grouped convolutions.
  public static let groups = OptionKey(
    "groups", "Groups of the grouped convolutions.", .count(from: 1))
}

extension NetworkOptions {
  /// The groups of grouped convolutions.
  public var groups: Int? {
    get { self[.groups] }
    set { self[.groups] = newValue }
  }
}
