/// Why bytes are not protobuf's wire format: the facts.
package struct WireError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Problem: Hashable, Sendable {
    /// A value that reaches past the end of its message.
    case truncated(needed: UInt64, left: Int)
    /// A number of more than 64 bits.
    case varintTooLong
    /// A form of value that does not exist.
    case badWireType(Int)
    /// A field without a number.
    case badFieldNumber
    /// A field whose value has another form than the schema says.
    case wrongForm(field: Int)
  }

  /// Where it is, in bytes from the beginning of the file.
  package var offset: Int
  /// What is wrong.
  package var problem: Problem
}

extension WireError: CustomStringConvertible {
  /// One line: the place, and what is wrong.
  package var description: String {
    let text =
      switch problem {
      case .truncated(let needed, let left):
        "a value of \(needed) bytes where \(left) are left; the file is cut off or damaged"
      case .varintTooLong: "a number of more than 64 bits"
      case .badWireType(let type): "wire type \(type), expected 0, 1, 2 or 5"
      case .badFieldNumber: "a field number that no schema has"
      case .wrongForm(let field): "field \(field) in another form than its schema says"
      }
    return "byte \(offset): \(text)"
  }
}
