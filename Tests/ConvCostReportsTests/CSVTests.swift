import ConvCostReports
import Testing

struct CSVTests {
  /// The characters at which spreadsheets take a cell for a formula: OWASP, "CSV Injection".
  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
  func `a text that a spreadsheet takes for a formula gets an apostrophe`(text: String) {
    let table = Table(
      columns: [Table.Column("", key: text)],
      rows: [Table.Row([.text(text)]), Table.Row([.layer(path: text, name: "", depth: 0)])])
    let lines = CSVRenderer().render(Document(title: "", tables: [table])).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.hasPrefix("'") }, "\(lines)")
  }

  @Test(arguments: ["1-1", "a=b", "(-1)", "x@y", "'=", "−1"])
  func `any other text stays as it is`(text: String) {
    let table = Table(columns: [Table.Column("", key: "key")], rows: [Table.Row([.text(text)])])
    #expect(CSVRenderer().render(Document(title: "", tables: [table])) == "key\n\(text)\n")
  }
}
