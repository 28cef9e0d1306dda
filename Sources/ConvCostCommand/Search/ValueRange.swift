import ConvCostText
import ConvCostZoo

/// The values of a key to search, as texts, from `0.35:1.4:0.35` or `12,24,32`.
struct ValueList: Equatable {
  /// The values.
  let texts: [String]

  /// The limit of values in one range.
  private static let mostValues = 10_000

  /// Reads values; nil if the text is neither a list nor a finite range.
  init?(_ text: String) {
    let text = text.filter { $0 != " " }
    let bounds = text.split(separator: ":", omittingEmptySubsequences: false)
    guard bounds.count > 1 else {
      texts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard !texts.contains("") else { return nil }
      return
    }
    guard bounds.count == 3, let steps = Self.steps(bounds.map(String.init)) else { return nil }
    texts = steps
  }

  /// Creates the decimal numbers of a range that is given in units of the last digit.
  init(_ units: StrideThrough<Int>, digits: Int = 0) {
    texts = Self.texts(units, exponent: -digits)
  }

  /// Counts from the first to the last number in whole units of the last digit, which avoids
  /// rounding errors.
  private static func steps(_ bounds: [String]) -> [String]? {
    let written = bounds.compactMap { WrittenNumber($0) }
    let power = written.map(\.exponent).min() ?? 0
    guard power >= -6 else { return nil }
    let numbers = written.compactMap { $0.multiple(of: power) }.filter { $0 < 1 << 53 }
    guard numbers.count == 3, numbers[2] > 0, numbers[0] <= numbers[1],
      (numbers[1] - numbers[0]) / numbers[2] < mostValues
    else { return nil }
    return texts(
      stride(from: numbers[0], through: numbers[1], by: numbers[2]), exponent: power)
  }

  /// Returns decimal numbers, given in units of their last digit.
  private static func texts(_ numbers: some Sequence<Int>, exponent: Int) -> [String] {
    numbers.map { WrittenNumber(digits: $0, exponent: exponent).text }
  }
}

/// A key with the values to search: `width=0.35:1.4:0.35` or `growth=12,24,32`.
struct ValueRange: Equatable {
  let key: WrittenSetting.Key
  let values: ValueList

  init(_ key: WrittenSetting.Key, _ values: ValueList) {
    self.key = key
    self.values = values
  }

  /// Reads a key and its values; nil if the text is neither a list nor a finite range.
  init?(_ text: String) {
    guard let setting = WrittenSetting(text) else { return nil }
    self.init(setting)
  }

  /// Reads the values of a key; nil if the text is neither a list nor a finite range.
  init?(_ setting: WrittenSetting) {
    guard let values = ValueList(setting.text) else { return nil }
    self.init(setting.key, values)
  }
}

/// A key with the values to search, after a network has read them.
struct SettingRange: Sendable {
  let key: WrittenSetting.Key
  /// The settings of the key, one for each value.
  let settings: [NetworkSetting]
}

extension NetworkFamily {
  /// Reads the values of a range.
  ///
  /// - Throws: `Failure` for a key or a value that the network does not take.
  func settings(of range: ValueRange) throws(Failure) -> SettingRange {
    var settings: [NetworkSetting] = []
    for text in range.values.texts {
      settings.append(try setting(WrittenSetting(range.key, text)))
    }
    return SettingRange(key: range.key, settings: settings)
  }

  /// Reads the values of ranges.
  ///
  /// - Throws: `Failure` for a key or a value that the network does not take.
  func settings(of ranges: [ValueRange]) throws(Failure) -> [SettingRange] {
    var read: [SettingRange] = []
    for range in ranges { read.append(try settings(of: range)) }
    return read
  }
}

extension NetworkReference {
  /// Throws if a key varies that the reference states.
  func requireFree(_ ranges: [ValueRange]) throws(Failure) {
    for range in ranges where settings.contains(where: { $0.key == range.key }) {
      throw .usage(.variedAndStated(range.key.text, network: text))
    }
  }
}
