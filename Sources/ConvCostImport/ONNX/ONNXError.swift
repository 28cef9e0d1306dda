package import ConvCostCore

/// Why a file cannot be read as an ONNX network: the facts.
package indirect enum ONNXError: Error, Hashable, Sendable {
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
  case node(String, operator: String, problem: OperatorProblem)
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
