import ConvCostJSON

extension ReportColumn {
  /// The columns with their units and definitions, as a document and as `convcost.columns/1`.
  package static var listing: Presentation { Presentation(document: document, json: json) }

  private static var document: Document {
    Document(
      title: "",
      tables: [
        Table(
          columns: [
            Table.Column("Column", key: "name", isNumeric: false),
            Table.Column("Title", key: "title", isNumeric: false),
            Table.Column("Unit", key: "unit", isNumeric: false),
            Table.Column("Is", key: "definition", isNumeric: false, wraps: true),
          ],
          rows: all.map { column in
            Table.Row([
              .text(column.key), .text(column.title), .text(column.unit),
              .text(column.definition),
            ])
          })
      ])
  }

  private static var json: JSONNode {
    [
      "schema": "convcost.columns/1",
      "columns": .list(
        all.map { column in
          .line([
            "name": .text(column.key), "title": .text(column.title),
            "unit": .text(column.unit), "definition": .text(column.definition),
          ])
        }),
    ]
  }
}
