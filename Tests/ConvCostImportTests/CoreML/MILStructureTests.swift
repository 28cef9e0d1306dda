import ConvCostCore
import Testing

@testable import ConvCostImport

/// Programs by what surrounds their operations: functions, blocks, states, names and inputs.
struct MILStructureTests {
  private typealias Tests = CoreMLProgramTests

  /// A program of functions, with the fields of its description.
  private static func model(_ functions: [Message], _ description: Message = Message()) -> Message {
    Message {
      $0.integer(1, 9)
      $0.message(2, description)
      $0.message(502, Message { for function in functions { $0.message(2, function) } })
    }
  }

  private static func function(
    _ name: String, _ inputs: [Message], opset: String = "CoreML8", _ blocks: [(String, Message)]
  ) -> Message {
    .entry(
      name,
      Message {
        for input in inputs { $0.message(1, input) }
        $0.text(2, opset)
        for (opset, block) in blocks { $0.message(3, .entry(opset, block)) }
      })
  }

  /// A program of one function.
  private static func model(
    _ inputs: [Message], _ operations: [Message], outputs: [String] = ["y"]
  ) -> Message {
    model([function("main", inputs, [("CoreML8", .block(operations, outputs: outputs))])])
  }

  /// An operation on `x` whose result is `y`.
  private static func step(_ type: String, _ shape: [Int?] = [1, 6]) -> Message {
    .operation(type, [("x", ["x"])], [("y", shape)])
  }

  private static let input = Message.named("x", [1, 6])

  /// A constant that is written where it is read.
  private static func value(_ type: Int, _ form: Int, _ numbers: Message) -> Message {
    Message.inner(2, .inner(1, .fields([1: [type]])))
      .and(.inner(3, .inner(1, .inner(form, numbers))))
  }

  private static func float(_ number: Float) -> Message {
    value(11, 1, Message { $0.float(1, number) })
  }

  private static func attribute(_ name: String, _ value: Message) -> Message {
    .inner(5, .entry(name, value))
  }

  // MARK: - Functions and blocks

  @Test func `functions and the versions of their operators`() {
    func one(_ name: String, _ type: String) -> Message {
      Self.function(name, [Self.input], [("CoreML8", .block([Self.step(type)], outputs: ["y"]))])
    }
    let three = [one("a", "tanh"), one("main", "relu"), one("z", "sigmoid")]
    #expect(CoreMLText.of(Self.model(three)) == "ReLU → 6")
    #expect(CoreMLText.of(Self.model(three, Message { $0.text(21, "z") })) == "Sigmoid → 6")
    #expect(CoreMLText.of(Self.model(three, Message { $0.text(21, "b") })) == "ReLU → 6")
    #expect(CoreMLText.of(Self.model([three[2], three[0]])) == "Tanh → 6")
    let relu = Message.block([Self.step("relu")], outputs: ["y"])
    let tanh = Message.block([Self.step("tanh")], outputs: ["y"])
    for (opset, text) in [("CoreML5", "ReLU"), ("CoreML6", "Tanh"), ("CoreML7", "ReLU")] {
      let function = Self.function(
        "main", [Self.input], opset: opset, [("CoreML6", tanh), ("CoreML5", relu)])
      #expect(CoreMLText.of(Self.model([function])) == "\(text) → 6")
    }
    #expect(
      CoreMLText.of(Self.model([Self.function("main", [Self.input], [])]))
        == "m: a program without operations")
  }

  @Test(arguments: [
    (9, "'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'"),
    (10, "'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i' and 1 more"),
    (2, "'b'"),
  ])
  func `functions that are not counted`(count: Int, names: String) throws {
    let functions = (0..<count).map { index in
      Self.function(
        String("abcdefghij".dropFirst(index).prefix(1)), [Self.input],
        [("CoreML8", .block([Self.step("relu")], outputs: ["y"]))])
    }
    let notes = try Tests.read(Self.model(functions)).notes
    #expect(
      notes.first { $0.label == "Function" }?.text == "'a' is counted; the file also has \(names)")
  }

  /// Each function may have inputs of its own in the description.
  @Test func `the inputs of a function`() {
    let functions = ["main", "b"].map { name in
      Self.function(
        name, [.named("x", [1, nil])],
        [("CoreML8", .block([Self.step("relu", [1, nil])], outputs: ["y"]))])
    }
    let own = Message.inner(
      20,
      Message {
        $0.text(1, "b")
        $0.message(2, .array("x", [1, 7]))
      })
    let all = Message.inner(1, .array("x", [1, 9]))
    #expect(CoreMLText.of(Self.model(functions, all.and(own))) == "ReLU → 9")
    let last = Message { $0.text(21, "b") }
    #expect(CoreMLText.of(Self.model(functions, all.and(own).and(last))) == "ReLU → 7")
  }

  /// A choice between two blocks of linear layers: the costlier one counts, and the first one if
  /// both cost the same.
  @Test(arguments: [
    (1, 2, "else", "Linear → 6; Linear → 6; 72 MACs, 72 w"),
    (2, 1, "then", "Linear → 6; Linear → 6; 72 MACs, 72 w"),
    (1, 1, "then", "Linear → 6; 36 MACs, 36 w"),
  ])
  func `branches`(first: Int, second: Int, name: String, text: String) throws {
    let blocks = [first, second].enumerated().map { index, count in
      var operations: [Message] = []
      for layer in 0..<count {
        operations.append(.weight("w\(layer)", [6, 6], offset: 100 * index + layer))
        operations.append(
          .operation(
            "linear", [("x", [layer == 0 ? "x" : "h\(layer - 1)"]), ("weight", ["w\(layer)"])],
            [("h\(layer)", [1, 6])]))
      }
      return Message.block(operations, outputs: ["h\(count - 1)"])
    }
    let choice = Message.operation("cond", [("pred", ["p"])], [("y", [1, 6])], blocks: blocks)
    let model = Self.model([Self.input, .named("p", [1])], [choice])
    let file = try Tests.read(model)
    #expect(CoreMLText.of(file) == text)
    #expect(
      file.notes.contains(
        Subject.Note("Branch", "y: the \(name) branch is counted, the costlier of two")))
  }

  @Test func `blocks that cannot be followed`() {
    func text(_ outputs: [String], after operation: Message = Self.step("relu")) -> String {
      let block = Message.block(
        [.operation("relu", [("x", ["x"])], [("h", [1, 6])])], outputs: outputs)
      let choice = Message.operation(
        "cond", [("pred", ["x"])], [("y", [1, 6])], blocks: [block, block])
      return CoreMLText.of(Self.model([Self.input], [choice, operation]))
    }
    #expect(text(["h", "h"]) == "m: y (cond): 1 results, but its block has 2")
    #expect(text(["g"]) == "m: y: reads 'g', which no earlier operation computes")
    // The names of a block are not known after it.
    #expect(
      text(["h"], after: .operation("tanh", [("x", ["h"])], [("z", [1, 6])]))
        == "m: z: reads 'h', which no earlier operation computes")
    #expect(text(["h"]) == "m: y: computes 'y', which already exists")
  }

  /// A loop's work is unknown, but what its blocks store counts; single numbers of arithmetic do
  /// not.
  @Test func `what a loop stores`() {
    let inner = Message.block(
      [
        .weight("k", [2, 1, 1, 1], offset: 5),
        .operation("conv", [("x", ["x"]), ("weight", ["k"])], [("f", [1, 2, 1, 1])]),
      ], outputs: ["f"])
    let body = Message.block(
      [
        .weight("w", [5, 6], offset: 1), .weight("b", [5], offset: 2), .weight("s", [1], offset: 3),
        .weight("m", [3], offset: 4), .weight("a", [1], offset: 6), .weight("n", [7], offset: 7),
        .operation("linear", [("x", ["x"]), ("weight", ["w"]), ("bias", ["b"])], [("c", [1, 5])]),
        .operation("mul", [("x", ["c"]), ("y", ["s"])], [("d", [1, 5])]),
        .operation("mul", [("x", ["m"]), ("y", ["x"])], [("e", [1, 3])]),
        .operation("prelu", [("x", ["x"]), ("alpha", ["a"])], [("g", [1, 6])]),
        .operation("gather_nd", [("x", ["x"]), ("indices", ["n"])], [("h", [1, 6])]),
        .operation("cond", [("pred", ["x"])], [("i", [1, 2])], blocks: [inner]),
      ], outputs: ["g"])
    let loop = Message.operation(
      "while_loop", [("loop_vars", ["x"])], [("y", [1, 6])],
      blocks: [.block([], outputs: ["x"]), body])
    let stored: Int = 30 + 5 + 3 + 1 + 2
    #expect(
      CoreMLText.of(Self.model([Self.input], [loop]))
        == "while_loop (unknown) → 6; \(stored) w or more")
  }

  // MARK: - States

  @Test func `a state is read as it was written`() {
    let read = Message.operation("read_state", [("input", ["s"])], [("a", [1, 6])])
    let sum = Message.operation("add", [("x", ["x"]), ("y", ["a"])], [("b", [1, 6])])
    let write = Message.operation("write_state", [("input", ["s"]), ("data", ["b"])], [])
    let again = Message.operation("read_state", [("input", ["s"])], [("c", [1, 6])])
    let relu = Message.operation("relu", [("x", ["c"])], [("y", [1, 6])])
    let inputs = [Message.state("s", [1, 6]), Self.input]
    #expect(
      CoreMLText.of(Self.model(inputs, [read, sum, write, again, relu]))
        == "read_state (movement) → 6; Add → 6; ReLU → 6; 6 buffers")
    #expect(
      CoreMLText.of(Self.model(inputs, [read, sum, again, relu]))
        == "read_state (movement) → 6; Add → 6; read_state (movement) → 6; ReLU → 6; 6 buffers")
    #expect(
      CoreMLText.of(Self.model(inputs, [.operation("read_state", [], [("y", [1, 6])])]))
        == "m: y (read_state): no state")
    // A write without data does nothing.
    let empty = Message.operation("write_state", [("input", ["s"])], [])
    #expect(
      CoreMLText.of(Self.model(inputs, [empty, Self.step("relu")])) == "ReLU → 6")
  }

  // MARK: - Names and arguments

  @Test func `names of operations`() {
    let conv = Message.operation("conv", [("x", ["x"])], [("y", [nil, nil])])
    #expect(CoreMLText.of(Self.model([Self.input], [conv])) == "m: y (conv): 'weight' is missing")
    let name = Self.attribute("name", Self.value(2, 4, Message { $0.text(1, "own") }))
    #expect(
      CoreMLText.of(Self.model([Self.input], [conv.and(name)]))
        == "m: own (conv): 'weight' is missing")
    let none = Message.operation("relu", [("x", ["z"])], [])
    #expect(
      CoreMLText.of(Self.model([Self.input], [none]))
        == "m: relu: reads 'z', which no earlier operation computes")
  }

  @Test func `arguments that are written in their place`() {
    func argument(_ name: String, _ value: Message) -> Message {
      .inner(2, .entry(name, .inner(1, .inner(2, value))))
    }
    let clip = Self.step("clip")
    let six = Self.attribute("beta", Self.float(6))
    #expect(
      CoreMLText.of(
        Self.model(
          [Self.input],
          [clip.and(argument("alpha", Self.float(0))).and(argument("beta", Self.float(6)))]))
        == "ReLU6 → 6")
    // Attributes are arguments too, unless there is an argument of their name.
    #expect(
      CoreMLText.of(
        Self.model([Self.input], [clip.and(Self.attribute("alpha", Self.float(0))).and(six)]))
        == "ReLU6 → 6")
    #expect(
      CoreMLText.of(
        Self.model(
          [Self.input],
          [
            clip.and(argument("alpha", Self.float(0))).and(Self.attribute("alpha", Self.float(1)))
              .and(six)
          ])) == "ReLU6 → 6")
    #expect(
      CoreMLText.of(
        Self.model([Self.input], [clip.and(Self.attribute("alpha", Self.float(1))).and(six)]))
        == "clip (function) → 6")
  }

  // MARK: - Layers

  /// What is computed of the second of two results.
  @Test func `a second result`() {
    let choice = Message.operation("topk", [("x", ["x"]), ("k", ["k"])], [])
      .and(.inner(3, .open("a"))).and(.inner(3, .open("b")))
    let relu = Message.operation("relu", [("x", ["b"])], []).and(.inner(3, .open("y")))
    let k = Message.integers("k", [5], isScalar: true)
    #expect(
      CoreMLText.of(Self.model([Self.input], [k, choice, relu]))
        == "topk (function) mixing → 5; topk (movement) → 5; ReLU → 5")
    let gates: [Message] = [
      .weight("i", [24, 6], offset: 1), .weight("h", [24, 8], offset: 2),
      .operation(
        "gru",
        [("x", ["x"]), ("initial_h", ["s"]), ("weight_ih", ["i"]), ("weight_hh", ["h"])], []
      ).and(.inner(3, .open("a"))).and(.inner(3, .open("b"))),
      relu,
    ]
    #expect(
      CoreMLText.of(Self.model([.named("x", [5, 1, 6]), .named("s", [1, 8])], gates))
        == "gru (layer) → 1×8; gru (movement) → 8; ReLU → 8; 1680 MACs, 336 w")
  }

  /// Four images in one sample are no map.
  @Test func `several images in one sample`() {
    let operations: [Message] = [
      .integers("s", [4, 3, 8, 9]), .weight("w", [5, 3, 2, 4]),
      .operation("reshape", [("x", ["x"]), ("shape", ["s"])], [("a", [4, 3, 8, 9])]),
      .operation("conv", [("x", ["a"]), ("weight", ["w"])], [("y", [4, 5, 7, 6])]),
    ]
    #expect(
      CoreMLText.of(Self.model([.named("x", [1, 4, 3, 8, 9])], operations))
        == "reshape (view) → 4×3×8×9; conv (layer) → 4×5×7×6; 20160 MACs, 120 w")
  }

  /// Concatenations of channels, and of positions, with channels last.
  @Test(arguments: [(3, "Concat → 4×5×6"), (1, "concat (movement) → 8×5×3")])
  func `channels last`(axis: Int, text: String) {
    let operations: [Message] = [
      .integers("p", [0, 2, 3, 1]), .integers("axis", [axis], isScalar: true),
      .operation("transpose", [("x", ["x"]), ("perm", ["p"])], [("a", [1, 4, 5, 3])]),
      .operation("relu", [("x", ["a"])], [("b", [1, 4, 5, 3])]),
      .operation("concat", [("values", ["a", "b"]), ("axis", ["axis"])], []).and(
        .inner(3, .open("y"))),
    ]
    #expect(
      CoreMLText.of(Self.model([.named("x", [1, 3, 4, 5])], operations)).hasSuffix(text))
  }

  /// The entries of a table of weights, and the bits of an index into it.
  @Test(arguments: [
    ([1], 1), ([2], 1), ([3], 2), ([4], 2), ([5], 3), ([16], 4), ([17], 5), ([1, 1, 8, 1], 3),
    ([5, 1, 4, 2], 2), ([64, 1], 6),
  ])
  func `palettes`(table: [Int], bits: Int) throws {
    let entries = table.reduce(1, *)
    let operations: [Message] = [
      .weight("i", [5, 6], type: 35, offset: 1), .weight("t", table, offset: 2),
      .operation("constexpr_lut_to_dense", [("indices", ["i"]), ("lut", ["t"])], [("w", [5, 6])]),
      .operation("linear", [("x", ["x"]), ("weight", ["w"])], [("y", [1, 5])]),
    ]
    let file = try Tests.read(Self.model([Self.input], operations))
    #expect(CoreMLText.of(file) == "Linear → 5; 30 MACs, 30 w")
    #expect(
      file.notes.first { $0.label == "Types" }?.text
        == "30 as \(bits)-bit palette; \(15 + 2 * entries) bytes as stored")
  }

  /// The note on folded norms: eight convolutions with biases, and no norm.
  @Test(arguments: [(8, 8, "", true), (7, 7, "", false), (8, 7, "", false), (8, 8, "norm", false)])
  func `folded norms`(count: Int, biased: Int, last: String, isNoted: Bool) throws {
    var operations: [Message] = [.weight("w", [3, 3, 1, 1]), .weight("b", [3], offset: 9)]
    for index in 0..<count {
      operations.append(
        .operation(
          "conv",
          [("x", ["x\(index)"]), ("weight", ["w"])] + (index < biased ? [("bias", ["b"])] : []),
          [("x\(index + 1)", [1, 3, 4, 5])]))
    }
    operations.append(
      .operation(
        last == "norm" ? "instance_norm" : "relu", [("x", ["x\(count)"])], [("y", [1, 3, 4, 5])]))
    let file = try Tests.read(Self.model([.named("x0", [1, 3, 4, 5])], operations))
    #expect(file.notes.contains { $0.label == "Norms" } == isNoted)
  }

  // MARK: - Inputs

  /// Which of several inputs is the image that takes a size.
  @Test(
    arguments: [
      ([("a", [1, 12]), ("x", [1, 3, 8, 8]), ("b", [1, 2, 8, 8])], [5], "3×5×5"),
      ([("a", [1, 12]), ("b", [1, 4, 9]), ("x", [1, 3, 7, 8, 9])], [5], "3×5×5×5"),
      ([("a", [1, 12]), ("x", [1, 4, 9]), ("b", [1, 4, 7])], [5], "4×5"),
      ([("x", [1, 12]), ("b", [1, 9])], [5], "5"),
      ([("a", [1, 12]), ("x", [1, 3, 8, 8])], [5, 6, 7], "5×6×7"),
      ([("a", [1, 12]), ("x", [1, 3, 8, 8])], [1, 2, 6, 7], "2×6×7"),
    ] as [([(String, [Int?])], [Int], String)])
  func `an image among several inputs`(
    inputs: [(String, [Int?])], size: [Int], text: String
  ) {
    let relu = Message.operation("relu", [("x", ["x"])], []).and(.inner(3, .open("y")))
    #expect(
      CoreMLText.of(
        Self.model(inputs.map { Message.named($0.0, $0.1) }, [relu]), ModelOptions(input: size))
        == "ReLU → \(text)")
  }

  @Test func `lengths that are asked for are allowed ones`() {
    func text(
      _ shape: [Int?], _ options: ModelOptions, _ ranges: [(Int, Int)] = [(1, 1), (8, 16)]
    ) -> String {
      let relu = Message.operation("relu", [("x", ["x"])], []).and(.inner(3, .open("y")))
      return CoreMLText.of(
        .program(
          inputs: [("x", shape)], [relu], features: [.array("x", [1, 9], ranges: ranges)]), options)
    }
    let none = "m: the input 'x' cannot have the shape"
    #expect(text([1, nil], ModelOptions()) == "ReLU → 9")
    #expect(text([1, nil], ModelOptions(input: [8])) == "ReLU → 8")
    #expect(text([1, nil], ModelOptions(input: [16])) == "ReLU → 16")
    #expect(text([1, nil], ModelOptions(input: [17])) == "\(none) 1×17; the file allows 1 × 8–16")
    #expect(
      text([1, nil], ModelOptions(dimensions: ["x.1": 7]))
        == "\(none) 1×7; the file allows 1 × 8–16")
    #expect(text([1, nil], ModelOptions(inputs: ["x": [10]])) == "ReLU → 10")
    #expect(
      text([1, nil], ModelOptions(inputs: ["x": [7]])) == "\(none) 1×7; the file allows 1 × 8–16")
    // What the file states itself is not questioned, nor are ranges of another number of axes.
    #expect(text([1, 7], ModelOptions()) == "ReLU → 7")
    #expect(text([1, nil], ModelOptions(input: [7]), [(1, 1), (3, 3), (8, 16)]) == "ReLU → 7")
    #expect(text([1, 9], ModelOptions(input: [8])) == "ReLU → 8")
    #expect(
      text([1, 9], ModelOptions(dimensions: ["x.1": 8])) == "m: no input has a length 'x.1'")
    #expect(
      text([nil, nil, 3, nil], ModelOptions(dimensions: ["x.4": 8]))
        == "m: the input 'x' leaves 'x.1' and 'x.3' open")
  }
}
