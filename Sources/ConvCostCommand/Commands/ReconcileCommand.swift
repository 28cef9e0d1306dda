import ConvCostCore
import ConvCostReports

/// `convcost reconcile`: the numbers of other counters, and their differences.
struct ReconcileCommand: Command {
  /// The formats: the common ones, and a picture.
  static let formats: [OutputFormat<Reconciliation>] =
    OutputFormat.common + [
      OutputFormat("svg", ["svg"]) { CauseChart($0).svg() }
    ]

  static let name = "reconcile"
  static let summary = "What each other counter prints for a network, and why the numbers differ."
  static let operandSyntax = "<network>"
  static let operandCount = 1...1
  static let discussion = """
    Every count is exactly the standard one plus the terms in the columns after the ratio. --given \
    searches the other way round: for the conventions, and the variants of the network, that print \
    a number at its precision.
    """
  static let examples = [
    "convcost reconcile efficientnet_b0",
    "convcost reconcile resnet50 --input 288 --format json",
    "convcost reconcile resnet50 --given 4.12G --input 224",
    "convcost reconcile mobilenet_v2 --given 0.32G",
    "convcost reconcile mobilenet_v2 --output mobilenet_v2.svg",
  ]
  static let options: [Option<Self>] =
    [
      .value(
        "given", "COUNT", "Find what prints this number, such as 4.12G or 4133742592.",
        expected: "a number, such as 4.12G, 300M or 4133742592", into: \.given,
        PrintedNumber.init)
    ]
    + InputArguments.options.within(\.inputs, section: "Every network")
    + OutputArguments.options(formats).within(\.output, section: "Output")

  private var inputs = InputArguments()
  private var output = OutputArguments(formats)
  private var given: PrintedNumber?

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let inputs = try inputs.read(operands, for: output)
    // The standard count comes first, because the others are compared with it.
    let chosen = inputs.chosenConvention
    let conventions =
      chosen.map { $0 == .standard ? [.standard] : [.standard, $0] } ?? Convention.all
    let network = try inputs.network()
    if let given {
      let search = NumberSearch(
        given, near: network, by: chosen.map { [$0] } ?? Convention.all,
        progress: console.progress)
      _ = try output.write(search, of: "--given", to: &console)
      return search.isFound ? .done : .checkFailed
    }
    let graph = try network.graph()
    console.warn(about: network.subject)
    let reconciliation = try network.working { () throws(NetworkError) in
      let reconciliation = try Reconciliation(network.subject, graph, by: conventions)
      // If the user chose one convention, a table without its number would be useless.
      if chosen != nil, let failure = reconciliation.rows.lazy.compactMap(\.failure).first {
        throw failure
      }
      return reconciliation
    }
    return try output.write(reconciliation, to: &console)
  }
}
