import ConvCostCore
import Testing

@testable import ConvCostImport

/// Neural networks of a few layers, each about one kind of layer.
struct CoreMLNetworkTests {
  /// A layer on `x`, by its kind's field.
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: Int
    var fields: Message
    var input: [Int]
    var isExact = true
    var output: Shape
    var macs = 0
    var parameters = 0
    var buffers = 0
    var testDescription: String { "\(kind) on \(input)" }
  }

  static func edges(_ field: Int, _ amounts: [(Int, Int)]) -> Message {
    Message { $0.message(field, Message { $0.message(1, .edges(amounts)) }) }
  }

  static func with(_ lists: [Int: [Int]], _ more: Message) -> Message {
    .fields(lists) { $0.append(more) }
  }

  /// Expected lengths by the formulas in NeuralNetwork.proto.
  static let cases: [Case] = [
    // Convolutions: valid by default, a kernel of three by default.
    Case(
      kind: 100, fields: .fields([1: [4], 2: [3]]), input: [1, 3, 8, 9],
      output: .map(4, Extent(6, 7)), macs: 108 * 42, parameters: 108),
    Case(
      kind: 100,
      fields: with(
        [1: [4], 2: [3], 20: [3, 2], 30: [2, 2], 70: [1]], edges(50, [(1, 2), (0, 0)])),
      input: [1, 3, 8, 9], output: .map(4, Extent(5, 4)), macs: 72 * 20, parameters: 76),
    Case(
      kind: 100,
      fields: with([1: [4], 2: [3], 30: [2, 2]], Message { $0.message(51, Message()) }),
      input: [3, 8, 9], isExact: false, output: .map(4, Extent(4, 5)), macs: 108 * 20,
      parameters: 108),
    Case(
      kind: 100, fields: .fields([1: [6], 2: [1], 10: [3], 40: [2, 2]]), input: [1, 3, 8, 8],
      output: .map(6, 4), macs: 54 * 16, parameters: 54),
    // Transposed: 2·(8 − 1) + 4 − 2.
    Case(
      kind: 100,
      fields: with(
        [1: [5], 2: [3], 20: [4, 4], 30: [2, 2], 60: [1]], edges(50, [(1, 1), (1, 1)])),
      input: [1, 3, 8, 8], output: .map(5, 16), macs: 240 * 64, parameters: 240),
    Case(
      kind: 100,
      fields: with(
        [1: [5], 2: [3], 20: [3, 3], 30: [2, 2], 60: [1]], Message { $0.message(51, Message()) }),
      input: [1, 3, 8, 8], output: .map(5, 16), macs: 135 * 64, parameters: 135),
    Case(
      kind: 100,
      fields: .fields([1: [5], 2: [3], 20: [2, 2], 30: [2, 2], 60: [1], 100: [17, 16]]),
      input: [1, 3, 8, 8], output: .map(5, Extent(17, 16)), macs: 60 * 64, parameters: 60),
    // Pools: the last pixel is included as in Caffe, ⌈(112 − 3)/2⌉ + 1.
    Case(
      kind: 120,
      fields: with(
        [10: [3, 3], 20: [2, 2]], Message { $0.message(32, Message()) }),
      input: [1, 3, 112, 112], output: .map(3, 56)),
    Case(
      kind: 120, fields: .fields([10: [3, 3], 20: [2, 2]]), input: [1, 3, 112, 112],
      output: .map(3, 55)),
    Case(
      kind: 120, fields: .fields([1: [2], 60: [1]]), input: [1, 3, 7, 7], output: .map(3, 1)),
    Case(
      kind: 120, fields: .fields([1: [1], 60: [1]]), input: [3, 7, 7], isExact: false,
      output: .map(3, 1)),
    // Volumes.
    Case(
      kind: 1471,
      fields: .fields([
        1: [4], 2: [2], 10: [1], 20: [3], 21: [3], 22: [3], 31: [1], 32: [2], 33: [2], 70: [2],
      ]),
      input: [1, 2, 4, 8, 8], output: .map(4, Extent(4, 4, 4)), macs: 216 * 64, parameters: 216),
    Case(
      kind: 1465,
      fields: .fields([1: [1], 2: [2], 3: [2], 4: [2], 5: [2], 6: [2], 7: [2], 15: [1]]),
      input: [1, 2, 4, 8, 8], output: .map(2, Extent(2, 4, 4))),
    // Matrices.
    Case(
      kind: 140, fields: .fields([1: [12], 2: [5], 10: [1]]), input: [1, 12], output: .vector(5),
      macs: 60, parameters: 65),
    Case(
      kind: 140, fields: .fields([1: [12], 2: [5]]), input: [12], isExact: false,
      output: .vector(5), macs: 60, parameters: 60),
    Case(
      kind: 1045, fields: .fields([5: [12], 6: [5], 7: [1]]), input: [1, 7, 12],
      output: .tensor([7, 5]), macs: 420, parameters: 65),
    Case(
      kind: 150, fields: .fields([1: [100], 2: [16]]), input: [1], isExact: false,
      output: .vector(16), parameters: 1_600),
    Case(
      kind: 1040, fields: .fields([1: [100], 2: [16]]), input: [1, 7, 1],
      output: .tensor([7, 16]), parameters: 1_600),
    // Norms.
    Case(
      kind: 160,
      fields: with(
        [1: [3]],
        Message {
          for field in [15, 16, 17, 18] { $0.message(field, Message()) }
        }), input: [1, 3, 4, 4], output: .map(3, 4), parameters: 6, buffers: 6),
    Case(
      kind: 160,
      fields: with(
        [1: [3], 5: [1], 6: [1]],
        Message {
          for field in [15, 16] { $0.message(field, Message()) }
        }), input: [1, 3, 4, 4], output: .map(3, 4), parameters: 6),
    Case(
      kind: 1350, fields: with([1: [12]], Message { $0.message(3, Message()) }), input: [1, 7, 12],
      output: .tensor([7, 12]), parameters: 24),
    Case(
      kind: 1350, fields: with([1: [4, 4]], Message { $0.message(3, Message()) }),
      input: [1, 3, 4, 4], output: .map(3, 4), parameters: 32),
    Case(kind: 180, fields: .fields([3: [5]]), input: [1, 3, 4, 4], output: .map(3, 4)),
    Case(
      kind: 245, fields: .fields([1: [3], 3: [1], 4: [3]]), input: [3, 4, 4], isExact: false,
      output: .map(3, 4), parameters: 6),
    Case(
      kind: 245, fields: .fields([1: [3, 4, 4]]), input: [3, 4, 4], isExact: false,
      output: .map(3, 4), parameters: 48),
    Case(
      kind: 250, fields: .fields([1: [3]]), input: [3, 4, 4], isExact: false, output: .map(3, 4),
      parameters: 3),
    // PReLU has a factor for each channel.
    Case(
      kind: 130, fields: Message { $0.message(25, Message { $0.message(1, Message()) }) },
      input: [1, 3, 4, 4], output: .map(3, 4), parameters: 3),
    // Recurrent: gates · hidden · (width + hidden) for each of the steps.
    Case(
      kind: 420,
      fields: with([1: [6], 2: [8]], Message { $0.message(15, .fields([20: [1]])) }),
      input: [6], isExact: false, output: .vector(8), macs: 4 * 8 * 14, parameters: 4 * 8 * 15),
    Case(
      kind: 410, fields: .fields([1: [6], 2: [8], 15: [1]]), input: [5, 1, 6, 1, 1],
      output: .tensor([5, 1, 8, 1, 1]), macs: 5 * 3 * 8 * 14, parameters: 3 * 8 * 14),
    Case(
      kind: 430, fields: .fields([1: [6], 2: [8]]), input: [6], isExact: false,
      output: .vector(16), macs: 2 * 4 * 8 * 14, parameters: 2 * 4 * 8 * 14),
    Case(
      kind: 400, fields: .fields([1: [6], 2: [8], 20: [1]]), input: [6], isExact: false,
      output: .vector(8), macs: 8 * 14, parameters: 8 * 15),
    // Other shapes.
    Case(kind: 301, fields: Message(), input: [3, 4, 5], isExact: false, output: .vector(60)),
    Case(kind: 301, fields: Message(), input: [1, 3, 4, 5], output: .map(60, 1)),
    Case(kind: 1140, fields: .fields([1: [1, 60]]), input: [1, 3, 4, 5], output: .vector(60)),
    Case(
      kind: 1140, fields: .fields([1: [1, -1, 5]]), input: [1, 3, 4, 5], output: .tensor([12, 5])),
    Case(
      kind: 300, fields: .fields([1: [12, 5, 1]]), input: [3, 4, 5], isExact: false,
      output: .map(12, Extent(5, 1))),
    Case(
      kind: 1150, fields: .fields([1: [0, 12, -1, 1]]), input: [1, 3, 4, 5],
      output: .map(12, Extent(5, 1))),
    Case(kind: 1130, fields: .fields([1: [1]]), input: [1, 3, 4, 5], output: .vector(60)),
    Case(
      kind: 310, fields: .fields([1: [0, 2, 3, 1]]), input: [3, 4, 5], isExact: false,
      output: .map(4, Extent(5, 3))),
    Case(
      kind: 985, fields: .fields([1: [0, 2, 3, 1]]), input: [1, 3, 4, 5],
      output: .map(4, Extent(5, 3))),
    Case(kind: 1120, fields: .fields([1: [2]]), input: [1, 3, 1, 5], output: .tensor([3, 5])),
    Case(kind: 1125, fields: .fields([1: [-1, -2]]), input: [1, 3], output: .map(3, 1)),
    Case(
      kind: 350, fields: .fields([1: [1], 2: [-1], 3: [1]]), input: [4, 5, 5], isExact: false,
      output: .map(2, 5)),
    Case(
      kind: 350, fields: .fields([1: [1], 2: [-1], 3: [1], 4: [1]]), input: [4, 5, 5],
      isExact: false, output: .map(4, Extent(3, 5))),
    Case(
      kind: 350, fields: .fields([1: [0], 2: [5], 3: [2], 4: [2]]), input: [4, 5, 5],
      isExact: false, output: .map(4, Extent(5, 3))),
    Case(
      kind: 995,
      fields: .fields([
        1: [0, 1, -1, 0], 2: [1, 0, 0, 0], 3: [0, 3, 0, 4], 4: [1, 0, 1, 0], 5: [1, 1, -2, 1],
        6: [0, 0, 0, 0],
      ]),
      input: [1, 4, 5, 6], output: .map(2, Extent(3, 4))),
    Case(
      kind: 200, fields: Message { $0.message(10, .edges([(1, 2), (3, 0)])) }, input: [1, 3, 4, 5],
      output: .map(3, Extent(7, 8))),
    Case(
      kind: 200,
      fields: Message {
        $0.message(2, Message())
        $0.message(10, .edges([(1, 2), (3, 0)]))
      }, input: [1, 3, 4, 5], output: .map(3, Extent(7, 8))),
    Case(
      kind: 1155, fields: .fields([2: [0, 0, 0, 0, 1, 2, 0, 0]]), input: [1, 3, 4, 5],
      output: .map(3, Extent(7, 5))),
    Case(
      kind: 190, fields: Message { $0.message(1, .edges([(1, 2), (0, 1)])) }, input: [1, 3, 4, 5],
      output: .map(3, Extent(1, 4))),
    Case(
      kind: 210, fields: .fields([1: [2, 3]]), input: [1, 3, 4, 5], output: .map(3, Extent(8, 15))),
    Case(
      kind: 210, fields: Message { $0.bytes(7, [0, 0, 0xC0, 0x3F, 0, 0, 0, 0x40]) },
      input: [1, 3, 4, 5], output: .map(3, Extent(6, 10))),
    Case(
      kind: 211, fields: .fields([1: [7, 9]]), input: [1, 3, 4, 5], output: .map(3, Extent(7, 9))),
    Case(
      kind: 345, fields: .fields([1: [0], 2: [2]]), input: [1, 3, 4, 6],
      output: .map(12, Extent(2, 3))),
    Case(
      kind: 345, fields: .fields([1: [2], 2: [2]]), input: [1, 8, 4, 6],
      output: .map(2, Extent(8, 12))),
    Case(
      kind: 280, fields: .fields([1: [1], 3: [1]]), input: [3, 4, 5], isExact: false,
      output: .map(3, 1)),
    Case(
      kind: 280, fields: .fields([1: [7], 3: [2]]), input: [3, 4, 5], isExact: false,
      output: .map(1, Extent(4, 5))),
    Case(
      kind: 1280, fields: .fields([1: [-1, -2], 2: [1]]), input: [1, 3, 4, 5], output: .map(3, 1)),
    Case(kind: 1280, fields: .fields([1: [-1, -2]]), input: [1, 3, 4, 5], output: .vector(3)),
    Case(kind: 1270, fields: .fields([3: [1]]), input: [1, 3, 4, 5], output: .vector(1)),
    Case(kind: 1025, fields: .fields([1: [1], 2: [1]]), input: [1, 10], output: .vector(1)),
    Case(kind: 1015, fields: .fields([1: [-1], 2: [3]]), input: [1, 10], output: .vector(3)),
    Case(
      kind: 920, fields: .fields([1: [1, 2, 1, 3]]), input: [1, 3, 4, 5],
      output: .map(6, Extent(4, 15))),
    Case(
      kind: 1005, fields: .fields([1: [1], 2: [4], 3: [3]]), input: [1, 10],
      output: .tensor([3, 4])),
    Case(
      kind: 1450, fields: .fields([1: [5], 2: [-1]]), input: [1, 10], output: .tensor([10, 5])),
  ]

  @Test(arguments: cases)
  func `a layer`(layer: Case) throws {
    let model = Message.network(
      [.layer("l", layer.kind, layer.fields, ["x"], ["y"])], inputs: [.array("x", layer.input)],
      isExact: layer.isExact)
    let file = try CoreMLProgramTests.read(model)
    #expect(file.isComplete)
    #expect(file.graph.nodes.last?.output == layer.output)
    #expect(file.cost.macs == layer.macs)
    #expect(file.cost.parameters == layer.parameters)
    #expect(file.cost.buffers == layer.buffers)
  }

  @Test func `several tensors`() throws {
    let relu = Message { $0.message(10, Message()) }
    let model = Message.network(
      [
        .layer("relu", 130, relu, ["x"], ["a"]),
        .layer("split", 975, .fields([1: [1], 2: [2]]), ["a"], ["b", "c"]),
        .layer("cat", 980, .fields([1: [1]]), ["c", "b"], ["d"]),
        .layer("mean", 1280, .fields([1: [-1, -2], 2: [1]]), ["d"], ["e"]),
        .layer("se", 900, Message(), ["d", "e"], ["f"]),
        .layer("constant", 1070, .fields([1: [4, 1, 1]]), [], ["k"]),
        .layer("scaled", 900, Message(), ["f", "k"], ["g"]),
        .layer("sum", 880, Message(), ["g", "x"], ["h"]),
        .layer("copy", 600, Message(), ["h"], ["i"]),
        .layer("rows", 980, .fields([1: [2]]), ["i", "a"], ["y"]),
      ], inputs: [.array("x", [1, 4, 6, 6])])
    let file = try CoreMLProgramTests.read(model)
    #expect(file.isComplete)
    #expect(file.cost.parameters == 4)
    #expect(file.graph.nodes.last?.output == .map(4, Extent(12, 6)))
    // 1: relu, 2: parts, 3: joined, 4: mean, 5 to 8.
    #expect(file.graph.nodes.count == 9)
    // All of it follows from another size.
    let larger = try CoreMLProgramTests.read(model, ModelOptions(input: [8, 10]))
    #expect(larger.graph.nodes.last?.output == .map(4, Extent(16, 10)))
  }

  @Test func `a product of two results`() throws {
    let model = Message.network(
      [.layer("mm", 1045, .fields([2: [1]]), ["x", "z"], ["y"])],
      inputs: [.array("x", [1, 7, 12]), .array("z", [1, 5, 12])])
    let file = try CoreMLProgramTests.read(model)
    #expect(file.cost.macs == 7 * 12 * 5)
    #expect(file.graph.nodes.last?.output == .tensor([7, 5]))
  }

  @Test func `unknown layers and what follows them`() throws {
    let model = Message.network(
      [
        .layer("own", 500, Message { $0.text(10, "MyLayer") }, ["x"], ["a"]),
        .layer("fc", 140, .fields([1: [12], 2: [5]]), ["a"], ["y"]),
      ], inputs: [.array("x", [1, 12])])
    let file = try CoreMLProgramTests.read(model)
    #expect(!file.isComplete)
    #expect(
      file.warning
        == "totals are lower bounds: the work of 1 custom, 1 innerProduct is unknown")
    #expect(file.graph.nodes.map(\.output) == [.vector(1), .vector(1)])
  }

  @Test func `images, classifiers and pipelines`() throws {
    let network = Message.network(
      [.layer("c", 100, .fields([1: [4], 2: [3]]), ["image"], ["y"])],
      inputs: [.image("image", 8, 9)], isExact: false, kind: 403)
    #expect(try CoreMLProgramTests.read(network).cost.macs == 108 * 42)
    let pipeline = Message.coreML(
      200,
      Message {
        $0.message(
          1,
          Message {
            $0.message(1, .coreML(604, Message()))
            $0.message(1, network)
            $0.text(2, "scale")
            $0.text(2, "net")
          })
      })
    let file = try CoreMLProgramTests.read(pipeline)
    #expect(file.cost.macs == 108 * 42)
    #expect(
      file.notes.last
        == Subject.Note(
          "Pipeline",
          "the network 'net' of a pipeline is counted, not a step of a pipeline (scaler)"))
    #expect(
      CoreMLProgramTests.problem(
        .coreML(
          202,
          Message {
            $0.message(1, network)
            $0.message(1, network)
          }))
          == """
          m: a pipeline of 2 networks, model 0 and model 1, expected one; save each as a file of \
          its own
          """)
    #expect(
      CoreMLProgramTests.problem(.coreML(202, Message { $0.message(1, .coreML(302, Message())) }))
        == "m: a pipeline without a neural network; it has an ensemble of decision trees")
  }

  @Test func `an image is prepared`() throws {
    let layer = Message.layer("c", 100, .fields([1: [4], 2: [3]]), ["image"], ["y"])
    let content = Message {
      $0.message(1, layer)
      $0.message(
        2,
        Message {
          $0.text(1, "image")
          $0.message(10, Message { $0.float(10, 1 / 255) })
        })
    }
    let file = try CoreMLProgramTests.read(
      .coreML(500, content, inputs: [.image("image", 8, 8)], version: 1))
    #expect(
      file.notes.contains(
        Subject.Note("Prepared", "'image' is scaled or shifted; not counted")))
  }

  @Test(arguments: [
    (100, Message.fields([1: [4], 2: [2]]), "m: l (convolution): found 3 channels, expected 2"),
    (
      100, Message.fields([1: [4], 2: [2], 10: [3]]),
      "m: l (convolution): found 3 channels, expected 6 in 3 groups"
    ),
    (
      100, Message.fields([1: [4], 2: [3], 20: [9, 9]]),
      "m: l: convolution on 3×8×8: no position"
    ),
    (
      120, Message.fields([10: [3]]),
      "m: l (pooling): attribute 'kernelSize': expected 2 lengths from 1"
    ),
    (
      140, Message.fields([1: [5], 2: [2]]),
      "m: l (innerProduct): found the shape [1, 3, 8, 8], expected 5 features"
    ),
    (160, Message.fields([1: [5]]), "m: l (batchNorm): found 3 channels, expected 5"),
    (
      1140, Message.fields([1: [7]]),
      "m: l (reshapeStatic): [1, 3, 8, 8] cannot be reshaped to [7]: the numbers of elements differ"
    ),
    (
      975, Message.fields([1: [1], 2: [2]]),
      "m: l (splitND): a length of 3 cannot be divided into 2 parts"
    ),
  ])
  func `errors`(kind: Int, fields: Message, text: String) {
    let model = Message.network(
      [.layer("l", kind, fields, ["x"], ["y"])], inputs: [.array("x", [1, 3, 8, 8])])
    let problem = CoreMLProgramTests.problem(model)
    if text.hasSuffix("no position") {
      #expect(problem.hasPrefix("m: l (convolution): "))
    } else {
      #expect(problem == text)
    }
  }

  @Test(arguments: [
    (ModelOptions(inputs: ["z": [1]]), "m: no input is called 'z', expected 'x'"),
    (
      ModelOptions(input: [1, 1, 1, 1, 1]),
      "m: input: found 1×1×1×1×1 for 'x', which has 4 dimensions"
    ),
    (
      ModelOptions(dimensions: ["a": 1]),
      "m: found the dimension 'a', but a file of layers has no open dimensions"
    ),
    (
      ModelOptions(parameters: ["a": 1]),
      "m: found the parameter 'a', but a model has no parameters"
    ),
    (
      ModelOptions(input: [5]),
      "m: the input 'x' cannot have the shape 1×3×5×5; the file allows 1 × 3 × 8–16 × 8–16"
    ),
  ])
  func `options that the file does not take`(options: ModelOptions, text: String) {
    let relu = Message { $0.message(10, Message()) }
    let model = Message.network(
      [.layer("l", 130, relu, ["x"], ["y"])],
      inputs: [.array("x", [1, 3, 8, 8], ranges: [(1, 1), (3, 3), (8, 16), (8, 16)])])
    #expect(CoreMLProgramTests.problem(model, options) == text)
  }

  @Test func `missing layers, inputs and results`() {
    let relu = Message { $0.message(10, Message()) }
    let input = Message.array("x", [1, 3, 8, 8])
    #expect(
      CoreMLProgramTests.problem(.network([], inputs: [input])) == "m: a network without layers")
    #expect(
      CoreMLProgramTests.problem(.network([.layer("l", 130, relu, ["z"], ["y"])], inputs: [input]))
        == "m: l: reads 'z', which no earlier operation computes")
    #expect(
      CoreMLProgramTests.problem(.network([.layer("l", 130, relu, ["x"], [])], inputs: [input]))
        == "m: l: has no result")
    #expect(
      CoreMLProgramTests.problem(.network([.layer("l", 130, relu, ["x"], ["y"])], inputs: []))
        == "m: no input is a tensor, so nothing can be counted")
    #expect(
      CoreMLProgramTests.problem(
        .network([.layer("l", 130, relu, ["x"], ["y"])], inputs: [.array("x", [])]))
        == "m: the input 'x' leaves 'x' open")
  }
}
