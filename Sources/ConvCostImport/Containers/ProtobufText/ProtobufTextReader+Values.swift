extension ProtobufTextReader {
  /// Reads a word: a name, a number, an enum's name or a Boolean.
  mutating func word(expected: String) throws(ProtobufTextError) -> String {
    let start = offset
    // A sign may stand apart from its number.
    let isNegative = peek == UInt8(ascii: "-")
    if isNegative {
      offset += 1
      skipSpace()
    }
    let first = offset
    while let byte = peek, Self.isPartOfWord(byte, after: offset > first ? bytes[offset - 1] : 0) {
      offset += 1
    }
    guard offset > first else {
      if !isNegative { offset = start }
      throw unexpected(expected)
    }
    guard offset - first <= Self.longestWord else { throw error(.tooLong(limit: Self.longestWord)) }
    return (isNegative ? "-" : "") + String(decoding: bytes[first..<offset], as: UTF8.self)
  }

  private static func isPartOfWord(_ byte: UInt8, after last: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "/"):
      true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      // The sign of an exponent.
      last == UInt8(ascii: "e") || last == UInt8(ascii: "E")
    default: false
    }
  }

  /// Reads a text in quotes, or several one after another, which are one text.
  mutating func texts() throws(ProtobufTextError) -> String {
    var text: [UInt8] = []
    while let quote = peek, quote == Byte.quote || quote == Byte.apostrophe {
      try append(textIn: quote, to: &text)
      skipSpace()
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func append(
    textIn quote: UInt8, to text: inout [UInt8]
  ) throws(ProtobufTextError) {
    let start = error(.openText)
    offset += 1
    while let byte = peek {
      switch byte {
      case quote:
        offset += 1
        return
      case Byte.newline: throw start
      case Byte.backslash: try append(escapeIn: &text)
      default:
        text.append(byte)
        offset += 1
        if byte & 0xC0 == 0x80 { continuations += 1 }
      }
      guard text.count <= Self.longestWord else {
        throw error(.tooLong(limit: Self.longestWord))
      }
    }
    throw start
  }

  /// Reads a backslash and what it stands for.
  private mutating func append(escapeIn text: inout [UInt8]) throws(ProtobufTextError) {
    let start = offset
    offset += 1
    guard let byte = peek else { return }
    offset += 1
    switch byte {
    case UInt8(ascii: "a"): text.append(0x07)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "v"): text.append(0x0B)
    case Byte.backslash, Byte.quote, Byte.apostrophe, UInt8(ascii: "?"):
      text.append(byte)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      guard let value = number(radix: 16, digits: 2), let code = UInt8(exactly: value) else {
        throw badEscape(from: start)
      }
      text.append(code)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let digits = byte == UInt8(ascii: "u") ? 4 : 8
      let first = offset
      guard let value = number(radix: 16, digits: digits), offset - first == digits,
        let scalar = Unicode.Scalar(value)
      else { throw badEscape(from: start) }
      text += Array(String(scalar).utf8)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      offset -= 1
      guard let value = number(radix: 8, digits: 3), let code = UInt8(exactly: value) else {
        throw badEscape(from: start)
      }
      text.append(code)
    default: throw badEscape(from: start)
    }
  }

  /// Reads a number of at most the given digits; nil without any.
  private mutating func number(radix: Int, digits: Int) -> UInt32? {
    let start = offset
    while offset - start < digits, let byte = peek,
      Character(Unicode.Scalar(byte)).hexDigitValue.map({ $0 < radix }) == true
    {
      offset += 1
    }
    return UInt32(String(decoding: bytes[start..<offset], as: UTF8.self), radix: radix)
  }

  private mutating func badEscape(from start: Int) -> ProtobufTextError {
    let end = min(offset, bytes.count)
    offset = start
    let escape = String(decoding: bytes[start..<end], as: UTF8.self)
    return error(.badEscape(escape))
  }
}
