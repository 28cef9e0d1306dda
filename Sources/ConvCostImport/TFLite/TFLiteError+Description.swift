import ConvCostText

extension TFLiteError: FormatError {
  package var kind: ModelFileError.Kind {
    switch self {
    case .openLengths, .unknownInput, .namedLength, .badInput, .noInput: .options
    default: .malformed
    }
  }

  package var openLengths: OpenLengths? {
    guard case .openLengths = self else { return nil }
    return OpenLengths(names: [], mayTakeSize: true)
  }
}

extension TFLiteError: CustomStringConvertible {
  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .flatBuffer(let error): "not a valid TensorFlow Lite model: \(error)"
    case .noSubgraph: "a TensorFlow Lite model without a network"
    case .tooManyNodes(let limit): "more than \(Digits.grouped(limit)) operators"
    case .tooManyTensors(let limit): "more than \(Digits.grouped(limit)) tensors"
    case .badShape(let tensor, let shape):
      "the tensor '\(tensor)' has the shape \(shape), expected lengths from 0 to"
        + " \(RawInteger.longest) whose product fits in 64 bits"
    case .tooManyDimensions(let tensor, let limit):
      "the tensor '\(tensor)' has more than \(limit) dimensions"
    case .noTensor(let number, let count, let place):
      "\(place): tensor \(number) of \(count) does not exist"
    case .noCalled(let number, let count, let place):
      "\(place): subgraph \(number) of \(count) does not exist"
    case .unknownValue(let tensor, let place):
      "\(place): reads '\(tensor)', which no earlier operator computes"
    case .duplicateValue(let tensor, let place):
      "\(place): computes '\(tensor)', which already exists"
    case .nestedTooDeep(let limit): "subgraphs that call each other more than \(limit) deep"
    case .badCall(let place, let inputs, let outputs):
      "\(place): calls a subgraph with \(inputs) inputs and \(outputs) results, which has others"
    case .node(let name, let type, let problem): "\(name) (\(type)): \(problem)"
    case .openLengths(let input, let shape):
      "the input '\(input)' of shape \(shape.joined(separator: "×")) leaves lengths open"
    case .unknownInput(let name, let known):
      "no input is called '\(name)'" + (known.isEmpty ? "" : ", expected ")
        + known.map { "'\($0)'" }.joined(lastBy: "or")
    case .namedLength(let name):
      "found the dimension '\(name)', but lengths have no names in a TensorFlow Lite model"
    case .badInput(let size, let input, let shape):
      "input: found '\(size.map(String.init).joined(separator: "×"))', expected lengths for"
        + " '\(input)' of shape \(shape.joined(separator: "×"))"
    case .noInput: "the network has no input whose lengths could be given"
    case .network(let error): "\(error)"
    }
  }
}
