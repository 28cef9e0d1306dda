public import ConvCostCore

/// Network in Network: 1×1 convolutions after each convolution, and global pooling as classifier.
///
/// Lin, Chen and Yan, "Network In Network", 2013; for ImageNet as the authors' Caffe model
/// (mavenlin). Pools round up: rounded down, the ImageNet network would cost an eighth less.
public struct NIN: Block {
  /// The data that a network is for.
  public enum Variant: String, Hashable, Sendable, CaseIterable {
    /// Images of 32×32.
    case cifar
    /// Images of 224×224.
    case imagenet
  }

  /// Which of the networks.
  public var variant: Variant
  /// The number of classes.
  public var classes: Int

  public init(_ variant: Variant, classes: Int) {
    self.variant = variant
    self.classes = classes
  }

  public var body: [Layer] {
    switch variant {
    case .cifar:
      mlpconv(Convolution(192, kernel: 5, padding: 2), 160, 96).named("mlpconv1")
      Pool.max(3, stride: 2, rounding: .ceil)
      Dropout()
      mlpconv(Convolution(192, kernel: 5, padding: 2), 192, 192).named("mlpconv2")
      Pool.average(3, stride: 2, rounding: .ceil)
      Dropout()
      mlpconv(Convolution(192, kernel: 3, padding: 1), 192, classes).named("mlpconv3")
    case .imagenet:
      mlpconv(Convolution(96, kernel: 11, stride: 4), 96, 96).named("mlpconv1")
      Pool.max(3, stride: 2, rounding: .ceil)
      mlpconv(Convolution(256, kernel: 5, padding: 2), 256, 256).named("mlpconv2")
      Pool.max(3, stride: 2, rounding: .ceil)
      mlpconv(Convolution(384, kernel: 3, padding: 1), 384, 384).named("mlpconv3")
      Pool.max(3, stride: 2, rounding: .ceil)
      Dropout()
      mlpconv(Convolution(1024, kernel: 3, padding: 1), 1024, classes).named("mlpconv4")
    }
    AdaptivePool.globalAverage
    Flatten()
  }

  /// The paper's mlpconv layer: a convolution followed by two 1×1 convolutions.
  private func mlpconv(_ convolution: Convolution, _ first: Int, _ second: Int) -> Layer {
    Chain {
      convolution.named("conv")
      Activation.relu
      Convolution(first, kernel: 1).named("cccp1")
      Activation.relu
      Convolution(second, kernel: 1).named("cccp2")
      Activation.relu
    }.layer
  }
}

extension ZooEntry {
  static let nins = [
    ZooEntry(
      "paper/nin_cifar", family: "NIN", citation: "Lin et al. 2013, Figure 2", input: 32,
      keys: [.classes]
    ) { options in
      NIN(.cifar, classes: options.classes ?? 10).body
    },
    ZooEntry(
      "caffe/nin_imagenet", family: "NIN",
      citation: "Lin et al. 2013; mavenlin's Caffe model, ethereon/netscope presets/nin.prototxt",
      keys: [.classes]
    ) { options in
      NIN(.imagenet, classes: options.classes ?? 1000).body
    },
  ]
}
