import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Files that are not models, or that no reader should trust. Every one must soon end in an error.
struct HostileModelTests {
  static func problem(
    _ bytes: [UInt8], size: [Int]? = nil, dimensions: [String: Int] = [:]
  ) -> String {
    bytes.withUnsafeBytes { bytes in
      do throws(ONNXError) {
        _ = try ONNXFile.read(ByteSource(bytes), size: size, dimensions: dimensions)
        return "read"
      } catch {
        return "\(error)"
      }
    }
  }

  static let image = Message.value("x", [1, 3, 8, 8])
  static let kernel = Message.tensor("w", [4, 3, 3, 3])

  /// A model of the given nodes on an image `x` with a kernel `w`.
  static func model(_ nodes: [Message], output: String = "y") -> [UInt8] {
    Message.model(
      .graph(
        nodes, inputs: [image], outputs: [.value(output, [1])], initializers: [kernel]))
  }

  @Test func `a file without a graph is not a model`() {
    #expect(
      Self.problem(Message { $0.integer(1, 8) }.bytes)
        == "not an ONNX model: it contains no graph")
  }

  @Test func `a length beyond the end is reported with its place`() {
    #expect(
      Self.problem([0x3A, 0x7F, 0x00])
        == "not a valid ONNX model: byte 1: a value of 127 bytes with only 1 left; the file is cut "
        + "off or damaged")
  }

  @Test func `a number of eleven bytes is refused`() {
    let bytes = [0x08] + [UInt8](repeating: 0xFF, count: 10) + [0x01]
    #expect(
      Self.problem(bytes) == "not a valid ONNX model: byte 1: a number of more than 64 bits")
  }

  @Test(
    arguments: [
      (
        Message.tensor("w", [Int.max, 3, 3, 3]),
        "the tensor 'w' has the shape [9223372036854775807, 3, 3, 3], expected lengths from 0 to"
          + " 2147483647 whose product fits in 64 bits"
      ),
      (
        Message.tensor("w", [-1, 3, 3, 3]),
        "the tensor 'w' has the shape [-1, 3, 3, 3], expected lengths from 0 to"
          + " 2147483647 whose product fits in 64 bits"
      ),
      (
        Message.tensor("w", Array(repeating: 1, count: 65)),
        "the tensor 'w' has more than 64 dimensions"
      ),
      (
        Message.tensor("w", [4, 3, 3, 3], location: "../../etc/passwd"),
        "the tensor 'w' refers to '../../etc/passwd', expected a path inside the model's folder"
      ),
      (
        Message.tensor("w", [4, 3, 3, 3], location: "C:\\weights"),
        "the tensor 'w' refers to 'C:\\weights', expected a path inside the model's folder"
      ),
    ] as [(Message, String)])
  func `an impossible tensor is named`(tensor: Message, message: String) {
    let model = Message.model(
      .graph([.node("Relu", ["x"], ["y"])], inputs: [Self.image], initializers: [tensor]))
    #expect(Self.problem(model) == message)
  }

  @Test(
    arguments: [
      (
        [Message.node("Relu", ["z"], ["y"]), .node("Relu", ["y"], ["z"])],
        "the node that makes 'y': reads 'z', which no earlier operator computes"
      ),
      (
        [.node("Relu", ["x"], ["y"]), .node("Relu", ["x"], ["y"])],
        "the node that makes 'y': computes 'y', which already exists"
      ),
      (
        [.node("Relu", ["x"], ["z"])],
        "the graph's outputs: reads 'y', which no earlier operator computes"
      ),
      (
        [.node("Conv", ["x"], ["y"])],
        "the node that makes 'y' (Conv): input 1 is missing"
      ),
      (
        [.node("Conv", ["x"], ["", "z", "y"])],
        "the node that makes 'z' (Conv): input 1 is missing"
      ),
      ([.node("Conv", ["x"], [])], "a Conv (Conv): input 1 is missing"),
      (
        [.node("Conv", ["x"], [String(repeating: "z", count: 201)])],
        "the node that makes '\(String(repeating: "z", count: 200))' (Conv): input 1 is missing"
      ),
      (
        [.node("Conv", ["x", "w"], ["y"], attributes: [.attribute("strides", integers: [0, 1])])],
        "the node that makes 'y' (Conv): attribute 'strides': expected 2 lengths from 1"
      ),
      (
        [
          .node(
            "Conv", ["x", "w"], ["y"], attributes: [.attribute("dilations", integers: [9, 9])])
        ],
        """
        the node that makes 'y' (Conv): a window of 19 does not fit on axis 2, whose length with \
        padding is 8
        """
      ),
      (
        [
          .node(
            "Transpose", ["x"], ["y"], attributes: [.attribute("perm", integers: [0, 0, 1, 2])])
        ],
        "the node that makes 'y' (Transpose): attribute 'perm': expected each of 4 axes once"
      ),
    ] as [([Message], String)])
  func `an operator that cannot work is named`(nodes: [Message], message: String) {
    #expect(Self.problem(Self.model(nodes)) == message)
  }

  @Test func `open lengths are named, and can be bound`() {
    let open = Message.model(
      .graph(
        [.node("Relu", ["x"], ["y"])], inputs: [.value("x", [1, 3, 0, 8])],
        outputs: [.value("y", [1])]))
    #expect(
      Self.problem(open) == "the input 'x' leaves 'n' open")
    #expect(Self.problem(open, dimensions: ["n": 8]) == "read")
    #expect(Self.problem(open, size: [16]) == "read")
    #expect(
      Self.problem(open, dimensions: ["m": 8]) == "no input has a length 'm', expected 'n'")
    #expect(
      Self.problem(open, size: [1, 2, 3, 4])
        == "input: found '1×2×3×4', expected a shape for 1×3×n×8")
  }

  @Test func `an open length of several axes is named once`() {
    let open = Message.model(
      .graph(
        [.node("Relu", ["x"], ["y"])], inputs: [.value("x", [1, 3, 0, 0])],
        outputs: [.value("y", [1])]))
    #expect(
      Self.problem(open) == "the input 'x' leaves 'n' open")
  }

  @Test func `an unknown operator does not end the run`() throws {
    let model = Self.model([
      .node("Conv", ["x", "w"], ["a"]), .node("Frobnicate", ["a"], ["b"], domain: "com.example"),
      .node("Relu", ["b"], ["y"]),
    ])
    let network = try model.withUnsafeBytes { try ONNXFile.read(ByteSource($0)) }
    #expect(network.origin.unknown.map(\.name) == ["com.example.Frobnicate"])
    #expect(try Analysis(network.graph).total.macs == 4 * 27 * 36)
  }

  /// A model without countable operations: the error names the operator that hid the rest.
  @Test func `an operator that hides all operations is named`() {
    let model = Self.model([
      .node("NonZero", ["x"], ["a"]), .node("Cast", ["a"], ["y"]),
    ])
    #expect(
      Self.problem(model)
        == "no operation has a known shape; the first of unknown shape is NonZero")
  }

  /// The lengths next to a zero may multiply to any number.
  @Test func `an empty tensor of long dimensions is read`() {
    let longest = Shape.longestDimension
    let model = Message.model(
      .graph(
        [
          .node("Gather", ["empty", "none"], ["gathered"]),
          .node("Relu", ["x"], ["y"]),
        ],
        inputs: [Self.image], outputs: [.value("y", [1])],
        initializers: [
          .tensor("empty", [1, 0, longest, longest, longest], integers: []),
          .tensor("none", [0], integers: []),
        ]))
    #expect(Self.problem(model) == "read")
  }

  @Test func `nested graphs have a limit`() {
    var inner = Message.graph([.node("Relu", ["x"], ["y"])], outputs: [.value("y", [1])])
    for _ in 0..<200 {
      let branch = Message.node(
        "If", ["x"], ["y"],
        attributes: [
          .attribute("then_branch", graph: inner), .attribute("else_branch", graph: inner),
        ])
      // Doubling would make the file itself too large.
      inner = Message.graph([branch], outputs: [.value("y", [1])])
      if inner.bytes.count > 1 << 20 { break }
    }
    let problem = Self.problem(Message.model(inner))
    #expect(problem != "read")
    var single = Message.graph([.node("Relu", ["x"], ["y"])])
    for _ in 0..<200 {
      single = .graph([.node("Loop", ["x"], ["y"], attributes: [.attribute("body", graph: single)])]
      )
    }
    #expect(Self.problem(Message.model(single)) == "graphs and functions nested more than 32 deep")
  }

  /// Graphs that are only held, not followed.
  @Test(arguments: [(31, false), (32, true)])
  func `graphs are nested up to 32 deep`(count: Int, isRefused: Bool) {
    let lines = (0..<count).map {
      "graph g\($0)\ny = own.F x\($0 > 0 ? " ; body=@g\($0 - 1)" : "")\nend y"
    }
    let model = ModelText(
      "x: 1x4\n\(lines.joined(separator: "\n"))\nz = own.F x ; body=@g\(count - 1)\ny = Relu x")
    #expect(
      model.network().contains("nested more than 32 deep") == isRefused)
  }

  /// Functions that call one another, after loops, calls and branches, each of which leaves the
  /// level that it entered.
  @Test(arguments: [(32, "4, ReLU → 4"), (33, "! graphs and functions nested more than 32 deep")])
  func `functions are nested up to 32 deep`(count: Int, expected: String) {
    let functions = (0..<count).map {
      "function f\($0) a\nb = \($0 == 0 ? "Relu" : "own.f\($0 - 1)") a\nend b"
    }
    for node in [
      "= Loop n _ ; body=@g", "= own.h x", "= If c ; then_branch=@t else_branch=@t",
      "= If z ; then_branch=@t else_branch=@t",
    ] {
      let nodes = Array(repeating: node, count: 33)
      let model = ModelText(
        """
        x: 1x4
        z: s:bool
        c: s=1
        n: s=1
        \(functions.joined(separator: "\n"))
        function h a
        end
        graph g i,go
        end go
        graph t
        end
        \(nodes.joined(separator: "\n"))
        y = own.f\(count - 1) x
        """)
      let text = model.network().replacing(" and 1", with: "").split(separator: ";")[0]
      #expect(text == expected, "\(node)")
    }
  }

  /// Up to 64 branches are tried both ways.
  @Test(arguments: [(64, 64, 0), (65, 64, 1)])
  func `the costlier of many branches`(count: Int, costlier: Int, untried: Int) {
    let nodes = (0..<count).map { "y\($0) = If c ; then_branch=@p else_branch=@q name=n\($0)" }
    let text = ModelText(
      """
      x: 1x4
      c: s:bool
      w: c4x5
      graph p
      b = Relu x
      end b
      graph q
      b = MatMul x w
      end b
      \(nodes.joined(separator: "\n"))
      give y0
      """
    ).network()
    #expect(text.split(separator: "; ").filter { $0.hasSuffix(": else") }.count == costlier)
    #expect(text.split(separator: "; ").filter { $0.hasSuffix(": then untried") }.count == untried)
  }

  @Test func `a function that calls itself is refused`() {
    let function = Message.function("f", ["a"], ["b"], [.node("f", ["a"], ["b"], domain: "own")])
    let model = Message.model(
      .graph([.node("f", ["x"], ["y"], domain: "own")], inputs: [Self.image]),
      functions: [function])
    #expect(Self.problem(model) == "graphs and functions nested more than 32 deep")
  }

  @Test func `functions that double at every level are refused`() {
    let functions = (0..<30).map { level in
      Message.function(
        "f\(level)", ["a"], ["c"],
        [
          .node(
            level == 0 ? "Relu" : "f\(level - 1)", ["a"], ["b"], domain: level == 0 ? "" : "own"),
          .node(
            level == 0 ? "Relu" : "f\(level - 1)", ["b"], ["c"], domain: level == 0 ? "" : "own"),
        ])
    }
    let model = Message.model(
      .graph([.node("f29", ["x"], ["y"], domain: "own")], inputs: [Self.image]),
      functions: functions)
    #expect(Self.problem(model) == "more than 100000 operators")
  }

  @Test func `branches are followed both ways only up to a limit`() throws {
    let then = Message.graph([.node("Relu", ["x"], ["a"])], outputs: [.value("a", [1])])
    let branch = (0..<500).map { index in
      Message.node(
        "If", ["c"], ["y\(index)"],
        attributes: [
          .attribute("then_branch", graph: then), .attribute("else_branch", graph: then),
        ])
    }
    let model = Message.model(
      .graph(branch, inputs: [Self.image, .value("c", [], type: 9)], outputs: [.value("y0", [1])]))
    #expect(Self.problem(model) == "read")
  }

  @Test func `every truncated model is refused or read, without a crash`() throws {
    let bytes = try Fixtures.bytes("\(ONNXModelTests.folder)/light_bvlc_alexnet.onnx")
    for length in 0..<bytes.count {
      _ = Self.problem(Array(bytes[..<length]))
    }
  }

  @Test func `a model with wrong bytes is refused or read, without a crash`() throws {
    let bytes = try Fixtures.bytes("\(ONNXModelTests.folder)/light_bvlc_alexnet.onnx")
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      var wrong = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        wrong[Int.random(in: wrong.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      _ = Self.problem(wrong)
    }
  }
}
