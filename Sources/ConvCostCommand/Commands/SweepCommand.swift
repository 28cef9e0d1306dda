import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// `convcost sweep`: costs over ranges of width, depth, resolution and other keys.
struct SweepCommand: Command {
  static let name = "sweep"
  static let summary = "Cost over width, depth, resolution and other keys: a row for each variant."
  static let operandSyntax = "<network>…"
  static let operandCount = 1...Int.max
  static let discussion = """
    Values are a list, 12,24,32, or a range with its step, 0.35:1.4:0.05. Where a network's family \
    has no rule of its own, --width scales the channels of all layers but the last, and --depth \
    the repeats of equal blocks. --pareto keeps the variants that no other variant beats in all \
    measures at once; smaller is better, but larger for a measure after a plus. CSV and JSON \
    Lines, --format jsonl, are written while the variants are counted. With --shard 3/16 several \
    processes or machines count a part each, whose lines convcost merge joins. The exit status \
    is 1 if no variant is kept.
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
    + BudgetArguments.options.within(\.limits, section: "What is kept")
    + [
      .value(
        "pareto", "MEASURES", "Keep variants that no other beats in these, such as +input,macs.",
        expected: Goal.expected, into: \.goals, Goal.list),
      .value(
        "shard", "K/N", "Count only the Kth of N equal parts, for convcost merge.",
        expected: "a part of all variants, such as 3/16", into: \.shard, Shard.init),
    ]
    + DeploymentArguments.searchOptions.within(\.deployment, section: "What is kept")
    + NetworkArguments.dimensionOptions.within(\.networks, section: "What varies")
    + OutputArguments.options(SweepWriter.formats).within(\.output, section: "Output")

  private var networks = NetworkArguments()
  private var variation = VariationArguments()
  private var limits = BudgetArguments()
  private var goals: [Goal] = []
  private var shard: Shard?
  private var deployment = DeploymentArguments()
  private var output = OutputArguments(SweepWriter.formats)

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let references = try output.networks(operands)
    let ranges = try variation.checked()
    guard !ranges.isEmpty else { throw .usage(.nothingToVary(command: Self.name)) }
    let question = try deployment.question(
      limits.budget.ofMemory + goals.map(\.measure))
    var spaces: [VariantSpace] = []
    for reference in references {
      try reference.requireFree(ranges)
      let family = try networks.family(reference)
      spaces.append(
        try VariantSpace(family, calledAs: reference.text, family.settings(of: ranges)))
    }
    var head = SweepHead(spaces[0].ranges)
    head.networks = spaces.map(\.operand)
    head.budget = limits.budget
    head.goals = goals
    head.memory = question.measures
    head.run = question.run
    head.shard = shard
    let total = spaces.reduce(0) { $0 + $1.count }
    let part = shard?.part(of: total) ?? 0..<total
    var writer = try SweepWriter(
      head, title: operands.joined(separator: ", "), of: part.count, to: output, &console)
    var first = 0
    for space in spaces {
      let numbers = part.clamped(to: first..<first + space.count)
      var counter = VariantCounter(space, question)
      for batch in counter.batches(of: numbers.lowerBound - first..<numbers.upperBound - first) {
        try writer.add { (result) throws(Failure) in
          try counter.count(batch) { (outcome) throws(Failure) in
            try result.add(outcome, of: space)
          }
        }
        try writer.flush(&console)
        console.progress?("counted \(writer.counted) of \(part.count) variants")
      }
      first += space.count
    }
    console.progress?("")
    return try writer.finish(&console)
  }
}
