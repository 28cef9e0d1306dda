import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostZoo

/// The error of a command: the facts. `Failure+Description.swift` has the English text, and
/// `ExitStatus.swift` the numbers.
indirect enum Failure: Error, Equatable {
  /// The command line is wrong.
  case usage(UsageError)
  /// A network's name or options are wrong.
  case zoo(ZooError)
  /// A layer on the command line is invalid.
  case layer(LayerNotation.Problem)
  /// A network on the command line cannot be built.
  case network(NetworkError, name: String)
  /// A file is malformed.
  case malformed(file: String, FileProblem)
  /// A network's counts are lower bounds, but exact ones are needed.
  case incomplete(String, reason: String)
  /// A file cannot be read.
  case unreadable(file: String, reason: String)
  /// A file cannot be written.
  case unwritable(file: String, reason: String)

  /// Checks that none of some other options is given with an option.
  ///
  /// - Throws: `UsageError.conflict` with the first that is.
  static func require(
    _ option: String, without others: KeyValuePairs<String, Bool>
  ) throws(Failure) {
    for (other, isGiven) in others where isGiven {
      throw .usage(.conflict(option, other))
    }
  }
}

/// An error in a command line.
indirect enum UsageError: Error, Equatable {
  /// A command that does not exist.
  case unknownCommand(String)
  /// A word that other tools have for a command.
  case otherCommand(String, String)
  /// An option that the command does not have.
  case unknownOption(String, command: String, known: [String])
  /// An option without its value.
  case missingValue(option: String, placeholder: String)
  /// An option that a command cannot do without.
  case missingOption(command: String, option: String)
  /// A flag with a value.
  case unexpectedValue(option: String, value: String)
  /// A value that the option does not take.
  case badValue(option: String, value: String, expected: String)
  /// Fewer operands than the command needs.
  case missingOperand(String, command: String)
  /// More operands than the command takes.
  case extraOperand(String, command: String)
  /// A layer without the shape of its input.
  case needsInput(layer: String)
  /// A column that does not exist.
  case unknownColumn(String, known: [String])
  /// A column that needs a device.
  case needsDevice(column: String)
  /// A column that needs measured times.
  case needsTimes(column: String)
  /// A device whose peak for a number format is unknown.
  case noPeak(device: String, format: String, known: [String])
  /// A device whose bandwidth is unknown.
  case noBandwidth(device: String)
  /// An option that needs two networks.
  case needsTwo(option: String)
  /// An open length for a network that has none.
  case dimensionNotTaken(String, network: String)
  /// A key that a network's file does not have.
  case keyNotInFile(String, file: String, known: [String])
  /// An option that does not fit the open lengths of a model file.
  case model(ReaderError, file: String)
  /// A value that is none of many names, and the nearest of them.
  case unknownValue(option: String, value: String, nearest: [String])
  /// The bits that a file states, for a network that states none.
  case noStatedBits(network: String)
  /// A pattern that no device matches.
  case noDevice(pattern: String)
  /// An option of a training step without one.
  case needsTraining(option: String)
  /// Patches in which a network cannot run.
  case patches(PatchError, network: String)
  /// An option that a file does not take.
  case file(ModelFileError.Cause, path: String)
  /// A command that needs layers, with a file that only has operators.
  case needsLayers(command: String, file: String)
  /// More variants than a search may have; `inLines` if there may be more in JSON Lines.
  case tooManyVariants(Int, inLines: Bool = false)
  /// A sweep in a file that is not a part of another's.
  case otherSweep(String, than: String)
  /// Two files of one shard.
  case sameShard(String, String, String)
  /// Shards of which no file is given: the first of them, and the number of all.
  case missingShards([String], of: Int)
  /// A measure of memory that the rows of a file do not have.
  case notSwept(String, file: String)
  /// A search without anything to vary.
  case nothingToVary(command: String)
  /// A search without a limit.
  case noLimit(command: String)
  /// A key that is varied twice.
  case variedTwice(String)
  /// A key that varies and that the network states.
  case variedAndStated(String, network: String)
  /// A network that is not a tree of layers on an image.
  case notScalable(String)
  case unknownShell(String, known: [String])
  /// A network without a published accuracy.
  case noAccuracy(String)
  /// A path that the network does not have.
  case unknownPath(String, network: String, known: [String])
  /// The path of a block where that of a layer is expected.
  case blockPath(String, network: String, layer: String)
  /// A convention that does not exist.
  case unknownConvention(String, known: [String])
  /// A metric that the convention does not have.
  case notCounted(metric: String, convention: String, counted: [String])
  /// A file extension of no known format.
  case unknownEnding(file: String, known: [String], hasFormats: Bool)
  /// A result that would overwrite an input.
  case overwritesInput(output: String, input: String)
  /// A network from standard input in a lock file.
  case standardInputLocked
  /// Options that exclude each other.
  case conflict(String, String)
  /// A pattern that no network matches.
  case noMatch(pattern: String)
  /// A network that the lock file does not contain.
  case notLocked(String, file: String, known: [String])
  /// A picture for LaTeX that is not a diagram of boxes.
  case needsBoxes
  /// A file, of which no paper is known.
  case noCitation(String)
  /// A network without a published total.
  case notPublished(String)
  /// A rule that applies to no convolution.
  case nothingReplaced(rule: String, network: String)
  /// No convolution that is selected.
  case nothingSelected(network: String)
  /// A new lock file without networks.
  case nothingToLock(file: String)
}

/// An error in the contents of a file.
indirect enum FileProblem: Error, Equatable {
  /// The file's reader refuses it.
  case model(ReaderError)
  /// The file's network cannot be built.
  case impossible(NetworkError)
  /// The JSON does not have the expected structure.
  case structure(JSONStructureError)
  /// Not a list of measured times.
  case times(MeasuredTimes.Problem)
  /// A network's name or options are wrong.
  case zoo(JSONValue.Position, ZooError)
  /// A network that the file names cannot be built.
  case network(JSONValue.Position, NetworkError, name: String)
}
