import ConvCostCore
import ConvCostReports

/// `convcost sweep`: cost over ranges of width, depth, resolution and whatever else a network varies in.
struct SweepCommand: Command {
  /// The formats of a sweep: those of all results, and curves.
  enum Format: String, OutputFormat {
    case text, markdown, csv, json, html, latex, svg

    static let standard = text

    /// The same format of other commands; nil for curves.
    var report: ReportFormat? { ReportFormat(rawValue: rawValue) }

    var endings: [String] { report?.endings ?? ["svg"] }
  }

  static let name = "sweep"
  static let summary = "Cost over width, depth, resolution and other keys: a row for each variant."
  static let operandSyntax = "<network>…"
  static let operandCount = 1...Int.max
  static let discussion = """
    Values are a list, 12,24,32, or a range with its step, 0.35:1.4:0.05. A width or a depth that a \
    network's family has no rule for scales it as any network: the channels of all layers but the last, \
    and the repeats of equal blocks. --pareto keeps the variants that no other beats in all measures at \
    once: smaller is better, larger where a plus stands before. CSV is written as it is counted.
    """
  static let examples = [
    "convcost sweep mobilenet_v2 --width 0.35:1.4:0.35 --input 96:224:32",
    "convcost sweep densenet121 --growth 12,24,32 --format csv",
    "convcost sweep mobilenet_v2 resnet18 --width 0.25:1:0.25 -o widths.svg",
    "convcost sweep efficientnet --width 1:2:0.1 --input 192:320:32 --max-macs 1G --pareto +input,macs",
  ]
  static let options: [Option<Self>] =
    VariationArguments.options.map { $0.within(\.variation, section: "What varies") }
    + BudgetArguments.options.map { $0.within(\.budget, section: "What is kept") }
    + [
      .value(
        "pareto", "MEASURES", "Keep what no other variant beats, such as +input,macs.",
        expected:
          "measures among \(Measure.allCases.map(\.rawValue).joined(separator: ", ")), + for"
          + " large ones", into: \.goals, Goal.list)
    ]
    + DeploymentArguments.memoryOptions.map { $0.within(\.deployment, section: "What is kept") }
    + NetworkArguments.dimensionOptions.map { $0.within(\.networks, section: "What varies") }
    + OutputArguments<Format>.options.map { $0.within(\.output, section: "Output") }

  private var networks = NetworkArguments()
  private var variation = VariationArguments()
  private var budget = BudgetArguments()
  private var goals: [Goal]?
  private var deployment = DeploymentArguments()
  private var output = OutputArguments<Format>()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let format = try output.format(reading: operands)
    let ranges = try variation.checked()
    guard !ranges.isEmpty else { throw .usage(.nothingToVary(command: Self.name)) }
    let needsPeak = budget.needsPeak || goals?.contains { $0.measure == .peak } == true
    let peaks = needsPeak ? try deployment.chosen() : nil
    var spaces: [VariantSpace] = []
    for operand in operands {
      spaces.append(try VariantSpace(networks.family(operand), calledAs: operand, ranges))
    }
    var result = SweepResult(
      keys: ranges.map(\.key), namesNetworks: operands.count > 1, hasPeak: needsPeak)
    // Rows that are not compared with each other are written as they are counted.
    let streams = format == .csv && goals == nil && output.isStandardOutput
    if streams { try output.stream(CSVRenderer().render(result.document(title: "")), to: &console) }
    let total = spaces.reduce(0) { $0 + $1.count }
    for space in spaces {
      for outcomes in space.batches(peaks: peaks) {
        result.add(outcomes, within: budget)
        for point in result.points.prefix(1) { console.warn(about: point.subject) }
        console.progress?("counted \(result.counted) of \(total) variants")
        if streams {
          let rows = CSVRenderer().render(result.document(title: ""), hasHead: false)
          try output.stream(rows, to: &console)
          result.points = []
        }
      }
    }
    console.progress?("")
    if streams { return .done }
    if let goals { result = result.pareto(goals) }
    let title = operands.joined(separator: ", ")
    if format == .svg {
      try output.write(result.chart.svg(), to: &console)
      return .done
    }
    let style = output.style(on: console)
    try output.write(
      format.report?.render(result.document(title: title), result.json, style) ?? "", to: &console)
    return .done
  }
}

extension SweepResult {
  /// The variants as curves over parameters and MACs: one for each network, and for each combination of the
  /// keys but the first.
  fileprivate var chart: ScatterChart {
    ScatterChart(
      points.map { point in
        let name = point.subject.name.split(separator: "/").last.map(String.init) ?? ""
        let others = zip(keys, point.values).dropFirst().map { "\($0)=\($1)" }
        return ScatterChart.Point(
          name: (points.count > 40 ? [] : [namesNetworks ? name : ""] + point.values)
            .filter { !$0.isEmpty }.joined(separator: " "),
          family: ([point.subject.name] + others).joined(separator: ","),
          parameters: Double(point.total.parameters), height: Double(point.total.macs),
          activations: Double(point.total.activations),
          isLowerBound: !point.lowerBounds.isDisjoint(with: [.macs, .parameters, .activations]))
      }, axis: "MACs")
  }
}
