import ConvCostCore
import ConvCostReports
import ConvCostText

/// The tool as a function of its arguments.
public enum CommandLineTool {
  /// The version, as `--version` prints it.
  public static let version = "0.2.0"

  static let commands: [any Command.Type] = [
    ReportCommand.self, ListCommand.self, CompareCommand.self, CheckCommand.self,
    LayerCommand.self, RewriteCommand.self, ReconcileCommand.self,
    ExplainCommand.self, ConventionsCommand.self, ColumnsCommand.self,
    PlotCommand.self, MemoryCommand.self, DevicesCommand.self, SweepCommand.self,
    MergeCommand.self, SolveCommand.self, ScaleCommand.self, SpecCommand.self, CiteCommand.self,
    CompletionsCommand.self,
  ]

  static let commandNames = commands.map { $0.name }

  /// Runs the tool.
  ///
  /// - Parameters:
  ///   - arguments: the arguments after the program's name.
  ///   - console: collects the output.
  /// - Returns: the status that the program ends with.
  public static func run(_ arguments: [String], _ console: inout Console) -> ExitStatus {
    do throws(Failure) {
      return try dispatch(arguments, &console)
    } catch {
      console.messages += "convcost: \(error.description.printable)\n"
      return error.status
    }
  }

  private static func dispatch(
    _ arguments: [String], _ console: inout Console
  ) throws(Failure) -> ExitStatus {
    guard let first = arguments.first else {
      console.output += help
      return .done
    }
    switch first {
    case "--help", "-h", "help":
      let topic = arguments.dropFirst().first { $0 != "help" }
      console.output += try topic.map { name throws(Failure) in try command(name).help } ?? help
      return .done
    case "--version", "-V", "version":
      console.output += "convcost \(version)\n"
      return .done
    case Shell.completing:
      // For the scripts of `convcost completions`.
      for candidate in Completer(commands.map { $0.info }).candidates(
        for: Array(arguments.dropFirst()))
      {
        console.output +=
          candidate.text + (candidate.help.isEmpty ? "" : "\t\(candidate.help)") + "\n"
      }
      return .done
    default:
      let named = commands.first { $0.name == first }
      // An option may come before the network.
      let isNetwork =
        first.hasPrefix("-") && first != "-"
        ? arguments.contains(where: namesNetwork) : named == nil && namesNetwork(first)
      let command: any Command.Type =
        if isNetwork { ReportCommand.self } else if let named { named } else {
          throw unknownCommand(first)
        }
      let rest = isNetwork ? arguments[...] : arguments.dropFirst()
      if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
        console.output += command.help
        return .done
      }
      return try command.run(Array(rest), &console)
    }
  }

  /// Whether an argument names a network, so that its report is meant although no command is
  /// named. A file need not exist: that is the error to report.
  private static func namesNetwork(_ text: String) -> Bool {
    text == "-" || !text.hasPrefix("-") && (try? NetworkReference(text)) != nil
  }

  /// Other words for commands.
  private static let synonyms = [
    "info": "report", "summary": "report", "show": "report", "count": "report",
    "diff": "compare", "ls": "list", "networks": "list", "models": "list", "mem": "memory",
  ]

  private static func command(_ name: String) throws(Failure) -> any Command.Type {
    guard let command = commands.first(where: { $0.name == name }) else {
      throw unknownCommand(name)
    }
    return command
  }

  /// Returns the error for a word that is not a command.
  private static func unknownCommand(_ name: String) -> Failure {
    if name.hasPrefix("-") {
      return .usage(.unknownOption(name, command: "", known: ["--help", "--version"]))
    }
    if let synonym = synonyms[name] { return .usage(.otherCommand(name, synonym)) }
    let isNearCommand = !UnknownName(name, among: commandNames).nearest.isEmpty
    guard !isNearCommand,
      case .failure(let error) = Result(catching: { () throws(Failure) in
        try NetworkReference(name)
      })
    else { return .usage(.unknownCommand(name)) }
    return error
  }

  /// The text of `convcost --help`.
  static var help: String {
    var help = HelpText(
      usage: "convcost <command> [arguments] [options]",
      summary: "Tells exactly what a convolutional network costs, without running it.")
    help.add(section: "Commands", rows: commands.map { ($0.name, $0.summary) })
    help.add(
      section: "Options",
      rows: [HelpText.helpRow, ("    --version", "Show the version.")])
    help.add(
      paragraph: "A network is a name of the zoo, such as resnet50. A source may stand before it,"
        + " as in paper/resnet50, and options after it, as in mobilenet_v2:width=0.75,input=192."
        + " convcost list shows all networks; convcost <command> --help says more.")
    help.add(
      examples: [
        "convcost report resnet50", "convcost compare resnet50 mobilenet_v2",
        "convcost check --update resnet50",
      ])
    return help.text
  }
}
