import ConvCostCore
import ConvCostText

extension ModelFileError: CustomStringConvertible {
  /// One line: the file, what was found, what was expected.
  public var description: String { "\(file.printable): \(cause.description.printable)" }
}

extension ModelFileError.Cause: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let problem): problem.description
    case .spec(let error): "\(error)"
    case .onnx(let error): error.description
    case .network(let error): error.description
    case .badLength(let name, let length):
      "the length \(length) of '\(name)', expected 1 to \(Shape.longestDimension)"
    case .noLengths(let name): "no lengths of '\(name)'"
    case .badParameter(let name): "the value of '\(name)' is no number"
    case .badInput(let name, let lengths, let own):
      "\(lengths.count) length\(lengths.count == 1 ? "" : "s") for the input '\(name)',"
        + " which is \(own)"
    case .unknownInput(let name, let known): Self.unknown("input", name, known)
    case .unknownParameter(let name, let known): Self.unknown("parameter", name, known)
    case .noParameters(let name): "the parameter '\(name)', but a model has none"
    case .noDimensions(let name):
      "the dimension '\(name)', but a spec leaves none open; its parameters are numbers"
    }
  }

  private static func unknown(_ what: String, _ name: String, _ known: [String]) -> String {
    "no \(what) is called '\(name)'"
      + (known.isEmpty
        ? "; the file has none with a name"
        : ", expected " + known.map { "'\($0)'" }.joined(separator: ", "))
  }
}

extension FileProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing: "there is no such file"
    case .folder: "it is a folder"
    case .notRegular: "it is not a regular file"
    case .noPermission: "permission denied"
    case .refused: "the system did not give all of its bytes"
    case .tooLong(let limit): "it is larger than \(limit >> 20) MiB"
    }
  }
}
