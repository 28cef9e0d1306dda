import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostText

/// The formats in which a command can write its result.
protocol OutputFormat: CaseIterable, RawRepresentable<String>, Hashable, Sendable {
  /// The format where none is asked for.
  static var standard: Self { get }
  /// The endings of files in this format.
  var endings: [String] { get }
}

/// The formats of reports.
enum ReportFormat: String, OutputFormat {
  case text, markdown, csv, json, html, latex

  static let standard = text

  var endings: [String] {
    switch self {
    case .text: ["txt"]
    case .markdown: ["md", "markdown"]
    case .csv: ["csv"]
    case .json: ["json"]
    case .html: ["html", "htm"]
    case .latex: ["tex"]
    }
  }

  /// Returns a result in this format.
  func render(
    _ document: @autoclosure () -> Document, _ json: @autoclosure () -> JSONNode, _ style: Style
  ) -> String {
    switch self {
    case .text: TextRenderer(style: style).render(document())
    case .markdown: MarkdownRenderer(style: style).render(document())
    case .csv: CSVRenderer().render(document())
    case .json: json().text()
    case .html: HTMLRenderer(style: style).render(document())
    case .latex: LaTeXRenderer(style: style).render(document())
    }
  }
}

/// The options that say where a result goes and how it looks.
struct OutputArguments<Format: OutputFormat>: Sendable {
  private var chosen: Format?
  private var file: String?
  private var color: ColorChoice?
  private var units: Style.Units?
  private var isQuiet = false

  private enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  static var options: [Option<Self>] {
    [
      .choice(
        "format", "Format of the result, by default that of the file's ending, or text.",
        into: \.chosen),
      .text("output", short: "o", "FILE", "Write the result to a file.") { $0.file = $1 }
        .completed(by: .file),
      .choice("units", "Write every digit, or one unit (K, M, G) for each column.", into: \.units),
      .choice(
        "color", "Use colours: on a terminal unless NO_COLOR is set, always, or never.",
        into: \.color),
      .flag("quiet", short: "q", "Say nothing but errors on standard error.") {
        $0.isQuiet = true
      },
    ]
  }

  /// The format that was asked for, or that the file's ending names.
  ///
  /// - Parameter inputs: what the command reads, files and networks as on the command line.
  /// - Throws: `UsageError.unknownEnding`, and `UsageError.overwritesInput` for a file that is read.
  func format(reading inputs: [String]) throws(Failure) -> Format {
    try requireOther(than: inputs)
    if let chosen { return chosen }
    guard let file, file != "-" else { return .standard }
    let ending = file.split(separator: ".").dropFirst().last?.lowercased() ?? ""
    guard let format = Format.allCases.first(where: { $0.endings.contains(ending) }) else {
      let endings = Format.allCases.flatMap(\.endings).map { ".\($0)" }
      throw .usage(.unknownEnding(file: file, known: endings))
    }
    return format
  }

  /// Checks that the result is not written over what is read.
  ///
  /// - Parameters:
  ///   - inputs: networks and conventions as on the command line.
  ///   - files: paths.
  /// - Throws: `UsageError.overwritesInput`.
  func requireOther(than inputs: [String], files: [String] = []) throws(Failure) {
    guard let file, file != "-" else { return }
    let paths = inputs.compactMap { (try? FileReference($0))?.path } + files
    for path in paths where path != "-" && Files.areSame(file, path) {
      throw .usage(.overwritesInput(output: file, input: path))
    }
  }

  /// How texts are written to where the result goes.
  func style(on console: Console) -> Style {
    let isFile = file != nil && file != "-"
    let usesColor =
      switch color ?? .auto {
      case .auto: console.showsColor && !isFile
      case .always: true
      case .never: false
      }
    return Style(
      width: isFile ? nil : console.width, usesColor: usesColor, units: units ?? .exact)
  }

  /// Whether results go to standard output.
  var isStandardOutput: Bool { file == nil || file == "-" }

  /// Writes a part of a result to standard output, at once where the console can.
  ///
  /// - Throws: `Failure.unwritable`.
  func stream(_ part: String, to console: inout Console) throws(Failure) {
    guard let flush = console.flush else {
      console.output += part
      return
    }
    guard flush(console.output + part) else {
      throw .unwritable(file: "standard output", reason: "the system refused")
    }
    console.output = ""
  }

  /// Writes a result to the file, or to standard output.
  func write(_ result: String, to console: inout Console) throws(Failure) {
    guard let file, file != "-" else {
      console.output += result
      return
    }
    try Files.write(result, to: file)
    say("wrote \(file)", on: &console)
  }

  /// Writes a message to standard error, unless the user wants none.
  func say(_ message: String, on console: inout Console) {
    if !isQuiet { console.messages += message.printable + "\n" }
  }
}
