import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// What a shell offers for an option's value or an operand.
enum Completion: Equatable, Sendable {
  /// Nothing.
  case none
  /// One of some words.
  case words([String])
  /// Some words, separated by commas.
  case list([String])
  /// Files with one of some endings, and folders; no endings stand for every file.
  case files([String])
  /// Networks of the zoo with their keys, and model files.
  case networks
  /// The paths of the network before.
  case paths

  static var conventions: Completion { .words(Convention.all.map(\.name)) }
  static var columns: Completion { .list(ReportColumn.all.map(\.key)) }
}

/// An option in completions and the manual page, without the command's type.
struct OptionSummary: Sendable {
  var name: String
  var short: Character?
  var placeholder: String?
  var help: String
  var completion: Completion
}

/// A command in completions and the manual page.
struct CommandSummary: Sendable {
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

  /// Networks if the command takes some, otherwise nothing.
  static var operands: Completion {
    operandSyntax.contains("<network>") || operandSyntax.contains("pattern") ? .networks : .none
  }
}
