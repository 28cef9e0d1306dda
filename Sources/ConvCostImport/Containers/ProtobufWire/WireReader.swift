/// Reads protobuf's wire format: a sequence of fields, each a number and a value.
///
/// No bytes are copied: a value of bytes is its range in the file, so that values that are not
/// needed, such as weights, are skipped without reading them.
struct WireReader {
  /// A field of a message.
  struct Field {
    /// The field's number in its message.
    var number: Int
    /// The value.
    var value: Value
  }

  /// The forms of values in the wire format.
  enum Value {
    /// An integer of variable length.
    case varint(UInt64)
    /// Eight bytes.
    case fixed64(UInt64)
    /// Four bytes.
    case fixed32(UInt32)
    /// Bytes with a length: a text, a message, or packed numbers.
    case bytes(Range<Int>)
  }

  /// The bytes of the whole file.
  let file: ByteSource
  private(set) var offset: Int
  private let end: Int

  /// Starts to read a message.
  ///
  /// - Parameter range: the message's range in the file; the whole file by default.
  init(_ file: ByteSource, _ range: Range<Int>? = nil) {
    self.file = file
    offset = range?.lowerBound ?? 0
    end = range?.upperBound ?? file.count
  }

  /// Returns the next field; nil at the end of the message.
  mutating func next() throws(WireError) -> Field? {
    guard offset < end else { return nil }
    let start = offset
    let key = try varint()
    guard let number = Int(exactly: key >> 3), number > 0, number < 1 << 29 else {
      throw WireError(offset: start, problem: .badFieldNumber)
    }
    switch key & 7 {
    case 0: return Field(number: number, value: .varint(try varint()))
    case 1: return Field(number: number, value: .fixed64(try fixed(UInt64.self)))
    case 2:
      let place = offset
      let length = try varint()
      guard length <= UInt64(end - offset) else {
        throw WireError(
          offset: place, problem: .truncated(needed: length, left: end - offset))
      }
      let range = offset..<offset + Int(length)
      offset = range.upperBound
      return Field(number: number, value: .bytes(range))
    case 5: return Field(number: number, value: .fixed32(try fixed(UInt32.self)))
    default: throw WireError(offset: start, problem: .badWireType(Int(key & 7)))
    }
  }

  /// Returns a number of variable length: seven bits a byte, the lowest first, at most ten bytes.
  mutating func varint() throws(WireError) -> UInt64 {
    let start = offset
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while offset < end {
      let byte = file[offset]
      offset += 1
      // The tenth byte has room for one bit.
      guard shift < 63 || byte <= 1 else {
        throw WireError(offset: start, problem: .varintTooLong)
      }
      result |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return result }
      shift += 7
    }
    throw WireError(offset: start, problem: .truncated(needed: 1, left: 0))
  }

  /// Returns a number of fixed length, the lowest byte first.
  mutating func fixed<Number: FixedWidthInteger>(
    _: Number.Type
  ) throws(WireError) -> Number {
    let length = Number.bitWidth / 8
    guard end - offset >= length else {
      throw WireError(
        offset: offset, problem: .truncated(needed: UInt64(length), left: end - offset))
    }
    defer { offset += length }
    return file.withBytes(in: offset..<offset + length) {
      Number(littleEndian: $0.loadUnaligned(as: Number.self))
    }
  }

  /// Whether the end of the message is reached.
  var isAtEnd: Bool { offset >= end }
}

extension WireReader.Field {
  /// Returns the range of the value's bytes.
  func range(at offset: Int) throws(WireError) -> Range<Int> {
    guard case .bytes(let range) = value else {
      throw WireError(offset: offset, problem: .wrongForm(field: number))
    }
    return range
  }

  /// Returns the value as a signed integer.
  func integer(at offset: Int) throws(WireError) -> Int {
    guard case .varint(let bits) = value else {
      throw WireError(offset: offset, problem: .wrongForm(field: number))
    }
    return Int(truncatingIfNeeded: bits)
  }
}
