/// A value of a JSON text, with its position for error messages.
package struct JSONValue: Hashable, Sendable {
  /// A position in a text.
  package struct Position: Hashable, Sendable {
    /// The line, counted from one.
    package var line: Int
    /// The column in characters, counted from one.
    package var column: Int

    /// Creates a position.
    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// A member of an object.
  package struct Member: Hashable, Sendable {
    package var key: String
    /// The position of the key.
    package var position: Position
    package var value: JSONValue
  }

  /// The kinds of values.
  package enum Content: Hashable, Sendable {
    /// Keys and values, in the text's order, each key once.
    case object([Member])
    /// Values.
    case array([JSONValue])
    /// A text.
    case string(String)
    /// A number as text, so that whole numbers stay exact.
    case number(String)
    /// True or false.
    case bool(Bool)
    case null
  }

  /// The content.
  package var content: Content
  /// The position where it begins.
  package var position: Position

  /// Creates a value at a position.
  package init(content: Content, position: Position) {
    self.content = content
    self.position = position
  }

  /// The value of a key of an object; nil for an unknown key and for another value.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The members of an object; nil for another value.
  package var members: [Member]? {
    guard case .object(let members) = content else { return nil }
    return members
  }

  /// The elements of an array; nil for another value.
  package var elements: [JSONValue]? {
    guard case .array(let elements) = content else { return nil }
    return elements
  }

  /// The text of a string; nil for another value.
  package var string: String? {
    guard case .string(let text) = content else { return nil }
    return text
  }

  /// The value of a whole number that fits in 64 bits; nil for another value.
  package var integer: Int? {
    guard case .number(let text) = content else { return nil }
    return Int(text)
  }

  /// The truth value; nil for another value.
  package var bool: Bool? {
    guard case .bool(let value) = content else { return nil }
    return value
  }

  /// A description for messages: `an object`, `the string "x"`, …
  package var kind: String {
    switch content {
    case .object: "an object"
    case .array: "an array"
    case .string(let text): "the string \"\(text)\""
    case .number(let text): "the number \(text)"
    case .bool(let value): "\(value)"
    case .null: "null"
    }
  }
}
