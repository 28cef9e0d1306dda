import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Real files of Core ML, and small ones that coremltools 9.0 wrote.
struct CoreMLModelTests {
  static let folder = "Tests/ConvCostImportTests/Models/coreml"

  static func model(_ file: String, _ options: ModelOptions = ModelOptions()) throws -> ModelFile {
    try ModelFile(
      ByteSource(try Fixtures.bytes("\(folder)/\(file)")), name: file, options)
  }

  /// MACs: PyTorch's FlopCounterMode on the network before the conversion; parameters: the lengths
  /// of the weights by coremltools' protobuf classes. The batch norms are folded.
  static let facts = [
    ModelFact(
      file: "tv_mobilenet_v2_ios17_flex_mlprogram.mlmodel", macs: 300_774_272, parameters: 3_487_816
    ),
    ModelFact(
      file: "tv_mobilenet_v2_ios17_pal4_mlprogram.mlmodel", macs: 300_774_272, parameters: 3_487_816
    ),
    ModelFact(file: "tv_mobilenet_v2_mlprogram.mlmodel", macs: 300_774_272, parameters: 3_487_816),
    ModelFact(
      file: "tv_mobilenet_v2_neuralnetwork.mlmodel", macs: 300_774_272, parameters: 3_487_816),
    ModelFact(
      file: "tv_resnet50_neuralnetwork.mlmodel", macs: 4_089_184_256, parameters: 25_530_472),
    ModelFact(
      file: "tv_resnet50.mlpackage/Data/com.apple.CoreML/model.mlmodel", macs: 4_089_184_256,
      parameters: 25_530_472),
    // torchvision's networks at another size, counted by the zoo.
    ModelFact(
      file: "tv_mobilenet_v2_ios17_flex_mlprogram.mlmodel", size: [256], macs: 392_456_192,
      parameters: 3_487_816),
    ModelFact(
      file: "tv_resnet50.mlpackage/Data/com.apple.CoreML/model.mlmodel", size: [256],
      macs: 5_340_348_416, parameters: 25_530_472),
    ModelFact(
      file: "tv_mobilenet_v2_neuralnetwork.mlmodel", size: [128], macs: 99_074_048,
      parameters: 3_487_816),
    // Attention of 4 heads with 8 queries and 8 keys of width 16, twice 4·8·8·16; two linear layers
    // 8·64·128 each; products of 4·8·8·16, 4·8·16·4 and 4·8·4·8.
    ModelFact(file: "small_att.mlmodel", macs: 146_432, parameters: 128 + 2 * 8_192 + 128),
    // Ten steps of 4·32·(16 + 32), and 32·5 at each of them.
    ModelFact(file: "small_lstm.mlmodel", macs: 63_040, parameters: 6_272 + 165),
    ModelFact(file: "small_multi.mlmodel", macs: 9_887_744, parameters: 46_912),
    // A state of eight numbers is a buffer; the linear layer after it works on data.
    ModelFact(file: "small_state.mlmodel", macs: 32, parameters: 36, buffers: 8),
    // 3·9·16·32², 16·9·32·16², 32·16·4·16² and 32·9·32².
    ModelFact(
      file: "small_unet.mlmodel", macs: 442_368 + 1_179_648 + 524_288 + 294_912,
      parameters: 448 + 4_608 + 64 + 2_064 + 288 + 32),
    ModelFact(
      file: "small_unet.mlmodel", size: [64], macs: 4 * (442_368 + 1_179_648 + 524_288 + 294_912),
      parameters: 7_504),
    ModelFact(
      file: "small_rank5.mlmodel", macs: 1_195_088, parameters: 5_130, buffers: 32),
    // 16·72·256 for the convolution, 256·16·32 and 256·32·256 for the products, 256·4.
    ModelFact(
      file: "small_exact.mlmodel", macs: 294_912 + 131_072 + 2_097_152 + 1_024,
      parameters: 1_168 + 16 + 32 + 544 + 1_024),
  ]

  @Test(arguments: facts)
  func `real files have their published counts`(fact: ModelFact) throws {
    let model = try Self.model(fact.file, ModelOptions(input: fact.size))
    #expect(model.isComplete)
    #expect(model.cost.macs == fact.macs)
    #expect(model.cost.parameters == fact.parameters)
    #expect(model.cost.buffers == fact.buffers)
  }

  @Test(arguments: [
    (
      "tv_resnet50.mlpackage/Data/com.apple.CoreML/model.mlmodel",
      "25,530,472 as float16; 51,060,944"
    ),
    (
      "tv_mobilenet_v2_ios17_pal4_mlprogram.mlmodel",
      // 16 entries of two bytes for each of 43 tables, half a byte for each weight.
      "3,457,920 as 4-bit palette, 29,896 as float16; 1,790,128"
    ),
    // 36,864 + 1,728 + 8,192 bytes; scales of two bytes for 64 + 64 + 128 channels; 128 biases.
    ("small_net18_lin8.mlmodel", "46,784 as int8, 128 as float16; 47,552"),
    ("small_net16_lin8.mlmodel", "46,784 as uint8, 128 as float16; 47,808"),
    ("small_net18_lin4.mlmodel", "45,056 as int4, 1,856 as float16; 27,008"),
    // Three eighths of a byte each, and eight entries for each of three tables.
    ("small_net18_pal3.mlmodel", "46,784 as 3-bit palette, 128 as float16; 17,848"),
    ("small_net16_pal2.mlmodel", "46,784 as 2-bit palette, 128 as float16; 11,976"),
    ("small_net18_sparse.mlmodel", "46,784 as sparse float16, 128 as float16; 29,464"),
    ("small_net16_sparse.mlmodel", "46,784 as sparse float16, 128 as float16; 29,472"),
    ("small_net18_sparse_lin.mlmodel", "46,784 as sparse int8, 128 as float16; 18,296"),
    ("small_net18_sparse_pal.mlmodel", "46,784 as sparse 4-bit palette, 128 as float16; 12,040"),
    ("small_rank5_half.mlmodel", "5,146 as float16, 16 as float32; 10,356"),
    // A scale and a bias of four bytes for each of 16 + 32 channels, and one of each for biases.
    ("small_uint8.mlmodel", "5,088 as uint8; 5,488"),
  ])
  func `stored types are noted`(file: String, text: String) throws {
    let notes = try Self.model(file).notes
    #expect(notes.first { $0.label == "Types" }?.text == "\(text) bytes as stored")
  }

  @Test func `a loop is unknown, and of two branches the costlier one counts`() throws {
    let model = try Self.model("small_condwhile.mlmodel")
    #expect(!model.isComplete)
    #expect(model.cost.macs == 8 * 16 + 16 * 16)
    // The loop's weights count although its work is unknown.
    #expect(model.cost.parameters == 128 + 16 + 256 + 16 + 256 + 16)
    #expect(
      model.warning == "totals are lower bounds: the work of 1 while_loop is unknown")
    #expect(
      model.notes.contains(
        Subject.Note("Branch", "cond_0: the then branch is counted, the costlier of two")))
  }

  @Test func `other functions are named`() throws {
    let model = try Self.model("small_multi.mlmodel")
    #expect(
      model.notes.contains(Subject.Note("Function", "'a' is counted; the file also has 'b'")))
  }

  @Test func `folded norms are explained`() throws {
    let file = "tv_resnet50_neuralnetwork.mlmodel"
    #expect(try Self.model(file).notes.contains { $0.label == "Norms" })
    #expect(try !Self.model("small_unet.mlmodel").notes.contains { $0.label == "Norms" })
  }

  /// The second file holds the same operators, whose shapes coremltools inferred for its size.
  @Test func `shapes follow from another input as coremltools infers them`() throws {
    let resized = try Self.model("small_operators_32.mlmodel", ModelOptions(input: [48]))
    let stated = try Self.model("small_operators_48.mlmodel")
    #expect(resized.graph.nodes.count == stated.graph.nodes.count)
    for (one, other) in zip(resized.graph.nodes, stated.graph.nodes) {
      #expect(one.output == other.output && one.operation == other.operation)
    }
    #expect(resized.cost == stated.cost)
  }

  @Test func `a network can be scaled and written as a spec`() throws {
    let network = try #require(try Self.model("tv_mobilenet_v2_neuralnetwork.mlmodel").network)
    let half = try network.scaled(by: Scaling(width: 0.5, depth: 1)).graph()
    #expect(half.nodes.first?.output == .map(16, 112))
    let spec = try NetworkSpec(Array(NetworkSpec.text(of: network).utf8)).network([:])
    #expect(try spec.analysis().total == network.analysis().total)
  }
}
