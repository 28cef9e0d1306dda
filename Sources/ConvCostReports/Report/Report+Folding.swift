import ConvCostCore

extension Report {
  /// How deep a table shows the contents of blocks.
  package enum Folding: Equatable, Sendable {
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
      var best = runs(to: 1)
      let deepest = rows.lazy.map(\.depth).max() ?? 0
      for depth in stride(from: 2, through: deepest + 1, by: 1) {
        let deeper = runs(to: depth)
        guard deeper.count <= Self.readableRows else { break }
        best = deeper
      }
      return best.map { run in
        var row = rows[run[0]]
        for index in run.dropFirst() { row.join(rows[index]) }
        return row.summed()
      }
    }
  }

  /// Returns the innermost of the rows, which together are the whole network.
  package static func innermost(_ rows: [Row]) -> [Row] {
    rows.indices.filter { index in
      index == rows.count - 1 || rows[index + 1].depth <= rows[index].depth
    }.map { rows[$0] }
  }

  /// Returns the numbers of the rows to a depth: runs of neighbouring blocks of equal type, shape
  /// and cost, whose contents are not shown, together, and each other row alone.
  private func runs(to depth: Int) -> [[Int]] {
    let shown = rows.indices.filter { rows[$0].depth < depth }
    var runs: [[Int]] = []
    for (place, index) in shown.enumerated() {
      let row = rows[index]
      let isFolded = place == shown.count - 1 || rows[shown[place + 1]].depth <= row.depth
      if isFolded, row.isBlock, let first = runs.last?[0], rows[first].isBlock,
        rows[first].depth == row.depth, rows[first].kind == row.kind,
        rows[first].output == row.output, rows[first].cost == row.cost,
        rows[shown[place - 1]].depth == row.depth
      {
        runs[runs.count - 1].append(index)
      } else {
        runs.append([index])
      }
    }
    return runs
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
