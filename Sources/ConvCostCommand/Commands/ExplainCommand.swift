import ConvCostCore
import ConvCostReports

/// `convcost explain`: the working of a count.
struct ExplainCommand: Command {
  static let name = "explain"
  static let summary = "The formula of a layer with its numbers put in, or the terms of a total."
  static let operandSyntax = "<network> [path]"
  static let operandCount = 1...2
  static let discussion = """
    A path is that of a layer or a block, as report prints it. Without one the total is explained, \
    kind of layer by kind of layer.
    """
  static let examples = [
    "convcost explain resnet50 layer1.0.conv2",
    "convcost explain resnet50 layer1.0.bn1 --convention thop",
    "convcost explain mobilenet_v2 features.3",
    "convcost explain vgg16 --convention calflops",
  ]
  static let options: [Option<Self>] =
    NetworkArguments.allOptions.map { $0.within(\.networks, section: "Every network") }
    + ConventionArguments.options.map { $0.within(\.convention, section: "Every network") }
    + OutputArguments<ReportFormat>.options.map { $0.within(\.output, section: "Output") }

  private var networks = NetworkArguments()
  private var convention = ConventionArguments()
  private var output = OutputArguments<ReportFormat>()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let format = try output.format(reading: operands.prefix(1) + convention.files)
    let convention = try convention.convention()
    let network = try networks.network(operands[0])
    let subject = network.subject
    let graph = try network.graph()
    console.warn(about: subject)
    let path = operands.count > 1 ? operands[1] : ""
    let explanation = try network.working { () throws(NetworkError) in
      try Explanation(subject, graph, path: path, by: convention)
    }
    guard let explanation else {
      throw .usage(
        .unknownPath(path, network: subject.reference, known: Explanation.paths(of: graph)))
    }
    try output.write(
      format.render(explanation.document, explanation.json, output.style(on: console)),
      to: &console)
    return .done
  }
}
