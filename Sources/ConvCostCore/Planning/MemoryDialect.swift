/// How a runtime holds activations in memory: the rules by which their bytes are counted.
///
/// | dialect | what lives | takes an input's place | one arena | norms |
/// |---|---|---|---|---|
/// | `graph` | until last read | nothing | no | as written |
/// | `in-place` | until last read | activations, sums, products | no | folded |
/// | `tflm` | until last read; views are copies | ReLUs, which are fused | 16 bytes | folded |
/// | `executorch` | until last read | ReLUs, which are fused | 16 bytes | folded |
/// | `tinyengine` | until last read, without the input | ReLUs, depthwise | no | folded |
/// | `mcunet` | an operation's operands, without the input | ReLUs, depthwise | no | folded |
/// | `eager` | until the module returns, without the input | activations, sums | no | as written |
///
/// A dialect is data, as a counting convention is. What it does not include, such as the runtime's
/// own structures and the scratch buffers of kernels, reports name.
public struct MemoryDialect: Hashable, Sendable {
  /// The name by which it is chosen.
  public let name: String
  /// What it is, in a sentence without a full stop.
  public let summary: String
  /// Where the rules are published.
  public let source: String
  /// A figure that somebody published and that the rules reproduce.
  public let evidence: String
  /// The number format that its users usually have.
  public let dataType: DataType
  /// Which results may take the memory of an input.
  public let overwriting: Overwriting
  /// What keeps values in memory.
  package let holding: Lifetimes.Holding
  /// Whether the network's inputs take memory.
  public let holdsInputs: Bool
  /// Whether a view is a copy, in memory of its own.
  public let copiesViews: Bool
  /// Whether batch norms directly after convolutions are folded into them.
  public let foldsNorms: Bool
  /// How values are placed in one block of memory; nil for a runtime that allocates each value by
  /// itself.
  package let placement: Placement?

  /// The rule for places in one block of memory.
  package struct Placement: Hashable, Sendable {
    /// The order in which values are placed.
    package let strategy: ArenaPlan.Strategy
    /// Sizes are rounded up to a multiple of this number of bytes.
    package let alignment: Int
  }

  private init(
    _ name: String, _ summary: String, source: String, evidence: String, in type: DataType,
    overwriting: Overwriting = [], holding: Lifetimes.Holding = .readers,
    holdsInputs: Bool = true, copiesViews: Bool = false, foldsNorms: Bool = true,
    placement: Placement? = nil
  ) {
    self.name = name
    self.summary = summary
    self.source = source
    self.evidence = evidence
    dataType = type
    self.overwriting = overwriting
    self.holding = holding
    self.holdsInputs = holdsInputs
    self.copiesViews = copiesViews
    self.foldsNorms = foldsNorms
    self.placement = placement
  }

  /// Every value as the network is written.
  public static let graph = MemoryDialect(
    "graph", "every value as the network is written, each until it is last read",
    source: "Liberis and Lane 2019, arXiv:1910.05110",
    evidence: "their Figure 1: 5,216 bytes as written, 4,960 in the best order", in: .fp32,
    foldsNorms: false)

  /// Nothing is stored that need not be.
  public static let inPlace = MemoryDialect(
    "in-place", "activations, sums and products overwrite an input that is not read later",
    source: "mit-han-lab/tinyml, issue 8",
    evidence: "MCUNet's ResNet-50: 7.2 MB, which are 7,225,344 bytes in 32 bits", in: .fp32,
    overwriting: [.activations, .sums])

  /// TensorFlow Lite for Microcontrollers.
  public static let tflm = MemoryDialect(
    "tflm",
    "TensorFlow Lite Micro: one arena, the largest values placed first; ReLUs are fused",
    source: "tensorflow/tflite-micro, memory_planner/greedy_memory_planner.cc",
    evidence: "its test_conv_model: 7,744 bytes; person_detect: 55,296", in: .int8,
    overwriting: .fused, copiesViews: true,
    placement: Placement(strategy: .largestAndLatestFirst, alignment: 16))

  /// PyTorch's runtime for devices.
  public static let executorch = MemoryDialect(
    "executorch", "ExecuTorch: an arena of objects that values share; ReLUs are fused",
    source: "pytorch/executorch, exir/memory_planning.py",
    evidence: "MobileNetV2 on a Cortex-M55: 1,505,280 bytes (pytorch/executorch, issue 17651)",
    in: .int8, overwriting: .fused,
    placement: Placement(strategy: .sharedObjects, alignment: 16))

  /// MIT's runtime for microcontrollers.
  public static let tinyEngine = MemoryDialect(
    "tinyengine",
    "TinyEngine: depthwise convolutions overwrite their input; the network's input does not count",
    source: "Lin et al. 2020, MCUNet, arXiv:2007.10319, Section 3.2",
    evidence: "MobileNetV2: 1,372 kB, which are 1,404,928 bytes", in: .int8,
    overwriting: [.fused, .depthwise], holdsInputs: false)

  /// The figures of MCUNetV2's paper.
  public static let mcunet = MemoryDialect(
    "mcunet",
    "the operands of one operation at a time; depthwise convolutions overwrite their input",
    source: "Lin et al. 2021, MCUNetV2, arXiv:2110.15352, Figure 1",
    evidence: "MobileNetV2: 1,372 kB, and 172 kB in 4×4 patches: 1,404,928 and 175,616 bytes",
    in: .int8, overwriting: [.fused, .depthwise], holding: .operands, holdsInputs: false)

  /// PyTorch without a graph.
  public static let eager = MemoryDialect(
    "eager", "PyTorch in eager mode: a module's input stays until the module returns",
    source: "PriorLabs/TabPFN, issue 1066: the caller's variable holds the tensor",
    evidence: "MCUNet's MobileNetV2: 6.8 MB, which are 6,823,936 bytes with folded norms",
    in: .fp32, overwriting: [.activations, .sums], holding: .callers, holdsInputs: false,
    foldsNorms: false)

  /// All dialects.
  public static let all = [graph, inPlace, tflm, executorch, tinyEngine, mcunet, eager]

  /// Returns the dialect with a name; nil for an unknown name.
  public static func named(_ name: String) -> MemoryDialect? { all.first { $0.name == name } }
}
