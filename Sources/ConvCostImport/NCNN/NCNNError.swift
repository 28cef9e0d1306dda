/// An error in an ncnn file: the facts.
package indirect enum NCNNError: Error, Hashable, Sendable {
  /// A line that is not a layer.
  case line(Int, LineProblem)
  /// A layer that cannot work.
  case layer(line: Int, name: String, type: String, problem: OperatorProblem)
  /// A layer that does not fit the network.
  case network(line: Int, BlobError)
  /// Layers that are not a network.
  case whole(BlobError)
  /// More or fewer layers than the file says.
  case layerCount(stated: Int, found: Int)
  /// A file without an input.
  case noInput
  /// An input whose shape the file does not state.
  case openInput(String)
  /// An input that has as many lengths as the user gave, but other ones are needed.
  case badInput(String, [Int])
  /// A file of pnnx, whose layers have other keys.
  case pnnx

  /// Why a line is not a layer.
  package enum LineProblem: Hashable, Sendable {
    /// The line that says how many layers there are.
    case counts(String)
    /// Fewer words than a layer has.
    case tooShort
    /// A number of names that is not one.
    case badCount(String)
    /// Fewer names than the line says.
    case missingNames(stated: Int)
    /// A word that is not a key and its value.
    case badValue(String)
    /// More layers than the limit.
    case tooManyLayers(limit: Int)
  }
}

extension NCNNError: FormatError {
  package var openLengths: OpenLengths? {
    guard case .openInput = self else { return nil }
    return OpenLengths(names: [], mayTakeSize: true)
  }

  package var kind: ModelFileError.Kind {
    switch self {
    case .openInput, .badInput: .options
    default: .malformed
    }
  }

  package var isPlaced: Bool {
    switch self {
    case .line, .layer, .network: true
    case .whole, .layerCount, .noInput, .openInput, .badInput, .pnnx: false
    }
  }

  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .line(let line, let problem): "\(line): \(problem)"
    case .layer(let line, let name, let type, let problem): "\(line): \(name) (\(type)): \(problem)"
    case .network(let line, let error): "\(line): \(error)"
    case .whole(let error): "\(error)"
    case .layerCount(let stated, let found):
      "found \(found) layer\(found == 1 ? "" : "s"), the second line says \(stated)"
    case .noInput: "no layer is an Input"
    case .openInput(let name): "the shape of the input '\(name)' is open"
    case .badInput(let name, let lengths):
      "found \(lengths.map(String.init).joined(separator: "×")) for the input '\(name)', expected"
        + " channels, height and width"
    case .pnnx:
      "a file of pnnx, expected ncnn's; pnnx writes that beside it, with the ending .ncnn.param"
    }
  }
}

extension NCNNError.LineProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .counts(let text): "found '\(text)', expected how many layers and blobs there are"
    case .tooShort:
      "expected a type, a name, how many inputs and outputs there are, and their names"
    case .badCount(let text): "found '\(text)', expected how many names follow"
    case .missingNames(let stated): "the line says \(stated) names, but has fewer"
    case .badValue(let text): "found '\(text)', expected a key and a value, as in 0=64"
    case .tooManyLayers(let limit): "more than \(limit) layers"
    }
  }
}
