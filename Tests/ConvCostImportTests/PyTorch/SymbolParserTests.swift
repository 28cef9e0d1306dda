import Testing

@testable import ConvCostImport

/// The grammar and the arithmetic of expressions of lengths, at their limits. Values are those that
/// Python and SymPy give.
struct SymbolParserTests {
  static let values: [(String, Int?)] = [
    ("9 - 2 - 3", 4), ("9 - (2 - 3)", 10), ("2 + 3 * 4", 14), ("20 / 2 / 5", 2), ("17 // 5", 3),
    ("-17 // 5", -4), ("17 % 5", 2), ("-17 % 5", 3), ("17 % -5", -3), ("2 ** 3 ** 2", 512),
    ("-2 ** 2", -4), ("(-2) ** 3", -8), ("2 ** 0", 1), ("- - 3", 3), ("  s0  ", 7), ("s0+s1", 12),
    ("6 // 4 * 2", 2), ("7 // 2 + 1", 4), ("2 * -3", -6), ("8 ** -1 * 16", 2),
    ("Integer(5)", 5), ("Integer(-5)", -5), ("Rational(6, 4) * 2", 3), ("Rational(-1, 2) * 4", -2),
    ("Add(1, 2, 3)", 6), ("Mul(2, 3, 4)", 24), ("Max(3)", 3), ("Min(9, 4, 6)", 4),
    ("Max(4, 9, 6)", 9), ("Max(-4, -9)", -4), ("Min(Rational(1, 2), 1) * 2", 1),
    ("Max(Rational(1, 2), Rational(3, 4)) * 4", 3), ("Max(1.5, 1) * 2", 3), ("Pow(3, 4)", 81),
    ("FloorDiv(-7, 2)", -4), ("CleanDiv(8, 2)", 4), ("CeilDiv(7, 2)", 4), ("CeilDiv(-7, 2)", -3),
    ("CeilDiv(8, 2)", 4), ("Mod(-7, 3)", 2), ("PythonMod(7, -3)", -2), ("Mod(6, 3)", 0),
    ("ModularIndexing(17, 3, 4)", 1), ("ModularIndexing(30, 3, 7)", 3), ("floor(-7/2)", -4),
    ("floor(8/2)", 4), ("floor(0.5)", 0), ("floor(-0.5)", -1), ("FloorToInt(7/2)", 3),
    ("ceiling(-7/2)", -3), ("ceiling(8/2)", 4), ("CeilToInt(7/2)", 4), ("ceiling(0.5)", 1),
    ("TruncToInt(7/2)", 3), ("TruncToInt(-7/2)", -3), ("TruncToInt(-1.5)", -1),
    ("RoundToInt(5/2)", 2), ("RoundToInt(7/2)", 4), ("RoundToInt(-5/2)", -2),
    ("RoundToInt(8/3)", 3), ("ToFloat(3)", 3), ("Abs(-3)", 3), ("Abs(3)", 3), ("Abs(-3/2) * 2", 3),
    ("1/2 + 1/3 + 1/6", 1), ("1/2 - 1/6 - 1/3", 0), ("2/3 * 3/2", 1), ("6/4 * 2", 3),
    ("3 / (1/2)", 6), ("3 / (-1/2)", -6), ("1.5 + 1/2", 2), ("1/2 + 1.5", 2), ("1.5 * 2", 3),
    ("3 / 1.5", 2), (".5 * 4", 2), ("a_b.c + _x9", 5), ("2 ** 62", 4_611_686_018_427_387_904),
    ("Symbol('s0', integer=True, positive=True) - Symbol('s1')", 2),
    ("Float('2.5', precision=53) * 2", 5), ("Mul(Integer(2), Symbol('a b'))", 22),
    ("9223372036854775807", 9_223_372_036_854_775_807), ("(-2) ** 63 + 1 - 1 + s0 - s0 + 3", nil),
    ("(1/2) ** 3 * 8", 1), ("2 ** 1.0", 2), ("1 ** 64", 1), ("1 ** -64", 1), ("1 ** 65", nil),
    ("1 ** -65", nil), ("2 ** 0.5", nil), ("2.0 ** 3", 8), ("5 - 5.0", 0), ("0 * s0", 0),
  ]

  @Test(arguments: values)
  func `an expression has a value`(text: String, value: Int?) {
    let numbers = ["s0": 7, "s1": 5, "a_b.c": 2, "_x9": 3, "a b": 11]
    #expect(SymbolExpression(text)?.value(numbers) == value)
  }

  @Test(arguments: [
    "1 +", "1 -", "+ 1", "1 *", "1 /", "1 //", "1 %", "1 **", "()", "(1", "1)", "1 1", "a b",
    "Integer(1", "Integer()", "Integer", "Rational(1)", "Rational(1 2)", "Rational(1, 2",
    "Rational(, 2)", "Float(1)", "Float('1'", "Float('inf')", "Symbol()", "Symbol('a' b)",
    "Symbol('a', b)", "Symbol('a', =True)", "Symbol('a', b=)", "Symbol('a", "Add(1,)", "Add(1 2)",
    "Add(1", "Add()", "1.2.3", "1a", "inf + 1 $", "$", "1 , 2", "1e999",
  ])
  func `what is not an expression`(text: String) {
    // A name alone is one, even that of a function.
    #expect((SymbolExpression(text) == nil) == (text != "Integer"))
  }

  /// Nesting, and the length of a text, have limits.
  @Test(arguments: [
    (String(repeating: "-", count: 126) + "1", true),
    (String(repeating: "-", count: 127) + "1", true),
    (String(repeating: "-", count: 128) + "1", false),
    (String(repeating: "(", count: 127) + "1" + String(repeating: ")", count: 127), true),
    (String(repeating: "(", count: 128) + "1" + String(repeating: ")", count: 128), false),
    ("1" + String(repeating: " ", count: 65_535), true),
    ("1" + String(repeating: " ", count: 65_536), false),
    (String(repeating: "1+", count: 1_000) + "1", true),
  ])
  func `limits`(text: String, isRead: Bool) {
    #expect((SymbolExpression(text) != nil) == isRead)
  }

  @Test(arguments: [
    (6, 4, 3, 2), (6, -4, -3, 2), (-6, 4, -3, 2), (0, 5, 0, 1), (7, 1, 7, 1), (-8, -2, 4, 1),
    (12, 18, 2, 3),
  ])
  func `fractions are in lowest terms`(numerator: Int, denominator: Int, a: Int, b: Int) {
    #expect(SymbolNumber(numerator, over: denominator) == .exact(a, b))
  }

  @Test(arguments: [(1, 0), (Int.min, 1), (1, Int.min)])
  func `fractions that do not exist`(numerator: Int, denominator: Int) {
    #expect(SymbolNumber(numerator, over: denominator) == nil)
  }

  static let solutions: [(String, Int, Int?)] = [
    ("s0", 1, 1), ("s0", 0, nil), ("s0 - 3", -2, 1), ("s0 - 3", -3, nil), ("3*s0 + 1", 10, 3),
    ("3*s0 + 1", 11, nil), ("FloorDiv(s0, 3)", 5, nil), ("CeilDiv(s0, 2) + 1", 6, 10),
    ("Rational(1, 2)*s0", 9, 18), ("s0*s1", 35, 7), ("Max(s0, 4)", 9, 9), ("Max(s0, 4)", 3, nil),
    ("s0 + s9", 9, nil), ("7 - s0", 3, nil), ("s0*s0", 49, nil), ("s0/1024", 3, 3_072),
  ]

  @Test(arguments: solutions)
  func `the number of a name`(text: String, value: Int, number: Int?) {
    #expect(
      SymbolExpression(text)?.solution(for: "s0", value: value, ["s1": 5]) == number)
  }

  /// Names that the user has not given take a value that the program was exported for.
  @Test func `a preferred value`() throws {
    let sizes: [SymbolicLength] = [
      .expression("s0", hint: 8), .expression("2*s1", hint: 6), .expression("s2 + s3", hint: 9),
      .fixed(4),
    ]
    var binding = SymbolBinding(sizes, ["s0": .init(least: 2, most: 10)])
    #expect(binding.values == ["s0": 8, "s1": 3])
    #expect(binding.names == ["s0", "s1", "s2", "s3"])
    for value in [8, 11, 0] {
      let isTaken = binding.prefer("s0", value)
      #expect(!isTaken)
    }
    for value in [1, 10] {
      let isTaken = binding.prefer("s0", value)
      #expect(isTaken && binding.values["s0"] == value && binding.given.isEmpty)
    }
    try binding.bind("s0", to: 5)
    let isTaken = binding.prefer("s0", 6)
    #expect(!isTaken && binding.values["s0"] == 5 && binding.given == ["s0"])
    let sum = try binding.value(of: .expression("s0 + 1", hint: nil), in: "x")
    #expect(sum == 6)
    let open = try binding.value(of: .expression("s2 + 1", hint: nil), in: "x")
    #expect(open == nil)
    let name = binding.name(of: .expression("s0", hint: nil))
    #expect(name == "s0")
    let noName = binding.name(of: .expression("s0 + 1", hint: nil)) ?? binding.name(of: .fixed(3))
    #expect(noName == nil)
  }
}
