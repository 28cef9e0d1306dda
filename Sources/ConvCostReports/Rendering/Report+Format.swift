package import ConvCostJSON

extension Report {
  /// A format in which reports and comparisons are written.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// Aligned columns, for a terminal.
    case text
    /// A table for a README or a pull request.
    case markdown
    /// Comma-separated values with exact numbers: every operation, without the blocks.
    case csv
    /// `convcost.report/1`, with exact numbers and every operation.
    case json
    /// A page that needs nothing else: for a report one that shows where the costs are.
    case html
    /// A table with the rules of the package booktabs.
    case latex

    /// The file extensions of the format.
    package var endings: [String] {
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
    package func render(
      _ document: @autoclosure () -> Document, _ json: @autoclosure () -> JSONNode,
      _ style: Style = Style()
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

  /// Returns the report in a format, with a newline at the end.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - levels: how many levels of blocks are unfolded, from 1; nil for as many as stay readable,
  ///     in CSV and HTML for all. JSON always has every operation.
  public func rendered(as format: Format, levels: Int? = nil) -> String {
    var layout = ReportLayout()
    layout.folding =
      levels.map(Folding.depth) ?? ([.csv, .html].contains(format) ? .none : .readable)
    layout.isFlat = format == .csv
    layout.hasPictures = format == .html
    if format == .html { return page(nil, layout) }
    return format.render(document(layout), json)
  }
}

extension Report: CustomStringConvertible {
  /// The report as `convcost report` prints it, without the last newline.
  public var description: String { String(rendered(as: .text).dropLast()) }
}

extension Comparison: CustomStringConvertible {
  /// Returns the comparison in a format, with a newline at the end.
  public func rendered(as format: Report.Format) -> String { format.render(document, json) }

  /// The comparison as `convcost compare` prints it, without the last newline.
  public var description: String { String(rendered(as: .text).dropLast()) }
}
