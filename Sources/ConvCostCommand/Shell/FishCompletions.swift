/// Completions for fish: `convcost completions fish | source`.
struct FishCompletions {
  private let commands: [CommandSummary]

  init(_ commands: [CommandSummary]) {
    self.commands = commands
  }

  var script: String {
    var lines = ["# Completions of convcost for fish.", "complete -c convcost -f"]
    for command in commands {
      lines.append(
        "complete -c convcost -n __fish_use_subcommand -a \(command.name) "
          + "-d \(quoted(command.summary))")
    }
    for command in commands {
      let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
      for option in command.options {
        var line = "complete -c convcost \(condition) -l \(option.name)"
        if let short = option.short { line += " -s \(short)" }
        line += " -d \(quoted(option.help))"
        switch option.completion {
        case .none: if option.placeholder != nil { line += " -x" }
        case .words(let words): line += " -x -a \(quoted(words.joined(separator: " ")))"
        case .file: line += " -r -F"
        }
        lines.append(line)
      }
      if case .words(let words) = command.operands {
        lines.append(
          "complete -c convcost \(condition) -a \(quoted(words.joined(separator: " ")))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text between single quotes, in which fish has two escapes.
  private func quoted(_ text: String) -> String {
    let escaped = text.reduce(into: "") { text, character in
      if character == "'" || character == "\\" { text.append("\\") }
      text.append(character)
    }
    return "'\(escaped)'"
  }
}
