/// Decides for all formats which characters of names from files and users are printed unchanged.
extension Unicode.Scalar {
  /// Whether the scalar can be printed unchanged.
  ///
  /// These cannot: control characters, which control terminals; characters that change the
  /// direction of a line, join letters or have no width, so that two names look alike; and code
  /// points that are not characters, which XML forbids.
  package var isPrintable: Bool {
    if isPlain { return true }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate, .privateUse,
      .unassigned:
      return false
    default:
      // Variation selectors and fillers.
      return !properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether the scalar is known without a look into Unicode's tables, which lie far apart in the
  /// program: a printable letter or sign of one column that does not join the one before it.
  package var isPlain: Bool {
    switch value {
    // ASCII, Latin letters without the soft hyphen, dashes and dots, arrows and mathematical signs,
    // lines and blocks.
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2190...0x22FF,
      0x2500...0x25FF:
      true
    default: false
    }
  }
}

extension String {
  /// The text with unprintable scalars written as `\u{1B}`.
  package var printable: String {
    guard !unicodeScalars.allSatisfy(\.isPrintable) else { return self }
    return unicodeScalars.map { scalar in
      scalar.isPrintable
        ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }.joined()
  }

  /// Returns the printable text with the characters replaced that a format reserves.
  ///
  /// Scalars are replaced, not characters: a quote with a combining mark is another character, but
  /// a reader of the format would still see the quote.
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
