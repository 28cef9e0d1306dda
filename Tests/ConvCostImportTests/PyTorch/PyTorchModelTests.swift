import ConvCostCore
import ConvCostTestSupport
import ConvCostZoo
import Testing

@testable import ConvCostImport

/// Programs that torch.export wrote of real networks.
struct PyTorchModelTests {
  static let folder = "Tests/ConvCostImportTests/Models/pytorch"

  static func network(
    _ file: String, _ options: ModelOptions = ModelOptions()
  ) throws -> ImportedNetwork {
    let bytes = try Fixtures.bytes("\(folder)/\(file)")
    return try bytes.withUnsafeBytes { try PyTorchFile.read(ByteSource($0), options) }
  }

  /// torch 2.15.0 on the same modules: half of what `FlopCounterMode` counts, `numel` of the
  /// parameters, and of the buffers but for the counters of batches.
  static let facts: [ModelFact] = [
    ModelFact(file: "crnn.pt2", macs: 28_723_200, parameters: 150_952),
    ModelFact(file: "shared.pt2", macs: 57_212_928, parameters: 2_768),
    // Besides, a linear layer works on 1,024 vectors of a buffer; see below.
    ModelFact(
      file: "small_ahead.pt2", macs: 352_256, parameters: 440, buffers: 8_192),
    ModelFact(file: "small_mean.pt2", macs: 221_184, parameters: 224),
    ModelFact(file: "tcn.pt2", macs: 103_680_320, parameters: 105_605, buffers: 768),
    // Of 13,004,888 parameters, 6,379,984 are those of heads that are not called.
    ModelFact(
      file: "tv_googlenet.pt2", macs: 1_498_376_192, parameters: 13_004_888 - 6_379_984,
      buffers: 15_072 - 512),
    ModelFact(
      file: "tv_resnet18_decomposed.pt2", macs: 1_814_073_344, parameters: 11_689_512,
      buffers: 9_600),
    ModelFact(
      file: "tv_resnet18_dynhw.pt2", macs: 1_814_073_344, parameters: 11_689_512, buffers: 9_600),
    ModelFact(
      file: "two_inputs.pt2", macs: 1_813_568_448, parameters: 11_183_747, buffers: 9_600),
    ModelFact(file: "unet3d.pt2", macs: 6_165_626_880, parameters: 339_923, buffers: 640),
    ModelFact(
      file: "vid_r3d_18.pt2", macs: 40_696_553_472, parameters: 33_371_472, buffers: 9_600),
  ]

  @Test(arguments: facts)
  func `counts are PyTorch's`(fact: ModelFact) throws {
    let network = try Self.network(fact.file)
    let total = try Analysis(network.graph).total
    #expect(total.macs == fact.macs)
    #expect(total.parameters == fact.parameters)
    #expect(total.buffers == fact.buffers)
    #expect(network.warning == nil)
  }

  /// 16·8 for each of 1,024 vectors, which `FlopCounterMode` counts too.
  @Test func `products of stored numbers are told`() throws {
    let note = try Self.network("small_ahead.pt2").notes.first { $0.label == "Ahead" }
    #expect(
      note?.text == """
        1 linear on stored numbers alone: 131,072 MACs that are computed in advance and not \
        counted; their weights are parameters
        """)
  }

  /// fvcore 0.1.5 counts 221,184 of the convolution: a mean is none of its operators, wherever it
  /// is.
  @Test func `fvcore does not count a mean in a module`() throws {
    let graph = try Self.network("small_mean.pt2").graph
    #expect(try Analysis(graph, by: .fvcore).total.flops == 221_184)
  }

  @Test func `what no operator reads is told with the sum`() throws {
    let notes = try Self.network("tv_googlenet.pt2").notes
    #expect(
      notes.map(\.label) == ["Format", "Unread"])
    #expect(
      notes.last?.text == """
        no operator reads 6,379,984 parameters and 512 numbers of buffers, \
        aux1.conv.conv.weight, aux1.conv.bn.weight, aux1.conv.bn.bias and 15 more tables; not \
        counted, with them there are 13,004,888 parameters
        """)
    #expect(notes.first?.text == "PyTorch export 8.20, written by PyTorch 2.15.0+cu132")
  }

  /// A program has the layers of the zoo, with the same names, shapes and numbers.
  @Test(arguments: [
    ("tv_googlenet.pt2", "torchvision/googlenet"),
    ("tv_resnet18_decomposed.pt2", "torchvision/resnet18"),
    ("tv_resnet18_dynhw.pt2", "torchvision/resnet18"),
    ("vid_r3d_18.pt2", "torchvision/r3d_18"),
  ])
  func `layers are the zoo's`(file: String, name: String) throws {
    let program = try Self.network(file).graph
    let zoo = try Zoo.entry(named: name).network().graph()
    #expect(try Self.rows(program) == Self.rows(zoo))
  }

  private static func rows(_ graph: Graph) throws -> [String] {
    let paths = Paths(graph).nodes
    let analysis = try Analysis(graph)
    return graph.nodes.indices.map { index in
      let node = graph.nodes[index]
      let cost = analysis.costs[index]
      return "\(paths[index]) \(graph.operationName(index)) \(node.output)"
        + " \(cost.parameters) \(cost.buffers) \(cost.macs)"
    }
  }

  /// counters.json: what the tools print for torchvision's GoogLeNet and ResNet-18.
  @Test(arguments: [
    ("tv_googlenet.pt2", Convention.thop, 1_511_332_032),
    ("tv_googlenet.pt2", .ptflops, 1_513_907_448),
    ("tv_googlenet.pt2", .fvcore, 1_504_878_688),
    ("tv_googlenet.pt2", .torchinfo, 1_498_391_752),
    ("tv_resnet18_dynhw.pt2", .thop, 1_824_033_792),
    ("tv_resnet18_dynhw.pt2", .ptflops, 1_825_313_768),
    ("tv_resnet18_dynhw.pt2", .fvcore, 1_819_065_856),
    ("tv_resnet18_decomposed.pt2", .thop, 1_824_033_792),
    ("tv_resnet18_decomposed.pt2", .torchinfo, 1_814_083_944),
  ])
  func `a tool's number follows from the modules`(
    file: String, convention: Convention, number: Int
  ) throws {
    let graph = try Self.network(file).graph
    let total = try Analysis(graph, by: convention).total
    #expect((convention.counts.first?.metric == .flops ? total.flops : total.macs) == number)
  }

  @Test func `an archive of an older version is read`() throws {
    let bytes = try Fixtures.bytes("\(Self.folder)/shared.pt2")
    let text = try bytes.withUnsafeBytes { try ExportArchive(ByteSource($0)).programText() }
    let older = ProgramWriter.zip([
      ("version", "0"),
      ("serialized_exported_program.json", String(decoding: text, as: UTF8.self)),
    ])
    let file = try ModelFile(bytes: older)
    #expect(file.cost.macs == 57_212_928)
    #expect(file.subject.source == "pytorch")
  }

  @Test func `inputs and results have the program's names`() throws {
    let graph = try Self.network("two_inputs.pt2").graph
    #expect(graph.inputNames == [0: "image", 1: "table"])
    #expect(graph.inputs == [.map(3, 224), .vector(20)])
    let shared = try Self.network("shared.pt2").graph
    #expect(shared.outputs.count == 4)
    #expect(shared.shared.count == 3)
  }
}
