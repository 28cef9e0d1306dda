import ConvCostCore
import ConvCostJSON
import ConvCostText

/// The settings of a layer. Errors name the layer and the setting.
struct KerasConfig: Sendable {
  /// The name of the layer, for messages.
  let layer: String
  /// The settings by their names, null among them.
  private let settings: [String: JSONValue]

  /// The most settings of a layer.
  private static let mostSettings = 4096

  /// Takes the settings of an object; another value has none.
  ///
  /// - Throws: `KerasError.tooManySettings`.
  init(layer: String, _ value: JSONValue?) throws(KerasError) {
    self.layer = layer
    let members = value?.members ?? []
    guard members.count <= Self.mostSettings else {
      throw .tooManySettings(layer: layer, limit: Self.mostSettings)
    }
    settings = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  /// The value of a setting; nil if it is missing or null.
  subscript(key: String) -> JSONValue? {
    guard let value = settings[key], value.content != .null else { return nil }
    return value
  }

  /// Whether a setting is there and null.
  func isNull(_ key: String) -> Bool { settings[key]?.content == .null }

  /// Returns a layer that is a setting, as of `TimeDistributed`: its class and its settings.
  func inner(_ key: String) throws(KerasError) -> (type: String, value: JSONValue) {
    guard let value = self[key] else {
      throw .missing(layer: layer, key: key, expected: "a layer")
    }
    guard let type = value["class_name"]?.string else {
      throw unexpected(value, key, expected: "a layer with a class_name")
    }
    return (type, value)
  }

  /// Returns a length.
  func length(
    _ key: String, default standard: Int? = nil, from least: Int = 1
  ) throws(KerasError) -> Int {
    let expected = "a whole number from \(least) to \(RawInteger.longest)"
    guard let value = self[key] else {
      guard let standard else { throw .missing(layer: layer, key: key, expected: expected) }
      return standard
    }
    guard let number = value.wholeNumber, number >= least, number <= RawInteger.longest else {
      throw unexpected(value, key, expected: expected)
    }
    return number
  }

  /// Returns a whole number that may be negative, such as an axis.
  func integer(_ key: String, default standard: Int) throws(KerasError) -> Int {
    guard let value = self[key] else { return standard }
    guard let number = value.wholeNumber, number.magnitude <= RawInteger.longest else {
      throw unexpected(value, key, expected: "a whole number")
    }
    return number
  }

  /// Returns a length for each of a number of axes; a single one stands for all of them.
  func lengths(
    _ key: String, axes: Int, default standard: Int? = nil, from least: Int = 1
  ) throws(KerasError) -> [Int] {
    guard let value = self[key], let elements = value.list else {
      return Array(repeating: try length(key, default: standard, from: least), count: axes)
    }
    let lengths = elements.compactMap(\.wholeNumber)
    guard elements.count == axes, lengths.count == axes,
      lengths.allSatisfy({ $0 >= least && $0 <= RawInteger.longest })
    else {
      throw unexpected(
        value, key, expected: "\(axes) whole numbers from \(least) to \(RawInteger.longest)")
    }
    return lengths
  }

  /// Returns lengths as those of a window along one to three axes.
  func extent(
    _ key: String, axes: Int, default standard: Int? = nil
  ) throws(KerasError) -> Extent {
    Extent(try lengths(key, axes: axes, default: standard)) ?? 1
  }

  /// Returns a number or a list of numbers, such as axes.
  func integers(_ key: String) throws(KerasError) -> [Int]? {
    guard let value = self[key] else { return nil }
    let elements = value.list ?? [value]
    let numbers = elements.compactMap(\.wholeNumber)
    guard numbers.count == elements.count, numbers.count <= Self.mostNumbers,
      numbers.allSatisfy({ $0.magnitude <= RawInteger.longest })
    else { throw unexpected(value, key, expected: "whole numbers") }
    return numbers
  }

  /// Returns a flag.
  func flag(_ key: String, default standard: Bool) throws(KerasError) -> Bool {
    guard let value = self[key] else { return standard }
    guard let flag = value.bool else { throw unexpected(value, key, expected: "true or false") }
    return flag
  }

  /// Returns a number.
  func number(_ key: String) throws(KerasError) -> Double? {
    guard let value = self[key] else { return nil }
    guard case .number(let text) = value.content, let number = Double(text) else {
      throw unexpected(value, key, expected: "a number")
    }
    return number
  }

  /// Returns one of the texts that a setting may be.
  func choice(
    _ key: String, default standard: String, among choices: [String]
  ) throws(KerasError) -> String {
    guard let value = self[key] else { return standard }
    guard let text = value.string, choices.contains(text) else {
      throw unexpected(
        value, key, expected: choices.map { "\"\($0)\"" }.joined(lastBy: "or"))
    }
    return text
  }

  /// Whether the channels are the first dimension after the batch.
  var hasChannelsFirst: Bool {
    get throws(KerasError) {
      try choice(
        "data_format", default: "channels_last", among: ["channels_last", "channels_first"])
        == "channels_first"
    }
  }

  /// Returns the error for an unexpected value.
  func unexpected(_ value: JSONValue, _ key: String, expected: String) -> KerasError {
    .setting(layer: layer, key: key, found: value.kind, expected: expected)
  }

  /// The most numbers of a list.
  private static let mostNumbers = 64
}

extension JSONValue {
  /// The elements of an array, or of a tuple of Python, which TensorFlow writes as an object.
  var list: [JSONValue]? {
    if let elements { return elements }
    guard let type = self["class_name"]?.string, type == "__tuple__" || type == "TensorShape" else {
      return nil
    }
    return self["items"]?.elements
  }

  /// A number without a fraction, also one that is written with a point.
  var wholeNumber: Int? {
    if let integer { return integer }
    guard case .number(let text) = content, let number = Double(text) else { return nil }
    return Digits.whole(number)
  }

  /// The lengths of a shape of Keras without the batch; nil for another value.
  ///
  /// A length that the file leaves open is nil.
  var kerasShape: [Int?]? {
    guard let elements = list, let first = elements.first, elements.count <= Self.mostLengths + 1,
      first.content == .null || first.wholeNumber != nil
    else { return nil }
    var lengths: [Int?] = []
    for element in elements.dropFirst() {
      if element.content == .null {
        lengths.append(nil)
      } else if let length = element.wholeNumber, (1...RawInteger.longest).contains(length) {
        lengths.append(length)
      } else {
        return nil
      }
    }
    return lengths
  }

  /// The most lengths of a shape without the batch.
  private static let mostLengths = 8
}
