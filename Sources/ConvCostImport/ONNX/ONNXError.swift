package import ConvCostCore

/// Why a file cannot be read as an ONNX network: the facts.
package enum ONNXError: Error, Hashable, Sendable {
  /// What can be wrong with a stored tensor.
  package enum TensorProblem: Hashable, Sendable {
    /// A length below zero, or more elements than 64 bits count.
    case badShape([Int])
    /// More lengths than any shape has.
    case tooManyDimensions(limit: Int)
    /// Values in a file outside of the model's folder.
    case outsideFolder(String)
  }

  /// A file of another kind.
  case otherFormat(OtherFormat)
  /// Protobuf, or an empty file, that is not a model.
  case notAModel
  /// Bytes that are not protobuf's wire format.
  case wire(WireError)
  /// An invalid stored tensor, by its name.
  case tensor(String, TensorProblem)
  /// Graphs nested in each other, or functions that call each other, beyond the limit.
  case nestedTooDeep(limit: Int)
  /// More operators than the limit, after functions are expanded.
  case tooManyNodes(limit: Int)
  /// Names and shapes that take more memory than the limit.
  case tooLarge(limit: Int)
  /// More stored numbers than 64 bits can count, with the tensor at which that is found.
  case tooManyNumbers(String)
  /// Shapes with more lengths than the limit.
  case tooManyDimensions(node: String, limit: Int)
  /// An operator reads a value that no earlier one computes.
  case unknownValue(String, node: String)
  /// A value that is computed twice.
  case duplicateValue(String, node: String)
  /// An operator that cannot work on its inputs.
  case node(String, operator: String, problem: ONNXProblem)
  /// Lengths of the input that the file leaves open.
  case openLengths([String], input: String, mayTakeSize: Bool)
  /// A name of an input that the file does not have.
  case unknownInput(String, known: [String])
  /// A name of a length that the file does not have.
  case unknownLength(String, known: [String])
  /// An input that the file's input cannot have.
  case badInput(String, shape: [String])
  /// No input that has a shape.
  case noInput
  /// A network that cannot be built.
  case network(NetworkError)
}

/// Why an operator cannot work: the facts.
package enum ONNXProblem: Error, Hashable, Sendable {
  /// A required input that is missing.
  case missingInput(Int)
  /// An attribute that is missing or invalid.
  case attribute(String, expected: String)
  /// An input with another number of dimensions.
  case rank(Int, expected: String)
  /// Shapes that do not fit each other.
  case mismatch([Int], [Int])
  /// An axis that the input does not have.
  case axis(Int, rank: Int)
  /// A window that does not fit.
  case emptyOutput(axis: Int, input: Int, window: Int)
  /// A reshape to another number of elements.
  case elements(from: [Int], to: [Int])
  /// A length that is less than the least or more than 2³¹ − 1.
  case length(Int, from: Int = 0)
  /// A shape with more elements than 64 bits can count.
  case tooManyElements([Int])
  /// Any other problem, in words.
  case other(String)
}

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
    case .openLengths(let names, let input, let mayTakeSize):
      "the input '\(input)' leaves \(list(names)) open; give "
        + names.map { "--dim \($0)=N" }.joined(separator: " ")
        + (mayTakeSize ? ", or --input" : "")
    case .unknownInput(let name, let known):
      "no input is called '\(name)'" + (known.isEmpty ? "" : ", expected \(list(known))")
    case .unknownLength(let name, let known):
      "no input has a length '\(name)'" + (known.isEmpty ? "" : ", expected \(list(known))")
    case .badInput(let input, let shape):
      "input: found '\(input)', expected a shape for \(shape.joined(separator: "×"))"
    case .noInput: "no input is a tensor; there is nothing to follow through the network"
    case .network(let error): "\(error)"
    }
  }

  private func list(_ names: [String]) -> String {
    let quoted = names.map { "'\($0)'" }
    guard quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " and " + quoted[quoted.count - 1]
  }
}

extension ONNXProblem: CustomStringConvertible {
  /// The problem, in English.
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
