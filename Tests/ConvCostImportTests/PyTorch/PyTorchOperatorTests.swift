import ConvCostCore
import Testing

@testable import ConvCostImport

/// Single operators: what they cost, and how they are counted.
struct PyTorchOperatorTests {
  private typealias Writer = ProgramWriter

  /// An operator on tensors, of which some are parameters.
  struct Case: Sendable, CustomTestStringConvertible {
    var target: String
    /// The tensors by the names of the arguments; those of parameters begin with `p_`.
    var tensors: [(String, String, [Int])]
    var others: [(String, String)] = []
    var output: [Int]
    var macs: Int
    var kind: String
    var parameters = 0

    var testDescription: String { target }
  }

  static let cases: [Case] = [
    // 4 · 27 · 64.
    Case(
      target: "aten.convolution.default",
      tensors: [("input", "x", [1, 3, 8, 8]), ("weight", "p_w", [4, 3, 3, 3])],
      others: [
        ("bias", Writer.none), ("stride", Writer.ints([1, 1])), ("padding", Writer.ints([1, 1])),
        ("dilation", Writer.ints([1, 1])), ("transposed", Writer.flag(false)),
        ("output_padding", Writer.ints([0, 0])), ("groups", Writer.int(1)),
      ], output: [1, 4, 8, 8], macs: 6_912, kind: "Conv2d", parameters: 108),
    // Every element of the input meets 4 · 9 weights.
    Case(
      target: "aten.convolution.default",
      tensors: [("input", "x", [1, 3, 4, 4]), ("weight", "p_w", [3, 4, 3, 3])],
      others: [
        ("stride", Writer.ints([2, 2])), ("padding", Writer.ints([1, 1])),
        ("transposed", Writer.flag(true)), ("output_padding", Writer.ints([1, 1])),
      ], output: [1, 4, 8, 8], macs: 1_728, kind: "ConvTranspose2d", parameters: 108),
    Case(
      target: "aten.conv1d.padding",
      tensors: [
        ("input", "x", [1, 6, 10]), ("weight", "p_w", [6, 1, 4]), ("bias", "p_b", [6]),
      ], others: [("padding", Writer.text("same")), ("groups", Writer.int(6))],
      output: [1, 6, 10], macs: 240, kind: "Conv1d", parameters: 30),
    // An image without a batch has no layer.
    Case(
      target: "aten.conv2d.default",
      tensors: [("input", "x", [1, 8, 8]), ("weight", "p_w", [4, 1, 3, 3])],
      output: [4, 6, 6], macs: 1_296, kind: "conv2d", parameters: 36),
    // A kernel that is computed from the input.
    Case(
      target: "aten.conv2d.default",
      tensors: [("input", "x", [1, 3, 8, 8]), ("weight", "w", [4, 3, 3, 3])],
      output: [1, 4, 6, 6], macs: 3_888, kind: "conv2d"),
    // A contradiction is counted by the shapes that are stated: 5 · 5 positions.
    Case(
      target: "aten.conv2d.default",
      tensors: [("input", "x", [1, 3, 8, 8]), ("weight", "p_w", [4, 3, 3, 3])],
      output: [1, 4, 5, 5], macs: 2_700, kind: "conv2d", parameters: 108),
    Case(
      target: "torchvision.deform_conv2d.default",
      tensors: [
        ("input", "x", [1, 3, 8, 8]), ("weight", "p_w", [4, 3, 3, 3]),
        ("offset", "y", [1, 18, 6, 6]),
      ], output: [1, 4, 6, 6], macs: 3_888, kind: "torchvision.deform_conv2d", parameters: 108),
    Case(
      target: "aten.linear.default",
      tensors: [
        ("input", "x", [1, 7, 10]), ("weight", "p_w", [20, 10]), ("bias", "p_b", [20]),
      ], output: [1, 7, 20], macs: 1_400, kind: "Linear", parameters: 220),
    Case(
      target: "aten.addmm.default",
      tensors: [("self", "p_b", [20]), ("mat1", "x", [7, 10]), ("mat2", "p_w", [10, 20])],
      output: [7, 20], macs: 1_400, kind: "Linear", parameters: 220),
    // Eight samples, of which each takes 7 · 10 · 5.
    Case(
      target: "aten.bmm.default",
      tensors: [("self", "x", [8, 7, 10]), ("mat2", "y", [8, 10, 5])], output: [8, 7, 5],
      macs: 350, kind: "bmm"),
    Case(
      target: "aten.baddbmm.default",
      tensors: [
        ("self", "z", [8, 7, 5]), ("batch1", "x", [8, 7, 10]), ("batch2", "y", [8, 10, 5]),
      ], output: [8, 7, 5], macs: 350, kind: "baddbmm"),
    Case(
      target: "aten.mv.default", tensors: [("self", "x", [7, 10]), ("vec", "y", [10])],
      output: [7], macs: 70, kind: "mv"),
    Case(
      target: "aten.matmul.default",
      tensors: [("self", "x", [1, 2, 7, 10]), ("other", "y", [1, 2, 10, 3])],
      output: [1, 2, 7, 3], macs: 420, kind: "matmul"),
    Case(
      target: "aten.einsum.default", tensors: [],
      others: [
        ("equation", Writer.text("bqhd,bkhd->bhqk")), ("tensors", Writer.tensors(["x", "y"])),
      ], output: [1, 2, 7, 9], macs: 7 * 9 * 2 * 5, kind: "einsum"),
    // 2 · 7 · 9 · 5 for the scores, and 2 · 7 · 9 · 6 for the sums of values.
    Case(
      target: "aten.scaled_dot_product_attention.default",
      tensors: [
        ("query", "x", [1, 2, 7, 5]), ("key", "y", [1, 2, 9, 5]), ("value", "z", [1, 2, 9, 6]),
      ], output: [1, 2, 7, 6], macs: 1_386, kind: "scaled_dot_product_attention"),
    // Of 11 steps, each meets 3·4·(5 + 4) weights.
    Case(
      target: "aten.gru.input", tensors: [("input", "x", [1, 11, 5])],
      others: [
        ("hx", Writer.none),
        ("params", Writer.tensors(["p_w", "p_v", "p_b", "p_c"])),
        ("batch_first", Writer.flag(true)),
      ], output: [1, 11, 4], macs: 1_188, kind: "gru", parameters: 108 + 24),
    Case(
      target: "aten.lstm_cell.default",
      tensors: [
        ("input", "x", [1, 5]), ("w_ih", "p_w", [16, 5]), ("w_hh", "p_v", [16, 4]),
        ("b_ih", "p_b", [16]),
      ], output: [1, 4], macs: 144, kind: "lstm_cell", parameters: 160),
    Case(
      target: "aten.max_pool2d_with_indices.default", tensors: [("self", "x", [1, 4, 9, 9])],
      others: [("kernel_size", Writer.ints([2, 2])), ("ceil_mode", Writer.flag(true))],
      output: [1, 4, 5, 5], macs: 0, kind: "MaxPool2d"),
    Case(
      target: "aten.mean.dim", tensors: [("self", "x", [1, 4, 9, 9])],
      others: [("dim", Writer.ints([-1, -2])), ("keepdim", Writer.flag(true))],
      output: [1, 4, 1, 1], macs: 0, kind: "AdaptiveAvgPool2d"),
    Case(
      target: "aten.hardtanh_.default", tensors: [("self", "x", [1, 4, 9, 9])],
      others: [("min_val", Writer.float(0)), ("max_val", Writer.float(6))],
      output: [1, 4, 9, 9], macs: 0, kind: "ReLU6"),
    Case(
      target: "aten.hardtanh.default", tensors: [("self", "x", [1, 4, 9, 9])],
      output: [1, 4, 9, 9], macs: 0, kind: "hardtanh"),
    Case(
      target: "aten.upsample_nearest2d.vec", tensors: [("input", "x", [1, 4, 9, 9])],
      others: [("output_size", Writer.none), ("scale_factors", Writer.none)],
      output: [1, 4, 18, 18], macs: 0, kind: "Upsample"),
    Case(
      target: "aten.native_layer_norm.default",
      tensors: [
        ("input", "x", [1, 7, 10]), ("weight", "p_w", [10]), ("bias", "p_b", [10]),
      ], others: [("normalized_shape", Writer.ints([10]))], output: [1, 7, 10], macs: 0,
      kind: "LayerNorm", parameters: 20),
    Case(
      target: "aten.group_norm.default",
      tensors: [("input", "x", [1, 4, 9, 9]), ("weight", "p_w", [4]), ("bias", "p_b", [4])],
      others: [("num_groups", Writer.int(2))], output: [1, 4, 9, 9], macs: 0,
      kind: "GroupNorm", parameters: 8),
    Case(
      target: "aten.mul.Tensor",
      tensors: [("self", "x", [1, 4, 9, 9]), ("other", "p_w", [4, 1, 1])],
      output: [1, 4, 9, 9], macs: 0, kind: "mul", parameters: 4),
    Case(
      target: "aten.mul.Tensor",
      tensors: [("self", "x", [1, 4, 9, 9]), ("other", "y", [1, 4, 1, 1])],
      output: [1, 4, 9, 9], macs: 0, kind: "Multiply"),
    Case(
      target: "aten.cat.default", tensors: [],
      others: [("tensors", Writer.tensors(["x", "y"])), ("dim", Writer.int(1))],
      output: [1, 8, 9, 9], macs: 0, kind: "Concat"),
    Case(
      target: "aten.prelu.default",
      tensors: [("self", "x", [1, 4, 9, 9]), ("weight", "p_w", [4])],
      output: [1, 4, 9, 9], macs: 0, kind: "prelu", parameters: 4),
    Case(
      target: "aten.permute.default", tensors: [("self", "x", [1, 4, 8, 9])],
      others: [("dims", Writer.ints([0, 2, 3, 1]))], output: [1, 8, 9, 4], macs: 0,
      kind: "Permute"),
    Case(
      target: "aten.embedding.default",
      tensors: [("weight", "p_w", [100, 8]), ("indices", "x", [1, 7])], output: [1, 7, 8],
      macs: 0, kind: "embedding", parameters: 800),
  ]

  /// The shapes of tensors that are only in lists.
  private static let listed: [String: [String: [Int]]] = [
    "aten.einsum.default": ["x": [1, 7, 2, 5], "y": [1, 9, 2, 5]],
    "aten.gru.input": ["p_w": [12, 5], "p_v": [12, 4], "p_b": [12], "p_c": [12]],
    "aten.cat.default": ["x": [1, 4, 9, 9], "y": [1, 4, 9, 9]],
  ]

  static func program(_ fact: Case) -> ProgramWriter {
    var program = ProgramWriter()
    let tensors =
      fact.tensors.map { ($1, $2) } + (listed[fact.target] ?? [:]).sorted { $0.key < $1.key }
    for (name, shape) in tensors {
      let sizes = shape.map(String.init)
      if name.hasPrefix("p_") {
        program.parameters.append((String(name.dropFirst(2)), sizes))
      } else {
        program.inputs.append((name, sizes))
      }
    }
    program.nodes = [
      .init(
        "torch.ops.\(fact.target)",
        fact.tensors.map { ($0.0, Writer.tensor($0.1)) } + fact.others,
        [("out", fact.output.map(String.init))])
    ]
    program.outputs = ["out"]
    return program
  }

  static func network(_ program: ProgramWriter) throws -> ImportedNetwork {
    try program.bytes.withUnsafeBytes { try PyTorchFile.read(ByteSource($0)) }
  }

  @Test(arguments: cases)
  func `an operator costs what its shapes say`(fact: Case) throws {
    let network = try Self.network(Self.program(fact))
    let total = try Analysis(network.graph).total
    #expect(total.macs == fact.macs)
    #expect(total.parameters == fact.parameters)
    #expect(network.graph.operationName(0) == fact.kind)
    #expect(network.warning == nil)
  }

  /// A graph that is run with other settings, here without automatic casts, is part of the network.
  @Test func `a graph inside of an operator is counted in its place`() throws {
    var program = ProgramWriter()
    program.inputs = [("x", ["1", "10"])]
    program.parameters = [("fc.weight", ["20", "10"])]
    let inner = ProgramWriter.Node(
      "torch.ops.aten.linear.default",
      [("input", Writer.tensor("a")), ("weight", Writer.tensor("w"))], [("b", ["1", "20"])])
    program.nodes = [
      .init(
        "torch.ops.higher_order.wrap_with_autocast",
        [
          ("", Writer.text("cpu")), ("", Writer.none), ("", Writer.flag(false)),
          ("", Writer.none),
          (
            "",
            Writer.graph(
              [inner], inputs: [("a", ["1", "10"]), ("w", ["20", "10"])], outputs: ["b"])
          ), ("", Writer.tensor("x")), ("", Writer.tensor("p_fc_weight")),
        ], [("y", ["1", "20"])]),
      .init("torch.ops.aten.relu.default", [("self", Writer.tensor("y"))], [("z", ["1", "20"])]),
    ]
    program.outputs = ["z"]
    let network = try Self.network(program)
    #expect(Paths(network.graph).nodes == ["linear", "relu"])
    #expect(try Analysis(network.graph).total.macs == 200)
    #expect(network.warning == nil)
    // A choice between two graphs is not followed.
    program.nodes[0].target = "torch.ops.higher_order.cond"
    #expect(
      try Self.network(program).warning
        == "totals are lower bounds: the work of 1 higher_order.cond is unknown")
  }

  @Test func `an unknown operator is named`() throws {
    var program = ProgramWriter()
    program.inputs = [("x", ["1", "10"])]
    program.parameters = [("w", ["20", "10"])]
    program.nodes = [
      .init(
        "torch.ops.mine.swirl.default",
        [("x", Writer.tensor("x")), ("w", Writer.tensor("p_w"))], [("y", ["1", "20"])])
    ]
    program.outputs = ["y"]
    let network = try Self.network(program)
    #expect(network.warning == "totals are lower bounds: the work of 1 mine.swirl is unknown")
    #expect(try Analysis(network.graph).total.parameters == 200)
    program.nodes[0].target = "torch.ops.aten.swirl_.default"
    #expect(try Self.network(program).origin.unknown.map(\.name) == ["aten.swirl_"])
  }

  /// A tensor that is not computed from the input, and one that is used only for its shape.
  @Test func `constants are neither data nor parameters`() throws {
    var program = ProgramWriter()
    program.inputs = [("x", ["1", "4", "8", "8"])]
    program.constants = [("c_mask", ["8", "8"])]
    program.buffers = [("steps", [], 5), ("index", ["6"], 5)]
    let map = ["1", "4", "8", "8"]
    program.nodes = [
      .init(
        "torch.ops.aten.new_zeros.default", [("self", Writer.tensor("x"))], [("a", ["8", "8"])]),
      .init(
        "torch.ops.aten.add.Tensor",
        [("self", Writer.tensor("a")), ("other", Writer.tensor("c_mask"))], [("b", ["8", "8"])]),
      .init(
        "torch.ops.aten.add.Tensor", [("self", Writer.tensor("x")), ("other", Writer.tensor("b"))],
        [("c", map)]),
      .init(
        "torch.ops.aten.view_as.default",
        [("self", Writer.tensor("c")), ("other", Writer.tensor("x"))], [("d", map)]),
      .init("torch.ops.aten.alias.default", [("self", Writer.tensor("d"))], [("e", map)]),
      .init("torch.ops.aten.sym_size.int", [("self", Writer.tensor("e"))], []),
      .init("_operator.mul", [("", Writer.int(2))], []),
    ]
    program.outputs = ["e"]
    let network = try Self.network(program)
    #expect(Paths(network.graph).nodes == ["add", "view_as"])
    #expect(try Analysis(network.graph).total.parameters == 0)
    // The buffer of indices is not read; the counter is not one.
    #expect(network.origin.storage.unread.tables.map(\.name) == ["index"])
    #expect(network.origin.storage.unread.buffers == 6)
  }

  @Test func `tied parameters count once`() throws {
    var program = ProgramWriter()
    program.inputs = [("x", ["1", "10"])]
    program.parameters = [("a.weight", ["10", "10"]), ("b.weight", ["10", "10"])]
    program.nodes = ["a", "b"].enumerated().map { index, name in
      .init(
        "torch.ops.aten.linear.default",
        [
          ("input", Writer.tensor(index == 0 ? "x" : "y0")),
          ("weight", Writer.tensor("p_\(name)_weight")),
        ], [("y\(index)", ["1", "10"])])
    }
    program.outputs = ["y1"]
    #expect(try Analysis(Self.network(program).graph).total.parameters == 200)
    program.tied = ["b.weight": "a.weight"]
    let network = try Self.network(program)
    #expect(try Analysis(network.graph).total.parameters == 100)
    #expect(network.graph.shared == [1: 0])
  }

  /// Later operators read what an operator changed in place, also by the old name.
  @Test func `an operator in place changes its argument`() throws {
    var program = ProgramWriter()
    let map = ["1", "4", "8", "8"]
    program.inputs = [("x", map)]
    program.nodes = [
      .init("torch.ops.aten.sigmoid.default", [("self", Writer.tensor("x"))], [("a", map)]),
      .init("torch.ops.aten.relu_.default", [("self", Writer.tensor("a"))], [("b", map)]),
      .init("torch.ops.aten.tanh.default", [("self", Writer.tensor("a"))], [("c", map)]),
    ]
    program.outputs = ["c"]
    let graph = try Self.network(program).graph
    #expect(graph.nodes.map { Array(graph.inputs(of: $0)) } == [[0], [1], [2]])
  }
}
