import ConvCostText

extension CoreMLError: CustomStringConvertible {
  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .missingFile(let file): "a package without '\(file)'; it is not complete"
    case .outsidePackage(let path):
      "the manifest refers to '\(path)', expected a file inside the package"
    case .badManifest(let problem): "a package whose Manifest.json is not valid: \(problem)"
    case .wire(let error): "not a valid Core ML model: \(error)"
    case .notAModel: "not a Core ML model: it states no kind of model"
    case .otherKind(let kind): "\(kind), expected a neural network or a program"
    case .noNetwork(let kinds):
      "a pipeline without a neural network"
        + (kinds.isEmpty ? "" : "; it has \(kinds.joined(lastBy: "and"))")
    case .severalNetworks(let names):
      "a pipeline of \(names.count) networks, \(names.joined(lastBy: "and")), expected one;"
        + " save each as a file of its own"
    case .emptyProgram: "a program without operations"
    case .tooManyOperations(let limit): "more than \(limit) operations"
    case .unknownValue(let value, let operation):
      "\(operation): reads '\(value)', which no earlier operation computes"
    case .duplicateValue(let value, let operation):
      "\(operation): computes '\(value)', which already exists"
    case .operation(let name, let type, let problem): "\(name) (\(type)): \(problem)"
    case .otherShape(let value, let operation, let found, let stated):
      "\(operation): '\(value)' has the shape \(Self.text(found)), but the file states"
        + " \(Self.text(stated))"
    case .noShape(let value, let operation):
      "\(operation): the shape of '\(value)' does not follow from the input's"
    case .openLengths(let lengths, let input):
      "the input '\(input)' leaves \(quoted(lengths)) open"
    case .notAllowed(let lengths, let input, let allowed):
      "the input '\(input)' cannot have the shape \(Self.text(lengths)); the file allows"
        + " \(allowed.joined(lastBy: "or"))"
    case .badInput(let lengths, let input, let rank):
      "input: found \(Self.text(lengths)) for '\(input)', which has \(rank)"
        + " dimension\(rank == 1 ? "" : "s")"
    case .unknownInput(let name, let known):
      "no input is called '\(name)'" + (known.isEmpty ? "" : ", expected \(quoted(known))")
    case .unknownLength(let name, let known):
      "no input has a length '\(name)'" + (known.isEmpty ? "" : ", expected \(quoted(known))")
    case .noInput: "no input is a tensor, so nothing can be counted"
    case .network(let error): "\(error)"
    case .blobs(let error): "\(error)"
    }
  }

  /// Returns names in quotes, as `'a', 'b' and 'c'`.
  private func quoted(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(lastBy: "and")
  }

  private static func text(_ lengths: [Int?]) -> String {
    lengths.isEmpty
      ? "of a number" : lengths.map { $0.map(String.init) ?? "?" }.joined(separator: "×")
  }
}

extension CoreMLError: FormatError {
  package var kind: ModelFileError.Kind {
    switch self {
    case .openLengths, .notAllowed, .badInput, .unknownInput, .unknownLength, .noShape:
      .options
    default: .malformed
    }
  }

  package var openLengths: OpenLengths? {
    guard case .openLengths(let names, _) = self else { return nil }
    return OpenLengths(names: names, mayTakeSize: true)
  }
}
