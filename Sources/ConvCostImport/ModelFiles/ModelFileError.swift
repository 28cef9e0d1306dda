package import ConvCostCore

/// An error in a file of a network, or in the options for it.
///
///     do {
///       print(try ModelFile(path: "net.onnx").cost.macs)
///     } catch {
///       print(error)    // net.onnx: there is no such file
///     }
public struct ModelFileError: Error, Hashable, Sendable {
  /// The kinds of errors.
  public enum Kind: Hashable, Sendable {
    /// The file does not exist or cannot be read.
    case unreadable
    /// The file does not contain a valid network.
    case malformed
    /// The given lengths or parameters do not fit the file, or some are missing.
    case options
  }

  /// The facts.
  package indirect enum Cause: Error, Hashable, Sendable {
    /// The bytes cannot be read.
    case file(OpenFileError)
    /// A file that its reader refuses.
    case format(ReaderError)
    /// A network that cannot be built.
    case network(NetworkError)
    /// A length outside the range of lengths.
    case badLength(String, Int)
    /// An empty list of lengths.
    case noLengths(String)
    /// A parameter that is not a number.
    case badParameter(String)
    /// More or fewer lengths than the input has.
    case badInput(String, [Int], own: Shape)
    /// A name of an input that the file does not have.
    case unknownInput(String, known: [String])
    /// A name of a parameter that the file does not have.
    case unknownParameter(String, known: [String])
    /// A parameter of a file that has none.
    case noParameters(String)
    /// An open length of a file that has none.
    case noDimensions(String)
  }

  /// The file's path, or the name that its bytes were given.
  public let file: String
  /// The facts.
  package let cause: Cause

  init(file: String, _ cause: Cause) {
    self.file = file
    self.cause = cause
  }

  /// The kinds of errors.
  public var kind: Kind {
    switch cause {
    case .file: .unreadable
    case .network: .malformed
    case .format(let error): error.facts.kind
    case .badLength, .noLengths, .badParameter, .badInput, .unknownInput, .unknownParameter,
      .noParameters, .noDimensions:
      .options
    }
  }
}
