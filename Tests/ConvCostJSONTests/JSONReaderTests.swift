import Testing
@testable import ConvCostJSON

/// A text that is not JSON, and the expected message.
struct BadJSON: Sendable, CustomTestStringConvertible {
  var text: String
  var message: String

  init(_ text: String, _ message: String) {
    self.text = text
    self.message = message
  }

  var testDescription: String { message }
}

struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue { try JSONReader.read(text.utf8) }

  @Test func `values are read with their types`() throws {
    let value = try read(
      #"{"a": [1, -2.5e3, true, false, null], "b": {"c": "x\n\"\\\u00e9\ud83d\ude00"}}"#)
    #expect(
      value["a"]?.elements?.map(\.kind) == [
        "the number 1", "the number -2.5e3", "true", "false", "null",
      ])
    #expect(value["b"]?["c"]?.string == "x\n\"\\é😀")
    #expect(value.members?.map(\.key) == ["a", "b"])
  }

  /// Members that are not wanted are passed over, whatever is in them.
  @Test(arguments: [
    #"{"a": {"x": [1, "]}", {"b": "\\\""}]}, "b": 1}"#, #"{"b": 1, "a": "\"\\"}"#,
    #"{"a": -1.5e+3, "b": 1, "a": null}"#, #"{"b": 1, "a": [[], {}, true, 0]}"#,
    #"{"a": "\u12", "b": 1}"#, #"{"a":[],"b":1}"#, #"{"a": -9.0E+90, "b": 1}"#,
    // Words are not read.
    #"{"a": naz09.+-E, "b": 1}"#,
  ])
  func `unwanted members are left out`(text: String) throws {
    let value = try JSONReader.read(text.utf8, strictly: true, leavingOut: ["a"])
    #expect(value.members?.map(\.key) == ["b"])
    #expect(value["b"]?.integer == 1)
  }

  @Test(arguments: [
    (#"{"a": "#, "line 1, column 7: expected a value, found the end of the text"),
    (#"{"a": }"#, "line 1, column 7: expected a value, found '}'"),
    (#"{"a": , "b": 1}"#, "line 1, column 7: expected a value, found ','"),
    (#"{"a": [[]"#, "line 1, column 10: expected a value, found the end of the text"),
    (#"{"a": "x\"#, "line 1, column 10: expected '\"', found the end of the text"),
    (#"{"a": x"#, "line 1, column 8: expected ',' or '}', found the end of the text"),
    (#"{"a": a`"#, "line 1, column 8: expected ',' or '}', found '`'"),
    (#"{"a": z{}"#, "line 1, column 8: expected ',' or '}', found '{'"),
    (#"{"a": 0/1"#, "line 1, column 8: expected ',' or '}', found '/'"),
    (#"{"a": 9:1"#, "line 1, column 8: expected ',' or '}', found ':'"),
    ("{\"a\": [\u{1}", "line 1, column 9: expected a value, found the end of the text"),
  ])
  func `an unwanted member must end`(text: String, message: String) {
    let error = #expect(throws: JSONError.self) {
      try JSONReader.read(text.utf8, strictly: true, leavingOut: ["a"])
    }
    #expect(error?.description == message)
  }

  /// Keys are compared in a short object, and hashed in a long one.
  @Test(arguments: [2, 8, 9, 10, 40])
  func `a duplicate key is found among any number`(count: Int) {
    let keys = (0..<count).map { "\"k\($0)\": 0" }
    for index in [0, count / 2, count - 1] {
      let text = "{\((keys + [keys[index]]).joined(separator: ", "))}"
      let error = #expect(throws: JSONError.self) { try read(text) }
      guard case .duplicateKey("k\(index)", _)? = error?.problem else {
        Issue.record("another problem")
        continue
      }
    }
  }

  @Test func `integers are exact`() throws {
    #expect(try read("9223372036854775807").integer == Int.max)
    #expect(try read("-9223372036854775808").integer == Int.min)
    #expect(try read("9223372036854775808").integer == nil)
    #expect(try read("1.0").integer == nil)
  }

  @Test(arguments: ["0", "-0", "10", "12.5", "-0.0", "1e5", "1E+25", "-3.25e-07"])
  func `numbers are read as they are written`(text: String) throws {
    #expect(try read(text).content == .number(text))
    #expect(try read(text).integer == Int(text))
  }

  @Test func `numbers of Python are read where they may stand`() throws {
    let text = "[NaN, Infinity, -Infinity, -1]"
    let value = try JSONReader.read(text.utf8, permittingNaN: true)
    #expect(
      value.elements?.map(\.content) == ["NaN", "Infinity", "-Infinity", "-1"].map { .number($0) })
  }

  @Test func `escapes stand for characters`() throws {
    #expect(try read(#""\b\f\n\r\t\/\"\\ x\u0041\u00E9""#).string == "\u{8}\u{C}\n\r\t/\"\\ xAé")
  }

  @Test func `as many lists as permitted may stand in each other`() throws {
    let count = JSONReader.deepestNesting
    let text = String(repeating: "[", count: count) + String(repeating: "]", count: count)
    #expect(try read("[\(text.dropFirst().dropLast()), 1]").elements?.count == 2)
  }

  @Test func `lines may be counted from another number`() {
    for (text, message) in [
      ("x", "line 7, column 1: expected a value, found 'x'"),
      ("[1,\n é]", "line 8, column 2: expected a value, found 'é'"),
      ("\u{FEFF}x", "line 7, column 1: expected a value, found 'x'"),
      ("\u{FEFF}[1 x", "line 7, column 4: expected ',' or ']', found 'x'"),
    ] {
      let error = #expect(throws: JSONError.self) { try JSONReader.read(text.utf8, fromLine: 7) }
      #expect(error?.description == message)
    }
  }

  @Test func `spaces of all kinds may stand between values`() throws {
    for strictly in [false, true] {
      let value = try JSONReader.read("\t[1,\r\n 2]\r\n".utf8, strictly: strictly)
      #expect(value.elements?.map(\.integer) == [1, 2])
    }
    #expect(try read("[1 //\n,/**/2]// x").elements?.map(\.integer) == [1, 2])
  }

  @Test func `comments and trailing commas are allowed`() throws {
    let value = try read(
      """
      // a comment
      { /* another
           one */
        "a": [1, 2,], // here too
      }
      """)
    #expect(value["a"]?.elements?.count == 2)
  }

  @Test func `places are lines and columns of characters`() throws {
    let value = try read("{\n  \"é\": 1, \"b\":\n    [2]\n}")
    let members = try #require(value.members)
    #expect(members[0].position == JSONValue.Position(line: 2, column: 3))
    #expect(members[1].position == JSONValue.Position(line: 2, column: 11))
    #expect(members[1].value.position == JSONValue.Position(line: 3, column: 5))
  }

  @Test(arguments: [
    ("[1,]", "line 1, column 4: expected a value, found ']'"),
    ("{\"a\": 1,}", "line 1, column 9: expected a key or '}', found '}'"),
    ("[] // x", "line 1, column 4: expected the end of the text, found '/'"),
  ])
  func `strictly read, JSON has no comments and no trailing commas`(text: String, message: String) {
    let error = #expect(throws: JSONError.self) {
      try JSONReader.read(text.utf8, strictly: true)
    }
    #expect(error?.description == message)
    #expect(throws: Never.self) { try JSONReader.read("[{}, []]".utf8, strictly: true) }
  }

  /// The ends of what pairs of surrogates stand for: RFC 8259, section 7, and Unicode, table 3-5.
  @Test(arguments: [
    (#""\ud800\udc00""#, "\u{10000}"), (#""\udbff\udfff""#, "\u{10FFFF}"),
    (#""\ud83d\ude00""#, "\u{1F600}"), (#""\ud7ff\ue000""#, "\u{D7FF}\u{E000}"),
  ])
  func `pairs of surrogates are one character`(text: String, character: String) throws {
    #expect(try JSONReader.read(text.utf8).string == character)
  }

  @Test func `a byte order mark is skipped`() throws {
    #expect(try JSONReader.read([0xEF, 0xBB, 0xBF] + Array("true".utf8)).bool == true)
  }

  @Test(arguments: [
    BadJSON("", "line 1, column 1: expected a value, found the end of the text"),
    BadJSON("  \n ", "line 2, column 2: expected a value, found the end of the text"),
    BadJSON("{", "line 1, column 2: expected a key or '}', found the end of the text"),
    BadJSON("{1: 2}", "line 1, column 2: expected a key or '}', found '1'"),
    BadJSON(#"{"a" 1}"#, "line 1, column 6: expected ':', found '1'"),
    BadJSON(#"{"a": 1 "b": 2}"#, "line 1, column 9: expected ',' or '}', found '\"'"),
    BadJSON("[1 2]", "line 1, column 4: expected ',' or ']', found '2'"),
    BadJSON("[1,,2]", "line 1, column 4: expected a value, found ','"),
    BadJSON("[1] x", "line 1, column 5: expected the end of the text, found 'x'"),
    BadJSON("nul", "line 1, column 1: expected a value, found 'n'"),
    BadJSON("é", "line 1, column 1: expected a value, found 'é'"),
    BadJSON("01", "line 1, column 1: '01' is not a number"),
    BadJSON("-", "line 1, column 1: '-' is not a number"),
    BadJSON("-012", "line 1, column 1: '-012' is not a number"),
    BadJSON(".5", "line 1, column 1: expected a value, found '.'"),
    BadJSON("1.5.2", "line 1, column 4: expected the end of the text, found '.'"),
    BadJSON("NaN", "line 1, column 1: expected a value, found 'N'"),
    BadJSON("Infinity", "line 1, column 1: expected a value, found 'I'"),
    BadJSON("-Infinity", "line 1, column 1: '-' is not a number"),
    BadJSON("[1 /]", "line 1, column 4: expected ',' or ']', found '/'"),
    BadJSON(
      "\"a\u{1F}\"", "line 1, column 3: a control character in a string, expected an escape"),
    BadJSON(
      "\"\\n\u{1F}\"", "line 1, column 4: a control character in a string, expected an escape"),
    BadJSON(#""\u0041"#, "line 1, column 8: expected '\"', found the end of the text"),
    BadJSON(#""\"#, "line 1, column 3: expected an escape, found the end of the text"),
    BadJSON("1.", "line 1, column 1: '1.' is not a number"),
    BadJSON("[1e+]", "line 1, column 2: '1e+' is not a number"),
    BadJSON("\"abc", "line 1, column 5: expected '\"', found the end of the text"),
    BadJSON("\"a\u{1}\"", "line 1, column 3: a control character in a string, expected an escape"),
    BadJSON(#""\x""#, #"line 1, column 3: '\x' is not an escape"#),
    BadJSON(#""\u12g4""#, #"line 1, column 3: '\u12' is not an escape"#),
    BadJSON(#""\ud800""#, #"line 1, column 3: '\ud800' is not an escape"#),
    BadJSON(#""\ud800\ue000""#, #"line 1, column 3: '\ud800\ue000' is not an escape"#),
    BadJSON(#""\ud800\udbff""#, #"line 1, column 3: '\ud800\udbff' is not an escape"#),
    BadJSON(#""\udc00\udc00""#, #"line 1, column 3: '\udc00' is not an escape"#),
    BadJSON(
      #"{"a": 1, "a": 2}"#, "line 1, column 10: duplicate key \"a\", first at line 1"),
    BadJSON("/* x", "line 1, column 5: expected '*/', found the end of the text"),
    BadJSON(
      String(repeating: "[", count: 101), "line 1, column 101: nested more than 100 deep"),
  ])
  func `an error names the place, what was found and what was expected`(bad: BadJSON) throws {
    let error = #expect(throws: JSONError.self) { try read(bad.text) }
    #expect(error?.description == bad.message)
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    let error = #expect(throws: JSONError.self) { try JSONReader.read([0x22, 0xC3, 0x28, 0x22]) }
    #expect(error?.description == "line 1, column 2: not UTF-8")
  }

  @Test func `a long line is read in one pass`() throws {
    let text = "[" + String(repeating: "{\"a\":[1]},", count: 20_000) + "]"
    #expect(try read(text).elements?.count == 20_000)
  }

  @Test func `a truncated text is an error, not a crash`() throws {
    let text = Array(#"{"a": [1, "x\u00e9\ud83d\ude00", {"b": null}], /* c */ "d": -1.5e+3}"#.utf8)
    for end in 0..<text.count {
      #expect(throws: JSONError.self) { try JSONReader.read(text[..<end]) }
    }
    for index in text.indices {
      for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0x80, 0xFF] {
        var changed = text
        changed[index] = byte
        _ = try? JSONReader.read(changed)
      }
    }
  }
}
