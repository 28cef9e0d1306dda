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

  var body: [Layer] { [] }
}
