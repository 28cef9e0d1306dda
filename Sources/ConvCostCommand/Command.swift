/// A command of the tool: its table of options, and what it does.
protocol Command: Sendable {
  /// The word on the command line that selects it.
  static var name: String { get }
  /// A sentence that says what it does.
  static var summary: String { get }
  /// The operands as help shows them, such as `<network>`.
  static var operandSyntax: String { get }
  /// The completions that a shell offers for operands.
  static var operands: Completion { get }
  /// The number of operands that it takes.
  static var operandCount: ClosedRange<Int> { get }
  /// A paragraph of help that the options do not cover.
  static var discussion: String { get }
  /// Examples of command lines.
  static var examples: [String] { get }
  static var options: [Option<Self>] { get }

  /// Creates the command with default options.
  init()

  /// Runs the command.
  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus
}

extension Command {
  /// Parses the arguments and runs the command.
  static func run(
    _ arguments: [String], _ console: inout Console
  ) throws(Failure) -> ExitStatus {
    var command = Self()
    let operands: [String]
    do throws(UsageError) {
      let parser = ArgumentParser(command: name, options: options)
      operands = try parser.parse(arguments, into: &command)
    } catch {
      throw .usage(error)
    }
    guard operands.count >= operandCount.lowerBound else {
      throw .usage(.missingOperand(operandSyntax, command: name))
    }
    guard operands.count <= operandCount.upperBound else {
      throw .usage(.extraOperand(operands[operandCount.upperBound], command: name))
    }
    return try command.run(operands, &console)
  }

  /// The text of `--help`.
  static var help: String {
    var help = HelpText(usage: "convcost \(name) \(operandSyntax) [options]", summary: summary)
    help.add(paragraph: discussion)
    var sections: [String] = []
    for section in options.map(\.section) where !sections.contains(section) {
      sections.append(section)
    }
    for section in sections {
      let rows = options.filter { $0.section == section }.map(\.helpRow)
      if !rows.isEmpty { help.add(section: section, rows: rows) }
    }
    help.add(section: "Help", rows: [HelpText.helpRow])
    help.add(examples: examples)
    return help.text
  }
}
