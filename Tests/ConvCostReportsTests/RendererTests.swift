import ConvCostCore
import ConvCostText
import Testing

@testable import ConvCostReports

/// Whole small documents in each format.
struct RendererTests {
  private static let document = Document(
    title: "A & B",
    tables: [
      Table(
        title: "C",
        columns: [
          Table.Column("", key: "name", isNumeric: false), Table.Column("Count", key: "count"),
          Table.Column("Ratio", key: "ratio"), Table.Column("Share", key: "share"),
          Table.Column("Cost", key: "cost", dashesZeros: true),
          Table.Column("Change", key: "change"),
        ],
        rows: [
          Table.Row([
            .layer(path: "a", name: "a", depth: 0), .contested(1000, isLeast: true), .ratio(0.5),
            .share(0.25), .count(0), .change(from: 4, to: 5),
          ]),
          Table.Row([
            .layer(path: "a.b", name: "b", depth: 1), .contested(2000, isLeast: false), .empty,
            .share(0), .count(7), .change(from: 0, to: 5),
          ]),
          Table.Row([
            .layer(path: "a.b.c", name: "c", depth: 2), .empty, .empty, .empty,
            .number(0.5, digits: 2), .empty,
          ]),
          Table.Row([
            .text("d"), .contested(1, isLeast: true), .empty, .share(0.5), .count(3), .empty,
          ]),
          Table.Row(
            [.text("Total"), .atLeast(3000), .empty, .share(1), .count(0), .empty], isTotal: true),
        ])
    ], facts: [Document.Fact("Fact", "x < y")], notes: ["Note."])

  @Test func `markdown`() {
    #expect(
      MarkdownRenderer().render(Self.document) == """
        ### A \\& B

        **C**

        |  | Count | Ratio | Share | Cost | Change |
        | :--- | ---: | ---: | ---: | ---: | ---: |
        | `a` | **1,000** | 0.500 | 25.0 | – | +25.0 % |
        | `a.b` | 2,000 |  | 0.0 | 7 | new |
        | `a.b.c` |  |  |  | 0.50 |  |
        | d | **1** |  | 50.0 | 3 |  |
        | **Total** | **≥ 3,000** |  | **100.0** | **–** |  |

        - Fact: x \\< y

        Note.

        """)
  }

  @Test func `comma-separated values`() {
    #expect(
      CSVRenderer().render(Self.document) == """
        name,count,ratio,share,cost,change
        a,1000,0.5,25.0,0,25.0
        a.b,2000,,0.0,7,
        a.b.c,,,,0.5,
        d,1,,50.0,3,

        """)
    let headless = CSVRenderer().render(Self.document, hasHead: false)
    #expect(headless.hasPrefix("a,1000,") && headless.split(separator: "\n").count == 4)
  }

  @Test func `latex`() {
    #expect(
      LaTeXRenderer().render(Self.document) == #"""
        % \usepackage{booktabs}
        \begin{table}
          \centering
          \caption{A \& B: C}
          \label{tab:a}
          \small
          \begin{tabular}{lrrrrr}
            \toprule
             & Count & Ratio & Share & Cost & Change \\
            \midrule
            \quad b & 2,000 &  & 0.0 & 7 & new \\
            \quad \quad c &  &  &  & 0.50 &  \\
            d & \textbf{1} &  & 50.0 & 3 &  \\
            \midrule
            Total & $\geq$ 3,000 &  & 100.0 & -- &  \\
            \bottomrule
          \end{tabular}
        \end{table}
        % Fact: x < y
        % Note.

        """#)
  }

  @Test func `html`() {
    #expect(
      HTMLRenderer().fragment(Self.document).replacing("><t", with: ">\n<t") == """
        <h1>A &amp; B</h1>
        <div class="w">
        <table id="table1" role="treegrid" class="tree">
        <caption>C</caption>
        <thead>
        <tr>
        <th scope="col"></th>
        <th scope="col" class="n">Count</th>
        <th scope="col" class="n">Ratio</th>
        <th scope="col" class="n">Share</th>
        <th scope="col" class="n">Cost</th>
        <th scope="col" class="n">Change</th></tr></thead>
        <tbody>
        <tr aria-level="1" aria-expanded="true">
        <th scope="row" style="--d:0" title="a"><span>a</span></th>
        <td class="n" data-v="1000.0"><strong>1,000</strong></td>
        <td class="n" data-v="0.5">0.500</td>
        <td class="n" data-v="0.25"><i style="width:25.00%"></i>25.0</td>
        <td class="n" data-v="0.0">–</td>
        <td class="n" data-v="0.25">+25.0 %</td></tr>
        <tr aria-level="2" aria-expanded="true">
        <th scope="row" style="--d:1" title="a.b"><span>b</span></th>
        <td class="n" data-v="2000.0">2,000</td>
        <td class="n"></td>
        <td class="n" data-v="0.0">0.0</td>
        <td class="n" data-v="7.0">7</td>
        <td class="n">new</td></tr>
        <tr aria-level="3">
        <th scope="row" style="--d:2" title="a.b.c"><span>c</span></th>
        <td class="n"></td>
        <td class="n"></td>
        <td class="n"></td>
        <td class="n" data-v="0.5">0.50</td>
        <td class="n"></td></tr>
        <tr aria-level="1">
        <th scope="row">d</th>
        <td class="n" data-v="1.0"><strong>1</strong></td>
        <td class="n"></td>
        <td class="n" data-v="0.5"><i style="width:50.00%"></i>50.0</td>
        <td class="n" data-v="3.0">3</td>
        <td class="n"></td></tr>
        <tr class="total">
        <th scope="row">Total</th>
        <td class="n" data-v="3000.0">≥ 3,000</td>
        <td class="n"></td>
        <td class="n" data-v="1.0"><i style="width:100.00%"></i>100.0</td>
        <td class="n" data-v="0.0">–</td>
        <td class="n"></td></tr>
        </tbody>
        </table></div>
        <dl>
        <dt>Fact</dt><dd>x &lt; y</dd>
        </dl>
        <p>Note.</p>

        """)
  }

  @Test func `text`() {
    #expect(
      TextRenderer().render(Self.document) == """
        A & B

        C
                   Count    Ratio  Share  Cost   Change
        ───────  ─────────  ─────  ─────  ────  ───────
        a          1,000 ▾  0.500   25.0     –  +25.0 %
        └─ b       2,000             0.0     7      new
           └─ c                           0.50
        d              1 ▾          50.0     3
        ───────  ─────────  ─────  ─────  ────  ───────
        Total    ≥ 3,000           100.0     –

        Fact  x < y

        Note.

        """)
  }

  /// From eight rows on, a page has a field to filter them.
  @Test(arguments: [(7, false), (8, true)])
  func `long tables have a filter`(count: Int, hasFilter: Bool) {
    let table = Table(
      columns: [Table.Column("", key: "a")],
      rows: Array(repeating: Table.Row([.count(1)]), count: count))
    let html = HTMLRenderer().fragment(Document(title: "", tables: [table, table]))
    #expect(html.contains("data-for=\"table1\"") == hasFilter)
    #expect(html.contains("data-for=\"table2\"") == hasFilter)
  }

  /// Columns of four letters and two spaces between them: 28, 22, 16 and 10 letters.
  @Test(arguments: [
    (28, "aaaa bbbb cccc dddd eeee", ""), (27, "aaaa bbbb dddd eeee", "cccc"),
    (22, "aaaa bbbb dddd eeee", "cccc"), (21, "aaaa dddd eeee", "bbbb, cccc"),
    (16, "aaaa dddd eeee", "bbbb, cccc"), (15, "aaaa dddd", "bbbb, cccc, eeee"),
    (10, "aaaa dddd", "bbbb, cccc, eeee"), (9, "aaaa dddd", "bbbb, cccc, eeee"),
  ])
  func `what is needed least is left out`(width: Int, titles: String, dropped: String) {
    let needs: [Table.Column.Need] = [.share, .ratio, .share, .other, .other]
    let table = Table(
      columns: zip(["aaaa", "bbbb", "cccc", "dddd", "eeee"], needs).map {
        Table.Column($0, key: $0, need: $1)
      }, rows: [Table.Row((1...5).map { .count($0) })])
    let text = TextRenderer(style: Style(width: width)).render(Document(title: "", tables: [table]))
    let lines = text.split(separator: "\n")
    #expect(lines[0].split(separator: " ").joined(separator: " ") == titles)
    let words = lines.dropFirst(3).joined(separator: " ")
    #expect(words == (dropped.isEmpty ? "" : "Not shown at this width: \(dropped)"))
  }

  /// The first column and others for which a line has room, below each other.
  @Test(arguments: [
    (22, ["aaaa bbbb cccc dddd"]), (21, ["aaaa bbbb cccc", "aaaa dddd"]),
    (15, ["aaaa bbbb", "aaaa cccc", "aaaa dddd"]), (3, ["aaaa bbbb", "aaaa cccc", "aaaa dddd"]),
  ])
  func `a table that folds loses nothing that it is for`(width: Int, titles: [String]) {
    let names = ["aaaa", "bbbb", "cccc", "dddd"]
    let table = Table(
      columns: names.map { Table.Column($0, key: $0, need: .answer) }
        + [Table.Column("eeee", key: "eeee", need: .ratio)],
      rows: [Table.Row((1...5).map { .count($0) })], folds: true)
    let text = TextRenderer(style: Style(width: width)).render(Document(title: "", tables: [table]))
    let blocks = text.split(separator: "\n\n").map { $0.split(separator: "\n") }
    #expect(blocks.map { $0[0].split(separator: " ").joined(separator: " ") } == titles)
    #expect(blocks.last?.dropFirst(3).joined(separator: " ") == "Not shown at this width: eeee")
  }

  /// Twenty letters beside ten, which fit in forty, and beside twenty-two, which do not.
  @Test func `a table that folds shortens its first column only where it must`() {
    let name = "abcdefghijklmnopqrst"
    let table = Table(
      columns: [Table.Column("", key: "name", isNumeric: false)]
        + [10, 22].map {
          Table.Column(String(repeating: "x", count: $0), key: "\($0)", need: .answer)
        },
      rows: [Table.Row([.text(name), .count(1), .count(2)])], folds: true)
    let text = TextRenderer(style: Style(width: 40)).render(Document(title: "", tables: [table]))
    let blocks = text.split(separator: "\n\n")
    #expect(blocks.count == 2)
    #expect(blocks.map { $0.contains(name) } == [true, false])
    #expect(blocks.last?.contains("…") == true)
  }

  /// A text of thirty letters beside a number: shortened, but not below twelve letters or the
  /// title.
  @Test(arguments: [
    (35, "t", 30), (34, "t", 29), (17, "t", 12), (16, "t", 12), (20, "t-3456789-1234", 15),
    (18, "t-3456789-1234", 14), (nil, "t", 30),
  ])
  func `texts are shortened as far as needed`(width: Int?, title: String, length: Int) {
    let table = Table(
      columns: [
        Table.Column(title, key: "t", isNumeric: false, mayShrink: true),
        Table.Column("n", key: "n"),
      ], rows: [Table.Row([.text(String(repeating: "x", count: 30)), .count(123)])])
    let text = TextRenderer(style: Style(width: width)).render(Document(title: "", tables: [table]))
    let line = text.split(separator: "\n")[2]
    #expect(TerminalText.width(of: String(line)) == length + 5)
    #expect(line.contains("…") == (length < 30))
  }

  /// A sentence of 122 letters, which can be divided after each even number of them: into lines of
  /// a hundred where the width is not known, and not below twenty or the title.
  @Test(arguments: [
    (nil, "t", 100), (130, "t", 122), (122, "t", 122), (120, "t", 120), (20, "t", 20),
    (10, "t", 20), (10, "t-3456789-123456789-12", 22),
  ])
  func `sentences are divided`(width: Int?, title: String, length: Int) {
    let sentence = "xx" + String(repeating: " x", count: 60)
    let table = Table(
      columns: [Table.Column(title, key: "t", isNumeric: false, wraps: true)],
      rows: [Table.Row([.text(sentence)])])
    let text = TextRenderer(style: Style(width: width)).render(Document(title: "", tables: [table]))
    let lines = text.split(separator: "\n").dropFirst(2)
    #expect(lines.first?.count == length)
    #expect(lines.joined(separator: " ") == sentence)
  }

  @Test(arguments: [("Ab_c d", "ab-c"), ("", "table"), ("é1 ", "-1")])
  func `tables have labels of letters and digits`(title: String, label: String) {
    let table = Table(columns: [Table.Column("", key: "a")], rows: [])
    let text = LaTeXRenderer().render(Document(title: title, tables: [table, table, table]))
    let labels = text.split(separator: "\n").filter { $0.contains("\\label") }
    #expect(
      labels == ["", "-2", "-3"].map { "  \\label{tab:\(label)\($0)}" })
    #expect(text.contains("\\caption") == !title.isEmpty)
  }
}
