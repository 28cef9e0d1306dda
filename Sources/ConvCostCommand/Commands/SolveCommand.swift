import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// `convcost solve`: the largest variant within a budget.
struct SolveCommand: Command {
  /// The formats of an answer: the common ones, and the variants around it.
  static let formats =
    OutputFormat<Solution>.common + [OutputFormat("svg", ["svg"]) { $0.chart.svg() }]

  static let name = "solve"
  static let summary = "The largest variant of a network within a budget."
  static let operandSyntax = "<network>"
  static let operandCount = 1...1
  static let discussion = """
    Every variant in the ranges is counted, so the answer is exact although costs change in steps. \
    Without ranges the width goes from 0.05 to 4 in steps of 0.01 and the input from 32 to 512 in \
    steps of 32, and is also the network's own; a network that takes none of these inputs is \
    searched in such steps around its own, and a key that the network states does not vary. \
    --vary width varies the width alone, --depth 1:3:0.1 the depth as well. The largest variant is \
    the one with the most MACs, or the most of what --maximise names; between equal ones the other \
    measures decide. The exit status is 1 if no variant fits.
    """
  static let examples = [
    "convcost solve mobilenet_v2 --max-macs 300M",
    "convcost solve efficientnet --max-macs 1G --max-parameters 10M --depth 1:2:0.1"
      + " --width 1:2:0.1 --input 224:320:32",
    "convcost solve resnet50 --max-macs 2G --max-peak 6M --vary width --dtype fp16",
  ]
  static let options: [Option<Self>] =
    BudgetArguments.options.within(\.limits, section: "Budget")
    + DeploymentArguments.searchOptions.within(\.deployment, section: "Budget")
    + VariationArguments.options.filter { $0.name != "vary" }
    .within(\.variation, section: "What varies")
    + [
      .value(
        "vary", "KEYS", "Vary these keys over their usual ranges, or KEY=VALUES.",
        expected: "width, depth and input, separated by commas, or a key with a list or a range",
        into: \.wish, Wish.init
      ),
      .choice(
        "maximise", "The measure to make as large as possible, by default MACs.", into: \.goal),
    ]
    + NetworkArguments.dimensionOptions.within(\.networks, section: "What varies")
    + OutputArguments.options(formats).within(\.output, section: "Output")

  /// Keys to vary, with a range from the user or the usual ones.
  private struct Wish {
    var ranges: [ValueRange]
    /// Whether the usual inputs are among them.
    var hasUsualInputs = false

    init?(_ text: String) {
      if let range = ValueRange(text) {
        ranges = [range]
        return
      }
      let keys = text.split(separator: ",", omittingEmptySubsequences: false)
      ranges = keys.compactMap { key in
        SolveCommand.usual.first { $0.key.text == key }
      }
      guard ranges.count == keys.count else { return nil }
      hasUsualInputs = ranges.contains { $0.key == .input() }
    }
  }

  /// The ranges of keys that the user names without a range.
  private static let usual = [
    ValueRange(.width, ValueList(stride(from: 5, through: 400, by: 1), digits: 2)),
    ValueRange(.depth, ValueList(stride(from: 2, through: 40, by: 1), digits: 1)),
    ValueRange(.input(), ValueList(stride(from: 32, through: 512, by: 32))),
  ]

  private var limits = BudgetArguments()
  private var deployment = DeploymentArguments()
  private var networks = NetworkArguments()
  private var variation = VariationArguments()
  private var wishes: [ValueRange] = []
  private var hasUsualInputs = false
  private var goal: Measure?
  private var output = OutputArguments(formats)
  private var wish: Wish? {
    get { nil }
    set {
      wishes += newValue?.ranges ?? []
      if newValue?.hasUsualInputs == true { hasUsualInputs = true }
    }
  }

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let references = try output.networks(operands)
    let budget = limits.budget
    guard !budget.measures.isEmpty else { throw .usage(.noLimit(command: Self.name)) }
    var ranges = try variation.checked()
    for range in wishes {
      if ranges.contains(where: { $0.key == range.key }) {
        throw .usage(.variedTwice(range.key.text))
      }
      ranges.append(range)
    }
    let family = try networks.family(references[0])
    var hasUsualInputs = self.hasUsualInputs
    if ranges.isEmpty {
      // A model file cannot be scaled; only its input varies. What the network states is fixed.
      let isModel = if case .file(let file) = family { file.hasOnlyOperators } else { false }
      ranges = Self.usual.filter { range in
        (range.key == .input() || (range.key == .width && !isModel))
          && !references[0].settings.contains { $0.key == range.key }
      }
      guard !ranges.isEmpty else { throw .usage(.nothingToVary(command: Self.name)) }
      hasUsualInputs = true
    }
    try references[0].requireFree(ranges)
    var settings = try family.settings(of: ranges)
    if hasUsualInputs, let place = settings.firstIndex(where: { $0.key == .input() }) {
      settings[place] = family.inputs(inPlaceOf: settings[place])
    }
    let question = try deployment.question(budget.ofMemory + [goal].compactMap { $0 })
    let space = try VariantSpace(family, calledAs: references[0].text, settings)
    guard space.count <= SweepResult.mostVariants else {
      throw .usage(.tooManyVariants(SweepResult.mostVariants))
    }
    var solver = Solver(goal: goal ?? .macs, budget: budget, in: space)
    var counter = VariantCounter(space, question)
    for batch in counter.batches(of: 0..<space.count) {
      try counter.count(batch) { (outcome) throws(Failure) in try solver.add(outcome) }
      console.progress?("counted \(solver.counted) of \(space.count) variants")
    }
    console.progress?("")
    let solution = try solver.solution(question)
    try output.write(solution, to: &console)
    return solution.isFound ? .done : .checkFailed
  }
}
