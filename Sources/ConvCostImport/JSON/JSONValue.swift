/// A value of a JSON text, with the place where it stands, so that errors can name it.
public struct JSONValue: Hashable, Sendable {
  /// A place in a text.
  public struct Position: Hashable, Sendable {
    /// The line, counted from one.
    public var line: Int
    /// The column in characters, counted from one.
    public var column: Int
  }

  /// A member of an object.
  public struct Member: Hashable, Sendable {
    /// The key.
    public var key: String
    /// Where the key stands.
    public var position: Position
    /// What stands behind it.
    public var value: JSONValue
  }

  /// What a value can be.
  public enum Content: Hashable, Sendable {
    /// Keys and values, in the text's order, each key once.
    case object([Member])
    /// Values.
    case array([JSONValue])
    /// A text.
    case string(String)
    /// A number as it is written, so that whole numbers stay exact.
    case number(String)
    /// True or false.
    case bool(Bool)
    /// Nothing.
    case null
  }

  /// What the value is.
  public var content: Content
  /// Where it begins.
  public var position: Position

  /// The value behind a key of an object; nil where there is none.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The members of an object; nil for another value.
  public var members: [Member]? {
    guard case .object(let members) = content else { return nil }
    return members
  }

  /// The elements of an array; nil for another value.
  public var elements: [JSONValue]? {
    guard case .array(let elements) = content else { return nil }
    return elements
  }

  /// The text of a string; nil for another value.
  public var string: String? {
    guard case .string(let text) = content else { return nil }
    return text
  }

  /// The value of a whole number that fits in 64 bits; nil for another value.
  public var integer: Int? {
    guard case .number(let text) = content else { return nil }
    return Int(text)
  }

  /// The truth value; nil for another value.
  public var bool: Bool? {
    guard case .bool(let value) = content else { return nil }
    return value
  }

  /// What the value is, for messages: `an object`, `the string "x"`, …
  public var kind: String {
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
