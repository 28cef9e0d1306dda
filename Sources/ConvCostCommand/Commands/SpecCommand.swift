import ConvCostCore
import ConvCostImport
import ConvCostReports

/// `convcost spec`: a network as a file that can be edited.
struct SpecCommand: Command {
  /// The form of a spec file.
  static let formats = [OutputFormat<String>("json", ["json", "jsonc"]) { $0 }]

  static let name = "spec"
  static let summary = "A network as an editable file with the same report."
  static let operandSyntax = "<network>"
  static let operandCount = 0...1
  static let discussion = """
    A spec file is JSON with optional comments and trailing commas. It may have parameters, which \
    :key=value sets on the command line, repetitions, and tables of stages; the article Specs \
    shows them. Every command takes the file where it takes a network.
    """
  static let examples = [
    "convcost spec resnet50 > net.json",
    "convcost spec mobilenet_v2:width=0.5 --input 160 -o small.json",
    "convcost spec --schema -o network.schema.json",
  ]
  static let options: [Option<Self>] =
    [
      .flag("schema", "Print the JSON Schema of spec files, for editors.") {
        $0.printsSchema = true
      }
    ]
    + NetworkArguments.allOptions.within(\.networks, section: "Every network")
    + OutputArguments.options(formats).filter { ["output", "quiet"].contains($0.name) }
    .within(\.output, section: "Output")

  private var networks = NetworkArguments()
  private var output = OutputArguments(formats)
  private var printsSchema = false

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let references = try NetworkReference.list(operands)
    try output.requireOther(than: references.compactMap(\.path))
    if printsSchema {
      if !operands.isEmpty {
        throw .usage(.extraOperand(operands[0], command: "\(Self.name) --schema"))
      }
      return try output.write(text: NetworkSpec.jsonSchema, to: &console)
    }
    guard !operands.isEmpty else {
      throw .usage(.missingOperand(Self.operandSyntax, command: Self.name))
    }
    let network = try networks.network(references[0])
    guard let tree = network.tree else {
      throw .usage(.needsLayers(command: Self.name, file: network.subject.reference))
    }
    // A network that cannot be built is not written.
    _ = try network.graph()
    let source = network.subject.citation.isEmpty ? "" : ", \(network.subject.citation)"
    let text = NetworkSpec.text(of: tree, about: "\(network.subject.reference)\(source)")
    return try output.write(text: text, to: &console)
  }
}
