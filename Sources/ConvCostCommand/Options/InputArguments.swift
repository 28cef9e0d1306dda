import ConvCostCore
import ConvCostReports

/// The options of a command that counts networks: changes to all networks, and the convention.
struct InputArguments: Sendable {
  private var networks = NetworkArguments()
  private var convention = ConventionArguments()

  /// The options for a command with a `--depth` of its own, or without one.
  static let options = options(NetworkArguments.options)

  static let allOptions = options(NetworkArguments.allOptions)

  private static func options(_ networks: [Option<NetworkArguments>]) -> [Option<Self>] {
    networks.within(\.networks, section: "Every network")
      + ConventionArguments.options.within(\.convention, section: "Every network")
  }

  /// Returns the networks and the convention, and checks that the result does not overwrite their
  /// files.
  ///
  /// - Throws: `Failure` for an invalid name or file.
  func read(
    _ operands: some Sequence<String>, for output: OutputArguments<some Any>
  ) throws(Failure) -> Inputs {
    let references = try NetworkReference.list(operands)
    try output.check(reading: references, files: convention.files)
    return Inputs(
      references: references, networks: networks, chosenConvention: try convention.chosen())
  }
}

/// The networks of a command, and the convention that counts them.
struct Inputs {
  /// The networks, in the order of the operands.
  let references: [NetworkReference]
  fileprivate let networks: NetworkArguments
  /// The chosen convention; nil for none.
  let chosenConvention: Convention?

  fileprivate init(
    references: [NetworkReference], networks: NetworkArguments, chosenConvention: Convention?
  ) {
    self.references = references
    self.networks = networks
    self.chosenConvention = chosenConvention
  }

  /// The chosen convention, or the standard one.
  var convention: Convention { chosenConvention ?? .standard }

  /// Returns the first network.
  ///
  /// - Throws: `Failure` for an invalid file or option.
  func network() throws(Failure) -> ChosenNetwork { try networks.network(references[0]) }

  /// Returns the family of a network, which makes its variants.
  ///
  /// - Throws: `Failure` for an invalid file or option.
  func family(_ reference: NetworkReference) throws(Failure) -> NetworkFamily {
    try networks.family(reference)
  }

  /// Counts the networks, and warns of each whose costs are lower bounds.
  ///
  /// - Throws: `Failure` for an invalid file or option, or a network that cannot be built.
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
