/// A key that changes a network of the zoo, as in `mobilenet_v2:width=0.75,input=192`.
///
/// A key is declared once, with everything about it. A family's key is declared in the family's
/// file, with the property of `NetworkOptions` that reads it:
///
///     extension OptionKey {
///       /// The channels that a dense layer adds.
///       public static let growth = OptionKey(
///         "growth", "Channels that a dense layer adds.", .count(from: 1))
///     }
///
///     extension NetworkOptions {
///       /// The channels that a dense layer adds.
///       public var growth: Int? {
///         get { self[.growth] }
///         set { self[.growth] = newValue }
///       }
///     }
public struct OptionKey: Sendable {
  /// The key as it is written.
  public let name: String
  /// What the key does, in a sentence.
  public let help: String
  /// The texts that the key takes, and their values.
  package let form: OptionForm
  /// Whether people often state a count without giving the value of this key.
  package let isOftenUnsaid: Bool

  init(_ name: String, _ help: String, _ form: OptionForm, isOftenUnsaid: Bool = false) {
    self.name = name
    self.help = help
    self.form = form
    self.isOftenUnsaid = isOftenUnsaid
  }

  /// What a value of the key must be, for messages.
  public var expected: String { form.expected }

  /// The texts of the values that people often use, for completions.
  package var usualTexts: [String] { form.usual.map(\.text) }

  /// The keys that every network takes; the general rule applies if its family has none.
  public static let generic: [OptionKey] = [.width, .depth]

  /// Every key, in the order of help. A key that is not in this list comes after it, in the order
  /// of the zoo.
  public static let all: [OptionKey] = {
    var keys: [OptionKey] = [
      .input, .classes, .width, .depth, .aux, .batchnorm, .growth, .stride, .shortcut, .groups,
      .stem,
      .frozen, .proposals, .detections,
    ]
    for key in Zoo.entries.flatMap(\.keys) where !keys.contains(key) { keys.append(key) }
    return keys
  }()

  /// Returns the key with a name, in upper or lower case; nil for an unknown name.
  public static func named(_ name: String) -> OptionKey? {
    let name = name.lowercased()
    return all.first { $0.name == name }
  }
}

extension OptionKey: Hashable {
  /// Keys are equal when their names are.
  public static func == (left: OptionKey, right: OptionKey) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
