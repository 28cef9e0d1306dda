import ConvCostText

extension ONNXError: CustomStringConvertible {
  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .otherFormat(let other): other.description
    case .notAModel: "not an ONNX model: it holds no graph"
    case .wire(let error): "not a whole ONNX model: \(error)"
    case .tensor(let name, .badShape(let shape)):
      "the tensor '\(name)' has the shape \(shape), expected lengths from 0 to"
        + " \(RawInteger.longest) whose product fits in 64 bits"
    case .tensor(let name, .tooManyDimensions(let limit)):
      "the tensor '\(name)' has more than \(limit) dimensions"
    case .tensor(let name, .outsideFolder(let path)):
      "the tensor '\(name)' is said to stand in '\(path)', expected a path inside of the model's"
        + " folder"
    case .nestedTooDeep(let limit): "graphs and functions nested more than \(limit) deep"
    case .tooManyNodes(let limit): "more than \(limit) operators"
    case .tooLarge(let limit): "names and shapes of more than \(limit >> 20) MiB"
    case .tooManyNumbers(let name):
      "with the tensor '\(name)' the stored numbers are more than \(Int.max)"
    case .tooManyDimensions(let node, let limit): "\(node): more than \(limit) dimensions"
    case .unknownValue(let value, let node):
      "\(node): reads '\(value)', which nothing before it makes"
    case .duplicateValue(let value, let node): "\(node): makes '\(value)' for the second time"
    case .node(let name, let type, let problem): "\(name) (\(type)): \(problem)"
    case .openLengths(let names, let input, mayTakeSize: _):
      "the input '\(input)' leaves \(quoted(names)) open"
    case .unknownInput(let name, let known):
      "no input is called '\(name)'" + (known.isEmpty ? "" : ", expected \(quoted(known))")
    case .unknownLength(let name, let known):
      "no input has a length '\(name)'" + (known.isEmpty ? "" : ", expected \(quoted(known))")
    case .badInput(let input, let shape):
      "input: found '\(input)', expected a shape for \(shape.joined(separator: "×"))"
    case .noInput: "no input is a tensor; there is nothing to follow through the network"
    case .network(let error): "\(error)"
    }
  }

  /// Returns names in quotes, as `'a', 'b' and 'c'`.
  private func quoted(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(lastBy: "and")
  }
}

extension ONNXProblem: CustomStringConvertible {
  /// What is wrong, in English.
  package var description: String {
    switch self {
    case .missingInput(let index): "input \(index) is missing"
    case .attribute(let name, let expected): "attribute '\(name)': expected \(expected)"
    case .rank(let rank, let expected): "found \(rank) dimensions, expected \(expected)"
    case .mismatch(let first, let second): "\(first) and \(second) do not go together"
    case .axis(let axis, let rank): "axis \(axis) of \(rank) dimensions"
    case .emptyOutput(let axis, let input, let window):
      "a window of \(window) does not fit on axis \(axis), which with its padding has \(input)"
    case .elements(let from, let to): "\(from) cannot become \(to), which has other elements"
    case .length(let length, let least):
      "a length of \(length), expected \(least) to \(RawInteger.longest)"
    case .tooManyElements(let shape):
      "a result of \(shape), whose elements are more than \(Int.max)"
    case .other(let text): text
    }
  }
}
