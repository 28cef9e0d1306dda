import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// The bits that model files state, in memory: `--bits file`.
struct StoredBitsTests {
  private static let stored = Deployment(bits: BitWidths(areThoseOfFile: true))

  struct Fact: Sendable, CustomTestStringConvertible {
    /// The file, in the folder of the models.
    var file: String
    /// The bytes of parameters, and of activations at the peak.
    var model: Int
    var peak: Int

    var testDescription: String { file }
  }

  private static func graph(_ file: String) throws -> Graph {
    let bytes = try Fixtures.bytes("Tests/ConvCostImportTests/Models/\(file)")
    return file.hasPrefix("onnx")
      ? try ONNXFile.read(ByteSource(bytes)).graph
      : try TFLiteFile.read(ByteSource(bytes), ModelOptions()).graph
  }

  static let facts = [
    // 207,968 weights in 8 bits and 2,738 biases in 32; TFLite Micro's arena is 55,296 bytes too.
    Fact(file: "tflite/tflm_person_detect.tflite", model: 207_968 + 4 * 2_738, peak: 55_296),
    // 11,678,912 weights in 8 bits and 5,800 biases in 32. The first convolution's result has 32
    // bits, that of its ReLU, which is quantised at once, has 8.
    Fact(
      file: "onnx/ort_tv_resnet18_int8_QDQ.onnx", model: 11_678_912 + 4 * 5_800,
      peak: 5 * 64 * 112 * 112),
    // 32 bits, as without the option.
    Fact(
      file: "tflite/conv1d_float.tflite", model: 4 * 5_312, peak: 4 * (12 * 1_000 + 32 * 500)),
  ]

  @Test(arguments: facts) func `numbers have the bits of the file`(fact: Fact) throws {
    let run = try Efficiency(try Self.graph(fact.file), Self.stored)
    #expect(run.modelBytes == fact.model)
    #expect(run.total.peakBytes == fact.peak)
  }

  @Test func `an arena has the bits of the file`() throws {
    let graph = try Self.graph("tflite/tflm_person_detect.tflite")
    let plan = try MemoryPlan(graph, as: .tflm, bits: BitWidths(areThoseOfFile: true))
    #expect(plan.arena?.size == 55_296)
    #expect(plan.weightBytes == 218_920)
    #expect(plan.bufferBytes == 0)
  }

  /// The file holds norms with eight numbers for each channel, of which four are running
  /// statistics, in 32 bits; folded, two remain, of which one is the bias.
  @Test func `a folded norm leaves a bias`() throws {
    let graph = try Self.graph("onnx/tv_resnet50_ts_op17_bnkept.onnx")
    let bits = BitWidths(areThoseOfFile: true)
    let written = try MemoryPlan(graph, bits: bits)
    #expect(written.weightBytes == 4 * 25_557_032)
    #expect(written.bufferBytes == 4 * 53_120)
    let folded = try MemoryPlan(graph, bits: bits, foldsNorms: true)
    #expect(folded.weightBytes == 4 * (25_557_032 - 53_120 / 2))
    #expect(folded.bufferBytes == 0)
  }

  /// The bytes that `CoreMLModelTests` has for the same files.
  @Test(arguments: [
    ("small_net18_sparse_lin", 18_296), ("small_net18_sparse_pal", 12_040),
  ])
  func `compressed weights have the bytes of the file`(name: String, bytes: Int) throws {
    let folder = Fixtures.package.appendingPathComponent("Tests/ConvCostImportTests/Models/coreml")
    let graph = try ModelFile(path: folder.appendingPathComponent("\(name).mlmodel").path).graph
    let plan = try MemoryPlan(graph, bits: BitWidths(areThoseOfFile: true))
    // Each operation's bytes are whole.
    #expect((bytes...bytes + graph.nodes.count).contains(plan.weightBytes + plan.bufferBytes))
  }
}
