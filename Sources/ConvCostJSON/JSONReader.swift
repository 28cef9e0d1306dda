/// Reads JSON, either strict or with comments (`//`, `/* */`) and trailing commas.
///
/// The toolchain's decoder is not used: it gives a position only for errors of syntax, loses the
/// order of keys and reads whole numbers as floating point.
package struct JSONReader {
  /// The limit of nested objects and arrays, which a thread with a stack of 512 KiB can read.
  package static let deepestNesting = 100

  let text: [UInt8]
  private let isStrict: Bool
  private let permitsNaN: Bool
  private let unwanted: Set<String>
  var index = 0
  /// The last position that was computed; counting continues from there.
  private var mark = (offset: 0, position: JSONValue.Position(line: 1, column: 1))
  private var depth = 0

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - strictly: whether comments and trailing commas are errors. They are in files that the
  ///     program rewrites, because it would lose them.
  ///   - permitsNaN: whether `NaN`, `Infinity` and `-Infinity` are numbers, as Python writes them.
  ///   - line: the number of the text's first line.
  ///   - unwanted: keys whose members are left out, wherever they are. Their values are passed
  ///     over, so that long ones take neither time nor memory.
  /// - Throws: `JSONError` with the position of the first error.
  package static func read(
    _ bytes: some Collection<UInt8>, strictly: Bool = false, permittingNaN permitsNaN: Bool = false,
    fromLine line: Int = 1, leavingOut unwanted: Set<String> = []
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(
      text: Array(bytes), isStrict: strictly, permitsNaN: permitsNaN, unwanted: unwanted)
    reader.mark.position.line = line
    if let offset = reader.text.firstInvalidByte {
      throw JSONError(position: reader.position(at: offset), problem: .notUTF8)
    }
    if reader.text.starts(with: [0xEF, 0xBB, 0xBF]) {
      reader.index = 3
      reader.mark.offset = 3
    }
    let value = try reader.value()
    try reader.skipSpace()
    guard reader.index == reader.text.count else { throw reader.unexpected("the end of the text") }
    return value
  }

  private init(text: [UInt8], isStrict: Bool, permitsNaN: Bool, unwanted: Set<String>) {
    self.text = text
    self.isStrict = isStrict
    self.permitsNaN = permitsNaN
    self.unwanted = unwanted
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    try skipSpace()
    let start = here()
    let content: JSONValue.Content
    switch peek {
    case "{": content = try nested { reader throws(JSONError) in try reader.object() }
    case "[": content = try nested { reader throws(JSONError) in try reader.array() }
    case "\"": content = .string(try string())
    case "-" where permitsNaN && take("-Infinity"): content = .number("-Infinity")
    case "-", ("0"..."9")?: content = .number(try number())
    case "N" where permitsNaN && take("NaN"): content = .number("NaN")
    case "I" where permitsNaN && take("Infinity"): content = .number("Infinity")
    default:
      if take("true") {
        content = .bool(true)
      } else if take("false") {
        content = .bool(false)
      } else if take("null") {
        content = .null
      } else {
        throw unexpected("a value")
      }
    }
    return JSONValue(content: content, position: start)
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONError) -> JSONValue.Content
  ) throws(JSONError) -> JSONValue.Content {
    guard depth < Self.deepestNesting else {
      throw failure(.nestedTooDeep(limit: Self.deepestNesting))
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func object() throws(JSONError) -> JSONValue.Content {
    var members: [JSONValue.Member] = []
    var places = KeyPlaces()
    index += 1
    while true {
      try skipSpace()
      if isStrict ? members.isEmpty && take("}") : take("}") { return .object(members) }
      let start = here()
      guard peek == "\"" else { throw unexpected("a key or '}'") }
      let key = try string()
      if let first = places.add(key, at: start, among: members) {
        throw JSONError(position: start, problem: .duplicateKey(key, first: first))
      }
      try skipSpace()
      guard take(":") else { throw unexpected("':'") }
      if unwanted.contains(key) {
        try passOver()
      } else {
        members.append(JSONValue.Member(key: key, position: start, value: try value()))
      }
      try skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw unexpected("',' or '}'") }
    }
  }

  private mutating func array() throws(JSONError) -> JSONValue.Content {
    var elements: [JSONValue] = []
    index += 1
    while true {
      try skipSpace()
      if isStrict ? elements.isEmpty && take("]") : take("]") { return .array(elements) }
      elements.append(try value())
      try skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { throw unexpected("',' or ']'") }
    }
  }

  private mutating func number() throws(JSONError) -> String {
    let start = index
    func digits(_ reader: inout JSONReader) -> Int {
      let first = reader.index
      while case ("0"..."9")? = reader.peek { reader.index += 1 }
      return reader.index - first
    }
    _ = take("-")
    let first = peek
    let whole = digits(&self)
    var isValid = whole > 0 && (whole == 1 || first != "0")
    if take(".") { isValid = digits(&self) > 0 && isValid }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      isValid = digits(&self) > 0 && isValid
    }
    let written = String(decoding: text[start..<index], as: UTF8.self)
    guard isValid else {
      throw JSONError(position: position(at: start), problem: .malformedNumber(written))
    }
    return written
  }

  private mutating func string() throws(JSONError) -> String {
    index += 1
    let start = index
    // Most texts have no escapes.
    while index < text.count, text[index] != UInt8(ascii: "\\"), text[index] >= 0x20 {
      if text[index] == UInt8(ascii: "\"") {
        index += 1
        return String(decoding: text[start..<index - 1], as: UTF8.self)
      }
      index += 1
    }
    var bytes = Array(text[start..<index])
    while index < text.count {
      switch peek {
      case "\"":
        index += 1
        return String(decoding: bytes, as: UTF8.self)
      case "\\":
        index += 1
        bytes.append(contentsOf: String(try escape()).utf8)
      case ("\u{0}"..<"\u{20}")?:
        throw failure(.controlCharacter)
      default:
        bytes.append(text[index])
        index += 1
      }
    }
    throw unexpected("'\"'")
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let plain: [Unicode.Scalar: Unicode.Scalar] = [
      "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r",
      "t": "\t",
    ]
    let start = index
    guard let letter = peek else { throw unexpected("an escape") }
    index += 1
    if let scalar = plain[letter] { return scalar }
    func bad(_ reader: JSONReader) -> JSONError {
      let written = String(decoding: reader.text[start..<reader.index], as: UTF8.self)
      return JSONError(position: reader.position(at: start), problem: .badEscape(written))
    }
    guard letter == "u", let unit = hexadecimal() else { throw bad(self) }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // The first half of a pair of surrogates needs the second.
    guard unit < 0xDC00, take("\\u"), let low = hexadecimal(), 0xDC00..<0xE000 ~= low,
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw bad(self) }
    return scalar
  }

  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= text.count else { return nil }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(text[index])).hexDigitValue else { return nil }
      value = value << 4 + UInt32(digit)
      index += 1
    }
    return value
  }

  mutating func skipSpace() throws(JSONError) {
    while let byte = peek {
      if byte == " " || byte == "\n" || byte == "\r" || byte == "\t" {
        index += 1
      } else if isStrict {
        return
      } else if take("//") {
        while let next = peek, next != "\n" { index += 1 }
      } else if take("/*") {
        while !take("*/") {
          guard peek != nil else { throw unexpected("'*/'") }
          index += 1
        }
      } else {
        return
      }
    }
  }

  /// The next byte as a character. Bytes above ASCII become Latin-1 characters, which no rule
  /// expects.
  var peek: Unicode.Scalar? {
    index < text.count ? Unicode.Scalar(text[index]) : nil
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index + length <= text.count else { return false }
    let matches = word.withUTF8Buffer { $0.elementsEqual(text[index..<index + length]) }
    if matches { index += length }
    return matches
  }

  func unexpected(_ expected: String) -> JSONError {
    let rest = String(decoding: text[index..<min(index + 16, text.count)], as: UTF8.self)
    return failure(.unexpected(rest.first, expected: expected))
  }

  private func failure(_ problem: JSONError.Problem) -> JSONError {
    JSONError(position: position(at: index), problem: problem)
  }

  /// Returns the line and the column of a byte.
  private func position(at offset: Int) -> JSONValue.Position {
    var position = mark.position
    for byte in text[mark.offset..<offset] {
      if byte == UInt8(ascii: "\n") {
        position.line += 1
        position.column = 1
      } else if byte & 0b1100_0000 != 0b1000_0000 {
        // A column is a character; the bytes that continue one begin with the bits 10.
        position.column += 1
      }
    }
    return position
  }

  /// Returns the line and the column of the next byte, from where counting continues.
  private mutating func here() -> JSONValue.Position {
    mark = (index, position(at: index))
    return mark.position
  }
}
