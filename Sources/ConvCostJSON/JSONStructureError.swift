/// Why a JSON text does not hold what it should: the facts.
package enum JSONStructureError: Error, Hashable, Sendable {
  /// It is not JSON.
  case json(JSONError)
  /// Something else stands at a place than should.
  case unexpected(JSONValue.Position, at: String, found: String, expected: String)
  /// A key that is not known.
  case unknownKey(JSONValue.Position, key: String, known: [String])
  /// A text that names nothing.
  case unknownName(JSONValue.Position, String, known: [String])
  /// What stands there contradicts something else, or itself.
  case contradiction(JSONValue.Position, String)
  /// A key that is missing.
  case missingKey(JSONValue.Position, key: String, at: String)
}
