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

  var width = 1.0
  var classes = 1000

  var body: [Layer] {
    ConvNorm(scaled(32), kernel: 3, stride: 2, activation: .relu6)
    bottlenecks
    ConvNorm(scaled(1280, least: 1), kernel: 1, activation: .relu6)
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
          input: number > 0
            ? scaled(channels) : index == 0 ? scaled(32) : scaled(Self.rows[index - 1].1),
          channels: scaled(channels),
          stride: number == 0 ? stride : 1)
      }
    }
  }

  /// The last convolution grows with the multiplier, and does not shrink.
  func scaled(_ channels: Int, least: Double = 0) -> Int {
    Scaling.channels(max(width, least) * Double(channels))
  }
}

let network = Network(input: .map(3, 224), MobileNetV2()).named("MobileNetV2")
let cost = try network.cost
print(cost.parameters)  // 3504872
print(cost.macs)  // 300774272
print(try network.report())

let narrow = Network(input: .map(3, 224), MobileNetV2(width: 0.5))
let published = try Network(zoo: "mobilenet_v2:width=0.5")
print(try narrow.cost == published.cost)  // true
