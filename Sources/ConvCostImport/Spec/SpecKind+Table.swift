import ConvCostCore
import ConvCostJSON

extension SpecKind {
  /// A table of stages: layers for each row of numbers. Expressions use the columns' names.
  static let table = SpecKind(
    key: "table", group: .compositions, keys: ["table", "layers"],
    useless: ["form", "name", "shared"].map { ($0, .ofTable) },
    properties: [
      (
        "table",
        .properties(
          [("columns", .type("array")), ("rows", .type("array"))], required: ["columns", "rows"])
      ),
      ("layers", .reference("layers")),
    ], required: ["table", "layers"],
    read: { (fields) throws(SpecError) in try fields.tableLayers() })

  /// Whether an object of the kind gives any number of layers.
  var isTable: Bool { key == Self.table.key }
}

extension SpecFields {
  /// Returns the layers of each row, with the columns' names bound to its numbers, and `previous_`
  /// and a column's name to the number in the previous row.
  fileprivate func tableLayers() throws(SpecError) -> [Layer] {
    let table = try inner(try required("table"), "table", known: ["columns", "rows"])
    let columns = try table.columns()
    let rows = try table.required("rows")
    guard let rowList = rows.elements else {
      throw table.error(rows, found: rows.kind, expected: "a list of rows", key: "rows")
    }
    let layers = try required("layers")
    var result: [Layer] = []
    var previous: [Double] = []
    for (number, row) in rowList.enumerated() {
      let numbers = try table.numbers(row, number, of: columns)
      let before = previous.isEmpty ? numbers : previous
      let values =
        [(SpecNames.row, Double(number))] + Array(zip(columns, numbers))
        + zip(columns.map { SpecNames.previous + $0 }, before)
      previous = numbers
      try budget.spend(1, on: self)
      result += try adding(values).layers(layers, "layers")
    }
    return result
  }

  private func columns() throws(SpecError) -> [String] {
    let heads = try required("columns")
    var columns: [String] = []
    // The names that expressions know by the columns before.
    var taken: Set<String> = []
    for head in heads.elements ?? [] {
      guard let name = head.string, Expression.isName(name), taken.insert(name).inserted,
        taken.insert(SpecNames.previous + name).inserted
      else {
        throw error(
          head, found: head.kind, expected: "a name of letters and digits, each once",
          key: "columns")
      }
      columns.append(name)
    }
    guard !columns.isEmpty else {
      throw error(heads, found: heads.kind, expected: "a list of names", key: "columns")
    }
    return columns
  }

  private func numbers(
    _ row: JSONValue, _ index: Int, of columns: [String]
  ) throws(SpecError) -> [Double] {
    func count(_ count: Int) -> String { "\(count) number\(count == 1 ? "" : "s")" }
    guard let cells = row.elements, cells.count == columns.count else {
      throw error(
        row, found: row.elements.map { count($0.count) } ?? row.kind,
        expected: count(columns.count), key: "rows[\(index)]")
    }
    var numbers: [Double] = []
    for (column, cell) in zip(columns, cells) {
      numbers.append(try number(cell, column, expected: "a number"))
    }
    return numbers
  }
}
