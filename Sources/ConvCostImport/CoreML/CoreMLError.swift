package import ConvCostCore

/// Why a file cannot be read as a network of Core ML: the facts.
package indirect enum CoreMLError: Error, Hashable, Sendable {
  /// A package without one of its files.
  case missingFile(String)
  /// A package whose manifest names a file outside of it.
  case outsidePackage(String)
  /// A manifest that does not name the model, and why.
  case badManifest(String)
  /// Bytes that are not protobuf's wire format.
  case wire(WireError)
  /// A file that states no kind of model.
  case notAModel
  /// A model that is not a neural network, in English.
  case otherKind(String)
  /// A pipeline without a neural network, and the kinds of its models.
  case noNetwork(inside: [String])
  /// A pipeline of several networks that cannot be counted together.
  case severalNetworks([String])
  /// A program without functions, or without operations in them.
  case emptyProgram
  /// More operations than the limit.
  case tooManyOperations(limit: Int)
  /// An operation or a layer that reads a value which no earlier one computes.
  case unknownValue(String, operation: String)
  /// A value that is computed twice.
  case duplicateValue(String, operation: String)
  /// An operation or a layer that cannot work on its inputs.
  case operation(String, type: String, problem: OperatorProblem)
  /// A result of another shape than the file states.
  case otherShape(String, operation: String, found: [Int], stated: [Int?])
  /// A result whose shape does not follow from another size of the input.
  case noShape(String, operation: String)
  /// An input whose lengths the file leaves open and does not state in its description.
  case openLengths([String], input: String)
  /// Lengths that the file does not allow.
  case notAllowed([Int], input: String, allowed: [String])
  /// Lengths that the input cannot have.
  case badInput([Int], input: String, rank: Int)
  /// A name of an input that the file does not have.
  case unknownInput(String, known: [String])
  /// A name of a length that the file does not leave open.
  case unknownLength(String, known: [String])
  /// No input is a tensor.
  case noInput
  /// A network that cannot be built.
  case network(NetworkError)
  /// Layers that do not form a network.
  case blobs(BlobError)
}
