import ConvCostCore
import ConvCostJSON

extension CheckResult {
  /// The published numbers as a table: what was published, where, and what is counted.
  var evidence: Document {
    let rows = items.flatMap { item in
      item.published.map { number in
        Table.Row([
          .text(item.network), .text(number.metric.name), .count(number.published),
          .count(number.counted),
          number.published == number.counted
            ? .text("equal") : .change(from: number.published, to: number.counted),
          .text(item.source.text),
        ])
      }
    }
    return Document(
      title: summary + ".",
      tables: [
        Table(
          columns: [
            Table.Column("Network", key: "network", isNumeric: false),
            Table.Column("Metric", key: "metric", isNumeric: false),
            Table.Column("Published", key: "published"),
            Table.Column("Counted", key: "counted"),
            Table.Column("", key: "result", isNumeric: false),
            Table.Column("Published in", key: "source", isNumeric: false, mayShrink: true),
          ], rows: rows)
      ])
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
