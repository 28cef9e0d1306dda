import ConvCostText
import Testing

struct TerminalTextTests {
  @Test(arguments: [("abc", 3), ("层归一化", 8), ("e\u{301}", 1), ("×·…─", 4), ("😀", 2), ("", 0)])
  func `wide letters take two columns and marks none`(text: String, width: Int) {
    #expect(TerminalText.width(of: text) == width)
  }

  /// The first and last letters of each range of wide ones, and their neighbours.
  @Test(
    arguments: [
      (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
      (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F),
      (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ] as [(Int, Int)])
  func `wide letters stand together`(first: Int, last: Int) throws {
    let widths = try [first - 1, first, last, last + 1].map { value in
      TerminalText.width(of: String(try #require(Unicode.Scalar(value))))
    }
    // U+FE2F is a mark and U+FEFF a format, which take no column.
    #expect(widths == [[0xFE30, 0xFF00].contains(first) ? 0 : 1, 2, 2, 1])
  }

  /// A soft hyphen shows as a hyphen; marks, also those around a letter, and formats do not show.
  @Test(arguments: [
    ("\u{AD}", 1), ("\u{300}", 0), ("\u{20DD}", 0), ("\u{200B}", 0), ("é\u{7F}", 2), ("é", 1),
  ])
  func `what does not show takes no column`(text: String, width: Int) {
    #expect(TerminalText.width(of: text) == width)
  }

  @Test(arguments: [
    ("short", 8, "short"), ("short", 5, "short"), ("short", 4, "sh…t"), ("short", 3, "s…t"),
    ("short", 1, "…"), ("a longer text", 8, "a lo…ext"), ("a longer text", 9, "a lo…text"),
    ("层归一化层", 7, "层…层"), ("层归一化层", 9, "层归…化层"), ("层归一化层", 10, "层归一化层"),
  ])
  func `the middle of a text is left out`(text: String, width: Int, shortened: String) {
    #expect(TerminalText.shortened(text, to: width) == shortened)
  }

  @Test(arguments: [
    ("a long text of words", 8, ["a long", "text of", "words"]), ("", 8, [""]),
    ("exactly eight", 7, ["exactly", "eight"]), ("unbreakable a", 4, ["unbreakable", "a"]),
    ("层归 一化", 8, ["层归", "一化"]), ("层归 一化", 9, ["层归 一化"]),
    ("two  spaces", 11, ["two  spaces"]), (" a space before", 15, [" a space before"]),
  ])
  func `lines break at spaces`(text: String, width: Int, lines: [String]) {
    #expect(TerminalText.wrapped(text, to: width) == lines)
  }

  @Test func `spaces fill a column`() {
    #expect(TerminalText.padded("ab", to: 4) == "ab  ")
    #expect(TerminalText.padded("层", to: 4, atRight: true) == "  层")
    #expect(TerminalText.padded("abcd", to: 4) == "abcd")
    #expect(TerminalText.padded("abcde", to: 4) == "abcde")
  }
}

struct PrintableTests {
  @Test(arguments: [
    ("conv1", "conv1"), ("é 层", "é 层"), ("\u{1B}[2J", #"\u{1B}[2J"#),
    ("a\u{202E}b", #"a\u{202E}b"#),
    ("a\nb", #"a\u{A}b"#), ("\u{200B}", #"\u{200B}"#), ("\u{E000}", #"\u{E000}"#),
    (" ~\u{1F}", #" ~\u{1F}"#), ("~\u{7F}", #"~\u{7F}"#), ("é\u{1F}\u{7F} ~", #"é\u{1F}\u{7F} ~"#),
    ("\u{2028}\u{2029}\u{FE0F}", #"\u{2028}\u{2029}\u{FE0F}"#), ("\u{378}", #"\u{378}"#),
  ])
  func `what does not show as itself is spelt out`(text: String, printable: String) {
    #expect(text.printable == printable)
  }

  /// What Unicode's tables say of the scalars that are not looked up there.
  @Test func `plain scalars are printable letters and signs of their own`() {
    let plain = (0...0x3000).compactMap { Unicode.Scalar(UInt32($0)) }.filter(\.isPlain)
    #expect(plain.count > 1000)
    for scalar in plain {
      #expect(scalar.properties.isPatternWhitespace == (scalar == " "))
      #expect(!scalar.properties.isDefaultIgnorableCodePoint)
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate, .privateUse,
        .unassigned, .nonspacingMark, .enclosingMark, .spacingMark:
        Issue.record("\(scalar)")
      default: break
      }
      #expect("a\(scalar)a".count == 3)
    }
  }

  @Test func `scalars are replaced, also those with a mark`() {
    #expect("a\"\u{301}b\u{7}".escaped { $0 == "\"" ? "&quot;" : nil } == "a&quot;\u{301}b\\u{7}")
  }

  @Test func `only the first letter is made large`() {
    #expect("mac Count".capitalizedHead == "Mac Count")
    #expect("".capitalizedHead == "")
  }
}
