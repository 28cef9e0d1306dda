import ConvCostCore
import Testing

/// A single operation, and what the tools printed for it.
struct OperationFact: Sendable, CustomTestStringConvertible {
  var layer: Layer
  var input: Shape
  /// fvcore, fvcore in training mode, thop, ptflops, ptflops-aten, torchinfo, calflops, PyTorch's
  /// own counter.
  var counts: [Int]

  init(_ layer: some LayerConvertible, on input: Shape = .map(8, Extent(12, 10)), _ counts: Int...)
  {
    self.layer = layer.layer
    self.input = input
    self.counts = counts
  }

  var testDescription: String { "\(layer)" }
}

/// Single modules, functions and operators of PyTorch 2.15.0, each run alone through fvcore
/// 0.1.5.post20221221, thop 0.1.1.post2209072238, ptflops 0.7.5, torchinfo 1.8.0 and calflops
/// 0.3.2.
struct OperationFactTests {
  static let tokens = Shape.tensor([8, 12, 10])

  static let conventions: [Convention] = [
    .fvcore, .fvcoreTraining, .thop, .ptflops, .ptflopsATen, .torchinfo, .calflops,
    .torchFlopCounter,
  ]

  static let facts: [OperationFact] = [
    OperationFact(Activation.relu, 0, 0, 0, 1920, 0, 0, 960, 0),
    OperationFact(Activation.relu6, 0, 0, 0, 960, 0, 0, 0, 0),
    OperationFact(Activation.leakyRelu, 0, 0, 0, 960, 0, 0, 960, 0),
    OperationFact(Activation.leakyRelu.written(as: .function), 0, 0, 0, 0, 0, 0, 960, 0),
    OperationFact(BatchNorm(isFrozen: true).written(as: .operator), 0, 0, 0, 0, 0, 0, 0, 0),
    OperationFact(Activation.silu, 0, 0, 0, 960, 0, 0, 960, 0),
    OperationFact(Activation.sigmoid, 0, 0, 0, 0, 0, 0, 0, 0),
    OperationFact(Activation.hardSigmoid, 0, 0, 0, 0, 0, 0, 0, 0),
    OperationFact(Activation.hardSwish, 0, 0, 0, 0, 0, 0, 0, 0),
    OperationFact(Activation.gelu, 0, 0, 0, 1920, 0, 0, 960, 0),
    OperationFact(Activation.tanh, 0, 0, 0, 0, 0, 0, 0, 0),
    OperationFact(Activation.softmax, 0, 0, 2760, 960, 0, 0, 960, 0),
    OperationFact(BatchNorm(), 1920, 4800, 3840, 1920, 0, 16, 1920, 0),
    OperationFact(BatchNorm(scale: false, shift: false), 960, 3840, 1920, 960, 0, 0, 960, 0),
    OperationFact(GroupNorm(groups: 4), 4800, 4800, 0, 1920, 0, 16, 4800, 0),
    OperationFact(GroupNorm(groups: 4, affine: false), 3840, 3840, 0, 960, 0, 0, 3840, 0),
    OperationFact(LocalResponseNorm(), 0, 0, 0, 4320, 0, 0, 4320, 0),
    OperationFact(LayerNorm().written(as: .customModule), 4800, 4800, 0, 0, 0, 16, 4800, 0),
    OperationFact(Pool.max(3, stride: 2, padding: 1), 0, 0, 0, 1920, 0, 0, 960, 0),
    OperationFact(Pool.average(3, stride: 2, padding: 1), 0, 0, 240, 1920, 0, 0, 960, 0),
    OperationFact(Pool.average(2), 0, 0, 240, 1920, 0, 0, 960, 0),
    OperationFact(AdaptivePool.globalAverage, 960, 960, 968, 1920, 0, 0, 960, 0),
    // 52,480 in integers: thop divides in floating point and truncates.
    OperationFact(
      AdaptivePool(.average, to: 6), on: .map(256, 13), 43264, 43264, 52479, 86528, 0, 0, 43264, 0),
    OperationFact(AdaptivePool(.average, to: Extent(5, 3)), 960, 960, 1080, 1920, 0, 0, 960, 0),
    OperationFact(AdaptivePool.globalMax, 0, 0, 0, 1920, 0, 0, 960, 0),
    OperationFact(
      Pool.max(3, stride: 2, padding: 1).written(as: .function), 0, 0, 0, 960, 0, 0, 960, 0),
    OperationFact(
      Pool.average(3, stride: 2, padding: 1).written(as: .function), 0, 0, 0, 960, 0, 0, 960, 0),
    OperationFact(
      AdaptivePool.globalAverage.written(as: .function), 960, 960, 0, 960, 0, 0, 960, 0),
    OperationFact(AdaptivePool.globalMax.written(as: .function), 0, 0, 0, 960, 0, 0, 960, 0),
    OperationFact(AdaptivePool.globalAverage.written(as: .method), 0, 0, 0, 0, 0, 0, 0, 0),
    OperationFact(
      Sum {
        Chain {}
        Chain {}
      }, 0, 0, 0, 0, 0, 0, 0, 0),
    OperationFact(
      Sum {
        Chain {}
        Chain {}
      }.written(as: .function), 0, 0, 0, 960, 0, 0, 960, 0),
    OperationFact(Layer.merge(.multiply, [.chain([]), .chain([])]), 0, 0, 0, 0, 0, 0, 0, 0),
    OperationFact(
      Layer.merge(.multiply, [.chain([]), .chain([])]).written(as: .function), 0, 0, 0, 960, 0, 0,
      960, 0),
    OperationFact(
      Concat {
        Chain {}
        Chain {}
      }, 0, 0, 0, 0, 0, 0, 0, 0),
    OperationFact(
      Convolution(6, kernel: 3, padding: 1), 51840, 51840, 51840, 52560, 52560, 52560, 104400,
      103680),
    OperationFact(
      Convolution(12, kernel: 3, stride: 2, padding: 1, groups: 4), 6480, 6480, 6480, 6840, 6840,
      6840,
      13320, 12960),
    OperationFact(
      Convolution(6, kernel: 3, bias: false), 34560, 34560, 34560, 34560, 34560, 34560, 69120, 69120
    ),
    OperationFact(
      TransposedConvolution(6, kernel: 3, stride: 2, padding: 1), 51840, 51840, 188784, 54462,
      54462,
      191406, 103860, 103680),
    OperationFact(
      TransposedConvolution(12, kernel: 3, stride: 2, padding: 1, groups: 4), 25920, 25920, 94392,
      31164,
      31164, 99636, 90, 51840),
    OperationFact(
      TransposedConvolution(6, kernel: 4, stride: 2, padding: 1, bias: false), 92160, 92160, 368640,
      92160, 92160, 368640, 184320, 184320),
    OperationFact(Upsample(by: 2, mode: .nearest), 3840, 3840, 3840, 7680, 0, 0, 960, 0),
    OperationFact(
      Upsample(to: Extent(20, 30), mode: .nearest), 4800, 4800, 4800, 9600, 0, 0, 600, 0),
    OperationFact(
      Upsample(by: 2, mode: .nearest).written(as: .function), 3840, 3840, 0, 3840, 0, 0, 960, 0),
    OperationFact(Upsample(by: 2, mode: .bilinear), 15360, 15360, 42240, 7680, 0, 0, 960, 0),
    OperationFact(
      Upsample(to: Extent(20, 30), mode: .bilinear), 19200, 19200, 52800, 9600, 0, 0, 600, 0),
    OperationFact(
      Upsample(by: 2, mode: .bilinear).written(as: .function), 15360, 15360, 0, 3840, 0, 0, 960, 0),
    OperationFact(Upsample(by: 2, mode: .bicubic), 0, 0, 994560, 7680, 0, 0, 960, 0),
    OperationFact(Upsample(to: Extent(20, 30), mode: .bicubic), 0, 0, 1243200, 9600, 0, 0, 600, 0),
    OperationFact(
      Upsample(by: 2, mode: .bicubic).written(as: .function), 0, 0, 0, 3840, 0, 0, 960, 0),
    OperationFact(Linear(7), on: tokens, 6720, 6720, 6720, 7392, 7392, 77, 13440, 13440),
    OperationFact(
      Linear(7, bias: false), on: tokens, 6720, 6720, 6720, 6720, 6720, 70, 13440, 13440),
    OperationFact(LayerNorm(), on: tokens, 4800, 4800, 3840, 960, 0, 20, 4800, 0),
    OperationFact(LayerNorm(affine: false), on: tokens, 3840, 3840, 1920, 960, 0, 0, 3840, 0),
  ]

  /// As above, by fvcore; thop by its source, vision/basic_hooks.py and vision/calc_func.py: 5
  /// operations for each element in the mode linear, none in trilinear, which it warns of.
  @Test(arguments: [
    (Upsample(by: 2).layer, Shape.map(8, Extent(length: 50)), 0, 800),
    (Upsample(by: 2, mode: .bilinear).layer, .map(8, Extent(length: 50)), 0, 4000),
    (Upsample(by: 2).layer, .map(4, Extent(3, 3, 3)), 0, 864),
    (Upsample(by: 2, mode: .bilinear).layer, .map(4, Extent(3, 3, 3)), 0, 0),
    (AdaptivePool.globalAverage.layer, .map(8, Extent(length: 50)), 0, 408),
    (AdaptivePool.globalAverage.layer, .map(4, Extent(7, 9, 11)), 0, 2776),
    (TransposedConvolution(6, kernel: 2, stride: 2).layer, .map(4, Extent(3, 5, 7)), 20160, 161280),
    (BatchNorm().layer, .map(4, Extent(3, 5, 7)), 840, 1680),
  ])
  func `other rules hold on signals and volumes`(
    layer: Layer, input: Shape, fvcore: Int, thop: Int
  ) throws {
    let graph = try Network(input: input) { layer }.graph()
    #expect(try Analysis(graph, by: .fvcore).total.flops == fvcore)
    #expect(try Analysis(graph, by: .thop).total.macs == thop)
  }

  @Test(arguments: facts)
  func `a single operation counts as its tool counts it`(fact: OperationFact) throws {
    let graph = try Network(input: fact.input, framework: .pytorch) { fact.layer }.graph()
    for (convention, printed) in zip(Self.conventions, fact.counts) {
      let total = try Analysis(graph, by: convention).total
      #expect(convention.counts[0].metric.value(of: total) == printed, "\(convention.name)")
    }
  }

  /// TensorFlow's flops_registry.py: 2·out·|weights| of a transposed convolution divided by the
  /// output's channels and the strides, and nothing for pools and transposed convolutions of
  /// volumes. onnx_tool/node.py: of a pool's kernel with three lengths only the first counts.
  @Test(arguments: [
    (
      TransposedConvolution(3, kernel: 3, stride: 2, bias: false).layer, Shape.map(2, 4), 2187,
      6561
    ),
    (TransposedConvolution(3, kernel: 2, stride: 2, bias: false).layer, .map(2, 4), 768, 2304),
    // 2·3·7·7·1/(2·2) is 73.5.
    (TransposedConvolution(3, kernel: 1, stride: 2, bias: false).layer, .map(1, 4), 73, 441),
    (Pool.max(2).layer, .map(1, Extent(4, 4, 4)), 0, 16),
    (Pool.average(Extent(3, 2, 1), stride: 1).layer, .map(1, Extent(4, 4, 4)), 0, 72),
    (Pool.max(2).layer, .map(1, 4), 16, 16),
  ])
  func `Keras and onnx-tool count by the number of axes`(
    layer: Layer, input: Shape, keras: Int, onnxTool: Int
  ) throws {
    let graph = try Network(input: input) { layer }.graph()
    #expect(try Analysis(graph, by: .keras).total.flops == keras)
    #expect(try Analysis(graph, by: .onnxTool).total.macs == onnxTool)
  }

  /// Three factors are multiplied by two operators.
  @Test(arguments: [Convention.keras, .onnxTool])
  func `a product of three is two products`(convention: Convention) throws {
    func count(_ factors: Int) throws -> Int {
      let graph = try Network(input: .map(2, 4)) {
        Product { for _ in 0..<factors { Dropout() } }
      }.graph()
      return convention.counts[0].metric.value(of: try Analysis(graph, by: convention).total)
    }
    #expect(try count(2) == 32)
    #expect(try count(3) == 64)
  }

  /// Darknet prints 2 · n · size² · c/groups · out_h · out_w beside a convolution, and nothing
  /// beside others: pjreddie/darknet, src/convolutional_layer.c, connected_layer.c and so on.
  @Test func `Darknet counts convolutions only`() throws {
    func count(_ layer: some LayerConvertible) throws -> Int {
      let graph = try Network(input: .map(8, Extent(12, 10))) { layer }.graph()
      return try Analysis(graph, by: .darknet).total.flops
    }
    #expect(try count(Convolution(4, kernel: 3, padding: 1)) == 69_120)
    #expect(try count(Convolution(16, kernel: 3, stride: 2, padding: 1, groups: 4)) == 17_280)
    #expect(try count(TransposedConvolution(4, kernel: 2, stride: 2)) == 0)
    #expect(try count(Layer.chain([Flatten().layer, Linear(5).layer])) == 0)
    #expect(try count(BatchNorm()) == 0)
    #expect(try count(Pool.max(2)) == 0)
  }
}
