import Testing

@testable import ConvCostImport

/// protobuf.dev/programming-guides/encoding: keys, numbers of variable and of fixed length.
struct WireReaderTests {
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
      (
        [0x08] + Array(repeating: 0x80, count: 9),
        WireError(offset: 1, problem: .truncated(needed: 1, left: 0))
      ),
      ([0x09], WireError(offset: 1, problem: .truncated(needed: 8, left: 0))),
      ([0x12, 1], WireError(offset: 1, problem: .truncated(needed: 1, left: 0))),
      ([0x0C], WireError(offset: 0, problem: .badWireType(4))),
      ([0x0F], WireError(offset: 0, problem: .badWireType(7))),
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

  // MARK: - Messages

  /// Reads the first field of a message.
  private func first<Value>(
    _ bytes: [UInt8], _ read: (WireMessage.Field) throws -> Value
  ) throws -> Value? {
    var value: Value?
    var problem: (any Error)?
    try WireMessage(ByteSource(bytes)).forEachField { field in
      guard value == nil, problem == nil else { return }
      do { value = try read(field) } catch { problem = error }
    }
    if let problem { throw problem }
    return value
  }

  @Test func `values have the form that is asked for`() throws {
    let number: [UInt8] = [0x08, 0x05]
    let text: [UInt8] = [0x12, 2, 0x41, 0x42]
    let float: [UInt8] = [0x1D, 0, 0, 0x20, 0xC0]
    let double: [UInt8] = [0x21, 0, 0, 0, 0, 0, 0, 0x0C, 0x40]
    #expect(try first(number) { try $0.integer() } == 5)
    #expect(try first(number) { try $0.flag() } == true)
    #expect(try first([0x08, 0]) { try $0.flag() } == false)
    #expect(try first([0x08, 2]) { try $0.flag() } == true)
    #expect(try first(text) { try $0.text() } == "AB")
    #expect(try first(text) { try $0.bytes() } == 2..<4)
    #expect(try first(float) { try $0.float() } == -2.5)
    #expect(try first(double) { try $0.float() } == 3.5)
    #expect(
      try first([number, text].flatMap { $0 }) { ($0.number, $0.form, $0.isBytes) }! == (
        1, .integer, false
      ))
    #expect(try first(text) { ($0.number, $0.form, $0.isBytes) }! == (2, .bytes, true))
    #expect(try first(float) { ($0.number, $0.form, $0.isBytes) }! == (3, .number, false))
    #expect(try first(double) { ($0.number, $0.form, $0.isBytes) }! == (4, .number, false))
    #expect(throws: WireError(offset: 0, problem: .wrongForm(field: 1))) {
      try first(number) { try $0.text() }
    }
    #expect(throws: WireError(offset: 0, problem: .wrongForm(field: 1))) {
      try first(number) { try $0.float() }
    }
    #expect(throws: WireError(offset: 0, problem: .wrongForm(field: 2))) {
      try first(text) { try $0.integer() }
    }
    #expect(throws: WireError(offset: 0, problem: .wrongForm(field: 2))) {
      try first(text) { try $0.float() }
    }
    #expect(throws: WireError(offset: 0, problem: .wrongForm(field: 3))) {
      try first(float) { try $0.message() }
    }
  }

  /// Lists of numbers, packed and one by one, of which a limited number is kept.
  @Test func `lists of numbers`() throws {
    func integers(_ bytes: [UInt8], _ limit: Int) throws -> [Int] {
      var list: [Int] = []
      try WireMessage(ByteSource(bytes)).forEachField { (field) throws(WireError) in
        try field.append(to: &list, limit: limit)
      }
      return list
    }
    func floats(_ bytes: [UInt8], _ limit: Int, isDouble: Bool = false) throws -> [Double] {
      var list: [Double] = []
      try WireMessage(ByteSource(bytes)).forEachField { (field) throws(WireError) in
        try field.append(to: &list, limit: limit, isDouble: isDouble)
      }
      return list
    }
    let packed: [UInt8] = [0x0A, 4, 2, 0x96, 0x01, 7]
    let single: [UInt8] = [0x08, 2, 0x08, 0x96, 0x01, 0x08, 7]
    for bytes in [packed, single] {
      #expect(try integers(bytes, 4) == [2, 150, 7])
      #expect(try integers(bytes, 3) == [2, 150, 7])
      #expect(try integers(bytes, 2) == [2, 150])
      #expect(try integers(bytes, 0) == [])
    }
    #expect(try integers(packed + single, 4) == [2, 150, 7, 2])
    let one: [UInt8] = [0, 0, 0x20, 0xC0]
    let two: [UInt8] = [0, 0, 0x80, 0x3F]
    for bytes in [[0x0A, 8] + one + two, [0x0D] + one + [0x0D] + two] {
      #expect(try floats(bytes, 3) == [-2.5, 1])
      #expect(try floats(bytes, 2) == [-2.5, 1])
      #expect(try floats(bytes, 1) == [-2.5])
    }
    let double: [UInt8] = [0, 0, 0, 0, 0, 0, 0x0C, 0x40]
    #expect(try floats([0x0A, 8] + double, 2, isDouble: true) == [3.5])
    #expect(try floats([0x09] + double, 2) == [3.5])
    #expect(throws: WireError(offset: 6, problem: .truncated(needed: 4, left: 3))) {
      try floats([0x0A, 7] + one + [1, 2, 3], 2)
    }
  }

  @Test func `messages may be nested up to a limit`() throws {
    /// Returns how many messages are in each other.
    func depth(_ message: WireMessage) throws(WireError) -> Int {
      var deepest = 0
      try message.forEachField { (field) throws(WireError) in
        deepest = try depth(try field.message()) + 1
      }
      return deepest
    }
    func nested(_ count: Int) -> [UInt8] {
      (0..<count).reduce(into: Message()) { message, _ in
        let inner = message
        message = Message { $0.message(1, inner) }
      }.bytes
    }
    let limit = WireMessage.deepestNesting
    #expect(try depth(WireMessage(ByteSource(nested(limit)))) == limit)
    #expect(throws: WireError.self) { try depth(WireMessage(ByteSource(nested(limit + 1)))) }
  }

  /// A text takes its bytes and what surrounds it, roughly 32; all messages share one memory.
  @Test func `what is kept has a limit`() throws {
    let message = WireMessage(ByteSource([0x0A, 3, 0x41, 0x42, 0x43]))
    try message.keep(WireMessage.mostBytes - 35)
    try message.forEachField { (field) throws(WireError) in
      #expect(try field.text() == "ABC")
      try field.message().keep(0)
    }
    #expect(
      throws: WireError(offset: 0, problem: .tooLarge(limit: WireMessage.mostBytes))
    ) { try message.keep(1) }
    #expect(
      "\(WireError(offset: 7, problem: .tooLarge(limit: WireMessage.mostBytes)))"
        == "byte 7: names and numbers of more than 256 MiB")
  }
}
