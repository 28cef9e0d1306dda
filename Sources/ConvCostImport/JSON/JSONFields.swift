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

/// The members of an object, of which none is unknown.
package struct JSONFields: Sendable {
  private let value: JSONValue
  private let place: String

  /// Takes an object apart.
  ///
  /// - Parameter place: what the object is called in messages.
  /// - Throws: `JSONStructureError` for another value, or for a key that is not among the known ones.
  package init(
    _ value: JSONValue, at place: String, known: [String]
  ) throws(JSONStructureError) {
    guard let members = value.members else {
      throw value.unexpected(at: place, expected: "an object")
    }
    for member in members where !known.contains(member.key) {
      throw .unknownKey(member.position, key: member.key, known: known)
    }
    self.value = value
    self.place = place
  }

  /// The value behind a key; nil where there is none.
  package subscript(key: String) -> JSONValue? { value[key] }

  /// Returns the value behind a key.
  ///
  /// - Throws: `JSONStructureError.missingKey`.
  package func require(_ key: String) throws(JSONStructureError) -> JSONValue {
    guard let value = value[key] else {
      throw .missingKey(value.position, key: key, at: place)
    }
    return value
  }
}

extension JSONValue {
  /// Returns the error for a value that should be something else.
  package func unexpected(at place: String, expected: String) -> JSONStructureError {
    .unexpected(position, at: place, found: kind, expected: expected)
  }

  /// Returns a text.
  ///
  /// - Throws: `JSONStructureError.unexpected` for another value.
  package func requireString(at place: String) throws(JSONStructureError) -> String {
    guard let string else { throw unexpected(at: place, expected: "a string") }
    return string
  }

  /// Returns the elements of an array.
  ///
  /// - Throws: `JSONStructureError.unexpected` for another value.
  package func requireElements(at place: String) throws(JSONStructureError) -> [JSONValue] {
    guard let elements else { throw unexpected(at: place, expected: "an array") }
    return elements
  }

  /// Returns a whole number that is not negative.
  ///
  /// - Throws: `JSONStructureError.unexpected` for another value.
  package func requireCount(at place: String) throws(JSONStructureError) -> Int {
    guard let count = integer, count >= 0 else { throw unexpected(at: place, expected: "a count") }
    return count
  }
}
