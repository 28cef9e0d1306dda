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

  /// The segments in order, of which neighbours are joined if there are very many.
  public let segments: [Segment]
  /// The number of segments before neighbours were joined.
  public let ends: Int
  /// The multiply-accumulates of the batch's forward pass.
  package let macs: Int
  /// The bytes of the network's inputs that an operation keeps, and of all, which stay for a run
  /// that begins with them.
  let keptInputBytes: Int
  let inputBytes: Int

  /// Divides a network into segments.
  ///
  /// - Parameters:
  ///   - analysis: its counts, of which the standard ones are used.
  ///   - type: the number format of what is kept.
  ///   - batch: the samples of a step.
  /// - Throws: `NetworkError` if a number does not fit in 64 bits, or for a batch of no samples.
  public init(_ analysis: Analysis, in type: DataType = .fp32, batch: Int = 1) throws(NetworkError)
  {
    try NetworkError.requireBatch(batch)
    let analysis = try analysis.standard()
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
    var total = 0
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
      total = try graph.sum("MACs", total, macs, at: end)
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
    macs = total
    ends = segments.count
    while segments.count > Self.mostSegments { segments = Self.joined(segments) }
    self.segments = segments
    var (keptInput, input) = (0, 0)
    for value in graph.inputs.indices {
      let bytes = try bytes(ofValue: value)
      input = try graph.sum("bytes", input, bytes, at: 0)
      if kept.keepers[value] != nil { keptInput += bytes }
    }
    keptInputBytes = keptInput
    inputBytes = input
  }

  private static let mostSegments = 256

  /// Joins each segment with the next one.
  private static func joined(_ segments: [Segment]) -> [Segment] {
    stride(from: 0, to: segments.count, by: 2).map { place in
      let first = segments[place]
      guard place + 1 < segments.count else { return first }
      let second = segments[place + 1]
      return Segment(
        nodes: first.nodes.lowerBound..<second.nodes.upperBound, macs: first.macs + second.macs,
        inner: first.inner + first.lastIfKept + second.inner, last: second.last,
        keepsLast: second.keepsLast, nextKeepsLast: second.nextKeepsLast)
    }
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
    var bytes = keptInputBytes
    for segment in segments {
      bytes += segment.inner + segment.lastIfKept
    }
    return Plan(runs: [], peakBytes: bytes, recomputedMACs: 0)
  }

  /// The least budget for which there is a plan.
  public var leastBudget: Int {
    var (low, high) = (0, everythingKept.peakBytes)
    while low < high {
      let middle = low + (high - low) / 2
      var search = CheckpointSearch(self, within: middle, mostStates: 1)
      if search.plan() != nil { high = middle } else { low = middle + 1 }
    }
    return high
  }

  /// Returns the plan that recomputes least within a budget of bytes; nil if there is none.
  ///
  /// Of very many plans for the first segments of a long chain some are not continued, so that
  /// another plan may recompute a little less.
  public func plan(within budget: Int) -> Plan? {
    let everything = everythingKept
    if everything.peakBytes <= budget { return everything }
    // A longer chain has more plans, and each has more continuations.
    let most = min(max(1 << 24 / max(1, segments.count * segments.count), 64), 1 << 12)
    var search = CheckpointSearch(self, within: budget, mostStates: most)
    return search.plan()
  }
}

extension CheckpointChain.Segment {
  /// The bytes of the last value if the segment itself keeps it.
  var ownLast: Int { keepsLast ? last : 0 }

  /// The bytes of the last value if the segment or the next one keeps it.
  var lastIfKept: Int { keepsLast || nextKeepsLast ? last : 0 }
}

extension Graph {
  /// The nodes after which a single value is all that later nodes read: the ends of segments. The
  /// last one is the last node. A view belongs to the segment of its value, whose memory it keeps.
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
      let isViewed = index + 1 < nodes.count && nodes[index + 1].operation.isViewInTraining
      let isAlone = open == 1 && lastReader[value] > index && !isViewed
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
