/// Decides, for all formats, which characters of names from files and users are shown as they are.
extension Unicode.Scalar {
  /// Whether the scalar shows as itself wherever it is printed.
  ///
  /// These do not: control characters, which steer terminals; characters that turn the direction of
  /// a line, join letters or take no room, so that two names look alike; and code points that are
  /// not characters, which XML forbids.
  package var isPrintable: Bool {
    if (0x20..<0x7F).contains(value) { return true }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate, .privateUse,
      .unassigned:
      return false
    default:
      // Variation selectors and fillers.
      return !properties.isDefaultIgnorableCodePoint
    }
  }
}

extension String {
  /// The text with scalars that do not show as themselves written as `\u{1B}`.
  package var printable: String {
    // Nearly every text is plain ASCII, for which no tables of Unicode are needed.
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return self }
    guard !unicodeScalars.allSatisfy(\.isPrintable) else { return self }
    return unicodeScalars.map { scalar in
      scalar.isPrintable
        ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }.joined()
  }

  /// Returns the printable text with the characters replaced that a format reserves.
  ///
  /// Scalars are replaced, not characters: a combining mark after a quote makes another character
  /// of it, but a reader of the format would still find the quote.
  package func escaped(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var text = ""
    for scalar in printable.unicodeScalars {
      if let other = replacement(scalar) {
        text += other
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
