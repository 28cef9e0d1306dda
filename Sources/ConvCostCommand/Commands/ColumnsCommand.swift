import ConvCostReports

/// `convcost columns`: what reports can show.
struct ColumnsCommand: Command {
  static let name = "columns"
  static let summary = "The columns of reports with their units and definitions."
  static let operandSyntax = ""
  static let operandCount = 0...0
  static let discussion = """
    The names are those of report's --columns and --sort.
    """
  static let examples = ["convcost columns", "convcost columns --format markdown"]
  static let options: [Option<Self>] = OutputArguments<ReportFormat>.options.map {
    $0.within(\.output, section: "Output")
  }

  private var output = OutputArguments<ReportFormat>()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let format = try output.format(reading: [])
    let style = output.style(on: console)
    try output.write(
      format.render(ReportColumn.document, ReportColumn.json, style), to: &console)
    return .done
  }
}
