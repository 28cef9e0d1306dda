import ConvCostCore
import Testing

/// Primitives on maps of one and of three axes.
struct AxesTests {
  /// Shapes, parameters, buffers and multiply-accumulates as PyTorch 2.15.0 has them, measured on
  /// the module of that name (nn.Conv1d and others) with random weights: the result's shape,
  /// numel() of the parameters and of the buffers, half of torch.utils.flop_counter's number.
  /// PyTorch pads on one side by nn.ConstantPad1d and 3d, and calls the interpolation of a signal
  /// linear, of a volume trilinear.
  @Test(
    arguments: [
      PrimitiveFact(
        Convolution(16, kernel: 3), on: .map(8, Extent(length: 50)),
        gives: .map(16, Extent(length: 48)),
        Cost(weights: 384, biases: 16, macs: 18432, activations: 768),
        "Conv1d"),
      PrimitiveFact(
        Convolution(16, kernel: 80, stride: 4, padding: 40), on: .map(8, Extent(length: 1000)),
        gives: .map(16, Extent(length: 251)),
        Cost(weights: 10240, biases: 16, macs: 2570240, activations: 4016),
        "Conv1d"),
      PrimitiveFact(
        Convolution(
          16, kernel: Extent(length: 9), stride: 2, padding: .half, dilation: 3, groups: 4,
          bias: false), on: .map(8, Extent(length: 51)), gives: .map(16, Extent(length: 26)),
        Cost(weights: 288, macs: 7488, activations: 416),
        "Conv1d"),
      PrimitiveFact(
        Convolution.depthwise(kernel: 5, padding: 2, multiplier: 3),
        on: .map(8, Extent(length: 50)), gives: .map(24, Extent(length: 50)),
        Cost(weights: 120, biases: 24, macs: 6000, activations: 1200),
        "Conv1d"),
      PrimitiveFact(
        Convolution(16, kernel: 4, padding: .explicit(before: 3, after: 0)),
        on: .map(8, Extent(length: 50)), gives: .map(16, Extent(length: 50)),
        Cost(weights: 512, biases: 16, macs: 25600, activations: 800),
        "Conv1d"),
      PrimitiveFact(
        Convolution(16, kernel: 3), on: .map(4, Extent(7, 9, 11)), gives: .map(16, Extent(5, 7, 9)),
        Cost(weights: 1728, biases: 16, macs: 544320, activations: 5040),
        "Conv3d"),
      PrimitiveFact(
        Convolution(
          16, kernel: Extent(3, 7, 7), stride: Extent(1, 2, 2), padding: .half, bias: false),
        on: .map(4, Extent(7, 9, 11)), gives: .map(16, Extent(7, 5, 6)),
        Cost(weights: 9408, macs: 1975680, activations: 3360),
        "Conv3d"),
      PrimitiveFact(
        Convolution(
          16, kernel: Extent(1, 3, 5), stride: Extent(3, 2, 1),
          padding: .symmetric(Extent(2, 1, 0)), dilation: Extent(1, 2, 2), groups: 2),
        on: .map(4, Extent(7, 9, 11)), gives: .map(16, Extent(4, 4, 3)),
        Cost(weights: 480, biases: 16, macs: 23040, activations: 768),
        "Conv3d"),
      PrimitiveFact(
        Convolution.depthwise(kernel: 3, stride: 2, padding: 1, bias: false),
        on: .map(4, Extent(7, 9, 11)), gives: .map(4, Extent(4, 5, 6)),
        Cost(weights: 108, macs: 12960, activations: 480),
        "Conv3d"),
      PrimitiveFact(
        TransposedConvolution(6, kernel: 4, stride: 2, padding: 1), on: .map(8, Extent(length: 50)),
        gives: .map(6, Extent(length: 100)),
        Cost(weights: 192, biases: 6, macs: 9600, activations: 600),
        "ConvTranspose1d"),
      PrimitiveFact(
        TransposedConvolution(
          6, kernel: 3, stride: 3, outputPadding: 2, dilation: 2, groups: 2, bias: false),
        on: .map(8, Extent(length: 50)), gives: .map(6, Extent(length: 154)),
        Cost(weights: 72, macs: 3600, activations: 924),
        "ConvTranspose1d"),
      PrimitiveFact(
        TransposedConvolution(6, kernel: 2, stride: 2), on: .map(4, Extent(3, 5, 7)),
        gives: .map(6, Extent(6, 10, 14)),
        Cost(weights: 192, biases: 6, macs: 20160, activations: 5040),
        "ConvTranspose3d"),
      PrimitiveFact(
        TransposedConvolution(
          6, kernel: Extent(1, 4, 4), stride: Extent(1, 2, 2), padding: .symmetric(Extent(0, 1, 1)),
          bias: false), on: .map(4, Extent(3, 5, 7)), gives: .map(6, Extent(3, 10, 14)),
        Cost(weights: 384, macs: 40320, activations: 2520),
        "ConvTranspose3d"),
      PrimitiveFact(
        TransposedConvolution(
          6, kernel: 3, stride: Extent(3, 2, 2), padding: 1, outputPadding: Extent(2, 1, 0)),
        on: .map(4, Extent(3, 5, 7)), gives: .map(6, Extent(9, 10, 13)),
        Cost(weights: 648, biases: 6, macs: 68040, activations: 7020),
        "ConvTranspose3d"),
      PrimitiveFact(
        Pool.max(4), on: .map(8, Extent(length: 51)), gives: .map(8, Extent(length: 12)),
        "MaxPool1d"),
      PrimitiveFact(
        Pool.max(3, stride: 2, padding: 1, dilation: 2, rounding: .ceil),
        on: .map(8, Extent(length: 50)), gives: .map(8, Extent(length: 25)),
        "MaxPool1d"),
      PrimitiveFact(
        Pool.average(4, stride: 3, padding: 2), on: .map(8, Extent(length: 51)),
        gives: .map(8, Extent(length: 18)),
        "AvgPool1d"),
      PrimitiveFact(
        Pool.max(Extent(1, 3, 3), stride: Extent(1, 2, 2), padding: .symmetric(Extent(0, 1, 1))),
        on: .map(4, Extent(7, 9, 11)), gives: .map(4, Extent(7, 5, 6)),
        "MaxPool3d"),
      PrimitiveFact(
        Pool.max(2, rounding: .ceil), on: .map(4, Extent(7, 9, 11)),
        gives: .map(4, Extent(4, 5, 6)),
        "MaxPool3d"),
      PrimitiveFact(
        Pool.average(Extent(2, 7, 7), stride: 1), on: .map(4, Extent(7, 9, 11)),
        gives: .map(4, Extent(6, 3, 5)),
        "AvgPool3d"),
      PrimitiveFact(
        AdaptivePool.globalAverage, on: .map(8, Extent(length: 50)),
        gives: .map(8, Extent(length: 1)),
        "AdaptiveAvgPool1d"),
      PrimitiveFact(
        AdaptivePool(.max, to: 7), on: .map(8, Extent(length: 50)),
        gives: .map(8, Extent(length: 7)),
        "AdaptiveMaxPool1d"),
      PrimitiveFact(
        AdaptivePool.globalAverage, on: .map(4, Extent(7, 9, 11)), gives: .map(4, Extent(1, 1, 1)),
        "AdaptiveAvgPool3d"),
      PrimitiveFact(
        AdaptivePool(.max, to: Extent(2, 3, 4)), on: .map(4, Extent(7, 9, 11)),
        gives: .map(4, Extent(2, 3, 4)),
        "AdaptiveMaxPool3d"),
      PrimitiveFact(
        BatchNorm(), on: .map(8, Extent(length: 50)), gives: .map(8, Extent(length: 50)),
        Cost(normalization: 16, buffers: 16),
        "BatchNorm1d"),
      PrimitiveFact(
        BatchNorm(), on: .vector(20), gives: .vector(20), Cost(normalization: 40, buffers: 40),
        "BatchNorm1d"),
      PrimitiveFact(
        BatchNorm(), on: .map(4, Extent(7, 9, 11)), gives: .map(4, Extent(7, 9, 11)),
        Cost(normalization: 8, buffers: 8),
        "BatchNorm3d"),
      PrimitiveFact(
        GroupNorm(groups: 2), on: .map(4, Extent(7, 9, 11)), gives: .map(4, Extent(7, 9, 11)),
        Cost(normalization: 8),
        "GroupNorm"),
      PrimitiveFact(
        Upsample(by: 4), on: .map(8, Extent(length: 50)), gives: .map(8, Extent(length: 200)),
        "Upsample"),
      PrimitiveFact(
        Upsample(by: 2, mode: .bilinear), on: .map(8, Extent(length: 50)),
        gives: .map(8, Extent(length: 100)),
        "Upsample"),
      PrimitiveFact(
        Upsample(by: Extent(1, 2, 2)), on: .map(4, Extent(7, 9, 11)),
        gives: .map(4, Extent(7, 18, 22)),
        "Upsample"),
      PrimitiveFact(
        Upsample(to: Extent(5, 6, 13), mode: .bilinear), on: .map(4, Extent(7, 9, 11)),
        gives: .map(4, Extent(5, 6, 13)),
        "Upsample"),
      PrimitiveFact(
        ZeroPad(before: 2, after: 1), on: .map(8, Extent(length: 50)),
        gives: .map(8, Extent(length: 53)),
        "ZeroPad1d"),
      PrimitiveFact(
        ZeroPad(before: Extent(1, 0, 2), after: 1), on: .map(4, Extent(7, 9, 11)),
        gives: .map(4, Extent(9, 10, 14)),
        "ZeroPad3d"),
      PrimitiveFact(
        Dropout(), on: .map(4, Extent(7, 9, 11)), gives: .map(4, Extent(7, 9, 11)),
        "Dropout"),
      PrimitiveFact(
        Flatten(), on: .map(4, Extent(7, 9, 11)), gives: .vector(2772),
        "Flatten"),
    ] as [PrimitiveFact])
  func `shapes and counts are PyTorch's`(fact: PrimitiveFact) throws {
    let analysis = try Network(input: fact.input) { fact.layer }.analysis()
    let node = try #require(analysis.graph.nodes.first)
    #expect(analysis.graph.nodes.count == 1)
    #expect(node.output == fact.output)
    #expect(analysis.total == fact.cost)
    #expect(node.operation.name(on: fact.input) == fact.text)
  }

  private static let signal = Shape.map(8, Extent(length: 50))
  private static let volume = Shape.map(4, Extent(7, 9, 11))

  @Test(arguments: [
    (Convolution(16, kernel: 80, stride: 4, padding: 40).operation, signal, "Conv1d 80 s4 p40"),
    (
      Convolution(16, kernel: 4, padding: .explicit(before: 3, after: 0), groups: 2).operation,
      signal, "Conv1d 4 p3,0 g2"
    ),
    (Convolution(16, kernel: 3, stride: 2, padding: 1).operation, volume, "Conv3d 3×3×3 s2 p1"),
    (
      Convolution(
        16, kernel: Extent(1, 3, 5), stride: Extent(3, 2, 1), padding: .symmetric(Extent(2, 1, 0)),
        dilation: Extent(1, 2, 2)
      ).operation, volume, "Conv3d 1×3×5 s3×2×1 p2×1×0 d1×2×2"
    ),
    (
      Convolution.depthwise(kernel: Extent(3, 1, 1), padding: .half).operation, volume,
      "Conv3d 3×1×1 p1×0×0 dw"
    ),
    (
      TransposedConvolution(6, kernel: 3, stride: Extent(1, 2, 2), outputPadding: Extent(0, 1, 1))
        .operation, volume, "ConvTranspose3d 3×3×3 s1×2×2 op0×1×1"
    ),
    (Pool.max(4, rounding: .ceil).operation, signal, "MaxPool1d 4 s4 ceil"),
    (Pool.average(Extent(2, 7, 7), stride: 1).operation, volume, "AvgPool3d 2×7×7"),
    (AdaptivePool.globalAverage.operation, signal, "AdaptiveAvgPool1d to 1"),
    (AdaptivePool.globalMax.operation, volume, "AdaptiveMaxPool3d to 1×1×1"),
    (Upsample(by: Extent(1, 2, 2)).operation, volume, "Upsample by 1×2×2 nearest"),
    (Upsample(to: 5).operation, volume, "Upsample to 5×5×5 nearest"),
    (ZeroPad(before: 2, after: 1).operation, signal, "ZeroPad1d 2,1"),
    (Crop(Extent(1, 2, 3)).operation, volume, "Crop 1×2×3"),
  ])
  func `names and hyper-parameters`(operation: Operation, input: Shape, text: String) {
    #expect(operation.description(on: input) == text)
  }

  /// A window with other axes than the map's is an error that names them, for every way to state
  /// the axes.
  @Test(arguments: [
    (
      Convolution(8, kernel: Extent(3, 3, 3)).layer, Shape.map(3, 224),
      """
      conv: Conv2d 3×3×3 on 3×224×224: found depth, height and width, expected height and width: \
      the axes of the map
      """
    ),
    (
      Convolution(8, kernel: 3, stride: Extent(1, 2)).layer, volume,
      """
      conv: Conv3d 3×3×3 s1×2 on 4×7×9×11: found height and width, expected depth, height and \
      width: the axes of the map
      """
    ),
    (
      Pool.max(2, padding: .symmetric(Extent(0, 1))).layer, signal,
      """
      conv: MaxPool1d 2 s2 p0×1 on 8×50: found height and width, expected length: the axes of \
      the map
      """
    ),
    (
      AdaptivePool(.max, to: Extent(length: 3)).layer, Shape.map(3, 224),
      """
      conv: AdaptiveMaxPool2d to 3 on 3×224×224: found length, expected height and width: the axes \
      of the map
      """
    ),
    (
      Upsample(by: Extent(1, 2, 2)).layer, Shape.map(3, 224),
      """
      conv: Upsample by 1×2×2 nearest on 3×224×224: found depth, height and width, expected height \
      and width: the axes of the map
      """
    ),
  ])
  func `axes that a map does not have`(layer: Layer, input: Shape, message: String) {
    let error = #expect(throws: NetworkError.self) {
      try Network(input: input) { layer.named("conv") }.graph()
    }
    #expect(error?.description == message)
  }

  /// By hand: a window adds d·(k − 1)·jump along its axis, and its stride multiplies the jump.
  @Test func `receptive fields are along each axis`() throws {
    let graph = try Network(input: Self.volume) {
      Convolution(8, kernel: Extent(3, 7, 7), stride: Extent(1, 2, 2), padding: .half)
      Pool.max(Extent(1, 3, 3), stride: Extent(1, 2, 2), padding: .symmetric(Extent(0, 1, 1)))
      Convolution(8, kernel: Extent(3, 1, 1), stride: Extent(2, 1, 1), padding: .half)
      AdaptivePool(.average, to: 1)
    }.graph()
    let fields = ReceptiveFields(graph).values
    #expect(fields[2].axes.map { fields[2][$0]?.size } == [3, 11, 11])
    #expect(fields[3].axes.map { fields[3][$0]?.size } == [5, 11, 11])
    #expect(fields[3].axes.map { fields[3][$0]?.jump } == [2, 4, 4])
    #expect(fields[3].axes.map { fields[3][$0]?.offset } == [-2, -5, -5])
    #expect(fields[4].isGlobal)

    let signal = try Network(input: Self.signal) {
      Convolution(8, kernel: 9, stride: 2, padding: 4)
      Pool.max(4)
      Convolution(8, kernel: 3, dilation: 2)
    }.graph()
    let last = try #require(ReceptiveFields(signal).values.last)
    // 9, + 3·2, + 2·2·8
    #expect(last[.length] == ReceptiveField.Span(size: 47, jump: 8, offset: -4))
  }
}
