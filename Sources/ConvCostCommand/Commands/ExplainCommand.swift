import ConvCostCore
import ConvCostReports

/// `convcost explain`: how a count is computed.
struct ExplainCommand: Command {
  static let name = "explain"
  static let summary = "The formula of a layer with its numbers, or the terms of a total."
  static let operandSyntax = "<network> [path]"
  static let operandCount = 1...2
  static let discussion = """
    The path is that of a layer or a block, as report prints it. Without a path the total is \
    explained, one kind of layer after another.
    """
  static let examples = [
    "convcost explain resnet50 layer1.0.conv2",
    "convcost explain resnet50 layer1.0.bn1 --convention thop",
    "convcost explain mobilenet_v2 features.3",
    "convcost explain vgg16 --convention calflops",
  ]
  static let options: [Option<Self>] =
    InputArguments.allOptions.within(\.inputs, section: "Every network")
    + PresentationArguments.options.within(\.output, section: "Output")

  private var inputs = InputArguments()
  private var output = PresentationArguments()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let inputs = try inputs.read(operands.prefix(1), for: output)
    let network = try inputs.network()
    let subject = network.subject
    let graph = try network.graph()
    console.warn(about: subject)
    var path = operands.count > 1 ? operands[1] : ""
    let known = Explanation.paths(of: graph)
    if !path.isEmpty, !known.contains(path) {
      // Case and the sign between blocks do not matter.
      let wanted = path.lowercased().replacing("/", with: ".")
      path = known.first { $0.lowercased() == wanted } ?? path
    }
    let explanation = try network.working { () throws(NetworkError) in
      try Explanation(subject, graph, path: path, by: inputs.convention)
    }
    guard let explanation else {
      throw .usage(
        .unknownPath(path, network: subject.reference, known: Explanation.paths(of: graph)))
    }
    return try output.write(explanation, to: &console)
  }
}
