/// Writes a document's tables for LaTeX, with the rules of the booktabs package.
public struct LaTeXRenderer: Sendable {
  private let style: Style

  /// Creates a renderer.
  public init(style: Style = Style()) {
    self.style = style
  }

  /// Returns a table environment for each table; what stands below the tables becomes comments.
  public func render(_ document: Document) -> String {
    var text = "% \\usepackage{booktabs}\n"
    for table in document.tables {
      let caption = [document.title, table.title].filter { !$0.isEmpty }.joined(separator: ": ")
      text += "\\begin{table}\n  \\centering\n"
      if !caption.isEmpty { text += "  \\caption{\(caption.latex)}\n" }
      text += render(table) + "\\end{table}\n"
    }
    for fact in document.facts {
      text += "% \(fact.name.latexComment): \(fact.value.latexComment)\n"
    }
    for note in document.notes { text += "% \(note.latexComment)\n" }
    return text
  }

  private func render(_ table: Table) -> String {
    let columns = table.columns.map { $0.isNumeric ? "r" : "l" }.joined()
    var text = "  \\begin{tabular}{\(columns)}\n    \\toprule\n"
    text += "    " + table.columns.map(\.title.latex).joined(separator: " & ") + " \\\\\n"
    text += "    \\midrule\n"
    for row in table.rows {
      if row.isTotal { text += "    \\midrule\n" }
      let cells = zip(row.cells, table.columns).map { cell, column in
        column.dashesZeros && cell.isZero ? "--" : self.text(cell)
      }
      text += "    " + cells.joined(separator: " & ") + " \\\\\n"
    }
    return text + "    \\bottomrule\n  \\end{tabular}\n"
  }

  private func text(_ cell: Table.Cell) -> String {
    let words = cell.words(style.units)
    return switch cell {
    case .contested(_, isLeast: true): "\\textbf{\(words)}"
    case .layer(_, _, let depth): String(repeating: "\\quad ", count: depth) + words.latex
    case .text, .change: words.latex
    default: words
    }
  }
}

extension String {
  /// The text with everything escaped that LaTeX would take for itself.
  fileprivate var latex: String {
    printable.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\textbackslash{}"
      case "&", "%", "$", "#", "_", "{", "}": text += "\\\(character)"
      case "~": text += "\\textasciitilde{}"
      case "^": text += "\\textasciicircum{}"
      case "<": text += "\\textless{}"
      case ">": text += "\\textgreater{}"
      case "|": text += "\\textbar{}"
      case "\"": text += "\\textquotedbl{}"
      case "×": text += "$\\times$"
      case "·": text += "$\\cdot$"
      case "−": text += "$-$"
      case "±": text += "$\\pm$"
      case "≥": text += "$\\geq$"
      case "→": text += "$\\to$"
      case "µ": text += "\\textmu{}"
      case "…": text += "\\dots{}"
      case "–": text += "--"
      case "▾": break
      default: text.append(character)
      }
    }
  }

  /// The text for a comment, which ends with its line.
  fileprivate var latexComment: String { printable }
}
