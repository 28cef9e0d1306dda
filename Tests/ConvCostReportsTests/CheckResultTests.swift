import ConvCostImport
import ConvCostJSON
import Testing

@testable import ConvCostReports

private let passed = CheckResult([
  .init(network: "resnet50", source: .file("convcost.lock.json", line: 4), differences: [])
])

private let failed = CheckResult(
  passed.items + [
    .init(
      network: "a<b>&\"c\"", source: .file("dir,x:y/lock.json", line: 9),
      differences: [
        .init(
          metric: .macs, expected: .equal(1000), actual: 1030,
          block: .init(path: "layer1.0", change: "100 → 130\n::error::x")),
        .init(metric: .flops, expected: .equal(2000), actual: 2060),
        .init(metric: .parameters, expected: .atMost(500), actual: 600),
      ])
  ], updating: "convcost check --update")

@Suite struct CheckResultTests {
  @Test func `a check that passes is a sentence`() {
    #expect(TextRenderer().render(passed.document) == "1 of 1 network passes.\n")
    #expect(passed.github == "::notice title=convcost::1 of 1 network passes\n")
    #expect(passed.hasPassed)
    #expect(!failed.hasPassed)
  }

  /// One command for a network: FLOPs say nothing that MACs do not say.
  @Test func `workflow commands cannot be broken out of`() {
    #expect(
      failed.github == """
        ::error file=dir%2Cx%3Ay/lock.json,line=9,title=convcost::a<b>&"c": 1,030 MACs, expected \
        1,000 (+3.0 %25); first in layer1.0: 100 → 130\\u{A}::error::x%0Aa<b>&"c": 600 parameters, \
        the budget is 500 (+20.0 %25)%0Aif intended: convcost check --update a<b>&"c"

        """)
  }

  /// An escape, a bell, a NUL, C1, bidirectional, zero-width and invisible characters, ends of
  /// lines, private characters and code points that are not characters.
  static let unprintable: [Unicode.Scalar] =
    [
      "\u{1B}", "\u{7}", "\u{0}", "\u{7F}", "\u{85}", "\u{9B}", "\u{AD}", "\u{34F}", "\u{61C}",
      "\u{115F}", "\u{200B}", "\u{200D}", "\u{200E}", "\u{2028}", "\u{202E}", "\u{2060}",
      "\u{2067}",
      "\u{FE0F}", "\u{FEFF}", "\u{FFF9}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "\u{E0041}",
      "\u{E000}", "\u{10FFFF}",
    ] + [Unicode.Scalar(0xFDD0)].compactMap(\.self)

  @Test(arguments: unprintable)
  func `no format prints unprintable characters`(scalar: Unicode.Scalar) {
    let name = "a\(scalar)b"
    let code = String(scalar.value, radix: 16, uppercase: true)
    let result = CheckResult([
      .init(
        network: name, source: .file(name, line: 1),
        differences: [
          .init(
            metric: .macs, expected: .equal(1), actual: 2, block: .init(path: name, change: name))
        ],
        changes: Changes(
          network: name, label: name, totals: [.init(.macs, before: 1, now: 2)],
          blocks: [.init(path: name, before: 1, now: 2)]))
    ])
    for text in [
      result.github, result.junit, result.comment, result.json.text(),
      TextRenderer().render(result.document), MarkdownRenderer().render(result.document),
      CSVRenderer().render(result.document), HTMLRenderer().render(result.document),
      LaTeXRenderer().render(result.document),
    ] {
      #expect(!text.unicodeScalars.contains(scalar))
    }
    #expect(result.github.contains("file=a\\u{\(code)}b"))
    #expect(result.junit.contains("name=\"a\\u{\(code)}b\""))
  }

  /// A combining mark on a quote, a comma or a bracket makes another character of it, but not
  /// another byte.
  @Test func `combining marks do not hide reserved characters`() {
    let name = "=\u{301}a\"\u{301}<\u{301}&\u{301}|\u{301},\u{301}:\u{301}%\u{301}{\u{301}`\u{301}"
    let item = CheckResult.Item(
      network: name, source: .file(name, line: 1),
      differences: [
        .init(metric: .macs, expected: .equal(1), actual: 2, block: .init(path: name, change: ""))
      ])
    let result = CheckResult([item])
    func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
    let quoted = scalars(result.junit).split(separator: "\n").filter { $0.contains("=") }
    #expect(quoted.allSatisfy { $0.count { $0 == "\"" } % 2 == 0 })
    #expect(!scalars(result.junit).split(separator: "<").contains { $0.first == "\u{301}" })
    // The file's property contains no comma and no colon.
    let properties = scalars(result.github).dropFirst("::error ".count).split(separator: ",")
    #expect(properties[0].starts(with: scalars("file==\u{301}a")))
    #expect(!properties[0].contains(":"))
    #expect(properties[1] == scalars("line=1")[...])
    let csv = CSVRenderer().render(result.document)
    let row = scalars(csv).split(separator: "\n")[1]
    #expect(row.starts(with: scalars("\"'=\u{301}a\"\"\u{301}")))
    #expect(LaTeXRenderer().render(result.document).unicodeScalars.contains("\\"))
  }

  @Test func `letters of all languages stay as they are`() {
    let name = "层归一化 é e\u{301} ж 😀 − ×"
    let result = CheckResult([.init(network: name, source: .publication(name), differences: [])])
    #expect(result.junit.contains("name=\"\(name)\""))
    #expect(result.json.text().contains(name))
  }

  @Test func `JUnit's XML escapes names`() {
    let xml = failed.junit
    #expect(xml.contains(#"<testsuite name="convcost check" tests="2" failures="1">"#))
    #expect(xml.contains(#"<testcase classname="convcost" name="resnet50"/>"#))
    #expect(xml.contains(#"name="a&lt;b&gt;&amp;&quot;c&quot;">"#))
    #expect(!xml.contains("<b>"))
  }

  @Test func `json holds the differences`() throws {
    let json = try JSONReader.read(failed.json.text().utf8)
    #expect(json["schema"]?.string == "convcost.check/1")
    #expect(json["passed"]?.bool == false)
    let differences = try #require(json["differences"]?.elements)
    #expect(differences.map { $0["metric"]?.string } == ["macs", "flops", "parameters"])
    #expect(differences.map { $0["expected"]?.integer } == [1000, 2000, 500])
    #expect(differences.map { $0["actual"]?.integer } == [1030, 2060, 600])
    #expect(differences.map { $0["kind"]?.string } == ["drift", "drift", "budget"])
  }

  /// One total that stays does not hide another one that changes.
  @Test(arguments: [(2, 3, false), (1, 3, false), (1, 2, false), (2, 2, true)])
  func `nothing has changed if all totals stay`(first: Int, second: Int, isEmpty: Bool) {
    let changes = Changes(
      network: "n", label: "MACs",
      totals: [.init(.macs, before: 2, now: first), .init(.parameters, before: 2, now: second)],
      blocks: [])
    #expect(changes.isEmpty == isEmpty)
  }
}
