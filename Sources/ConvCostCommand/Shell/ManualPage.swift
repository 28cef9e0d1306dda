/// The manual page: `convcost completions man > convcost.1`.
struct ManualPage {
  private let commands: [CommandSummary]
  private let version: String

  init(_ commands: [CommandSummary], version: String) {
    self.commands = commands
    self.version = version
  }

  var text: String {
    """
    .TH CONVCOST 1 "" "convcost \(version)" "User Commands"
    .\\" Values are copied, so no word is divided, and spaces are not stretched.
    .nh
    .ad l
    .SH NAME
    convcost \\- tells exactly what a convolutional network costs
    .SH SYNOPSIS
    .B convcost
    .I command
    [arguments] [options]
    .SH DESCRIPTION
    Counts parameters, multiply\\-accumulates, FLOPs, activations and memory of convolutional
    networks without running them. A network is a name, such as resnet50. A source may stand before
    it, as in paper/resnet50, and options after it, as in mobilenet_v2:width=0.75,input=192.
    .SH COMMANDS
    \(commands.map(section).joined())\
    .SH EXIT STATUS
    .TP
    0
    Done.
    .TP
    1
    A check failed: a count has drifted, or is over its budget; or no variant fits or is kept.
    .TP
    64
    The command line is wrong.
    .TP
    65
    A file is malformed.
    .TP
    66
    A file does not exist or cannot be read.
    .TP
    74
    The output cannot be written.

    """
  }

  private func section(of command: CommandSummary) -> String {
    var text = ".SS convcost \(command.name) \(escaped(command.operandSyntax)) [options]\n"
    text += "\(line(command.summary))\n"
    if !command.discussion.isEmpty { text += ".PP\n\(line(command.discussion))\n" }
    for option in command.options {
      let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
      let value = option.placeholder.map { " \\fI\(escaped($0))\\fR" } ?? ""
      text += ".TP\n\(short)\\fB\\-\\-\(escaped(option.name))\\fR\(value)\n\(line(option.help))\n"
    }
    text += ".PP\nExamples:\n.nf\n"
    return text + command.examples.map { "    \(escaped($0))\n" }.joined() + ".fi\n"
  }

  /// A line of text, which must not begin like a roff request.
  private func line(_ text: String) -> String {
    let text = escaped(text)
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&\(text)" : text
  }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\e"
      case "-": text += "\\-"
      default: text.append(character)
      }
    }
  }
}
