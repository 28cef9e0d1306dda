/// What is computed for the regions of a pool: the part of a network's cost that depends on how many there are.
public struct RegionWork: Hashable, Sendable {
  /// The number of the pool's node.
  public let node: Int
  /// The pool, which states the number of regions.
  public let pool: RegionPool
  /// What the operations on the regions cost together. Parameters count once, however many regions there are.
  public internal(set) var cost = Cost.zero

  /// The multiply-accumulates by the standard convention for each region; nil where there is no region.
  ///
  /// Every operation multiplies the same weights with each region's map, so that the quotient is whole.
  public var macsForEach: Int? { pool.count > 0 ? cost.macs / pool.count : nil }
}

extension Analysis {
  /// The work for regions, one for each pool, in order.
  ///
  /// It is that of the operations after the pool whose results are one for each region.
  public var regionWork: [RegionWork] {
    guard graph.nodes.contains(where: { $0.operation.regionPool != nil }) else { return [] }
    var work: [RegionWork] = []
    // For each value the pool whose regions it has something for.
    var pools = [Int?](repeating: nil, count: graph.inputs.count)
    for (index, node) in graph.nodes.enumerated() {
      if let pool = node.operation.regionPool {
        pools.append(work.count)
        work.append(RegionWork(node: index, pool: pool))
      } else {
        let read = graph.inputs(of: node).compactMap { pools[$0] }.first
        pools.append(read.flatMap { node.output.leadingCount == work[$0].pool.count ? $0 : nil })
      }
      if let pool = pools[pools.count - 1] { work[pool].cost = work[pool].cost + costs[index] }
    }
    return work
  }
}

extension Operation {
  fileprivate var regionPool: RegionPool? {
    if case .merge(.regions(let pool)) = self { pool } else { nil }
  }
}

extension Shape {
  /// The number of maps of a stack, or of rows of a tensor; nil for other shapes.
  fileprivate var leadingCount: Int? {
    switch self {
    case .maps(let count, _, _): count
    case .tensor(let lengths): lengths.first
    case .map, .vector: nil
    }
  }
}
