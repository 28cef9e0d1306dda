import ConvCostCore
import Testing

@testable import ConvCostReports

struct BlockGraphTests {
  private static func node(_ share: Double, count: Int = 0, parameters: Int = 0) -> BlockGraph.Node
  {
    BlockGraph.Node(
      path: "p", operation: "o", output: "1", count: count, parameters: parameters, share: share)
  }

  /// Each tone begins with its share.
  @Test(arguments: [
    (1.0, 4), (0.2, 4), (0.199, 3), (0.1, 3), (0.099, 2), (0.03, 2), (0.029, 1), (0.005, 1),
    (0.0049, 0), (0, 0),
  ])
  func `a block has one of five tones`(share: Double, tone: Int) {
    #expect(Self.node(share).tone == tone)
  }

  @Test(arguments: [
    (0, 0, ["p", "o", "1"]), (1, 0, ["p", "o", "1", "1 MACs"]),
    (0, 1, ["p", "o", "1", "1 parameters"]),
    (2, 3, ["p", "o", "1", "2 MACs", "3 parameters"]),
  ])
  func `a block names what it has`(count: Int, parameters: Int, lines: [String]) {
    #expect(Self.node(0, count: count, parameters: parameters).lines("MACs") == lines)
  }

  /// Two inputs are added; a product of one weight is read twice by what follows.
  @Test func `edges join blocks once`() throws {
    let network = Network(
      input: .map(1, 1), named: "left", sideInputs: [Input("right", .map(1, 1))]
    ) {
      Sum {
        Chain {}
        From("right")
      }
      Convolution(1, kernel: 1, bias: false).named("conv")
      Sum {
        Chain { Activation.relu.named("relu") }
        Chain {}
      }
      Sum {
        Chain {}
        From("right")
        From("right")
      }
    }
    let report = try Report(
      Subject(name: "n", source: "", citation: ""), network.analysis())
    let graph = BlockGraph(report)
    #expect(graph.nodes.map(\.operation) == ["Add", "Conv2d 1×1", "ReLU", "Add", "Add"])
    #expect(graph.nodes.map(\.count) == [0, 1, 0, 0, 0])
    #expect(graph.nodes.map(\.parameters) == [0, 1, 0, 0, 0])
    #expect(graph.nodes.map(\.share) == [0, 1, 0, 0, 0])
    #expect(graph.edges.map { [$0.from, $0.to] } == [[0, 1], [1, 2], [2, 3], [1, 3], [3, 4]])
    #expect(graph.inputs.map(\.name) == ["left", "right"])
    #expect(graph.inputs.map(\.readers) == [[0], [0, 4]])
    #expect(graph.label == "MACs")
  }

  @Test func `without products every share is zero`() throws {
    let report = try Report(
      Subject(name: "n", source: "", citation: ""),
      Network(input: .map(1, 2)) { Activation.relu }.analysis())
    #expect(BlockGraph(report).nodes.map(\.share) == [0])
  }
}
