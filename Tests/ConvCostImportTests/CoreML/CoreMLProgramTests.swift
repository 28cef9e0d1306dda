import ConvCostCore
import Testing

@testable import ConvCostImport

/// Programs of a few operations, each about one rule.
struct CoreMLProgramTests {
  static func result(
    _ message: Message, _ options: ModelOptions = ModelOptions()
  ) -> Result<ModelFile, ModelFileError> {
    Result { () throws(ModelFileError) in
      try ModelFile(ByteSource(message.bytes), name: "m", options)
    }
  }

  static func read(_ message: Message, _ options: ModelOptions = ModelOptions()) throws -> ModelFile
  {
    try result(message, options).get()
  }

  static func problem(_ message: Message, _ options: ModelOptions = ModelOptions()) -> String {
    switch result(message, options) {
    case .success: "read"
    case .failure(let error): "\(error)"
    }
  }

  /// A convolution of `x` to four channels, with more arguments.
  static func conv(
    _ more: [(String, [String])], to shape: [Int?], type: String = "conv"
  ) -> Message {
    .operation(type, [("x", ["x"]), ("weight", ["w"])] + more, [("y", shape)])
  }

  @Test(arguments: [
    ("valid", [5, 6]), ("same", [4, 4]), ("same_lower", [4, 4]), ("custom", [4, 5]),
  ])
  func `paddings`(type: String, size: [Int]) throws {
    // Begin and end of each axis in turn: 1 + 2 rows, no columns.
    let model = Message.program(
      inputs: [("x", [1, 3, nil, nil])],
      [
        .weight("w", [4, 3, 3, 2]), .string("t", type), .integers("p", [1, 2, 0, 0]),
        .integers("s", type == "valid" ? [1, 1] : [2, 2]),
        Self.conv(
          [("pad_type", ["t"]), ("pad", ["p"]), ("strides", ["s"])], to: [1, 4, nil, nil]),
      ],
      features: [.array("x", [1, 3, 7, type == "custom" ? 10 : 7])])
    let file = try Self.read(model)
    #expect(file.graph.nodes[0].output == .map(4, Extent(size[0], size[1])))
    #expect(file.cost.macs == 4 * 3 * 3 * 2 * size[0] * size[1])
  }

  @Test func `lengths of the description, the user and the file`() throws {
    let model = Message.program(
      inputs: [("x", [nil, 3, nil, nil])],
      [
        .weight("w", [4, 3, 1, 1]),
        Self.conv([], to: [nil, 4, nil, nil]),
      ],
      features: [
        // A negative end stands for none.
        .array("x", [1, 3, 8, 8], ranges: [(1, 4), (3, 3), (8, 16), (8, -1)])
      ])
    #expect(try Self.read(model).cost.macs == 12 * 64)
    #expect(try Self.read(model, ModelOptions(input: [16])).cost.macs == 12 * 256)
    #expect(try Self.read(model, ModelOptions(input: [16, 40])).cost.macs == 12 * 640)
    // A batch is counted for one of its samples.
    #expect(try Self.read(model, ModelOptions(input: [2, 3, 8, 8])).cost.macs == 12 * 64)
    #expect(try Self.read(model, ModelOptions(dimensions: ["x.3": 10])).cost.macs == 12 * 80)
    #expect(
      Self.problem(model, ModelOptions(input: [17]))
        == """
        m: the input 'x' cannot have the shape 1×3×17×17; the file allows 1–4 × 3 × 8–16 × 8–
        """)
  }

  @Test func `shapes that the file lists`() throws {
    let model = Message.program(
      inputs: [("x", [1, 3, nil, nil])],
      [.weight("w", [4, 3, 1, 1]), Self.conv([], to: [1, 4, nil, nil])],
      features: [.array("x", [], shapes: [[1, 3, 8, 8], [1, 3, 16, 16]])])
    #expect(try Self.read(model).cost.macs == 12 * 64)
    #expect(try Self.read(model, ModelOptions(input: [16])).cost.macs == 12 * 256)
    #expect(
      Self.problem(model, ModelOptions(input: [12]))
        == "m: the input 'x' cannot have the shape 1×3×12×12; the file allows 1×3×8×8 or 1×3×16×16")
  }

  @Test func `images are inputs of four dimensions`() throws {
    let model = Message.program(
      inputs: [("x", [1, 1, nil, nil])],
      [.weight("w", [4, 1, 1, 1]), Self.conv([], to: [1, 4, nil, nil])],
      features: [.image("x", 6, 9, gray: true)])
    #expect(try Self.read(model).graph.inputs == [.map(1, Extent(6, 9))])
  }

  @Test func `computed shapes`() throws {
    // x: 1×4×H×W is reshaped to 1×4×(H·W) by numbers that are computed from its shape.
    let operations: [Message] = [
      .operation("shape", [("x", ["x"])], [("s", [4])]),
      .integers("2", [2], isScalar: true), .integers("3", [3], isScalar: true),
      .operation("gather", [("x", ["s"]), ("indices", ["2"])], [("h", [])]),
      .operation("gather", [("x", ["s"]), ("indices", ["3"])], [("w", [])]),
      .operation("mul", [("x", ["h"]), ("y", ["w"])], [("n", [])]),
      .integers("0", [0]),
      .operation("expand_dims", [("x", ["n"]), ("axes", ["0"])], [("e", [1])]),
      .integers("outer", [1, 4]), .integers("axis", [0], isScalar: true),
      .operation("concat", [("values", ["outer", "e"]), ("axis", ["axis"])], [("t", [3])]),
      .operation("reshape", [("x", ["x"]), ("shape", ["t"])], [("r", [1, 4, nil])]),
      .integers("p", [0, 2, 1]),
      .operation("transpose", [("x", ["r"]), ("perm", ["p"])], [("q", [1, nil, 4])]),
      .weight("w2", [5, 4]),
      .operation("linear", [("x", ["q"]), ("weight", ["w2"])], [("y", [1, nil, 5])]),
    ]
    let model = Message.program(
      inputs: [("x", [1, 4, nil, nil])], operations, features: [.array("x", [1, 4, 6, 7])])
    let file = try Self.read(model)
    #expect(file.cost.macs == 42 * 20)
    #expect(file.isComplete)
    // Shapes are not data: three operations are left.
    #expect(file.graph.nodes.count == 3)
  }

  @Test func `weights are counted once and where they are`() throws {
    let shape: [Int?] = [1, 4, 8, 8]
    let model = Message.program(
      inputs: [("x", shape)],
      [
        .weight("w", [4, 4, 1, 1]), .weight("same", [4, 4, 1, 1]),
        .weight("other", [4, 4, 1, 1], offset: 4_096),
        .operation("conv", [("x", ["x"]), ("weight", ["w"])], [("a", shape)]),
        .operation("conv", [("x", ["a"]), ("weight", ["same"])], [("b", shape)]),
        .operation("conv", [("x", ["b"]), ("weight", ["other"])], [("y", shape)]),
      ])
    let file = try Self.read(model)
    #expect(file.cost.parameters == 32)
    #expect(file.cost.macs == 3 * 16 * 64)
  }

  @Test func `arithmetic on constants`() throws {
    let shape: [Int?] = [1, 3, 4, 4]
    let model = Message.program(
      inputs: [("x", shape)],
      [
        .floats("half", [0.5], isScalar: true), .weight("mean", [1, 3, 1, 1]),
        .weight("scale", [3, 1, 1], offset: 128), .floats("six", [6], isScalar: true),
        .floats("zero", [0], isScalar: true),
        // By such names the converter prepares images.
        .operation("add", [("x", ["x"]), ("y", ["mean"])], [("x__biased__", shape)]),
        .operation("mul", [("x", ["x__biased__"]), ("y", ["half"])], [("a", shape)]),
        .operation("mul", [("x", ["a"]), ("y", ["scale"])], [("b", shape)]),
        .operation("clip", [("x", ["b"]), ("alpha", ["zero"]), ("beta", ["six"])], [("y", shape)]),
      ])
    let file = try Self.read(model)
    #expect(file.cost.parameters == 3)
    #expect(file.graph.nodes.last?.operation == .activation(.relu6))
    #expect(
      file.notes.contains {
        $0.text == "treated as fixed, not counted as parameters: 3 numbers, mean"
      })
  }

  @Test func `weights that are computed in advance`() throws {
    let model = Message.program(
      inputs: [("x", [1, 4])],
      [
        .weight("w", [4, 5]), .integers("p", [1, 0]),
        .operation("transpose", [("x", ["w"]), ("perm", ["p"])], [("t", [5, 4])]),
        .operation("linear", [("x", ["x"]), ("weight", ["t"])], [("y", [1, 5])]),
      ])
    let file = try Self.read(model)
    #expect(file.cost.parameters == 20)
    #expect(file.graph.nodes.map(\.operation) == [.linear(Linear(5, bias: false))])
  }

  @Test func `an unknown operator makes lower bounds`() throws {
    let model = Message.program(
      inputs: [("x", [1, 4])],
      [
        .weight("w", [4, 5]),
        .operation("frobnicate", [("x", ["x"]), ("weight", ["w"])], [("y", [1, 5])]),
      ])
    let file = try Self.read(model)
    #expect(!file.isComplete)
    #expect(file.cost.parameters == 20)
    #expect(
      file.warning == "totals are lower bounds: the work of 1 frobnicate is unknown")
  }

  @Test func `numbers as bytes`() throws {
    // Half precision: 0 and 6.
    let model = Message.program(
      inputs: [("x", [1, 4])],
      [
        .raw("a", 10, [], [0, 0]), .raw("b", 10, [], [0, 0x46]),
        .operation("clip", [("x", ["x"]), ("alpha", ["a"]), ("beta", ["b"])], [("y", [1, 4])]),
      ])
    #expect(try Self.read(model).graph.nodes[0].operation == .activation(.relu6))
  }

  @Test(arguments: [
    (
      Message.operation("conv", [("x", ["z"])], [("y", [1])]),
      "m: y: reads 'z', which no earlier operation computes"
    ),
    (
      Message.operation("relu", [("x", ["x"])], [("x", [1, 3, 8, 8])]),
      "m: x: computes 'x', which already exists"
    ),
    (
      Message.operation("conv", [("x", ["x"]), ("weight", ["w"])], [("y", [1, 4, 8, 8])]),
      "m: y (conv): the shapes [1, 3, 8, 8] and [4, 2, 1, 1] do not fit"
    ),
    (
      Message.operation(
        "max_pool", [("x", ["x"]), ("kernel_sizes", ["k"])], [("y", [1, 3, nil, 1])]),
      "m: y (max_pool): a window of 9 does not fit on axis 2, whose length with padding is 8"
    ),
    (
      Message.operation("softmax", [("x", ["x"])], [("y", [1, 3, nil, 9])]),
      "m: y: 'y' has the shape 1×3×8×8, but the file states 1×3×?×9"
    ),
    (
      Message.operation("reshape", [("x", ["x"]), ("shape", ["k"])], [("y", [nil, 9])]),
      "m: y (reshape): [1, 3, 8, 8] cannot be reshaped to [9, 9]: the numbers of elements differ"
    ),
    (Message.operation("relu", [], [("y", [nil])]), "m: y (relu): 'x' is missing"),
  ])
  func `errors`(operation: Message, text: String) {
    let model = Message.program(
      inputs: [("x", [1, 3, 8, 8])],
      [.weight("w", [4, 2, 1, 1]), .integers("k", [9, 9]), operation])
    #expect(Self.problem(model) == text)
  }

  @Test(arguments: [
    (ModelOptions(inputs: ["z": [1]]), "m: no input is called 'z', expected 'x'"),
    (ModelOptions(dimensions: ["z": 1]), "m: no input has a length 'z'"),
    (
      ModelOptions(input: [1, 1, 1, 1, 1]),
      "m: input: found 1×1×1×1×1 for 'x', which has 4 dimensions"
    ),
    (
      ModelOptions(input: [9]),
      "m: y (reshape): [1, 3, 9, 9] cannot be reshaped to [1, 192]: the numbers of elements differ"
    ),
    (
      ModelOptions(parameters: ["width": 1]),
      "m: found the parameter 'width', but a model has no parameters"
    ),
  ])
  func `options that the file does not take`(options: ModelOptions, text: String) {
    let model = Message.program(
      inputs: [("x", [1, 3, 8, 8])],
      [
        .integers("s", [1, 192]),
        .operation("reshape", [("x", ["x"]), ("shape", ["s"])], [("y", [1, 192])]),
      ])
    #expect(Self.problem(model, options) == text)
  }

  @Test func `a shape that does not follow from another input`() {
    let model = Message.program(
      inputs: [("x", [1, 3, 8, 8])],
      [.operation("frobnicate", [("x", ["x"])], [("y", [1, 5])])])
    #expect(
      Self.problem(model, ModelOptions(input: [9]))
        == "m: y: the shape of 'y' does not follow from the input's")
  }

  @Test func `lengths that nobody states`() {
    let model = Message.program(
      inputs: [("x", [nil, 3, nil, 8])], [.operation("relu", [("x", ["x"])], [("y", [nil])])])
    #expect(Self.problem(model) == "m: the input 'x' leaves 'x.2' open")
    #expect(
      Self.problem(model, ModelOptions(dimensions: ["x.2": 4]))
        == "m: y: 'y' has the shape 1×3×4×8, but the file states ?")
  }

  @Test func `models that are not networks`() {
    #expect(
      Self.problem(.coreML(302, Message()))
        == "m: an ensemble of decision trees, expected a neural network or a program")
    #expect(
      Self.problem(.coreML(604, Message()))
        == "m: a step of a pipeline (scaler), expected a neural network or a program")
    #expect(Self.problem(.coreML(502, Message())) == "m: a program without operations")
    #expect(
      Self.problem(.program(inputs: [], [.operation("fill", [], [("y", [1])])]))
        == "m: no input is a tensor, so nothing can be counted")
  }
}
