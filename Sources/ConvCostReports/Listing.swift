package import ConvCostCore
package import ConvCostJSON
import ConvCostText

/// Networks with their totals, one for each row.
package struct Listing: Sendable {
  /// A network, the shape of its input, and its total.
  package struct Item: Sendable {
    /// The network.
    package var subject: Subject
    /// The shape of its input.
    package var input: Shape
    /// The sum over all operations.
    package var total: Cost

    package init(subject: Subject, input: Shape, total: Cost) {
      self.subject = subject
      self.input = input
      self.total = total
    }
  }

  /// The networks in order.
  package let items: [Item]
  /// The convention by which they are counted.
  package let convention: Convention

  package init(_ items: [Item], by convention: Convention = .standard) {
    self.items = items
    self.convention = convention
  }

  /// The list as a document.
  package var document: Document {
    let count = convention.counts[0]
    return Document(
      title: "",
      tables: [
        Table(
          columns: [
            Table.Column("Network", key: "name", isNumeric: false),
            Table.Column("Input", key: "input", isNumeric: false),
            Table.Column("Parameters", key: "parameters"),
            Table.Column(count.label.capitalizedHead, key: count.metric.rawValue),
            Table.Column("Activations", key: "activations"),
            Table.Column("Source", key: "citation", isNumeric: false, mayShrink: true),
          ],
          rows: items.map { item in
            Table.Row([
              .text(item.subject.name), .text(item.input.description),
              .count(item.total.parameters), .count(count.metric.value(of: item.total)),
              .count(item.total.activations), .text(item.subject.citation),
            ])
          })
      ],
      facts: convention == .standard
        ? [] : [Document.Fact("Convention", convention.description)])
  }

  /// The list as `convcost.list/1`.
  package var json: JSONNode {
    [
      "schema": "convcost.list/1", "convention": .text(convention.name),
      "networks": .list(
        items.map { item in
          let network: JSONNode = [
            "name": .text(item.subject.name), "source": .text(item.subject.source),
            "input": .numbers(item.input.dimensions),
          ]
          return .line(
            network + .object(item.total.members(by: convention))
              + ["citation": .text(item.subject.citation)])
        }),
    ]
  }
}
