import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

struct TFLiteFileTests {
  static let folder = "Tests/ConvCostImportTests/Models/tflite"

  static func network(_ file: String, size: [Int]? = nil) throws -> ImportedNetwork {
    let bytes = try Fixtures.bytes("\(folder)/\(file)")
    return try TFLiteFile.read(ByteSource(bytes), ModelOptions(input: size))
  }

  /// Multiply-accumulates from the shapes of TensorFlow 2.21's interpreter, and the elements of the
  /// weights and biases that operators read; a few have other sources, which are named.
  static let facts: [ModelFact] = [
    ModelFact(file: "mlct_kws_ref_model.tflite", macs: 2_656_768, parameters: 22_604),
    ModelFact(file: "mlct_pretrainedResnet_quant.tflite", macs: 12_501_632, parameters: 77_706),
    // The interpreter refuses this file for its scales; these are the shapes that it states.
    ModelFact(file: "tflm_person_detect.tflite", macs: 7_157_888, parameters: 210_706),
    ModelFact(file: "conv1d_float.tflite", macs: 1_710_848, parameters: 5_312),
    ModelFact(file: "conv1d_int8.tflite", macs: 1_710_848, parameters: 5_312),
    ModelFact(file: "unet_int8.tflite", macs: 80_871_424, parameters: 59_546),
    ModelFact(file: "small_conv3d_float16.tflite", macs: 638_982, parameters: 327),
    // A convolution in groups, and a dilated one that the converter wrote with blocks as samples.
    ModelFact(file: "small_mix_int8.tflite", macs: 1_369_040, parameters: 69_145),
    ModelFact(file: "small_attention_float16.tflite", macs: 2_392_128, parameters: 1_332),
    // 16 steps of 4 · 10 · (8 + 10), and 30; Keras counts 793 parameters.
    ModelFact(file: "small_lstm_dynrange.tflite", macs: 11_550, parameters: 793),
    ModelFact(file: "small_lstm_int8.tflite", macs: 11_550, parameters: 793),
    ModelFact(file: "small_bilstm_float.tflite", macs: 23_100, parameters: 1_583),
    // Per sample of three: 16 steps of 720 and of 30.
    ModelFact(file: "small_lstm_batch3_float.tflite", macs: 12_000, parameters: 793),
    // The costlier branch: a 3×3 convolution from 3 to 4 channels on 8×8.
    ModelFact(file: "small_if.tflite", macs: 6_912, parameters: 112),
    ModelFact(file: "small_two_signatures.tflite", macs: 6_912, parameters: 112),
    // The interpreter's shapes after the input was resized.
    ModelFact(file: "small_open_float.tflite", size: [32, 48], macs: 152_128, parameters: 1_460),
  ]

  @Test(arguments: facts)
  func `counts are exact`(fact: ModelFact) throws {
    let imported = try Self.network(fact.file, size: fact.size)
    let total = try Analysis(imported.graph).total
    #expect(total.macs == fact.macs)
    #expect(total.parameters == fact.parameters)
    #expect(imported.graph.omissions.isEmpty)
    #expect(imported.warning == nil)
  }

  @Test func `maps are printed with their channels first`() throws {
    let graph = try Self.network("mlct_kws_ref_model.tflite").graph
    #expect(graph.inputs.map(\.description) == ["1×49×10"])
    #expect(graph.nodes[0].output.description == "64×25×5")
    #expect(graph.nodes.last?.output.description == "12")
  }

  @Test func `a loop is unknown, and makes totals lower bounds`() throws {
    let imported = try Self.network("small_gru_float.tflite")
    #expect(imported.warning == "totals are lower bounds: the work of 1 WHILE is unknown")
    #expect(try Analysis(imported.graph).total.macs == 30)
  }

  @Test func `notes say what the file has besides layers`() throws {
    let choice = try Self.network("small_two_signatures.tflite").notes.map(\.text)
    #expect(choice.contains("only the first network is counted, not that of 'b'"))
    #expect(
      choice.contains {
        $0.hasSuffix("the then branch is counted, the costlier of two")
      })
    let fused = try Self.network("tflm_person_detect.tflite").notes
    #expect(
      fused.contains(
        Subject.Note("Fused", "27 RELU6, which are parts of other operators")))
    #expect(fused.contains(Subject.Note("Format", "TensorFlow Lite schema 3, TOCO Converted")))
    #expect(
      fused.contains(
        Subject.Note("Types", "207,968 as int8, 2,738 as int32; 218,920 bytes as stored")))
  }

  @Test func `the file is recognised by its content`() throws {
    let path = "\(Self.folder)/mlct_kws_ref_model.tflite"
    let file = try ModelFile(bytes: Fixtures.bytes(path))
    #expect(file.subject.source == "tflite")
    #expect(file.cost.macs == 2_656_768)
    #expect(ModelFormat.endings.contains(".tflite"))
  }

  @Test func `an input that the network takes changes its shapes`() throws {
    let total = try Analysis(Self.network("small_conv3d_float16.tflite", size: [8, 32, 32]).graph)
      .total
    // Convolutions of a volume cost four times as much, the linear layer the same: 3 · 2.
    #expect(total.macs == 4 * (638_982 - 6) + 6)
    #expect(
      TFLiteWriter.problem(
        try Fixtures.bytes("\(Self.folder)/unet_int8.tflite"), ModelOptions(input: [256, 192])
      )
      .contains("do not fit"))
  }
}
