import ConvCostCore
import Testing

struct LoweringTests {
  @Test func `a node reads values that come before it`() throws {
    let graph = try Network(input: .map(64, 56)) {
      Bottleneck(width: 64)
      SqueezeExcite(256, squeeze: 16)
      DenseBlock(depth: 3, growth: 8)
    }.graph()
    for (index, node) in graph.nodes.enumerated() {
      #expect(graph.inputs(of: node).allSatisfy { $0 <= index })
      #expect(!graph.inputs(of: node).isEmpty)
    }
    #expect(graph.outputs == [graph.nodes.count])
  }

  @Test func `a residual without layers that change the shape is a plain sum`() throws {
    let graph = try Network(input: .map(4, 8)) { Residual { Identity() } }.graph()
    #expect(graph.nodes.map(\.operation) == [.identity, .merge(.add)])
    #expect(graph.inputs(of: graph.nodes[1]) == [1, 0])
  }

  @Test func `a merge of one branch is the branch`() throws {
    let graph = try Network(input: .map(4, 8)) { Concat { Identity() } }.graph()
    #expect(graph.nodes.map(\.operation) == [.identity])
  }

  @Test func `auxiliary layers end in an output of their own`() throws {
    let graph = try Network(input: .map(4, 8)) {
      Convolution(8, kernel: 1)
      Auxiliary {
        AdaptivePool.globalAverage
        Flatten()
        Linear(10)
      }
      Convolution(16, kernel: 1)
    }.graph()
    #expect(graph.nodes.map(\.isAuxiliary) == [false, true, true, true, false])
    #expect(graph.outputs == [5, 4])
    #expect(graph.shape(ofValue: 5) == .map(16, 8))
    #expect(graph.shape(ofValue: 4) == .vector(10))
    // The second convolution reads the first one, not the classifier.
    #expect(graph.inputs(of: graph.nodes[4]) == [1])
  }

  @Test func `a merge reads its branches in order`() throws {
    let graph = try Network(input: .map(4, 8)) {
      Concat {
        Chain {}
        Convolution(3, kernel: 1)
        Convolution(5, kernel: 1)
      }
    }.graph()
    #expect(graph.nodes.last?.output == .map(12, 8))
    #expect(graph.inputs(of: graph.nodes[2]) == [0, 1, 2])
  }

  @Test func `a scalar map multiplies from either side`() throws {
    #expect(try Merge.multiply.output(of: .map(4, 8), .map(4, 1)) == .map(4, 8))
    #expect(try Merge.multiply.output(of: .map(4, 1), .map(4, 8)) == .map(4, 8))
  }

  @Test func `equal trees are equal values`() {
    let a = Network(input: .map(3, 8), Bottleneck(width: 8))
    let b = Network(input: .map(3, 8), Bottleneck(width: 8))
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(a != Network(input: .map(3, 8), Bottleneck(width: 9)))
  }
}
