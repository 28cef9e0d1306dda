/// Writes a document as GitHub's Markdown.
package struct MarkdownRenderer: Sendable {
  private let style: Style

  package init(style: Style = Style()) {
    self.style = style
  }

  /// Returns the document as Markdown, with a newline at the end.
  package func render(_ document: Document) -> String {
    var blocks: [String] = []
    if !document.title.isEmpty { blocks.append("### \(document.title.markdown)\n") }
    for table in document.tables {
      if !table.title.isEmpty { blocks.append("**\(table.title.markdown)**\n") }
      blocks.append(render(table))
    }
    if !document.facts.isEmpty {
      blocks.append(
        document.facts.map { "- \($0.name.markdown): \($0.value.markdown)\n" }.joined())
    }
    blocks += document.notes.map { "\($0.markdown)\n" }
    return blocks.joined(separator: "\n")
  }

  private func render(_ table: Table) -> String {
    let rule = table.columns.map { $0.isNumeric ? "---:" : ":---" }
    let rows = table.rows.map { row in
      zip(row.cells, table.columns).map { cell, column in
        let text = column.dashesZeros && cell.isZero ? "–" : text(cell)
        return row.isTotal && !text.isEmpty ? "**\(text)**" : text
      }
    }
    return ([table.columns.map(\.title.markdown), rule] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  private func text(_ cell: Table.Cell) -> String {
    let words = cell.words(style.units)
    return switch cell {
    case .contested(_, isLeast: true): "**\(words)**"
    case .layer(let path, _, _): "`\(path.markdownCode)`"
    case .text, .change: words.markdown
    default: words
    }
  }
}
