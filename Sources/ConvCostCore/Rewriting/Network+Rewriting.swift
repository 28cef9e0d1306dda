extension Network {
  /// A network after a substitution.
  public struct Rewritten: Sendable {
    /// The graph with the replaced layers.
    public var graph: Graph
    /// The paths of the convolutions that were replaced.
    public var replaced: [String]
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
    return Rewritten(graph: graph, replaced: replaced)
  }
}
