import ConvCostCore
import Testing

@testable import ConvCostImport

/// The elements on which an element of an ONNX file's result depends: the field must not be too
/// small.
struct ONNXFieldTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    var name: String
    var nodes: [Message]
    var initializers: [Message] = []
    /// Samples along the height and the width; nil for all of them.
    var height: Int?
    var width: Int?

    var testDescription: String { name }
  }

  private static func transpose(_ from: String, _ to: String, _ order: [Int]) -> Message {
    .node("Transpose", [from], [to], attributes: [.attribute("perm", integers: order)])
  }

  /// Nodes on `b`, which is `a` with the channels last, and their result `c` with the channels
  /// first again.
  private static func channelsLast(_ nodes: [Message]) -> [Message] {
    [transpose("a", "b", [0, 2, 3, 1])] + nodes + [transpose("c", "y", [0, 3, 1, 2])]
  }

  private static func axis(_ number: Int) -> Message { .attribute("axis", integer: number) }

  /// After a 3×3 convolution `a` on 1×4×10×10, by hand: reading one element of `a` depends on 3×3
  /// samples.
  static let facts: [Fact] = [
    Fact(
      name: "every second row of a map whose channels stand last",
      nodes: channelsLast([.node("Slice", ["b", "from", "to", "axis", "step"], ["c"])]),
      initializers: [
        .tensor("from", [1], integers: [0]), .tensor("to", [1], integers: [8]),
        .tensor("axis", [1], integers: [1]), .tensor("step", [1], integers: [2]),
      ]),
    Fact(
      name: "halves of the rows that change places, the channels last",
      nodes: channelsLast([
        .node("Split", ["b"], ["d", "e"], attributes: [axis(1)]),
        .node("Concat", ["e", "d"], ["c"], attributes: [axis(1)]),
      ])),
    Fact(
      name: "rows and columns cut off",
      nodes: [.node("Slice", ["a", "from", "to", "axes"], ["y"])],
      initializers: [
        .tensor("from", [2], integers: [1, 2]), .tensor("to", [2], integers: [7, 8]),
        .tensor("axes", [2], integers: [2, 3]),
      ], height: 3, width: 3),
    Fact(
      name: "rows and columns added",
      nodes: [.node("Pad", ["a", "pads"], ["y"])],
      initializers: [.tensor("pads", [8], integers: [0, 0, 1, 2, 0, 0, 1, 1])],
      height: 3, width: 3),
    Fact(
      name: "every second row",
      nodes: [.node("Slice", ["a", "from", "to", "axes", "steps"], ["y"])],
      initializers: [
        .tensor("from", [1], integers: [0]), .tensor("to", [1], integers: [8]),
        .tensor("axes", [1], integers: [2]), .tensor("steps", [1], integers: [2]),
      ]),
    Fact(
      name: "halves of the channels",
      nodes: [
        .node("Split", ["a"], ["d", "e"], attributes: [axis(1)]),
        .node("Concat", ["e", "d"], ["y"], attributes: [axis(1)]),
      ], height: 3, width: 3),
    Fact(
      name: "less the largest of each column",
      nodes: [
        .node("ReduceMax", ["a"], ["m"], attributes: [.attribute("axes", integers: [2])]),
        .node("Sub", ["a", "m"], ["y"]),
      ], height: nil, width: 3),
    Fact(
      name: "less the mean of the channels",
      nodes: [
        .node("ReduceMean", ["a"], ["m"], attributes: [.attribute("axes", integers: [1])]),
        .node("Sub", ["a", "m"], ["y"]),
      ], height: 3, width: 3),
    Fact(
      name: "less another branch's window",
      nodes: [
        .node(
          "AveragePool", ["a"], ["m"],
          attributes: [
            .attribute("kernel_shape", integers: [3, 1]),
            .attribute("pads", integers: [1, 0, 1, 0]),
          ]),
        .node("Sub", ["a", "m"], ["y"]),
      ], height: 5, width: 3),
    Fact(
      name: "a softmax of channels",
      nodes: [.node("Softmax", ["a"], ["y"], attributes: [axis(1)])], height: 3, width: 3),
    Fact(
      name: "a softmax of rows",
      nodes: [.node("Softmax", ["a"], ["y"], attributes: [axis(3)])]),
    Fact(
      name: "running sums of rows",
      nodes: [.node("CumSum", ["a", "two"], ["y"])],
      initializers: [.tensor("two", [], integers: [2])]),
    Fact(
      name: "running sums of channels",
      nodes: [.node("CumSum", ["a", "one"], ["y"])],
      initializers: [.tensor("one", [], integers: [1])], height: 3, width: 3),
    Fact(
      name: "samples at places that the data gives",
      nodes: [
        transpose("x", "t", [0, 2, 3, 1]),
        .node("Slice", ["t", "from", "to", "axes"], ["g"]),
        .node("GridSample", ["a", "g"], ["y"]),
      ],
      initializers: [
        .tensor("from", [3], integers: [0, 0, 0]), .tensor("to", [3], integers: [8, 8, 2]),
        .tensor("axes", [3], integers: [1, 2, 3]),
      ]),
    Fact(
      name: "powers of windows",
      nodes: [
        .node(
          "LpPool", ["a"], ["y"],
          attributes: [
            .attribute("kernel_shape", integers: [3, 3]),
            .attribute("pads", integers: [1, 1, 1, 1]),
          ])
      ]),
  ]

  @Test(arguments: facts)
  func `the field contains what an element depends on`(fact: Fact) throws {
    let model = Message.model(
      .graph(
        [.node("Conv", ["x", "w"], ["a"])] + fact.nodes,
        inputs: [.value("x", [1, 4, 10, 10])], outputs: [.value("y", [1])],
        initializers: [.tensor("w", [4, 4, 3, 3])] + fact.initializers))
    let graph = try model.withUnsafeBytes { try ONNXFile.read(ByteSource($0)).graph }
    let field = graph.receptiveField(ofValue: try #require(graph.outputs.first))
    #expect(field[.height]?.samples == fact.height)
    #expect(field[.width]?.samples == fact.width)
  }
}
