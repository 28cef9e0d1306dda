/// Reads expressions of lengths, written with operators or as calls of functions.
///
/// | | |
/// |---|---|
/// | sums | `a + b`, `a - b` |
/// | products | `a * b`, `a / b`, `a // b`, `a % b` |
/// | signs and powers | `-a`, `a ** b` |
/// | calls | `Add(a, b)` and the other functions; `Symbol('s0', integer=True)`, `Rational(1, 2)` |
struct SymbolParser {
  /// The limit of nested parentheses and calls.
  private static let deepestNesting = 128
  /// The most bytes of an expression.
  private static let longestText = 1 << 16

  private let text: [UInt8]
  private var index = 0
  private var depth = 0
  private var steps: [SymbolExpression.Step] = []

  init(_ text: String) {
    self.text = Array(text.utf8.prefix(Self.longestText + 1))
  }

  /// Returns the steps that compute the expression; nil if it is not one.
  mutating func parse() -> [SymbolExpression.Step]? {
    guard text.count <= Self.longestText, sum(), peek == nil else { return nil }
    return steps
  }

  private var peek: UInt8? {
    mutating get {
      while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
      return index < text.count ? text[index] : nil
    }
  }

  private mutating func take(_ symbol: String) -> Bool {
    _ = peek
    guard text[index...].starts(with: symbol.utf8) else { return false }
    index += symbol.utf8.count
    return true
  }

  private mutating func call(_ function: SymbolFunction, _ count: Int) {
    steps.append(.call(function, arguments: count))
  }

  private mutating func negate() {
    steps.append(.number(SymbolNumber(-1)))
    call(.multiply, 2)
  }

  private mutating func sum() -> Bool {
    guard product() else { return false }
    while true {
      if take("+") {
        guard product() else { return false }
      } else if take("-") {
        guard product() else { return false }
        negate()
      } else {
        return true
      }
      call(.add, 2)
    }
  }

  private mutating func product() -> Bool {
    guard signed() else { return false }
    while let function = quotientOrProduct() {
      guard signed() else { return false }
      call(function, 2)
    }
    return true
  }

  private mutating func quotientOrProduct() -> SymbolFunction? {
    if take("//") { return .floorQuotient }
    if take("/") { return .quotient }
    if take("%") { return .remainder }
    return take("*") ? .multiply : nil
  }

  /// A number with its sign, which applies to a power as a whole: `-2 ** 2` is −4.
  private mutating func signed() -> Bool {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else { return false }
    if take("-") {
      guard signed() else { return false }
      negate()
      return true
    }
    guard operand() else { return false }
    if take("**") {
      guard signed() else { return false }
      call(.power, 2)
    }
    return true
  }

  private mutating func operand() -> Bool {
    if take("(") { return sum() && take(")") }
    guard let first = peek else { return false }
    if Self.isDigit(first) || first == UInt8(ascii: ".") {
      guard let number = Self.number(word()) else { return false }
      steps.append(.number(number))
      return true
    }
    let name = word()
    guard !name.isEmpty else { return false }
    guard take("(") else {
      steps.append(.name(name))
      return true
    }
    switch name {
    case "Symbol": return symbol()
    case "Integer": return sum() && take(")")
    case "Float": return quoted() && options()
    case "Rational":
      guard sum(), take(","), sum(), take(")") else { return false }
      call(.quotient, 2)
      return true
    default:
      guard let function = SymbolFunction(rawValue: name) else { return false }
      return arguments(of: function)
    }
  }

  private mutating func arguments(of function: SymbolFunction) -> Bool {
    var count = 0
    repeat {
      guard sum() else { return false }
      count += 1
    } while take(",")
    call(function, count)
    return take(")")
  }

  /// A name in quotes with what is assumed of it, such as `'s0', positive=True`.
  private mutating func symbol() -> Bool {
    guard let name = quotedText() else { return false }
    steps.append(.name(name))
    return options()
  }

  /// A number in quotes.
  private mutating func quoted() -> Bool {
    guard let text = quotedText(), let number = Double(text), number.isFinite else { return false }
    steps.append(.number(.real(number)))
    return true
  }

  private mutating func quotedText() -> String? {
    guard take("'") else { return nil }
    let start = index
    while index < text.count, text[index] != UInt8(ascii: "'") { index += 1 }
    guard index < text.count else { return nil }
    index += 1
    return String(decoding: text[start..<index - 1], as: UTF8.self)
  }

  /// The rest of a call, in which options such as `precision=53` do not matter.
  private mutating func options() -> Bool {
    while take(",") {
      guard !word().isEmpty, take("="), !word().isEmpty else { return false }
    }
    return take(")")
  }

  /// Letters, digits, dots and underscores.
  private mutating func word() -> String {
    _ = peek
    let start = index
    while index < text.count, Self.isLetter(text[index]) || Self.isDigit(text[index]) { index += 1 }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  private static func number(_ text: String) -> SymbolNumber? {
    if let whole = Int(text) { return SymbolNumber(whole) }
    guard let real = Double(text), real.isFinite else { return nil }
    return .real(real)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
