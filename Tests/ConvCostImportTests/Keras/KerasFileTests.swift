import ConvCostCore
import ConvCostTestSupport
import ConvCostZoo
import Testing

@testable import ConvCostImport

/// The numbers of a file: parameters that are trained and others, which `model.summary()` prints,
/// and multiply-accumulates.
struct KerasFact: Sendable, CustomTestStringConvertible {
  var file: String
  var parameters: Int
  var buffers = 0
  var macs: Int
  /// TensorFlow's profiler on the frozen graph.
  var flops: Int?
  var input: [Int]?

  var testDescription: String { file }
}

struct KerasFileTests {
  static let folder = "Tests/ConvCostImportTests/Models/keras"

  static func file(_ name: String, input: [Int]? = nil) throws -> ModelFile {
    try ModelFile(bytes: try Fixtures.bytes("\(folder)/\(name)"), name: name, input: input)
  }

  /// Parameters: Keras 3.15.1, `count_params` and trainable weights. MACs: the kernels and output
  /// shapes of TensorFlow's frozen graph; half of the profiler's FLOPs in layers of products for
  /// the applications.
  static let facts: [KerasFact] = [
    KerasFact(
      file: "MobileNetV2.keras", parameters: 3_504_872, buffers: 34_112, macs: 300_774_272,
      flops: 615_292_208),
    KerasFact(
      file: "ResNet50.json", parameters: 25_583_592, buffers: 53_120, macs: 3_857_973_248,
      flops: 7_755_299_312),
    KerasFact(
      file: "VGG16.json", parameters: 138_357_544, macs: 15_470_264_320,
      flops: 30_960_211_824),
    KerasFact(
      file: "Xception.json", parameters: 22_855_952, buffers: 54_528, macs: 8_357_403_496,
      flops: 16_773_724_144),
    KerasFact(file: "seq_small.keras", parameters: 12_826, buffers: 128, macs: 3_376_960),
    KerasFact(file: "seq_small.json", parameters: 12_826, buffers: 128, macs: 3_376_960),
    KerasFact(file: "seq_small.h5", parameters: 12_826, buffers: 128, macs: 3_376_960),
    KerasFact(file: "conv1d.keras", parameters: 5_445, buffers: 128, macs: 1_710_848),
    KerasFact(file: "conv1d.json", parameters: 5_445, buffers: 128, macs: 1_710_848),
    KerasFact(file: "conv1d.h5", parameters: 5_445, buffers: 128, macs: 1_710_848),
    KerasFact(file: "unet.keras", parameters: 59_714, buffers: 112, macs: 80_871_424),
    KerasFact(file: "unet.json", parameters: 59_714, buffers: 112, macs: 80_871_424),
  ]

  /// Parameters: Keras 3.15.1 on models of a few layers each. MACs: sums of K·C_in·C_out·positions,
  /// as in the comments.
  static let layerFacts: [KerasFact] = [
    // A dense layer at each of 64 positions: 4·5·64.
    KerasFact(file: "layers/acts.json", parameters: 281, macs: 1_280),
    KerasFact(file: "layers/adaptive.json", parameters: 0, macs: 0),
    // 20,096 and 6,020 of attentions with several heads, 3,200, 1,600, and 21,760 with groups.
    KerasFact(file: "layers/attn.json", parameters: 3_979, macs: 52_676),
    // 54·18·20.
    KerasFact(file: "layers/aug.json", parameters: 56, macs: 19_440),
    // 1,008·256·5 + 432·196·5 + 784.
    KerasFact(file: "layers/convlstm.json", parameters: 2_258, buffers: 8, macs: 1_714_384),
    KerasFact(file: "layers/convs.json", parameters: 2_609, macs: 1_642_655),
    KerasFact(file: "layers/convs_first.json", parameters: 275, buffers: 16, macs: 207_384),
    // 320·10 + 120·10 + 42·10.
    KerasFact(file: "layers/einsum.json", parameters: 509, macs: 4_820),
    // 384·10 + 8.
    KerasFact(file: "layers/embed.json", parameters: 2_001, macs: 3_848),
    KerasFact(file: "layers/frozen.json", parameters: 410, buffers: 8, macs: 4_176),
    // Twice 108·196 + 4·5 + 6·256.
    KerasFact(file: "layers/nested.json", parameters: 145, macs: 45_448),
    KerasFact(file: "layers/norms.json", parameters: 1_650, buffers: 315, macs: 42_336),
    KerasFact(file: "layers/oned.json", parameters: 963, macs: 131_450),
    KerasFact(file: "layers/open.json", parameters: 56, macs: 48_600, input: [32]),
    KerasFact(file: "layers/openseq.json", parameters: 64, macs: 392, input: [7]),
    // A product of 2×56 with 56×2.
    KerasFact(file: "layers/ops.json", parameters: 0, macs: 224),
    KerasFact(file: "layers/multi.json", parameters: 280, macs: 223_568),
    KerasFact(file: "layers/reshape.json", parameters: 0, macs: 0),
    // 6,400 + 3,960 + 800 + 700 + 4,780 + 4,480 + 180.
    KerasFact(file: "layers/rnns.json", parameters: 1_251, macs: 21_300),
    KerasFact(file: "layers/se.json", parameters: 988, macs: 221_280),
    KerasFact(file: "layers/shared.json", parameters: 992, macs: 190_601),
    // 4·(4 + 6)·6·9 + 4·(6 + 6)·6·9 + 2·4·(4 + 2)·2·9.
    KerasFact(file: "layers/state.json", parameters: 688, macs: 5_616),
    KerasFact(file: "layers/threed.json", parameters: 323, macs: 466_947),
    // 108·196·5 + 196·6·5 + 108·5.
    KerasFact(file: "layers/timedist.json", parameters: 1_422, buffers: 8, macs: 112_260),
    // 108·196·5 + 4·5·5 + 72·5.
    KerasFact(file: "layers/timedist_model.json", parameters: 227, macs: 106_300),
  ]

  @Test(arguments: facts + layerFacts)
  func `a file has the numbers of Keras' summary`(fact: KerasFact) throws {
    let file = try Self.file(fact.file, input: fact.input)
    #expect(file.cost.parameters == fact.parameters)
    #expect(file.cost.buffers == fact.buffers)
    #expect(file.cost.macs == fact.macs)
    #expect(file.isComplete)
    #expect(file.subject.source == "keras")
    if let flops = fact.flops {
      let total = try file.analysis(by: .keras).total
      #expect(total.flops == flops)
    }
  }

  @Test(arguments: facts + layerFacts)
  func `a spec of a file is the same network`(fact: KerasFact) throws {
    let file = try Self.file(fact.file, input: fact.input)
    let network = try #require(file.network)
    let copy = try ModelFile(bytes: Array(network.spec().utf8))
    #expect(copy.cost == file.cost)
    #expect(Paths(copy.graph).nodes == Paths(file.graph).nodes)
  }

  @Test(arguments: [
    ("MobileNetV2.keras", "keras/mobilenet_v2"), ("ResNet50.json", "keras/resnet50"),
    ("VGG16.json", "keras/vgg16"), ("Xception.json", "keras/xception"),
  ])
  func `an application is the network of the zoo`(name: String, entry: String) throws {
    let file = try Self.file(name)
    let network = try Network(zoo: entry)
    #expect(file.cost == (try network.cost))
    let (own, other) = (
      try file.analysis(by: .keras).total, try network.analysis(by: .keras).total
    )
    #expect(own.flops == other.flops)
  }

  @Test func `a network can be narrower, and have another input`() throws {
    let file = try Self.file("VGG16.json", input: [256])
    #expect(file.cost.parameters == 169_814_824)  // 138,357,544 + 512·(8·8 − 7·7)·4,096
    let network = try #require(try Self.file("ResNet50.json").network)
    let half = try network.scaled(by: Scaling(width: 0.5, depth: 1))
    #expect(
      try half.cost.parameters
        == Network(zoo: "keras/resnet50").scaled(
          by: Scaling(width: 0.5, depth: 1)
        ).cost.parameters)
  }

  @Test func `notes tell the version, and what is not trained`() throws {
    let notes = try Self.file("seq_small.keras").notes.map { "\($0.label): \($0.text)" }
    #expect(notes == ["Format: Keras 3.15.1 sequential model seq_small"])
    let frozen = try Self.file("layers/frozen.json").notes.map { "\($0.label): \($0.text)" }
    #expect(
      frozen.last
        == "Frozen: 2 layers are not trained in the file; their parameters are counted as"
        + " parameters"
    )
  }

  @Test(arguments: ["custom", "customseq", "lambda"])
  func `a layer of unknown work makes totals lower bounds`(name: String) throws {
    let file = try Self.file("layers/\(name).json")
    #expect(!file.isComplete)
    #expect(file.notes.contains { $0.label == "Unknown" })
    // The convolution after it is counted on the shape that the file states.
    #expect(file.cost.macs == (name == "lambda" ? 1_944 : 3_240))
  }
}
