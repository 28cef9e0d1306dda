/// Completions for zsh: a file `_convcost` in a folder of `$fpath`, or
/// `source <(convcost completions zsh)` after `compinit`.
struct ZshCompletions {
  private let commands: [CommandSummary]

  init(_ commands: [CommandSummary]) {
    self.commands = commands
  }

  var script: String {
    let list = commands.map { shellQuoted("\($0.name):\(described($0.summary))") }
    return """
      #compdef convcost
      # Completions of convcost for zsh.
      _convcost() {
        local -a commands
        commands=(
          \(list.joined(separator: "\n    "))
        )
        if (( CURRENT == 2 )); then
          _describe command commands
          return
        fi
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        case $command in
      \(commands.map(arguments).joined())  esac
      }
      if [[ $funcstack[1] == _convcost ]]; then
        _convcost "$@"
      else
        compdef _convcost convcost
      fi

      """
  }

  private func arguments(of command: CommandSummary) -> String {
    var specifications = command.options.map { option -> String in
      let text = "[\(described(option.help))]"
      let value =
        option.placeholder.map { _ in ":\(option.name):\(action(option.completion))" } ?? ""
      return shellQuoted("--\(option.name)\(text)\(value)")
    }
    if case .words = command.operands {
      specifications.append(shellQuoted("*:argument:\(action(command.operands))"))
    }
    return "    \(command.name))\n      _arguments \\\n        "
      + specifications.joined(separator: " \\\n        ") + "\n      ;;\n"
  }

  private func action(_ completion: Completion) -> String {
    switch completion {
    case .none: " "
    case .words(let words):
      "(\(words.map { $0.replacing(":", with: "\\:") }.joined(separator: " ")))"
    case .file: "_files"
    }
  }

  /// A description with brackets and colons escaped, which have a meaning in zsh.
  private func described(_ text: String) -> String {
    text.reduce(into: "") { text, character in
      if "[]:\\".contains(character) { text.append("\\") }
      text.append(character)
    }
  }
}
