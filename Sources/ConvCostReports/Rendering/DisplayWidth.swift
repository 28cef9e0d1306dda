extension String {
  /// The columns that the text takes in a terminal: two for a wide letter, none for a mark on another.
  ///
  /// Wide are the ranges that Unicode's East Asian Width calls wide or full, and pictographs.
  var displayWidth: Int {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// Returns the text with its middle left out where it takes more columns.
  func shortened(to width: Int) -> String {
    guard displayWidth > width else { return self }
    let tail = (width - 1) / 2
    return prefix(columns: width - 1 - tail) + "…"
      + String(String(reversed()).prefix(columns: tail).reversed())
  }

  /// Returns the text in lines of at most so many columns, divided at spaces.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      if !line.isEmpty, line.displayWidth + 1 + word.displayWidth > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " \(word)"
    }
    return lines + [line]
  }

  private func prefix(columns: Int) -> String {
    var text = ""
    var width = 0
    for character in self {
      width += character.displayWidth
      guard width <= columns else { break }
      text.append(character)
    }
    return text
  }
}

extension Character {
  fileprivate var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    switch first.value {
    case 0..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      switch first.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }
}
