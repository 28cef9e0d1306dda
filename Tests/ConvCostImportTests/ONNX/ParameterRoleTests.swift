import ConvCostCore
import Testing

@testable import ConvCostImport

/// Which stored numbers are parameters, depending on what reads them.
struct ParameterRoleTests {
  /// A model on an image `x` of 1×4×6×6, whose first convolution by a kernel `w` of 4·4·3·3 gives
  /// `a`.
  private func network(
    _ nodes: [Message], initializers: [Message] = [], values: [Message] = []
  ) throws -> ImportedNetwork {
    let first = Message.node("Conv", ["x", "w"], ["a"])
    let graph = Message.graph(
      [first] + nodes, inputs: [.value("x", [1, 4, 6, 6])], outputs: [.value("y", [1])],
      initializers: [.tensor("w", [4, 4, 3, 3])] + initializers)
    let model = Message.model(
      Message { message in
        message.append(graph)
        for value in values { message.message(13, value) }
      })
    return try model.withUnsafeBytes { try ONNXFile.read(ByteSource($0)) }
  }

  private static let kernel = 4 * 4 * 9

  private func parameters(_ network: ImportedNetwork) throws -> Int {
    try Analysis(network.graph).total.parameters - Self.kernel
  }

  @Test func `an initialiser that is added is a parameter, a constant of the graph is not`() throws
  {
    let stored = try network(
      [.node("Add", ["a", "b"], ["y"])], initializers: [.tensor("b", [4, 1, 1])])
    #expect(try parameters(stored) == 4)
    let fixed = try network([
      .node(
        "Constant", [], ["m"], attributes: [.attribute("value", tensor: .tensor("", [4, 4, 4]))]),
      .node("Add", ["a", "m"], ["y"]),
    ])
    #expect(try parameters(fixed) == 0)
    #expect(fixed.origin.storage.fixed == [ImportedNetwork.Table(name: "m", count: 64)])
  }

  @Test func `where kernels are constants of the graph, so are scales`() throws {
    let file = try network([
      .node(
        "Constant", [], ["v"],
        attributes: [.attribute("value", tensor: .tensor("", [2, 4, 1, 1]))]),
      .node("Conv", ["a", "v"], ["c"]),
      .node(
        "Constant", [], ["s"], attributes: [.attribute("value", tensor: .tensor("", [2, 1, 1]))]),
      .node("Mul", ["c", "s"], ["y"]),
    ])
    #expect(try parameters(file) == 8 + 2)
  }

  @Test func `a constant that the exporter calls a buffer is not a parameter`() throws {
    let buffer = Message.value("b", [4, 1, 1], kind: "BUFFER")
    let file = try network(
      [.node("Add", ["a", "b"], ["y"])], initializers: [.tensor("b", [4, 1, 1])], values: [buffer])
    #expect(try parameters(file) == 0)
    #expect(try Analysis(file.graph).total.buffers == 4)
  }

  @Test func `tensors that the exporter computed from others count and are named`() throws {
    let file = try network(
      [.node("Add", ["a", "onnx::Add_7"], ["y"])],
      initializers: [.tensor("onnx::Add_7", [1, 4, 4, 4])])
    #expect(try parameters(file) == 64)
    #expect(
      file.origin.storage.derived == [ImportedNetwork.Table(name: "onnx::Add_7", count: 64)])
  }

  /// A kernel and its transpose are two tensors of one parameter.
  @Test func `copies of a kernel count once`() throws {
    let file = try network(
      [
        .node("Mul", ["onnx::Mul_1", "onnx::Mul_2"], ["v"]), .node("Conv", ["a", "v"], ["y"]),
      ],
      initializers: [.tensor("onnx::Mul_1", [2, 4, 1, 1]), .tensor("onnx::Mul_2", [2, 4, 1, 1])])
    #expect(try parameters(file) == 8)
  }

  /// A direction and a length for each kernel: both are learned. Salimans and Kingma, "Weight
  /// Normalization", 2016.
  @Test func `the tensors from which a kernel is computed are its parameters`() throws {
    let file = try network(
      [.node("Mul", ["direction", "length"], ["v"]), .node("Conv", ["a", "v"], ["y"])],
      initializers: [.tensor("direction", [2, 4, 1, 1]), .tensor("length", [2, 1, 1, 1])])
    #expect(try parameters(file) == 8 + 2)
  }

  /// A kernel of 4·4 that the file has once, in the body of a loop with five rounds: as an
  /// initialiser of the body, or as a constant.
  @Test(arguments: [true, false])
  func `a kernel in a loop counts once`(isInitializer: Bool) throws {
    let kernel = Message.tensor("v", [4, 4, 1, 1])
    let constant = Message.node(
      "Constant", [], ["v"], attributes: [.attribute("value", tensor: kernel)])
    let body = Message.graph(
      (isInitializer ? [] : [constant])
        + [.node("Identity", ["go"], ["on"]), .node("Conv", ["s", "v"], ["t"])],
      inputs: [.value("i", [], type: 7), .value("go", [], type: 9), .value("s", [1, 4, 4, 4])],
      outputs: [.value("on", [], type: 9), .value("t", [1, 4, 4, 4])],
      initializers: isInitializer ? [kernel] : [])
    let file = try network(
      [.node("Loop", ["n", "", "a"], ["y"], attributes: [.attribute("body", graph: body)])],
      initializers: [.tensor("n", [], integers: [5])])
    #expect(try parameters(file) == 16)
    #expect(file.origin.storage.floats == Self.kernel + 16)
    // The first convolution has 144 products at each of 4×4 positions, the five others 16.
    #expect(try Analysis(file.graph).total.macs == 144 * 16 + 5 * 16 * 16)
  }

  /// A matrix of 8·8 that the file has in the body of a scan, which is not followed.
  @Test(arguments: [true, false])
  func `numbers stored in a body that is not followed are missing`(isInitializer: Bool) throws {
    let matrix = Message.tensor("w", [8, 8])
    let constant = Message.node(
      "Constant", [], ["w"], attributes: [.attribute("value", tensor: matrix)])
    let body = Message.graph(
      (isInitializer ? [] : [constant]) + [.node("MatMul", ["s", "w"], ["t"])],
      inputs: [.value("s", [1, 8])], outputs: [.value("t", [1, 8])],
      initializers: isInitializer ? [matrix] : [])
    let file = try network([
      .node("Scan", ["a"], ["y"], attributes: [.attribute("body", graph: body)])
    ])
    #expect(file.origin.storage.floats == Self.kernel + 64)
    #expect(file.origin.storage.lost == 64)
    #expect(try Analysis(file.graph).isLowerBound(.parameters))
  }

  /// 8 numbers are read only by the unknown operator; 16 are also read by a layer.
  @Test(arguments: [[1, 2, 4, 4], nil])
  func `numbers stored for an unknown operator are missing`(shape: [Int]?) throws {
    let file = try network(
      [
        .node("Conv", ["a", "v"], ["c"]),
        .node("Magic", ["c", "table", "v"], ["y"], domain: "own"),
      ],
      initializers: [.tensor("v", [4, 4, 1, 1]), .tensor("table", [2, 4])],
      values: shape.map { [.value("y", $0)] } ?? [])
    #expect(try parameters(file) == 16)
    #expect(file.graph.isLowerBound(.parameters, by: .standard))
    #expect(
      file.graph.omissions == [
        Graph.Omission(operation: "own.Magic", count: 1, mayMultiply: true, storedNumbers: 8)
      ])
    #expect(file.origin.storage.lost == 8)
  }

  @Test func `layers on stored numbers only are reported, and their weights count`() throws {
    let file = try network(
      [
        .node("MatMul", ["table", "first"], ["h"]), .node("Add", ["h", "bias"], ["i"]),
        .node("MatMul", ["i", "second"], ["j"]), .node("Add", ["a", "j"], ["y"]),
      ],
      initializers: [
        .tensor("table", [4, 6]), .tensor("first", [6, 5]), .tensor("bias", [5]),
        .tensor("second", [5, 4]),
      ])
    #expect(try parameters(file) == 30 + 5 + 20)
    #expect(file.origin.ahead.map(\.name) == ["MatMul"])
    #expect(file.origin.ahead.map(\.count) == [2])
    #expect(file.origin.macsAhead == 4 * 6 * 5 + 4 * 5 * 4)
    #expect(file.origin.storage.fixed.map(\.name) == ["table"])
  }

  /// Factors of a low rank next to a matrix: Hu et al., "LoRA", 2021. 3 kernels of 4·4 and factors
  /// of 2·4·2.
  @Test func `both factors of a learned product count`() throws {
    let file = try network(
      [
        .node("MatMul", ["p", "q"], ["d"]), .node("Add", ["v", "d"], ["w2"]),
        .node("Unsqueeze", ["w2", "axes"], ["k"]), .node("Conv", ["a", "k"], ["y"]),
      ],
      initializers: [
        .tensor("p", [4, 2]), .tensor("q", [2, 4]), .tensor("v", [4, 4]),
        .tensor("axes", [2], integers: [2, 3]),
      ])
    #expect(try parameters(file) == 4 * 2 + 2 * 4 + 4 * 4)
    #expect(file.origin.storage.fixed.isEmpty)
  }

  /// Positions as sums over two learned vectors: Wu et al., "Graph WaveNet", 2019.
  @Test(arguments: ["MatMul", "Gemm", "Einsum"])
  func `both factors of a summand count`(type: String) throws {
    let file = try network(
      [
        .node(type, ["p", "q"], ["d"], attributes: [.attribute("equation", text: "ij,jk->ik")]),
        .node("Relu", ["d"], ["e"]), .node("Add", ["a", "e"], ["y"]),
      ],
      initializers: [.tensor("p", [4, 3]), .tensor("q", [3, 4])])
    #expect(try parameters(file) == 4 * 3 + 3 * 4)
  }

  /// A learned table that is spread over positions by a constant of the graph, as timm 1.0.31's
  /// `reindex_2d_einsum_lookup` does: the table counts, the constant does not.
  @Test func `a table is learned, and what spreads it is not`() throws {
    let file = try network(
      [
        .node(
          "Constant", [], ["hot"],
          attributes: [.attribute("value", tensor: .tensor("", [4, 4, 7]))]),
        .node(
          "Einsum", ["table", "hot"], ["d"],
          attributes: [.attribute("equation", text: "nhw,ixh->nixw")]),
        .node("ReduceMean", ["d"], ["e"], attributes: [.attribute("axes", integers: [3])]),
        .node("Add", ["a", "e"], ["y"]),
      ],
      initializers: [.tensor("table", [4, 7, 7])])
    #expect(try parameters(file) == 4 * 7 * 7)
    #expect(file.origin.storage.fixed == [ImportedNetwork.Table(name: "hot", count: 4 * 4 * 7)])
  }

  /// A table of positions of two numbers each, as torchvision's Swin V2 has it, before a layer
  /// without a bias.
  @Test func `the positions that a layer works on are fixed`() throws {
    let file = try network(
      [.node("MatMul", ["table", "q"], ["d"]), .node("Add", ["a", "d"], ["y"])],
      initializers: [.tensor("table", [1, 4, 4, 2]), .tensor("q", [2, 4])])
    #expect(try parameters(file) == 2 * 4)
    #expect(file.origin.storage.fixed.map(\.name) == ["table"])
  }
}
