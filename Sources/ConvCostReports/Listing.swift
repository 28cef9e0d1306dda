public import ConvCostCore

/// Networks with their totals, one a row.
public struct Listing: Sendable {
  /// A network, the shape of its input, and its total.
  public struct Item: Sendable {
    /// Which network it is.
    public var subject: Subject
    /// The shape of its input.
    public var input: Shape
    /// The sum over all operations.
    public var total: Cost

    /// Creates an item.
    public init(subject: Subject, input: Shape, total: Cost) {
      self.subject = subject
      self.input = input
      self.total = total
    }
  }

  /// The networks in order.
  public let items: [Item]

  /// Creates a list.
  public init(_ items: [Item]) {
    self.items = items
  }

  /// The list as a document.
  public var document: Document {
    Document(
      title: "",
      tables: [
        Table(
          columns: [
            Table.Column("Network", key: "name", isNumeric: false),
            Table.Column("Input", key: "input", isNumeric: false),
            Table.Column("Parameters", key: "parameters"),
            Table.Column("MACs", key: "macs"),
            Table.Column("Activations", key: "activations"),
            Table.Column("Source", key: "citation", isNumeric: false, mayShrink: true),
          ],
          rows: items.map { item in
            Table.Row([
              .text(item.subject.name), .text(item.input.description),
              .count(item.total.parameters), .count(item.total.macs),
              .count(item.total.activations), .text(item.subject.citation),
            ])
          })
      ])
  }

  /// The list as `convcost.list/1`.
  public var json: JSONNode {
    [
      "schema": "convcost.list/1",
      "networks": .array(
        items.map { item in
          .line([
            "name": .string(item.subject.name), "source": .string(item.subject.source),
            "input": .integers(item.input.dimensions),
            "parameters": .integer(item.total.parameters),
            "buffers": .integer(item.total.buffers), "macs": .integer(item.total.macs),
            "flops": .integer(item.total.flops),
            "activations": .integer(item.total.activations),
            "citation": .string(item.subject.citation),
          ])
        }),
    ]
  }
}
