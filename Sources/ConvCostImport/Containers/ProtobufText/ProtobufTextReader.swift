import ConvCostText

/// Reads protobuf's text format:
///
///     # a comment
///     layer { name: "conv1" type: 'Convolution'
///       convolution_param < kernel_size: [3, 3]; weight_filler { std: 1e-05 } > }
///
/// A field is a name, a colon and a value; before a message the colon can be left out. Messages are
/// in braces or in angle brackets, fields may be separated by commas or semicolons, and a list in
/// brackets is a field for each of its values. Without a schema any name is accepted.
struct ProtobufTextReader {
  let bytes: UnsafeRawBufferPointer
  /// The next byte.
  var offset = 0
  /// The current line, counted from one.
  private var line = 1
  /// The offset of the first byte of the line.
  private var lineStart = 0
  /// The bytes of the line that continue a character, which are not columns of their own.
  var continuations = 0
  private var fieldCount = 0

  /// The most messages inside each other.
  static let deepestNesting = 64
  /// The most fields of a file.
  static let mostFields = 1_000_000
  /// The longest word or text, in bytes.
  static let longestWord = 1 << 20

  /// Reads a text as a message.
  ///
  /// - Throws: `ProtobufTextError` with the place of the first byte that does not fit.
  static func read(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ProtobufTextError) -> ProtobufMessage {
    var reader = ProtobufTextReader(bytes: bytes)
    // A mark of the order of bytes is no column.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (reader.offset, reader.lineStart) = (3, 3) }
    return try reader.message(closedBy: nil, depth: 0)
  }

  private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Reads fields up to the end of the message; nil stands for the end of the file.
  private mutating func message(
    closedBy close: UInt8?, depth: Int
  ) throws(ProtobufTextError) -> ProtobufMessage {
    guard depth <= Self.deepestNesting else {
      throw error(.nestedTooDeep(limit: Self.deepestNesting))
    }
    var message = ProtobufMessage()
    while true {
      skipSpace()
      guard let byte = peek else {
        guard let close else { return message }
        throw unexpected("'\(Character(Unicode.Scalar(close)))' or a field")
      }
      if byte == close {
        offset += 1
        return message
      }
      try field(into: &message, depth: depth)
      skipSpace()
      if let byte = peek, byte == Byte.comma || byte == Byte.semicolon { offset += 1 }
    }
  }

  /// Reads a field, which may have a list of values.
  private mutating func field(
    into message: inout ProtobufMessage, depth: Int
  ) throws(ProtobufTextError) {
    let name = try fieldName()
    skipSpace()
    let hasColon = peek == Byte.colon
    if hasColon {
      offset += 1
      skipSpace()
    }
    guard peek == Byte.openList else {
      return try append(name, to: &message, hasColon: hasColon, depth: depth)
    }
    offset += 1
    skipSpace()
    if peek == Byte.closeList {
      offset += 1
      return
    }
    while true {
      try append(name, to: &message, hasColon: hasColon, depth: depth)
      skipSpace()
      let separator = peek
      guard separator == Byte.comma || separator == Byte.closeList else {
        throw unexpected("',' or ']'")
      }
      offset += 1
      if separator == Byte.closeList { return }
      skipSpace()
    }
  }

  /// Reads a value and adds it to the message as a field.
  private mutating func append(
    _ name: String, to message: inout ProtobufMessage, hasColon: Bool, depth: Int
  ) throws(ProtobufTextError) {
    fieldCount += 1
    guard fieldCount <= Self.mostFields else {
      throw error(.tooManyFields(limit: Self.mostFields))
    }
    let place = place
    let value: ProtobufMessage.Value
    switch peek {
    case Byte.openBrace:
      offset += 1
      value = .message(try self.message(closedBy: Byte.closeBrace, depth: depth + 1))
    case Byte.openAngle:
      offset += 1
      value = .message(try self.message(closedBy: Byte.closeAngle, depth: depth + 1))
    case _ where !hasColon:
      throw unexpected("':' or '{' after '\(name)'")
    case Byte.quote, Byte.apostrophe: value = .text(try texts())
    default: value = .word(try word(expected: "a value"))
    }
    message.fields.append(ProtobufMessage.Field(name: name, value: value, place: place))
  }

  /// Reads the name of a field; the name of an extension is in brackets.
  private mutating func fieldName() throws(ProtobufTextError) -> String {
    guard peek == Byte.openList else { return try word(expected: "the name of a field") }
    offset += 1
    skipSpace()
    let name = try word(expected: "the name of an extension")
    skipSpace()
    guard peek == Byte.closeList else { throw unexpected("']'") }
    offset += 1
    return name
  }
}

extension ProtobufTextReader {
  /// The bytes that have a meaning of their own.
  enum Byte {
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    static let colon = UInt8(ascii: ":")
    static let openList = UInt8(ascii: "[")
    static let closeList = UInt8(ascii: "]")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openAngle = UInt8(ascii: "<")
    static let closeAngle = UInt8(ascii: ">")
    static let backslash = UInt8(ascii: "\\")
    static let newline = UInt8(ascii: "\n")
    static let comment = UInt8(ascii: "#")
  }

  /// The next byte; nil at the end of the file.
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The place of the next byte.
  var place: ProtobufMessage.Place { .text(line: line, column: column) }

  private var column: Int { offset - lineStart - continuations + 1 }

  func error(_ problem: ProtobufTextError.Problem) -> ProtobufTextError {
    ProtobufTextError(line: line, column: column, problem: problem)
  }

  /// Returns the error for the next byte.
  func unexpected(_ expected: String) -> ProtobufTextError {
    let found =
      switch peek {
      case nil: "the end of the file"
      case let byte? where byte < 0x80: "'\(Character(Unicode.Scalar(byte)))'".printable
      case let byte?: "the byte 0x\(String(byte, radix: 16, uppercase: true))"
      }
    return error(.unexpected(found: found, expected: expected))
  }

  /// Skips blanks, line ends and comments.
  mutating func skipSpace() {
    while let byte = peek {
      switch byte {
      case Byte.newline:
        offset += 1
        line += 1
        lineStart = offset
        continuations = 0
      case 0x20, 0x09, 0x0B, 0x0C, 0x0D: offset += 1
      case Byte.comment:
        while let byte = peek, byte != Byte.newline { offset += 1 }
      default: return
      }
    }
  }
}
