import ConvCostCore
import Testing

@testable import ConvCostImport

/// Values from which shapes are computed.
struct ConstantFoldingTests {
  /// Returns the values of `y` that nodes compute from constants.
  private func values(
    _ nodes: [Message], _ constants: [Message] = [], opset: Int = 18
  ) throws -> (shape: [Int]?, values: TensorValues?) {
    let bytes = Message.model(
      .graph(
        nodes, inputs: [.value("x", [2, 3])], outputs: [.value("y", [1])], initializers: constants),
      opset: opset)
    return try bytes.withUnsafeBytes { bytes in
      let model = try ONNXModel(ByteSource(bytes))
      let inference = try ShapeInference(
        model, InputBinding(model, size: nil, dimensions: [:]))
      let fact = inference.facts[inference.outputs[0]]
      return (fact.shape, fact.values)
    }
  }

  struct Fold: Sendable, CustomTestStringConvertible {
    var node: Message
    var constants: [Message]
    var shape: [Int]
    var values: TensorValues

    var testDescription: String { "\(shape) \(values)" }
  }

  private static func whole(_ name: String, _ shape: [Int], _ values: [Int]) -> Message {
    .tensor(name, shape, integers: values)
  }

  private static func real(_ name: String, _ shape: [Int], _ values: [Float]) -> Message {
    .tensor(name, shape, floats: values)
  }

  private static let square = whole("c", [2, 3], [1, 2, 3, 4, 5, 6])

  /// By hand, after the definitions of ONNX's operators.
  static let folds: [Fold] = [
    Fold(
      node: .node("ReduceMax", ["c"], ["y"], attributes: [.attribute("axes", integers: [1])]),
      constants: [square], shape: [2, 1], values: .integers([3, 6])),
    Fold(
      node: .node(
        "ReduceMean", ["c"], ["y"],
        attributes: [.attribute("axes", integers: [0]), .attribute("keepdims", integer: 0)]),
      constants: [real("c", [2, 2], [1, 2, 4, 6])], shape: [2], values: .floats([2.5, 4])),
    Fold(
      node: .node("ReduceProd", ["c"], ["y"]), constants: [square], shape: [1, 1],
      values: .integers([720])),
    Fold(
      node: .node("ReduceMin", ["c"], ["y"], attributes: [.attribute("keepdims", integer: 0)]),
      constants: [real("c", [3], [2, -1.5, 3])], shape: [], values: .floats([-1.5])),
    Fold(
      node: .node("ArgMax", ["c"], ["y"], attributes: [.attribute("axis", integer: 1)]),
      constants: [whole("c", [2, 3], [1, 9, 3, 7, 5, 7])], shape: [2, 1],
      values: .integers([1, 0])),
    Fold(
      node: .node("ArgMin", ["c"], ["y"], attributes: [.attribute("keepdims", integer: 0)]),
      constants: [square], shape: [3], values: .integers([0, 0, 0])),
    Fold(
      node: .node("Pow", ["c", "d"], ["y"]),
      constants: [real("c", [2], [2, 9]), real("d", [2], [3, 0.5])], shape: [2],
      values: .floats([8, 3])),
    Fold(
      node: .node("CumSum", ["c", "d"], ["y"]),
      constants: [whole("c", [4], [1, 2, 3, 4]), whole("d", [], [0])], shape: [4],
      values: .integers([1, 3, 6, 10])),
    Fold(
      node: .node(
        "CumSum", ["c", "d"], ["y"],
        attributes: [.attribute("exclusive", integer: 1), .attribute("reverse", integer: 1)]),
      constants: [whole("c", [4], [1, 2, 3, 4]), whole("d", [], [0])], shape: [4],
      values: .integers([9, 7, 4, 0])),
    Fold(
      node: .node("Tile", ["c", "d"], ["y"]),
      constants: [whole("c", [1, 2], [5, 6]), whole("d", [2], [2, 2])], shape: [2, 4],
      values: .integers([5, 6, 5, 6, 5, 6, 5, 6])),
    Fold(
      node: .node("Pad", ["c", "d", "e"], ["y"]),
      constants: [whole("c", [2], [5, 6]), whole("d", [2], [1, 2]), whole("e", [], [9])],
      shape: [5], values: .integers([9, 5, 6, 9, 9])),
    Fold(
      node: .node("Pad", ["c", "d"], ["y"]),
      constants: [whole("c", [3], [5, 6, 7]), whole("d", [2], [-1, 0])], shape: [2],
      values: .integers([6, 7])),
    Fold(
      node: .node("Gather", ["c", "d"], ["y"], attributes: [.attribute("axis", integer: 1)]),
      constants: [square, whole("d", [2], [2, -3])], shape: [2, 2],
      values: .integers([3, 1, 6, 4])),
    Fold(
      node: .node(
        "GatherElements", ["c", "d"], ["y"], attributes: [.attribute("axis", integer: 1)]),
      constants: [square, whole("d", [2, 1], [2, 0])], shape: [2, 1], values: .integers([3, 4])),
    Fold(
      node: .node("GatherND", ["c", "d"], ["y"]),
      constants: [square, whole("d", [2, 2], [0, 1, 1, 2])], shape: [2], values: .integers([2, 6])),
    Fold(
      node: .node("ScatterND", ["c", "d", "e"], ["y"]),
      constants: [
        whole("c", [4], [0, 0, 0, 0]), whole("d", [2, 1], [1, 3]), whole("e", [2], [7, 8]),
      ],
      shape: [4], values: .integers([0, 7, 0, 8])),
    Fold(
      node: .node("ScatterElements", ["c", "d", "e"], ["y"]),
      constants: [square, whole("d", [1, 3], [1, 0, 1]), whole("e", [1, 3], [7, 8, 9])],
      shape: [2, 3], values: .integers([1, 8, 3, 7, 5, 9])),
    Fold(
      node: .node("Concat", ["c", "d"], ["y"], attributes: [.attribute("axis", integer: 1)]),
      constants: [square, whole("d", [2, 1], [7, 8])], shape: [2, 4],
      values: .integers([1, 2, 3, 7, 4, 5, 6, 8])),
    Fold(
      node: .node(
        "BitShift", ["c", "d"], ["y"], attributes: [.attribute("direction", text: "RIGHT")]),
      constants: [whole("c", [2], [16, 5]), whole("d", [2], [2, 1])], shape: [2],
      values: .integers([4, 2])),
    Fold(
      node: .node("MatMul", ["c", "d"], ["y"]),
      constants: [square, whole("d", [3, 1], [1, 10, 100])], shape: [2, 1],
      values: .integers([321, 654])),
  ]

  @Test(arguments: folds)
  func `operators on constants have their values`(fold: Fold) throws {
    let result = try values([fold.node], fold.constants)
    #expect(result.shape == fold.shape)
    #expect(result.values == fold.values)
  }

  @Test func `TopK gives the largest elements and their places in order`() throws {
    let constants = [Self.whole("c", [4], [3, 9, 3, 7]), Self.whole("k", [1], [3])]
    let node = Message.node("TopK", ["c", "k"], ["v", "i"])
    #expect(
      try values([node, .node("Identity", ["v"], ["y"])], constants).values
        == .integers([9, 7, 3]))
    #expect(
      try values([node, .node("Identity", ["i"], ["y"])], constants).values
        == .integers([1, 3, 0]))
  }

  /// 480 · (800/480) is 800 in real numbers and 799.99994 in 32 bits, as PyTorch computes it.
  @Test func `floats are rounded to 32 bits`() throws {
    let constants = [Self.real("a", [], [800]), Self.real("b", [], [480])]
    let result = try values(
      [
        .node("Div", ["a", "b"], ["s"]), .node("Mul", ["s", "b"], ["m"]),
        .node("Floor", ["m"], ["y"]),
      ], constants)
    #expect(result.values == .floats([Double((Float(800) / 480 * 480).rounded(.down))]))
  }

  /// 0x3C00 is 1, 0xC100 is −2.5, 0x0001 is 2⁻²⁴ and 0x7C00 is infinite: IEEE 754, binary16.
  @Test func `half precision is read`() throws {
    let tensor = Message {
      $0.integer(1, 4)
      $0.integer(2, 10)
      $0.text(8, "c")
      $0.bytes(9, [0x00, 0x3C, 0x00, 0xC1, 0x01, 0x00, 0x00, 0x7C])
    }
    let result = try values([.node("Identity", ["c"], ["y"])], [tensor])
    #expect(result.values == .floats([1, -2.5, 0x1p-24, .infinity]))
  }

  /// The schema allows 16-bit numbers in `int32_data`, which onnx.helper writes: 0x3C00 is 1 and
  /// 0xC100 −2.5 in binary16, 0x3F80 is 1 and 0xC020 −2.5 in bfloat16, the upper half of binary32.
  @Test(arguments: [(10, [0x3C00, 0xC100]), (16, [0x3F80, 0xC020])])
  func `half precision is read from a list of integers`(type: Int, bits: [Int]) throws {
    let tensor = Message {
      $0.integer(1, 2)
      $0.integer(2, type)
      $0.text(8, "c")
      for value in bits { $0.integer(5, value) }
    }
    let result = try values([.node("Identity", ["c"], ["y"])], [tensor])
    #expect(result.values == .floats([1, -2.5]))
  }

  /// Without elements nothing is moved, however long the other lengths are.
  @Test func `tensors without elements take no time`() throws {
    let long = Int(Int32.max)
    let result = try values(
      [.node("Concat", ["c", "c"], ["y"], attributes: [.attribute("axis", integer: 2)])],
      [Self.whole("c", [long, long, 0], [])])
    #expect(result.shape == [long, long, 0])
  }

  /// Products of only some of the lengths do not fit in 64 bits. Such an operator may end in an
  /// error.
  @Test(
    arguments: [
      "Transpose", "NonZero", "ArgMax", "ReduceSum", "Slice", "Gather", "GatherElements",
      "GatherND",
      "Split", "Tile", "Expand", "TopK", "Flatten", "Pad", "ScatterND", "Where", "CumSum",
    ], [0, 1, 3])
  func `operators on long lengths next to a zero do not crash`(type: String, place: Int) {
    var shape = Array(repeating: Int(Int32.max), count: 4)
    shape[place] = 0
    _ = try? values(
      [.node(type, ["c", "d", "d"], ["y"])],
      [Self.whole("c", shape, []), Self.whole("d", [1], [1])])
  }

  @Test func `sequences of known tensors are followed`() throws {
    let constants = [
      Self.whole("a", [1], [4]), Self.whole("b", [1], [5]), Self.whole("i", [], [-1]),
    ]
    let result = try values(
      [
        .node("SequenceConstruct", ["a", "b"], ["s"]),
        .node("SequenceInsert", ["s", "a"], ["t"]),
        .node("ConcatFromSequence", ["t"], ["y"], attributes: [.attribute("axis", integer: 0)]),
      ], constants)
    #expect(result.values == .integers([4, 5, 4]))
    let last = try values(
      [
        .node("SplitToSequence", ["c"], ["s"], attributes: [.attribute("axis", integer: 1)]),
        .node("SequenceAt", ["s", "i"], ["y"]),
      ], constants + [Self.square])
    #expect(last.shape == [2, 1])
    #expect(last.values == .integers([3, 6]))
    let stacked = try values(
      [
        .node("SequenceEmpty", [], ["e"]), .node("SequenceInsert", ["e", "a"], ["s"]),
        .node(
          "ConcatFromSequence", ["s"], ["y"],
          attributes: [.attribute("axis", integer: 0), .attribute("new_axis", integer: 1)]),
      ], constants)
    #expect(stacked.shape == [1, 1])
  }

  /// for i in 0..<3 { s += i; y.append(s) }, from s = 10.
  @Test func `a loop with a known number of rounds is followed`() throws {
    let body = Message.graph(
      [
        .node("Identity", ["go"], ["on"]), .node("Add", ["s", "i"], ["t"]),
        .node("Identity", ["t"], ["out"]),
      ],
      inputs: [
        .value("i", [], type: 7), .value("go", [], type: 9), .value("s", [], type: 7),
      ],
      outputs: [
        .value("on", [], type: 9), .value("t", [], type: 7), .value("out", [], type: 7),
      ])
    let loop = Message.node(
      "Loop", ["n", "", "s0"], ["last", "y"], attributes: [.attribute("body", graph: body)])
    let result = try values([loop], [Self.whole("n", [], [3]), Self.whole("s0", [], [10])])
    #expect(result.shape == [3])
    #expect(result.values == .integers([10, 11, 13]))
  }

  /// for (i = 0; i < most; i++) { s += i; if (s >= 13) break }, from s = 10: after 0, 1 and 2.
  @Test(arguments: [nil, 9, 3])
  func `a loop that ends by itself is followed`(most: Int?) throws {
    let body = Message.graph(
      [.node("Add", ["s", "i"], ["t"]), .node("Less", ["t", "limit"], ["on"])],
      inputs: [
        .value("i", [], type: 7), .value("go", [], type: 9), .value("s", [], type: 7),
      ],
      outputs: [.value("on", [], type: 9), .value("t", [], type: 7)])
    let loop = Message.node(
      "Loop", [most == nil ? "" : "n", "", "s0"], ["y"],
      attributes: [.attribute("body", graph: body)])
    let result = try values(
      [loop],
      [
        Self.whole("n", [], [most ?? 0]), Self.whole("s0", [], [10]),
        Self.whole("limit", [], [13]),
      ])
    #expect(result.values == .integers([13]))
  }

  @Test func `an endless loop is refused soon`() throws {
    let body = Message.graph(
      [.node("Identity", ["go"], ["on"])],
      inputs: [.value("i", [], type: 7), .value("go", [], type: 9)],
      outputs: [.value("on", [], type: 9)])
    let loop = Message.node(
      "Loop", ["n"], [], attributes: [.attribute("body", graph: body)])
    let result = try values(
      [loop, .node("Relu", ["x"], ["y"])], [Self.whole("n", [], [Int.max])])
    #expect(result.shape == [2, 3])
  }

  @Test func `a tensor without elements is the same for every input`() throws {
    let result = try values(
      [
        .node("Slice", ["x", "b", "b"], ["e"]), .node("Shape", ["e"], ["y"]),
      ], [Self.whole("b", [1], [0])])
    #expect(result.values == .integers([0, 3]))
  }
}
