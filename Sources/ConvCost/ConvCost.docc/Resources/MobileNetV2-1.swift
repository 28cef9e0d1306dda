import ConvCost

/// The paper's bottleneck residual block, Table 1.
struct Bottleneck: Block {
  var expand: Int
  var input: Int
  var channels: Int
  var stride: Int

  var body: [Layer] { [] }
}
