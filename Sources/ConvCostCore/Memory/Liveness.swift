/// Which values are in memory while each operation runs, and how much that is at its peak.
///
/// Operations run one after another, in the graph's order unless another one is given. A value is
/// in memory from the operation that computes it to the last that reads it; a result of the network
/// stays to the end. While an operation runs, its inputs and its output are in memory, and all
/// values that are read later. Flattening, reshaping, permuting, slicing, dropout, stochastic depth
/// and identity give views, which take no memory and keep the values in memory of which they are
/// views.
///
/// Counted in elements of one sample, or in the sizes that are given; after the model of Liberis
/// and Lane, "Neural networks on microcontrollers", 2019, whose working set of an operator this is.
///
/// ```swift
/// let graph = try Network(zoo: "mobilenet_v2").graph()
/// let liveness = try Liveness(graph)
/// print(liveness.peak, graph.operationDescription(liveness.peakNode))
/// ```
public struct Liveness: Sendable {
  /// What is in memory while each node runs, by node.
  public let live: [Int]
  /// The node with the most in memory; in execution order the first if there are several.
  public let peakNode: Int
  /// The values in memory while the peak's node runs, without views. Of two values in the same
  /// memory it is the larger one.
  public let peakValues: [Int]

  /// The most that is in memory at once.
  public var peak: Int { live[peakNode] }

  /// Follows the values of a graph.
  ///
  /// - Parameter inPlace: whether an activation overwrites its input if nothing reads the input
  ///   later.
  /// - Throws: `NetworkError` if a sum does not fit in 64 bits.
  public init(_ graph: Graph, inPlace: Bool = false) throws(NetworkError) {
    try self.init(graph, Lifetimes(graph, overwriting: inPlace ? .activations : []))
  }

  /// Follows values whose lifetimes are known.
  ///
  /// - Parameter sizes: the size of each value; nil for its elements.
  /// - Throws: `NetworkError` if a sum does not fit in 64 bits.
  package init(
    _ graph: Graph, _ lifetimes: Lifetimes, sizes: [Int]? = nil
  ) throws(NetworkError) {
    let count = graph.nodes.count
    func size(_ value: Int) -> Int { sizes?[value] ?? graph.shape(ofValue: value).count }
    // What is in memory for the last time, by step.
    var ending = [Int](repeating: 0, count: count)
    var current = 0
    var live = [Int](repeating: 0, count: count)
    func start(_ value: Int, at node: Int) throws(NetworkError) {
      current = try graph.sum("live elements", current, size(value), at: node)
      let last = lifetimes.last[value]
      if last < count { ending[last] += size(value) }
    }
    for value in graph.inputs.indices where lifetimes.holds(value) { try start(value, at: 0) }
    var peakNode = lifetimes.order[0]
    for (step, node) in lifetimes.order.enumerated() {
      let value = graph.inputs.count + node
      if lifetimes.holds(value) { try start(value, at: node) }
      let overwritten = lifetimes.overwritten[value]
      let shared = overwritten.map { min(size($0), size(value)) } ?? 0
      var held = current
      if lifetimes.holding == .operands {
        let operands = Set(graph.inputs(of: graph.nodes[node]).map(lifetimes.owner) + [value])
        held = operands.reduce(0) { $0 + (lifetimes.holds($1) ? size($1) : 0) }
      }
      live[node] = try graph.sum(
        "live elements", held - shared, lifetimes.workspace(of: node, size(value)), at: node)
      if live[node] > live[peakNode] { peakNode = node }
      current -= ending[step]
    }
    self.live = live
    self.peakNode = peakNode
    let step = lifetimes.step(of: peakNode)
    let peakValue = graph.inputs.count + peakNode
    var hidden: Int?
    if let overwritten = lifetimes.overwritten[peakValue] {
      hidden = size(overwritten) > size(peakValue) ? peakValue : overwritten
    }
    let operands =
      lifetimes.holding == .operands
      ? Set(graph.inputs(of: graph.nodes[peakNode]).map(lifetimes.owner) + [peakValue]) : nil
    peakValues = (0..<graph.inputs.count + count).filter { value in
      operands?.contains(value) != false && lifetimes.holds(value)
        && lifetimes.first(of: value) <= step
        && lifetimes.last[value] >= step && value != hidden
    }
  }
}

extension Graph {
  /// Returns the sum of two counts of elements, or throws with the place of a node if it exceeds
  /// the largest total.
  func sum(
    _ quantity: String, _ first: Int, _ second: Int, at index: Int
  ) throws(NetworkError) -> Int {
    do throws(ShapeError) {
      return try ConvCostCore.sum(quantity, first, second)
    } catch {
      throw failure(error, at: index)
    }
  }
}
