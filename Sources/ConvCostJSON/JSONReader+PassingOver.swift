extension JSONReader {
  /// Moves past a value of which only the brackets and the ends of texts are read.
  mutating func passOver() throws(JSONError) {
    try skipSpace()
    var depth = 0
    while let byte = peek {
      switch byte {
      case "\"":
        try passOverString()
      case "{", "[":
        depth += 1
        index += 1
      case "}", "]":
        guard depth > 0 else { throw unexpected("a value") }
        depth -= 1
        index += 1
      case ",", ":":
        guard depth > 0 else { throw unexpected("a value") }
        index += 1
      default:
        // A number, or a word such as true.
        repeat { index += 1 } while index < text.count && Self.continuesWord(text[index])
      }
      if depth == 0 { return }
      try skipSpace()
    }
    throw unexpected("a value")
  }

  /// Whether a byte of a value that is passed over belongs to the number or word before it.
  private static func continuesWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func passOverString() throws(JSONError) {
    index += 1
    while index < text.count {
      let byte = text[index]
      index += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return }
    }
    index = text.count
    throw unexpected("'\"'")
  }
}
