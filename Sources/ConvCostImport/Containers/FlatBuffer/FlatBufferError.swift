import ConvCostText

/// Why bytes are not a flatbuffer: the facts.
package struct FlatBufferError: Error, Hashable, Sendable {
  /// The kinds of problems.
  package indirect enum Problem: Hashable, Sendable {
    /// A value of some bytes that does not lie within the file.
    case outside(needed: Int, count: Int)
    /// A table whose list of fields does not lie within the file, or has an impossible length.
    case badTable
    /// A field that does not lie within its table.
    case badField(Int)
    /// An item that a list does not have.
    case noItem(Int, count: Int)
    /// A list that is longer than its limit.
    case tooMany(Int, limit: Int)
    /// Values that together have more bytes than the limit, because tables refer to them often.
    case tooLarge(limit: Int)
  }

  /// The position, in bytes from the beginning of the file.
  package var offset: Int
  /// The problem.
  package var problem: Problem
}

extension FlatBufferError: CustomStringConvertible {
  /// One line: the position, and the problem.
  package var description: String {
    let text =
      switch problem {
      case .outside(let needed, let count):
        "a value of \(needed) bytes in a file of \(count); the file is cut off or damaged"
      case .badTable: "not a table; the file is cut off or damaged"
      case .badField(let slot): "field \(slot) lies outside of its table"
      case .noItem(let index, let count): "item \(index) of a list of \(count)"
      case .tooMany(let count, let limit):
        "a list of \(Digits.grouped(count)) items, expected at most \(Digits.grouped(limit))"
      case .tooLarge(let limit): "names and lists of more than \(limit >> 20) MiB"
      }
    return "byte \(offset): \(text)"
  }
}
