import ConvCostCore
import Testing

/// A primitive, its input, and the facts about it by hand.
struct PrimitiveFact: Sendable, CustomTestStringConvertible {
  var id: String
  var layer: Layer
  var input: Shape
  var output: Shape
  var cost = Cost.zero
  var text: String

  init(
    _ layer: some LayerConvertible, on input: Shape, gives output: Shape, _ cost: Cost,
    _ text: String
  ) {
    id = text
    self.layer = layer.layer
    self.input = input
    self.output = output
    self.cost = cost
    self.text = text
  }

  init(
    _ layer: some LayerConvertible, on input: Shape, gives output: Shape, _ text: String
  ) {
    self.init(layer, on: input, gives: output, .zero, text)
  }

  var testDescription: String { id }
}

private let map = Shape.map(8, Extent(6, 10))

struct PrimitiveTests {
  @Test(
    arguments: [
      PrimitiveFact(
        Convolution(16, kernel: 3), on: map, gives: .map(16, Extent(4, 8)),
        Cost(weights: 1152, biases: 16, macs: 1152 * 32, activations: 512), "Conv2d 3×3"),
      PrimitiveFact(
        Convolution(16, kernel: 3, stride: 2, padding: 1, groups: 4, bias: false), on: map,
        gives: .map(16, Extent(3, 5)), Cost(weights: 288, macs: 288 * 15, activations: 240),
        "Conv2d 3×3 s2 p1 g4"),
      PrimitiveFact(
        Convolution(4, kernel: Extent(1, 7), padding: .half, dilation: Extent(1, 1), bias: false),
        on: map,
        gives: .map(4, Extent(6, 10)), Cost(weights: 224, macs: 224 * 60, activations: 240),
        "Conv2d 1×7 p0×3"),
      PrimitiveFact(
        Convolution(4, kernel: 3, padding: 2, dilation: 2, bias: false), on: map,
        gives: .map(4, Extent(6, 10)), Cost(weights: 288, macs: 288 * 60, activations: 240),
        "Conv2d 3×3 p2 d2"),
      PrimitiveFact(
        Convolution(4, kernel: 2, padding: .explicit(before: 0, after: 1), bias: false),
        on: map, gives: .map(4, Extent(6, 10)),
        Cost(weights: 128, macs: 128 * 60, activations: 240),
        "Conv2d 2×2 p0,1,0,1"),
      PrimitiveFact(
        Convolution(4, kernel: 3, stride: 2, padding: .same, bias: false), on: map,
        gives: .map(4, Extent(3, 5)), Cost(weights: 288, macs: 288 * 15, activations: 60),
        "Conv2d 3×3 s2 same"),
      PrimitiveFact(
        Convolution.depthwise(kernel: 3, padding: 1), on: map, gives: map,
        Cost(weights: 72, biases: 8, macs: 72 * 60, activations: 480), "Conv2d 3×3 p1 dw"),
      PrimitiveFact(
        Convolution.depthwise(kernel: 7, stride: 2, padding: 3, multiplier: 8, bias: false),
        on: map,
        gives: .map(64, Extent(3, 5)), Cost(weights: 3136, macs: 3136 * 15, activations: 960),
        "Conv2d 7×7 s2 p3 dw×8"),
      PrimitiveFact(
        TransposedConvolution(4, kernel: 2, stride: 2), on: map, gives: .map(4, Extent(12, 20)),
        Cost(weights: 128, biases: 4, macs: 128 * 60, activations: 960), "ConvTranspose2d 2×2 s2"),
      PrimitiveFact(
        TransposedConvolution(
          4, kernel: 3, stride: 2, padding: 1, outputPadding: 1, groups: 2, bias: false),
        on: map, gives: .map(4, Extent(12, 20)),
        Cost(weights: 144, macs: 144 * 60, activations: 960),
        "ConvTranspose2d 3×3 s2 p1 g2 op1"),
      PrimitiveFact(
        TransposedConvolution(4, kernel: 3, stride: 2, padding: .same, bias: false), on: map,
        gives: .map(4, Extent(12, 20)), Cost(weights: 288, macs: 288 * 60, activations: 960),
        "ConvTranspose2d 3×3 s2 same"),
      PrimitiveFact(
        Linear(10), on: .vector(20), gives: .vector(10),
        Cost(weights: 200, biases: 10, macs: 200, activations: 10), "Linear"),
      PrimitiveFact(
        Linear(10, bias: false), on: .tensor([7, 20]), gives: .tensor([7, 10]),
        Cost(weights: 200, macs: 1400, activations: 70), "Linear"),
      PrimitiveFact(
        BatchNorm(), on: map, gives: map, Cost(normalization: 16, buffers: 16), "BatchNorm2d"),
      PrimitiveFact(
        BatchNorm(scale: false), on: map, gives: map, Cost(normalization: 8, buffers: 16),
        "BatchNorm2d no scale"),
      PrimitiveFact(
        BatchNorm(isFrozen: true), on: map, gives: map, Cost(buffers: 32), "BatchNorm2d frozen"),
      PrimitiveFact(
        BatchNorm(scale: false, shift: false, tracksStatistics: false), on: map, gives: map,
        "BatchNorm2d no scale, no shift"),
      PrimitiveFact(LayerNorm(), on: map, gives: map, Cost(normalization: 16), "LayerNorm"),
      PrimitiveFact(
        LayerNorm(), on: .tensor([7, 20]), gives: .tensor([7, 20]), Cost(normalization: 40),
        "LayerNorm"),
      PrimitiveFact(
        GroupNorm(groups: 4), on: map, gives: map, Cost(normalization: 16), "GroupNorm g4"),
      PrimitiveFact(
        GroupNorm(groups: 8, affine: false), on: map, gives: map, "GroupNorm g8"),
      PrimitiveFact(LocalResponseNorm(size: 5), on: map, gives: map, "LocalResponseNorm n5"),
      PrimitiveFact(Pool.max(2), on: map, gives: .map(8, Extent(3, 5)), "MaxPool2d 2×2 s2"),
      PrimitiveFact(
        Pool.max(3, stride: 2, rounding: .ceil), on: map, gives: .map(8, Extent(3, 5)),
        "MaxPool2d 3×3 s2 ceil"),
      PrimitiveFact(
        Pool.average(3, stride: 1, padding: 1), on: map, gives: map, "AvgPool2d 3×3 p1"),
      PrimitiveFact(
        AdaptivePool.globalAverage, on: map, gives: .map(8, 1), "AdaptiveAvgPool2d to 1×1"),
      PrimitiveFact(
        AdaptivePool(.max, to: Extent(2, 3)), on: map, gives: .map(8, Extent(2, 3)),
        "AdaptiveMaxPool2d to 2×3"),
      PrimitiveFact(Flatten(), on: map, gives: .vector(480), "Flatten"),
      PrimitiveFact(
        Reshape(to: .tensor([8, 60])), on: map, gives: .tensor([8, 60]), "Reshape to 8×60"),
      PrimitiveFact(Dropout(), on: map, gives: map, "Dropout"),
      PrimitiveFact(StochasticDepth(), on: map, gives: map, "StochasticDepth"),
      PrimitiveFact(Identity(), on: map, gives: map, "Identity"),
      PrimitiveFact(ChannelShuffle(groups: 2), on: map, gives: map, "ChannelShuffle g2"),
      PrimitiveFact(
        ChannelSlice.part(1, of: 2), on: map, gives: .map(4, Extent(6, 10)),
        "ChannelSlice part 2 of 2"),
      PrimitiveFact(
        ChannelSlice.range(first: 3, count: 5), on: map, gives: .map(5, Extent(6, 10)),
        "ChannelSlice 3 to 7"),
      PrimitiveFact(
        ChannelScale(bias: true), on: map, gives: map, Cost(weights: 8, biases: 8), "ChannelScale"),
      PrimitiveFact(
        Permute.channelsLast, on: map, gives: .tensor([6, 10, 8]), "Permute channels last"),
      PrimitiveFact(
        Permute.channelsFirst, on: .tensor([6, 10, 8]), gives: map, "Permute channels first"),
      PrimitiveFact(
        RadialBasis(10), on: .vector(84), gives: .vector(10), Cost(buffers: 840), "RadialBasis"),
      PrimitiveFact(
        FixedScale.storedNormalization, on: map, gives: map, Cost(buffers: 17),
        "Normalization stored"),
      PrimitiveFact(FixedScale.normalization, on: map, gives: map, "Normalization"),
      PrimitiveFact(FixedScale.rescaling, on: map, gives: map, "Rescaling"),
      PrimitiveFact(FixedScale.scaling, on: map, gives: map, "Scaling"),
      PrimitiveFact(FixedScale.offset, on: map, gives: map, "Scaling offset"),
      PrimitiveFact(
        ChannelPad(to: 12), on: map, gives: .map(12, Extent(6, 10)), "ChannelPad to 12"),
      PrimitiveFact(
        ChannelPool(.norm), on: map, gives: .map(1, Extent(6, 10)), "ChannelPool norm"),
      PrimitiveFact(
        Upsample(by: 2), on: map, gives: .map(8, Extent(12, 20)), "Upsample by 2 nearest"),
      PrimitiveFact(
        Upsample(to: Extent(7, 9), mode: .bilinear), on: map, gives: .map(8, Extent(7, 9)),
        "Upsample to 7×9 bilinear"),
    ]
      + Activation.allCases.map {
        PrimitiveFact($0, on: map, gives: map, $0.operation.name(on: map))
      })
  func `shape, cost and description of a primitive`(fact: PrimitiveFact) throws {
    let analysis = try Network(input: fact.input) { fact.layer }.analysis()
    let node = try #require(analysis.graph.nodes.first)
    #expect(analysis.graph.nodes.count == 1)
    #expect(node.output == fact.output)
    #expect(analysis.total == fact.cost)
    #expect(node.operation.description(on: fact.input) == fact.text)
  }

  @Test func `the names are PyTorch's`() {
    #expect(
      Activation.allCases.map { $0.operation.name(on: map) } == [
        "ReLU", "ReLU6", "LeakyReLU", "SiLU", "Sigmoid", "Hardsigmoid", "Hardswish", "GELU", "Tanh",
        "Softmax",
      ])
  }
}
