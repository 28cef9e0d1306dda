import ConvCostCore
import ConvCostZoo

/// The completions that a shell offers for an option's value or an operand.
enum Completion: Hashable {
  /// No completions.
  case none
  /// Some words.
  case words([String])
  /// Names of files.
  case file

  /// The networks, with and without their sources.
  static var networks: Completion { .words(Zoo.spellings) }

  static var conventions: Completion { .words(Convention.all.map(\.name)) }
}

/// An option in completions and the manual page, without the command's type.
struct OptionSummary {
  var name: String
  var short: Character?
  var placeholder: String?
  var help: String
  var completion: Completion
}

/// A command in completions and the manual page.
struct CommandSummary {
  var name: String
  var summary: String
  var operandSyntax: String
  var operands: Completion
  var discussion: String
  var options: [OptionSummary]
  var examples: [String]
}

extension Command {
  /// The summary of the command.
  static var info: CommandSummary {
    CommandSummary(
      name: name, summary: summary, operandSyntax: operandSyntax, operands: operands,
      discussion: discussion,
      options: options.map { option in
        OptionSummary(
          name: option.name, short: option.short, placeholder: option.placeholder,
          help: option.help, completion: option.completion)
      } + [
        OptionSummary(
          name: "help", short: "h", placeholder: nil, help: "Show this text.", completion: .none)
      ],
      examples: examples)
  }

  /// The networks if the command takes some, otherwise no completions.
  static var operands: Completion {
    operandSyntax.contains("<network>") || operandSyntax.contains("pattern") ? .networks : .none
  }
}
