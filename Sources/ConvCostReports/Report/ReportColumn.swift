package import ConvCostCore
import ConvCostText

/// A column of a report: its name, its meaning, and its cell for each row.
package struct ReportColumn: Sendable {
  /// The name on the command line and in CSV.
  package let key: String
  /// The title that people read.
  package let title: String
  /// The meaning, in a sentence with the unit.
  package let definition: String
  let isNumeric: Bool
  let mayShrink: Bool
  /// The count, if the convention decides on the column's name and whether it exists.
  package let metric: Metric?
  /// The unit of the numbers; empty for texts and plain counts.
  package let unit: String
  /// Whether the column says nothing without a device.
  package private(set) var needsDevice = false
  /// Whether the column says nothing without measured times.
  package private(set) var needsTimes = false
  private let cell: @Sendable (Report.Row, Cost) -> Table.Cell
  /// The number by which rows are sorted; nil for columns of text.
  let measure: (@Sendable (Report.Row) -> Double)?

  /// Whether the column is about receptive fields, which have no total.
  var isSpan: Bool { unit == "samples" }

  /// The column's head; counts have the convention's names.
  func head(by convention: Convention) -> Table.Column {
    let label = metric.map { convention.label(of: $0).capitalizedHead }
    let title = isShare ? "% of \(metric == .parameters ? "par." : label ?? "")" : label ?? title
    return Table.Column(
      title, key: key, isNumeric: isNumeric, mayShrink: mayShrink, dashesZeros: isNumeric,
      need: need)
  }

  /// Whether the column is a share of another one.
  private var isShare: Bool { unit == "%" }

  /// How much the column is needed: counts are what a report is for.
  private var need: Table.Column.Need {
    if isShare { return .share }
    return switch key {
    case "path": .answer
    case "operation": .operation
    case "output", "input": .output
    default: metric == nil ? .other : .answer
    }
  }

  /// Returns the cell of a row; empty if the convention does not have the metric.
  func cell(_ row: Report.Row, of report: Report) -> Table.Cell {
    if let metric, !report.convention.defines(metric) { return .empty }
    return cell(row, report.total)
  }

  /// Whether the column's total is a lower bound.
  func isLowerBound(in report: Report) -> Bool {
    if let metric { return report.analysis.isLowerBound(metric) }
    return unit.isEmpty
      ? report.analysis.isLowerBound(.parameters) : report.analysis.graph.lacksValues
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
    unit = ""
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
    unit = ""
    measure = { Double(count($0.cost)) }
    cell = { row, _ in .count(count(row.cost)) }
  }

  private init(_ metric: Metric, _ definition: String) {
    key = metric.rawValue
    title = metric.heading
    self.definition = definition
    mayShrink = false
    isNumeric = true
    self.metric = metric
    unit = ""
    measure = { Double(metric.value(of: $0.cost)) }
    cell = { row, _ in .count(metric.value(of: row.cost)) }
  }

  private init(shareOf metric: Metric) {
    key = "\(metric.rawValue)%"
    title = "% of \(metric == .parameters ? "par." : metric.heading)"
    definition = "Share of the \(metric.name), in percent."
    mayShrink = false
    isNumeric = true
    self.metric = metric
    unit = "%"
    measure = { Double(metric.value(of: $0.cost)) }
    cell = { row, total in
      let whole = metric.value(of: total)
      return whole == 0
        ? .empty : .share(Double(metric.value(of: row.cost)) / Double(whole))
    }
  }

  private init(
    bytes key: String, _ title: String, _ definition: String,
    _ bytes: @escaping @Sendable (Footprint) -> Int
  ) {
    self.key = key
    self.title = title
    self.definition = definition
    mayShrink = false
    isNumeric = true
    metric = nil
    unit = "B"
    measure = { Double(bytes($0.footprint)) }
    cell = { row, _ in .count(bytes(row.footprint)) }
  }

  private init(
    number key: String, _ title: String, unit: String, digits: Int, _ definition: String,
    _ number: @escaping @Sendable (Footprint) -> Double?
  ) {
    self.key = key
    self.title = title
    self.definition = definition
    mayShrink = false
    isNumeric = true
    metric = nil
    self.unit = unit
    measure = { number($0.footprint) ?? 0 }
    cell = { row, _ in number(row.footprint).map { .number($0, digits: digits) } ?? .empty }
  }

  private init(
    span key: String, _ title: String, _ definition: String,
    _ length: @escaping @Sendable (ReceptiveField.Span) -> Double
  ) {
    self.key = key
    self.title = title
    self.definition = definition
    mayShrink = false
    isNumeric = true
    metric = nil
    unit = "samples"
    // An axis that is seen completely comes first.
    measure = { row in
      row.field.axes.map { row.field[$0].map(length) ?? .infinity }.max() ?? .infinity
    }
    let isExtent = key == "rf"
    cell = { row, _ in
      .text(
        row.field.text(joinedBy: isExtent ? "×" : ", ", onceWhereEqual: !isExtent) {
          Digits.shortest(length($0), digits: 2)
        } + (isExtent ? row.fieldInput.map { " of \($0)" } ?? "" : ""))
    }
  }

  /// The column, which says nothing without a device.
  private var ofDevice: ReportColumn {
    var column = self
    column.needsDevice = true
    return column
  }

  /// The column, which says nothing without measured times.
  private var ofTimes: ReportColumn {
    var column = ofDevice
    column.needsTimes = true
    return column
  }

  /// Every column, in the order in which they are listed.
  package static let all =
    [
      ReportColumn(text: "path", "Layer", "Path of the layer or block.", mayShrink: true) {
        .layer(path: $0.path, name: $0.name, depth: $0.depth)
      },
      ReportColumn(
        text: "operation", "Operation", "Operation with its hyper-parameters, or type of block.",
        mayShrink: true
      ) {
        .text($0.operationText)
      },
      ReportColumn(text: "input", "Input", "Input shapes, per sample.") {
        .text($0.inputs.map(\.description).joined(separator: ", "))
      },
      ReportColumn(text: "output", "Output", "Output shape, per sample.") {
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
    ] + efficiency

  private static let efficiency = [
    ReportColumn(
      span: "rf", "Field", "Receptive field: the samples of the image that an element depends on."
    ) { $0.size },
    ReportColumn(span: "jump", "Jump", "Step between the fields of neighbours: effective stride.") {
      $0.jump
    },
    ReportColumn(
      span: "offset", "Offset",
      "First sample that the first element depends on; padding is negative."
    ) { $0.offset },
    ReportColumn(
      bytes: "peak", "Live bytes", "Activations in memory while it runs; for a block the peak."
    ) { $0.peakBytes },
    ReportColumn(bytes: "read", "Bytes read", "Bytes read: inputs, parameters and buffers.") {
      $0.bytesRead
    },
    ReportColumn(bytes: "written", "Bytes written", "Bytes written: the output.") {
      $0.bytesWritten
    },
    ReportColumn(bytes: "traffic", "Traffic bytes", "Bytes read and written.") { $0.bytes },
    ReportColumn(
      bytes: "fused", "Fused bytes",
      "Bytes read and written if norms, activations and sums are fused with the layer before."
    ) { $0.fusedBytes },
    ReportColumn(
      number: "bops", "Bit ops (M)", unit: "10⁶", digits: 2,
      "Bit operations: MACs times the bits of both factors."
    ) { $0.bitOperations / 1e6 },
    ReportColumn(
      number: "intensity", "FLOPs/B", unit: "FLOPs/B", digits: 2,
      "Arithmetic intensity: standard FLOPs for each byte of traffic."
    ) { $0.intensity },
    ReportColumn(
      number: "time", "Time ≥ (µs)", unit: "µs", digits: 2,
      "Lower bound of the time on the device, by the roofline."
    ) { $0.seconds.map { $0 * 1e6 } }.ofDevice,
    ReportColumn(text: "bound", "Bound", "What limits the time on the device: compute or memory.") {
      .text($0.footprint.bound?.rawValue ?? "")
    }.ofDevice,
    ReportColumn(
      number: "measured", "Measured (µs)", unit: "µs", digits: 2,
      "Measured time, from the file of --times; for a block the sum of its layers."
    ) { $0.measuredSeconds.map { $0 * 1e6 } }.ofTimes,
    ReportColumn(
      number: "slowdown", "× bound", unit: "", digits: 2,
      "Measured time over the lower bound of the same layers."
    ) { $0.slowdown }.ofTimes,
    ReportColumn(
      number: "energy", "Energy (µJ)", unit: "µJ", digits: 2,
      "Arithmetic and DRAM traffic in 45 nm, after Horowitz 2014."
    ) { $0.joules * 1e6 },
  ]

  /// Returns the columns that are shown by default.
  package static func standard(by convention: Convention) -> [ReportColumn] {
    let metric = convention.counts[0].metric.rawValue
    return [
      "path", "operation", "output", "parameters", "parameters%", metric, "\(metric)%",
    ].compactMap(named)
  }

  /// Returns the column with the given name.
  package static func named(_ key: String) -> ReportColumn? {
    let key = key.lowercased().filter { $0 != " " }
    func column(_ key: String) -> ReportColumn? { all.first { $0.key == key } }
    return column(key) ?? synonyms[key].flatMap(column)
  }

  /// Other words for columns.
  private static let synonyms = [
    "params": "parameters", "params%": "parameters%", "param": "parameters", "name": "path",
    "layer": "path", "op": "operation", "type": "operation", "shape": "output", "mac": "macs",
    "flop": "flops", "memory": "peak", "act": "activations", "field": "rf",
  ]
}

extension Report.Row {
  /// The operation with its hyper-parameters, and the operation whose weights it uses.
  fileprivate var operationText: String {
    (detail.isEmpty ? operation : "\(operation) \(detail)")
      + (lender.map { ", weights of \($0)" } ?? "")
  }
}
