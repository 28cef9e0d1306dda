/// Texts in columns of a terminal: a wide letter takes two, a combining mark none.
package enum TerminalText {
  /// Returns the columns that a text takes.
  ///
  /// Wide characters are those that Unicode's East Asian Width calls wide or full, and pictographs.
  package static func width(of text: String) -> Int {
    var count = 0
    for scalar in text.unicodeScalars {
      guard scalar.isPlain else { return text.reduce(0) { $0 + width(of: $1) } }
      count += 1
    }
    return count
  }

  /// Returns a text with spaces after it, or before it.
  package static func padded(_ text: String, to width: Int, atRight: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - self.width(of: text)))
    return atRight ? spaces + text : text + spaces
  }

  /// Returns a text with its middle left out if it takes more columns.
  package static func shortened(_ text: String, to width: Int) -> String {
    guard self.width(of: text) > width else { return text }
    let tail = (width - 1) / 2
    return prefix(text, columns: width - 1 - tail) + "…"
      + String(prefix(String(text.reversed()), columns: tail).reversed())
  }

  /// Returns a text as lines of at most this width, divided at spaces. A longer word has a line of
  /// its own.
  package static func wrapped(_ text: String, to width: Int) -> [String] {
    guard self.width(of: text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      if !line.isEmpty, self.width(of: line) + 1 + self.width(of: word) > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " \(word)"
    }
    return lines + [line]
  }

  private static func prefix(_ text: String, columns: Int) -> String {
    var prefix = ""
    var width = 0
    for character in text {
      width += self.width(of: character)
      guard width <= columns else { break }
      prefix.append(character)
    }
    return prefix
  }

  private static func width(of character: Character) -> Int {
    let first = character.unicodeScalars[character.unicodeScalars.startIndex]
    switch first.value {
    case ..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      switch first.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }
}
