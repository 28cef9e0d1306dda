import ConvCostReports
import ConvCostText

/// `convcost merge`: joins the shards of a sweep.
struct MergeCommand: Command {
  static let name = "merge"
  static let summary = "Join the shards of a sweep, which several processes counted."
  static let operandSyntax = "<file>…"
  static let operandCount = 1...Int.max
  static let operands = Completion.files(["jsonl"])
  static let discussion = """
    The files are those of convcost sweep --shard K/N --format jsonl with the same ranges, in any \
    order; none may be missing. The result is that of one process: the same rows in the same \
    order, or the variants that none of any shard beats if the shards have fronts. --pareto makes \
    a front of rows. The exit status is 1 if there is no row.
    """
  static let examples = [
    "convcost merge shard-*.jsonl",
    "convcost merge shard-*.jsonl --pareto +input,macs -o front.csv",
  ]
  static let options: [Option<Self>] =
    [
      .value(
        "pareto", "MEASURES", "Keep variants that no other beats in these, such as +input,macs.",
        expected: Goal.expected, into: \.goals, Goal.list)
    ] + OutputArguments.options(SweepWriter.formats).within(\.output, section: "Output")

  private var goals: [Goal] = []
  private var output = OutputArguments(SweepWriter.formats)

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    try output.check(files: operands)
    var files: [SweepFile] = []
    for path in operands { files.append(try SweepFile(path)) }
    files = try ordered(files)
    var head = files[0].head
    head.shard = nil
    if !goals.isEmpty {
      guard head.goals.isEmpty else {
        throw .usage(.conflict("--pareto", "the front of \(files[0].path)"))
      }
      head.goals = goals
      for measure in goals.map(\.measure)
      where Measure.ofMemory.contains(measure) && !head.memory.contains(measure) {
        throw .usage(.notSwept(measure.rawValue, file: files[0].path))
      }
    }
    // The number of rows is not known before they are read.
    var writer = try SweepWriter(
      head, title: head.networks.joined(separator: ", "), of: 0, to: output, &console)
    for file in files {
      var lines = 0
      let end = try file.forEachLine { (line) throws(Failure) in
        try writer.add { (result) throws(Failure) in
          switch line {
          case .row(let point): try result.add(point.counts) { point }
          case .impossible(let variant): result.add(variant)
          }
        }
        lines += 1
        if lines % Self.linesAtOnce == 0 {
          try writer.flush(&console)
          console.progress?("read \(lines) lines of \(file.path.printable)")
        }
      }
      try writer.add { $0.count(end.counted) }
      try writer.flush(&console)
    }
    console.progress?("")
    return try writer.finish(&console)
  }

  /// The lines that are read before their rows are written.
  private static let linesAtOnce = 8_192

  /// Returns the files in the order of their shards.
  ///
  /// - Throws: `Failure` for files of other sweeps, and for missing shards.
  private func ordered(_ files: [SweepFile]) throws(Failure) -> [SweepFile] {
    let first = files[0]
    var places: [Int: SweepFile] = [:]
    let count = first.head.shard?.count ?? 1
    for file in files {
      var head = file.head
      head.shard = first.head.shard
      guard head == first.head, (file.head.shard?.count ?? 1) == count else {
        throw .usage(.otherSweep(file.path, than: first.path))
      }
      let number = file.head.shard?.number ?? 1
      if let other = places.updateValue(file, forKey: number) {
        throw .usage(.sameShard("\(number)/\(count)", file.path, other.path))
      }
    }
    let missing = (1...count).filter { places[$0] == nil }
    guard missing.isEmpty else {
      throw .usage(.missingShards(missing.prefix(3).map { "\($0)/\(count)" }, of: missing.count))
    }
    return places.sorted { $0.key < $1.key }.map(\.value)
  }
}
