import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// A network on the command line: from the zoo, or from a file.
struct ChosenNetwork {
  /// The origin.
  enum Origin {
    /// The zoo, with options.
    case zoo(Zoo.Selection)
    /// A tree of layers in a file.
    case spec(Network)
    /// The operators of a model file.
    case model(Graph)
  }

  /// The network as reports describe it.
  let subject: Subject
  /// The origin.
  let origin: Origin

  /// Creates a network as reports describe it.
  init(subject: Subject, origin: Origin) {
    self.subject = subject
    self.origin = origin
  }

  /// Creates a network of the zoo.
  init(_ selection: Zoo.Selection) {
    self.init(subject: selection.subject, origin: .zoo(selection))
  }

  /// The network as a tree; nil if there are only operators.
  var tree: Network? {
    switch origin {
    case .zoo(let selection): selection.tree
    case .spec(let network): network
    case .model: nil
    }
  }

  /// The shapes of the inputs, the first one first.
  var inputs: [Shape] {
    switch origin {
    case .zoo(let selection): [selection.input]
    case .spec(let network): [network.input] + network.sideInputs.map(\.shape)
    case .model(let graph): graph.inputs
    }
  }

  /// Returns the network's operations.
  ///
  /// - Throws: `Failure` for a network that cannot be built.
  func graph() throws(Failure) -> Graph {
    try working { () throws(NetworkError) in
      switch origin {
      case .zoo(let selection): try selection.tree.graph()
      case .spec(let network): try network.graph()
      case .model(let graph): graph
      }
    }
  }

  /// Counts the network.
  ///
  /// - Throws: `Failure` for a network that cannot be built.
  func analysis(by convention: Convention = .standard) throws(Failure) -> Analysis {
    let graph = try graph()
    return try working { () throws(NetworkError) in try Analysis(graph, by: convention) }
  }

  /// Counts the network and makes its report.
  ///
  /// - Throws: `Failure` for a network that cannot be built.
  func report(
    by convention: Convention = .standard, _ deployment: Deployment = Deployment()
  ) throws(Failure) -> Report {
    let analysis = try analysis(by: convention)
    try require(deployment.bits)
    if let path = try deployment.times?.unmatched(in: graph()).first {
      throw .usage(noLayer(path, in: analysis.graph))
    }
    return try working { () throws(NetworkError) in try Report(subject, analysis, deployment) }
  }

  /// Checks that numbers of bits apply to the network.
  ///
  /// - Throws: `UsageError.unknownPath` for a path that it does not have, and
  ///   `UsageError.noStatedBits` for the bits of a file that states none.
  func require(_ bits: BitWidths?) throws(Failure) {
    guard let bits else { return }
    let graph = try graph()
    if bits.areThoseOfFile, !graph.statesBits {
      throw .usage(.noStatedBits(network: subject.reference))
    }
    if let path = bits.unmatched(in: graph).first {
      throw .usage(noLayer(path, in: graph))
    }
  }

  /// The error for a path that no layer has.
  private func noLayer(_ path: String, in graph: Graph) -> UsageError {
    let paths = Paths(graph)
    if paths.scopes.contains(path),
      let layer = paths.nodes.first(where: { $0.hasPrefix("\(path).") })
    {
      return .blockPath(path, network: subject.reference, layer: layer)
    }
    return .unknownPath(path, network: subject.reference, known: paths.nodes)
  }

  /// Returns the result of some work on the network. If the network cannot be built, the error is
  /// the command line's for a network of the zoo, otherwise the file's.
  func working<Result>(
    _ work: () throws(NetworkError) -> Result
  ) throws(Failure) -> Result {
    do throws(NetworkError) {
      return try work()
    } catch {
      switch origin {
      case .zoo: throw .network(error, name: subject.reference)
      case .spec, .model: throw .malformed(file: subject.reference, .impossible(error))
      }
    }
  }
}
