/// An order in which a network's operations can run, chosen so that little is in memory at once.
///
/// Every order computes the same; Liberis and Lane, "Neural networks on microcontrollers: saving
/// memory at inference via operator reordering", 2019.
public struct ExecutionOrder: Hashable, Sendable {
  /// The nodes, each after those that it reads.
  public let nodes: [Int]
  /// The most that is in memory at once in this order.
  public let peak: Int
  /// No order needs less than this. If it is less than the peak, the search was cut off.
  public let bound: Int

  /// Whether no order needs less memory.
  public var isBest: Bool { peak == bound }

  /// The most sets of operations that a search visits.
  package static let mostStates = 20_000

  /// Finds an order with the least peak.
  ///
  /// The search goes over the sets of operations that have run. From a set the one with the least
  /// peak so far is continued, so the first complete set has the least peak of all. What is safe is
  /// not searched: if an operation fits below the current peak, and leaves no more in memory than
  /// before, then running it at once cannot raise the peak of any order, because what it frees only
  /// grows with the operations that have run.
  ///
  /// - Parameters:
  ///   - graph: the operations.
  ///   - rules: which results may take the memory of an input.
  ///   - holdsInputs: whether the network's inputs take memory.
  ///   - sizes: the size of each value; nil for its elements.
  ///   - mostStates: the most sets that are visited; beyond, the best order so far is returned.
  /// - Throws: `NetworkError` if a sum does not fit in 64 bits.
  package init(
    leastPeakOf graph: Graph, overwriting rules: Overwriting = [], holdsInputs: Bool = true,
    sizes: [Int]? = nil, mostStates: Int = Self.mostStates
  ) throws(NetworkError) {
    func measured(_ order: [Int]) throws(NetworkError) -> Int {
      let lifetimes = Lifetimes(
        graph, overwriting: rules, holdsInputs: holdsInputs, order: order)
      return try Liveness(graph, lifetimes, sizes: sizes).peak
    }
    // The sums of any subset of values fit if the sum of all does.
    var all = 0
    for value in 0..<graph.inputs.count + graph.nodes.count {
      all = try graph.sum(
        "live elements", all, sizes?[value] ?? graph.shape(ofValue: value).count, at: 0)
    }
    let problem = OrderProblem(
      graph, overwriting: rules, holdsInputs: holdsInputs, sizes: sizes)
    var best = Array(graph.nodes.indices)
    var peak = try measured(best)
    if peak > problem.bound {
      let greedy = problem.greedyOrder()
      let other = try measured(greedy)
      if other < peak { (best, peak) = (greedy, other) }
    }
    var bound = problem.bound
    if peak > bound {
      switch problem.search(below: peak, mostStates: mostStates) {
      case .order(let order):
        best = order
        peak = try measured(order)
        bound = peak
      case .noneBelow: bound = peak
      case .cutOff(let least): bound = max(bound, least)
      }
    }
    nodes = best
    self.peak = peak
    self.bound = bound
  }
}
