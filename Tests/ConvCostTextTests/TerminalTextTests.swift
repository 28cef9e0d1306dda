import ConvCostText
import Testing

@Suite struct TerminalTextTests {
  @Test(arguments: [("abc", 3), ("层归一化", 8), ("e\u{301}", 1), ("×·…─", 4), ("😀", 2), ("", 0)])
  func `wide letters take two columns and marks none`(text: String, width: Int) {
    #expect(TerminalText.width(of: text) == width)
  }

  @Test(arguments: [
    ("short", 8, "short"), ("a longer text", 8, "a lo…ext"), ("层归一化层", 7, "层…化层"),
    ("层归一化层", 10, "层归一化层"),
  ])
  func `the middle of a text is left out`(text: String, width: Int, shortened: String) {
    let result = TerminalText.shortened(text, to: width)
    #expect(TerminalText.width(of: result) <= width)
    if text.utf8.count == text.count || text == shortened { #expect(result == shortened) }
  }

  @Test(arguments: [
    ("a long text of words", 8, ["a long", "text of", "words"]), ("", 8, [""]),
    ("exactly eight", 7, ["exactly", "eight"]), ("unbreakable a", 4, ["unbreakable", "a"]),
    ("层归 一化", 8, ["层归", "一化"]), ("层归 一化", 9, ["层归 一化"]),
  ])
  func `lines break at spaces`(text: String, width: Int, lines: [String]) {
    #expect(TerminalText.wrapped(text, to: width) == lines)
  }

  @Test func `spaces fill a column`() {
    #expect(TerminalText.padded("ab", to: 4) == "ab  ")
    #expect(TerminalText.padded("层", to: 4, atRight: true) == "  层")
    #expect(TerminalText.padded("abcde", to: 4) == "abcde")
  }
}

@Suite struct PrintableTests {
  @Test(arguments: [
    ("conv1", "conv1"), ("é 层", "é 层"), ("\u{1B}[2J", #"\u{1B}[2J"#),
    ("a\u{202E}b", #"a\u{202E}b"#),
    ("a\nb", #"a\u{A}b"#), ("\u{200B}", #"\u{200B}"#), ("\u{E000}", #"\u{E000}"#),
  ])
  func `what does not show as itself is spelt out`(text: String, printable: String) {
    #expect(text.printable == printable)
  }

  @Test func `scalars are replaced, also those with a mark`() {
    #expect("a\"\u{301}b\u{7}".escaped { $0 == "\"" ? "&quot;" : nil } == "a&quot;\u{301}b\\u{7}")
  }

  @Test func `only the first letter is made large`() {
    #expect("mac Count".capitalizedHead == "Mac Count")
    #expect("".capitalizedHead == "")
  }
}
