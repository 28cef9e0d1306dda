import ConvCostReports

/// `convcost compare`: networks side by side.
struct CompareCommand: Command {
  static let name = "compare"
  static let summary = "Networks side by side: totals, ratios, and stage by stage."
  static let operandSyntax = "<network> <network>…"
  static let operandCount = 2...Int.max
  static let discussion = """
    Ratios are relative to the first network. Stages are aligned by how much smaller their maps \
    are than the input. The smallest number of each row is marked.
    """
  static let examples = [
    "convcost compare resnet50 mobilenet_v2",
    "convcost compare paper/resnet50 torchvision/resnet50 --format markdown",
    "convcost compare efficientnet_b0 efficientnet_b1 efficientnet_b2 --input 224",
  ]
  static let options: [Option<Self>] =
    [
      .flag(
        "markdown",
        "Write a comment for a pull request: the first network is before, the second now."
      ) { $0.isComment = true },
      .flag("layers", "List the layers of two networks side by side: removed, added, changed.") {
        $0.showsLayers = true
      },
    ] + DeploymentArguments.memoryOptions.within(\.deployment, section: "Options")
    + InputArguments.allOptions.within(\.inputs, section: "Every network")
    + PresentationArguments.options.within(\.output, section: "Output")

  private var isComment = false
  private var showsLayers = false
  private var deployment = DeploymentArguments()
  private var inputs = InputArguments()
  private var output = PresentationArguments()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let inputs = try inputs.read(operands, for: output)
    let reports = try inputs.reports(deployment.chosen(), to: &console)
    if isComment {
      if output.choosesFormat { throw .usage(.conflict("--markdown", "--format")) }
      guard reports.count == 2 else { throw .usage(.needsTwo(option: "--markdown")) }
      let changes = [Changes(from: reports[0], to: reports[1])]
      return try output.write(
        text: changes.comment(title: "convcost: before and now"), to: &console)
    }
    if showsLayers, reports.count != 2 { throw .usage(.needsTwo(option: "--layers")) }
    var comparison = Comparison(reports)
    // A page has room for all layers.
    let isPage = try output.format().common == .html
    comparison.showsLayers = showsLayers || isPage
    return try output.write(comparison, to: &console)
  }
}
