import ConvCostCore
import Testing

@testable import ConvCostImport

/// Models with several inputs.
@Suite struct ONNXInputTests {
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
}
