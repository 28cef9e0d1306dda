public import ConvCostCore

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
  /// What is counted, where a convention says what it is called and whether it is there.
  public let metric: Metric?
  private let cell: @Sendable (Report.Row, Cost) -> Table.Cell
  /// What rows are sorted by: the count, or nil for columns of text.
  let measure: (@Sendable (Cost) -> Int)?

  /// The column's head; counts are called what the convention calls them.
  func head(by convention: Convention) -> Table.Column {
    let isCount = metric != nil && title != "%"
    return Table.Column(
      isCount ? metric.map { convention.label(of: $0).capitalizedHead } ?? title : title, key: key,
      isNumeric: isNumeric, mayShrink: mayShrink, dashesZeros: isNumeric)
  }

  /// Returns the cell of a row; empty where the convention does not have the metric.
  func cell(_ row: Report.Row, of report: Report) -> Table.Cell {
    if let metric, !report.convention.defines(metric) { return .empty }
    return cell(row, report.total)
  }

  private init(
    text key: String, _ title: String, _ definition: String, mayShrink: Bool = false,
    _ cell: @escaping @Sendable (Report.Row) -> Table.Cell
  ) {
    self.key = key
    self.title = title
    self.definition = definition
    self.mayShrink = mayShrink
    isNumeric = false
    metric = nil
    measure = nil
    self.cell = { row, _ in cell(row) }
  }

  private init(
    part key: String, _ title: String, _ definition: String,
    _ count: @escaping @Sendable (Cost) -> Int
  ) {
    self.key = key
    self.title = title
    self.definition = definition
    mayShrink = false
    isNumeric = true
    metric = nil
    measure = count
    cell = { row, _ in .count(count(row.cost)) }
  }

  private init(_ metric: Metric, _ definition: String) {
    key = metric.rawValue
    title = metric.heading
    self.definition = definition
    mayShrink = false
    isNumeric = true
    self.metric = metric
    measure = metric.value(of:)
    cell = { row, _ in .count(metric.value(of: row.cost)) }
  }

  private init(shareOf metric: Metric) {
    key = "\(metric.rawValue)%"
    title = "%"
    definition = "Share of the \(metric.name), in percent."
    mayShrink = false
    isNumeric = true
    self.metric = metric
    measure = metric.value(of:)
    cell = { row, total in
      let whole = metric.value(of: total)
      return whole == 0
        ? .empty : .share(Double(metric.value(of: row.cost)) / Double(whole))
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
    ReportColumn(.parameters, "Trainable numbers."),
    ReportColumn(shareOf: .parameters),
    ReportColumn(part: "weights", "Weights", "Trainable weights of convolutions and the like.") {
      $0.weights
    },
    ReportColumn(part: "biases", "Biases", "Trainable biases of the same layers.") { $0.biases },
    ReportColumn(part: "norm", "Norm", "Trainable scales and shifts of normalisations.") {
      $0.normalization
    },
    ReportColumn(.buffers, "Running statistics, which are not trained."),
    ReportColumn(.macs, "Multiply-accumulates, as the convention counts them."),
    ReportColumn(shareOf: .macs),
    ReportColumn(.flops, "Floating-point operations, as the convention counts them."),
    ReportColumn(shareOf: .flops),
    ReportColumn(.activations, "Output elements of convolutions and linear layers."),
  ]

  /// Returns the columns of a report where none are asked for.
  public static func standard(by convention: Convention) -> [ReportColumn] {
    let metric = convention.counts[0].metric.rawValue
    return [
      "path", "operation", "output", "parameters", "parameters%", metric, "\(metric)%",
    ].compactMap(named)
  }

  /// Returns the column with the given name.
  public static func named(_ key: String) -> ReportColumn? {
    all.first { $0.key == key }
  }
}
