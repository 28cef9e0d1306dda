import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostText
import ConvCostZoo

extension Failure: CustomStringConvertible {
  /// One line: the place, the library's message, and the command or option that helps.
  var description: String {
    switch self {
    case .usage(let error): error.description
    case .zoo(let error): error.description + error.hint
    case .layer(let problem): problem.description + problem.hint
    case .network(let error, let name): "\(name): \(error)"
    case .malformed(let file, let problem): "\(file):\(problem.isPlaced ? "" : " ")\(problem)"
    case .incomplete(let network, let reason): "\(network): \(reason)"
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
    case .unwritable(let file, let reason): "\(file): cannot be written: \(reason)"
    }
  }
}

extension FileProblem: CustomStringConvertible {
  /// Whether the description begins with a line and a column.
  fileprivate var isPlaced: Bool {
    switch self {
    case .structure, .zoo, .network, .times: true
    case .model(let error): error.facts.isPlaced
    case .impossible: false
    }
  }

  var description: String {
    switch self {
    case .model(let error): error.description + error.hint
    case .impossible(let error): error.description
    case .structure(let error): error.description
    case .times(let error): error.description
    case .zoo(let position, let error): "\(position.text): \(error)\(error.hint)"
    case .network(let position, let error, let name): "\(position.text): \(name): \(error)"
    }
  }
}

extension ZooError {
  /// The command that lists the networks, if no network has a similar name.
  fileprivate var hint: String {
    guard case .unknownNetwork = self, !description.contains("; ") else { return "" }
    return "; see convcost list. Other networks come from files, which torch.onnx.export or"
      + " torch.export.save write: convcost report ./net.onnx"
  }
}

extension LayerNotation.Problem {
  /// The command that lists the layers, if no layer has a similar name.
  fileprivate var hint: String {
    guard case .unknownLayer(let word) = self else { return "" }
    return UnknownName(word, among: LayerNotation.kinds).reference(to: "convcost layer --help")
  }
}

extension SpecError {
  fileprivate var hint: String {
    guard case .layer(let problem) = problem else { return "" }
    return problem.hint
  }
}

extension ReaderError {
  /// The options that give the lengths that a model file leaves open, or the command that lists
  /// the layers of a spec.
  var hint: String {
    if let error = facts as? SpecError { return error.hint }
    guard let open = facts.openLengths else { return "" }
    let dimensions = open.names.map { "--dim \($0)=N" }.joined(separator: " ")
    let ways = [dimensions, open.mayTakeSize ? "--input" : ""].filter { !$0.isEmpty }
    return "; give " + ways.joined(separator: ", or ")
  }
}

extension UnknownName {
  /// Returns where the known names are listed; empty if the library's message suggests some.
  fileprivate func reference(to place: String) -> String {
    suggestion().isEmpty ? "; see \(place)" : ""
  }
}
