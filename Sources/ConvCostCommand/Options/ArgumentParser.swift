/// Parses a command's arguments.
///
/// `--name value`, `--name=value`, `-n value` and `--`, after which everything is an operand.
struct ArgumentParser<Values> {
  /// The command's name, for messages.
  let command: String
  /// The options that the command has; only arguments that begin with a dash need them.
  private let options: () -> [Option<Values>]

  init(command: String, options: @autoclosure @escaping () -> [Option<Values>]) {
    self.command = command
    self.options = options
  }

  /// Stores the options' values and returns the operands.
  ///
  /// - Throws: `UsageError` for the first invalid argument.
  func parse(_ arguments: [String], into values: inout Values) throws(UsageError) -> [String] {
    var operands: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        operands += rest
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        operands.append(argument)
        continue
      }
      // Several letters without values: -qo is -q -o.
      if !argument.hasPrefix("--"), argument.count > 2,
        let first = option(String(argument.prefix(2))),
        first.placeholder == nil
      {
        _ = first.store(&values, "")
        rest = ["-" + argument.dropFirst(2)] + rest
        continue
      }
      let (name, attached) = split(argument)
      guard let option = option(name) else {
        throw .unknownOption(
          name, command: command, known: options().map { "--\($0.name)" } + ["--help"])
      }
      if let placeholder = option.placeholder {
        guard let value = attached ?? next(in: &rest) else {
          throw .missingValue(option: name, placeholder: placeholder)
        }
        guard option.store(&values, value) else {
          let nearest = option.nearest(to: value)
          guard nearest.isEmpty else {
            throw .unknownValue(option: name, value: value, nearest: nearest)
          }
          throw .badValue(option: name, value: value, expected: option.expected)
        }
      } else {
        if let attached { throw .unexpectedValue(option: name, value: attached) }
        _ = option.store(&values, "")
      }
    }
    return operands
  }

  /// Splits `--name=value`, and `-nvalue` for a single letter that takes a value.
  private func split(_ argument: String) -> (name: String, value: String?) {
    if !argument.hasPrefix("--"), argument.count > 2,
      option(String(argument.prefix(2)))?.placeholder != nil
    {
      return (String(argument.prefix(2)), String(argument.dropFirst(2)))
    }
    guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else {
      return (argument, nil)
    }
    return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
  }

  private func option(_ name: String) -> Option<Values>? {
    options().first { option in
      name == "--\(option.name)" || option.short.map { name == "-\($0)" } == true
    }
  }

  /// Takes the next argument as a value, unless it is another of the command's options.
  private func next(in rest: inout ArraySlice<String>) -> String? {
    guard let first = rest.first, first != "--", option(split(first).name) == nil else {
      return nil
    }
    return rest.popFirst()
  }
}
