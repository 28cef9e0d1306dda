/// Rows and columns whose cells know what they are, so that each format writes them its own way.
package struct Table: Hashable, Sendable {
  /// A column's head.
  package struct Column: Hashable, Sendable {
    /// The title that people read.
    package var title: String
    /// The name that programs read, in CSV.
    package var key: String
    /// Whether the cells are numbers, which stand at the right.
    package var isNumeric: Bool
    /// Whether the cells may be shortened where a line is too long.
    package var mayShrink: Bool
    /// Whether people read a dash for nothing, so that what is there stands out.
    package var dashesZeros: Bool

    /// Creates a column.
    package init(
      _ title: String, key: String, isNumeric: Bool = true, mayShrink: Bool = false,
      dashesZeros: Bool = false
    ) {
      self.title = title
      self.key = key
      self.isNumeric = isNumeric
      self.mayShrink = mayShrink
      self.dashesZeros = dashesZeros
    }
  }

  /// What stands in a row and column.
  package enum Cell: Hashable, Sendable {
    /// Nothing.
    case empty
    /// A text.
    case text(String)
    /// An exact count.
    case count(Int)
    /// A count of which the true one may be more.
    case atLeast(Int)
    /// A count, with the least of its row marked.
    case contested(Int, isLeast: Bool)
    /// Another number, which is not negative, with so many digits behind the point for people.
    case number(Double, digits: Int)
    /// A part of a whole, 0 to 1.
    case share(Double)
    /// One count divided by another.
    case ratio(Double)
    /// How much larger a count is than another.
    case change(from: Int, to: Int)
    /// A layer: its full path, and its last part for where a tree is drawn.
    case layer(path: String, name: String, depth: Int)
  }

  /// A row, or the line of totals.
  package struct Row: Hashable, Sendable {
    /// The cells, as many as there are columns.
    package var cells: [Cell]
    /// Whether the row sums the others up.
    package var isTotal: Bool

    /// Creates a row.
    package init(_ cells: [Cell], isTotal: Bool = false) {
      self.cells = cells
      self.isTotal = isTotal
    }
  }

  /// The title above the table; empty where the document's is enough.
  package var title: String
  /// The columns' heads.
  package var columns: [Column]
  /// The rows.
  package var rows: [Row]

  /// Creates a table.
  package init(title: String = "", columns: [Column], rows: [Row]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

extension Table.Cell {
  /// Creates the cell of a count that is exact, or of one that is a lower bound.
  package static func count(_ count: Int, isLowerBound: Bool) -> Table.Cell {
    isLowerBound ? .atLeast(count) : .count(count)
  }

  /// Whether the cell is a number, a count or a share of zero.
  var isZero: Bool {
    switch self {
    case .count(0), .share(0), .number(0, _): true
    default: false
    }
  }

  /// Whether the cell is compared with others of its row.
  var isContested: Bool {
    if case .contested = self { true } else { false }
  }
}
