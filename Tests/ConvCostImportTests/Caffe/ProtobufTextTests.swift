import Testing

@testable import ConvCostImport

struct ProtobufTextTests {
  static func read(_ text: String) throws(ProtobufTextError) -> ProtobufMessage {
    try Array(text.utf8).withUnsafeBytes { bytes in
      Result { () throws(ProtobufTextError) in try ProtobufTextReader.read(bytes) }
    }.get()
  }

  /// Writes a message in one form, to compare it.
  static func form(_ message: ProtobufMessage) -> String {
    message.fields.map { field in
      switch field.value {
      case .word(let word): "\(field.name):\(word)"
      case .text(let text): "\(field.name):\"\(text)\""
      case .message(let message): "\(field.name){\(form(message))}"
      }
    }.joined(separator: " ")
  }

  static func result(_ text: String) -> String {
    do throws(ProtobufTextError) {
      return form(try read(text))
    } catch {
      return error.description
    }
  }

  @Test(
    arguments: [
      ("", ""),
      ("a: 1", "a:1"),
      ("# nothing\n", ""),
      ("a: 1 # one\nb: 2", "a:1 b:2"),
      ("a: 1, b: 2; c: 3", "a:1 b:2 c:3"),
      ("a { b: 1 }", "a{b:1}"),
      ("a: { b: 1 }", "a{b:1}"),
      ("a < b: 1 >", "a{b:1}"),
      ("a <b {c:1}>", "a{b{c:1}}"),
      ("a: [1, 2, 3]", "a:1 a:2 a:3"),
      ("a: []", ""),
      ("a [ {b: 1}, <c: 2> ]", "a{b:1} a{c:2}"),
      ("a: 'x' b: \"y\"", "a:\"x\" b:\"y\""),
      ("a: 'it''s' \" and\"\n'more'", "a:\"its and" + "more\""),
      ("a: '\\n\\t\\\\\\'\\x41\\101\\u00e9\\U0001F600'", "a:\"\n\t\\'AA\u{e9}\u{1F600}\""),
      ("a:-1 b: - 2 c: 1e-05 d: -1.5E+3", "a:-1 b:-2 c:1e-05 d:-1.5E+3"),
      ("a: inf b: -inf c: nan d: true e: MAX", "a:inf b:-inf c:nan d:true e:MAX"),
      ("[a.b.c]: 1 [d] { e: 2 }", "a.b.c:1 d{e:2}"),
      ("\u{FEFF}a: 1", "a:1"),
      ("a:1\r\nb:2\r\n", "a:1 b:2"),
      ("a:\t1\u{B}b:\u{C}2", "a:1 b:2"),
      (
        "a: '\\a\\b\\f\\r\\v\\\"\\?' b: \"'\" c: '\"'",
        "a:\"\u{7}\u{8}\u{C}\r\u{B}\"?\" b:\"'\" c:\"\"\""
      ),
      (
        "a: '\\x4' b: '\\X414' c: '\\7' d: '\\1018' e: '\\101a'",
        "a:\"\u{4}\" b:\"A4\" c:\"\u{7}\" d:\"A8\" e:\"Aa\""
      ),
      ("a: '\\u00419'", "a:\"A9\""),
      ("az_AZ.09/x: zZ/y.z_9", "az_AZ.09/x:zZ/y.z_9"),
      ("a: 1e+2 b: 2E-3", "a:1e+2 b:2E-3"),
      ("a: [ ] b: [ 'x' , 'y' ]", "b:\"x\" b:\"y\""),
      ("a ; ", "1:3: found ';', expected ':' or '{' after 'a'"),
      ("[ a ] : 1", "a:1"),
      ("a: 1 # one", "a:1"),
      ("a: -\n2", "a:-2"),
    ] as [(String, String)])
  func `what the format allows is read`(text: String, form: String) {
    #expect(Self.result(text) == form)
  }

  @Test(
    arguments: [
      ("a", "1:2: found the end of the file, expected ':' or '{' after 'a'"),
      ("a 1", "1:3: found '1', expected ':' or '{' after 'a'"),
      ("a: ", "1:4: found the end of the file, expected a value"),
      ("a: }", "1:4: found '}', expected a value"),
      ("}", "1:1: found '}', expected the name of a field"),
      ("a {\n  b: 1", "2:7: found the end of the file, expected '}' or a field"),
      ("a < b: 1 }", "1:10: found '}', expected the name of a field"),
      ("a: 'x", "1:4: a text without its closing quote"),
      ("a: 'x\ny'", "1:4: a text without its closing quote"),
      ("é: 1", "1:1: found the byte 0xC3, expected the name of a field"),
      ("a: 'é' é", "1:8: found the byte 0xC3, expected the name of a field"),
      ("a: '\\q'", "1:5: found the escape \\q, which has no meaning"),
      ("a: '\\u12'", "1:5: found the escape \\u12, which has no meaning"),
      ("a: '\\777'", "1:5: found the escape \\777, which has no meaning"),
      ("a: [1 2]", "1:7: found '2', expected ',' or ']'"),
      ("a: [1", "1:6: found the end of the file, expected ',' or ']'"),
      ("[a: 1", "1:3: found ':', expected ']'"),
      ("a: -", "1:5: found the end of the file, expected a value"),
      ("\u{FEFF}}", "1:1: found '}', expected the name of a field"),
      ("\u{FEFF}a: 1\n }", "2:2: found '}', expected the name of a field"),
      ("a: 'éé' é", "1:9: found the byte 0xC3, expected the name of a field"),
      ("a: 'é'\n  }", "2:3: found '}', expected the name of a field"),
      ("# é\n }", "2:2: found '}', expected the name of a field"),
      ("a: 1+2", "1:5: found '+', expected the name of a field"),
      ("a: '\\u123'", "1:5: found the escape \\u123, which has no meaning"),
      ("a: '\\uD800'", "1:5: found the escape \\uD800, which has no meaning"),
      ("a: '\\U00110000'", "1:5: found the escape \\U00110000, which has no meaning"),
      ("a: '\\x'", "1:5: found the escape \\x, which has no meaning"),
      ("a: '\\8'", "1:5: found the escape \\8, which has no meaning"),
      ("a: '\\", "1:4: a text without its closing quote"),
      ("a: [1, ]", "1:8: found ']', expected a value"),
      ("[]: 1", "1:2: found ']', expected the name of an extension"),
      ("a { b < c: 1 } >", "1:14: found '}', expected the name of a field"),
      ("a <", "1:4: found the end of the file, expected '>' or a field"),
      ("\u{1}", "1:1: found '\\u{1}', expected the name of a field"),
    ] as [(String, String)])
  func `errors have a place`(text: String, error: String) {
    #expect(Self.result(text) == error)
  }

  @Test func `messages may be nested up to a limit`() {
    let limit = ProtobufTextReader.deepestNesting
    func nested(_ depth: Int) -> String {
      String(repeating: "a{", count: depth) + String(repeating: "}", count: depth)
    }
    #expect(Self.result(nested(limit)).hasPrefix("a{a{"))
    #expect(
      Self.result(nested(limit + 1))
        == "1:\(2 * limit + 3): messages inside each other more than \(limit) deep")
    #expect(Self.result(nested(100_000)).contains("inside each other"))
  }

  @Test func `there may be as many fields as the limit`() {
    let limit = ProtobufTextReader.mostFields
    let text = "a:[" + String(repeating: "1,", count: limit) + "1]"
    #expect(Self.result(text).hasSuffix("more than \(limit) fields"))
  }

  @Test func `a word may be as long as the limit`() {
    let limit = ProtobufTextReader.longestWord
    let long = String(repeating: "x", count: limit + 1)
    #expect(Self.result("a: \(long)").hasSuffix("a word or a text of more than \(limit) bytes"))
    #expect(Self.result("a: '\(long)'").hasSuffix("a word or a text of more than \(limit) bytes"))
  }

  @Test(arguments: [
    ("7", 7), ("-7", -7), ("0x1F", 31), ("-0X1f", -31), ("017", 15), ("0", 0), ("1.5", nil),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
    ("9223372036854775808", nil), ("--1", nil), ("0x", nil), ("08", nil), ("true", nil),
    ("0x-1", nil), ("'7'", nil), ("-017", -15), ("0X10", 16), ("-0", 0), ("00", 0), ("-0x8", -8),
    ("-9223372036854775809", nil), ("a", nil),
  ])
  func `integers are decimal, octal or hexadecimal`(text: String, value: Int?) throws {
    let message = try? Self.read("a: \(text)")
    #expect(message?.last("a")?.integer == value.map { RawInteger($0) })
  }

  @Test(
    arguments: [
      ("1", 1.0), ("1e-05", 1e-05), ("-.5", -0.5), ("2.f", 2.0), ("inf", .infinity),
      ("-Infinity", -.infinity), ("1e999", .infinity), ("x", nil), ("0x10", 16.0), ("0x1f", 31.0),
      ("1.5F", 1.5), ("-2", -2.0), ("e5", nil),
      ("-x", nil), ("f", nil), ("-inf", -.infinity), ("INFINITY", .infinity), ("'1'", nil),
    ] as [(String, Double?)])
  func `numbers have the forms of protobuf`(text: String, value: Double?) throws {
    #expect(try Self.read("a: \(text)").last("a")?.number == value)
  }

  @Test(arguments: [
    ("true", true), ("True", true), ("t", true), ("1", true), ("false", false), ("False", false),
    ("f", false), ("0", false), ("yes", nil), ("2", nil), ("'true'", nil),
  ])
  func `Booleans are words`(text: String, value: Bool?) throws {
    #expect(try Self.read("a: \(text)").last("a")?.flag == value)
  }

  @Test func `of a repeated field the last value counts`() throws {
    let message = try Self.read("a: 1 b: 2 a: 3")
    #expect(message.last("a")?.integer == 3)
    #expect(message.all("a").count == 2)
    #expect(message.has("b") && !message.has("c"))
    #expect(message.last("a")?.place == .text(line: 1, column: 14))
    #expect(try Self.read("a: nan").last("a")?.number?.isNaN == true)
    let mixed = try Self.read("a { b: 'x' }\nc: word")
    #expect(mixed.last("a")?.message?.last("b")?.string == "x")
    #expect(mixed.last("c")?.string == "word" && mixed.last("c")?.message == nil)
    #expect(mixed.last("a")?.string == nil)
    #expect(mixed.last("c")?.place == .text(line: 2, column: 4))
  }
}
