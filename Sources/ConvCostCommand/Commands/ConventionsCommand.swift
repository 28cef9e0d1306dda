import ConvCostCore
import ConvCostImport
import ConvCostReports

/// `convcost conventions`: the rules of counting.
struct ConventionsCommand: Command {
  static let name = "conventions"
  static let summary = "The conventions of counting, or the rules of one."
  static let operandSyntax = "[name]"
  static let operandCount = 0...1
  static let discussion = """
    For rules of your own, write a convention to a file, change it and give it to --convention: \
    convcost conventions thop --output mine.json, then --convention ./mine.json.
    """
  static let examples = [
    "convcost conventions", "convcost conventions ptflops",
    "convcost conventions thop --output mine.json",
  ]
  static let options: [Option<Self>] = PresentationArguments.options.within(
    \.output, section: "Output")

  static var operands: Completion { .conventions }

  private var output = PresentationArguments()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let arguments = ConventionArguments(operands.first)
    try output.check(files: arguments.files)
    let result =
      if let convention = try arguments.chosen() {
        Presentation(document: convention.document, json: ConventionFile.json(convention))
      } else {
        Presentation(
          document: ConventionListing.document(Convention.all),
          json: ConventionFile.json(Convention.all))
      }
    return try output.write(result, to: &console)
  }
}
