@testable import ConvCostCore
import ConvCostTestSupport
import Testing

@Suite struct ArenaPlanTests {
  @Test(arguments: 0..<30 as Range<UInt64>)
  func `values that are needed at once do not overlap, and the arena holds the live set`(
    seed: UInt64
  ) throws {
    let graph = try RandomNetworks.labelled(seed: seed).graph()
    let liveness = try Liveness(graph)
    for strategy in ArenaPlan.Strategy.allCases {
      for alignment in [1, 16] {
        let plan = ArenaPlan(liveness.slots, strategy, alignment: alignment)
        #expect(plan.size >= liveness.peak)
        #expect(plan.size >= ArenaPlan.smallest(liveness.slots, alignment: alignment).size)
        for (index, part) in plan.parts.enumerated() {
          #expect(part.offset % alignment == 0)
          #expect(part.offset + part.size <= plan.size)
          for other in plan.parts[..<index] where part.steps.overlaps(other.steps) {
            #expect(
              part.offset + part.size <= other.offset || other.offset + other.size <= part.offset)
          }
        }
      }
    }
  }

  @Test func `a chain takes the two ends of the arena in turn`() throws {
    // 400, 800, 200 and 100 elements; the second step needs 400 + 800.
    let graph = try Network(input: .map(4, 10)) {
      Convolution(8, kernel: 1)
      Convolution(2, kernel: 1)
      Convolution(1, kernel: 1)
    }.graph()
    let plan = ArenaPlan(try Liveness(graph).slots, .largestFirst)
    #expect(plan.parts.map(\.offset) == [800, 0, 800, 0])
    #expect(plan.size == 1200)
  }
}
