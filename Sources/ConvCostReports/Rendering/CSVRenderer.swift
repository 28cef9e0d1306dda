import ConvCostCore
import ConvCostText

/// Writes a document's first table, or all tables as one, as comma-separated values (RFC 4180) with
/// exact counts.
package struct CSVRenderer: Sendable {
  package init() {}

  /// Returns the first table with a line of column keys, and without the line of totals.
  ///
  /// - Parameter hasHead: whether the line of keys is written; a table may be written in parts.
  package func render(_ document: Document, hasHead: Bool = true) -> String {
    guard let table = document.flat ?? document.tables.first else { return "" }
    let rows = table.rows.filter { !$0.isTotal }.map { $0.cells.map(text) }
    return ((hasHead ? [table.columns.map { harmless($0.key) }] : []) + rows)
      .map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  private func text(_ cell: Table.Cell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): harmless(text)
    case .count(let count), .contested(let count, _): String(count)
    // Not a number, so that no program mistakes a lower bound for an exact count.
    case .atLeast(let count): "≥\(count)"
    case .number(let number, _): number.description
    case .share(let share): (100 * share).description
    case .ratio(let ratio): ratio.description
    case .change(let old, let new):
      old == 0 ? "" : (100 * (Double(new) - Double(old)) / Double(old)).description
    case .layer(let path, _, _): harmless(path)
    }
  }

  /// Prevents that a spreadsheet treats a text as a formula.
  private func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return text.printable
    }
    return "'" + text.printable
  }

  private func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
    return "\"" + text.escaped { $0 == "\"" ? "\"\"" : nil } + "\""
  }
}
