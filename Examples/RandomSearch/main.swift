// A random search for the largest ResNet-18 under a budget, as in architecture searches: many
// sizes of one network, each counted exactly. `swift run -c release random-search`
//
// The network is prepared once. A count passes over its graph, allocates nothing and never runs a
// layer, so that a search is fast.

import ConvCostCore
import ConvCostZoo

/// The limits of a search.
struct Budget {
  var macs = 600_000_000
  var parameters = 6_000_000
}

/// A size of the network.
struct Candidate {
  var width: Double
  var side: Int
  var cost: Cost
}

/// Random numbers that are the same in every run: xorshift64*.
struct Dice {
  var state: UInt64 = 2018

  mutating func roll(_ range: ClosedRange<Int>) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    let number = state &* 0x2545_F491_4F6C_DD1D
    return range.lowerBound + Int(number % UInt64(range.count))
  }
}

func search(_ prepared: PreparedNetwork, _ budget: Budget, tries: Int) throws -> Candidate? {
  var dice = Dice()
  var workspace = PreparedNetwork.Workspace()
  var best: Candidate?
  for _ in 0..<tries {
    let width = Double(dice.roll(7...28)) / 20
    let side = 32 * dice.roll(3...9)
    let cost = try prepared.total(
      on: .map(3, Extent(side)), scaledBy: Scaling(width: width), using: &workspace)
    guard cost.macs <= budget.macs, cost.parameters <= budget.parameters else { continue }
    if cost.macs > best?.cost.macs ?? 0 { best = Candidate(width: width, side: side, cost: cost) }
  }
  return best
}

let prepared = try PreparedNetwork(Zoo.entry(named: "resnet18").network())
if let best = try search(prepared, Budget(), tries: 2_000) {
  print("width \(best.width), input \(best.side):")
  print("\(best.cost.macs) MACs, \(best.cost.parameters) parameters")
}
