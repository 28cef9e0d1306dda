/// What a user has changed about a network of the zoo; nil is the network's own value.
///
/// Every key has a property, which is declared with the key: `options.width = 0.75`.
public struct NetworkOptions: Hashable, Sendable {
  /// The settings, in the order in which they were given.
  public private(set) var settings: [Setting] = []

  /// A key with its value.
  public struct Setting: Hashable, Sendable {
    /// The key.
    public let key: OptionKey
    /// The value as it was written.
    public let text: String
    package let value: OptionValue

    /// The input's shape, if the key is that.
    package var inputSize: InputSize? { if case .size(let size) = value { size } else { nil } }

    /// The value as reports write it: an input's shape in its usual form, others as written.
    package var usualText: String { inputSize?.text ?? text }

    /// Reads a value.
    ///
    /// - Throws: `ZooError.badValue` where the text is not what the key expects.
    public init(_ key: OptionKey, _ text: String) throws(ZooError) {
      guard let value = key.form.value(of: text) else { throw .badValue(key, text: text) }
      self.key = key
      self.text = text
      self.value = value
    }

    /// Creates a setting of a valid value.
    package init(_ key: OptionKey, _ value: OptionValue) {
      self.key = key
      text = value.text
      self.value = value
    }
  }

  /// Creates options without changes.
  public init() {}

  /// Sets the value of a key; the last value given counts.
  public mutating func set(_ setting: Setting) {
    settings.removeAll { $0.key == setting.key }
    settings.append(setting)
  }

  /// The value of a key; nil if none was given.
  subscript<Value: OptionConvertible>(key: OptionKey) -> Value? {
    get { settings.first { $0.key == key }.flatMap { Value($0.value) } }
    set {
      settings.removeAll { $0.key == key }
      if let newValue { settings.append(Setting(key, newValue.optionValue)) }
    }
  }
}
