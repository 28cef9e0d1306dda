/// The words of a Swift file, without its comments and without the text of its literals.
struct SwiftCode {
  /// A name, a keyword, or a single sign of punctuation.
  private(set) var words: [String] = []
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    readCode(isInterpolation: false)
  }

  private func isAt(_ text: StaticString) -> Bool {
    place + text.utf8CodeUnitCount <= bytes.count
      && (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
  }

  /// Reads to the end, or to the parenthesis that closes an interpolation.
  private mutating func readCode(isInterpolation: Bool) {
    var depth = 0
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "/") where isAt("//"):
        while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
      case UInt8(ascii: "/") where isAt("/*"): skipComment()
      case UInt8(ascii: "\""):
        readLiteral(isAt("\"\"\"") ? "\"\"\"" : "\"")
      case _ where Self.isOfName(byte):
        let start = place
        while place < bytes.count, Self.isOfName(bytes[place]) { place += 1 }
        words.append(String(decoding: bytes[start..<place], as: UTF8.self))
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "`"): place += 1
      default:
        place += 1
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") {
          if isInterpolation, depth == 0 { return }
          depth -= 1
        }
        words.append(String(UnicodeScalar(byte)))
      }
    }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      depth += isAt("/*") ? 1 : isAt("*/") ? -1 : 0
      place += isAt("/*") || isAt("*/") ? 2 : 1
    } while depth > 0 && place < bytes.count
  }

  /// Skips a literal, but reads its interpolations.
  private mutating func readLiteral(_ end: StaticString) {
    place += end.utf8CodeUnitCount
    while place < bytes.count {
      if isAt(end) {
        place += end.utf8CodeUnitCount
        return
      }
      if isAt("\\(") {
        place += 2
        readCode(isInterpolation: true)
      } else {
        place += isAt("\\") ? 2 : 1
      }
    }
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
      true
    default: false
    }
  }
}
