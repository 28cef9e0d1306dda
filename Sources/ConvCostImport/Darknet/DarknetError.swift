import ConvCostText

/// An error in a Darknet file: the facts.
package indirect enum DarknetError: Error, Hashable, Sendable {
  /// A line that is neither a section nor a key with its value.
  case line(Int, String)
  /// More layers than the limit.
  case tooManyLayers(limit: Int)
  /// A layer that cannot work.
  case layer(line: Int, name: String, problem: OperatorProblem)
  /// A layer that does not fit the network.
  case network(line: Int, BlobError)
  /// Layers that are not a network.
  case whole(BlobError)
  /// The settings of the network leave the shape of the input open.
  case openInput(missing: [String])
}

extension DarknetError: FormatError {
  package var openLengths: OpenLengths? {
    guard case .openInput = self else { return nil }
    return OpenLengths(names: [], mayTakeSize: true)
  }

  package var isPlaced: Bool {
    switch self {
    case .line, .layer, .network: true
    case .tooManyLayers, .whole, .openInput: false
    }
  }

  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .line(let line, let text):
      "\(line): found '\(text)', expected a section, as [convolutional], or a key and its value"
    case .tooManyLayers(let limit): "more than \(limit) layers"
    case .layer(let line, let name, let problem): "\(line): \(name): \(problem)"
    case .network(let line, let error): "\(line): \(error)"
    case .whole(let error): "\(error)"
    case .openInput(let missing):
      "[net] leaves the input open: \(missing.joined(lastBy: "and"))"
        + " \(missing.count == 1 ? "is" : "are") missing"
    }
  }
}
