import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// `convcost sweep`: costs over ranges of width, depth, resolution and other keys.
struct SweepCommand: Command {
  /// The formats of a sweep: the common ones, and curves.
  static let formats =
    OutputFormat<SweepResult>.common + [OutputFormat("svg", ["svg"]) { $0.chart().svg() }]

  static let name = "sweep"
  static let summary = "Cost over width, depth, resolution and other keys: a row for each variant."
  static let operandSyntax = "<network>…"
  static let operandCount = 1...Int.max
  static let discussion = """
    Values are a list, 12,24,32, or a range with its step, 0.35:1.4:0.05. Where a network's family \
    has no rule of its own, --width scales the channels of all layers but the last, and --depth \
    the repeats of equal blocks. --pareto keeps the variants that no other variant beats in all \
    measures at once; smaller is better, but larger for a measure after a plus. CSV is written \
    while the variants are counted. The exit status is 1 if no variant is kept.
    """
  static let examples = [
    "convcost sweep mobilenet_v2 --width 0.35:1.4:0.35 --input 96:224:32",
    "convcost sweep densenet121 --growth 12,24,32 --format csv",
    "convcost sweep mobilenet_v2 resnet18 --width 0.25:1:0.25 -o widths.svg",
    "convcost sweep efficientnet --width 1:2:0.1 --input 192:320:32 --max-macs 1G"
      + " --pareto +input,macs",
  ]
  static let options: [Option<Self>] =
    VariationArguments.options.within(\.variation, section: "What varies")
    + BudgetArguments.options.within(\.budget, section: "What is kept")
    + [
      .value(
        "pareto", "MEASURES", "Keep variants that no other beats in these, such as +input,macs.",
        expected:
          "measures among \(Measure.allCases.map(\.rawValue).joined(separator: ", ")), with + for"
          + " larger is better", into: \.goals, Goal.list)
    ]
    + DeploymentArguments.searchOptions.within(\.deployment, section: "What is kept")
    + NetworkArguments.dimensionOptions.within(\.networks, section: "What varies")
    + OutputArguments.options(formats).within(\.output, section: "Output")

  private var networks = NetworkArguments()
  private var variation = VariationArguments()
  private var budget = BudgetArguments()
  private var goals: [Goal]?
  private var deployment = DeploymentArguments()
  private var output = OutputArguments(formats)

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let references = try output.networks(operands)
    let ranges = try variation.checked()
    guard !ranges.isEmpty else { throw .usage(.nothingToVary(command: Self.name)) }
    let question = try deployment.question(budget.ofMemory + (goals ?? []).map(\.measure))
    var spaces: [VariantSpace] = []
    for reference in references {
      let family = try networks.family(reference)
      spaces.append(
        try VariantSpace(family, calledAs: reference.text, family.settings(of: ranges)))
    }
    var result = SweepResult(
      keys: ranges.map(\.key.text), namesNetworks: operands.count > 1, ofMemory: question.measures)
    result.limits = budget.limits
    // Rows that need not be compared are written while the variants are counted.
    let streams = try output.format().common == .csv && goals == nil && output.isStandardOutput
    if streams { try output.stream(CSVRenderer().render(result.document), to: &console) }
    let total = spaces.reduce(0) { $0 + $1.count }
    var fitting = 0
    for space in spaces {
      for outcomes in space.batches(question) {
        result.add(outcomes, within: budget)
        fitting += result.points.count
        for point in result.points.prefix(1) { console.warn(about: point.subject) }
        console.progress?("counted \(result.counted) of \(total) variants")
        if streams {
          let rows = CSVRenderer().render(result.document, hasHead: false)
          try output.stream(rows, to: &console)
          result.points = []
        }
      }
    }
    console.progress?("")
    if streams { return fitting > 0 || total == 0 ? .done : .checkFailed }
    if let goals { result = result.pareto(goals) }
    result.title = operands.joined(separator: ", ")
    try output.write(result, to: &console)
    return result.isEmpty ? .checkFailed : .done
  }
}
