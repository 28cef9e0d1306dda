/// What every operation of a graph costs, and the sum.
public struct Analysis: Hashable, Sendable {
  /// The graph that was counted.
  public let graph: Graph
  /// The cost of each node.
  public let costs: [Cost]
  /// The sum over all nodes.
  public let total: Cost

  /// Counts a graph, each operation by its own rule.
  ///
  /// - Throws: `NetworkError` with the path of the layer where a total exceeds `Cost.largestCount`.
  public init(_ graph: Graph) throws(NetworkError) {
    var costs: [Cost] = []
    costs.reserveCapacity(graph.nodes.count)
    var total = Cost.zero
    for index in graph.nodes.indices {
      do throws(ShapeError) {
        let node = graph.nodes[index]
        let cost = try node.operation.cost(
          input: graph.shape(ofValue: graph.edges[node.edges.lowerBound]), output: node.output)
        try total.add(cost)
        costs.append(cost)
      } catch {
        let node = graph.nodes[index]
        throw NetworkError(
          path: Paths(graph).nodes[index], operation: node.operation,
          inputs: graph.inputShapes(of: node), problem: error)
      }
    }
    self.graph = graph
    self.costs = costs
    self.total = total
  }

  /// Returns the sum over a run of nodes, such as a scope's.
  public func cost(of nodes: Range<Int>) -> Cost {
    costs[nodes].reduce(.zero, +)
  }
}
