import ConvCostJSON
import ConvCostReports

extension Report.Format {
  /// Returns a result in this format.
  func text(of result: some Presentable, _ style: Style) -> String {
    render(result.document, result.json, style)
  }
}

/// A format in which a command can write its result: its name, the endings of its files, and how it
/// is written.
struct OutputFormat<Result>: Sendable {
  /// The name after `--format`.
  let name: String
  /// The endings of files in this format.
  let endings: [String]
  /// Which of the formats of every result it is; nil for one that only some commands have.
  let common: Report.Format?
  /// Returns a result in this format.
  let text: @Sendable (Result, Style) -> String

  /// Creates a format that only some commands have.
  init(_ name: String, _ endings: [String] = [], text: @escaping @Sendable (Result) -> String) {
    self.name = name
    self.endings = endings
    common = nil
    self.text = { result, _ in text(result) }
  }

  /// Creates one of the formats of every result.
  init(_ common: Report.Format, text: @escaping @Sendable (Result, Style) -> String) {
    name = common.rawValue
    endings = common.endings
    self.common = common
    self.text = text
  }
}

extension OutputFormat where Result: Presentable & SendableMetatype {
  /// The formats of every result.
  static var common: [OutputFormat] {
    Report.Format.allCases.map { format in OutputFormat(format) { format.text(of: $0, $1) } }
  }
}

extension OutputFormat where Result == any Presentable {
  /// The formats of every result.
  static var common: [OutputFormat] {
    Report.Format.allCases.map { format in OutputFormat(format) { format.text(of: $0, $1) } }
  }
}
