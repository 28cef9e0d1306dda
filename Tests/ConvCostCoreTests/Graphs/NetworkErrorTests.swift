import ConvCostCore
import Testing

/// A network that cannot be built, and the expected message.
struct BadNetwork: Sendable, CustomTestStringConvertible {
  var id: String
  var network: Network
  var message: String

  init(
    _ id: String, on input: Shape = .map(8, Extent(6, 10)), _ message: String,
    @LayerBuilder _ layers: () -> [Layer]
  ) {
    self.id = id
    network = Network(input: input, layers: layers)
    self.message = message
  }

  var testDescription: String { id }
}

struct NetworkErrorTests {
  @Test(arguments: [
    BadNetwork(
      "kernel larger than the padded input",
      "conv2d: Conv2d 9×9 p1 on 8×6×10: the window does not fit, output height "
        + "(6 + 1 + 1 − 1·(9 − 1) − 1)/1 + 1 is less than 1"
    ) { Convolution(4, kernel: 9, padding: 1) },
    BadNetwork(
      "the width is named too",
      "maxpool2d: MaxPool2d 2×11 s2×11 on 8×6×10: the window does not fit, output width "
        + "(10 + 0 + 0 − 1·(11 − 1) − 1)/11 + 1 is less than 1"
    ) { Pool.max(Extent(2, 11)) },
    BadNetwork(
      "a window that fits nowhere, rounded up", on: .map(8, Extent(1, 10)),
      "maxpool2d: MaxPool2d 3×3 s2 ceil on 8×1×10: the window does not fit, output height "
        + "⌈(1 + 0 + 0 − 1·(3 − 1) − 1)/2⌉ + 1 is less than 1"
    ) { Pool.max(3, stride: 2, rounding: .ceil) },
    BadNetwork(
      "a pool's padding of the window's size",
      "maxpool2d: MaxPool2d 3×2 p1×2 on 8×6×10: the padding of the width, 2, must be smaller than "
        + "the window, 2"
    ) { Pool.max(Extent(3, 2), stride: 1, padding: .symmetric(Extent(1, 2))) },
    BadNetwork(
      "the same on one side, dilated",
      """
      maxpool2d: MaxPool2d 2×2 p0,4,0,3 d3 on 8×6×10: the padding of the height, 4, must be \
      smaller than the window, 4
      """
    ) {
      Pool.max(2, stride: 1, padding: .explicit(before: 0, after: Extent(4, 3)), dilation: 3)
    },
    BadNetwork(
      "an output padding of the stride's length",
      """
      convtranspose2d: ConvTranspose2d 2×2 s2 op2 on 8×6×10: the output padding of the height, 2, \
      must be smaller than the stride, 2, or the dilation, 1
      """
    ) { TransposedConvolution(4, kernel: 2, stride: 2, outputPadding: 2) },
    BadNetwork(
      "the same of the width",
      "convtranspose2d: ConvTranspose2d 3×3 s1×2 d3 op2×3 on 8×6×10: the output "
        + "padding of the width, 3, must be smaller than the stride, 2, or the dilation, 3"
    ) {
      TransposedConvolution(
        4, kernel: 3, stride: Extent(1, 2), outputPadding: Extent(2, 3), dilation: 3)
    },
    BadNetwork(
      "groups and input channels",
      "conv2d: Conv2d 1×1 g3 on 8×6×10: 8 input channels cannot be divided into 3 equal groups"
    ) { Convolution(6, kernel: 1, groups: 3) },
    BadNetwork(
      "groups and output channels",
      "conv2d: Conv2d 1×1 g4 on 8×6×10: 6 output channels cannot be divided into 4 equal groups"
    ) { Convolution(6, kernel: 1, groups: 4) },
    BadNetwork(
      "a residual that does not match",
      "block.add: Add on 16×6×10, 8×6×10: 16×6×10 and 8×6×10 cannot be merged"
    ) { Residual { Convolution(16, kernel: 1) }.named("block") },
    BadNetwork(
      "a concatenation that does not match",
      "concat: Concat on 8×6×10, 8×3×5: 8×6×10 and 8×3×5 cannot be merged"
    ) {
      Concat {
        Chain {}
        Pool.max(2)
      }
    },
    BadNetwork(
      "a product that does not match",
      "multiply: Multiply on 4×1×1, 8×6×10: 4×1×1 and 8×6×10 cannot be merged"
    ) {
      Gate {
        AdaptivePool.globalAverage
        Convolution(4, kernel: 1)
      }
    },
    BadNetwork(
      "a linear layer on a map",
      "fc: Linear on 8×6×10: expected a vector; put a flatten or a global pooling before it"
    ) { Linear(10).named("fc") },
    BadNetwork(
      "a convolution on a vector", on: .vector(8), "conv2d: Conv2d 1×1 on 8: expected a map C×H×W"
    ) { Convolution(4, kernel: 1) },
    BadNetwork(
      "a pool on a vector", on: .vector(8), "avgpool2d: AvgPool2d 2×2 s2 on 8: expected a map C×H×W"
    ) { Pool.average(2) },
    BadNetwork(
      "no channels", "conv2d: Conv2d 1×1 on 8×6×10: channels is 0, expected 1 to 2147483647"
    ) { Convolution(0, kernel: 1) },
    BadNetwork(
      "no stride", "conv2d: Conv2d 1×1 s0 on 8×6×10: stride is 0, expected 1 to 2147483647"
    ) { Convolution(4, kernel: 1, stride: 0) },
    BadNetwork(
      "no kernel", "conv2d: Conv2d 0×0 on 8×6×10: kernel is 0, expected 1 to 2147483647"
    ) { Convolution(4, kernel: 0) },
    BadNetwork(
      "a negative padding",
      "conv2d: Conv2d 1×1 p-1 on 8×6×10: padding is -1, expected 0 to 2147483647"
    ) { Convolution(4, kernel: 1, padding: .symmetric(-1)) },
    BadNetwork(
      "no dilation", "conv2d: Conv2d 1×1 d0 on 8×6×10: dilation is 0, expected 1 to 2147483647"
    ) { Convolution(4, kernel: 1, dilation: 0) },
    BadNetwork(
      "no groups", "conv2d: Conv2d 1×1 g0 on 8×6×10: groups is 0, expected 1 to 2147483647"
    ) { Convolution(4, kernel: 1, groups: 0) },
    BadNetwork(
      "no multiplier",
      "conv2d: Conv2d 1×1 dw×0 on 8×6×10: multiplier is 0, expected 1 to 2147483647"
    ) { Convolution.depthwise(kernel: 1, multiplier: 0) },
    BadNetwork(
      "group norm",
      "groupnorm: GroupNorm g3 on 8×6×10: 8 channels cannot be divided into 3 equal groups"
    ) { GroupNorm(groups: 3) },
    BadNetwork(
      "shuffle",
      """
      channelshuffle: ChannelShuffle g3 on 8×6×10: 8 channels cannot be divided into 3 equal \
      groups
      """
    ) { ChannelShuffle(groups: 3) },
    BadNetwork(
      "slice",
      """
      channelslice: ChannelSlice 5 to 9 on 8×6×10: channels 5 to 9 are out of range: the last of \
      8 is 7
      """
    ) { ChannelSlice.range(first: 5, count: 5) },
    BadNetwork(
      "split",
      """
      channelslice: ChannelSlice part 1 of 3 on 8×6×10: 8 channels cannot be divided into 3 \
      equal groups
      """
    ) { ChannelSlice.part(0, of: 3) },
    BadNetwork(
      "channel padding",
      "channelpad: ChannelPad to 4 on 8×6×10: expected at most 4 channels to pad to 4, found 8"
    ) { ChannelPad(to: 4) },
    BadNetwork(
      "reshape",
      """
      reshape: Reshape to 100 on 8×6×10: 8×6×10 cannot be reshaped to 100, the numbers of \
      elements differ
      """
    ) { Reshape(to: .vector(100)) },
    BadNetwork(
      "a transposed convolution that leaves nothing",
      "convtranspose2d: ConvTranspose2d 2×2 p4 on 8×6×10: the padding removes the whole output, "
        + "output height 1·(6 − 1) + 2 − 4 − 4 + 0 = -1"
    ) { TransposedConvolution(4, kernel: 2, padding: 4) },
    BadNetwork(
      "too many output channels",
      "fc: Linear on 480: features is 3000000000, expected 1 to 2147483647"
    ) {
      Flatten()
      Linear(3_000_000_000).named("fc")
    },
    BadNetwork(
      "a vector that is too long", on: .map(1024, Extent(65536, 65536)),
      "flatten: Flatten on 1024×65536×65536: features is 4398046511104, expected 1 to 2147483647"
    ) { Flatten() },
    BadNetwork(
      "more elements than can be counted", on: .map(2_147_483_647, Extent(2_147_483_647, 4)),
      "input: elements 2147483647·2147483647·4 exceed 9223372036854775807"
    ) { Identity() },
    BadNetwork(
      "more MACs than can be counted", on: .map(1_000_000, Extent(3_000, 3_000)),
      """
      conv2d: Conv2d 1×1 on 1000000×3000×3000: MACs 2000000000000·9000000 exceed \
      9223372036854775807
      """
    ) { Convolution(2_000_000, kernel: 1) },
    BadNetwork(
      "a sum that cannot be counted", on: .map(500_000, Extent(3_000, 3_000)),
      "b: Conv2d 1×1 on 500000×3000×3000: the sum of the MACs exceeds 2305843009213693951"
    ) {
      Convolution(500_000, kernel: 1).named("a")
      Convolution(500_000, kernel: 1).named("b")
    },
    BadNetwork("an empty input", on: .map(3, 0), "input: height is 0, expected 1 to 2147483647") {
      Identity()
    },
    BadNetwork("no layers", "a network without operations") { Chain {} },
    BadNetwork("a merge without branches", "m: a merge without branches") {
      Concat {}.named("m")
    },
    BadNetwork(
      "the path names the place",
      "features.3.conv.1: MaxPool2d 7×7 s7 on 8×6×10: the window does not fit, output height "
        + "(6 + 0 + 0 − 1·(7 − 1) − 1)/7 + 1 is less than 1"
    ) {
      Sequential {
        Identity()
        Identity()
        Identity()
        Chain {
          Sequential {
            Identity()
            Pool.max(7)
          }.named("conv")
        }
      }.named("features")
    },
  ])
  func `the message names the place, the shapes and the arithmetic`(bad: BadNetwork) throws {
    let error = #expect(throws: NetworkError.self) { try bad.network.analysis() }
    #expect(error?.description == bad.message)
  }

  @Test func `layers that are nested too deep are refused`() throws {
    // A primitive inside the greatest allowed number of levels is the deepest possible tree.
    var layer = Layer.operation(.identity)
    for _ in 0..<Graph.deepestNesting { layer = .chain([layer]) }
    #expect(throws: Never.self) { try Network(input: .vector(1)) { layer }.graph() }
    layer = .chain([layer])
    let error = #expect(throws: NetworkError.self) {
      try Network(input: .vector(1)) { layer }.graph()
    }
    #expect(error?.problem == .nestedTooDeep(limit: Graph.deepestNesting))
  }

  @Test func `more operations than the limit are refused`() throws {
    let layers = [Layer](repeating: .operation(.identity), count: Graph.mostOperations + 1)
    let error = #expect(throws: NetworkError.self) {
      try Network(input: .vector(1)) { layers }.graph()
    }
    #expect(error?.description == "more than 1000000 operations")
  }
}
