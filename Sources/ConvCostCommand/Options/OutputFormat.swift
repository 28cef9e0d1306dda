import ConvCostReports

/// A format of a command's result: its name, its file extensions, and the function that writes it.
struct OutputFormat<Result>: Sendable {
  /// The name after `--format`.
  let name: String
  /// The file extensions of this format.
  let endings: [String]
  /// The format of reports that it is; nil for a format that only some commands have.
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

  /// Creates a common format.
  init(_ common: Report.Format, text: @escaping @Sendable (Result, Style) -> String) {
    name = common.rawValue
    endings = common.endings
    self.common = common
    self.text = text
  }
}

extension OutputFormat where Result: Presentable & SendableMetatype {
  /// The common formats.
  static var common: [OutputFormat] {
    Report.Format.allCases.map { format in
      OutputFormat(format) { format.render($0.document, $0.json, $1) }
    }
  }
}

extension OutputFormat where Result == any Presentable {
  /// The common formats.
  static var common: [OutputFormat] {
    Report.Format.allCases.map { format in
      OutputFormat(format) { format.render($0.document, $0.json, $1) }
    }
  }
}
