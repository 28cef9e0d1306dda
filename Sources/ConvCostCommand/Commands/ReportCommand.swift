import ConvCostCore
import ConvCostJSON
import ConvCostReports

/// `convcost report`: the cost table of a network.
struct ReportCommand: Command {
  /// A report, and the parts of it that are shown.
  struct Result: Presentable {
    let report: Report
    let layout: ReportLayout
    /// The number of levels of a graph; nil for as many as stay readable.
    let graphDepth: Int?
    /// The variants for the sliders of a page; nil in other formats, and where there are none.
    let grid: ExplorerGrid?
    /// What a row is about.
    let rows: Rows

    var document: Document {
      switch rows {
      case .layers: report.document(layout)
      case .stages: report.stagesDocument(layout)
      }
    }
    var json: JSONNode { report.json }
    var graph: BlockGraph { BlockGraph(report, depth: graphDepth) }
  }

  /// What a row of the table is about.
  enum Rows: String, CaseIterable {
    case layers, stages
  }

  /// The formats of a report: the common ones, and graphs of its blocks.
  static let formats: [OutputFormat<Result>] =
    OutputFormat<Result>.common.map { format in
      guard format.common == .html else { return format }
      return OutputFormat(.html) { result, _ in result.report.page(result.grid, result.layout) }
    } + [
      OutputFormat("dot", ["dot", "gv"]) { $0.graph.dot },
      OutputFormat("mermaid", ["mmd"]) { $0.graph.mermaid },
      OutputFormat("netron") { $0.report.netron.text() },
    ]

  static let name = "report"
  static let summary = "Cost table of a network by layer and block."
  static let operandSyntax = "<network>"
  static let operandCount = 1...1
  static let discussion = """
    Without --depth the table shows as many levels as stay readable, with runs of equal blocks in \
    one row. CSV contains every layer unless --depth is given. JSON always contains every layer; \
    the options of the table do not change it. A network's own depth is a key: \
    efficientnet:depth=1.5.
    """
  static let examples = [
    "convcost report resnet50",
    "convcost report mobilenet_v2:width=0.75 --input 192 --depth 2",
    "convcost report vgg16 --sort macs --top 5",
    "convcost report paper/alexnet --columns path,output,weights,biases,macs",
    "convcost report mobilenet_v2 --columns path,output,macs,rf,peak,intensity",
    "convcost report resnet50 --device a100 --dtype fp16 --sort time --top 5",
    "convcost report densenet121 --output densenet121.csv",
  ]
  static let options: [Option<Self>] =
    [
      .value(
        "depth", "N|all", "Unfold blocks to this many levels.",
        expected: "a whole number from 1, or all", into: \.folding, Report.Folding.init),
      .choice(
        "rows", "A row for each layer or block, or for each resolution, as papers print tables.",
        into: \.rows),
      .text("columns", "LIST", "Columns to show: names separated by commas.") {
        $0.columns = $1
      }.completed(by: .columns),
      .value(
        "sort", "COLUMN",
        "Sort by a column, the largest first, texts from A; the tree becomes a list of layers.",
        expected: "a column, which convcost columns lists",
        into: \.layout.sorting, ReportColumn.named
      ).completed(by: .words(ReportColumn.all.map(\.key))),
      .value(
        "top", "N", "Show only the first rows of the list of layers.",
        expected: "a whole number from 1",
        into: \.layout.top, positiveNumber),
      .text(
        "times", "FILE",
        "Measured times of layers, in CSV (layer,ms), beside their bounds on --device."
      ) { $0.times = $1 }.completed(by: .files([".csv"])),
      .choice(
        "training", "Estimate a training step with an optimiser.", into: \.layout.optimizer),
    ]
    + DeploymentArguments.options.within(\.deployment, section: "Options")
    + InputArguments.options.within(\.inputs, section: "Every network")
    + OutputArguments.options(formats).within(\.output, section: "Output")

  private var deployment = DeploymentArguments()
  private var inputs = InputArguments()
  private var output = OutputArguments(formats)
  private var layout = ReportLayout()
  private var folding: Report.Folding?
  private var columns: String?
  private var rows: Rows?
  private var times: String?

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let inputs = try inputs.read(operands, for: output)
    let chosen = try output.format()
    let format = chosen.common
    if format == nil {
      // A graph has blocks, not columns.
      try Failure.require(
        "--format \(chosen.name)",
        without: [
          "--columns": columns != nil, "--rows": rows != nil, "--sort": layout.sorting != nil,
          "--top": layout.top != nil, "--times": times != nil,
        ])
    }
    var layout = layout
    let isList = format == .csv || layout.sorting != nil || layout.top != nil
    layout.folding = folding ?? (isList || format == .html ? .none : .readable)
    layout.isFlat = format == .csv
    layout.hasPictures = format == .html
    if let columns { layout.columns = try Self.columns(columns) }
    if rows == .stages {
      try Failure.require(
        "--rows stages",
        without: [
          "--depth": folding != nil, "--columns": columns != nil, "--sort": layout.sorting != nil,
          "--top": layout.top != nil, "--times": times != nil,
        ])
    }
    var deployment = try deployment.chosen()
    if let times {
      guard deployment.device != nil else { throw .usage(.needsDevice(column: "measured")) }
      try output.requireOther(than: [times])
      deployment.times = try Self.measured(times)
      if layout.columns == nil {
        layout.columns = ["path", "operation", "macs", "time", "measured", "slowdown"]
          .compactMap(ReportColumn.named)
      }
    }
    for column in (layout.columns ?? []) + [layout.sorting].compactMap({ $0 }) {
      if let metric = column.metric { try inputs.convention.require(metric) }
      if column.needsDevice, deployment.device == nil {
        throw .usage(.needsDevice(column: column.key))
      }
      if column.needsTimes, times == nil { throw .usage(.needsTimes(column: column.key)) }
    }
    let report = try inputs.reports(deployment, to: &console)[0]
    let grid = format == .html ? try inputs.family(inputs.references[0]).grid() : nil
    return try output.write(
      Result(
        report: report, layout: layout, graphDepth: graphDepth, grid: grid,
        rows: rows ?? .layers), to: &console)
  }

  /// Reads a file of measured times.
  private static func measured(_ file: String) throws(Failure) -> MeasuredTimes {
    let bytes = try Files.contents(of: file)
    do throws(MeasuredTimes.Problem) {
      return try MeasuredTimes(csv: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw .malformed(file: file, .times(error))
    }
  }

  private var graphDepth: Int? {
    switch folding {
    case .depth(let depth): depth
    case Report.Folding.none?: Int.max
    case .readable, nil: nil
    }
  }

  private static func columns(_ list: String) throws(Failure) -> [ReportColumn] {
    var columns: [ReportColumn] = []
    // Names may be separated by commas, by spaces, or by both.
    let parts = list.contains(",") ? list.filter { $0 != " " } : list.replacing(" ", with: ",")
    for key in parts.split(separator: ",", omittingEmptySubsequences: false) {
      guard let column = ReportColumn.named(String(key)) else {
        throw .usage(.unknownColumn(String(key), known: ReportColumn.all.map(\.key)))
      }
      if !columns.contains(where: { $0.key == column.key }) { columns.append(column) }
    }
    return columns
  }
}
