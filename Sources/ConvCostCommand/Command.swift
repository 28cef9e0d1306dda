/// A command of the tool: its table of options, and what it does.
protocol Command: Sendable {
  /// The word that calls it.
  static var name: String { get }
  /// What it does, in a sentence.
  static var summary: String { get }
  /// The operands as help shows them, such as `<network>`.
  static var operandSyntax: String { get }
  /// What a shell can offer as operands.
  static var operands: Completion { get }
  /// How many operands it takes.
  static var operandCount: ClosedRange<Int> { get }
  /// What a reader wants to know beyond the options.
  static var discussion: String { get }
  /// Command lines to learn from.
  static var examples: [String] { get }
  /// The options.
  static var options: [Option<Self>] { get }

  /// Creates the command as it is without any option.
  init()

  /// Does the work.
  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus
}

extension Command {
  /// Takes the arguments apart and does the work.
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
    for section in ["Options", "Every network", "Output"] {
      let rows = options.filter { $0.section == section }.map(\.helpRow)
      if !rows.isEmpty { help.add(section: section, rows: rows) }
    }
    help.add(section: "Help", rows: [HelpText.helpRow])
    help.add(examples: examples)
    return help.text
  }
}
