import ConvCostCore
import ConvCostText
import ConvCostZoo

extension UsageError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownCommand(let name):
      "unknown command '\(name)'"
        + UnknownName(name, among: CommandLineTool.commandNames).suggestion(
          orSee: "convcost --help")
    case .otherCommand(let name, let command):
      "unknown command '\(name)'; did you mean convcost \(command)?"
    case .unknownOption(let option, let command, let known):
      "unknown option '\(option)'; "
        + Self.hint(option, among: known, command.isEmpty ? "" : "\(command) ")
    case .missingValue(let option, let placeholder):
      "\(option) needs a value: \(option) \(placeholder)"
    case .missingOption(let command, let option):
      "\(command) needs \(option); see convcost \(command) --help"
    case .unexpectedValue(let option, let value):
      "\(option) takes no value, found '\(value)'"
    case .badValue(let option, let value, let expected):
      "\(option): found '\(value)', expected \(expected)"
    case .missingOperand(let operand, let command):
      "expected \(operand): convcost \(command) \(operand)"
    case .needsInput(let layer):
      "expected the shape of the layer's input: convcost layer '\(layer)' --input CxHxW"
    case .extraOperand(let operand, let command):
      "unexpected '\(operand)'; " + Self.hint(extraOperand: operand, command)
    case .unknownColumn(let column, let known):
      "--columns: unknown column '\(column)'"
        + UnknownName(column, among: known).suggestion(orSee: "convcost columns")
    case .needsDevice(let column):
      "the column \(column) needs a device: --device peak=4T,bandwidth=100G, or a name"
    case .needsTimes(let column):
      "the column \(column) needs measured times: --times FILE.csv"
    case .noPeak(let device, let format, let known):
      "--device \(device) has no published peak for \(format)"
        + (known.isEmpty ? "" : ", only for \(known.joinedAsChoice)")
        + "; give peak=FLOPS,bandwidth=BYTES instead"
    case .noBandwidth(let device):
      "--device \(device) has no published bandwidth; give peak=FLOPS,bandwidth=BYTES instead"
    case .noStatedBits(let network):
      "--bits file: \(network) does not state the types of its numbers; only files of operators do"
    case .needsTwo(let option):
      "\(option) compares two networks, before and now"
    case .dimensionNotTaken(let name, let network):
      "--dim \(name): \(network) leaves no length open; only files of operators do"
    case .keyNotInFile(let key, let file, let known):
      "\(file) has no '\(key)'\(UnknownName(key, among: known).suggestion(orSee: "the file"))"
    case .model(let error, let file): "\(file): \(error)\(error.hint)"
    case .unknownValue(let option, let value, let nearest):
      "\(option): found '\(value)'; did you mean \(nearest.joinedAsChoice)?"
    case .noDevice(let pattern):
      "no device matches '\(pattern)'"
        + UnknownName(pattern, among: Device.known.map(\.name)).suggestion(
          orSee: "convcost devices")
    case .needsTraining(let option):
      "--\(option) is for a training step: add --training and an optimiser"
    case .patches(let error, let network):
      "\(network): \(error)" + error.suggestion
    case .file(let error, let path): "\(path): \(error)"
    case .needsLayers(let command, let file):
      "\(command): \(file) contains operators, expected a network of layers, from the zoo or a spec"
        + " file"
    case .tooManyVariants(let limit, let inLines):
      "more than \(limit) variants; expected fewer values, or a larger step"
        + (inLines ? ", or --shard 1/16, or --format jsonl on standard output" : "")
    case .otherSweep(let file, let other):
      "\(file) is a shard of another sweep than \(other): the networks, ranges, limits and measures"
        + " must be the same"
    case .sameShard(let shard, let file, let other):
      "\(file) and \(other) are both shard \(shard)"
    case .missingShards(let shards, let count):
      "\(count == 1 ? "shard" : "\(count) shards are missing, among them") "
        + shards.joined(separator: ", ") + (count == 1 ? " is missing" : "")
    case .notSwept(let measure, let file):
      "--pareto: the rows of \(file) have no \(measure); convcost sweep --pareto counts it"
    case .nothingToVary(let command):
      "\(command): expected something to vary, such as --width 0.35:1.4:0.05 or --input 96:224:32"
    case .noLimit(let command):
      "\(command): expected a limit, such as --max-macs 300M"
    case .variedAndStated(let key, let network):
      "'\(key)' is varied, but \(network) states it"
    case .variedTwice(let key):
      "'\(key)' is varied twice"
    case .notScalable(let network):
      "scale: \(network) is not a network of layers on an image"
    case .unknownShell(let shell, let known):
      "completions: unknown shell '\(shell)'\(UnknownName(shell, among: known).suggestion())"
    case .noAccuracy(let network):
      "'\(network)' has no published top-1 accuracy; only torchvision's networks without options"
        + " have one"
    case .unknownPath(let path, let network, let known):
      "\(network) has no '\(path)'"
        + UnknownName(path, among: known).suggestion(
          orSee: "convcost report \(network) --depth all")
    case .blockPath(let path, let network, let layer):
      "'\(path)' is a block of \(network), expected a layer, such as \(layer)"
    case .unknownConvention(let name, let known):
      "unknown convention '\(name)'"
        + UnknownName(name, among: known).suggestion(orSee: "convcost conventions")
    case .notCounted(let metric, let convention, let counted):
      "the convention \(convention) has no \(metric), only \(counted.joinedAsChoice)"
    case .unknownEnding(let file, let known, let hasFormats):
      "--output: unknown file extension of '\(file)', expected \(known.joinedAsChoice)"
        + (hasFormats ? "; or give the format with --format" : "")
    case .overwritesInput(let output, let input):
      "--output: '\(output)' is the same file as '\(input)', which is an input and would be"
        + " overwritten; expected another file"
    case .standardInputLocked:
      "--update: '-' is standard input, which the next check cannot read again; expected a name or"
        + " a file"
    case .conflict(let first, let second):
      "\(first) and \(second) exclude each other"
    case .noMatch(let pattern):
      "no network matches '\(pattern)'"
        + UnknownName(pattern, among: Zoo.spellings).suggestion(orSee: "convcost list")
    case .notLocked(let network, let file, let known):
      "'\(network)' is not in \(file), which contains \(known.joinedAsChoice); convcost check "
        + "--update"
        + " \(network) adds it"
    case .needsBoxes:
      "plot: only --boxes are written as TikZ, expected .svg"
    case .noCitation(let network):
      "cite: '\(network)' is a file; only networks of convcost list have papers"
    case .notPublished(let network):
      "'\(network)' has no published total"
    case .nothingSelected(let network):
      "--only and --above select no convolution of \(network);"
        + " see convcost report \(network) --depth all"
    case .nothingReplaced(let rule, let network):
      "\(rule) does not apply to any of the selected convolutions of \(network)"
    case .nothingToLock(let file):
      "\(file) does not exist; name the networks to add: convcost check --update <network>…"
    }
  }

  /// Returns the end of a message about an argument too many.
  private static func hint(extraOperand operand: String, _ command: String) -> String {
    // A dash that a word processor has made longer.
    if operand.hasPrefix("–") || operand.hasPrefix("—") {
      return "did you mean --\(operand.drop { "–—-".contains($0) })?"
    }
    if operand.contains("="), !operand.contains(" ") {
      let setting = operand.drop { $0 == ":" }
      return "did you mean a network's own setting, as in resnet50:\(setting)?"
    }
    return "convcost \(command) takes no more arguments"
      + (command == ReportCommand.name ? ", convcost compare takes several networks" : "")
  }

  /// Returns the end of a message about an unknown option: the nearest names, and where all are
  /// listed.
  private static func hint(
    _ option: String, among known: [String], _ command: String
  ) -> String {
    let help = "convcost \(command)--help"
    let usual = OptionSynonym.all[option.lowercased()].flatMap { text in
      known.contains { text == $0 || text.hasPrefix("\($0) ") } ? text : nil
    }
    let near = usual.map { [$0] } ?? UnknownName(option, among: known).nearest
    return near.isEmpty ? "see \(help)" : "did you mean \(near.joinedAsChoice)? See \(help)"
  }
}

extension PatchError {
  /// The nearest path that the network has.
  fileprivate var suggestion: String {
    guard case .unknownPath(let path, let known) = self else { return "" }
    return UnknownName(path, among: known).suggestion(orSee: "convcost report --depth all")
  }
}
