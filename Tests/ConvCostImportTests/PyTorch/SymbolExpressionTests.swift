import Testing

@testable import ConvCostImport

/// Expressions of lengths, as SymPy prints them.
struct SymbolExpressionTests {
  @Test(
    arguments: [
      ("s0", 7), ("Symbol('s0', positive=True, integer=True)", 7), ("2*s0", 14),
      ("((s0 - 1)//2) + 1", 4), ("(s0 + 1)*(s1 - 2)", 24), ("s0 % 4", 3), ("Mod(s0, 4)", 3),
      ("PythonMod(-s0, 4)", 1), ("-s0//2", -4), ("-s0 ** 2 + 50", 1), ("2 ** -1 * 4", 2),
      ("floor(s0/2)", 3), ("ceiling(s0/2)", 4), ("CeilToInt(IntTrueDiv(s0, 2))", 4),
      ("TruncToInt(1.5*s0)", 10), ("TruncToInt(Mul(Float('2.0', precision=53), ToFloat(s0)))", 14),
      ("RoundToInt(s0/2)", 4), ("RoundToInt(s1/2 - 0.0)", 2), ("Mul(Rational(1, 7), s0)", 1),
      ("Max(1, s0, s1)", 7), ("Min(s0, s1)", 5), ("ModularIndexing(s0, 2, 2)", 1),
      ("Add(FloorDiv(Add(Symbol('s0', integer=True), Integer(-1)), Integer(2)), Integer(1))", 4),
      ("CeilDiv(s0, 2)", 4), ("Identity(s0)", 7), ("Abs(-s0)", 7), ("PowByNatural(s1, 2)", 25),
      ("FloatTrueDiv(s0, 2) * 2", 7), ("s0*s1/s0", 5),
    ] as [(String, Int)])
  func `an expression has a value`(text: String, value: Int) {
    #expect(SymbolExpression(text)?.value(["s0": 7, "s1": 5]) == value)
  }

  @Test(arguments: [
    "", "s0 +", "(s0", "s0)", "Foo(s0)", "Symbol(s0)", "Symbol('s0", "1 2", "s0 s1", "*2", "Max()",
    "Float('x')", "Symbol('s0', positive)", String(repeating: "(", count: 200) + "1",
    String(repeating: "-", count: 100_000) + "1",
  ])
  func `other texts are not expressions`(text: String) {
    #expect(SymbolExpression(text) == nil)
  }

  @Test(arguments: [
    "s0/0", "Mod(s0, 0)", "s0//0", "s0/2", "s9", "9223372036854775807 * s0",
    "9223372036854775807 + s0", "s0 ** s0 ** s0", "FloorDiv(s0)", "Mod(s0)", "floor(1, 2)",
    "-9223372036854775807 - s0 - s0", "1.0e308 * 1.0e308", "2 ** 64", "ModularIndexing(s0, 2)",
  ])
  func `some have no value`(text: String) {
    #expect(SymbolExpression(text)?.value(["s0": 7, "s1": 5]) == nil)
  }

  @Test(arguments: [
    ("s0", 9, 9), ("2*s0", 14, 7), ("2*s0", 15, nil), ("32*s0 + 64", 224, 5), ("s0//2", 4, 8),
    ("s0/4 + s1", 8, 12), ("5", 5, nil), ("s0 - 9", 0, 9), ("3 - s0", 1, nil),
    ("s0 + 5", 5, nil),
  ])
  func `the name's number follows from a value`(text: String, value: Int, number: Int?) {
    let expression = SymbolExpression(text)
    #expect(expression?.solution(for: "s0", value: value, ["s1": 5]) == number)
  }

  @Test func `names are known`() {
    #expect(SymbolExpression("Max(s0, 2*s1)")?.names == ["s0", "s1"])
    #expect(SymbolExpression("s0")?.name == "s0")
    #expect(SymbolExpression("s0 + 0")?.name == nil)
  }
}
