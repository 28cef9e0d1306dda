extension Shape {
  /// Reads a whole number that a dimension may have; nil for another text.
  package static func length(_ text: some StringProtocol, from least: Int = 1) -> Int? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let length = Int(text),
      (least...longestDimension).contains(length)
    else { return nil }
    return length
  }

  /// Reads lengths such as `224`, `300x260` or `3x16x112x112`; `×` may stand for `x`. Nil for
  /// another text.
  package static func lengths(_ text: some StringProtocol, from least: Int = 1) -> [Int]? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }
    let lengths = parts.compactMap { length($0, from: least) }
    return lengths.count == parts.count ? lengths : nil
  }
}
