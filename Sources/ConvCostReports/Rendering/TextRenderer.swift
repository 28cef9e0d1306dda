/// Writes a document for a terminal: aligned columns, trees drawn with lines.
public struct TextRenderer: Sendable {
  private let style: Style

  /// Creates a renderer.
  public init(style: Style = Style()) {
    self.style = style
  }

  /// Returns the document as text, with a newline at the end.
  public func render(_ document: Document) -> String {
    var blocks: [[String]] = []
    if !document.title.isEmpty { blocks.append([bold(document.title.printable)]) }
    for table in document.tables {
      let lines = render(table)
      blocks.append(table.title.isEmpty ? lines : [bold(table.title.printable)] + lines)
    }
    if !document.facts.isEmpty {
      let width = document.facts.map(\.name.count).max() ?? 0
      blocks.append(
        document.facts.map { fact in
          pad(fact.name.printable, to: width) + "  " + fact.value.printable
        })
    }
    if !document.notes.isEmpty { blocks.append(document.notes.map(\.printable)) }
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func render(_ table: Table) -> [String] {
    let units = table.columns.indices.map { unit(of: $0, in: table) }
    // Where the least of a row is marked, the other cells leave room for the mark.
    let margins = table.columns.indices.map { column in
      table.rows.contains { $0.cells[column].isContested } ? "  " : ""
    }
    let trees = TreeLines(table)
    var cells = table.rows.enumerated().map { number, row in
      row.cells.enumerated().map { column, cell in
        if table.columns[column].dashesZeros, cell.isZero { return "–" }
        let text = text(cell, unit: units[column], tree: trees.prefixes[number])
        return cell.isContested ? text : text + margins[column]
      }
    }
    let titles = table.columns.indices.map { column in
      let title = table.columns[column].title.printable
      return (units[column].map { "\(title) (\($0.letter))" } ?? title) + margins[column]
    }
    var widths = titles.map(\.count)
    for row in cells {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    shrink(&widths, &cells, titles: titles, of: table.columns)

    let rule = dim(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    var lines = [line(titles, widths, table.columns), rule]
    for (row, texts) in zip(table.rows, cells) {
      if row.isTotal { lines.append(rule) }
      lines.append(line(texts, widths, table.columns))
    }
    return lines
  }

  private func line(_ cells: [String], _ widths: [Int], _ columns: [Table.Column]) -> String {
    let padded = zip(zip(cells, widths), columns).map { cell, column in
      pad(cell.0, to: cell.1, atRight: column.isNumeric)
    }
    var line = padded.joined(separator: "  ")
    while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    return line
  }

  private func pad(_ text: String, to width: Int, atRight: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - text.count))
    return atRight ? spaces + text : text + spaces
  }

  private func text(_ cell: Table.Cell, unit: Unit?, tree: String) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text.printable
    case .count(let count): number(count, unit)
    case .contested(let count, let isLeast): scaled(count) + (isLeast ? " ▾" : "  ")
    case .number(let number, let digits): fixed(number, digits: digits)
    case .share(let share): fixed(100 * share, digits: 1)
    case .ratio(let ratio): fixed(ratio, digits: 3)
    case .change(let old, let new): signedChange(from: old, to: new)
    case .layer(_, let name, _): tree + name.printable
    }
  }

  /// Returns a count of a row whose counts are compared: with a unit of its own, if with any.
  private func scaled(_ count: Int) -> String {
    guard style.units == .auto, let unit = Unit.fitting([count]) else { return grouped(count) }
    return "\(number(count, unit)) \(unit.letter)"
  }

  private func number(_ count: Int, _ unit: Unit?) -> String {
    guard let unit else { return grouped(count) }
    return fixed(Double(count) / unit.factor, digits: 3)
  }

  /// Returns the unit of a column of counts, where the style asks for one.
  private func unit(of column: Int, in table: Table) -> Unit? {
    guard style.units == .auto else { return nil }
    return Unit.fitting(
      table.rows.map { row in
        switch row.cells[column] {
        case .count(let count): count
        default: 0
        }
      })
  }

  /// Shortens cells until the lines fit, as far as the columns allow.
  private func shrink(
    _ widths: inout [Int], _ cells: inout [[String]], titles: [String], of columns: [Table.Column]
  ) {
    guard let width = style.width else { return }
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
    for column in columns.indices.reversed() where columns[column].mayShrink && excess > 0 {
      let least = max(titles[column].count, 12)
      let shorter = max(least, widths[column] - excess)
      guard shorter < widths[column] else { continue }
      excess -= widths[column] - shorter
      widths[column] = shorter
      for row in cells.indices {
        cells[row][column] = cells[row][column].shortened(to: shorter)
      }
    }
  }

  private func bold(_ text: String) -> String { colored(text, "1") }

  private func dim(_ text: String) -> String { colored(text, "2") }

  private func colored(_ text: String, _ code: String) -> String {
    style.usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension String {
  /// Returns the text with its middle left out where it is longer than `width`.
  fileprivate func shortened(to width: Int) -> String {
    guard count > width else { return self }
    let tail = (width - 1) / 2
    return prefix(width - 1 - tail) + "…" + suffix(tail)
  }
}
