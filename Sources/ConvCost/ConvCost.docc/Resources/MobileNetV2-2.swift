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
