import ConvCostCore
import ConvCostJSON

extension CheckResult {
  /// The published numbers as a table: what was published, where, and what is counted. The sources
  /// are below the table, each once.
  var evidence: Document {
    let sources = Document.Sources(items.lazy.map(\.source.text))
    return Document(
      title: summary + ".",
      tables: [evidence(source: "") { sources.sign(of: $0.source.text) }],
      facts: sources.facts,
      flat: evidence(source: "Published in") { $0.source.text })
  }

  private func evidence(source: String, _ text: (Item) -> String) -> Table {
    Table(
      columns: [
        Table.Column("Network", key: "network", isNumeric: false, mayShrink: true),
        Table.Column("Metric", key: "metric", isNumeric: false, need: .answer),
        Table.Column("Published", key: "published"),
        Table.Column("Counted", key: "counted", need: .answer),
        Table.Column("", key: "result", isNumeric: false, need: .answer),
        Table.Column(source, key: "source", isNumeric: false, need: .answer),
      ],
      rows: items.flatMap { item in
        item.published.map { number in
          Table.Row([
            .text(item.network), .text(number.metric.name), .count(number.published),
            .count(number.counted),
            number.published == number.counted
              ? .text("equal") : .change(from: number.published, to: number.counted),
            .text(text(item)),
          ])
        }
      })
  }
}

extension CheckResult.Item {
  /// The published numbers and those that were counted; empty without publications.
  var publishedJSON: JSONNode {
    guard !published.isEmpty else { return [:] }
    return [
      "published": .object(published.map { ($0.metric.rawValue, .number($0.published)) }),
      "counted": .object(published.map { ($0.metric.rawValue, .number($0.counted)) }),
    ]
  }
}
