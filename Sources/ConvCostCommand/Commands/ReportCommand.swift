import ConvCostCore
import ConvCostJSON
import ConvCostReports

/// `convcost report`: the cost table of a network.
struct ReportCommand: Command {
  /// The formats of a report: those of all results, and graphs of its blocks.
  enum Format: String, OutputFormat {
    case text, markdown, csv, json, html, latex, dot, mermaid, netron

    static let standard = text

    /// The same format of other commands; nil for graphs.
    var report: ReportFormat? { ReportFormat(rawValue: rawValue) }

    var endings: [String] {
      switch self {
      case .dot: ["dot", "gv"]
      case .mermaid: ["mmd"]
      default: report?.endings ?? []
      }
    }
  }

  static let name = "report"
  static let summary = "Cost table of a network by layer and block."
  static let operandSyntax = "<network>"
  static let operandCount = 1...1
  static let discussion = """
    Without --depth the table is as deep as stays readable, and runs of equal blocks are one row. \
    CSV holds every layer unless --depth says otherwise. JSON always holds every layer; the options \
    of the table do not change it. A network's own depth is a key: efficientnet:depth=1.5.
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
        expected: "a whole number from 1, or all", into: \.folding, folding),
      .text("columns", "LIST", "Columns, by their names and separated by commas.") {
        $0.columns = $1
      }.completed(by: .words(ReportColumn.all.map(\.key))),
      .value(
        "sort", "COLUMN",
        "Sort by a column, the largest first, texts from A; the tree becomes a list of layers.",
        expected: "one of \(ReportColumn.all.map(\.key).joined(separator: ", "))",
        into: \.layout.sorting, ReportColumn.named
      ).completed(by: .words(ReportColumn.all.map(\.key))),
      .value(
        "top", "N", "Show only the first rows of the list of layers.",
        expected: "a whole number from 1",
        into: \.layout.top, positiveNumber),
      .choice(
        "training", "Estimate a training step with an optimiser.", into: \.layout.optimizer),
    ]
    + DeploymentArguments.options.map { $0.within(\.deployment, section: "Options") }
    + NetworkArguments.options.map { $0.within(\.networks, section: "Every network") }
    + ConventionArguments.options.map { $0.within(\.convention, section: "Every network") }
    + OutputArguments<Format>.options.map { $0.within(\.output, section: "Output") }

  private var deployment = DeploymentArguments()
  private var networks = NetworkArguments()
  private var convention = ConventionArguments()
  private var output = OutputArguments<Format>()
  private var layout = ReportLayout()
  private var folding: Report.Folding?
  private var columns: String?

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let format = try output.format(reading: operands + convention.files)
    var layout = layout
    let isList = format == .csv || layout.sorting != nil || layout.top != nil
    layout.folding = folding ?? (isList || format == .html ? .none : .readable)
    layout.isFlat = format == .csv
    layout.hasPictures = format == .html
    if let columns { layout.columns = try Self.columns(columns) }
    let convention = try convention.convention()
    for column in (layout.columns ?? []) + [layout.sorting].compactMap({ $0 }) {
      if let metric = column.metric { try convention.require(metric) }
      if ["time", "bound"].contains(column.key), try deployment.chosen().device == nil {
        throw .usage(.needsDevice(column: column.key))
      }
    }
    let report = try networks.report(operands[0], by: convention, deployment.chosen())
    console.warn(about: report.subject)
    let style = output.style(on: console)
    let result =
      switch format {
      case .dot: BlockGraph(report, depth: depth).dot
      case .mermaid: BlockGraph(report, depth: depth).mermaid
      case .netron: report.netron.text()
      default: format.report?.render(report.document(layout), report.json, style) ?? ""
      }
    try output.write(result, to: &console)
    return .done
  }

  /// How many levels a graph has; nil for as many as stay readable.
  private var depth: Int? {
    switch folding {
    case .depth(let depth): depth
    case Report.Folding.none?: Int.max
    case .readable, nil: nil
    }
  }

  private static func columns(_ list: String) throws(Failure) -> [ReportColumn] {
    var columns: [ReportColumn] = []
    for key in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let column = ReportColumn.named(String(key)) else {
        throw .usage(.unknownColumn(String(key), known: ReportColumn.all.map(\.key)))
      }
      columns.append(column)
    }
    return columns
  }

  private static func folding(_ text: String) -> Report.Folding? {
    text == "all" ? Report.Folding.none : positiveNumber(text).map(Report.Folding.depth)
  }
}
