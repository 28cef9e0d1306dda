import ConvCost

/// The paper's bottleneck residual block, Table 1.
struct Bottleneck: Block {
  var expand: Int
  var input: Int
  var channels: Int
  var stride: Int

  var body: [Layer] {
    Residual.unlessStrided(by: stride) {
      if expand != 1 { ConvNorm(expand * input, kernel: 1, activation: .relu6) }
      ConvNorm.depthwise(kernel: 3, stride: stride, activation: .relu6)
      ConvNorm(channels, kernel: 1, activation: nil)
    }
  }
}

struct MobileNetV2: Block {
  /// The rows of Table 2: t, c, n and s.
  static let rows = [
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
  ]

  var classes = 1000

  var body: [Layer] {
    ConvNorm(32, kernel: 3, stride: 2, activation: .relu6)
    bottlenecks
    ConvNorm(1280, kernel: 1, activation: .relu6)
    AdaptivePool.globalAverage
    Flatten()
    Dropout()
    Linear(classes)
  }

  @LayerBuilder var bottlenecks: [Layer] {
    for (index, (expand, channels, repeats, stride)) in Self.rows.enumerated() {
      for number in 0..<repeats {
        Bottleneck(
          expand: expand,
          input: number > 0 ? channels : index == 0 ? 32 : Self.rows[index - 1].1,
          channels: channels,
          stride: number == 0 ? stride : 1)
      }
    }
  }
}
