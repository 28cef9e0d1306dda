/// Completions for bash: `source <(convcost completions bash)`.
struct BashCompletions {
  private let commands: [CommandSummary]

  init(_ commands: [CommandSummary]) {
    self.commands = commands
  }

  var script: String {
    let names = commands.map(\.name) + ["help", "--help", "--version"]
    return """
      # Completions of convcost for bash.
      _convcost() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words='' files=''
        if (( COMP_CWORD == 1 )); then
          COMPREPLY=( $(compgen -W '\(names.joined(separator: " "))' -- "$cur") )
          return
        fi
        case "${COMP_WORDS[1]}:$prev" in
      \(commands.map(values).joined())    *)
          case "${COMP_WORDS[1]}" in
      \(commands.map(arguments).joined())    esac
          ;;
        esac
        if [[ -n $files ]]; then
          COMPREPLY=( $(compgen -f -- "$cur") )
        else
          COMPREPLY=( $(compgen -W "$words" -- "$cur") )
        fi
      }
      complete -o default -F _convcost convcost

      """
  }

  /// The completions of the values of a command's options.
  private func values(of command: CommandSummary) -> String {
    command.options.map { option in
      let names = (["--\(option.name)"] + (option.short.map { ["-\($0)"] } ?? []))
        .map { "\(command.name):\($0)" }.joined(separator: "|")
      return switch option.completion {
      case .none where option.placeholder == nil: ""
      case .none: "    \(names)) ;;\n"
      case .words(let words): "    \(names)) words='\(words.joined(separator: " "))' ;;\n"
      case .file: "    \(names)) files=1 ;;\n"
      }
    }.joined()
  }

  /// The completions of a command's options and operands.
  private func arguments(of command: CommandSummary) -> String {
    let options = command.options.map { "--\($0.name)" }.joined(separator: " ")
    var operands = ""
    if case .words(let words) = command.operands { operands = words.joined(separator: " ") }
    return "      \(command.name)) if [[ $cur == -* ]]; then words='\(options)'; "
      + "else words='\(operands)'; fi ;;\n"
  }
}
