/// A key and its value as text. The network defines which keys exist and what their values mean.
package struct WrittenSetting: Equatable, Sendable {
  /// A key: a name and, for one of several inputs, that input's name.
  package struct Key: Hashable, Sendable {
    package let name: String
    /// The name of the input, such as `depth` in `input=depth=1x96x96`; nil for the first input.
    package let input: String?

    package init(_ name: String, input: String? = nil) {
      self.name = name
      self.input = input
    }

    /// The factor of the channels.
    package static let width = Key(OptionKey.width.name)
    /// The factor of the repeats.
    package static let depth = Key(OptionKey.depth.name)

    /// The key of an input: the first, or the one with a name.
    package static func input(_ name: String? = nil) -> Key {
      Key(OptionKey.input.name, input: name)
    }

    /// The key as it is written: `width`, `input=depth`.
    package var text: String { input.map { "\(name)=\($0)" } ?? name }
  }

  package let key: Key
  /// The value.
  package let text: String

  /// Creates a setting of a key.
  package init(_ key: Key, _ text: String) {
    self.key = key
    self.text = text
  }

  /// Creates a setting. The value of `input` may begin with an input's name: `depth=1x96x96`.
  package init(_ name: String, _ text: String) {
    let name = name.trimmed
    let text = text.trimmed
    if name == OptionKey.input.name, let equals = text.lastIndex(of: "="), equals > text.startIndex
    {
      key = .input(String(text[..<equals]))
      self.text = String(text[text.index(after: equals)...])
    } else {
      key = Key(name)
      self.text = text
    }
  }

  /// Reads `key=value`; nil for another text.
  package init?(_ text: some StringProtocol) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    self.init(String(text[..<equals]), String(text[text.index(after: equals)...]))
  }
}

/// The text that names a network: a name or a file, and settings after a colon, as in
/// `mobilenet_v2:width=0.75,input=192`.
package struct ReferenceText: Equatable, Sendable {
  /// The text before the colon.
  package let name: String
  private let list: Substring?

  /// Splits a text at its first colon.
  package init(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(parts[0])
    list = parts.count > 1 ? parts[1] : nil
  }

  /// Returns the settings, in order.
  ///
  /// - Throws: `ZooError.malformedOption` for one that is not `key=value`.
  package func settings() throws(ZooError) -> [WrittenSetting] {
    guard let list else { return [] }
    var settings: [WrittenSetting] = []
    for item in list.split(separator: ",", omittingEmptySubsequences: false) {
      // The lengths of an input may be separated by commas too.
      if let last = settings.last, last.key.name == OptionKey.input.name, !item.isEmpty,
        item.allSatisfy({ $0.isNumber || $0 == " " })
      {
        settings[settings.count - 1] = WrittenSetting(last.key, "\(last.text),\(item)")
        continue
      }
      guard let setting = WrittenSetting(item) else { throw .malformedOption(String(item)) }
      settings.append(setting)
    }
    return settings
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
