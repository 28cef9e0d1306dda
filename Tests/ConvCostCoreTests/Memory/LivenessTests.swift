import ConvCostCore
import ConvCostTestSupport
import Testing

struct LivenessTests {
  /// Whether a node's result is a view, decided by the operation's name.
  private static func isView(_ node: Graph.Node) -> Bool {
    [
      "Flatten", "Reshape", "Permute", "ChannelSlice", "Crop", "Dropout", "StochasticDepth",
      "Identity",
    ].contains(node.operation.kind.rawValue)
  }

  /// The elements that live while each node runs, with each value checked anew.
  private func bruteForce(_ graph: Graph) -> [Int] {
    let inputs = graph.inputs.count
    func owner(_ value: Int) -> Int {
      guard value >= inputs, Self.isView(graph.nodes[value - inputs]) else { return value }
      return owner(graph.inputs(of: graph.nodes[value - inputs]).first ?? value)
    }
    return graph.nodes.indices.map { step in
      (0...(inputs + step)).filter { value in
        guard owner(value) == value else { return false }
        if value == inputs + step { return true }
        let isReadLater = graph.nodes.indices.dropFirst(step).contains { later in
          graph.inputs(of: graph.nodes[later]).contains { owner($0) == value }
        }
        return isReadLater || graph.outputs.contains { owner($0) == value }
      }.reduce(0) { $0 + graph.shape(ofValue: $1).count }
    }
  }

  @Test(arguments: 100..<130 as Range<UInt64>)
  func `values live until they are last read`(seed: UInt64) throws {
    try checkLiveness(RandomNetworks.network(seed: seed).graph())
    try checkLiveness(RandomNetworks.labelled(seed: seed).graph())
  }

  private func checkLiveness(_ graph: Graph) throws {
    let liveness = try Liveness(graph)
    let live = bruteForce(graph)
    #expect(liveness.live == live)
    #expect(liveness.peak == live.max())
    #expect(
      liveness.peakValues.reduce(0) { $0 + graph.shape(ofValue: $1).count } == liveness.peak)
    let reused = try Liveness(graph, inPlace: true)
    #expect(zip(reused.live, live).allSatisfy { $0 <= $1 })
    #expect(
      reused.peakValues.reduce(0) { $0 + graph.shape(ofValue: $1).count } == reused.peak)
  }

  @Test func `a residual block by hand`() throws {
    // 8·16·16 = 2048 elements each. The input of the block lives until the sum.
    let graph = try Network(input: .map(8, 16)) {
      Convolution(8, kernel: 1)
      Residual {
        Convolution(8, kernel: 1)
        Activation.relu
        Convolution(8, kernel: 1)
      }
      Flatten()
      Linear(10)
    }.graph()
    let plain = try Liveness(graph)
    #expect(plain.live.map { $0 / 2048 } == [2, 2, 3, 3, 3, 1, 1])
    #expect(plain.live.last == 2058)
    #expect(plain.peakNode == 2)
    #expect(plain.peakValues == [1, 2, 3])
    let reused = try Liveness(graph, inPlace: true)
    #expect(reused.live.map { $0 / 2048 } == [2, 2, 2, 3, 3, 1, 1])
  }

  @Test func `an activation whose input is read later has memory of its own`() throws {
    let graph = try Network(input: .map(1, 10)) {
      Convolution(1, kernel: 1)
      Sum {
        Activation.relu
        Chain {}
      }
    }.graph()
    #expect(try Liveness(graph, inPlace: true).live == [200, 200, 300])
  }

  @Test func `an activation on the image does not overwrite it`() throws {
    let graph = try Network(input: .map(1, 10)) {
      Activation.relu
      Activation.relu
    }.graph()
    #expect(try Liveness(graph, inPlace: true).live == [200, 100])
  }

  @Test func `a result of a side branch lives to the end`() throws {
    let graph = try Network(input: .map(2, 10)) {
      Convolution(2, kernel: 1)
      Auxiliary { Convolution(1, kernel: 1) }
      Convolution(4, kernel: 1)
      Convolution(1, kernel: 1)
    }.graph()
    #expect(try Liveness(graph).live == [400, 300, 700, 600])
  }

  @Test func `folded norms take no memory`() throws {
    let graph = try Network(input: .map(2, 10)) {
      Convolution(4, kernel: 1, bias: false)
      BatchNorm()
      Convolution(2, kernel: 1)
    }.graph()
    #expect(try Liveness(graph).live == [600, 800, 600])
    #expect(try Liveness(graph.foldingNorms()).live == [600, 400, 600])
  }

  @Test func `totals by every definition by hand`() throws {
    let graph = try Network(input: .map(2, 10)) {
      Convolution(4, kernel: 1)  // 400
      BatchNorm()  // 400
      Activation.relu  // 400
      Pool.max(2)  // 100
      AdaptivePool.globalAverage  // 4
      Flatten()  // a view
      Linear(3)  // 3
    }.graph()
    let totals = try ActivationTotals(graph)
    #expect(totals.withPools == 503)
    #expect(totals.withInput == 707)
    #expect(totals.everyValue == 1507)
    #expect(totals.largestLayer == 600)
  }
}
