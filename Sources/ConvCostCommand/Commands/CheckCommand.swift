import ConvCostJSON
import ConvCostReports
import ConvCostZoo

/// `convcost check`: known counts guarded.
struct CheckCommand: Command {
  /// The formats of a check's result.
  enum Format: String, OutputFormat {
    case text, markdown, csv, json, html, latex, github, junit

    static let standard = text

    /// The same format of other commands; nil for those that only a check has.
    var report: ReportFormat? { ReportFormat(rawValue: rawValue) }

    var endings: [String] {
      report?.endings ?? (self == .junit ? ["xml"] : [])
    }

    /// Returns a result in this format.
    func render(_ result: CheckResult, _ style: Style) -> String {
      switch self {
      case .junit: result.junit
      case .github: result.github
      // With a lock file, what a pull request changes; publications do not change.
      case .markdown where result.hasChanges: result.comment
      default: report?.render(result.document, result.json, style) ?? ""
      }
    }
  }

  static let name = "check"
  static let summary =
    "Guard known counts: compare networks with a lock file, or with publications."
  static let operandSyntax = "[<network>…]"
  static let operandCount = 0...Int.max
  static let discussion = """
    The lock file holds each network's counts, and may give it a tolerance ("1%", or a number) and \
    budgets ({"macs": "600M"}). Its blocks tell where a total has changed; by themselves they are not \
    compared. --update measures the networks anew and adds those that are named. The status is 1 \
    where a total differs.
    """
  static let examples = [
    "convcost check --update resnet50 mobilenet_v2:width=0.75",
    "convcost check",
    "convcost check --format github",
    "convcost check --published",
  ]
  static let options: [Option<Self>] =
    [
      .text("lock", "FILE", "The lock file, by default convcost.lock.json.") { $0.file = $1 }
        .completed(by: .file),
      .flag("update", "Write the lock file with the counts of now.") { $0.updates = true },
      .flag("published", "Recount the zoo against its published totals instead.") {
        $0.checksPublished = true
      },
    ] + ConventionArguments.options.map { $0.within(\.convention, section: "Options") }
    + OutputArguments<Format>.options.map { $0.within(\.output, section: "Output") }

  private var output = OutputArguments<Format>()
  private var convention = ConventionArguments()
  private var file: String?
  private var updates = false
  private var checksPublished = false

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let format = try output.format(reading: operands + convention.files)
    if checksPublished {
      if updates { throw .usage(.conflict("--published", "--update")) }
      if file != nil { throw .usage(.conflict("--published", "--lock")) }
      if try convention.chosen() != nil { throw .usage(.conflict("--published", "--convention")) }
      return try finish(try Check.published(operands), format, &console)
    }
    let file = file ?? "convcost.lock.json"
    try output.requireOther(than: [], files: [file])
    let lock = try LockFile.read(file)
    try output.requireOther(
      than: (lock?.entries ?? []).flatMap { [$0.network] + ($0.convention.map { [$0] } ?? []) })
    if updates { return try update(lock, file, adding: operands, format, &console) }
    guard let lock else {
      throw .unreadable(file: file, reason: "there is no such file; make it with --update")
    }
    let result = try Check.locked(
      lock, in: file, only: operands, by: try convention.chosen(), &console)
    return try finish(result, format, &console)
  }

  private func finish(
    _ result: CheckResult, _ format: Format, _ console: inout Console
  ) throws(Failure) -> ExitStatus {
    let style = output.style(on: console)
    try output.write(format.render(result, style), to: &console)
    return result.hasPassed ? .done : .checkFailed
  }

  private func update(
    _ lock: LockFile?, _ file: String, adding networks: [String], _ format: Format,
    _ console: inout Console
  ) throws(Failure) -> ExitStatus {
    guard let format = format.report else {
      throw .usage(.conflict("--update", "--format \(format.rawValue)"))
    }
    guard lock != nil || !networks.isEmpty else { throw .usage(.nothingToLock(file: file)) }
    let update = try (lock ?? LockFile(entries: [])).updated(
      adding: networks, by: try convention.checkedReference(), in: file)
    for subject in update.subjects { console.warn(about: subject) }
    if update.lock != lock { try Files.write(update.lock.json.text(), to: file) }
    let style = output.style(on: console)
    try output.write(format.render(update.document(file), update.json, style), to: &console)
    return .done
  }
}
