@testable import ConvCostCore
import ConvCostTestSupport
import Testing

struct ExecutionOrderTests {
  /// The least peak of all orders, each tried.
  private func bruteForce(
    _ graph: Graph, _ rules: Overwriting, _ holdsInputs: Bool, _ sizes: [Int]?
  ) throws -> Int {
    var best = Int.max
    var order: [Int] = []
    var done = Set<Int>()
    func extend() throws {
      guard order.count < graph.nodes.count else {
        let lifetimes = Lifetimes(
          graph, overwriting: rules, holdsInputs: holdsInputs, order: order)
        best = min(best, try Liveness(graph, lifetimes, sizes: sizes).peak)
        return
      }
      for node in graph.nodes.indices where !done.contains(node) {
        let sources = graph.inputs(of: graph.nodes[node]).map { $0 - graph.inputs.count }
        guard sources.allSatisfy({ $0 < 0 || done.contains($0) }) else { continue }
        done.insert(node)
        order.append(node)
        try extend()
        order.removeLast()
        done.remove(node)
      }
    }
    try extend()
    return best
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `no order of a small graph needs less`(seed: UInt64) throws {
    for rules in [Overwriting(), [.activations, .sums, .depthwise]] {
      let graph = try Self.branching(seed: seed).graph()
      let holdsInputs = seed % 2 == 0
      // Two of four networks have values in 5, 6 or 7 bits.
      let values = 0..<graph.inputs.count + graph.nodes.count
      let sizes =
        seed % 4 < 2 ? nil : values.map { graph.shape(ofValue: $0).count * (5 + $0 % 3) }
      let order = try ExecutionOrder(
        leastPeakOf: graph, overwriting: rules, holdsInputs: holdsInputs, sizes: sizes)
      #expect(order.isBest)
      #expect(try order.peak == bruteForce(graph, rules, holdsInputs, sizes))
      #expect(order.nodes.sorted() == Array(graph.nodes.indices))
      let lifetimes = Lifetimes(
        graph, overwriting: rules, holdsInputs: holdsInputs, order: order.nodes)
      #expect(try Liveness(graph, lifetimes, sizes: sizes).peak == order.peak)
    }
  }

  /// Its input and its result are in memory, which are one if it works in place.
  @Test func `no order needs less than its largest operation`() throws {
    let chain = Network(input: .map(2, 4)) {
      Convolution(3, kernel: 1)
      Convolution(5, kernel: 1)
      Convolution(1, kernel: 1)
    }
    func bound(_ network: Network, _ rules: Overwriting) throws -> Int {
      try OrderProblem(network.graph(), overwriting: rules, holdsInputs: false, sizes: nil).bound
    }
    #expect(try bound(chain, Overwriting()) == 48 + 80)
    let wide = Network(input: .map(2, 4)) {
      Convolution(5, kernel: 1)
      Activation.relu
      Convolution(1, kernel: 1)
    }
    #expect(try bound(wide, Overwriting()) == 80 + 80)
    #expect(try bound(wide, [.activations]) == 80 + 16)
  }

  @Test func `a search that is cut off says what it knows`() throws {
    let graph = try Self.branching(seed: 3, branches: 5).graph()
    let best = try ExecutionOrder(leastPeakOf: graph)
    let cut = try ExecutionOrder(leastPeakOf: graph, mostStates: 1)
    #expect(cut.bound <= best.peak)
    #expect(cut.peak >= best.peak)
  }

  /// Branches of different widths from one map, some of which share a value, concatenated.
  private static func branching(seed: UInt64, branches: Int = 3) -> Network {
    var random = SeededGenerator(seed: seed)
    return Network(input: .map(4, 6)) {
      Convolution(Int.random(in: 1...6, using: &random), kernel: 1)
      Keep("shared")
      Concat {
        for branch in 0..<branches {
          Chain {
            if branch == 1 { From("shared") }
            Convolution(Int.random(in: 1...24, using: &random), kernel: 1)
            if Bool.random(using: &random) { Activation.relu }
            if Bool.random(using: &random), branch > 0 {
              if branch == 2 {
                Convolution.depthwise(kernel: 3, padding: .half)
              } else {
                Convolution(Int.random(in: 1...12, using: &random), kernel: 1)
              }
            }
          }
        }
      }
      Convolution(2, kernel: 1)
    }
  }
}

struct PublishedOrderTests {
  /// Liberis and Lane, "Neural networks on microcontrollers: saving memory at inference via
  /// operator reordering", 2019, Figure 1: seven operators on tensors of 1568, 3136, 1568, 512,
  /// 512, 256, 256 and 512 bytes need 5,216 bytes as written and 4,960 in the best order.
  @Test func `the example of the paper on reordering`() throws {
    let graph = try Network(input: .vector(1568)) {
      Linear(3136).named("1")
      Keep("t1")
      Concat {
        Chain {
          Linear(1568).named("2")
          Linear(512).named("3")
          Keep("t3")
        }
      }
      From("t1")
      Linear(512).named("4")
      Keep("t4")
      From("t3")
      Linear(256).named("5")
      Keep("t5")
      From("t4")
      Linear(256).named("6")
      Keep("t6")
      Concat {
        From("t5")
        From("t6")
      }
    }.graph()
    #expect(graph.nodes.map(\.output.count) == [3136, 1568, 512, 512, 256, 256, 512])
    #expect(try Liveness(graph).live == [4704, 4704, 5216, 4160, 1280, 1024, 1024])
    let order = try ExecutionOrder(leastPeakOf: graph)
    #expect(order.peak == 4960)
    #expect(order.isBest)
    #expect(order.nodes == [0, 3, 5, 1, 2, 4, 6])
    // The order in which each operation needs least is the same. Without a search it is only known
    // that the first operation needs 1,568 + 3,136.
    let cut = try ExecutionOrder(leastPeakOf: graph, mostStates: 1)
    #expect(cut.nodes == order.nodes)
    #expect(cut.peak == 4960)
    #expect(cut.bound == 4704)
    #expect(!cut.isBest)
  }
}
