/// Values of a key to go through: `width=0.35:1.4:0.35` or `growth=12,24,32`.
struct ValueRange: Hashable {
  /// The key.
  let key: String
  /// The values as they are written behind the key.
  let values: [String]

  /// The most values of one range.
  private static let mostValues = 10_000

  /// Reads a key and its values; nil where the text is neither a list nor a range that ends.
  init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    self.init(key: String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  /// Reads the values of a key; nil where the text is neither a list nor a range that ends.
  init?(key: String, _ list: String) {
    let named = FileReference.Setting(key: key, value: list).naming
    let list = named.value
    self.key = named.key
    let bounds = list.split(separator: ":", omittingEmptySubsequences: false)
    guard bounds.count > 1 else {
      values = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard !values.contains("") else { return nil }
      return
    }
    guard bounds.count == 3, let steps = Self.steps(bounds.map(String.init)) else { return nil }
    values = steps
  }

  /// Counts from the first to the last number in whole units of the last digit, so that no step drifts.
  private static func steps(_ bounds: [String]) -> [String]? {
    let digits = bounds.map { $0.split(separator: ".").dropFirst().first?.count ?? 0 }.max() ?? 0
    guard digits <= 6 else { return nil }
    let numbers = bounds.compactMap { scaled($0, digits: digits) }
    guard numbers.count == 3, numbers[2] > 0, numbers[0] <= numbers[1],
      (numbers[1] - numbers[0]) / numbers[2] < mostValues
    else { return nil }
    return stride(from: numbers[0], through: numbers[1], by: numbers[2]).map { number in
      text(number, digits: digits)
    }
  }

  /// Returns a decimal number in units of its last digit.
  private static func scaled(_ text: String, digits: Int) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard (1...2).contains(parts.count), !parts[0].isEmpty,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return Int(parts[0] + fraction + zeros).flatMap { $0 < 1 << 53 ? $0 : nil }
  }

  private static func text(_ number: Int, digits: Int) -> String {
    guard digits > 0 else { return String(number) }
    var text = String(number)
    if text.count <= digits {
      text = String(repeating: "0", count: digits + 1 - text.count) + text
    }
    var fraction = text.suffix(digits)
    while fraction.last == "0" { fraction.removeLast() }
    let whole = String(text.dropLast(digits))
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }
}
