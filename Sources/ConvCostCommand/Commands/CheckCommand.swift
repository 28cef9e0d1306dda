import ConvCostJSON
import ConvCostReports
import ConvCostZoo

/// `convcost check`: compares counts with known ones.
struct CheckCommand: Command {
  /// The formats of a check: the common ones, and those of services that run checks.
  static let formats: [OutputFormat<CheckResult>] =
    OutputFormat<CheckResult>.common.map { format in
      if format.common == .html {
        return OutputFormat(.html) { Report.Format.html.render($0.page, $0.json, $1) }
      }
      guard format.common == .markdown else { return format }
      // With a lock file, show the changes of a pull request; published totals do not change.
      return OutputFormat(.markdown) { $0.hasChanges ? $0.comment : format.text($0, $1) }
    } + [
      OutputFormat("github") { $0.github },
      OutputFormat("junit", ["xml"]) { $0.junit },
    ]

  static let name = "check"
  static let summary =
    "Guard known counts: compare networks with a lock file, or with publications."
  static let operandSyntax = "[<network>…]"
  static let operandCount = 0...Int.max
  static let discussion = """
    The lock file contains the counts of each network, and may give it a tolerance ("1%", or a \
    number) and budgets ({"macs": "600M"}). Its blocks only show where a total has changed; they \
    are not compared themselves. --update counts the networks again and adds those that are named. \
    The exit status is 1 if a total differs.
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
        .completed(by: .files([".json"])),
      .flag("update", "Write the current counts into the lock file.") { $0.updates = true },
      .flag("published", "Compare the zoo with its published totals instead.") {
        $0.checksPublished = true
      },
    ] + ConventionArguments.options.within(\.convention, section: "Options")
    + OutputArguments.options(formats).within(\.output, section: "Output")

  private var output = OutputArguments(formats)
  private var convention = ConventionArguments()
  private var file: String?
  private var updates = false
  private var checksPublished = false

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    try output.check(files: convention.files)
    if checksPublished {
      try Failure.require(
        "--published",
        without: [
          "--update": updates, "--lock": file != nil,
          "--convention": try convention.chosen() != nil,
        ])
      return try finish(Check.published(output.networks(operands)), &console)
    }
    let file = file ?? LockFile.usualName
    try output.requireOther(than: [file])
    let lock = try LockFile.read(file)
    try output.requireOther(than: files(reading: lock, in: LockFolder(of: file), operands))
    if updates { return try update(lock, file, adding: operands, &console) }
    guard let lock else {
      throw .unreadable(file: file, reason: "the file does not exist; --update creates it")
    }
    let result = try Check.locked(
      lock, in: file, only: operands, by: try convention.chosen(), &console)
    return try finish(result, &console)
  }

  /// Returns the files that a check reads besides the lock file. An invalid name is reported when
  /// its network is counted.
  private func files(
    reading lock: LockFile?, in folder: LockFolder, _ operands: [String]
  ) -> [String] {
    let entries = lock?.entries ?? []
    return operands.compactMap { (try? NetworkReference($0))?.path }
      + entries.compactMap { (try? NetworkReference($0.network, in: folder))?.path }
      + entries.flatMap { ConventionArguments($0.convention).files.map(folder.path(ofWritten:)) }
  }

  private func finish(
    _ result: CheckResult, _ console: inout Console
  ) throws(Failure) -> ExitStatus {
    if isShown(withErrors: !result.hasPassed) { try output.write(result, to: &console) }
    return result.hasPassed ? .done : .checkFailed
  }

  private func update(
    _ lock: LockFile?, _ file: String, adding networks: [String], _ console: inout Console
  ) throws(Failure) -> ExitStatus {
    try output.commonFormat(for: "--update")
    guard lock != nil || !networks.isEmpty else { throw .usage(.nothingToLock(file: file)) }
    let update = try (lock ?? LockFile(entries: [])).updated(
      adding: networks, by: try convention.checkedReference(), in: file)
    for subject in update.subjects { console.warn(about: subject) }
    if update.lock != lock { try Files.write(update.lock.json.text(), to: file) }
    if isShown(withErrors: !update.uncounted.isEmpty || !update.excesses.isEmpty) {
      _ = try output.write(update, of: "--update", to: &console)
    }
    return update.uncounted.isEmpty ? .done : .checkFailed
  }

  /// Whether a result is written: a quiet one without errors says so by its status alone.
  private func isShown(withErrors hasErrors: Bool) -> Bool {
    !output.isQuiet || !output.isStandardOutput || hasErrors
  }
}
