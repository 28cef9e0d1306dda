import ConvCostReports

/// `convcost columns`: the columns of reports.
struct ColumnsCommand: Command {
  static let name = "columns"
  static let summary = "The columns of reports with their units and definitions."
  static let operandSyntax = ""
  static let operandCount = 0...0
  static let discussion = """
    The names are those of report's --columns and --sort.
    """
  static let examples = ["convcost columns", "convcost columns --format markdown"]
  static let options: [Option<Self>] = PresentationArguments.options.within(
    \.output, section: "Output")

  private var output = PresentationArguments()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    try output.check()
    return try output.write(ReportColumn.listing, to: &console)
  }
}
