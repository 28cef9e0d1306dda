/// Looks for the segments of a chain that are recomputed, from the first to the last.
struct CheckpointSearch {
  private let chain: CheckpointChain
  private let budget: Int
  /// The most plans for the same segments that are continued. With one the search only finds out
  /// whether there is a plan.
  private let mostStates: Int
  /// The plans for each number of segments, by whether the last of them is kept.
  private var kept: [[State]]
  private var recomputed: [[State]]
  /// The runs of the plans that were continued, each with the link of the run before it.
  private var links: [(before: Int, run: ClosedRange<Int>)] = []

  /// A plan for the first segments.
  private struct State {
    /// The bytes that are kept of them.
    var kept = 0
    var peak = 0
    var macs = 0
    /// The number of runs.
    var runs = 0
    /// The link of the last run, or of the run before a last one whose link is not made yet; -1
    /// without one.
    var link = -1
    /// The first segment of a last run whose link is not made yet; -1 without one.
    var start = -1
  }

  init(_ chain: CheckpointChain, within budget: Int, mostStates: Int) {
    self.chain = chain
    self.budget = budget
    self.mostStates = mostStates
    kept = Array(repeating: [], count: chain.segments.count + 1)
    recomputed = kept
    kept[0] = [State()]
  }

  /// Returns the plan that recomputes least; nil if there is none.
  mutating func plan() -> CheckpointChain.Plan? {
    let count = chain.segments.count
    for start in 0..<count {
      for state in Self.pruned(kept[start], mostStates) {
        extend(state, isKept: true, from: start)
      }
      for state in Self.pruned(recomputed[start], mostStates) {
        extend(linked(state, end: start - 1), isKept: false, from: start)
      }
      (kept[start], recomputed[start]) = ([], [])
    }
    // Of equal work, as few runs as possible.
    let best = (kept[count] + recomputed[count]).min {
      ($0.macs, $0.runs, $0.peak) < ($1.macs, $1.runs, $1.peak)
    }
    guard let best else { return nil }
    var runs: [ClosedRange<Int>] = []
    var link = linked(best, end: count - 1).link
    while link >= 0 {
      runs.append(links[link].run)
      link = links[link].before
    }
    return CheckpointChain.Plan(
      runs: runs.reversed(), peakBytes: best.peak, recomputedMACs: best.macs)
  }

  /// Returns a state with the link of its last run.
  private mutating func linked(_ state: State, end: Int) -> State {
    guard state.start >= 0 else { return state }
    links.append((state.link, state.start...end))
    var state = state
    state.link = links.count - 1
    state.start = -1
    return state
  }

  /// Adds the plans in which the next segment is kept, or begins a run that is recomputed.
  private mutating func extend(_ state: State, isKept: Bool, from start: Int) {
    let segments = chain.segments
    /// The bytes of the value between two segments that stay.
    func boundary(recomputed: Bool) -> Int {
      guard start > 0 else { return recomputed ? chain.inputBytes : chain.keptInputBytes }
      let before = segments[start - 1]
      let stays = recomputed || (isKept && before.keepsLast) || before.nextKeepsLast
      return stays ? before.last : 0
    }
    var next = state
    next.kept += boundary(recomputed: false) + segments[start].inner
    let isLast = start == segments.count - 1
    next.peak = max(next.peak, next.kept + (isLast ? segments[start].ownLast : 0))
    if next.peak <= budget { Self.add(next, to: &kept[start + 1], mostStates) }

    var run = state
    run.kept += boundary(recomputed: true)
    run.runs += 1
    run.start = start
    var inside = 0
    for end in start..<segments.count {
      if end > start { inside += segments[end - 1].lastIfKept }
      inside += segments[end].inner
      run.macs += segments[end].macs
      run.peak = max(state.peak, run.kept + inside + segments[end].ownLast)
      guard run.peak <= budget else { break }
      Self.add(run, to: &recomputed[end + 1], mostStates)
    }
  }

  /// Adds a plan to others for the same segments. It is static because a method would hold the
  /// lists a second time, so that each addition copied one.
  private static func add(_ state: State, to states: inout [State], _ mostStates: Int) {
    if mostStates == 1 {
      if let first = states.first, first.kept <= state.kept { return }
      states = [state]
      return
    }
    states.append(state)
    if states.count >= 8 * mostStates { states = pruned(states, mostStates) }
  }

  /// Removes plans that another one is not worse than, and of too many all but some at equal
  /// distances: those that recompute least and those that keep least stay.
  private static func pruned(_ states: [State], _ mostStates: Int) -> [State] {
    guard states.count > 1 else { return states }
    var best: [State] = []
    for state in states.sorted(by: {
      ($0.macs, $0.kept, $0.runs) < ($1.macs, $1.kept, $1.runs)
    })
    where best.last.map({ state.kept < $0.kept }) ?? true {
      best.append(state)
    }
    guard best.count > mostStates else { return best }
    return (0..<mostStates).map { best[$0 * (best.count - 1) / (mostStates - 1)] }
  }
}
