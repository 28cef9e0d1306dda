/// Which characters of a name from outside are shown as they are: the one place where all formats look.
extension Unicode.Scalar {
  /// Whether the scalar shows as itself wherever it is printed.
  ///
  /// Not so do control characters, which steer terminals; what turns the direction of a line, joins
  /// letters or takes no room, so that two names look alike; and what no character is, which XML forbids.
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
  /// The text in which what does not show as itself is written as `\u{1B}`.
  package var printable: String {
    // Nearly every text is plain ASCII, for which no tables of Unicode are needed.
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return self }
    guard !unicodeScalars.allSatisfy(\.isPrintable) else { return self }
    return unicodeScalars.map { scalar in
      scalar.isPrintable
        ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }.joined()
  }

  /// Returns the printable text with what a format takes for itself replaced.
  ///
  /// Scalars are replaced, not characters: a mark on a quote would make another character of it, and what
  /// reads the format would still find the quote.
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
