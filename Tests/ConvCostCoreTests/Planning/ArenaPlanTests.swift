@testable import ConvCostCore
import ConvCostTestSupport
import Testing

struct ArenaPlanTests {
  @Test(arguments: 0..<30 as Range<UInt64>)
  func `values that are needed at once do not overlap, and the arena holds the live set`(
    seed: UInt64
  ) throws {
    let graph = try RandomNetworks.labelled(seed: seed).graph()
    let peak = try Liveness(graph).peak
    let memory = slots(of: graph)
    for strategy in ArenaPlan.Strategy.allCases {
      for alignment in [1, 16] {
        let plan = ArenaPlan(memory, strategy, alignment: alignment)
        #expect(plan.size >= peak)
        #expect(plan.size >= ArenaPlan.smallest(memory, alignment: alignment).size)
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
    let plan = ArenaPlan(slots(of: graph), .largestFirst)
    #expect(plan.parts.map(\.offset) == [800, 0, 800, 0])
    #expect(plan.size == 1200)
  }

  private static let records = [(10, 0, 4), (20, 1, 2), (30, 2, 3), (40, 3, 4), (50, 0, 1)]

  /// Live sets of 60, 80, 60, 80 and 50, so that each is in one of 80.
  @Test(arguments: [
    (ArenaPlan.Strategy.largestFirst, [90, 70, 40, 0, 0]),
    (.largestAndLatestFirst, [90, 70, 40, 0, 0]), (.sharedObjects, [100, 80, 50, 0, 0]),
    (.busiestFirst, [90, 70, 40, 0, 0]), (.longestFirst, [0, 80, 50, 10, 10]),
  ])
  func `the order in which values are placed`(strategy: ArenaPlan.Strategy, offsets: [Int]) {
    #expect(ArenaPlan(slots(Self.records), strategy).parts.map(\.offset) == offsets)
  }

  private typealias Placement = (ArenaPlan.Strategy, [(Int, Int, Int)], [Int])
  private static let placements: [Placement] = [
    (.largestFirst, [(10, 0, 1), (10, 1, 2)], [0, 10]),
    (.largestAndLatestFirst, [(10, 0, 1), (10, 1, 2)], [10, 0]),
    (.longestFirst, [(10, 0, 1), (20, 1, 2)], [20, 0]),
    (.longestFirst, [(10, 0, 2), (20, 1, 2)], [0, 10]),
    (

      .busiestFirst, [(10, 0, 1), (20, 1, 2), (30, 2, 3), (40, 3, 4), (50, 0, 1)],
      [70, 50, 70, 0, 0]
    ),
    (.busiestFirst, [(10, 0, 0), (20, 0, 1), (5, 1, 2), (27, 2, 2)], [20, 0, 27, 0]),
    (.largestFirst, [(50, 0, 1), (40, 1, 2), (30, 2, 3), (20, 2, 3)], [0, 50, 0, 30]),
    (.largestFirst, [(50, 0, 1), (40, 1, 2), (30, 2, 3), (21, 2, 3)], [0, 50, 0, 90]),
    (.sharedObjects, [(100, 0, 1), (60, 2, 3), (40, 2, 3), (30, 2, 3)], [0, 0, 60, 100]),
    (.sharedObjects, [(100, 0, 1), (60, 2, 3), (50, 0, 1), (40, 2, 3)], [0, 0, 100, 100]),
  ]

  /// Of equal sizes the first or the last; of equal lengths the largest; a part fits exactly into
  /// the place between two others.
  @Test(arguments: placements)
  func `places that follow from the rules`(
    strategy: ArenaPlan.Strategy, records: [(Int, Int, Int)], offsets: [Int]
  ) {
    let plan = ArenaPlan(slots(records), strategy)
    #expect(plan.parts.map(\.offset) == offsets)
    #expect(plan.size == zip(offsets, records).map { $0 + $1.0 }.max())
  }

  @Test func `parts have the values, the steps and the aligned sizes of slots`() {
    let plan = ArenaPlan(
      slots([(16, 0, 0), (17, 1, 3), (1, 2, 2)]), .largestFirst, alignment: 16)
    #expect(
      plan.parts == [
        ArenaPlan.Part(values: [0], offset: 0, size: 16, steps: 0...0),
        ArenaPlan.Part(values: [1], offset: 0, size: 32, steps: 1...3),
        ArenaPlan.Part(values: [2], offset: 32, size: 16, steps: 2...2),
      ])
    #expect(plan.size == 48)
    #expect(ArenaPlan([], .largestFirst).size == 0)
  }

  /// Of equal arenas the one with the largest first.
  @Test func `the smallest arena is that of the first strategy that gives it`() {
    let slots = slots([(10, 0, 2), (20, 2, 3)])
    #expect(ArenaPlan(slots, .longestFirst).parts.map(\.offset) == [0, 10])
    #expect(ArenaPlan.smallest(slots).parts.map(\.offset) == [20, 0])
    #expect(ArenaPlan.smallest(slots).size == 30)
  }
}

/// The memory of a network's values, in elements of one sample.
private func slots(of graph: Graph) -> [MemorySlot] {
  Lifetimes(graph).slots { graph.shape(ofValue: $0).count }
}

/// Slots of (size, first step, last step).
private func slots(_ records: [(Int, Int, Int)]) -> [MemorySlot] {
  records.enumerated().map {
    MemorySlot(values: [$0], size: $1.0, first: $1.1, last: $1.2)
  }
}

/// Plans that others have published.
struct PublishedArenaTests {

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
