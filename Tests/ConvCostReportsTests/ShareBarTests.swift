import ConvCostReports
import Testing

struct ShareBarTests {
  /// Ten characters are the whole; a bar is rounded to halves of a character, half up.
  @Test(arguments: [
    (1, "██████████"), (0.5, "█████"), (0.26, "██▌"), (0.22, "██"), (0.025, "▌"), (0.024, ""),
    (0, ""), (0.99, "██████████"), (0.97, "█████████▌"),
  ])
  func `a share is drawn in halves of a character`(share: Double, bar: String) throws {
    let table = Table(
      columns: [Table.Column("", key: "")], rows: [Table.Row([.share(share)])])
    let document = Document(title: "", tables: [table])
    let text = TextRenderer(style: Style(width: 40)).render(document)
    let line = try #require(text.split(separator: "\n").last)
    #expect(line.filter { "█▌".contains($0) } == bar)
  }

  /// A text of one character, two spaces, `Share` as wide as its title, a space and ten characters:
  /// 1 + 2 + 5 + 1 + 10.
  @Test(arguments: [(19, true), (18, false)])
  func `bars are drawn where they fit`(width: Int, hasBars: Bool) {
    let table = Table(
      columns: [Table.Column("", key: "a", isNumeric: false), Table.Column("Share", key: "b")],
      rows: [Table.Row([.text("a"), .share(0.5)])])
    let text = TextRenderer(style: Style(width: width)).render(Document(title: "", tables: [table]))
    #expect(text.contains("█") == hasBars)
  }
}
