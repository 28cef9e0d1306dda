/// A network as a chain of segments, each of which can be computed again in the backward pass
/// instead of being kept: gradient checkpointing. Chen et al., "Training Deep Nets with Sublinear
/// Memory Cost", 2016.
///
/// A segment ends where a single value is all that later operations read. Of a run of segments that
/// is recomputed only its input is kept; when the backward pass reaches it, the run is computed
/// once more, and all that it keeps is in memory then. Runs are not nested, as with PyTorch's
/// `torch.utils.checkpoint`.
///
/// ```swift
/// let chain = try CheckpointChain(Network(zoo: "resnet50").analysis(), batch: 32)
/// let plan = chain.plan(within: 1_000_000_000)
/// print(plan?.recomputedMACs ?? 0)
/// ```
public struct CheckpointChain: Hashable, Sendable {
  /// Operations up to a value that is all that later ones read.
  public struct Segment: Hashable, Sendable {
    /// The nodes.
    public let nodes: Range<Int>
    /// The multiply-accumulates of the batch's forward pass.
    public let macs: Int
    /// The bytes that are kept of it, without its last value.
    let inner: Int
    /// The bytes of its last value.
    let last: Int
    /// Whether its own operations, and those of the next segment, keep its last value.
    let keepsLast: Bool
    let nextKeepsLast: Bool
  }

  /// The segments in order.
  public let segments: [Segment]
  /// The bytes of the network's input, if an operation of the first segment keeps it.
  let inputBytes: Int

  /// Divides a network into segments.
  ///
  /// - Parameters:
  ///   - analysis: its standard counts.
  ///   - type: the number format of what is kept.
  ///   - batch: the samples of a step.
  /// - Throws: `NetworkError` if a number does not fit in 64 bits.
  public init(_ analysis: Analysis, in type: DataType = .fp32, batch: Int = 1) throws(NetworkError)
  {
    let graph = analysis.graph
    let kept = try KeptTensors(analysis)
    let inputs = graph.inputs.count
    func bytes(_ saved: Training.Saved, at node: Int) throws(NetworkError) -> Int {
      guard let bytes = saved.bytes(batch: batch, type) else { throw graph.tooManyBytes(at: node) }
      return bytes.total
    }
    func bytes(ofValue value: Int) throws(NetworkError) -> Int {
      try graph.bytes(
        graph.shape(ofValue: value).count, in: type, batch: batch, at: max(0, value - inputs))
    }
    var segments: [Segment] = []
    var start = 0
    for end in graph.segmentEnds {
      let nodes = start..<end + 1
      let last = kept.owners[inputs + end]
      var saved = Training.Saved()
      var (macs, isCounted) = (0, true)
      for node in nodes {
        isCounted = saved.add(kept.nodes[node]) && isCounted
        let (product, first) = analysis.costs[node].macs.multipliedReportingOverflow(by: batch)
        let (sum, second) = macs.addingReportingOverflow(product)
        isCounted = isCounted && !first && !second && sum <= Cost.largestCount
        macs = sum
        let value = inputs + node
        if value != last, kept.keepers[value] != nil {
          isCounted =
            saved.add(SavedTensors(activations: graph.shape(ofValue: value).count)) && isCounted
        }
      }
      guard isCounted else { throw graph.keepsTooMuch(at: end) }
      let isOwn = last >= inputs + start
      let keepers = isOwn ? kept.keepers[last] : nil
      segments.append(
        Segment(
          nodes: nodes, macs: macs, inner: try bytes(saved, at: end),
          last: isOwn ? try bytes(ofValue: last) : 0,
          keepsLast: keepers.map { $0.first <= end } ?? false,
          nextKeepsLast: keepers.map { $0.last > end } ?? false))
      start = end + 1
    }
    self.segments = segments
    var input = 0
    for value in graph.inputs.indices where kept.keepers[value] != nil {
      input += try bytes(ofValue: value)
    }
    inputBytes = input
  }

  /// Segments that are recomputed, with the memory and the work that this takes.
  public struct Plan: Hashable, Sendable {
    /// The runs of segments that are recomputed, each as one.
    public let runs: [ClosedRange<Int>]
    /// The most bytes of kept values in memory at once.
    public let peakBytes: Int
    /// The multiply-accumulates that are done a second time.
    public let recomputedMACs: Int
  }

  /// The plan without recomputation.
  public var everythingKept: Plan {
    var bytes = inputBytes
    for segment in segments {
      bytes += segment.inner
      if segment.keepsLast || segment.nextKeepsLast { bytes += segment.last }
    }
    return Plan(runs: [], peakBytes: bytes, recomputedMACs: 0)
  }

  /// The least budget for which there is a plan.
  public var leastBudget: Int {
    var (low, high) = (0, everythingKept.peakBytes)
    while low < high {
      let middle = low + (high - low) / 2
      if plan(within: middle, onlyFeasible: true) != nil { high = middle } else { low = middle + 1 }
    }
    return high
  }

  /// Returns the plan that recomputes least within a budget of bytes; nil if there is none.
  public func plan(within budget: Int) -> Plan? {
    let everything = everythingKept
    return everything.peakBytes <= budget ? everything : plan(within: budget, onlyFeasible: false)
  }

  /// The most plans for the same segments of which the better ones are continued.
  private static let mostStates = 1 << 12

  /// A plan for the first segments.
  private struct State {
    var kept = 0
    var peak = 0
    var macs = 0
    /// The runs so far.
    var runs: [ClosedRange<Int>] = []
  }

  private func plan(within budget: Int, onlyFeasible: Bool) -> Plan? {
    // The states after each number of segments, by whether the last segment is kept.
    var states: [[Bool: [State]]] = Array(repeating: [:], count: segments.count + 1)
    states[0][true] = [State()]
    for start in segments.indices {
      for isKept in [true, false] {
        for state in Self.pruned(states[start][isKept] ?? [], onlyFeasible) {
          extend(state, isKept, from: start, budget, &states)
        }
      }
    }
    let final = (states[segments.count][true] ?? []) + (states[segments.count][false] ?? [])
    // Of equal work, as few runs as possible.
    return final.min { ($0.macs, $0.runs.count, $0.peak) < ($1.macs, $1.runs.count, $1.peak) }.map {
      Plan(runs: $0.runs, peakBytes: $0.peak, recomputedMACs: $0.macs)
    }
  }

  /// Adds the plans in which the next segment is kept, or begins a run that is recomputed.
  private func extend(
    _ state: State, _ isKept: Bool, from start: Int, _ budget: Int,
    _ states: inout [[Bool: [State]]]
  ) {
    /// The bytes of the value between two segments that stay.
    func boundary(recomputed: Bool) -> Int {
      guard start > 0 else { return inputBytes }
      let before = segments[start - 1]
      let stays = recomputed || (isKept && before.keepsLast) || before.nextKeepsLast
      return stays ? before.last : 0
    }
    var kept = state
    kept.kept += boundary(recomputed: false) + segments[start].inner
    kept.peak = max(kept.peak, kept.kept + (isLast(start) ? segments[start].ownLast : 0))
    if kept.peak <= budget { states[start + 1][true, default: []].append(kept) }
    var run = state
    run.kept += boundary(recomputed: true)
    var inside = 0
    for end in start..<segments.count {
      if end > start {
        let before = segments[end - 1]
        if before.keepsLast || before.nextKeepsLast { inside += before.last }
      }
      inside += segments[end].inner
      run.macs += segments[end].macs
      let peak = max(state.peak, run.kept + inside + segments[end].ownLast)
      guard peak <= budget else { break }
      var next = run
      next.peak = peak
      next.runs.append(start...end)
      states[end + 1][false, default: []].append(next)
    }
  }

  private func isLast(_ index: Int) -> Bool { index == segments.count - 1 }

  /// Removes plans that another one is not worse than, and beyond a limit those that recompute
  /// most.
  private static func pruned(_ states: [State], _ onlyFeasible: Bool) -> [State] {
    if onlyFeasible { return states.min { $0.kept < $1.kept }.map { [$0] } ?? [] }
    var best: [State] = []
    for state in states.sorted(by: {
      ($0.macs, $0.kept, $0.runs.count) < ($1.macs, $1.kept, $1.runs.count)
    })
    where best.last.map({ state.kept < $0.kept }) ?? true {
      best.append(state)
      if best.count == mostStates { break }
    }
    return best
  }
}

extension CheckpointChain.Segment {
  /// The bytes of the last value if the segment itself keeps it.
  fileprivate var ownLast: Int { keepsLast ? last : 0 }
}

extension Graph {
  /// The nodes after which a single value is all that later nodes read: the ends of segments. The
  /// last one is the last node.
  fileprivate var segmentEnds: [Int] {
    // The last node that reads each value, 0 for one that nothing reads.
    var lastReader = [Int](repeating: 0, count: inputs.count + nodes.count)
    for (index, node) in nodes.enumerated() {
      for value in inputs(of: node) { lastReader[value] = index }
    }
    for value in outputs { lastReader[value] = nodes.count }
    var ends: [Int] = []
    var open = 0
    var closing = [Int](repeating: 0, count: nodes.count + 1)
    for value in inputs.indices {
      open += 1
      closing[lastReader[value]] += 1
    }
    for index in nodes.indices {
      let value = inputs.count + index
      if lastReader[value] > index {
        open += 1
        closing[lastReader[value]] += 1
      }
      open -= closing[index]
      let isAlone = open == 1 && lastReader[value] > index
      if index == nodes.count - 1 || (isAlone && isEndOfBlock(index)) { ends.append(index) }
    }
    return ends
  }

  /// Whether a node is the last one of a block, or in no block.
  private func isEndOfBlock(_ index: Int) -> Bool {
    let scope = nodes[index].scope
    return scope == 0 || scopes[scope].nodes.upperBound == index + 1
  }
}
