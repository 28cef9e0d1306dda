package import ConvCostCore
package import ConvCostJSON

/// Why a file cannot be read as a network of PyTorch: the facts.
package indirect enum PyTorchError: Error, Hashable, Sendable {
  /// An archive of PyTorch that is not an exported program.
  case other(OtherArchive)
  /// An archive that cannot be read.
  case zip(ZipError)
  /// A description, by its name in the archive, that does not have the format's structure.
  case structure(String, JSONStructureError)
  /// A description in another version of the format, which does not have the known structure.
  case version(major: Int, minor: Int, known: Int)
  /// More operators than the limit.
  case tooManyOperators(limit: Int)
  /// An operator reads a value that no earlier one computes.
  case unknownValue(String, node: String)
  /// A tensor with a length that no tensor can have, or with too many elements.
  case badShape(String, [Int])
  /// A length whose expression has no value.
  case expression(String, tensor: String)
  /// An operator that cannot work on its inputs.
  case node(String, operator: String, problem: OperatorProblem)
  /// Lengths of the input that the file leaves open without an example.
  case openLengths([String], input: String)
  /// A name of an input that the file does not have.
  case unknownInput(String, known: [String])
  /// A name of a length that the file does not have.
  case unknownLength(String, known: [String])
  /// A length for an axis of an input that the file fixes.
  case fixedInput(String, own: [String], axis: Int, given: Int)
  /// Another number of lengths than the input has.
  case badInput(String, own: [String], given: [Int])
  /// A length of an input that none of the allowed values of a named length gives.
  case unreachable(Int, expression: String, input: String)
  /// A length outside of the range that was exported.
  case outOfRange(String, Int, least: Int, most: Int)
  /// No input is a tensor.
  case noInput
  /// A network that cannot be built.
  case network(NetworkError)
}

extension PyTorchError: FormatError {
  package var kind: ModelFileError.Kind {
    switch self {
    case .openLengths, .unknownInput, .unknownLength, .fixedInput, .badInput, .unreachable,
      .outOfRange:
      .options
    default: .malformed
    }
  }

  package var openLengths: OpenLengths? {
    guard case .openLengths(let names, _) = self else { return nil }
    return OpenLengths(names: names, mayTakeSize: true)
  }
}
