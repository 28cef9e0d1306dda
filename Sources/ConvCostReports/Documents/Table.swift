/// Rows and columns of typed cells, so that each format can write them in its own way.
package struct Table: Equatable, Sendable {
  /// A column's head.
  package struct Column: Equatable, Sendable {
    /// The title that people read.
    package var title: String
    /// The name that programs read, in CSV.
    package var key: String
    /// Whether the cells are numbers, which are aligned at the right.
    package var isNumeric: Bool
    /// Whether the cells may be shortened if a line is too long.
    package var mayShrink: Bool
    /// Whether the cells are sentences, which take several lines if one is too long.
    package var wraps: Bool
    /// Whether zeros are shown as dashes to people, so that other numbers stand out.
    package var dashesZeros: Bool
    /// How much the column is needed where a line is too short for all.
    package var need: Need

    /// How much a column is needed: those that are needed less are left out first.
    package enum Need: Int, Equatable, Sendable, Comparable {
      /// A share, which only repeats another column.
      case share
      /// A ratio to another column.
      case ratio
      /// A shape.
      case output
      /// The words for an operation.
      case operation
      /// Anything else.
      case other
      /// What the table is for.
      case answer

      package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package init(
      _ title: String, key: String, isNumeric: Bool = true, mayShrink: Bool = false,
      wraps: Bool = false, dashesZeros: Bool = false, need: Need = .other
    ) {
      self.wraps = wraps
      self.title = title
      self.key = key
      self.isNumeric = isNumeric
      self.mayShrink = mayShrink
      self.dashesZeros = dashesZeros
      self.need = need
    }
  }

  /// The content of a cell.
  package enum Cell: Equatable, Sendable {
    /// No content.
    case empty
    /// A text.
    case text(String)
    /// An exact count.
    case count(Int)
    /// A lower bound of a count.
    case atLeast(Int)
    /// A count, marked if it is the least of its row.
    case contested(Int, isLeast: Bool)
    /// Another number, which is not negative, with a number of decimals for people.
    case number(Double, digits: Int)
    /// A part of a whole, 0 to 1.
    case share(Double)
    /// One count divided by another.
    case ratio(Double)
    /// The relative change of a count.
    case change(from: Int, to: Int)
    /// A layer: its full path, and the path's last part for formats that draw a tree.
    case layer(path: String, name: String, depth: Int)
  }

  /// A row, or the line of totals.
  package struct Row: Equatable, Sendable {
    /// The cells, as many as there are columns.
    package var cells: [Cell]
    /// Whether the row sums the others up.
    package var isTotal: Bool

    package init(_ cells: [Cell], isTotal: Bool = false) {
      self.cells = cells
      self.isTotal = isTotal
    }
  }

  /// The title above the table; empty if the document's title is sufficient.
  package var title: String
  /// The columns' heads.
  package var columns: [Column]
  /// The rows.
  package var rows: [Row]
  /// Whether columns that a line is too short for are shown below the others, not left out.
  package var folds = false

  package init(title: String = "", columns: [Column], rows: [Row], folds: Bool = false) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.folds = folds
  }

  /// Returns the table with some of its columns.
  func with(columns places: [Int]) -> Table {
    var table = self
    table.columns = places.map { columns[$0] }
    table.rows = rows.map { row in
      Row(places.map { row.cells[$0] }, isTotal: row.isTotal)
    }
    return table
  }
}

extension Table.Cell {
  /// Creates the cell of a count, which is exact or a lower bound.
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

  /// Whether the cell is a count that is compared with others of its row.
  var isContested: Bool {
    if case .contested = self { true } else { false }
  }
}
