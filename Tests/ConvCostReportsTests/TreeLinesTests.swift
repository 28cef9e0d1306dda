import Testing

@testable import ConvCostReports

struct TreeLinesTests {
  @Test func `lines connect blocks with their layers`() {
    let depths = [0, 1, 2, 2, 1, 2, 0, 1]
    let table = Table(
      columns: [Table.Column("", key: "")],
      rows: depths.map { Table.Row([.layer(path: "", name: "", depth: $0)]) })
    #expect(
      TreeLines(table).prefixes == [
        "", "├─ ", "│  ├─ ", "│  └─ ", "└─ ", "   └─ ", "", "└─ ",
      ])
  }
}
