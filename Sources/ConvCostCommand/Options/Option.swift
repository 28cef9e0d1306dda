/// An option of a command: the one place from which parsing and help come.
struct Option<Values>: Sendable {
  /// The name without its dashes.
  let name: String
  /// The single letter, if there is one.
  let short: Character?
  /// What the value is called in help; nil for a flag, which has none.
  let placeholder: String?
  /// What the option does, in a sentence.
  let help: String
  /// What a value must be, for messages.
  let expected: String
  /// What a shell can offer as the value.
  var completion = Completion.none
  /// The heading in help that the option stands under.
  var section = "Options"
  /// Puts a value into the command, or says no.
  let store: @Sendable (inout Values, String) -> Bool

  private init(
    _ name: String, short: Character?, _ placeholder: String?, _ help: String,
    expected: String,
    store: @escaping @Sendable (inout Values, String) -> Bool
  ) {
    self.name = name
    self.short = short
    self.placeholder = placeholder
    self.help = help
    self.expected = expected
    self.store = store
  }

  /// Creates an option without a value.
  static func flag(
    _ name: String, short: Character? = nil, _ help: String,
    store: @escaping @Sendable (inout Values) -> Void
  ) -> Self {
    Option(name, short: short, nil, help, expected: "no value") { values, _ in
      store(&values)
      return true
    }
  }

  /// Creates an option that takes any text.
  static func text(
    _ name: String, short: Character? = nil, _ placeholder: String, _ help: String,
    store: @escaping @Sendable (inout Values, String) -> Void
  ) -> Self {
    Option(name, short: short, placeholder, help, expected: "a text") { values, text in
      store(&values, text)
      return true
    }
  }

  /// Creates an option whose value is read by a function that says no with nil.
  static func value<Value>(
    _ name: String, short: Character? = nil, _ placeholder: String, _ help: String,
    expected: String, into path: any WritableKeyPath<Values, Value> & Sendable,
    _ read: @escaping @Sendable (String) -> Value?
  ) -> Self {
    Option(name, short: short, placeholder, help, expected: expected) { values, text in
      guard let value = read(text) else { return false }
      values[keyPath: path] = value
      return true
    }
  }

  /// Creates an option whose value is one of a type's cases.
  static func choice<Value: CaseIterable & RawRepresentable<String> & SendableMetatype>(
    _ name: String, short: Character? = nil, _ help: String,
    into path: any WritableKeyPath<Values, Value?> & Sendable
  ) -> Self {
    let choices = Value.allCases.map(\.rawValue)
    var option = Option(
      name, short: short, choices.joined(separator: "|"), help,
      expected: "one of \(choices.joined(separator: ", "))"
    ) { values, text in
      guard let value = Value(rawValue: text) else { return false }
      values[keyPath: path] = value
      return true
    }
    option.completion = .words(choices)
    return option
  }

  /// Returns the option with what a shell can offer as its value.
  func completed(by completion: Completion) -> Self {
    var option = self
    option.completion = completion
    return option
  }

  /// Returns the option for values that hold this option's values as a part, under a heading.
  func within<Outer>(
    _ path: any WritableKeyPath<Outer, Values> & Sendable, section: String
  ) -> Option<Outer> {
    var option = Option<Outer>(
      name, short: short, placeholder, help, expected: expected
    ) { [store] values, text in store(&values[keyPath: path], text) }
    option.section = section
    option.completion = completion
    return option
  }
}

/// Reads a whole number from one.
func positiveNumber(_ text: String) -> Int? {
  guard let number = Int(text), number > 0 else { return nil }
  return number
}
