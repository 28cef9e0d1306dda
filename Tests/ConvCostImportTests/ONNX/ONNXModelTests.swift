import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// The expected counts of a real file.
struct ModelFact: Sendable, CustomTestStringConvertible {
  var file: String
  var size: [Int]?
  /// Multiply-accumulates of convolutions and matrix products, batch 1.
  var macs: Int
  /// Learned numbers, by tracing.
  var parameters: Int
  var buffers = 0

  var testDescription: String { file }
}

struct ONNXModelTests {
  static let folder = "Tests/ConvCostImportTests/Models/onnx"

  static func network(_ file: String, size: [Int]? = nil) throws -> ImportedNetwork {
    let bytes = try Fixtures.bytes("\(folder)/\(file)")
    return try bytes.withUnsafeBytes { try ONNXFile.read(ByteSource($0), size: size) }
  }

  static let facts: [ModelFact] = [
    ModelFact(
      file: "light_resnet50.onnx", macs: 4_089_184_256, parameters: 25_557_032,
      buffers: 53_120),
    ModelFact(file: "light_bvlc_alexnet.onnx", macs: 654_560_384, parameters: 60_965_224),
    ModelFact(
      file: "light_densenet121.onnx", macs: 2_834_161_664, parameters: 8_062_504,
      buffers: 83_648),
    ModelFact(
      file: "light_shufflenet.onnx", macs: 124_664_528, parameters: 1_393_320,
      buffers: 26_832),
    ModelFact(
      file: "keras_MobileNetV2_tf2onnx_op13.onnx", macs: 300_774_272, parameters: 3_494_952),
    ModelFact(file: "ort_tv_resnet18_int8_QDQ.onnx", macs: 1_814_073_344, parameters: 11_684_712),
    ModelFact(
      file: "tm_tf_efficientnet_b0_ts_op13_dynhw.onnx", size: [224], macs: 385_814_752,
      parameters: 5_267_540),
    ModelFact(
      file: "tm_resnetv2_50x1_bit_ts_op17.onnx", macs: 4_089_184_256, parameters: 25_549_352),
    ModelFact(file: "tv_efficientnet_b0_ts_op13.onnx", macs: 385_814_752, parameters: 5_267_540),
    ModelFact(
      file: "tv_fcn_resnet50_ts_op13_dynhw.onnx", size: [224], macs: 26_484_498_432,
      parameters: 32_929_941),
    ModelFact(file: "tv_googlenet_ts_op13.onnx", macs: 1_498_376_192, parameters: 6_617_624),
    ModelFact(file: "tv_mobilenet_v2_ts_op11.onnx", macs: 300_774_272, parameters: 3_487_816),
    ModelFact(
      file: "tv_resnet50_ts_op17_bnkept.onnx", macs: 4_089_184_256, parameters: 25_557_032,
      buffers: 53_120),
    ModelFact(file: "tv_resnet50_dyn_op18.onnx", macs: 4_089_184_256, parameters: 25_530_472),
    // Two images of 3 channels made of one of 6, then a 3×3 convolution to 4 on 8×10: 2 · 108 · 48.
    ModelFact(file: "reshaped-batch.onnx", macs: 10_368, parameters: 108),
    // Positions are not learned; a table is, and counts once even if its rows are gathered several
    // times.
    ModelFact(file: "range-added.onnx", macs: 0, parameters: 0),
    ModelFact(file: "table-gathered.onnx", macs: 0, parameters: 8),
    // A kernel that is an input of the network: 4 · 27 · 36.
    ModelFact(file: "weight-as-input.onnx", macs: 3_888, parameters: 0),
    ModelFact(file: "wonnx_opt-mnist.onnx", macs: 786_560, parameters: 5_994),
    // PyTorch 2.15's flop counter on the module itself, whose size is computed with arithmetic on
    // floats, TopK, scatters and sequences; 16,472 of its 3,440,060 parameters are folded norms.
    ModelFact(
      file: "tv_ssdlite320_mobilenet_v3_large_ts_op17.onnx", macs: 583_171_904,
      parameters: 3_423_588),
    ModelFact(
      file: "tv_mvit_v1_b_dyn_op18.onnx", macs: 70_599_407_808, parameters: 36_610_672),
    // The module has 28,288,354 parameters and 220,892 numbers in masks, which are buffers. 23,322
    // biases are spread over pairs of positions to 331,338, which the file holds.
    ModelFact(
      file: "tm_swin_tiny_patch4_window7_224_dyn_op18.onnx", macs: 4_490_566_656,
      parameters: 28_288_354 - 23_322 + 331_338, buffers: 220_892),
    // A 1×1 convolution of a table of positions is computed before the data is known: its 3,145,728
    // MACs are the difference to the flop counter's 257,905,088; its weights are among the module's
    // parameters.
    ModelFact(
      file: "tm_edgenext_xx_small_ts_op17.onnx", macs: 257_905_088 - 3_145_728,
      parameters: 1_327_216),
    // PyTorch's flop counter and parameters of the modules: a head on three maps, and a convolution
    // on three maps with norms of their own.
    ModelFact(
      file: "small_pyramid_ts_op17_bnkept.onnx", macs: 1_264_320_512, parameters: 156_468,
      buffers: 448),
    ModelFact(
      file: "small_ownnorms_ts_op17_bnkept.onnx", macs: 1_179_648, parameters: 2_024, buffers: 48),
    // Files with a batch of three. The flop counter gives 258,528, 3,539,184, 1,660,224 and 393,696
    // for all three; it does not count recurrent layers, which have 12 steps of 4·32·(24 + 32) and,
    // in the second layer, 4·32·(32 + 32), between linear layers of 12·20·24 and 32·7 or 64·7.
    // Exports that were not optimised: the zero of a bias and the type of a scale are operators.
    ModelFact(file: "small_raw_conv.onnx", macs: 2_981_888, parameters: 2_912),
    ModelFact(file: "small_raw_groupnorm.onnx", macs: 48_608, parameters: 268),
    ModelFact(file: "small_conv1d_b3_ts_op17.onnx", macs: 258_528 / 3, parameters: 2_325),
    ModelFact(file: "small_conv1d_b3_dyn_op18.onnx", macs: 258_528 / 3, parameters: 2_325),
    ModelFact(file: "small_conv3d_b3_ts_op17.onnx", macs: 3_539_184 / 3, parameters: 1_693),
    ModelFact(file: "small_conv3d_b3_dyn_op18.onnx", macs: 3_539_184 / 3, parameters: 1_693),
    ModelFact(file: "small_vit_b3_ts_op17.onnx", macs: 1_660_224 / 3, parameters: 32_554),
    // The class token of 32 numbers is stored three times.
    ModelFact(file: "small_vit_b3_dyn_op18.onnx", macs: 1_660_224 / 3, parameters: 32_554 + 64),
    ModelFact(file: "small_window_b3_ts_op17.onnx", macs: 393_696 / 3, parameters: 1_770),
    ModelFact(file: "small_window_b3_dyn_op18.onnx", macs: 393_696 / 3, parameters: 1_770),
    ModelFact(
      file: "small_lstm_b3_ts_op17.onnx",
      macs: 12 * 20 * 24 + 12 * 4 * 32 * (24 + 32) + 12 * 4 * 32 * (32 + 32) + 32 * 7,
      parameters: 16_607),
    ModelFact(
      file: "small_bilstm_b3_dyn_op18.onnx",
      macs: 12 * 20 * 24 + 2 * 12 * 4 * 32 * (24 + 32) + 64 * 7, parameters: 15_807),
    // Small files that were once refused or counted wrongly, by hand: 4 kernels of 3·3·3 on 6×6; 8
    // sums of 27 on 2×2 after a pool that is rounded up; 48·64 on 8×8 before the data and 4·48·9 on
    // 6×6.
    ModelFact(file: "../hostile/batch2_reshape.onnx", macs: 4 * 27 * 36, parameters: 108),
    ModelFact(file: "../hostile/batch2_vit.onnx", macs: 4 * 27 * 36, parameters: 108 + 4),
    ModelFact(file: "../hostile/ceil_pool.onnx", macs: 864, parameters: 224),
    ModelFact(file: "../hostile/const_conv.onnx", macs: 4 * 48 * 9 * 36, parameters: 3_072 + 1_728),
    ModelFact(file: "../hostile/empty_slice.onnx", macs: 4 * 27 * 36, parameters: 108),
    ModelFact(file: "../hostile/reducemax_float.onnx", macs: 4 * 27 * 64, parameters: 108),
  ]

  /// Detection ends in boxes whose number depends on the image. The backbone with its pyramid,
  /// 581,968,000, and the proposals' head, 137,030,400, are counted, by PyTorch's flop counter.
  @Test func `operators that depend on the data make a lower bound`() throws {
    let network = try Self.network("tv_fasterrcnn_mobilenet_v3_large_320_fpn_ts_op17.onnx")
    let analysis = try Analysis(network.graph)
    #expect(analysis.total.macs == 581_968_000 + 137_030_400)
    #expect(analysis.isLowerBound(.macs))
    #expect(analysis.isLowerBound(.parameters))
    let missing = network.graph.omissions.filter(\.mayMultiply)
    #expect(missing.map(\.operation) == ["Gemm"])
    #expect(missing.map(\.count) == [4])
    // The box head's 12,544·1,024 + 1,024·1,024 weights and biases, then 91 classes and 4 numbers
    // for each.
    #expect(
      missing.map(\.storedNumbers)
        == [12_544 * 1_024 + 1_024 + 1_024 * 1_024 + 1_024 + 1_024 * 455 + 455])
  }

  /// SSD's boxes come after the last product, so its counts are complete; only the memory is
  /// unknown.
  @Test func `unknown work after the last product leaves the counts exact`() throws {
    let network = try Self.network("tv_ssdlite320_mobilenet_v3_large_ts_op17.onnx")
    let analysis = try Analysis(network.graph)
    #expect(!Metric.allCases.contains { analysis.isLowerBound($0) })
    #expect(analysis.graph.lacksValues)
    // Other counters that count products only have exact totals too.
    #expect(!analysis.graph.isLowerBound(.macs, by: .torchvision))
    #expect(!analysis.graph.isLowerBound(.flops, by: .torchFlopCounter))
    #expect(analysis.graph.isLowerBound(.macs, by: .thop))
  }

  /// A global mean in timm's squeeze-excite is a method, the pool of the head is a module: by
  /// fvcore 0.1.5 on timm 1.0.31 the network has 399,352,864, including its norms.
  @Test func `a mean is written as a method`() throws {
    let graph = try Self.network("tm_efficientnet_b0_ts_op17_bnkept.onnx").graph
    #expect(try Analysis(graph, by: .fvcore).total.flops == 399_352_864)
  }

  @Test func `the batch of a file is reported`() throws {
    #expect(try Self.network("small_conv1d_b3_ts_op17.onnx").origin.batch == 3)
    #expect(try Self.network("../hostile/batch2_vit.onnx").origin.batch == 2)
    #expect(try Self.network("light_resnet50.onnx").origin.batch == 1)
    // An image without a batch has three channels, not three samples.
    #expect(
      try Self.network("tv_ssdlite320_mobilenet_v3_large_ts_op17.onnx").origin.batch == 1)
  }

  @Test(arguments: facts)
  func `a real file has the counts that other tools found`(fact: ModelFact) throws {
    let network = try Self.network(fact.file, size: fact.size)
    let total = try Analysis(network.graph).total
    #expect(total.macs == fact.macs)
    #expect(total.parameters == fact.parameters)
    #expect(total.buffers == fact.buffers)
  }

  /// What the tools printed for the module in `products.onnx`: a 1×1 convolution of 3 to 4
  /// channels on 8×8 with a bias, y = flatten(2), then (y·yᵀ)·y.
  @Test(arguments: [
    (Convention.torchFlopCounter, 5_632), (.fvcore, 2_816), (.thop, 768), (.ptflops, 3_072),
    (.ptflopsATen, 3_072), (.torchinfo, 1_024), (.calflops, 5_888), (.onnxTool, 3_072),
  ])
  func `products of matrices count as the tools count them`(
    convention: Convention, printed: Int
  ) throws {
    let graph = try Self.network("products.onnx").graph
    let total = try Analysis(graph, by: convention).total
    #expect(convention.counts[0].metric.value(of: total) == printed)
  }
}
