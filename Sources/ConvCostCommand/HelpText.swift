import ConvCostText

/// A help text, wrapped to 80 columns.
struct HelpText {
  private(set) var text: String

  private static let width = 80

  /// The row of the option that every command has.
  static let helpRow = ("-h, --help", "Show this text.")

  /// Creates a text that begins with the command's syntax and summary.
  init(usage: String, summary: String) {
    text = "Usage: \(usage)\n\n\(summary)\n"
  }

  /// Adds a paragraph, unless it is empty.
  mutating func add(paragraph: String) {
    guard !paragraph.isEmpty else { return }
    text += "\n" + Self.wrap(paragraph, indent: 0).joined(separator: "\n") + "\n"
  }

  /// Adds names with their explanations.
  mutating func add(section: String, rows: [(name: String, help: String)]) {
    text += "\n\(section):\n"
    let column = 28
    for (name, help) in rows {
      let lines = Self.wrap(help, indent: column)
      if name.count + 4 <= column {
        let gap = String(repeating: " ", count: column - name.count - 2)
        text += "  \(name)\(gap)\(lines[0].drop { $0 == " " })\n"
        text += lines.dropFirst().map { $0 + "\n" }.joined()
      } else {
        text += "  \(name)\n" + lines.map { $0 + "\n" }.joined()
      }
    }
  }

  /// Adds command lines.
  mutating func add(examples: [String]) {
    guard !examples.isEmpty else { return }
    text += "\nExamples:\n" + examples.map { "  \($0)\n" }.joined()
  }

  private static func wrap(_ paragraph: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return TerminalText.wrapped(paragraph, to: width - indent).map { margin + $0 }
  }
}

extension Option {
  /// The option's name and explanation in help.
  var helpRow: (name: String, help: String) {
    let dashed = (short.map { "-\($0), " } ?? "    ") + "--\(name)"
    return (placeholder.map { "\(dashed) \($0)" } ?? dashed, help)
  }
}
