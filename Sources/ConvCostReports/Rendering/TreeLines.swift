/// The lines that connect the layers of a table as a tree: `├─`, `└─` and `│`.
struct TreeLines {
  /// The text before each row's name.
  let prefixes: [String]

  init(_ table: Table) {
    let depths = table.rows.map { row in
      for case .layer(_, _, let depth) in row.cells { return depth }
      return 0
    }
    // Going up from the last row, the levels that continue below are known.
    var open: Set<Int> = []
    var prefixes: [String] = []
    for depth in depths.reversed() {
      open = open.filter { $0 <= depth }
      let isLast = !open.contains(depth)
      open.insert(depth)
      let trunk = depth > 1 ? (1..<depth).map { open.contains($0) ? "│  " : "   " }.joined() : ""
      prefixes.append(depth > 0 ? trunk + (isLast ? "└─ " : "├─ ") : "")
    }
    self.prefixes = prefixes.reversed()
  }
}
