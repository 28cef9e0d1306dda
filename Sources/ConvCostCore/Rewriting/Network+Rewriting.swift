extension Network {
  /// A network after a substitution, which is counted and reported as networks are.
  public struct Rewritten: Countable {
    /// What reports say of it.
    public var subject: Subject
    /// The graph with the replaced layers.
    public var graph: Graph
    /// The paths of the convolutions that were replaced.
    public var replaced: [String]

    public func analysis(by convention: Convention) throws(NetworkError) -> Analysis {
      try Analysis(graph, by: convention)
    }
  }

  /// Replaces convolutions by the layers of a substitution.
  ///
  /// - Parameters:
  ///   - substitution: the rule; a convolution to which it does not apply stays.
  ///   - isWanted: chooses convolutions by their path.
  /// - Throws: `NetworkError` if the network itself cannot be built.
  public func applying(
    _ substitution: Substitution,
    where isWanted: (_ path: String, Convolution) -> Bool = { _, _ in true }
  ) throws(NetworkError) -> Rewritten {
    let original = try graph()
    let paths = Paths(original).nodes
    // Asked before the lowering: a closure that must not escape would leave the length of this
    // file's path in the program, so that its bytes depended on the folder of the build.
    let wanted = zip(paths, original.nodes).map { path, node in
      guard case .convolution(let convolution) = node.operation else { return false }
      return isWanted(path, convolution)
    }
    var replaced: [String] = []
    let graph = try Graph(self) { number, operation, input in
      guard case .convolution(let convolution) = operation, wanted[number],
        let layer = convolution.applying(substitution, on: input)
      else { return nil }
      replaced.append(paths[number])
      return layer
    }
    return Rewritten(
      subject: subject.rewritten(by: substitution), graph: graph, replaced: replaced)
  }
}

extension Subject {
  /// Returns what is said of the network after a substitution.
  package func rewritten(by substitution: Substitution) -> Subject {
    var subject = self
    subject.options.append(Subject.Option(key: "replace", value: substitution.name))
    return subject
  }
}
