import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostZoo

extension Failure: CustomStringConvertible {
  /// One line: the place, what was found, what was expected, the nearest name.
  var description: String {
    switch self {
    case .usage(let error): error.description
    case .zoo(let error): error.wording
    case .layer(let problem): problem.wording
    case .network(let error, let name): "\(name): \(error)"
    case .malformed(let file, let problem): "\(file):\(problem.isPlaced ? "" : " ")\(problem)"
    case .incomplete(let network, let reason): "\(network): \(reason)"
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
    case .unwritable(let file, let reason): "\(file): cannot be written: \(reason)"
    }
  }
}

extension UsageError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noCommand:
      "expected a command: \(list(CommandLineTool.commandNames))"
    case .unknownCommand(let name):
      "unknown command '\(name)'\(suggestion(name, CommandLineTool.commandNames))"
    case .unknownOption(let option, let command, let known):
      unknown(option, known, command)
    case .missingValue(let option, let placeholder):
      "\(option) needs a value: \(option) \(placeholder)"
    case .unexpectedValue(let option, let value):
      "\(option) takes no value, found '\(value)'"
    case .badValue(let option, let value, let expected):
      "\(option): found '\(value)', expected \(expected)"
    case .missingOperand(let operand, let command):
      "expected \(operand): convcost \(command) \(operand)"
    case .extraOperand(let operand, let command):
      "unexpected '\(operand)'; convcost \(command) takes no more arguments"
    case .unknownColumn(let column, let known):
      "--columns: unknown column '\(column)'"
        + suggestion(column, known, orSee: "convcost columns")
    case .needsDevice(let column):
      "the column \(column) needs a device: --device peak=4T,bandwidth=100G, or a name"
    case .noPeak(let device, let format, let known):
      "--device \(device) has no published peak for \(format), only for \(list(known))"
    case .needsTwo(let option):
      "\(option) compares two networks, before and now"
    case .dimensionNotTaken(let name, let network):
      "--dim \(name): \(network) leaves no length open; only ONNX files do"
    case .keyNotInFile(let key, let file, let known):
      "\(file) has no '\(key)'\(suggestion(key, known))"
    case .model(let error, let file): "\(file): \(error)"
    case .needsLayers(let command, let file):
      "\(command): \(file) holds operators, expected a network of layers, from the zoo or a spec file"
    case .tooManyVariants(let limit):
      "more than \(limit) variants; expected fewer values, or a larger step"
    case .nothingToVary(let command):
      "\(command): expected something to vary, such as --width 0.35:1.4:0.05 or --input 96:224:32"
    case .noLimit(let command):
      "\(command): expected a limit, such as --max-macs 300M"
    case .variedTwice(let key):
      "'\(key)' is varied twice"
    case .notScalable(let network):
      "scale: \(network) is no network of layers on an image"
    case .unknownShell(let shell, let known):
      "completions: unknown shell '\(shell)'\(suggestion(shell, known))"
    case .noAccuracy(let network):
      "'\(network)' has no published top-1 accuracy; torchvision's networks have, without options"
    case .unknownPath(let path, let network, let known):
      "\(network) has no '\(path)'"
        + suggestion(path, known, orSee: "convcost report \(network) --depth all")
    case .unknownConvention(let name, let known):
      "--convention: unknown convention '\(name)'"
        + suggestion(name, known, orSee: "convcost conventions")
    case .notCounted(let metric, let convention, let counted):
      "the convention \(convention) has no \(metric), only \(list(counted))"
    case .unknownEnding(let file, let known):
      "--output: the ending of '\(file)' names no format, expected \(list(known)); give"
        + " one with --format"
    case .overwritesInput(let output, let input):
      "--output: '\(output)' is the same file as '\(input)', which is read and would be lost; expected"
        + " another file"
    case .standardInputLocked:
      "--update: '-' is standard input, which is not there at the next check; expected a name or a file"
    case .conflict(let first, let second):
      "\(first) and \(second) exclude each other"
    case .noMatch(let pattern):
      "no network matches '\(pattern)'\(suggestion(pattern, networkNames))"
    case .notLocked(let network, let file, let known):
      "'\(network)' is not in \(file), which holds \(list(known)); convcost check --update"
        + " \(network) adds it"
    case .notPublished(let network):
      "'\(network)' has no published total"
    case .nothingReplaced(let rule, let network):
      "\(rule) applies to none of the convolutions wanted of \(network)"
    case .nothingToLock(let file):
      "\(file) is not there; name the networks that it shall hold:"
        + " convcost check --update <network>…"
    }
  }
}

extension ZooError {
  /// The facts in English, with the nearest name.
  fileprivate var wording: String {
    switch self {
    case .unknownNetwork(let name):
      "unknown network '\(name)'\(suggestion(name, networkNames))"
    case .unknownSource(let source, let network, let sources):
      "'\(source)' does not define \(network), expected \(list(sources.map { "\($0)/\(network)" }))"
    case .malformedOption(let text):
      "found '\(text)' behind the network's name, expected key=value"
    case .unknownKey(let key, let network, let keys):
      "\(network): unknown key '\(key)'\(suggestion(key, keys.map(\.rawValue)))"
    case .keyNotTaken(let key, let network, let keys):
      "\(network) has no '\(key.rawValue)', expected \(list(keys.map(\.rawValue)))"
    case .badInput(let text, let network, let own):
      "\(network): input: found '\(text)', expected \(own.inputForms), such as its own \(own)"
    case .badValue(let setting):
      "\(setting.key.rawValue): found '\(setting.text)', expected \(setting.key.expected)"
    }
  }
}

extension LayerNotation.Problem {
  /// The facts in English, with the nearest name.
  var wording: String {
    switch self {
    case .empty:
      "expected a layer, such as \"conv 3x3 64\", found nothing"
    case .unknownLayer(let word):
      "unknown layer '\(word)'\(suggestion(word, LayerNotation.kinds, orSee: "convcost layer --help"))"
    case .missing(let what, let layer):
      "\(layer): expected the \(what), found nothing more"
    case .unexpected(let word, let layer, let expected):
      "\(layer): found '\(word)', expected \(expected)"
    case .noEffect(let word, let layer, let reason):
      "\(layer): '\(word)' has no effect: \(reason.wording)"
    case .repeated(let word, let layer, let setting):
      "\(layer): found '\(word)', but the \(setting) is said already"
    }
  }
}

extension FileProblem: CustomStringConvertible {
  /// Whether the description begins with a line and a column.
  fileprivate var isPlaced: Bool {
    switch self {
    case .structure, .zoo, .network: true
    case .spec(let error): error.position != nil
    case .model, .impossible: false
    }
  }

  var description: String {
    switch self {
    case .model(let error): "\(error)"
    case .spec(let error): error.wording
    case .impossible(let error): "\(error)"
    case .structure(let error):
      error.wording
    case .zoo(let position, let error):
      "\(position.text): \(error.wording)"
    case .network(let position, let error, let name):
      "\(position.text): \(name): \(error)"
    }
  }
}

extension JSONStructureError {
  /// The facts in English, with the line.
  fileprivate var wording: String {
    switch self {
    case .json(let error):
      "\(error.position.text): \(error.problem)"
    case .unexpected(let position, let place, let found, let expected):
      "\(position.text): \(place): found \(found), expected \(expected)"
    case .unknownKey(let position, let key, let known):
      "\(position.text): unknown key \"\(key)\"\(suggestion(key, known, orSee: "the README"))"
    case .unknownName(let position, let name, let known):
      "\(position.text): unknown name \"\(name)\"\(suggestion(name, known, orSee: "the README"))"
    case .contradiction(let position, let reason):
      "\(position.text): \(reason)"
    case .missingKey(let position, let key, let place):
      "\(position.text): \(place): \"\(key)\" is missing"
    }
  }
}

/// The names of all networks: without their sources where that is enough, then with them.
private var networkNames: [String] {
  var names: [String] = []
  for entry in Zoo.entries where !names.contains(entry.name) { names.append(entry.name) }
  return names + Zoo.entries.map(\.fullName)
}

/// Returns `; did you mean …?` for a wrong name, or what there is where nothing is near.
func suggestion(
  _ wrong: String, _ names: [String], orSee place: String = "convcost list"
) -> String {
  let near = nearestNames(to: wrong, in: names)
  if !near.isEmpty { return "; did you mean \(list(near))?" }
  return names.count <= 16 ? ", expected \(list(names))" : "; see \(place)"
}

/// Returns what is said of an unknown option: the nearest names, and where all of them stand.
private func unknown(_ option: String, _ known: [String], _ command: String) -> String {
  let help = command.isEmpty ? "convcost --help" : "convcost \(command) --help"
  let near = nearestNames(to: option, in: known)
  let hint = near.isEmpty ? "see \(help)" : "did you mean \(list(near))? See \(help)"
  return "unknown option '\(option)'; \(hint)"
}

/// Returns names as `a, b or c`.
private func list(_ names: [String]) -> String {
  guard names.count > 1, let last = names.last else { return names.joined() }
  return names.dropLast().joined(separator: ", ") + " or " + last
}

extension JSONValue.Position {
  /// The place as compilers write it: `12:5`.
  var text: String { "\(line):\(column)" }
}

extension Shape {
  /// How an input like this one is given on the command line.
  fileprivate var inputForms: String {
    switch rank {
    case nil: "a number"
    case 1: "L or CxL"
    case 3: "R, HxW, DxHxW or CxDxHxW"
    default: "R, HxW or CxHxW"
    }
  }
}
