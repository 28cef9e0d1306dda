import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostText

/// The options for where and in which form a result is written.
struct OutputArguments<Result>: Sendable {
  /// The formats; the first one is the default.
  private let formats: [OutputFormat<Result>]
  private var chosen: OutputFormat<Result>?
  private var file: String?
  private var color: ColorChoice?
  private var units: Style.Units?
  private var isJSON = false
  private(set) var isQuiet = false

  private enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  /// Creates the values of a command with these formats.
  init(_ formats: [OutputFormat<Result>]) {
    self.formats = formats
  }

  /// The options of a command with these formats.
  static func options(_ formats: [OutputFormat<Result>]) -> [Option<Self>] {
    [
      .choice(
        "format", "Format of the result, by default from the file's extension, or text.",
        among: formats.map { ($0.name, $0) }, into: \.chosen),
      .text("output", short: "o", "FILE", "Write the result to a file.") { $0.file = $1 }
        .completed(by: .files([])),
      .choice("units", "Write every digit, or three digits with K, M or G.", into: \.units),
      .choice(
        "color", "Use colours: on a terminal unless NO_COLOR is set, always, or never.",
        into: \.color),
      .flag("json", "The same as --format json.") { $0.isJSON = true },
      .flag("quiet", short: "q", "Say only what is wrong.") {
        $0.isQuiet = true
      },
    ].filter { option in
      option.name != "json" || formats.contains { $0.name == "json" }
    }
  }

  /// Checks, before any work, that the format is known and that no input would be overwritten.
  ///
  /// - Parameters:
  ///   - references: the networks that the command reads.
  ///   - files: other files that it reads.
  /// - Throws: `UsageError.overwritesInput` and `UsageError.unknownEnding`.
  func check(reading references: [NetworkReference] = [], files: [String] = []) throws(Failure) {
    try requireOther(than: references.compactMap(\.path) + files)
    _ = try format()
  }

  /// Checks that the result does not overwrite an input.
  ///
  /// - Throws: `UsageError.overwritesInput`.
  func requireOther(than files: [String]) throws(Failure) {
    guard let output else { return }
    for file in files where file != "-" && Files.areSame(output, file) {
      throw .usage(.overwritesInput(output: output, input: file))
    }
  }

  /// The chosen format, or that of the file's extension.
  ///
  /// - Throws: `UsageError.unknownEnding`.
  func format() throws(Failure) -> OutputFormat<Result> {
    if isJSON, let json = formats.first(where: { $0.name == "json" }) {
      guard let chosen, chosen.name != json.name else { return json }
      throw .usage(.conflict("--json", "--format \(chosen.name)"))
    }
    if let chosen { return chosen }
    guard let output else { return formats[0] }
    let ending = output.split(separator: ".").dropFirst().last?.lowercased() ?? ""
    guard let format = formats.first(where: { $0.endings.contains(ending) }) else {
      let endings = formats.flatMap(\.endings).map { ".\($0)" }
      throw .usage(
        .unknownEnding(file: output, known: endings, hasFormats: formats.count > 1))
    }
    return format
  }

  /// Whether a format was chosen by its name.
  var choosesFormat: Bool { isJSON || chosen != nil }

  /// The file that the result is written to; nil for standard output.
  private var output: String? { file == "-" ? nil : file }

  /// Whether results go to standard output.
  var isStandardOutput: Bool { output == nil }

  /// The style for the place where the result goes.
  private func style(on console: Console) -> Style {
    let usesColor =
      switch color ?? .auto {
      case .auto: console.showsColor && isStandardOutput
      case .always: true
      case .never: false
      }
    return Style(
      width: isStandardOutput ? console.width : nil, usesColor: usesColor, units: units ?? .exact)
  }

  /// Reads a command's operands as networks, and checks that the result can be written.
  ///
  /// - Throws: `Failure` for an invalid name, and the errors of `check`.
  func networks(_ operands: some Sequence<String>) throws(Failure) -> [NetworkReference] {
    let references = try NetworkReference.list(operands)
    try check(reading: references)
    return references
  }

  /// Writes a result in the chosen format, and returns the status of success.
  ///
  /// - Throws: `Failure.unwritable`.
  @discardableResult
  func write(_ result: Result, to console: inout Console) throws(Failure) -> ExitStatus {
    try write(text: try format().text(result, style(on: console)), to: &console)
  }

  /// Writes a result other than the usual one of the command, which has the common formats only.
  ///
  /// - Parameter option: the option that requests it.
  /// - Throws: `UsageError.conflict` for another format, `Failure.unwritable`.
  func write(
    _ result: some Presentable, of option: String, to console: inout Console
  ) throws(Failure) -> ExitStatus {
    let format = try commonFormat(for: option)
    return try write(
      text: format.render(result.document, result.json, style(on: console)), to: &console)
  }

  /// Returns the format, which must be a common one.
  ///
  /// - Throws: `UsageError.conflict` for another.
  @discardableResult
  func commonFormat(for option: String) throws(Failure) -> Report.Format {
    let format = try format()
    guard let common = format.common else {
      throw .usage(.conflict(option, "--format \(format.name)"))
    }
    return common
  }

  /// Writes a text to the file, or to standard output.
  ///
  /// - Throws: `Failure.unwritable`.
  @discardableResult
  func write(text: String, to console: inout Console) throws(Failure) -> ExitStatus {
    if let output {
      try Files.write(text, to: output)
      if !isQuiet { console.messages += "wrote \(output)".printable + "\n" }
    } else {
      console.output += text
    }
    return .done
  }

  /// Writes a part of a result to standard output, at once if the console can.
  ///
  /// - Throws: `Failure.unwritable`.
  func stream(_ part: String, to console: inout Console) throws(Failure) {
    guard let flush = console.flush else {
      console.output += part
      return
    }
    guard flush(console.output + part) else {
      throw .unwritable(file: "standard output", reason: "\(SystemError())")
    }
    console.output = ""
  }
}

/// The options of a command whose results have the common formats only.
typealias PresentationArguments = OutputArguments<any Presentable>

extension OutputArguments where Result == any Presentable {
  /// Creates the values of a command with the common formats.
  init() {
    self.init(OutputFormat.common)
  }

  static var options: [Option<Self>] { options(OutputFormat.common) }
}
