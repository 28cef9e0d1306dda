extension String {
  /// The text without control characters, which could steer a terminal: they are written as
  /// `\u{1B}`.
  public var printable: String {
    // Nearly every text is plain ASCII, for which no tables of Unicode are needed.
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return self }
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return unicodeScalars.map { scalar in
      scalar.isControl
        ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
    }.joined()
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is a control character, or turns the direction of what follows.
  fileprivate var isControl: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    default: false
    }
  }
}

extension String {
  /// The text for XML's contents and attributes.
  var xml: String {
    printable.reduce(into: "") { text, character in
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.append(character)
      }
    }
  }
}

extension String {
  /// The text with everything escaped that Markdown would take for itself.
  var markdown: String {
    printable.reduce(into: "") { text, character in
      if "\\|`*_<>[]#~&".contains(character) { text.append("\\") }
      text.append(character)
    }
  }

  /// The text for between backticks in a table, where a bar would end the cell.
  var markdownCode: String {
    reduce(into: "") { text, character in
      switch character {
      case "|": text += "\\|"
      case "`": text += "'"
      default: text.append(character)
      }
    }
  }
}
