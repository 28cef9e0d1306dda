import ConvCostText

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
    let written = bounds.compactMap { WrittenNumber($0) }
    let power = written.map(\.exponent).min() ?? 0
    guard power >= -6 else { return nil }
    let numbers = written.compactMap { $0.multiple(of: power) }.filter { $0 < 1 << 53 }
    guard numbers.count == 3, numbers[2] > 0, numbers[0] <= numbers[1],
      (numbers[1] - numbers[0]) / numbers[2] < mostValues
    else { return nil }
    return stride(from: numbers[0], through: numbers[1], by: numbers[2]).map { number in
      WrittenNumber(digits: number, exponent: power).text
    }
  }
}
