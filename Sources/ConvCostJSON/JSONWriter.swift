import ConvCostText

extension JSONNode {
  /// Returns the text of a report: one line for each value outside `.line`, and a newline at the
  /// end.
  package func text() -> String {
    var writer = JSONWriter(layout: .stacked)
    writer.write(self)
    return writer.text + "\n"
  }

  /// Returns the text of a spec: a value that fits is written on one line, without a newline at the
  /// end.
  package func written() -> String {
    var writer = JSONWriter(layout: .fitted(width: 100))
    writer.write(self)
    return writer.text
  }

  /// Returns the text without spaces, for programs only.
  package func compact() -> String {
    var writer = JSONWriter(layout: .compact)
    writer.write(self, onOneLine: true)
    return writer.text
  }
}

/// Writes a tree. All layouts have the same numbers and escapes.
private struct JSONWriter {
  /// The rule for objects and lists on one line.
  enum Layout {
    /// Those in `.line`: `{"a": 1}`.
    case stacked
    /// All of it, without spaces: `{"a":1}`.
    case compact
    /// Also those whose text, with its margin, fits into the width: `{ "a": 1 }`.
    case fitted(width: Int)
  }

  let layout: Layout
  var text = ""

  init(layout: Layout) {
    self.layout = layout
  }

  mutating func write(_ node: JSONNode, margin: Int = 0, onOneLine: Bool = false) {
    switch node {
    case .number(let number): text += String(number)
    case .decimal(let number): text += number.description
    case .text(let string): text += Self.quoted(string)
    case .flag(let flag): text += flag ? "true" : "false"
    case .null: text += "null"
    case .line(let node): write(node, margin: margin, onOneLine: true)
    case .list(let nodes):
      let onOneLine = onOneLine || fits(node, margin)
      write(nodes, between: ("[", "]"), margin, onOneLine) { writer, node in
        writer.write(node, margin: margin + 2, onOneLine: onOneLine)
      }
    case .elements(let elements):
      let onOneLine = onOneLine || fits(node, margin)
      write(0..<elements.count, between: ("[", "]"), margin, onOneLine) { writer, index in
        writer.write(elements.element(index), margin: margin + 2, onOneLine: onOneLine)
      }
    case .object(let members):
      let onOneLine = onOneLine || fits(node, margin)
      var braces = ("{", "}")
      if onOneLine, !members.isEmpty, case .fitted = layout { braces = ("{ ", " }") }
      write(members, between: braces, margin, onOneLine) { writer, member in
        writer.text += Self.quoted(member.key) + writer.colon
        writer.write(member.value, margin: margin + 2, onOneLine: onOneLine)
      }
    }
  }

  private var isCompact: Bool { if case .compact = layout { true } else { false } }
  private var colon: String { isCompact ? ":" : ": " }
  private var comma: String { isCompact ? "," : ", " }

  /// Whether a value is written on one line because it fits.
  private func fits(_ node: JSONNode, _ margin: Int) -> Bool {
    guard case .fitted(let width) = layout else { return false }
    var line = JSONWriter(layout: layout)
    line.write(node, onOneLine: true)
    return margin + line.text.count <= width
  }

  private mutating func write<Element>(
    _ elements: some Collection<Element>, between brackets: (String, String), _ margin: Int,
    _ onOneLine: Bool, _ writeElement: (inout JSONWriter, Element) -> Void
  ) {
    text += brackets.0
    let newline = "\n" + String(repeating: " ", count: margin)
    for (index, element) in elements.enumerated() {
      if index > 0 { text += onOneLine ? comma : "," }
      if !onOneLine { text += newline + "  " }
      writeElement(&self, element)
    }
    if !onOneLine, !elements.isEmpty { text += newline }
    text += brackets.1
  }

  /// Returns a text in quotes. Scalars that are not printable are written as `\u001b`.
  private static func quoted(_ string: String) -> String {
    if string.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      return "\"\(string)\""
    }
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      default:
        if scalar.isPrintable {
          text.unicodeScalars.append(scalar)
        } else {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        }
      }
    }
    return text + "\""
  }
}
