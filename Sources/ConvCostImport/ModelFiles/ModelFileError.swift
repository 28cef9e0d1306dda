package import ConvCostCore

/// Why a file gives no network.
///
///     do {
///       print(try ModelFile(path: "net.onnx").cost.macs)
///     } catch {
///       print(error)    // net.onnx: there is no such file
///     }
public struct ModelFileError: Error, Hashable, Sendable {
  /// Whose fault it is.
  public enum Kind: Hashable, Sendable {
    /// The file is not there, or the system does not give its bytes.
    case unreadable
    /// The file holds no network that can be followed.
    case malformed
    /// The file does not take the lengths or the parameters that were given, or needs some.
    case options
  }

  /// The facts.
  package enum Cause: Error, Hashable, Sendable {
    /// The bytes cannot be read.
    case file(FileProblem)
    /// A spec that is none.
    case spec(SpecError)
    /// A model that is none.
    case onnx(ONNXError)
    /// A network that cannot be.
    case network(NetworkError)
    /// A length that no tensor has.
    case badLength(String, Int)
    /// A list of lengths without any.
    case noLengths(String)
    /// A parameter that is no number.
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

  /// Whose fault it is.
  public var kind: Kind {
    switch cause {
    case .file: .unreadable
    case .spec, .network: .malformed
    case .onnx(let error):
      switch error {
      case .openLengths, .unknownInput, .unknownLength, .badInput: .options
      default: .malformed
      }
    case .badLength, .noLengths, .badParameter, .badInput, .unknownInput, .unknownParameter,
      .noParameters, .noDimensions:
      .options
    }
  }
}
