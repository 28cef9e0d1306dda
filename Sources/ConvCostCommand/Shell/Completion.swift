import ConvCostCore
import ConvCostZoo

/// What a shell can offer after an option, or as an operand.
enum Completion: Hashable {
  /// Nothing that is known.
  case none
  /// Some words.
  case words([String])
  /// Names of files.
  case file

  /// The networks, those of a unique name without their source too.
  static var networks: Completion { .words(Zoo.spellings) }

  /// The conventions.
  static var conventions: Completion { .words(Convention.all.map(\.name)) }
}

/// An option as completions and the manual show it, without the command's type.
struct OptionSummary {
  var name: String
  var short: Character?
  var placeholder: String?
  var help: String
  var completion: Completion
}

/// A command as completions and the manual show it.
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
  /// What there is to say of the command.
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

  /// Networks where the command takes them, otherwise nothing that is known.
  static var operands: Completion {
    operandSyntax.contains("<network>") || operandSyntax.contains("pattern") ? .networks : .none
  }
}
