import ConvCostText

extension KerasError: FormatError {
  package var kind: ModelFileError.Kind {
    switch self {
    case .openInput, .noInputShape: .options
    default: .malformed
    }
  }

  package var openLengths: OpenLengths? {
    switch self {
    case .openInput(_, _, let isFirst): isFirst ? OpenLengths(names: [], mayTakeSize: true) : nil
    case .noInputShape: OpenLengths(names: [], mayTakeSize: true)
    default: nil
    }
  }

  /// One line: the layer, what was found, what was expected.
  package var description: String {
    switch self {
    case .json(let error): "the configuration is not JSON: \(error)"
    case .archive(let error): "not a valid Keras archive: \(error)"
    case .noConfiguration:
      "an HDF5 file without the configuration of a model; it may hold weights only, expected a"
        + " file that model.save wrote"
    case .notAModel(let found):
      "found \(found), expected the configuration of a Keras model: a class_name and a config"
        + " with layers"
    case .ownClass(let name):
      "a model of the class '\(name)', whose layers are not in the file; expected a Sequential or"
        + " a Functional model"
    case .noLayers(let name): "the model '\(name)' has no layers"
    case .setting(let layer, let key, let found, let expected):
      "\(layer): \"\(key)\": found \(found), expected \(expected)"
    case .missing(let layer, let key, let expected):
      "\(layer): \"\(key)\" is missing, expected \(expected)"
    case .tooManySettings(let layer, let limit): "\(layer): more than \(limit) settings"
    case .namesTooLong(let limit): "names of layers of more than \(limit >> 20) MiB"
    case .duplicateLayer(let name): "two layers are called '\(name)', expected names of their own"
    case .unknownLayer(let name, let layer, let known):
      "\(layer): reads '\(name)', which is not a layer of the model"
        + UnknownName(name, among: known).suggestion()
    case .unknownResult(let name, let call, let result, let layer):
      "\(layer): reads result \(result) of call \(call) of '\(name)', which does not exist"
    case .cycle(let layer): "\(layer): its input depends on its own result"
    case .nestedTooDeep(let limit): "models and wrappers nested more than \(limit) deep"
    case .tooManyLayers(let limit): "more than \(limit) layers"
    case .inputs(let layer, let found, let expected):
      "\(layer): found \(found) input\(found == 1 ? "" : "s"), expected \(expected)"
    case .shape(let layer, let type, let found, let expected):
      "\(layer): \(type) on \(Self.text(found)), expected \(expected)"
    case .mismatch(let layer, let type, let shapes):
      "\(layer): \(type) on \(Self.list(shapes)), which do not fit"
    case .tooLarge(let layer, let quantity): "\(layer): the \(quantity) exceed 64 bits"
    case .unknownShape(let layer, let type):
      "\(layer): the shape of the result of \(type) is unknown: it is not a layer of Keras' own,"
        + " and the file does not state the shape for this input"
    case .openInput(let name, let lengths, _):
      "the input '\(name)' leaves lengths open: \(Self.text(lengths))"
    case .noInputShape(let name): "the model '\(name)' does not state the shape of its input"
    case .layers(let error): error.description
    }
  }

  private static func list(_ shapes: [[Int]]) -> String {
    shapes.prefix(mostListed).map(text).joined(separator: " and ")
      + (shapes.count > mostListed ? " and others" : "")
  }

  /// The most shapes of one message.
  private static let mostListed = 4

  private static func text(_ lengths: [Int?]) -> String {
    lengths.isEmpty
      ? "a single number" : lengths.map { $0.map(String.init) ?? "?" }.joined(separator: "×")
  }
}
