import ConvCostCore

/// Arithmetic in a spec file: `divisible(width * 32, 8)`, `if(index == 0, 2, 1)`.
///
/// | | |
/// |---|---|
/// | operators | `+ - * /`, `== != < <= > >=` (1 or 0), parentheses |
/// | `a % b` | the remainder of a after division by b, with the sign of a: `-7 % 4` is −3 |
/// | `floor(x)`, `ceil(x)`, `round(x)` | to whole numbers, halves away from zero |
/// | `min(a, b)`, `max(a, b)` | |
/// | `if(c, a, b)` | `a` where c is not zero, else `b` |
/// | `first(a, b)` | `a` in the first repetition, else `b` |
/// | `divisible(x, d)` | MobileNet's rule: the nearest multiple of d, at least d and 0.9 x |
///
/// A part without a value, such as `8 / 0` or a number that floating point cannot represent, makes
/// the whole expression invalid. Only an argument that `if` or `first` does not choose may be
/// without a value, so `if(n == 0, 8, 8 / n)` is valid.
struct Expression {
  /// The functions and their numbers of arguments.
  static let functions = [
    "ceil": 1, "divisible": 2, "first": 2, "floor": 1, "if": 3, "max": 2, "min": 2, "round": 1,
  ]

  /// The limit of nested parentheses.
  private static let deepestNesting = 64
  /// The most characters of an expression, which may be evaluated for each of many repetitions.
  private static let longestText = 1_000

  private let text: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private let names: SpecNames

  /// Returns the value of an expression.
  ///
  /// - Throws: `ExpressionProblem` for the first error.
  ///
  /// Inside the expression a missing value is `nan`, which spreads to all results that use it.
  static func value(of text: String, _ names: SpecNames) throws(ExpressionProblem) -> Double {
    guard text.utf8.count <= longestText else { throw .tooLong(limit: longestText) }
    var expression = Expression(text: Array(text.unicodeScalars), names: names)
    let value = try expression.comparison()
    if let rest = expression.peek { throw .unexpected("\(rest)", expected: "an operator") }
    guard value.isFinite else { throw .undefined }
    return value
  }

  private init(text: [Unicode.Scalar], names: SpecNames) {
    self.text = text
    self.names = names
  }

  private var peek: Unicode.Scalar? {
    mutating get {
      while index < text.count, text[index] == " " { index += 1 }
      return index < text.count ? text[index] : nil
    }
  }

  private mutating func take(_ symbol: String) -> Bool {
    _ = peek
    let scalars = Array(symbol.unicodeScalars)
    guard text[index...].starts(with: scalars) else { return false }
    index += scalars.count
    return true
  }

  private mutating func comparison() throws(ExpressionProblem) -> Double {
    let left = try sum()
    for (symbol, compare) in Self.comparisons where take(symbol) {
      let right = try sum()
      if left.isNaN || right.isNaN { return .nan }
      return compare(left, right) ? 1 : 0
    }
    return left
  }

  private static let comparisons: [(String, @Sendable (Double, Double) -> Bool)] = [
    ("==", { $0 == $1 }), ("!=", { $0 != $1 }), ("<=", { $0 <= $1 }), (">=", { $0 >= $1 }),
    ("<", { $0 < $1 }), (">", { $0 > $1 }),
  ]

  private mutating func sum() throws(ExpressionProblem) -> Double {
    var value = try product()
    while true {
      if take("+") {
        value = Self.defined(value + (try product()))
      } else if take("-") {
        value = Self.defined(value - (try product()))
      } else {
        return value
      }
    }
  }

  private mutating func product() throws(ExpressionProblem) -> Double {
    var value = try factor()
    while true {
      if take("*") {
        value = Self.defined(value * (try factor()))
      } else if take("/") {
        value = Self.defined(value / (try factor()))
      } else if take("%") {
        value = value.truncatingRemainder(dividingBy: try factor())
      } else {
        return value
      }
    }
  }

  /// Returns a result, or `nan` if floating point cannot represent it.
  private static func defined(_ value: Double) -> Double { value.isFinite ? value : .nan }

  private mutating func factor() throws(ExpressionProblem) -> Double {
    guard let next = peek else { throw .unexpected("the end", expected: "a number or a name") }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else { throw .tooDeep(limit: Self.deepestNesting) }
    if take("-") { return -(try factor()) }
    if take("(") {
      let value = try comparison()
      try require(")")
      return value
    }
    if Self.isDigit(next) { return try number() }
    guard Self.isLetter(next) else {
      throw .unexpected("\(next)", expected: "a number or a name")
    }
    let name = word { Self.isLetter($0) || Self.isDigit($0) }
    guard take("(") else {
      guard let value = names[name] else { throw .unknownName(name, known: names.known) }
      return value
    }
    return try call(name)
  }

  private mutating func number() throws(ExpressionProblem) -> Double {
    let written = word { Self.isDigit($0) || $0 == "." }
    guard let value = Double(written) else { throw .unexpected(written, expected: "a number") }
    return Self.defined(value)
  }

  private mutating func call(_ name: String) throws(ExpressionProblem) -> Double {
    var arguments: [Double] = []
    repeat { arguments.append(try comparison()) } while take(",")
    try require(")")
    guard let count = Self.functions[name] else {
      throw .unknownName(name, known: Self.functions.keys.sorted())
    }
    guard arguments.count == count else {
      throw .arguments(name, expected: count, found: arguments.count)
    }
    let a = arguments[0]
    let b = arguments.dropFirst().first ?? a
    switch name {
    case "ceil": return a.rounded(.up)
    case "floor": return a.rounded(.down)
    case "round": return a.rounded()
    case "max": return a.isNaN || b.isNaN ? .nan : max(a, b)
    case "min": return a.isNaN || b.isNaN ? .nan : min(a, b)
    case "if": return a.isNaN ? .nan : a != 0 ? b : arguments[2]
    case "first": return names.isFirst ? a : b
    default: return Self.divisible(a, by: b)
    }
  }

  private static func divisible(_ value: Double, by divisor: Double) -> Double {
    guard let whole = Int(exactly: divisor), (1...Shape.longestDimension).contains(whole),
      (0...Double(Shape.longestDimension)).contains(value)
    else { return .nan }
    return Double(roundedChannels(value, divisor: whole))
  }

  private mutating func require(_ symbol: String) throws(ExpressionProblem) {
    guard take(symbol) else {
      throw .unexpected(peek.map { "\($0)" } ?? "the end", expected: "'\(symbol)'")
    }
  }

  private mutating func word(_ belongs: (Unicode.Scalar) -> Bool) -> String {
    let start = index
    while index < text.count, belongs(text[index]) { index += 1 }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[start..<index])
    return String(view)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  /// Whether a text is a valid name in expressions.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isLetter(first) else { return false }
    return text.unicodeScalars.allSatisfy { isLetter($0) || isDigit($0) }
      && functions[text] == nil && text != SpecNames.index && text != SpecNames.row
  }
}

/// The names with their values at a place in a spec file.
struct SpecNames {
  /// The number of a repetition, from zero.
  static let index = "index"
  /// The number of a table's row, from zero.
  static let row = "row"
  /// The prefix of a column's name for its number in the previous row.
  static let previous = "previous_"

  /// The names of the whole file, which may be many, with the places of their values.
  private let file: [(name: String, value: Double)]
  private let places: [String: Int]
  /// The names of the repetitions and tables around a place, the innermost last.
  private var inner: [(name: String, value: Double)] = []

  init(_ values: [(name: String, value: Double)] = []) {
    file = values
    places = Dictionary(zip(values.map(\.name), values.indices), uniquingKeysWith: { $1 })
  }

  /// The value of a name; of several, the innermost.
  subscript(name: String) -> Double? {
    inner.last { $0.name == name }?.value ?? places[name].map { file[$0].value }
  }

  /// All names.
  var known: [String] { (file + inner).map(\.name) }

  /// Whether this is the first repetition, or not in a repetition.
  var isFirst: Bool { (self[Self.index] ?? 0) == 0 }

  /// Returns the names with more, which hide outer ones of the same name.
  func adding(_ more: [(name: String, value: Double)]) -> SpecNames {
    var names = self
    names.inner += more
    return names
  }
}
