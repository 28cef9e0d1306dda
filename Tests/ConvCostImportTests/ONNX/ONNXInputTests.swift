import ConvCostCore
import Testing

@testable import ConvCostImport

/// Models with several inputs.
struct ONNXInputTests {
  private static func network(
    size: [Int]? = nil, sizes: [String: [Int]] = [:]
  ) throws -> Graph {
    let model = Message.model(
      .graph(
        [
          .node("Conv", ["x", "w"], ["a"]), .node("Conv", ["side", "v"], ["b"]),
          .node("Add", ["a", "b"], ["sum"]), .node("MatMul", ["list", "m"], ["scores"]),
        ],
        inputs: [
          .value("x", [1, 4, 10, 10]), .value("side", [1, 2, 10, 10]), .value("list", [1, 6]),
        ], outputs: [.value("sum", [1]), .value("scores", [1])],
        initializers: [
          .tensor("w", [4, 4, 3, 3]), .tensor("v", [4, 2, 3, 3]), .tensor("m", [6, 5]),
        ]))
    return try model.withUnsafeBytes {
      try ONNXFile.read(ByteSource($0), size: size, sizes: sizes).graph
    }
  }

  @Test func `inputs and results have the file's names`() throws {
    let graph = try Self.network()
    #expect(graph.inputNames == [0: "x", 1: "side", 2: "list"])
    #expect(graph.outputNames == [0: "sum", 1: "scores"])
    #expect(graph.outputs.map(graph.shape) == [.map(4, 8), .vector(5)])
    let fields = ReceptiveFields(graph, of: 1)
    #expect(fields.values[graph.outputs[0]][.width]?.samples == 3)
    #expect(fields.inputs[graph.outputs[0]] == 1)
    #expect(fields.inputs[graph.outputs[1]] == 2)
  }

  @Test func `each input takes a shape by its name`() throws {
    let graph = try Self.network(size: [12], sizes: ["side": [2, 12, 12]])
    #expect(graph.inputs == [.map(4, 12), .map(2, 12), .vector(6)])
    #expect(graph.shape(ofValue: graph.outputs[0]) == .map(4, 10))
    let named = try Self.network(sizes: ["x": [12], "side": [12, 12], "list": [6]])
    #expect(named.inputs == graph.inputs)
    let error = #expect(throws: ONNXError.self) { try Self.network(sizes: ["sid": [12]]) }
    #expect(error?.description == "no input is called 'sid', expected 'x', 'side' and 'list'")
    for size in [[1, 6, 3], [2, 6]] {
      #expect(throws: ONNXError.self) { try Self.network(sizes: ["list": size]) }
    }
  }

  @Test func `an input without a shape cannot be given one`() {
    let model = Message.model(
      .graph(
        [.node("Relu", ["x"], ["y"])],
        inputs: [.value("x", [1, 4]), Message { $0.text(1, "flag") }],
        outputs: [.value("y", [1])]))
    let error = #expect(throws: ONNXError.self) {
      try model.withUnsafeBytes { try ONNXFile.read(ByteSource($0), sizes: ["flag": [3]]) }
    }
    #expect(error?.description == "input: found '3', expected a shape for ?")
  }

  /// Two inputs whose lengths are open, a third that the file stores too, and a list.
  private static let open = """
    list: 5
    x: Nx3xHx?
    side: ?x7xHxM
    k: Nx11
    k: 2x11=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22
    value c NxHxM
    value d 2x5
    a = Relu x
    b = Relu side
    c,d = own.F x k
    e = Abs list
    give a,b,c,d,e
    """

  struct Wish: Sendable, CustomTestStringConvertible {
    var size: [Int]?
    var sizes: [String: [Int]] = [:]
    var dimensions: [String: Int] = [:]
    var expected: String

    var testDescription: String { "\(size ?? []) \(sizes) \(dimensions)" }
  }

  static let wishes: [Wish] = [
    Wish(expected: "! the input 'x' leaves 'H' and 'x.3' open"),
    Wish(size: [13], expected: "! the input 'side' leaves 'M' open"),
    Wish(dimensions: ["H": 13], expected: "! the input 'x' leaves 'x.3' open"),
    Wish(
      size: [13], dimensions: ["M": 17],
      expected: "5 and 3×13×13 and 7×13×17, ReLU → 3×13×13, ReLU → 7×13×17, own.F: "
        + "Unknown → "
        + "13×17, own.F: Movement → 2×5, Abs: Function → 5; unknown 1 own.F; omits 1 "
        + "own.F*; 5 results"),
    Wish(
      size: [13, 19], dimensions: ["M": 17],
      expected: "5 and 3×13×19 and 7×13×17, ReLU → 3×13×19, ReLU → 7×13×17, own.F: "
        + "Unknown → "
        + "13×17, own.F: Movement → 2×5, Abs: Function → 5; unknown 1 own.F; omits 1 "
        + "own.F*; 5 results"),
    Wish(
      size: [3, 13, 19], dimensions: ["M": 17],
      expected: "5 and 3×13×19 and 7×13×17, ReLU → 3×13×19, ReLU → 7×13×17, own.F: "
        + "Unknown → "
        + "13×17, own.F: Movement → 2×5, Abs: Function → 5; unknown 1 own.F; omits 1 "
        + "own.F*; 5 results"),
    // The file's shapes are not those of another number of channels.
    Wish(
      size: [2, 13, 19], dimensions: ["M": 17],
      expected: "5 and 2×13×19 and 7×13×17, ReLU → 2×13×19, ReLU → 7×13×17, Abs: "
        + "Function → "
        + "5; unknown 1 own.F; uncounted 1 own.F; omits 1 own.F*; 3 results"),
    Wish(
      size: [13], sizes: ["side": [17]],
      expected: "5 and 3×13×13 and 7×17×17, ReLU → 3×13×13, ReLU → 7×17×17, own.F: "
        + "Unknown → "
        + "17×17, own.F: Movement → 2×5, Abs: Function → 5; unknown 1 own.F; omits 1 "
        + "own.F*; 5 results"),
    Wish(
      size: [13], sizes: ["list": [2], "side": [17, 19]],
      expected: "2 and 3×13×13 and 7×17×19, ReLU → 3×13×13, ReLU → 7×17×19, Abs: "
        + "Function → "
        + "2; unknown 1 own.F; uncounted 1 own.F; omits 1 own.F*; 3 results"),
    Wish(
      size: [13], sizes: ["list": [5], "side": [17, 19]],
      expected: "5 and 3×13×13 and 7×17×19, ReLU → 3×13×13, ReLU → 7×17×19, own.F: "
        + "Unknown → "
        + "17×19, own.F: Movement → 2×5, Abs: Function → 5; unknown 1 own.F; omits 1 "
        + "own.F*; 5 results"),
    // A length that is named takes precedence.
    Wish(
      size: [13], dimensions: ["H": 19, "M": 17],
      expected: "5 and 3×19×13 and 7×19×17, ReLU → 3×19×13, ReLU → 7×19×17, own.F: "
        + "Unknown → "
        + "19×17, own.F: Movement → 2×5, Abs: Function → 5; unknown 1 own.F; omits 1 "
        + "own.F*; 5 results"),
    Wish(
      sizes: ["x": [13, 19], "side": [13, 17]], dimensions: ["N": 2],
      expected: "5 and 3×13×19 and 7×13×17, ReLU → 3×13×19, ReLU → 7×13×17, own.F: "
        + "Unknown → "
        + "13×17, own.F: Movement → 5, Abs: Function → 5; batch 2; unknown 1 own.F; "
        + "omits 1 own.F*; 5 results"),
    Wish(
      sizes: ["x": [13, 19]], dimensions: ["side.0": 2, "M": 17],
      expected: "5 and 3×13×19 and 2×7×13×17, ReLU → 3×13×19, ReLU → 2×7×13×17, "
        + "own.F: "
        + "Unknown → 13×17, own.F: Movement → 2×5, Abs: Function → 5; unknown 1 own.F; "
        + "omits 1 own.F*; 5 results"),
    Wish(
      size: [13], dimensions: ["x.2": 2],
      expected: "! no input has a length 'x.2', expected 'H', 'M', 'N', 'side.0' and 'x.3'"),
    Wish(
      size: [13], sizes: ["k": [2]],
      expected: "! no input is called 'k', expected 'list', 'x' and 'side'"),
    Wish(
      size: [3, 1, 2, 3], expected: "! input: found '3×1×2×3', expected a shape for N×3×H×?"),
    Wish(
      size: [13], sizes: ["list": [2, 3]],
      expected: "! input: found '2×3', expected a shape for 5"),
  ]

  @Test(arguments: wishes)
  func `open lengths are those that are given`(wish: Wish) {
    let text = ModelText(Self.open).network(
      size: wish.size, sizes: wish.sizes, dimensions: wish.dimensions)
    #expect(text == wish.expected)
  }

  @Test(
    arguments: [
      // The first input with three lengths takes the size, the others keep theirs.
      (
        "z: 3x4\nx: 1x2x5\nw: 1x2x5\ny = Relu x\nu = Relu z", [7],
        "[3×4] and [2×7] and [2×5], ReLU → [2×7], ReLU → [3×4]"
      ),
      ("x: 4\ny = Relu x", nil, "4, ReLU → 4"),
      ("x: N\ny = Relu x", nil, "! the input 'x' leaves 'N' open"),
      ("x: NxN\ny = Relu x", nil, "1, ReLU → 1"),
      ("x: 3x4\ny = Relu x", [7], "! no input is a tensor, so shapes cannot be inferred"),
      // Channels that come last.
      (
        "x: 1x9x6x4\ny = Transpose x ; perm=[0,3,1,2]", [7],
        "[7×7×4], Permute channels first → 4×7×7"
      ),
      (
        "x: 1x9x6x4\ny = Transpose x ; perm=[0,3,1,2]", [2, 7, 5],
        "[7×5×2], Permute channels first → 2×7×5"
      ),
      (
        "x: 1x9x6x4\ny = Transpose x ; perm=[0,2,3,1]", [2, 7, 5],
        "2×7×5, Permute channels last → [7×5×2]"
      ),
      (
        "x: 1x9x6x4\nz = own.Transpose x x ; perm=[0,3,1,2]\ny = Relu x", [2, 7, 5],
        "2×7×5, ReLU → 2×7×5; unknown 1 own.Transpose; uncounted 1 own.Transpose; omits 1"
          + " own.Transpose*"
      ),
      ("x: 1x9x6x4\ny = Relu x ; perm=[0,3,1,2]", [2, 7, 5], "2×7×5, ReLU → 2×7×5"),
      (
        "x: 1x9x6x4\na = Relu x\ny = Transpose a ; perm=[0,3,1,2]", [2, 7, 5],
        "2×7×5, ReLU → 2×7×5, Permute channels first → 5×2×7"
      ),
      (
        "x: 1x3x2147483647x2147483647x2147483647\ny = Relu x", nil,
        "! the tensor 'x' has the shape [1, 3, 2147483647, 2147483647, 2147483647], "
          + "expected lengths from 0 to 2147483647 whose product fits in 64 bits"
      ),
      (
        "x: 1x3x2147483648\ny = Relu x", nil,
        "! the tensor 'x' has the shape [1, 3, 2147483648], expected lengths from 0 "
          + "to 2147483647 whose product fits in 64 bits"
      ),
      ("x: 1x3x0\ny = Relu x", nil, "! input 'x': dimension is 0, expected 1 to 2147483647"),
    ] as [(String, [Int]?, String)])
  func `the size of an input`(text: String, size: [Int]?, expected: String) {
    #expect(ModelText(text).network(size: size) == expected)
  }

  /// An input has up to 64 lengths.
  @Test(
    arguments: [
      (
        64, "1 and [2×5], ReLU → 1, ReLU → [2×5]; 2 results",
        "1 and [2×5], ReLU → 1, ReLU → [2×5]; 2 results"
      ),
      (
        65, "[2×5], ReLU → [2×5]; uncounted 1 Relu; omits 1 Relu",
        "! input: found '1', expected a shape for ?"
      ),
    ])
  func `inputs with many lengths`(rank: Int, expected: String, given: String) {
    let ones = Array(repeating: "1", count: rank).joined(separator: "x")
    let model = ModelText("x: \(ones)\nz: 1x2x5\ny = Relu x\nu = Relu z\ngive y,u")
    #expect(model.network() == expected)
    #expect(model.network(sizes: ["x": [1]]) == given)
  }
}
