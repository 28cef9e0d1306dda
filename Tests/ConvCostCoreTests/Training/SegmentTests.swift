import Testing

@testable import ConvCostCore

/// Segments and plans by hand.
struct SegmentTests {
  private typealias Segment = CheckpointChain.Segment
  private typealias Plan = CheckpointChain.Plan

  /// Three samples in 16 bits: 6 bytes for each number of a sample, 24 for each position of a pool.
  /// The statistics of a norm are those of the batch.
  @Test func `each layer of a chain is a segment`() throws {
    let analysis = try Network(input: .map(2, 5)) {
      Convolution(3, kernel: 1)  // 75 numbers
      BatchNorm()  // keeps what it reads, and a mean and a deviation of each channel
      Activation.relu  // keeps its result
      Convolution(5, kernel: 1)  // 125
      Pool.max(5)  // keeps what it reads, and 5 positions
      Flatten()
      Linear(7)  // keeps what the pool gives
      Activation.relu
    }.analysis()
    let chain = try CheckpointChain(analysis, in: .fp16, batch: 3)
    #expect(
      chain.segments == [
        Segment(
          nodes: 0..<1, macs: 450, inner: 0, last: 450, keepsLast: false, nextKeepsLast: true),
        Segment(
          nodes: 1..<2, macs: 0, inner: 12, last: 450, keepsLast: false, nextKeepsLast: false),
        Segment(
          nodes: 2..<3, macs: 0, inner: 0, last: 450, keepsLast: true, nextKeepsLast: true),
        Segment(
          nodes: 3..<4, macs: 1125, inner: 0, last: 750, keepsLast: false, nextKeepsLast: true),
        // The flattened map is a view, which belongs to the map.
        Segment(
          nodes: 4..<6, macs: 0, inner: 120, last: 30, keepsLast: false, nextKeepsLast: true),
        Segment(
          nodes: 6..<7, macs: 105, inner: 0, last: 42, keepsLast: false, nextKeepsLast: false),
        Segment(nodes: 7..<8, macs: 0, inner: 0, last: 42, keepsLast: true, nextKeepsLast: false),
      ])
    #expect(chain.inputBytes == 300)
    let bytes = 300 + 450 + 12 + 450 + 750 + 120 + 30 + 42
    #expect(chain.everythingKept == Plan(runs: [], peakBytes: bytes, recomputedMACs: 0))
    #expect(chain.plan(within: bytes) == chain.everythingKept)
    #expect(
      try CheckpointChain(analysis) == CheckpointChain(analysis, in: .fp32, batch: 1))
  }

  /// What a residual connection goes around is one segment. Of what is inside only the ReLU's
  /// result is kept.
  @Test func `a branch ends where its values are one`() throws {
    let chain = try CheckpointChain(
      Network(input: .vector(3)) {
        Linear(5)
        Residual {
          Linear(7)
          Activation.relu
          Linear(5)
        }
        Activation.relu
        Linear(2)
      }.analysis(), batch: 2)
    #expect(
      chain.segments == [
        Segment(nodes: 0..<1, macs: 30, inner: 0, last: 40, keepsLast: false, nextKeepsLast: true),
        Segment(
          nodes: 1..<5, macs: 140, inner: 56, last: 40, keepsLast: false, nextKeepsLast: false),
        Segment(nodes: 5..<6, macs: 0, inner: 0, last: 40, keepsLast: true, nextKeepsLast: true),
        Segment(nodes: 6..<7, macs: 20, inner: 0, last: 16, keepsLast: false, nextKeepsLast: false),
      ])
    #expect(chain.inputBytes == 24)
  }

  private func ends(
    on sideInputs: [Input] = [], @LayerBuilder _ layers: () -> [Layer]
  ) throws -> [Int] {
    try CheckpointChain(
      Network(input: .vector(3), sideInputs: sideInputs, layers: layers).analysis()
    ).segments.map(\.nodes.upperBound)
  }

  @Test func `where segments end`() throws {
    // A block is not divided.
    let block = try ends {
      Sequential {
        Linear(5)
        Activation.relu
        Linear(5)
      }
      Linear(2)
    }
    #expect(block == [3, 4])
    // Two results, of which the first stays to the end.
    let results = try ends {
      Linear(5)
      Output("side") { Linear(2) }
      Linear(7)
      Linear(2)
    }
    #expect(results == [1, 4])
    // A value that nothing reads is not one that all later operations read.
    let unread = try ends {
      Linear(5)
      Keep("read")
      Linear(7)
      From("read")
      Linear(2)
    }
    #expect(unread == [1, 3])
    // An input that is read later.
    let late = try ends(on: [Input("late", .vector(2))]) {
      Linear(2)
      Linear(2)
      Sum {
        From("late")
        Chain {}
      }
      Linear(2)
    }
    #expect(late == [3, 4])
  }

  /// Each layer keeps what it reads: 40, 80 and 120 bytes. If the first two layers are recomputed,
  /// their result stays, and of the 80 bytes nothing until the backward pass needs them.
  @Test func `the plans of three layers`() throws {
    let chain = try CheckpointChain(
      Network(input: .vector(10)) {
        Linear(20)
        Linear(30)
        Linear(40)
      }.analysis())
    let recomputed = Plan(runs: [0...1], peakBytes: 160, recomputedMACs: 200 + 600)
    #expect(chain.leastBudget == 160)
    #expect(chain.plan(within: 159) == nil)
    #expect(chain.plan(within: 160) == recomputed)
    #expect(chain.plan(within: 239) == recomputed)
    #expect(chain.plan(within: 240) == Plan(runs: [], peakBytes: 240, recomputedMACs: 0))
  }

  @Test func `a batch that cannot be counted is an error with its place`() throws {
    // 1,000 multiply-accumulates and as many kept numbers, of one byte each, of each sample.
    let analysis = try Network(input: .vector(1000)) { Linear(1) }.analysis()
    let most = Cost.largestCount / 1000
    let chain = try CheckpointChain(analysis, in: .int8, batch: most)
    #expect(chain.segments[0].macs == most * 1000)
    #expect(chain.inputBytes == most * 1000)
    for batch in [most + 1, Int.max] {
      let error = #expect(throws: NetworkError.self) {
        try CheckpointChain(analysis, in: .int8, batch: batch)
      }
      #expect(error?.path == "linear")
      #expect(error?.problem == .totalOverflow(quantity: "elements kept for the backward pass"))
    }
    let error = #expect(throws: NetworkError.self) {
      try CheckpointChain(analysis, in: .fp32, batch: most)
    }
    #expect(error?.problem == .totalOverflow(quantity: "bytes"))
  }
}
