import ConvCostCore

extension Report {
  /// How deep a table shows the contents of blocks.
  package enum Folding: Hashable, Sendable {
    /// The deepest level at which the table stays readable; runs of equal blocks are joined in one
    /// row.
    case readable
    /// This many levels, from one.
    case depth(Int)
    /// Every operation.
    case none
  }

  /// The most rows that a readable table has.
  private static let readableRows = 50

  /// Returns the rows that a table shows, each operation in exactly one of the innermost ones.
  package func rows(folding: Folding) -> [Row] {
    switch folding {
    case .none: return rows
    case .depth(let depth): return rows.filter { $0.depth < depth }
    case .readable:
      var best = Self.joiningEqualBlocks(rows(folding: .depth(1)))
      let deepest = rows.lazy.map(\.depth).max() ?? 0
      for depth in stride(from: 2, through: deepest + 1, by: 1) {
        let rows = Self.joiningEqualBlocks(rows(folding: .depth(depth)))
        guard rows.count <= Self.readableRows else { break }
        best = rows
      }
      return best
    }
  }

  /// Returns the innermost of the rows, which together are the whole network.
  package static func innermost(_ rows: [Row]) -> [Row] {
    rows.indices.filter { index in
      index == rows.count - 1 || rows[index + 1].depth <= rows[index].depth
    }.map { rows[$0] }
  }

  /// Joins runs of neighbouring blocks of equal type, shape and cost whose contents are not shown.
  private static func joiningEqualBlocks(_ rows: [Row]) -> [Row] {
    var joined: [Row] = []
    for (index, row) in rows.enumerated() {
      let isFolded = index == rows.count - 1 || rows[index + 1].depth <= row.depth
      if isFolded, row.isBlock, let last = joined.last, last.isBlock, last.depth == row.depth,
        last.kind == row.kind, last.output == row.output,
        last.cost == row.cost, rows[index - 1].depth == row.depth
      {
        joined[joined.count - 1].join(row)
      } else {
        joined.append(row)
      }
    }
    return joined.map { $0.summed() }
  }
}

extension Report.Row {
  /// Joins an equal block to the row; the cost stays that of one block until `summed()`.
  fileprivate mutating func join(_ other: Self) {
    count += 1
    footprint = footprint + other.footprint
    field = other.field
    fieldInput = other.fieldInput
    nodes = nodes.lowerBound..<other.nodes.upperBound
    let stem = name.prefix { $0 != "…" }
    name = "\(stem)…\(other.name)"
    path = "\(path.prefix { $0 != "…" })…\(other.name)"
  }

  /// Returns the row with the cost of all its blocks.
  fileprivate func summed() -> Self {
    var row = self
    row.cost = count * cost
    return row
  }
}
