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
    case .format(let error): error.description
    case .network(let error): error.description
    case .badLength(let name, let length):
      "found the length \(length) for '\(name)', expected 1 to \(Shape.longestDimension)"
    case .noLengths(let name): "found no lengths for '\(name)', expected at least one"
    case .badParameter(let name): "the value of '\(name)' is not a number"
    case .badInput(let name, let lengths, let own):
      "found \(lengths.count) length\(lengths.count == 1 ? "" : "s") for the input '\(name)',"
        + " whose shape is \(own)"
    case .unknownInput(let name, let known): Self.unknown("input", name, known)
    case .unknownParameter(let name, let known): Self.unknown("parameter", name, known)
    case .noParameters(let name): "found the parameter '\(name)', but a model has no parameters"
    case .noDimensions(let name):
      "found the dimension '\(name)', but a file of layers has no open dimensions"
    }
  }

  private static func unknown(_ what: String, _ name: String, _ known: [String]) -> String {
    "no \(what) is called '\(name)'"
      + (known.isEmpty
        ? "; the file names none"
        : ", expected " + known.map { "'\($0)'" }.joined(separator: ", "))
  }
}

extension OpenFileError: CustomStringConvertible {
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
