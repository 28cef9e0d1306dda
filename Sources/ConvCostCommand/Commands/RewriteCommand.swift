import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostText

/// `convcost rewrite`: replaces convolutions, and compares the result with the original.
struct RewriteCommand: Command {
  static let name = "rewrite"
  static let summary = "Replace convolutions by cheaper layers and compare with the original."
  static let operandSyntax = "<network>"
  static let operandCount = 1...1
  static let discussion = """
    A rule is one of stacked-3x3, stacked-2x2, asymmetric, bottleneck-N, grouped-N, \
    depthwise-separable, conv-then-pool, pool-then-conv and parallel-pool. It applies to ungrouped \
    convolutions for which it gives the same output shape; the others are kept.
    """
  static let examples = [
    "convcost rewrite vgg16 --replace depthwise-separable",
    "convcost rewrite resnet50 --replace asymmetric --above 3",
    "convcost rewrite alexnet --replace stacked-3x3",
    "convcost rewrite vgg16 --replace grouped-4 --only 'features.2*'",
  ]
  static let options: [Option<Self>] =
    [
      .value(
        "replace", "RULE", "What to replace convolutions by.",
        expected: "one of \(Substitution.names.joined(separator: ", "))",
        into: \.substitution, Substitution.init(name:)
      ).completed(by: .words(Substitution.names)),
      .text("only", "PATTERN", "Only convolutions whose path matches.") { $0.pattern = $1 },
      .value(
        "above", "K", "Only convolutions with a kernel larger than this.",
        expected: "a whole number from 1", into: \.above, positiveNumber),
    ]
    + InputArguments.options.within(\.inputs, section: "Every network")
    + PresentationArguments.options.within(\.output, section: "Output")

  private var inputs = InputArguments()
  private var output = PresentationArguments()
  private var substitution: Substitution?
  private var pattern = "*"
  private var above = 0

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let inputs = try inputs.read(operands, for: output)
    guard let substitution else {
      throw .usage(.missingOption(command: Self.name, option: "--replace RULE"))
    }
    let network = try inputs.network()
    guard let tree = network.tree else {
      throw .usage(.needsLayers(command: Self.name, file: network.subject.reference))
    }
    let original = try network.report(by: inputs.convention)
    let paths = Pattern(pattern)
    var isAnySelected = false
    let rewritten = try network.working { () throws(NetworkError) in
      let result = try tree.applying(substitution) { path, convolution in
        let kernel = convolution.window.kernel
        let isSelected = paths.matches(path) && (kernel.lengths.max() ?? 1) > above
        isAnySelected = isAnySelected || isSelected
        return isSelected
      }
      return (
        replaced: result.replaced, analysis: try Analysis(result.graph, by: inputs.convention)
      )
    }
    guard isAnySelected else {
      throw .usage(.nothingSelected(network: original.subject.reference))
    }
    guard !rewritten.replaced.isEmpty else {
      throw .usage(.nothingReplaced(rule: substitution.name, network: original.subject.reference))
    }
    let subject = original.subject.rewritten(by: substitution)
    let comparison = Comparison([
      original,
      try network.working { () throws(NetworkError) in try Report(subject, rewritten.analysis) },
    ])
    var document = comparison.document
    let count = rewritten.replaced.count
    document.facts.append(
      Document.Fact(
        "Replaced",
        "\(count) convolution\(count == 1 ? "" : "s"): "
          + rewritten.replaced.joined(separator: ", ")))
    let json: JSONNode =
      comparison.json + ["replaced": .list(rewritten.replaced.map(JSONNode.text))]
    return try output.write(Presentation(document: document, json: json), to: &console)
  }
}
