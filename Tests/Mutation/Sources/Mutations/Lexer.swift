/// Divides Swift's source into tokens. Comments, texts, attributes and compiler directives are left
/// out; expressions inside texts are divided like all others.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private(set) var tokens: [Token] = []

  static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer(bytes: bytes)
    lexer.readCode(insideText: false)
    for index in lexer.tokens.indices {
      let range = lexer.tokens[index].range
      lexer.tokens[index].hasSpaceBefore =
        range.lowerBound == 0 || isSpace(bytes[range.lowerBound - 1])
      lexer.tokens[index].hasSpaceAfter =
        range.upperBound == bytes.count || isSpace(bytes[range.upperBound])
    }
    return lexer.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == .init(ascii: " ") || byte == .init(ascii: "\n") || byte == .init(ascii: "\t")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  private static let signs = Set("/=-+!*%<>&|^~?".utf8)

  private func peek(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private func follows(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func skip(_ count: Int = 1) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }

  private mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(
      Token(
        kind: kind, text: String(decoding: bytes[start..<position], as: UTF8.self),
        range: start..<position, line: line))
  }

  /// Reads to the end of the file or, inside of a text, to the parenthesis that ends its
  /// expression.
  private mutating func readCode(insideText: Bool) {
    var depth = 0
    while position < bytes.count {
      let byte = peek()
      let start = position
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): skip()
      case UInt8(ascii: "/") where follows("//"): skipLine()
      case UInt8(ascii: "/") where follows("/*"): skipComment()
      case UInt8(ascii: "\""): readText(hashes: 0)
      case UInt8(ascii: "#"): readHash()
      case UInt8(ascii: "@"):
        skip()
        while Self.isWord(peek()) { skip() }
        if peek() == UInt8(ascii: "(") { skipParentheses() }
      case UInt8(ascii: "`"):
        skip()
        while position < bytes.count, peek() != UInt8(ascii: "`") { skip() }
        skip()
        add(.word, from: start)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
      case UInt8(ascii: "."):
        if follows("...") || follows("..<") {
          skip(3)
          add(.sign, from: start)
        } else {
          skip()
          add(.bracket, from: start)
        }
      case _ where Self.isWord(byte):
        while Self.isWord(peek()) { skip() }
        add(.word, from: start)
      case _ where Self.signs.contains(byte):
        while Self.signs.contains(peek()), !follows("//"), !follows("/*") { skip() }
        add(.sign, from: start)
      default:
        if insideText, byte == UInt8(ascii: "(") { depth += 1 }
        if insideText, byte == UInt8(ascii: ")") {
          guard depth > 0 else { return }
          depth -= 1
        }
        skip()
        add(.bracket, from: start)
      }
    }
  }

  private mutating func skipLine() {
    while position < bytes.count, peek() != UInt8(ascii: "\n") { skip() }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if follows("/*") {
        depth += 1
        skip(2)
      } else if follows("*/") {
        depth -= 1
        skip(2)
      } else {
        skip()
      }
    } while depth > 0 && position < bytes.count
  }

  private mutating func skipParentheses() {
    var depth = 0
    repeat {
      if peek() == UInt8(ascii: "(") { depth += 1 }
      if peek() == UInt8(ascii: ")") { depth -= 1 }
      skip()
    } while depth > 0 && position < bytes.count
  }

  /// Reads a text with its delimiters, or skips a directive with its line or its parentheses.
  private mutating func readHash() {
    var hashes = 0
    while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
    if peek(hashes) == UInt8(ascii: "\"") {
      skip(hashes)
      readText(hashes: hashes)
    } else if ["#if", "#elseif", "#else", "#endif"].contains(where: follows) {
      skipLine()
    } else {
      skip(hashes)
      while Self.isWord(peek()) { skip() }
      if peek() == UInt8(ascii: "(") { skipParentheses() }
    }
  }

  private mutating func readText(hashes: Int) {
    let marks = String(repeating: "#", count: hashes)
    let quotes = follows("\"\"\"") ? "\"\"\"" : "\""
    skip(quotes.utf8.count)
    while position < bytes.count {
      if follows("\\" + marks + "(") {
        skip(2 + hashes)
        readCode(insideText: true)
        skip()
      } else if hashes == 0, follows("\\") {
        skip(2)
      } else if follows(quotes + marks) {
        skip(quotes.utf8.count + hashes)
        return
      } else {
        skip()
      }
    }
  }

  private mutating func readNumber() {
    let start = position
    let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    let isHex = follows("0x")
    while true {
      let isExponent = isHex ? "pP" : "eE"
      if Self.isWord(peek()) {
        let mark = peek()
        skip()
        if isExponent.utf8.contains(mark), "+-".utf8.contains(peek()) { skip() }
      } else if !isMember, peek() == UInt8(ascii: "."),
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek(1))
      {
        skip()
      } else {
        break
      }
    }
    add(isMember ? .word : .number, from: start)
  }
}
