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

  /// It is a file of another kind.
  case otherFormat(OtherFormat)
  /// It is protobuf, or empty, but no model.
  case notAModel
  /// It is not protobuf's wire format.
  case wire(WireError)
  /// A stored tensor is not one.
  case tensor(String, TensorProblem)
  /// Graphs inside of each other, or functions that call each other, beyond the limit.
  case nestedTooDeep(limit: Int)
  /// More operators than the limit, functions expanded.
  case tooManyNodes(limit: Int)
  /// Names and shapes that take more memory than the limit.
  case tooLarge(limit: Int)
  /// Stored numbers that 64 bits do not count, with the tensor at which that shows.
  case tooManyNumbers(String)
  /// Shapes with more lengths than the limit.
  case tooManyDimensions(node: String, limit: Int)
  /// An operator reads what nothing before it makes.
  case unknownValue(String, node: String)
  /// A value that is made twice.
  case duplicateValue(String, node: String)
  /// An operator that cannot work on what it is given.
  case node(String, operator: String, problem: ONNXProblem)
  /// Lengths of the input that the file leaves open.
  case openLengths([String], input: String, mayTakeSize: Bool)
  /// A name of an input that the file does not have.
  case unknownInput(String, known: [String])
  /// A name of a length that the file does not have.
  case unknownLength(String, known: [String])
  /// An input that the file's input cannot have.
  case badInput(String, shape: [String])
  /// No input whose shape matters.
  case noInput
  /// A network that cannot be.
  case network(NetworkError)
}

/// Why an operator cannot work: the facts.
package enum ONNXProblem: Error, Hashable, Sendable {
  /// An input that must be there.
  case missingInput(Int)
  /// An attribute that is missing, or not what it should be.
  case attribute(String, expected: String)
  /// An input with another number of dimensions.
  case rank(Int, expected: String)
  /// Shapes that do not go together.
  case mismatch([Int], [Int])
  /// An axis that the input does not have.
  case axis(Int, rank: Int)
  /// A window that does not fit.
  case emptyOutput(axis: Int, input: Int, window: Int)
  /// A reshape to another number of elements.
  case elements(from: [Int], to: [Int])
  /// A length that is less than the least or more than 2³¹ − 1.
  case length(Int, from: Int = 0)
  /// A shape whose elements 64 bits do not count.
  case tooManyElements([Int])
  /// Anything else, said in words.
  case other(String)
}
