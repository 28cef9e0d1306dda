import ConvCostCore
import Testing

@testable import ConvCostImport

/// The share of one sample in files that fix a batch.
struct BatchTests {
  private func graph(
    _ nodes: [Message], input: [Int], _ initializers: [Message] = []
  ) throws -> Graph {
    let model = Message.model(
      .graph(
        nodes, inputs: [.value("x", input)], outputs: [.value("y", [1])],
        initializers: initializers))
    return try model.withUnsafeBytes { try ONNXFile.read(ByteSource($0)).graph }
  }

  @Test func `a list without other axes is one sample`() throws {
    let graph = try graph([.node("Relu", ["x"], ["y"])], input: [6])
    #expect(graph.inputs == [.vector(6)])
    #expect(graph.nodes.map(\.output) == [.vector(6)])
  }

  /// The first of several axes that are as long as the batch is the batch's. A 3×3 kernel from 4
  /// channels to 5 on a map of 3×8 makes 1×6: 3 · 3 · 4 · 5 · 6 MACs.
  @Test func `a map as high as the batch stays`() throws {
    let graph = try graph(
      [.node("Conv", ["x", "w"], ["y"])], input: [3, 4, 3, 8], [.tensor("w", [5, 4, 3, 3])])
    #expect(graph.inputs == [.map(4, Extent(3, 8))])
    #expect(graph.nodes.map(\.output) == [.map(5, Extent(1, 6))])
    #expect(try Analysis(graph).total.macs == 3 * 3 * 4 * 5 * 6)
  }

  /// An open length next to a length of zero has no elements either.
  @Test func `an empty tensor is reshaped to an empty one`() throws {
    let model = Message.model(
      .graph(
        [.node("Reshape", ["c", "d"], ["y"])], outputs: [.value("y", [1])],
        initializers: [.tensor("c", [0, 4], integers: []), .tensor("d", [2], integers: [0, -1])]))
    try model.withUnsafeBytes { bytes in
      let model = try ONNXModel(ByteSource(bytes))
      let inference = try ShapeInference(model, InputBinding(model, size: nil, dimensions: [:]))
      #expect(inference.facts[inference.outputs[0]].shape == [0, 0])
    }
  }
}
