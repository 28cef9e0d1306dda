import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Stored numbers that several operators read.
struct SharedWeightTests {
  /// A model on an image `x` of 1×4×8×8 with two results `y` and `z`.
  private func graph(_ nodes: [Message], _ initializers: [Message]) throws -> Graph {
    let model = Message.model(
      Message.graph(
        nodes, inputs: [.value("x", [1, 4, 8, 8])],
        outputs: [.value("y", [1]), .value("z", [1])], initializers: initializers))
    return try model.withUnsafeBytes { try ONNXFile.read(ByteSource($0)) }.graph
  }

  private static func convolution(_ inputs: [String], _ output: String) -> Message {
    .node("Conv", inputs, [output], attributes: [.attribute("pads", integers: [1, 1, 1, 1])])
  }

  private static let kernel = Message.tensor("w", [4, 4, 3, 3])

  /// A case's expected result: the operation whose parameters each operation has, and its own
  /// numbers.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var nodes: [Message]
    var initializers: [Message]
    /// The owners, for operations with the parameters of another.
    var shared: [Int: Int]
    /// The numbers that count at each operation.
    var own: [Int]
    /// The numbers that each operation uses and that are counted at others.
    var borrowed: [Int: Int]
  }

  // A kernel has 4·4·9 numbers, a bias or a norm's scale 4.
  static let cases: [Case] = [
    Case(
      testDescription: "a convolution twice",
      nodes: [convolution(["x", "w", "b"], "y"), convolution(["y", "w", "b"], "z")],
      initializers: [kernel, .tensor("b", [4])], shared: [1: 0], own: [148, 0], borrowed: [1: 148]),
    Case(
      testDescription: "without the other's bias",
      nodes: [convolution(["x", "w", "b"], "y"), convolution(["y", "w"], "z")],
      initializers: [kernel, .tensor("b", [4])], shared: [1: 0], own: [148, 0], borrowed: [1: 144]),
    Case(
      testDescription: "a bias of its own",
      nodes: [convolution(["x", "w", "b"], "y"), convolution(["y", "w", "c"], "z")],
      initializers: [kernel, .tensor("b", [4]), .tensor("c", [4])], shared: [:], own: [148, 4],
      borrowed: [1: 144]),
    Case(
      testDescription: "the third is as the second",
      nodes: [
        convolution(["x", "w", "b"], "a"), convolution(["a", "w", "c"], "y"),
        convolution(["y", "w", "c"], "z"),
      ],
      initializers: [kernel, .tensor("b", [4]), .tensor("c", [4])], shared: [2: 1],
      own: [148, 4, 0], borrowed: [1: 144, 2: 148]),
    Case(
      testDescription: "a kernel of one and a bias of another",
      nodes: [
        convolution(["x", "w", "b"], "a"), convolution(["a", "v", "c"], "y"),
        convolution(["y", "w", "c"], "z"),
      ],
      initializers: [
        kernel, .tensor("v", [4, 4, 3, 3]), .tensor("b", [4]), .tensor("c", [4]),
      ],
      shared: [:], own: [148, 148, 0], borrowed: [2: 148]),
    Case(
      testDescription: "norms of their own",
      nodes: [
        convolution(["x", "w"], "a"),
        .node("BatchNormalization", ["a", "s", "t", "m", "v"], ["y"]),
        convolution(["y", "w"], "b"),
        .node("BatchNormalization", ["b", "p", "q", "m", "v"], ["z"]),
      ],
      initializers: [kernel] + ["s", "t", "m", "v", "p", "q"].map { .tensor($0, [4]) },
      shared: [2: 0], own: [144, 16, 0, 8], borrowed: [2: 144, 3: 8]),
    // Weights of 8·8: a direction and a length for each kernel, computed twice from the same
    // numbers.
    Case(
      testDescription: "computed kernels",
      nodes: [
        .node("Mul", ["v", "g"], ["k"]), .node("Mul", ["v", "g"], ["l"]),
        .node("Conv", ["x", "k"], ["y"]), .node("Conv", ["y", "l"], ["z"]),
      ],
      initializers: [.tensor("v", [4, 4, 1, 1]), .tensor("g", [4, 1, 1, 1])], shared: [1: 0],
      own: [20, 0], borrowed: [1: 20]),
    // Three slices of one matrix are three matrices.
    Case(
      testDescription: "slices of a stored matrix",
      nodes: [
        .node("Split", ["m"], ["p", "q", "r"], attributes: [.attribute("axis", integer: 1)]),
        .node("MatMul", ["x", "p"], ["a"]), .node("MatMul", ["a", "q"], ["y"]),
        .node("MatMul", ["y", "q"], ["z"]),
      ],
      initializers: [.tensor("m", [8, 24])], shared: [2: 1], own: [192, 0, 0],
      borrowed: [1: 64, 2: 64]),
    Case(
      testDescription: "a table and its transpose",
      nodes: [
        .node("MatMul", ["x", "m"], ["y"]), .node("Transpose", ["m"], ["t"]),
        .node("MatMul", ["y", "t"], ["z"]),
      ],
      initializers: [.tensor("m", [8, 16])], shared: [1: 0], own: [128, 0], borrowed: [1: 128]),
  ]

  @Test(arguments: cases)
  func `shared numbers count once, and belong to one operation if all of them do`(
    fact: Case
  ) throws {
    let graph = try graph(fact.nodes, fact.initializers)
    let analysis = try Analysis(graph)
    #expect(graph.shared == fact.shared)
    #expect(analysis.costs.map { $0.parameters + $0.buffers } == fact.own)
    #expect(graph.borrowed.mapValues(\.count) == fact.borrowed)
    for index in graph.nodes.indices {
      #expect(analysis.borrows(index) == (fact.shared[index] != nil))
      #expect(
        analysis.borrowsSome(index)
          == (fact.borrowed[index] != nil && fact.shared[index] == nil))
      // Each operation reads all of its numbers.
      #expect(
        analysis.traffic(of: index).stored == fact.own[index] + (fact.borrowed[index] ?? 0))
    }
  }

  /// The same network as a tree, by every convention.
  @Test func `a file with shared initialisers equals a tree with shared weights`() throws {
    let tree = Network(input: .map(4, 8)) {
      Convolution(4, kernel: 3, padding: 1).sharing("c")
      Convolution(4, kernel: 3, padding: 1).sharing("c")
    }
    let file = try graph(Self.cases[0].nodes, Self.cases[0].initializers)
    let written = try tree.graph()
    #expect(file.shared == written.shared)
    #expect(try Analysis(file).costs == Analysis(written).costs)
    #expect(try Training(Analysis(file)) == Training(Analysis(written)))
    for convention in Convention.all {
      let (a, b) = (
        try Analysis(file.asSeen(by: convention)), try Analysis(written.asSeen(by: convention))
      )
      for count in convention.counts + [convention.parameters] {
        #expect(try Tally(count, of: a) == Tally(count, of: b), "\(convention.name)")
      }
    }
  }

  /// By PyTorch 2.15's exporter with folding: it stores a kernel of 8·8·9 for each of the three
  /// maps, because they have separate norms, and 3·8 biases; three more layers have 3·8·9 and twice
  /// 8·8·9 weights and 24 biases.
  @Test func `folding separate norms ends the sharing`() throws {
    let graph = try ONNXModelTests.network("small_ownnorms_ts_op17_bnkept.onnx").graph
    #expect(graph.shared.count == 2)
    let folded = try Analysis(graph.foldingNorms()).total
    #expect(folded.weights == 3 * 576 + 216 + 2 * 576)
    #expect(folded.biases == 3 * 8 + 24)
    #expect(folded.normalization + folded.buffers == 0)
  }

  /// Thousands of readers of a constant that is computed in as many steps, and as many readers of
  /// intermediate results.
  @Test(.timeLimit(.minutes(5))) func `many readers of long computations take no time`() throws {
    let count = 2_500
    let chain = (0..<count).map { Message.node("Neg", ["c\($0)"], ["c\($0 + 1)"]) }
    let ends = (0..<count).map {
      Message.node("Add", ["a\($0)", "c\(count)"], [$0 < count - 1 ? "a\($0 + 1)" : "y"])
    }
    let parts = (0..<count).map {
      Message.node("Add", ["b\($0)", "c\($0 + 1)"], [$0 < count - 1 ? "b\($0 + 1)" : "z"])
    }
    // What the last operator reads is not followed to its end. It reads more than the one before.
    let last = [
      Message.node("Add", ["z", "s"], ["q"]), .node("Mul", ["s", "c\(count)"], ["k"]),
      .node("Add", ["q", "k"], ["r"]),
    ]
    let graph = try graph(
      chain + [Self.convolution(["x", "w"], "a0")] + ends
        + [Self.convolution(["x", "w"], "b0")] + parts + last,
      [Self.kernel, .tensor("c0", [4, 1, 1]), .tensor("s", [4, 1, 1])])
    #expect(try Analysis(graph).total.parameters == 144 + 4 + 4)
    #expect(graph.shared[count] == 1)
    #expect(graph.borrowed[graph.nodes.count - 1]?.count == 4)
    #expect(graph.shared[graph.nodes.count - 1] == nil)
  }

  /// The network of the examples as PyTorch 2.15 exports it: by the first exporter with its norms,
  /// by the second with three folded ones, whose 32 + 64 + 128 scales are then missing.
  @Test func `an exported pyramid has one head`() throws {
    let file = try ONNXModelTests.network("small_pyramid_ts_op17_bnkept.onnx").graph
    let spec = try NetworkSpec(Fixtures.bytes("Examples/Networks/pyramid.json"))
    let tree = try spec.network().graph()
    #expect(file.shared.count == 4)
    for convention in Convention.all {
      let (a, b) = (
        try Analysis(file.asSeen(by: convention)), try Analysis(tree.asSeen(by: convention))
      )
      for count in convention.counts + [convention.parameters] {
        #expect(try Tally(count, of: a).value == Tally(count, of: b).value, "\(convention.name)")
      }
    }
    let folded = try ONNXModelTests.network("small_pyramid_dyn_op18.onnx").graph
    #expect(folded.shared.count == 4)
    #expect(
      try Analysis(folded).total.parameters == Analysis(tree).total.parameters - (32 + 64 + 128))
  }
}
