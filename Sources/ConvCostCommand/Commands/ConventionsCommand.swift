import ConvCostCore
import ConvCostImport
import ConvCostReports

/// `convcost conventions`: what can be counted.
struct ConventionsCommand: Command {
  static let name = "conventions"
  static let summary = "The conventions of counting, or the rules of one."
  static let operandSyntax = "[name]"
  static let operandCount = 0...1
  static let discussion = """
    The json of a single convention is a file that --convention reads, to be changed and kept: \
    convcost conventions thop --output mine.json, then --convention ./mine.json.
    """
  static let examples = [
    "convcost conventions", "convcost conventions ptflops",
    "convcost conventions thop --output mine.json",
  ]
  static let options: [Option<Self>] = OutputArguments<ReportFormat>.options.map {
    $0.within(\.output, section: "Output")
  }

  static var operands: Completion { .conventions }

  private var output = OutputArguments<ReportFormat>()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let format = try output.format(reading: operands)
    let style = output.style(on: console)
    let text: String
    if let name = operands.first {
      let convention = try ConventionArguments.convention(name)
      text = format.render(convention.document, ConventionFile.json(convention), style)
    } else {
      let all = Convention.all
      text = format.render(ConventionListing.document(all), ConventionFile.json(all), style)
    }
    try output.write(text, to: &console)
    return .done
  }
}
