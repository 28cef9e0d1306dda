public import ConvCostCore

/// Xception: residual blocks of separable convolutions.
///
/// Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions", 2016, Figure 5. The
/// two halves of a separable convolution have no activation or normalisation between them.
public struct Xception: Block {
  /// The number of classes.
  public var classes: Int

  public init(classes: Int = 1000) {
    self.classes = classes
  }

  public var body: [Layer] {
    ConvNorm(32, kernel: 3, stride: 2, padding: .valid).named("block1_conv1")
    ConvNorm(64, kernel: 3, padding: .valid).named("block1_conv2")
    reduction(128, 128, startsWithReLU: false).named("block2")
    reduction(256, 256).named("block3")
    reduction(728, 728).named("block4")
    for index in 5...12 {
      Residual {
        separable(728)
        separable(728)
        separable(728)
      }.named("block\(index)")
    }
    reduction(728, 1024).named("block13")
    SeparableConv(1536).named("block14_sepconv1")
    Activation.relu
    SeparableConv(2048).named("block14_sepconv2")
    Activation.relu
    AdaptivePool.globalAverage
    Flatten()
    Linear(classes).named("predictions")
  }

  /// Two separable convolutions and a pool, with a projected shortcut.
  private func reduction(_ first: Int, _ second: Int, startsWithReLU: Bool = true) -> Residual {
    Residual(
      .through(ConvNorm(second, kernel: 1, stride: 2, activation: nil).named("shortcut"))
    ) {
      if startsWithReLU { Activation.relu }
      SeparableConv(first).named("sepconv1")
      Activation.relu
      SeparableConv(second).named("sepconv2")
      Pool.max(3, stride: 2, padding: .same)
    }
  }

  @LayerBuilder private func separable(_ channels: Int) -> [Layer] {
    Activation.relu
    SeparableConv(channels)
  }

  /// A depthwise 3×3 and a 1×1, with one normalisation after both.
  private struct SeparableConv: Block {
    var channels: Int

    init(_ channels: Int) {
      self.channels = channels
    }

    var body: [Layer] {
      Convolution.depthwise(kernel: 3, padding: 1, bias: false).named("depthwise")
      Convolution(channels, kernel: 1, bias: false).named("pointwise")
      BatchNorm().named("bn")
    }
  }
}

extension ZooEntry {
  static let xceptions = [
    ("paper", "Chollet 2016, Figure 5"), ("keras", "keras/src/applications/xception.py"),
  ].map {
    source, citation in
    ZooEntry(
      "\(source)/xception", family: "Xception", citation: citation, input: 299, keys: [.classes]
    ) { options in
      Xception(classes: options.classes ?? 1000).body
    }
  }
}
