import ConvCostText

extension ONNXError: CustomStringConvertible {
  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .otherFormat(let other): other.description
    case .notAModel: "not an ONNX model: it contains no graph"
    case .wire(let error): "not a valid ONNX model: \(error)"
    case .tensor(let name, .badShape(let shape)):
      "the tensor '\(name)' has the shape \(shape), expected lengths from 0 to"
        + " \(RawInteger.longest) whose product fits in 64 bits"
    case .tensor(let name, .tooManyDimensions(let limit)):
      "the tensor '\(name)' has more than \(limit) dimensions"
    case .tensor(let name, .outsideFolder(let path)):
      "the tensor '\(name)' refers to '\(path)', expected a path inside the model's folder"
    case .nestedTooDeep(let limit): "graphs and functions nested more than \(limit) deep"
    case .tooManyNodes(let limit): "more than \(limit) operators"
    case .tooLarge(let limit): "names and shapes of more than \(limit >> 20) MiB"
    case .tooManyNumbers(let name):
      "the stored numbers up to the tensor '\(name)' exceed \(Int.max)"
    case .tooManyDimensions(let node, let limit): "\(node): more than \(limit) dimensions"
    case .unknownValue(let value, let node):
      "\(node): reads '\(value)', which no earlier operator computes"
    case .duplicateValue(let value, let node): "\(node): computes '\(value)', which already exists"
    case .node(let name, let type, let problem): "\(name) (\(type)): \(problem)"
    case .openLengths(let names, let input, mayTakeSize: _):
      "the input '\(input)' leaves \(quoted(names)) open"
    case .unknownInput(let name, let known):
      "no input is called '\(name)'" + (known.isEmpty ? "" : ", expected \(quoted(known))")
    case .unknownLength(let name, let known):
      "no input has a length '\(name)'" + (known.isEmpty ? "" : ", expected \(quoted(known))")
    case .badInput(let input, let shape):
      "input: found '\(input)', expected a shape for \(shape.joined(separator: "×"))"
    case .noInput: "no input is a tensor, so shapes cannot be inferred"
    case .network(let error): "\(error)"
    }
  }

  /// Returns names in quotes, as `'a', 'b' and 'c'`.
  private func quoted(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(lastBy: "and")
  }
}
