import ConvCostCore
import ConvCostText

/// Writes a document for a terminal: aligned columns, trees drawn with lines.
package struct TextRenderer: Sendable {
  private let style: Style

  /// The width of sentences where lines may have any length.
  private static let usualWidth = 100

  package init(style: Style = Style()) {
    self.style = style
  }

  /// Returns the document as text, with a newline at the end.
  package func render(_ document: Document) -> String {
    var blocks: [[String]] = []
    if !document.title.isEmpty { blocks.append(heading(document.title)) }
    for table in document.tables {
      let lines = render(table)
      blocks.append(table.title.isEmpty ? lines : heading(table.title) + lines)
    }
    if !document.facts.isEmpty { blocks.append(document.facts.flatMap(lines(document.facts))) }
    if !document.notes.isEmpty {
      blocks.append(document.notes.flatMap { note in wrapped(note.printable, indent: 0) })
    }
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func heading(_ title: String) -> [String] {
    wrapped(title.printable, indent: 0).map(bold)
  }

  /// Returns a function that writes a fact as lines: its name, then the wrapped value.
  private func lines(_ facts: [Document.Fact]) -> (Document.Fact) -> [String] {
    let width = facts.map { TerminalText.width(of: $0.name.printable) }.max() ?? 0
    let margin = String(repeating: " ", count: width + 2)
    return { fact in
      let lines = wrapped(fact.value.printable, indent: width + 2)
      return lines.enumerated().map { number, line in
        (number == 0 ? TerminalText.padded(fact.name.printable, to: width) + "  " : margin) + line
      }
    }
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    let width = style.width ?? Self.usualWidth
    guard width - indent >= 20 else { return [text] }
    return TerminalText.wrapped(text, to: width - indent)
  }

  private func render(_ whole: Table) -> [String] {
    let (table, dropped) = fitting(whole)
    let shown = Array(folded(table).map { lines(of: $0) }.joined(separator: [""]))
    guard !dropped.isEmpty else { return shown }
    var names: [String] = []
    for column in dropped {
      let name = column.title.isEmpty ? column.key : column.title
      if !names.contains(name) { names.append(name) }
    }
    return shown
      + wrapped("Not shown at this width: \(names.joined(separator: ", ").printable)", indent: 0)
      .map(dim)
  }

  /// Returns the table without the columns that do not fit, and those columns. What is needed least
  /// is left out first, of equal columns the last; a table that folds keeps what it is for.
  private func fitting(_ table: Table) -> (table: Table, dropped: [Table.Column]) {
    guard let width = style.width, leastWidth(of: table) > width else { return (table, []) }
    var kept = Array(table.columns.indices)
    while kept.count > 2, leastWidth(of: table.with(columns: kept)) > width {
      guard
        let column = kept.dropFirst().min(by: { one, other in
          (table.columns[one].need, -one) < (table.columns[other].need, -other)
        }), !(table.folds && table.columns[column].need == .answer)
      else { break }
      kept.removeAll { $0 == column }
    }
    let dropped = table.columns.indices.filter { !kept.contains($0) }
    return (table.with(columns: kept), dropped.map { table.columns[$0] })
  }

  /// Divides a table that folds into tables that fit, each with the first column, which is
  /// shortened beside a column that does not fit otherwise.
  private func folded(_ table: Table) -> [Table] {
    guard table.folds, let width = style.width else { return [table] }
    var tables: [Table] = []
    var places = [0]
    for column in table.columns.indices.dropFirst() {
      if places.count > 1, leastWidth(of: table.with(columns: places + [column])) > width {
        tables.append(table.with(columns: places))
        places = [0]
      }
      places.append(column)
    }
    tables.append(table.with(columns: places))
    for number in tables.indices where leastWidth(of: tables[number]) > width {
      tables[number].columns[0].mayShrink = true
    }
    return tables
  }

  /// The width of the table with its flexible cells as short as possible.
  private func leastWidth(of table: Table) -> Int {
    let widths = lines(of: table, stretches: false).map(TerminalText.width)
    return widths.max() ?? 0
  }

  private func lines(of table: Table, stretches: Bool = true) -> [String] {
    // If the smallest cell of a row is marked, the other cells leave room for the mark.
    let margins = table.columns.indices.map { column in
      table.rows.contains { $0.cells[column].isContested } ? "  " : ""
    }
    let trees = TreeLines(table)
    var cells = table.rows.enumerated().map { number, row in
      row.cells.enumerated().map { column, cell in
        if table.columns[column].dashesZeros, cell.isZero { return "–" }
        let text = text(cell, tree: trees.prefixes[number])
        return cell.isContested ? text : text + margins[column]
      }
    }
    let titles = table.columns.indices.map { column in
      table.columns[column].title.printable + margins[column]
    }
    var widths = titles.map(TerminalText.width)
    for row in cells {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], TerminalText.width(of: cell))
      }
    }
    if stretches { addBars(&widths, &cells, to: table) }
    shrink(
      &widths, &cells, titles: titles, of: table.columns, to: stretches ? style.width : 0)

    let rule = dim(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    var lines = [line(titles, widths, table.columns), rule]
    for (row, texts) in zip(table.rows, cells) {
      if row.isTotal { lines.append(rule) }
      lines += self.lines(texts, widths, table.columns)
    }
    return lines
  }

  /// Returns a row, of which the sentences may take several lines.
  private func lines(
    _ cells: [String], _ widths: [Int], _ columns: [Table.Column]
  ) -> [String] {
    let parts: [[String]] = columns.indices.map { column in
      columns[column].wraps
        ? TerminalText.wrapped(cells[column], to: widths[column]) : [cells[column]]
    }
    let height: Int = parts.map(\.count).max() ?? 0
    return (0..<height).map { number -> String in
      let cells: [String] = parts.map { number < $0.count ? $0[number] : "" }
      return line(cells, widths, columns)
    }
  }

  private func line(_ cells: [String], _ widths: [Int], _ columns: [Table.Column]) -> String {
    let padded = zip(zip(cells, widths), columns).map { cell, column in
      TerminalText.padded(cell.0, to: cell.1, atRight: column.isNumeric)
    }
    var line = padded.joined(separator: "  ")
    while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    return line
  }

  private func text(_ cell: Table.Cell, tree: String) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text.printable
    case .contested(let count, let isLeast): style.units.text(count) + (isLeast ? " ▾" : "  ")
    case .count, .atLeast, .number, .share, .ratio, .change: cell.words(style.units)
    case .layer(_, let name, _): tree + name.printable
    }
  }

  /// Draws shares as bars after the numbers, if the terminal is wide enough.
  private func addBars(_ widths: inout [Int], _ cells: inout [[String]], to table: Table) {
    guard let width = style.width else { return }
    let length = 10
    for column in table.columns.indices.reversed() {
      let shares = table.rows.map { row -> Double? in
        if case .share(let share) = row.cells[column], !row.isTotal { share } else { nil }
      }
      let used = widths.reduce(0, +) + 2 * (widths.count - 1)
      guard shares.contains(where: { $0 != nil }), used + length + 1 <= width else { continue }
      for (row, share) in shares.enumerated() {
        let bar = share.map { Self.bar($0, length: length) } ?? ""
        let number = TerminalText.padded(cells[row][column], to: widths[column], atRight: true)
        cells[row][column] = TerminalText.padded(
          "\(number) \(bar)", to: widths[column] + 1 + length)
      }
      widths[column] += length + 1
    }
  }

  /// Returns a bar of whole and half blocks.
  private static func bar(_ share: Double, length: Int) -> String {
    let halves = Int(share * Double(2 * length) + 0.5)
    return String(repeating: "█", count: halves / 2) + (halves % 2 == 1 ? "▌" : "")
  }

  /// Divides sentences, and then shortens the cells of columns that may shrink, until the lines
  /// fit.
  private func shrink(
    _ widths: inout [Int], _ cells: inout [[String]], titles: [String], of columns: [Table.Column],
    to width: Int?
  ) {
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - (width ?? Self.usualWidth)
    for column in columns.indices.reversed() where columns[column].wraps && excess > 0 {
      let least = max(TerminalText.width(of: titles[column]), 20)
      let shorter = max(least, widths[column] - excess)
      guard shorter < widths[column] else { continue }
      excess -= widths[column] - shorter
      // A long word keeps its length.
      widths[column] =
        cells.map { row in
          TerminalText.wrapped(row[column], to: shorter).map(TerminalText.width).max() ?? 0
        }.max().map { max($0, TerminalText.width(of: titles[column])) } ?? shorter
    }
    guard width != nil else { return }
    for column in columns.indices.reversed() where columns[column].mayShrink && excess > 0 {
      let least = max(TerminalText.width(of: titles[column]), 12)
      let shorter = max(least, widths[column] - excess)
      guard shorter < widths[column] else { continue }
      excess -= widths[column] - shorter
      widths[column] = shorter
      for row in cells.indices {
        cells[row][column] = TerminalText.shortened(cells[row][column], to: shorter)
      }
    }
  }

  private func bold(_ text: String) -> String { colored(text, "1") }

  private func dim(_ text: String) -> String { colored(text, "2") }

  private func colored(_ text: String, _ code: String) -> String {
    style.usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
