import ConvCostTestSupport
import Testing

@testable import ConvCostCore

struct CheckpointTests {
  /// Every way to divide the segments into runs that are kept or recomputed, with the peak counted
  /// anew from the definition.
  private func bruteForce(_ chain: CheckpointChain, within budget: Int) -> Int? {
    var best: Int?
    func extend(_ runs: [(range: ClosedRange<Int>, isKept: Bool)]) {
      let next = runs.last.map { $0.range.upperBound + 1 } ?? 0
      guard next < chain.segments.count else {
        let (peak, macs) = cost(chain, runs)
        if peak <= budget { best = min(best ?? macs, macs) }
        return
      }
      extend(runs + [(next...next, true)])
      for end in next..<chain.segments.count { extend(runs + [(next...end, false)]) }
    }
    extend([])
    return best
  }

  /// The most bytes in memory at once, and the work that is done again.
  private func cost(
    _ chain: CheckpointChain, _ runs: [(range: ClosedRange<Int>, isKept: Bool)]
  ) -> (peak: Int, macs: Int) {
    let segments = chain.segments
    var kept = 0
    var peak = 0
    var macs = 0
    for (index, run) in runs.enumerated() {
      let start = run.range.lowerBound
      if start > 0 {
        let before = segments[start - 1]
        if !run.isKept || (runs[index - 1].isKept && before.keepsLast) || before.nextKeepsLast {
          kept += before.last
        }
      } else {
        kept += run.isKept ? chain.keptInputBytes : chain.inputBytes
      }
      var inside = run.range.reduce(0) { $0 + segments[$1].inner }
      for segment in run.range.dropLast()
      where segments[segment].keepsLast || segments[segment].nextKeepsLast {
        inside += segments[segment].last
      }
      let end = segments[run.range.upperBound]
      let own = end.keepsLast ? end.last : 0
      if run.isKept {
        kept += inside
        peak = max(peak, kept + (run.range.upperBound == segments.count - 1 ? own : 0))
      } else {
        peak = max(peak, kept + inside + own)
        macs += run.range.reduce(0) { $0 + segments[$1].macs }
      }
    }
    return (peak, macs)
  }

  /// The runs of a plan, and the other segments, each by itself.
  private func divided(_ plan: CheckpointChain.Plan, of chain: CheckpointChain)
    -> [(range: ClosedRange<Int>, isKept: Bool)]
  {
    let recomputed = Set(plan.runs.joined())
    let kept = chain.segments.indices.filter { !recomputed.contains($0) }
    return (plan.runs.map { ($0, false) } + kept.map { ($0...$0, true) })
      .sorted { $0.0.lowerBound < $1.0.lowerBound }
  }

  private static func chain(seed: UInt64) -> Network {
    var random = SeededGenerator(seed: seed)
    return Network(input: .map(3, 16)) {
      for _ in 0..<3 {
        let width = Int.random(in: 1...24, using: &random)
        if Bool.random(using: &random) {
          Residual(.through(Convolution(width, kernel: 1).layer)) {
            Convolution(width, kernel: 3, padding: 1)
            BatchNorm()
            Activation.relu
          }
        } else {
          Convolution(width, kernel: 3, padding: 1)
          Activation.relu
        }
      }
      Flatten()
      Linear(10)
      if seed % 2 == 1 { Activation.relu }
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `no plan of a small chain recomputes less`(seed: UInt64) throws {
    let chain = try CheckpointChain(Self.chain(seed: seed).analysis())
    let most = chain.everythingKept.peakBytes
    let least = chain.leastBudget
    #expect(chain.plan(within: least - 1) == nil)
    for budget in stride(from: least, through: most, by: max(1, (most - least) / 5)) {
      let plan = try #require(chain.plan(within: budget))
      #expect(plan.peakBytes <= budget)
      #expect(plan.recomputedMACs == bruteForce(chain, within: budget), "\(budget)")
      let (peak, macs) = cost(chain, divided(plan, of: chain))
      #expect(plan.peakBytes == peak)
      #expect(plan.recomputedMACs == macs)
    }
  }

  /// 1,200 layers are joined to 150 segments, whose plans are found in a moment although only some
  /// are continued.
  @Test func `a long chain has plans`() throws {
    let network = Network(input: .map(2, 4)) {
      for _ in 0..<600 {
        Convolution(2, kernel: 1)
        Activation.relu
      }
    }
    let chain = try CheckpointChain(network.analysis())
    #expect(chain.ends == 1200)
    #expect(chain.segments.count == 150)
    #expect(chain.segments.map(\.nodes.count) == Array(repeating: 8, count: 150))
    let most = chain.everythingKept.peakBytes
    let least = chain.leastBudget
    #expect(least < most / 4)
    #expect(chain.plan(within: least - 1) == nil)
    let plan = try #require(chain.plan(within: least))
    #expect(plan.peakBytes <= least)
    let (peak, macs) = cost(chain, divided(plan, of: chain))
    #expect(plan.peakBytes == peak && plan.recomputedMACs == macs)
  }

  /// What is recomputed begins with the input, also where no operation keeps it, and a view keeps
  /// the memory of its value.
  @Test func `inputs and viewed values stay`() throws {
    let shuffled = try CheckpointChain(
      Network(input: .map(4, 8)) {
        ChannelShuffle(groups: 2)
        for channels in [16, 16, 1] { Convolution(channels, kernel: 1) }
      }.analysis())
    #expect(shuffled.keptInputBytes == 0 && shuffled.inputBytes == 1024)
    // The input, the shuffled map and the first convolution's result.
    let plan = try #require(shuffled.plan(within: 6144))
    #expect(plan.runs.first?.lowerBound == 0 && plan.peakBytes == 6144)
    let viewed = try CheckpointChain(
      Network(input: .map(1, 8)) {
        Convolution(4, kernel: 3, padding: 1)
        Convolution(16, kernel: 3, padding: 1)
        Identity()
        Convolution(4, kernel: 1)
        Convolution(1, kernel: 1)
      }.analysis())
    #expect(viewed.segments.map(\.nodes) == [0..<1, 1..<3, 3..<4, 4..<5])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `without recomputation everything is kept that training keeps`(seed: UInt64) throws {
    let analysis = try Self.chain(seed: seed).analysis()
    let chain = try CheckpointChain(analysis, in: .fp16, batch: 3)
    let saved = try #require(try Training(analysis).saved.bytes(batch: 3, .fp16))
    #expect(chain.everythingKept.peakBytes == saved.total)
    #expect(chain.plan(within: saved.total)?.runs == [])
    #expect(chain.segments.map(\.nodes.count).reduce(0, +) == analysis.graph.nodes.count)
  }
}

/// What training keeps of an optimiser.
struct TrainingMemoryTests {
  /// 16 bytes for each parameter with Adam: Rajbhandari et al., "ZeRO", 2019; 16 and 18 in Hugging
  /// Face's "Model training anatomy", 20 with the state in 32 bits of both.
  @Test(arguments: [
    (TrainingMemory.Precision.fp32, Training.Optimizer.adamw, 16), (.mixed, .adam, 16),
    (.amp, .adamw, 18), (.fp32, .sgd, 8), (.fp32, .momentum, 12), (.bf16, .adam, 8),
  ])
  func `each parameter takes the published bytes`(
    precision: TrainingMemory.Precision, optimizer: Training.Optimizer, bytes: Int
  ) throws {
    let analysis = try Network(input: .map(3, 8)) {
      Convolution(8, kernel: 3)
      Flatten()
      Linear(10)
    }.analysis()
    let memory = try TrainingMemory(analysis, optimizer: optimizer, precision: precision)
    #expect(
      memory.weights + memory.copies + memory.gradients + memory.states
        == bytes * analysis.total.parameters)
  }

  /// A kernel of 64×32×3×3 has two vectors of a third of its numbers each; a vector keeps its own
  /// length. PyTorch's documentation of Adafactor: the last two axes are factored.
  @Test(arguments: [
    ([64, 32, 3, 3], Training.Optimizer.adafactor, 2 * 64 * 32 * 3),
    ([1000, 2048], .adafactor, 3048),
    ([64], .adafactor, 64), ([64, 32, 3, 3], .adam, 2 * 18_432), ([10, 10], .lion, 100),
  ])
  func `states of tensors`(lengths: [Int], optimizer: Training.Optimizer, states: Int) {
    #expect(optimizer.states(of: lengths) == states)
  }

  /// bitsandbytes: 8 bits for each of two states, a scale in 32 bits for each block of 256 of both;
  /// tensors of less than 4,096 numbers stay in 32 bits.
  @Test func `Adam in 8 bits`() {
    #expect(Training.Optimizer.adam8bit.stateBytes(of: [64, 64], in: .fp32) == 8192 + 8 * 16)
    #expect(Training.Optimizer.adam8bit.stateBytes(of: [4095], in: .fp32) == 8 * 4095)
  }

  /// The documentation's table, with lengths 5 and 7: 35 numbers.
  @Test func `each optimiser has its states`() {
    let states = Dictionary(
      uniqueKeysWithValues: Training.Optimizer.allCases.map { ($0, $0.states(of: [5, 7])) })
    #expect(
      states == [
        .sgd: 0, .momentum: 35, .rmsprop: 35, .adagrad: 35, .lion: 35, .adam: 70, .adamw: 70,
        .adam8bit: 70, .adafactor: 12,
      ])
    #expect(Training.Optimizer.adafactor.states(of: [0, 5]) == 0)
    #expect(Training.Optimizer.adafactor.states(of: [5, 0]) == 0)
    #expect(Training.Optimizer.adafactor.states(of: []) == 1)
    #expect(Training.Optimizer.adam.stateBytes(of: [5, 7], in: .fp16) == 140)
    // 17 blocks, of which the last has one number.
    #expect(Training.Optimizer.adam8bit.stateBytes(of: [17, 241], in: .fp32) == 2 * 4097 + 8 * 17)
  }

  /// A grouped kernel, a transposed one, vectors, the two of a norm, and a matrix that is used
  /// twice.
  @Test func `tensors of parameters as PyTorch has them`() throws {
    let linear = Linear(11).sharing("twice")
    let analysis = try Network(input: .map(6, 9)) {
      Convolution(4, kernel: Extent(3, 5), groups: 2)
      BatchNorm()
      TransposedConvolution(10, kernel: 2, groups: 2, bias: false)
      BatchNorm(shift: false)
      ChannelScale()
      AdaptivePool.globalAverage
      Flatten()
      Linear(11)
      linear
      linear
    }.analysis()
    #expect(
      analysis.parameterTensors == [
        [4, 3, 3, 5], [4], [4], [4], [4, 5, 2, 2], [10], [10], [11, 10], [11], [11, 11], [11],
      ])
  }

  /// 2·3·4 weights, 3 biases, 6 numbers of a norm and 6 of its statistics; the convolution keeps
  /// 2·2·2 numbers, the norm 3, and the ReLU 3.
  @Test(
    arguments: [
      (TrainingMemory.Precision.fp32, [132, 0, 132, 264, 24], [168, 24]),
      (.amp, [132, 66, 132, 264, 24], [84, 12]),
      (.mixed, [66, 132, 66, 264, 24], [84, 12]),
      (.bf16, [66, 0, 66, 132, 24], [84, 12]),
    ] as [(TrainingMemory.Precision, [Int], [Int])])
  func `the parts of a step by hand`(
    precision: TrainingMemory.Precision, fixed: [Int], saved: [Int]
  ) throws {
    let analysis = try Network(input: .map(2, 2)) {
      Convolution(3, kernel: 2)
      BatchNorm()
      Activation.relu
    }.analysis()
    let memory = try TrainingMemory(analysis, precision: precision, batch: 3)
    #expect(
      [memory.weights, memory.copies, memory.gradients, memory.states, memory.buffers] == fixed)
    #expect(memory.fixed == fixed.reduce(0, +))
    #expect([memory.saved.activations, memory.saved.statistics] == saved)
    #expect(memory.saved.total == saved.reduce(0, +))
    #expect(
      try TrainingMemory(analysis)
        == TrainingMemory(analysis, optimizer: .adam, precision: .fp32, batch: 1))
  }

  /// Each layer's work for a batch fits in 64 bits, but not the work of all.
  @Test func `the work of a batch has a limit`() throws {
    let analysis = try Network(input: .map(1, 1)) {
      for _ in 0..<16 { Convolution(1, kernel: 1) }
    }.analysis()
    #expect(try CheckpointChain(analysis, batch: 1 << 56).macs == 1 << 60)
    #expect(throws: NetworkError.self) { try CheckpointChain(analysis, batch: 1 << 58) }
  }
}
