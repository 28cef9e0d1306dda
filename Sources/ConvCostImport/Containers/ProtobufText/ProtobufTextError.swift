/// Why bytes are not in protobuf's text format: the facts.
package struct ProtobufTextError: Error, Hashable, Sendable {
  /// The kinds of problems.
  package indirect enum Problem: Hashable, Sendable {
    /// Something else than what must be at a place.
    case unexpected(found: String, expected: String)
    /// A text without its second quote.
    case openText
    /// A backslash before a character that it has no meaning for.
    case badEscape(String)
    /// Messages inside each other beyond the limit.
    case nestedTooDeep(limit: Int)
    /// More fields than the limit.
    case tooManyFields(limit: Int)
    /// A word longer than the limit.
    case tooLong(limit: Int)
  }

  /// The line, counted from one.
  package var line: Int
  /// The column in characters, counted from one.
  package var column: Int
  /// The problem.
  package var problem: Problem
}

extension ProtobufTextError: CustomStringConvertible {
  /// One line: the place, what was found, what was expected.
  package var description: String {
    let text =
      switch problem {
      case .unexpected(let found, let expected): "found \(found), expected \(expected)"
      case .openText: "a text without its closing quote"
      case .badEscape(let escape): "found the escape \(escape), which has no meaning"
      case .nestedTooDeep(let limit): "messages inside each other more than \(limit) deep"
      case .tooManyFields(let limit): "more than \(limit) fields"
      case .tooLong(let limit): "a word or a text of more than \(limit) bytes"
      }
    return "\(line):\(column): \(text)"
  }
}
