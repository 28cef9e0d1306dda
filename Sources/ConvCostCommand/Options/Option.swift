import ConvCostText

/// An option of a command. Parsing, help and completions use this declaration.
struct Option<Values>: Sendable {
  /// The name without its dashes.
  let name: String
  /// The single letter, if any.
  let short: Character?
  /// The name of the value in help; nil for a flag, which has no value.
  let placeholder: String?
  /// A sentence that says what the option does.
  let help: String
  /// A description of valid values, for messages.
  let expected: String
  /// The completions that a shell offers for the value. They are made on demand: most commands need
  /// none of them.
  var completion: Completion { makeCompletion() }
  private var makeCompletion: @Sendable () -> Completion = { .none }
  /// The heading above the option in help.
  var section = "Options"
  /// Stores a value in the command; false for an invalid value.
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

  /// Creates an option whose value is read by a function, which returns nil for an invalid value.
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

  /// Creates an option whose value is one of several names.
  static func choice<Value: Sendable>(
    _ name: String, _ help: String, among values: [(name: String, value: Value)],
    into path: any WritableKeyPath<Values, Value?> & Sendable
  ) -> Self {
    let names = values.map(\.name)
    return .value(
      name, names.joined(separator: "|"), help,
      expected: "one of \(names.joined(separator: ", "))", into: path
    ) { text in
      let text = text.lowercased()
      let usual = Self.synonyms[text].flatMap { names.contains(text) ? nil : $0 } ?? text
      return values.first { $0.name == usual }.map { .some($0.value) }
    }.completed(by: .words(names))
  }

  /// Other words for values, which people write after using other tools.
  private static var synonyms: [String: String] {
    [
      "md": "markdown", "htm": "html", "tex": "latex", "txt": "text", "float32": "fp32",
      "float": "fp32", "f32": "fp32", "float16": "fp16", "half": "fp16", "f16": "fp16",
      "bfloat16": "bf16", "float8": "fp8", "i8": "int8", "i4": "int4", "maximize": "maximise",
      "params": "parameters",
      "acts": "activations",
    ]
  }

  /// Creates an option whose value is one of a type's cases.
  static func choice<Value: CaseIterable & RawRepresentable<String> & Sendable>(
    _ name: String, _ help: String, into path: any WritableKeyPath<Values, Value?> & Sendable
  ) -> Self {
    choice(name, help, among: Value.allCases.map { ($0.rawValue, $0) }, into: path)
  }

  /// The names that were probably intended by an invalid value, if there are too many for a
  /// message.
  func nearest(to value: String) -> [String] {
    guard case .words(let words) = completion, words.count > Self.mostListed else { return [] }
    return UnknownName(value, among: words.filter { $0 != value }).nearest
  }

  /// The most names that a message lists.
  private static var mostListed: Int { 8 }

  /// Returns the option with completions for its value.
  func completed(by completion: @autoclosure @escaping @Sendable () -> Completion) -> Self {
    var option = self
    option.makeCompletion = completion
    return option
  }

  /// Returns the option for values that contain this option's values as a part, under a heading.
  func within<Outer>(
    _ path: any WritableKeyPath<Outer, Values> & Sendable, section: String
  ) -> Option<Outer> {
    var option = Option<Outer>(
      name, short: short, placeholder, help, expected: expected
    ) { [store] values, text in store(&values[keyPath: path], text) }
    option.section = section
    option.makeCompletion = makeCompletion
    return option
  }
}

extension Array {
  /// Returns the options for values that contain these options' values as a part, under a heading.
  func within<Values, Outer>(
    _ path: any WritableKeyPath<Outer, Values> & Sendable, section: String
  ) -> [Option<Outer>] where Element == Option<Values> {
    map { $0.within(path, section: section) }
  }
}

/// Reads a whole number that is at least one.
func positiveNumber(_ text: String) -> Int? {
  guard let number = Int(text), number > 0 else { return nil }
  return number
}
