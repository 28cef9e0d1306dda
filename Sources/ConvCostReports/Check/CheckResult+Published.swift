import ConvCostCore
import ConvCostJSON

extension CheckResult {
  /// The published numbers as a table: what was published, where, and what is counted. The sources
  /// are below the table, each once.
  var evidence: Document {
    var sources: [String] = []
    var numbers: [String: Int] = [:]
    for item in items where numbers[item.source.text] == nil {
      sources.append(item.source.text)
      numbers[item.source.text] = sources.count
    }
    return Document(
      title: summary + ".",
      tables: [evidence(source: "") { "[\(numbers[$0.source.text] ?? 0)]" }],
      facts: sources.enumerated().map { Document.Fact("[\($0 + 1)]", $1) },
      flat: evidence(source: "Published in") { $0.source.text })
  }

  private func evidence(source: String, _ text: (Item) -> String) -> Table {
    Table(
      columns: [
        Table.Column("Network", key: "network", isNumeric: false),
        Table.Column("Metric", key: "metric", isNumeric: false),
        Table.Column("Published", key: "published", need: .answer),
        Table.Column("Counted", key: "counted", need: .answer),
        Table.Column("", key: "result", isNumeric: false),
        Table.Column(source, key: "source", isNumeric: false),
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
