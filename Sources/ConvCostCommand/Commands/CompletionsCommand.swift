/// `convcost completions`: scripts for shells, and the manual page.
struct CompletionsCommand: Command {
  static let name = "completions"
  static let summary = "Completions for a shell, or the manual page."
  static let operandSyntax = "<bash|zsh|fish|man>"
  static let operandCount = 1...1
  static let discussion = """
    bash: source <(convcost completions bash). zsh: convcost completions zsh > _convcost, in a \
    folder of $fpath. fish: convcost completions fish | source. The manual page: convcost \
    completions man > convcost.1.
    """
  static let examples = [
    "convcost completions bash", "convcost completions zsh", "convcost completions fish",
    "convcost completions man",
  ]
  static let options: [Option<Self>] = []

  static var operands: Completion { .words(Shell.allCases.map(\.rawValue)) }

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    guard let shell = Shell(rawValue: operands[0].lowercased()) else {
      throw .usage(.unknownShell(operands[0], known: Shell.allCases.map(\.rawValue)))
    }
    console.output += shell.script(
      CommandLineTool.commands.map { $0.info }, version: CommandLineTool.version)
    return .done
  }
}
