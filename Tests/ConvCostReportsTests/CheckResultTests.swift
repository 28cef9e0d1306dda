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

struct CheckResultTests {
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

  /// Networks that pass, drift, exceed a budget, are lower bounds or were not counted.
  private static func result(_ letters: String) -> CheckResult {
    CheckResult(
      letters.map { letter in
        let difference: CheckResult.Difference? =
          switch letter {
          case "d": .init(metric: .macs, expected: .equal(4), actual: 5)
          case "b": .init(metric: .macs, expected: .atMost(4), actual: 5)
          case "l": .init(metric: .macs, expected: .complete, actual: 5)
          default: nil
          }
        var item = CheckResult.Item(
          network: String(letter), source: letter == "z" ? .publication("P") : .file("f", line: 1),
          differences: [difference].compactMap(\.self))
        if letter == "u" { item.failure = "unreadable" }
        return item
      }, updating: "update")
  }

  @Test(arguments: [
    ("p", "1 of 1 network passes"), ("pp", "2 of 2 networks pass"),
    ("z", "1 of 1 published total passes"),
    ("zz", "2 of 2 published totals pass"), ("d", "1 of 1 network drifted"),
    ("pd", "1 of 2 networks drifted"), ("dd", "2 of 2 networks drifted"),
    ("pu", "1 of 2 networks was not counted"), ("uu", "2 of 2 networks were not counted"),
    ("b", "1 of 1 network fails"), ("pb", "1 of 2 networks fails"), ("db", "2 of 2 networks fail"),
    ("du", "2 of 2 networks fail"), ("l", "1 of 1 network fails"),
  ])
  func `a sentence sums up`(letters: String, sentence: String) {
    #expect(Self.result(letters).summary == sentence)
  }

  @Test func `a document has a row for each difference`() {
    let document = Self.result("pdblu").document
    #expect(document.title == "4 of 5 networks fail:")
    func row(_ name: String, _ kind: String, _ cells: [Table.Cell]) -> [Table.Cell] {
      [.text(name), .text("MACs"), .text(kind)] + cells + [.text("f:1")]
    }
    let change = Table.Cell.change(from: 4, to: 5)
    #expect(
      document.tables.map { $0.rows.map(\.cells) } == [
        [
          row("d", "exactly", [.count(4), .count(5), change]),
          row("b", "at most", [.count(4), .count(5), change]),
          row("l", "complete", [.empty, .atLeast(5), .empty]),
        ]
      ])
    #expect(
      document.facts == [
        Document.Fact("Not counted", "u: unreadable"),
        Document.Fact("Lower bounds", "\"lowerBound\": true in the lock file accepts them"),
        Document.Fact("If intended", "update d"),
      ])
    #expect(Self.result("b").document.facts.isEmpty)
    #expect(Self.result("dd").document.facts.map(\.value) == ["update d d"])
  }

  /// FLOPs are left out beside MACs with the same kind of difference only.
  @Test(arguments: [
    (CheckResult.Difference.Expectation.equal(1), CheckResult.Difference.Expectation.equal(2), 1),
    (.equal(1), .atMost(2), 2), (.atMost(1), .atMost(2), 1), (.complete, .equal(2), 2),
  ])
  func `twice the products say nothing more`(
    macs: CheckResult.Difference.Expectation, flops: CheckResult.Difference.Expectation, count: Int
  ) {
    let item = CheckResult.Item(
      network: "n", source: .file("f", line: 1),
      differences: [
        .init(metric: .macs, expected: macs, actual: 3),
        .init(metric: .flops, expected: flops, actual: 6),
      ])
    #expect(item.shownDifferences.count == count)
  }

  @Test func `changed blocks come first, then those that are gone`() {
    #expect(
      Changes.blocks(
        before: [("a", 1), ("b", 2), ("c", 3), ("d", 4)], now: [("e", 5), ("c", 0), ("a", 1)])
        == [
          .init(path: "e", before: nil, now: 5), .init(path: "c", before: 3, now: 0),
          .init(path: "b", before: 2, now: nil), .init(path: "d", before: 4, now: nil),
        ])
  }

  @Test func `a comment shows what has changed and folds the rest`() {
    let changes = [
      Changes(
        network: "n", label: "MACs",
        totals: [
          .init(.macs, before: 4, now: 5, isLowerBound: true),
          .init(.parameters, before: 3, now: 3, wasLowerBound: true),
        ],
        blocks: [
          .init(path: "a", before: 4, now: 5), .init(path: "b", before: nil, now: 0),
          .init(path: "c", before: 2, now: nil),
        ]),
      Changes(
        network: "m", label: "MACs", totals: [.init(.macs, before: 2, now: 2, isLowerBound: true)],
        blocks: []),
      Changes(
        network: "o", label: "MACs", totals: [.init(.macs, before: 2, now: 2)],
        blocks: [.init(path: "a", before: 1, now: 2)]),
      Changes(
        network: "p", label: "MACs", totals: [.init(.macs, before: 2, now: 1)], blocks: []),
    ]
    #expect(
      changes.comment(title: "t") == """
        ### t

        **n**

        | | Before | Now | Change |
        | :--- | ---: | ---: | ---: |
        | MACs | **4** | **≥ 5** | **+25.0 %** |
        | Parameters | ≥ 3 | 3 |  |

        <details><summary>3 blocks changed</summary>

        | Block | MACs before | now | Change |
        | :--- | ---: | ---: | ---: |
        | `a` | 4 | 5 | +25.0 % |
        | `b` |  | 0 | new |
        | `c` | 2 |  | gone |

        </details>

        **o**

        | | Before | Now | Change |
        | :--- | ---: | ---: | ---: |
        | MACs | 2 | 2 |  |

        <details><summary>1 block changed</summary>

        | Block | MACs before | now | Change |
        | :--- | ---: | ---: | ---: |
        | `a` | 1 | 2 | +100.0 % |

        </details>

        **p**

        | | Before | Now | Change |
        | :--- | ---: | ---: | ---: |
        | MACs | **2** | **1** | **−50.0 %** |

        <details><summary>1 unchanged</summary>

        - m: ≥ 2 MACs

        </details>

        """)
    #expect(
      changes[0].table.rows.map(\.cells) == [
        [.text("total"), .text("MACs"), .count(4), .atLeast(5), .change(from: 4, to: 5)],
        [.text("a"), .text("MACs"), .count(4), .count(5), .change(from: 4, to: 5)],
        [.text("b"), .text("MACs"), .text("new"), .count(0), .empty],
        [.text("c"), .text("MACs"), .count(2), .text("gone"), .empty],
      ])
  }
}
