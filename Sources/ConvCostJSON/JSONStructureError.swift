/// An error in the structure of a JSON text: the facts, without text.
package indirect enum JSONStructureError: Error, Hashable, Sendable {
  /// A text that is not JSON.
  case json(JSONError)
  /// A value other than expected.
  case unexpected(JSONValue.Position, at: String, found: String, expected: String)
  /// An unknown key.
  case unknownKey(JSONValue.Position, key: String, known: [String])
  /// An unknown name.
  case unknownName(JSONValue.Position, String, known: [String])
  /// A value that contradicts another, or itself.
  case contradiction(JSONValue.Position, String)
  /// A key that is missing.
  case missingKey(JSONValue.Position, key: String, at: String)
}
