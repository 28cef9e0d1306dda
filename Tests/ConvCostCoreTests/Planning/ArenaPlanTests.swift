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

/// Plans that others have published.
@Suite struct PublishedArenaTests {
  /// Slots of (size, first step, last step).
  private func slots(_ records: [(Int, Int, Int)]) -> [MemorySlot] {
    records.enumerated().map {
      MemorySlot(values: [$0], size: $1.0, first: $1.1, last: $1.2)
    }
  }

  /// tensorflow/tflite-micro, greedy_memory_planner_test.cc, TestMedium.
  @Test func `TFLite Micro's planner places five buffers`() {
    let plan = ArenaPlan(
      slots([(10, 0, 1), (20, 1, 2), (30, 2, 3), (40, 3, 4), (50, 0, 1)]),
      .largestAndLatestFirst)
    #expect(plan.parts.map(\.offset) == [50, 70, 40, 0, 0])
    #expect(plan.size == 90)
  }

  /// tensorflow/tflite-micro, greedy_memory_planner_test.cc, TestOverlapCase.
  @Test func `TFLite Micro's planner places an overlap`() {
    let plan = ArenaPlan(slots([(100, 0, 1), (50, 2, 3), (20, 1, 2)]), .largestAndLatestFirst)
    #expect(plan.size == 120)
  }

  /// Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference", 2020: the
  /// eight tensors of their example need 124, which is also the most that live at once.
  @Test func `the example of the paper on offsets`() {
    let records = [
      (32, 0, 1), (28, 1, 4), (36, 2, 5), (16, 3, 5), (8, 4, 5), (64, 5, 7), (10, 6, 8),
      (40, 7, 8),
    ]
    #expect(ArenaPlan(slots(records), .largestFirst).size == 124)
    #expect(ArenaPlan(slots(records), .largestAndLatestFirst).size == 124)
    #expect(ArenaPlan.smallest(slots(records)).size == 124)
  }

  /// tensorflow, delegates/gpu/common/memory_management_test.cc, the records called Complex.
  @Test func `the GPU delegate's example of nine tensors`() {
    let records = [
      (32, 0, 1), (32, 1, 4), (8, 2, 5), (16, 3, 5), (8, 4, 5), (64, 5, 7), (8, 6, 8), (8, 7, 8),
      (16, 8, 9),
    ]
    #expect(ArenaPlan(slots(records), .largestFirst).size == 96)
  }

  /// tensorflow, the same file, the records called Chain; with an alignment of 128 bytes they are
  /// larger. In shared objects they take 64 + 32.
  @Test func `the GPU delegate's example of a chain`() {
    let records = [(16, 0, 1), (8, 1, 2), (64, 2, 3), (32, 3, 4), (8, 4, 5)]
    #expect(ArenaPlan(slots(records), .largestFirst).size == 96)
    #expect(ArenaPlan(slots(records), .sharedObjects).size == 96)
  }
}
