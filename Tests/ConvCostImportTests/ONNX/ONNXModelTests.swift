import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// What a real file must give.
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

@Suite struct ONNXModelTests {
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
    // Positions are not learned; a table is, however often its rows are gathered.
    ModelFact(file: "range-added.onnx", macs: 0, parameters: 0),
    ModelFact(file: "table-gathered.onnx", macs: 0, parameters: 8),
    // A kernel that is an input of the network: 4 · 27 · 36.
    ModelFact(file: "weight-as-input.onnx", macs: 3_888, parameters: 0),
    ModelFact(file: "wonnx_opt-mnist.onnx", macs: 786_560, parameters: 5_994),
  ]

  @Test(arguments: facts)
  func `a real file has the counts that other tools found`(fact: ModelFact) throws {
    let network = try Self.network(fact.file, size: fact.size)
    let total = try Analysis(network.graph).total
    #expect(total.macs == fact.macs)
    #expect(total.parameters == fact.parameters)
    #expect(total.buffers == fact.buffers)
  }

  /// What the tools printed for the module behind `products.onnx`: a 1×1 convolution of 3 to 4 channels on
  /// 8×8 with a bias, y = flatten(2), then (y·yᵀ)·y.
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
