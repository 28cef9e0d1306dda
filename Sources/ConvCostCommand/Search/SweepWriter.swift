import ConvCostReports

/// Writes a sweep: while variants are counted where the format permits that, otherwise at the end.
struct SweepWriter {
  /// The formats of a sweep: the common ones, curves, and lines for programs.
  static let formats =
    OutputFormat<SweepResult>.common + [
      OutputFormat("svg", ["svg"]) { $0.chart().svg() },
      OutputFormat(linesName, ["jsonl"]) { $0.lines },
    ]

  private static let linesName = "jsonl"

  /// The format of rows that are written while variants are counted.
  private enum Stream {
    case csv, lines
  }

  private var result: SweepResult
  private let output: OutputArguments<SweepResult>
  private let stream: Stream?

  /// Begins a sweep.
  ///
  /// - Parameter variants: the number of variants that will be counted.
  /// - Throws: `UsageError.tooManyVariants`, and `Failure.unwritable`.
  init(
    _ head: SweepHead, title: String, of variants: Int, to output: OutputArguments<SweepResult>,
    _ console: inout Console
  ) throws(Failure) {
    result = SweepResult(head)
    result.title = title
    self.output = output
    let format = try output.format()
    stream =
      if !output.isStandardOutput {
        nil
      } else if format.name == Self.linesName {
        .lines
      } else {
        // Rows that need not be compared.
        format.common == .csv && head.goals.isEmpty ? .csv : nil
      }
    let most = stream == nil ? SweepResult.mostVariants : SweepResult.mostStreamed
    guard variants <= most else {
      throw .usage(.tooManyVariants(most, inLines: stream == nil))
    }
    switch stream {
    case .csv: try output.stream(CSVRenderer().render(result.document), to: &console)
    case .lines: try output.stream(result.headLine, to: &console)
    case nil: break
    }
  }

  /// The number of variants that were counted so far.
  var counted: Int { result.end.counted }

  /// Adds variants.
  ///
  /// - Throws: `Failure` of the body.
  mutating func add(_ body: (inout SweepResult) throws(Failure) -> Void) throws(Failure) {
    try body(&result)
  }

  /// Writes the rows that were added, if rows are written while variants are counted.
  ///
  /// - Throws: `Failure.unwritable`, and `UsageError.tooManyVariants` for more rows than can be
  ///   kept.
  mutating func flush(_ console: inout Console) throws(Failure) {
    for point in result.points.prefix(1) { console.warn(about: point.subject) }
    guard let stream else {
      guard result.points.count <= SweepResult.mostVariants else {
        throw .usage(.tooManyVariants(SweepResult.mostVariants, inLines: true))
      }
      return
    }
    try output.stream(rows(stream), to: &console)
    result.removeRows()
  }

  /// Writes the rest, and returns the status that the command ends with.
  ///
  /// - Throws: `Failure.unwritable`.
  mutating func finish(_ console: inout Console) throws(Failure) -> ExitStatus {
    result.finish()
    switch stream {
    case .csv: break
    case .lines: try output.stream(rows(.lines) + result.endLine, to: &console)
    case nil: try output.write(result, to: &console)
    }
    return result.isEmpty ? .checkFailed : .done
  }

  private func rows(_ stream: Stream) -> String {
    switch stream {
    case .csv: CSVRenderer().render(result.document, hasHead: false)
    case .lines: result.rowLines
    }
  }
}
