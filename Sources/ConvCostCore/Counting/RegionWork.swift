/// The work for the regions of a pool: the part of a network's cost that depends on the number of
/// regions.
package struct RegionWork: Equatable, Sendable {
  /// The number of the pool's node.
  package let node: Int
  /// The pool, which states the number of regions.
  package let pool: RegionPool
  /// What the operations on the regions cost together. Parameters count once, however many regions
  /// there are.
  package internal(set) var cost = Cost.zero

  /// The multiply-accumulates by the standard convention for each region; nil if there are no
  /// regions.
  ///
  /// Every operation multiplies the same weights with each region's map, so the division leaves no
  /// remainder.
  package var macsForEach: Int? { pool.count > 0 ? cost.macs / pool.count : nil }
}

extension Analysis {
  /// The work for regions, one entry for each pool, in order.
  ///
  /// It includes the operations after the pool that compute a result for each region.
  package var regionWork: [RegionWork] {
    var work: [Int: RegionWork] = [:]
    for (index, pool) in graph.poolsOfRegions {
      guard let regions = graph.nodes[pool].operation.regionPool else { continue }
      var part = work[pool] ?? RegionWork(node: pool, pool: regions)
      part.cost = part.cost + costs[index]
      work[pool] = part
    }
    return graph.regionPools.compactMap { work[$0] }
  }
}

extension Graph {
  /// The nodes that compute a result for each region, with the node that pools the regions.
  var poolsOfRegions: [Int: Int] {
    guard !regionPools.isEmpty else { return [:] }
    var pools: [Int: Int] = [:]
    for (index, node) in nodes.enumerated() {
      if node.operation.regionPool != nil {
        pools[index] = index
      } else if let pool = inputs(of: node).lazy.compactMap({ pools[$0 - inputs.count] }).first,
        node.output.leadingCount == nodes[pool].operation.regionPool?.count
      {
        pools[index] = pool
      }
    }
    return pools
  }

  /// The number of regions for each of these nodes.
  var regionCounts: [Int: Int] {
    poolsOfRegions.mapValues { nodes[$0].operation.regionPool?.count ?? 1 }
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
