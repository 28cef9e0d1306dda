import ConvCostCore
import ConvCostText

/// Writes a document's tables for LaTeX, with the rules of the booktabs package.
package struct LaTeXRenderer: Sendable {
  private let style: Style

  package init(style: Style = Style()) {
    self.style = style
  }

  /// Returns a table environment for each table, small enough for a page; facts and notes become
  /// comments. Rows without a cost are left out.
  package func render(_ document: Document) -> String {
    var text = "% \\usepackage{booktabs}\n"
    for (number, table) in document.tables.enumerated() {
      let caption = [document.title, table.title].filter { !$0.isEmpty }.joined(separator: ": ")
      text += "\\begin{table}\n  \\centering\n"
      if !caption.isEmpty { text += "  \\caption{\(caption.latex)}\n" }
      text += "  \\label{tab:\(Self.label(document.title, number))}\n  \\small\n"
      text += render(table) + "\\end{table}\n"
    }
    for fact in document.facts {
      text += "% \(fact.name.latexComment): \(fact.value.latexComment)\n"
    }
    for note in document.notes { text += "% \(note.latexComment)\n" }
    return text
  }

  /// Returns a label of letters and digits: the title up to its first space, and the table's number
  /// after the first.
  private static func label(_ title: String, _ number: Int) -> String {
    let name = (title.isEmpty ? "table" : title).prefix { $0 != " " }.lowercased().map { letter in
      letter.isASCII && (letter.isLetter || letter.isNumber) ? String(letter) : "-"
    }
    return name.joined() + (number > 0 ? "-\(number + 1)" : "")
  }

  private func render(_ table: Table) -> String {
    let columns = table.columns.map { $0.isNumeric ? "r" : "l" }.joined()
    var text = "  \\begin{tabular}{\(columns)}\n    \\toprule\n"
    text += "    " + table.columns.map(\.title.latex).joined(separator: " & ") + " \\\\\n"
    text += "    \\midrule\n"
    let costs = table.columns.indices.filter { table.columns[$0].dashesZeros }
    for row in table.rows
    where row.isTotal || costs.isEmpty || !costs.allSatisfy({ row.cells[$0].isZero }) {
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
    case .text, .change, .atLeast: words.latex
    default: words
    }
  }
}

extension String {
  /// The text with LaTeX's special characters escaped.
  var latex: String {
    escaped { scalar in
      switch scalar {
      case "\\": "\\textbackslash{}"
      case "&", "%", "$", "#", "_", "{", "}": "\\\(scalar)"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "<": "\\textless{}"
      case ">": "\\textgreater{}"
      case "|": "\\textbar{}"
      case "\"": "\\textquotedbl{}"
      case "×": "$\\times$"
      case "·": "$\\cdot$"
      case "−": "$-$"
      case "±": "$\\pm$"
      case "≥": "$\\geq$"
      case "→": "$\\to$"
      case "µ": "\\textmu{}"
      case "…": "\\dots{}"
      case "–": "--"
      case "▾": ""
      default: nil
      }
    }
  }

  /// The text for a comment, which must stay on one line.
  fileprivate var latexComment: String { printable }
}
