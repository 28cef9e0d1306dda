import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostZoo

/// Why a command cannot do its work: the facts. `Failure+Description.swift` says them in English,
/// and `ExitStatus.swift` gives each its number.
enum Failure: Error, Hashable {
  /// The command line is wrong.
  case usage(UsageError)
  /// A network's name or options are wrong.
  case zoo(ZooError)
  /// A layer of the command line is not understood.
  case layer(LayerNotation.Problem)
  /// A network of the command line cannot be built.
  case network(NetworkError, name: String)
  /// A file is not what it should be.
  case malformed(file: String, FileProblem)
  /// A network whose counts are lower bounds, where exact ones are needed.
  case incomplete(String, reason: String)
  /// A file cannot be read.
  case unreadable(file: String, reason: String)
  /// A file cannot be written.
  case unwritable(file: String, reason: String)
}

/// What is wrong with a command line.
enum UsageError: Error, Hashable {
  /// No command.
  case noCommand
  /// A command that does not exist.
  case unknownCommand(String)
  /// An option that the command does not have.
  case unknownOption(String, command: String, known: [String])
  /// An option without its value.
  case missingValue(option: String, placeholder: String)
  /// A flag with a value.
  case unexpectedValue(option: String, value: String)
  /// A value that the option does not take.
  case badValue(option: String, value: String, expected: String)
  /// Fewer operands than the command needs.
  case missingOperand(String, command: String)
  /// More operands than the command takes.
  case extraOperand(String, command: String)
  /// A column that does not exist.
  case unknownColumn(String, known: [String])
  /// A column that says nothing without a device.
  case needsDevice(column: String)
  /// A device whose peak for a number format is unknown.
  case noPeak(device: String, format: String, known: [String])
  /// An option that needs two networks.
  case needsTwo(option: String)
  /// An open length for a network that has none.
  case dimensionNotTaken(String, network: String)
  /// A key that a network's file does not have.
  case keyNotInFile(String, file: String, known: [String])
  /// An option for which a model file leaves too much or too little open.
  case model(ONNXError, file: String)
  /// A command that needs layers, where a file has operators only.
  case needsLayers(command: String, file: String)
  /// More variants than a search may have.
  case tooManyVariants(Int)
  /// A search without anything to vary.
  case nothingToVary(command: String)
  /// A search without a limit.
  case noLimit(command: String)
  /// A key that is varied twice.
  case variedTwice(String)
  /// A network that is not a tree of layers on an image.
  case notScalable(String)
  /// An unknown shell.
  case unknownShell(String, known: [String])
  /// A network without a published accuracy.
  case noAccuracy(String)
  /// A path that the network does not have.
  case unknownPath(String, network: String, known: [String])
  /// A convention that does not exist.
  case unknownConvention(String, known: [String])
  /// A metric that the convention does not have.
  case notCounted(metric: String, convention: String, counted: [String])
  /// A file's ending that says no format.
  case unknownEnding(file: String, known: [String])
  /// A result that would be written over a file that is read.
  case overwritesInput(output: String, input: String)
  /// A network from standard input in a lock file.
  case standardInputLocked
  /// Options that exclude each other.
  case conflict(String, String)
  /// A pattern that no network matches.
  case noMatch(pattern: String)
  /// A network that the lock file does not hold.
  case notLocked(String, file: String, known: [String])
  /// A network without a published total.
  case notPublished(String)
  /// A rule that applies to no convolution.
  case nothingReplaced(rule: String, network: String)
  /// Nothing to write into a new lock file.
  case nothingToLock(file: String)
}

/// What is wrong inside of a file.
enum FileProblem: Error, Hashable {
  /// It is not an ONNX model, or one whose shapes cannot be followed.
  case model(ONNXError)
  /// It does not describe a network.
  case spec(SpecError)
  /// It holds a network that cannot be built.
  case impossible(NetworkError)
  /// It does not hold what it should.
  case structure(JSONStructureError)
  /// A network's name or options are wrong.
  case zoo(JSONValue.Position, ZooError)
  /// A network that cannot be built.
  case network(JSONValue.Position, NetworkError, name: String)
}
