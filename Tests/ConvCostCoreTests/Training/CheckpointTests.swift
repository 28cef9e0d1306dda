import ConvCostTestSupport
import Testing

@testable import ConvCostCore

@Suite struct CheckpointTests {
  /// Every way to divide the segments into runs that are kept or recomputed, with the peak counted
  /// anew from the definition.
  private func bruteForce(_ chain: CheckpointChain, within budget: Int) -> Int? {
    let segments = chain.segments
    var best: Int?
    func extend(_ runs: [(range: ClosedRange<Int>, isKept: Bool)]) {
      let next = runs.last.map { $0.range.upperBound + 1 } ?? 0
      guard next < segments.count else {
        if let macs = cost(runs, within: budget) { best = min(best ?? macs, macs) }
        return
      }
      extend(runs + [(next...next, true)])
      for end in next..<segments.count { extend(runs + [(next...end, false)]) }
    }
    func cost(_ runs: [(range: ClosedRange<Int>, isKept: Bool)], within budget: Int) -> Int? {
      var kept = 0
      var macs = 0
      for (index, run) in runs.enumerated() {
        let start = run.range.lowerBound
        if start > 0 {
          let before = segments[start - 1]
          if !run.isKept || (runs[index - 1].isKept && before.keepsLast) || before.nextKeepsLast {
            kept += before.last
          }
        } else {
          kept += chain.inputBytes
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
          if kept + (run.range.upperBound == segments.count - 1 ? own : 0) > budget { return nil }
        } else {
          if kept + inside + own > budget { return nil }
          macs += run.range.reduce(0) { $0 + segments[$1].macs }
        }
      }
      return macs
    }
    extend([])
    return best
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
      Linear(10)
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `no plan of a small chain recomputes less`(seed: UInt64) throws {
    let chain = try CheckpointChain(Self.flattened(seed).analysis())
    let most = chain.everythingKept.peakBytes
    let least = chain.leastBudget
    #expect(chain.plan(within: least - 1) == nil)
    for budget in stride(from: least, through: most, by: max(1, (most - least) / 5)) {
      let plan = try #require(chain.plan(within: budget))
      #expect(plan.peakBytes <= budget)
      #expect(plan.recomputedMACs == bruteForce(chain, within: budget), "\(budget)")
    }
  }

  private static func flattened(_ seed: UInt64) -> Network {
    var network = chain(seed: seed)
    network.layers.insert(Flatten().layer, at: network.layers.count - 1)
    return network
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `without recomputation everything is kept that training keeps`(seed: UInt64) throws {
    let analysis = try Self.flattened(seed).analysis()
    let chain = try CheckpointChain(analysis, in: .fp16, batch: 3)
    let saved = try #require(try Training(analysis).saved.bytes(batch: 3, .fp16))
    #expect(chain.everythingKept.peakBytes == saved.total)
    #expect(chain.plan(within: saved.total)?.runs == [])
    #expect(chain.segments.map(\.nodes.count).reduce(0, +) == analysis.graph.nodes.count)
  }

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
}
