import ConvCostCore
import ConvCostImport
import Testing

struct LayerNotationTests {
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
    ("bottleneck 64", Bottleneck(width: 64).layer),
    ("conv3x5 64", Convolution(64, kernel: Extent(3, 5), padding: .half, bias: false).layer),
    ("dw5", Convolution.depthwise(kernel: 5, padding: .half, bias: false).layer),
    (
      "depthwise3x7", Convolution.depthwise(kernel: Extent(3, 7), padding: .half, bias: false).layer
    ),
    ("maxpool3 s2", Pool.max(3, stride: 2).layer), ("avgpool2x3", Pool.average(Extent(2, 3)).layer),
    (
      "separable 3 8",
      Sequential {
        Convolution.depthwise(kernel: 3, padding: .half, bias: false)
        Convolution(8, kernel: 1, bias: false)
      }.layer
    ),
    (
      "separable 3 8 s2",
      Sequential {
        Convolution.depthwise(kernel: 3, stride: 2, padding: .half, bias: false)
        Convolution(8, kernel: 1, bias: false)
      }.layer
    ),
    ("AdaptiveMaxPool2d(7)", AdaptivePool(.max, to: 7).layer),
    ("AdaptiveAvgPool2d((3, 5))", AdaptivePool(.average, to: Extent(3, 5)).layer),
    (
      "Conv2d(3, 8, (3, 5), 2, 1, 4, 1, False)",
      Convolution(8, kernel: Extent(3, 5), stride: 2, padding: 1, dilation: 4, bias: false).layer
    ),
    (
      "Conv2d(3, 8, 3, stride=1, padding=0) ",
      Convolution(8, kernel: 3, padding: .symmetric(0)).layer
    ),
    ("Conv2d(3, 8, 3, padding='same')", Convolution(8, kernel: 3, padding: .same).layer),
    ("MaxPool2d(3, 1, 0)", Pool.max(3, stride: 1, padding: .symmetric(0)).layer),
    ("MaxPool2d(3, 2, 1)", Pool.max(3, stride: 2, padding: 1).layer),
    ("MaxPool2d(3, ceil_mode=False)", Pool.max(3, padding: .symmetric(0)).layer),
    (
      "MaxPool2d(3, None, ceil_mode=True)",
      Pool.max(3, padding: .symmetric(0), rounding: .ceil).layer
    ),
    ("AvgPool2d(3, 2, 1, True)", Pool.average(3, stride: 2, padding: 1, rounding: .ceil).layer),
  ])
  func `words mean layers`(text: String, layer: Layer) throws {
    #expect(try LayerNotation.read(text) == [layer])
  }

  @Test func `commas join layers`() throws {
    #expect(try LayerNotation.read("conv 3x3 8, relu ,flatten").count == 3)
    #expect(try LayerNotation.read("Conv2d(3, 8, (3, 3)), ReLU(), Conv2d(8, 8, 1)").count == 3)
  }

  /// What the first of several layers says of its input.
  @Test(arguments: [
    ("nn.Conv2d(3, 8, 3), Linear(5, 7)", "Conv2d 3"),
    ("Linear(5, 7), Conv2d(3, 8, 3)", "Linear 5 5"),
    ("torch.nn.Linear(out_features=7, in_features=5)", "Linear 5 5"), ("conv 3 8", ""),
    ("ReLU(), Conv2d(3, 8, 3)", ""), ("Conv1d((3), 8)", "wrong"), ("Linear(0, 8)", "wrong"),
    ("Conv2d()", "wrong"), ("ConvTranspose2d(6, 8, 3)", "ConvTranspose2d 6"),
  ])
  func `what a module states of its input`(text: String, stated: String) {
    do throws(LayerNotation.Problem) {
      let found = try LayerNotation.statedInput(of: text)
      let words = found.map { "\($0.module) \($0.channels)" + ($0.shape.map { " \($0)" } ?? "") }
      #expect(words ?? "" == stated)
    } catch {
      #expect(stated == "wrong")
    }
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
      .unexpected("3-4", layer: "inception", expected: "channels of the 5×5")
    ),
    (
      "inception 1 2-3 4 5",
      .unexpected(
        "4", layer: "inception", expected: "reduction and channels of the 5×5, such as 16-32")
    ),
    ("Conv2d(3, 8)", .missing("kernel_size", layer: "Conv2d")),
    (
      "Conv2d(3, 8, 3, strides=2)",
      .unexpected(
        "strides=2", layer: "Conv2d",
        expected: "in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias")
    ),
    ("Conv2d(3, 8, x)", .unexpected("x", layer: "Conv2d", expected: "kernel_size")),
    ("nn.Conv9d(3, 8, 3)", .unknownLayer("Conv9d")),
    ("ReLU(", .unexpected("ReLU(", layer: "ReLU", expected: "a closing bracket at the end")),
    ("Linear(3, 8, bias=no)", .unexpected("no", layer: "Linear", expected: "bias=True or False")),
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
    ("relu 6 7", .unexpected("6", layer: "relu", expected: "the end of the layer")),
    ("pointwise 8 x bias", .unexpected("x", layer: "pointwise", expected: "the end of the layer")),
    ("convx3 8", .unknownLayer("convx3")), ("conv3x 8", .unknownLayer("conv3x")),
    ("conv 3 0", .unexpected("0", layer: "conv", expected: "channels")),
    ("conv 3 8 g0", .unexpected("g0", layer: "conv", expected: "sN, pN, valid, dN, gN or bias")),
    ("conv 3 8 d0", .unexpected("d0", layer: "conv", expected: "sN, pN, valid, dN, gN or bias")),
    (
      "depthwise 3 x0",
      .unexpected("x0", layer: "depthwise", expected: "sN, pN, valid, dN, xN or bias")
    ),
    ("maxpool 3 q", .unexpected("q", layer: "maxpool", expected: "sN, pN or ceil")),
    (
      "inception 1 2-3-4 5-6 7",
      .unexpected(
        "2-3-4", layer: "inception", expected: "reduction and channels of the 3×3, such as 96-128")
    ),
    ("Conv2d(3, 8, 0)", .unexpected("0", layer: "Conv2d", expected: "kernel_size")),
    ("Conv2d(3, 8, 3, 0)", .unexpected("0", layer: "Conv2d", expected: "stride")),
    ("Conv2d(3, 8, 3, dilation=0)", .unexpected("0", layer: "Conv2d", expected: "dilation")),
    ("Conv2d(3, 8, 3, groups=0)", .unexpected("0", layer: "Conv2d", expected: "groups")),
    ("Conv2d(3, 0, 3)", .unexpected("0", layer: "Conv2d", expected: "out_channels")),
    ("Conv2d(3, 8, 3, stride=)", .unexpected("stride=", layer: "Conv2d", expected: "stride")),
    (
      "Conv2d(3, 8, 3, 1, 1, 1, 1, True, 5)",
      .unexpected("5", layer: "Conv2d", expected: "the end of the layer")
    ),
    ("Linear(3, 8, bias=a=b)", .unexpected("a=b", layer: "Linear", expected: "bias=True or False")),
    ("ReLU() x", .unexpected("ReLU() x", layer: "ReLU", expected: "a closing bracket at the end")),
    ("AdaptiveAvgPool2d()", .missing("output_size", layer: "AdaptiveAvgPool2d")),
    // The fourth argument of a max pool is a dilation.
    (
      "MaxPool2d(3, 2, 1, 2)",
      .unexpected("2", layer: "MaxPool2d", expected: "the end of the layer")
    ),
    (
      "MaxPool2d(3, dilation=2)",
      .unexpected(
        "dilation=2", layer: "MaxPool2d", expected: "kernel_size, stride, padding, ceil_mode")
    ),
    (
      "AvgPool2d(3, ceil_mode=2)",
      .unexpected("2", layer: "AvgPool2d", expected: "ceil_mode=True or False")
    ),
  ])
  func `the first wrong word is named`(text: String, problem: LayerNotation.Problem) {
    #expect(throws: problem) { try LayerNotation.read(text) }
  }

  /// Modules as PyTorch writes them, and the words that mean the same.
  @Test(arguments: [
    ("Conv2d(64, 128, 3, padding=1)", "conv 3x3 128 bias p1"),
    (
      "nn.Conv2d(64, 64, (1, 7), stride=2, padding=(0, 3), groups=64, bias=False)",
      "conv 1x7 64 s2 p0x3 g64"
    ),
    ("torch.nn.Conv1d(8, 16, kernel_size=5, dilation=2)", "conv 5 16 bias p0 d2"),
    ("Linear(512, 1000)", "linear 1000"), ("Linear(512, 10, bias=False)", "linear 10 nobias"),
    ("MaxPool2d(3, stride=2, padding=1)", "maxpool 3 s2 p1"),
    ("AvgPool2d(2, ceil_mode=True)", "avgpool 2 p0 ceil"),
    ("AdaptiveAvgPool2d((1, 1)), Flatten(1)", "globalpool, flatten"),
    ("BatchNorm2d(64), ReLU(inplace=True), Hardswish(), SiLU()", "bn, relu, hardswish, silu"),
  ])
  func `a module of PyTorch is the layer of its words`(module: String, words: String) throws {
    let (one, other) = (try LayerNotation.read(module), try LayerNotation.read(words))
    let input = module.contains("Conv1d") ? Shape.map(64, Extent(length: 40)) : .map(64, 20)
    let shapes = module.contains("Linear") ? Shape.vector(512) : input
    let (a, b) = (
      try Network(input: shapes) { one }.graph(), try Network(input: shapes) { other }.graph()
    )
    #expect(a.nodes.map(\.output) == b.nodes.map(\.output))
    #expect(try Analysis(a).total == Analysis(b).total)
  }

  /// Szegedy et al., "Going Deeper with Convolutions", 2014, Figure 2(a).
  @Test func `three numbers are the naive inception module`() throws {
    let layers = try LayerNotation.read("inception 64 128 32")
    let graph = try Network(input: .map(192, 28)) { layers }.graph()
    #expect(graph.nodes.last?.output == .map(64 + 128 + 32 + 192, 28))
  }
}
