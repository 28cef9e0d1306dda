import ConvCostReports

/// `convcost compare`: networks side by side.
struct CompareCommand: Command {
  static let name = "compare"
  static let summary = "Networks side by side: totals, ratios, and stage by stage."
  static let operandSyntax = "<network> <network>…"
  static let operandCount = 2...Int.max
  static let discussion = """
    Ratios are to the first network. Stages are aligned by how much smaller their maps are than the \
    input. The least of each row is marked.
    """
  static let examples = [
    "convcost compare resnet50 mobilenet_v2",
    "convcost compare paper/resnet50 torchvision/resnet50 --format markdown",
    "convcost compare efficientnet_b0 efficientnet_b1 efficientnet_b2 --input 224",
  ]
  static let options: [Option<Self>] =
    [
      .flag(
        "markdown", "Write two networks as before and now, as a comment for a pull request."
      ) { $0.isComment = true }
    ] + DeploymentArguments.memoryOptions.map { $0.within(\.deployment, section: "Options") }
    + NetworkArguments.allOptions.map { $0.within(\.networks, section: "Every network") }
    + ConventionArguments.options.map { $0.within(\.convention, section: "Every network") }
    + OutputArguments<ReportFormat>.options.map { $0.within(\.output, section: "Output") }

  private var isComment = false
  private var deployment = DeploymentArguments()
  private var networks = NetworkArguments()
  private var convention = ConventionArguments()
  private var output = OutputArguments<ReportFormat>()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let format = try output.format(reading: operands + convention.files)
    let convention = try convention.convention()
    let deployment = try deployment.chosen()
    var reports: [Report] = []
    for operand in operands {
      let report = try networks.report(operand, by: convention, deployment)
      console.warn(about: report.subject)
      reports.append(report)
    }
    if isComment {
      guard reports.count == 2 else { throw .usage(.needsTwo(option: "--markdown")) }
      let changes = [Changes(from: reports[0], to: reports[1])]
      try output.write(changes.comment(title: "convcost: before and now"), to: &console)
      return .done
    }
    let comparison = Comparison(reports)
    let style = output.style(on: console)
    try output.write(format.render(comparison.document, comparison.json, style), to: &console)
    return .done
  }
}
