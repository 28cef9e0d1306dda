/// The members of an object whose keys are all known.
package struct JSONFields: Sendable {
  private let value: JSONValue
  private let place: String

  /// Checks that a value is an object with known keys only.
  ///
  /// - Parameter place: the name of the object in messages.
  /// - Throws: `JSONStructureError` for another value, or for an unknown key.
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

  /// The value of a key; nil if it is missing.
  package subscript(key: String) -> JSONValue? { value[key] }

  /// Returns the value of a key.
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
  /// Returns the error for an unexpected value.
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
  /// - Parameter limit: the largest number that is permitted.
  /// - Throws: `JSONStructureError.unexpected` for another value.
  package func requireCount(
    at place: String, upTo limit: Int = .max
  ) throws(JSONStructureError) -> Int {
    guard let count = integer, count >= 0 else { throw unexpected(at: place, expected: "a count") }
    guard count <= limit else { throw unexpected(at: place, expected: "at most \(limit)") }
    return count
  }
}
