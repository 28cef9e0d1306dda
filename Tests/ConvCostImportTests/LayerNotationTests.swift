import ConvCostCore
import ConvCostImport
import Testing

@Suite struct LayerNotationTests {
  @Test(arguments: [
    ("conv 3 64", Convolution(64, kernel: 3, padding: .half, bias: false).layer),
    ("conv 3x7x7 64", Convolution(64, kernel: Extent(3, 7, 7), padding: .half, bias: false).layer),
    (
      "conv 3x3 256 s2 g4 bias",
      Convolution(256, kernel: Extent(3, 3), stride: 2, padding: .half, groups: 4).layer
    ),
    (
      "conv 1x7 8 p0x3",
      Convolution(8, kernel: Extent(1, 7), padding: .symmetric(Extent(0, 3)), bias: false).layer
    ),
    (
      "conv 11 96 s4 valid d2",
      Convolution(96, kernel: 11, stride: 4, dilation: 2, bias: false).layer
    ),
    (
      "depthwise 7x7 s2 x8",
      Convolution.depthwise(
        kernel: Extent(7, 7), stride: 2, padding: .half, multiplier: 8, bias: false
      ).layer
    ),
    ("pointwise 64 bias", Convolution(64, kernel: 1).layer),
    ("linear 4096", Linear(4096).layer),
    ("linear 10 nobias", Linear(10, bias: false).layer),
    (
      "maxpool 3x3 s2 p1 ceil",
      Pool.max(Extent(3, 3), stride: 2, padding: .symmetric(1), rounding: .ceil).layer
    ),
    ("avgpool 2", Pool.average(2).layer),
    ("globalpool", AdaptivePool.globalAverage.layer),
    ("inception 64 96-128 16-32 32", InceptionModule(64, 96, 128, 16, 32, 32).layer),
    ("bottleneck 64 s2", Bottleneck(width: 64, stride: 2).layer),
    ("HARDSWISH", Activation.hardSwish.layer),
  ])
  func `words mean layers`(text: String, layer: Layer) throws {
    #expect(try LayerNotation.read(text) == [layer])
  }

  @Test func `commas join layers`() throws {
    #expect(try LayerNotation.read("conv 3x3 8, relu ,flatten").count == 3)
  }

  @Test(arguments: [
    ("", LayerNotation.Problem.empty), ("relu,", .empty),
    ("kernel 3", .unknownLayer("kernel")),
    ("conv", .missing("kernel", layer: "conv")),
    ("conv 3x3", .missing("channels", layer: "conv")),
    ("conv 3x3x3x3 8", .unexpected("3x3x3x3", layer: "conv", expected: "kernel, such as 3x3")),
    ("conv 0 8", .unexpected("0", layer: "conv", expected: "kernel, such as 3x3")),
    ("conv 3 8 s0", .unexpected("s0", layer: "conv", expected: "sN, pN, valid, dN, gN or bias")),
    ("conv 3 9999999999", .unexpected("9999999999", layer: "conv", expected: "channels")),
    (
      "inception 1 2 3-4 5",
      .unexpected(
        "2", layer: "inception", expected: "reduction and channels of the 3×3, such as 96-128")
    ),
    ("depthwise 3x3 g4", .noEffect("g4", layer: "depthwise", .groupsOfDepthwise)),
    ("conv 3x3 64 x2", .noEffect("x2", layer: "conv", .multiplierOfGrouped)),
    ("conv 3 8 s2 s3", .repeated("s3", layer: "conv", setting: "stride")),
    ("conv 3 8 p1 valid", .repeated("valid", layer: "conv", setting: "padding")),
    ("conv 3 8 g2 g4", .repeated("g4", layer: "conv", setting: "number of groups")),
    ("depthwise 3 x2 x3", .repeated("x3", layer: "depthwise", setting: "multiplier")),
    ("depthwise 3 bias bias", .repeated("bias", layer: "depthwise", setting: "bias")),
    ("maxpool 3 ceil ceil", .repeated("ceil", layer: "maxpool", setting: "rounding")),
    ("relu 6", .unexpected("6", layer: "relu", expected: "the end of the layer")),
    ("separable 3 8 x2", .unexpected("x2", layer: "separable", expected: "sN")),
  ])
  func `the first wrong word is named`(text: String, problem: LayerNotation.Problem) {
    #expect(throws: problem) { try LayerNotation.read(text) }
  }
}
