/// Why a text is not JSON: the facts.
package struct JSONError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Problem: Hashable, Sendable {
    /// Something else than what was expected; nil is the end of the text.
    case unexpected(Character?, expected: String)
    /// Bytes that are not UTF-8.
    case notUTF8
    /// A number in another form than JSON's.
    case malformedNumber(String)
    /// A backslash before something that it cannot stand before.
    case badEscape(String)
    /// A control character inside of a string.
    case controlCharacter
    /// A key for the second time.
    case duplicateKey(String, first: JSONValue.Position)
    /// Objects and arrays inside of each other beyond the limit.
    case nestedTooDeep(limit: Int)
  }

  /// Where it is.
  package var position: JSONValue.Position
  /// What is wrong.
  package var problem: Problem
}

extension JSONError: CustomStringConvertible {
  /// One line: the place, and what is wrong.
  package var description: String {
    "line \(position.line), column \(position.column): \(problem)"
  }
}

extension JSONError.Problem: CustomStringConvertible {
  /// What is wrong, in English.
  package var description: String {
    switch self {
    case .unexpected(let found?, let expected): "expected \(expected), found '\(found)'"
    case .unexpected(nil, let expected): "expected \(expected), found the end of the text"
    case .notUTF8: "not UTF-8"
    case .malformedNumber(let text): "'\(text)' is not a number"
    case .badEscape(let text): "'\\\(text)' is not an escape"
    case .controlCharacter: "a control character in a string, expected an escape"
    case .duplicateKey(let key, let first):
      "the key \"\(key)\" for the second time, first at line \(first.line)"
    case .nestedTooDeep(let limit): "nested more than \(limit) deep"
    }
  }
}
