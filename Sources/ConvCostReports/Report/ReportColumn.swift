import ConvCostCore

/// A column of a report: what it is called, what it means, and what it shows of a row.
public struct ReportColumn: Sendable {
  /// The name on the command line and in CSV.
  public let key: String
  /// The title that people read.
  public let title: String
  /// The meaning, in a sentence with the unit.
  public let definition: String
  let isNumeric: Bool
  let mayShrink: Bool
  private let cell: @Sendable (Report.Row, Cost) -> Table.Cell
  /// What rows are sorted by: the count, or nil for columns of text.
  let measure: (@Sendable (Cost) -> Int)?

  /// The column's head.
  var head: Table.Column {
    Table.Column(
      title, key: key, isNumeric: isNumeric, mayShrink: mayShrink, dashesZeros: isNumeric)
  }

  /// Returns the cell of a row in a network of the given total cost.
  func cell(_ row: Report.Row, of total: Cost) -> Table.Cell { cell(row, total) }

  private init(
    text key: String, _ title: String, _ definition: String, mayShrink: Bool = false,
    _ cell: @escaping @Sendable (Report.Row) -> Table.Cell
  ) {
    self.key = key
    self.title = title
    self.definition = definition
    self.mayShrink = mayShrink
    isNumeric = false
    measure = nil
    self.cell = { row, _ in cell(row) }
  }

  private init(
    count key: String, _ title: String, _ definition: String,
    _ count: @escaping @Sendable (Cost) -> Int
  ) {
    self.key = key
    self.title = title
    self.definition = definition
    mayShrink = false
    isNumeric = true
    measure = count
    cell = { row, _ in .count(count(row.cost)) }
  }

  private init(
    share key: String, _ definition: String, _ count: @escaping @Sendable (Cost) -> Int
  ) {
    self.key = key
    title = "%"
    self.definition = definition
    mayShrink = false
    isNumeric = true
    measure = count
    cell = { row, total in
      let whole = count(total)
      return whole == 0 ? .empty : .share(Double(count(row.cost)) / Double(whole))
    }
  }

  /// Every column, in the order in which they are listed.
  public static let all = [
    ReportColumn(text: "path", "Layer", "Path of the layer or block.", mayShrink: true) {
      .layer(path: $0.path, name: $0.name, depth: $0.depth)
    },
    ReportColumn(
      text: "operation", "Operation", "Operation with its hyper-parameters, or type of block.",
      mayShrink: true
    ) {
      .text($0.detail.isEmpty ? $0.operation : "\($0.operation) \($0.detail)")
    },
    ReportColumn(text: "input", "Input", "Shapes that go in, per sample.") {
      .text($0.inputs.map(\.description).joined(separator: ", "))
    },
    ReportColumn(text: "output", "Output", "Shape that comes out, per sample.") {
      .text($0.output.description)
    },
    ReportColumn(count: "parameters", "Parameters", "Trainable numbers.") { $0.parameters },
    ReportColumn(share: "parameters%", "Share of the parameters, in percent.") { $0.parameters },
    ReportColumn(count: "weights", "Weights", "Trainable weights of convolutions and the like.") {
      $0.weights
    },
    ReportColumn(count: "biases", "Biases", "Trainable biases of the same layers.") { $0.biases },
    ReportColumn(count: "norm", "Norm", "Trainable scales and shifts of normalisations.") {
      $0.normalization
    },
    ReportColumn(count: "buffers", "Buffers", "Running statistics, which are not trained.") {
      $0.buffers
    },
    ReportColumn(count: "macs", "MACs", "Multiply-accumulates of convolutions and products.") {
      $0.macs
    },
    ReportColumn(share: "macs%", "Share of the MACs, in percent.") { $0.macs },
    ReportColumn(count: "flops", "FLOPs", "Floating-point operations, two for each MAC.") {
      $0.flops
    },
    ReportColumn(
      count: "activations", "Activations", "Output elements of convolutions and linear layers."
    ) { $0.activations },
  ]

  /// The columns of a report where none are asked for.
  public static let standard = [
    "path", "operation", "output", "parameters", "parameters%", "macs", "macs%",
  ]

  /// Returns the column with the given name.
  public static func named(_ key: String) -> ReportColumn? {
    all.first { $0.key == key }
  }
}
