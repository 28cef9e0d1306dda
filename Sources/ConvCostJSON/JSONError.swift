/// An error in a JSON text: the facts, without text.
package struct JSONError: Error, Hashable, Sendable {
  /// The problem.
  package indirect enum Problem: Hashable, Sendable {
    /// Something other than expected; nil is the end of the text.
    case unexpected(Character?, expected: String)
    /// Bytes that are not UTF-8.
    case notUTF8
    /// A number that is not in JSON's form.
    case malformedNumber(String)
    /// A backslash that does not begin a valid escape.
    case badEscape(String)
    /// A control character in a string.
    case controlCharacter
    /// A duplicate key.
    case duplicateKey(String, first: JSONValue.Position)
    /// Objects and arrays nested deeper than the limit.
    case nestedTooDeep(limit: Int)
  }

  /// The position.
  package var position: JSONValue.Position
  /// The problem.
  package var problem: Problem
}

extension JSONError: CustomStringConvertible {
  /// One line: the position and the problem.
  package var description: String {
    "line \(position.line), column \(position.column): \(problem)"
  }
}

extension JSONError.Problem: CustomStringConvertible {
  /// The problem in English.
  package var description: String {
    switch self {
    case .unexpected(let found?, let expected): "expected \(expected), found '\(found)'"
    case .unexpected(nil, let expected): "expected \(expected), found the end of the text"
    case .notUTF8: "not UTF-8"
    case .malformedNumber(let text): "'\(text)' is not a number"
    case .badEscape(let text): "'\\\(text)' is not an escape"
    case .controlCharacter: "a control character in a string, expected an escape"
    case .duplicateKey(let key, let first):
      "duplicate key \"\(key)\", first at line \(first.line)"
    case .nestedTooDeep(let limit): "nested more than \(limit) deep"
    }
  }
}
