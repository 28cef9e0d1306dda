import ConvCostCore
import ConvCostReports
import ConvCostZoo
import ConvCostText

/// `convcost list`: the networks of the zoo.
struct ListCommand: Command {
  static let name = "list"
  static let summary = "Networks of the zoo with their totals and sources."
  static let operandSyntax = "[pattern]"
  static let operandCount = 0...1
  static let discussion = """
    A pattern is a part of the name, or the whole name with * for any letters and ? for one letter.
    """
  static let examples = [
    "convcost list", "convcost list resnet", "convcost list 'torchvision/*' --sort macs",
  ]
  static let options: [Option<Self>] =
    [.choice("sort", "Sort by a count, the largest first.", into: \.order)]
    + ConventionArguments.options.within(\.convention, section: "Options")
    + PresentationArguments.options.within(\.output, section: "Output")

  private var output = PresentationArguments()
  private var convention = ConventionArguments()
  private var order: Metric?

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    try output.check(files: convention.files)
    let convention = try convention.convention()
    if let order { try convention.require(order) }
    let written = operands.first ?? "*"
    let pattern = Pattern(written)
    var entries = Zoo.entries.filter { pattern.matches($0.fullName) || pattern.matches($0.name) }
    // A name in another spelling is the network's.
    if entries.isEmpty, let entry = try? Zoo.entry(named: written) { entries = [entry] }
    var items: [Listing.Item] = []
    for entry in entries {
      let selection = Zoo.Selection(entry)
      let network = ChosenNetwork(selection)
      items.append(
        Listing.Item(
          subject: network.subject, input: entry.input,
          total: try network.analysis(by: convention).total))
    }
    if items.isEmpty { throw .usage(.noMatch(pattern: written)) }
    if let order { items.sort { order.value(of: $0.total) > order.value(of: $1.total) } }
    return try output.write(Listing(items, by: convention), to: &console)
  }
}
