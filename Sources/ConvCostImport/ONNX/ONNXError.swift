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
