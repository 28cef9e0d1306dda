import Testing

@testable import ConvCostImport

/// protobuf.dev/programming-guides/encoding: keys, numbers of variable and of fixed length.
@Suite struct WireReaderTests {
  private func fields(_ bytes: [UInt8]) throws -> [String] {
    try bytes.withUnsafeBytes { bytes in
      var reader = WireReader(ByteSource(bytes))
      var fields: [String] = []
      while let field = try reader.next() {
        switch field.value {
        case .varint(let value): fields.append("\(field.number): \(value)")
        case .fixed64(let value): fields.append("\(field.number): 64 \(value)")
        case .fixed32(let value): fields.append("\(field.number): 32 \(value)")
        case .bytes(let range): fields.append("\(field.number): \(range)")
        }
      }
      return fields
    }
  }

  @Test(
    arguments: [
      // The guide's first example: field 1 is 150.
      ([0x08, 0x96, 0x01], ["1: 150"]),
      // The largest number: 64 bits in ten bytes, of which the last has one.
      ([0x08] + Array(repeating: 0xFF, count: 9) + [0x01], ["1: 18446744073709551615"]),
      // 2⁶³, and a zero that is longer than it need be.
      ([0x10] + Array(repeating: 0x80, count: 9) + [0x01], ["2: 9223372036854775808"]),
      ([0x08, 0x80, 0x80, 0x00], ["1: 0"]),
      ([0x09, 1, 0, 0, 0, 0, 0, 0, 1], ["1: 64 72057594037927937"]),
      ([0x15, 1, 2, 0, 0], ["2: 32 513"]),
      // A text of three bytes, an empty one at the end.
      ([0x12, 3, 65, 66, 67, 0x1A, 0], ["2: 2..<5", "3: 7..<7"]),
      // The largest field number, 2²⁹ − 1.
      ([0xF8, 0xFF, 0xFF, 0xFF, 0x0F, 0x01], ["536870911: 1"]),
      ([], []),
    ] as [([UInt8], [String])])
  func `fields are read`(bytes: [UInt8], expected: [String]) throws {
    #expect(try fields(bytes) == expected)
  }

  @Test(
    arguments: [
      ([0x08], WireError(offset: 1, problem: .truncated(needed: 1, left: 0))),
      ([0x08, 0x96], WireError(offset: 1, problem: .truncated(needed: 1, left: 0))),
      // Two bits in the tenth byte, and eleven bytes.
      (
        [0x08] + Array(repeating: 0xFF, count: 9) + [0x02],
        WireError(offset: 1, problem: .varintTooLong)
      ),
      (
        [0x08] + Array(repeating: 0x80, count: 10) + [0x00],
        WireError(offset: 1, problem: .varintTooLong)
      ),
      ([0x08] + Array(repeating: 0x80, count: 9), WireError(offset: 1, problem: .varintTooLong)),
      ([0x12, 3, 65, 66], WireError(offset: 1, problem: .truncated(needed: 3, left: 2))),
      ([0x09, 1, 2, 3], WireError(offset: 1, problem: .truncated(needed: 8, left: 3))),
      ([0x15, 1, 2, 3], WireError(offset: 1, problem: .truncated(needed: 4, left: 3))),
      ([0x08, 1, 0x00], WireError(offset: 2, problem: .badFieldNumber)),
      ([0x80, 0x80, 0x80, 0x80, 0x10, 0x01], WireError(offset: 0, problem: .badFieldNumber)),
      ([0x0B], WireError(offset: 0, problem: .badWireType(3))),
      ([0x0E], WireError(offset: 0, problem: .badWireType(6))),
    ] as [([UInt8], WireError)])
  func `bytes that are no message are an error at their place`(bytes: [UInt8], error: WireError) {
    #expect(throws: error) { try fields(bytes) }
  }
}
