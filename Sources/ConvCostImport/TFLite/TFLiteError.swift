package import ConvCostCore

/// Why a file cannot be read as a TensorFlow Lite network: the facts.
package indirect enum TFLiteError: Error, Hashable, Sendable {
  /// Bytes that are not a flatbuffer.
  case flatBuffer(FlatBufferError)
  /// A file without a network.
  case noSubgraph
  /// More operators or tensors than the limit, after subgraphs are expanded.
  case tooManyNodes(limit: Int)
  case tooManyTensors(limit: Int)
  /// A tensor with an invalid shape, by its name.
  case badShape(tensor: String, [Int])
  /// A tensor with more dimensions than any network has.
  case tooManyDimensions(tensor: String, limit: Int)
  /// A number of a tensor that its subgraph does not have, with the place that refers to it.
  case noTensor(Int, count: Int, place: String)
  /// A number of a subgraph that the file does not have.
  case noCalled(Int, count: Int, place: String)
  /// An operator reads a tensor that no earlier one computes.
  case unknownValue(String, place: String)
  /// A tensor that is computed twice, or also stored or an input.
  case duplicateValue(String, place: String)
  /// Calls of subgraphs inside each other beyond the limit.
  case nestedTooDeep(limit: Int)
  /// A call with another number of tensors than its subgraph has.
  case badCall(place: String, inputs: Int, outputs: Int)
  /// An operator that cannot work on its inputs.
  case node(String, operator: String, problem: OperatorProblem)
  /// Lengths of an input that the file leaves open.
  case openLengths(input: String, shape: [String])
  /// A name of an input that the file does not have.
  case unknownInput(String, known: [String])
  /// A length by its name; the format has no names of lengths.
  case namedLength(String)
  /// An input that the file's input cannot have.
  case badInput([Int], input: String, shape: [String])
  /// A network without inputs, for which lengths were given.
  case noInput
  /// A network that cannot be built.
  case network(NetworkError)
}
