import ConvCostCore
import ConvCostReports

/// The options of a command that counts networks: how all of them are changed, and by which
/// convention they are counted.
struct InputArguments: Sendable {
  private var networks = NetworkArguments()
  private var convention = ConventionArguments()

  /// The options of a command that has a `--depth` of its own, or none.
  static let options = options(NetworkArguments.options)

  /// All options.
  static let allOptions = options(NetworkArguments.allOptions)

  private static func options(_ networks: [Option<NetworkArguments>]) -> [Option<Self>] {
    networks.within(\.networks, section: "Every network")
      + ConventionArguments.options.within(\.convention, section: "Every network")
  }

  /// Returns what the operands and the options mean, and checks that the command's result does not
  /// overwrite it.
  ///
  /// - Throws: `Failure` for what is not understood.
  func read(
    _ operands: some Sequence<String>, for output: OutputArguments<some Any>
  ) throws(Failure) -> Inputs {
    let references = try NetworkReference.list(operands)
    try output.check(reading: references, files: convention.files)
    return Inputs(
      references: references, networks: networks, chosenConvention: try convention.chosen())
  }
}

/// The networks of a command, and the convention by which they are counted.
struct Inputs {
  /// The networks, in the order of the operands.
  let references: [NetworkReference]
  fileprivate let networks: NetworkArguments
  /// The convention that was asked for; nil where none was.
  let chosenConvention: Convention?

  fileprivate init(
    references: [NetworkReference], networks: NetworkArguments, chosenConvention: Convention?
  ) {
    self.references = references
    self.networks = networks
    self.chosenConvention = chosenConvention
  }

  /// The convention that was asked for, or the standard one.
  var convention: Convention { chosenConvention ?? .standard }

  /// Returns the first network.
  ///
  /// - Throws: `Failure` for a file or an option that is not understood.
  func network() throws(Failure) -> ChosenNetwork { try networks.network(references[0]) }

  /// Returns what a network is made of.
  ///
  /// - Throws: `Failure` for a file or an option that is not understood.
  func family(_ reference: NetworkReference) throws(Failure) -> NetworkFamily {
    try networks.family(reference)
  }

  /// Counts the networks, and warns on the console of each whose costs are lower bounds.
  ///
  /// - Throws: `Failure` for a file or an option that is not understood, or a network that cannot
  ///   be built.
  func reports(
    _ deployment: Deployment = Deployment(), to console: inout Console
  ) throws(Failure) -> [Report] {
    var reports: [Report] = []
    for reference in references {
      let report = try networks.report(reference, by: convention, deployment)
      console.warn(about: report.subject)
      reports.append(report)
    }
    return reports
  }
}
