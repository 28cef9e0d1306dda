/// Why bytes are not in protobuf's wire format: the facts.
package struct WireError: Error, Hashable, Sendable {
  /// The kinds of problems.
  package indirect enum Problem: Hashable, Sendable {
    /// A value that extends past the end of its message.
    case truncated(needed: UInt64, left: Int)
    /// A number of more than 64 bits.
    case varintTooLong
    /// A form of value that does not exist.
    case badWireType(Int)
    /// A field without a number.
    case badFieldNumber
    /// A field whose value has another form than in the schema.
    case wrongForm(field: Int)
    /// Messages inside each other beyond the limit.
    case nestedTooDeep(limit: Int)
    /// Names and numbers that take more memory than the limit, in bytes.
    case tooLarge(limit: Int)
  }

  /// The position, in bytes from the beginning of the file.
  package var offset: Int
  /// The problem.
  package var problem: Problem
}

extension WireError: CustomStringConvertible {
  /// One line: the position, and the problem.
  package var description: String {
    let text =
      switch problem {
      case .truncated(let needed, let left):
        "a value of \(needed) bytes with only \(left) left; the file is cut off or damaged"
      case .varintTooLong: "a number of more than 64 bits"
      case .badWireType(let type): "wire type \(type), expected 0, 1, 2 or 5"
      case .badFieldNumber: "an invalid field number"
      case .wrongForm(let field): "field \(field) does not have the form that the schema states"
      case .nestedTooDeep(let limit): "messages nested more than \(limit) deep"
      case .tooLarge(let limit): "names and numbers of more than \(limit >> 20) MiB"
      }
    return "byte \(offset): \(text)"
  }
}
