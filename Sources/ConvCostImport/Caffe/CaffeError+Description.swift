extension CaffeError: CustomStringConvertible {
  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .text(let error): error.description
    case .wire(let error): error.description
    case .noLayers: "a Caffe file without layers"
    case .noTestLayers(let count):
      "all layers but those of data are for training, \(count), expected some in the test phase"
    case .tooManyLayers(let limit): "more than \(limit) layers"
    case .tooManyFields(let limit): "more than \(limit) fields"
    case .badValue(let place, let field, let expected):
      "\(place): \(field): expected \(expected)"
    case .oldForm(let place):
      "\(place): a layer in the form of 2013; Caffe's upgrade_net_proto_text converts the file"
    case .openInput(let name, let source, let known, let given):
      given == 0
        ? "the shape of the input '\(name)' is not in the file, because \(source)\(known)"
        : "found \(given) length\(given == 1 ? "" : "s") for the input '\(name)', whose channels"
          + " the file does not state either, expected channels, height and width"
    case .layer(let name, let type, let place, let problem):
      "\(place): \(type) '\(name)': \(problem)"
    case .blobs(let error): error.description
    case .option(let cause): cause.description
    }
  }
}
