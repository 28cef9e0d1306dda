/// The cost of every operation of a graph, and the sum.
///
/// ```swift
/// let analysis = try Network(zoo: "resnet18").analysis()
/// for (node, cost) in zip(analysis.graph.nodes, analysis.costs) where cost.macs > 100_000_000 {
///   print(node.output, cost.macs)
/// }
/// ```
///
/// A count visits every node once and runs nothing.
public struct Analysis: Hashable, Sendable {
  /// The graph that was counted.
  public let graph: Graph
  /// The graph as the convention's tool sees it; nodes keep their numbers.
  public let seen: Graph
  /// The convention by which MACs and FLOPs are counted.
  public let convention: Convention
  /// The cost of each node. A metric that the convention does not have is zero in all of them.
  public let costs: [Cost]
  /// The sum over all nodes. A metric that the convention does not have is zero; see `count`.
  public let total: Cost
  /// The number of regions for which a node computes results, for nodes after a pool of regions.
  let regionCounts: [Int: Int]

  /// Counts a graph by the standard convention, each operation by its own rule.
  ///
  /// - Throws: `NetworkError` with the path of the layer where a total exceeds `Cost.largestCount`.
  public init(_ graph: Graph) throws(NetworkError) {
    var costs: [Cost] = []
    costs.reserveCapacity(graph.nodes.count)
    var total = Cost.zero
    for index in graph.nodes.indices {
      do throws(ShapeError) {
        let cost = try graph.cost(index)
        try total.add(cost)
        costs.append(cost)
      } catch {
        throw graph.failure(error, at: index)
      }
    }
    self.graph = graph
    seen = graph
    regionCounts = graph.regionCounts
    self.costs = costs
    self.total = total
    convention = .standard
  }

  /// Counts a graph by a convention.
  ///
  /// - Throws: `NetworkError` with the path of the layer where a total exceeds `Cost.largestCount`.
  public init(_ graph: Graph, by convention: Convention) throws(NetworkError) {
    let standard = try Analysis(graph)
    guard convention != .standard else {
      self = standard
      return
    }
    let counted = try Analysis(graph.asSeen(by: convention))
    var costs = standard.costs
    var total = Cost.zero
    for index in graph.nodes.indices {
      do throws(ShapeError) {
        let site = counted.site(index)
        costs[index].macs = try convention.count(of: .macs)?.value(at: site) ?? 0
        costs[index].flops = try convention.count(of: .flops)?.value(at: site) ?? 0
        try total.add(costs[index])
      } catch {
        throw graph.failure(error, at: index)
      }
    }
    self.graph = graph
    seen = counted.graph
    regionCounts = counted.regionCounts
    self.convention = convention
    self.costs = costs
    self.total = total
  }

  /// The standard counts of the graph, which memory and training depend on.
  ///
  /// - Throws: `NetworkError` with the path of the layer where a total exceeds `Cost.largestCount`.
  func standard() throws(NetworkError) -> Analysis {
    convention == .standard ? self : try Analysis(graph)
  }

  /// The main number that the convention's tool prints, such as fvcore's flops:
  /// `convention.counts[0]` says what it is called.
  public var count: Int { convention.counts[0].metric.value(of: total) }

  /// Returns whether an operation uses the parameters or buffers of another.
  public func borrows(_ index: Int) -> Bool {
    let owner = graph.owner(of: index)
    guard owner != index else { return false }
    let cost = costOfWeights(owner)
    return cost.parameters + cost.buffers > 0
  }

  /// Returns whether an operation of a file reads some stored numbers that are counted at other
  /// operations, but does not take all of its parameters from one of them.
  public func borrowsSome(_ index: Int) -> Bool {
    graph.borrowed[index] != nil && graph.owner(of: index) == index
  }

  /// Returns the cost including all stored numbers that an operation works with, also those that
  /// are counted at another one.
  public func costOfWeights(_ index: Int) -> Cost {
    guard !graph.borrowed.isEmpty, let numbers = graph.borrowed[index] else {
      return costs[graph.owner(of: index)]
    }
    var borrowed = Cost.zero
    borrowed.hold(numbers)
    return costs[index] + borrowed
  }

  /// Returns the sum over a run of nodes, such as a scope's.
  public func cost(of nodes: Range<Int>) -> Cost {
    costs[nodes].reduce(.zero, +)
  }
}
