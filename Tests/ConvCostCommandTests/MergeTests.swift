import ConvCostCore
import ConvCostTestSupport
import Foundation
import Testing

@testable import ConvCostCommand

/// Sweeps in JSON Lines, in parts and joined again.
struct MergeTests {
  private static let ranges = [
    "mobilenet_v2", "resnet18:classes=10", "--width", "0.2:0.8:0.3", "--input", "8:128:40",
  ]

  /// Writes the shards of a sweep into a folder, and returns their paths.
  private static func shards(
    _ count: Int, in folder: String, _ options: [String] = []
  ) -> [String] {
    (1...count).map { number in
      let path = "\(folder)/\(number).jsonl"
      let run = convcost(
        ["sweep"] + ranges + options + ["--shard", "\(number)/\(count)", "-o", path, "-q"])
      #expect(run.status != .usage, "\(run.messages)")
      return path
    }
  }

  @Test(arguments: [
    [], ["--max-macs", "20M"], ["--pareto", "+input,macs"],
    ["--pareto", "peak,+macs", "--dtype", "fp16"], ["--max-macs", "1"],
  ])
  func `shards in any order are joined to what one process gives`(options: [String]) throws {
    try withFolder { folder in
      for format in ["jsonl", "csv"] {
        let whole = convcost(["sweep"] + Self.ranges + options + ["--format", format])
        let shards = Self.shards(4, in: folder, options)
        let joined = convcost(["merge"] + shards.reversed() + ["--format", format])
        #expect(joined.output == whole.output)
        #expect(joined.status == whole.status)
      }
    }
  }

  /// More shards than variants leave some without any.
  @Test func `a shard may be empty`() throws {
    try withFolder { folder in
      let shards = Self.shards(30, in: folder)
      let whole = convcost(["sweep"] + Self.ranges + ["--format", "jsonl"])
      #expect(convcost(["merge"] + shards + ["--format", "jsonl"]).output == whole.output)
    }
  }

  @Test func `a front of rows is the front of the sweep`() throws {
    try withFolder { folder in
      let front = convcost(
        ["sweep"] + Self.ranges + ["--pareto", "+input,macs", "--format", "csv"])
      let joined = convcost(
        ["merge"] + Self.shards(3, in: folder) + ["--pareto", "+input,macs", "--format", "csv"])
      #expect(joined.output == front.output)
    }
  }

  /// A network that is too deep for some inputs, and one of a file.
  @Test func `impossible variants keep their places`() throws {
    try withFolder { folder in
      let line = ["sweep", "unet", "--input", "188,190,192,204", "--width", "0.5,1"]
      let whole = convcost(line + ["--format", "jsonl"])
      let lines = whole.output.split(separator: "\n")
      #expect(lines.count == 10)
      #expect(lines.map { $0.contains("\"reason\":") }[1...8].contains(true))
      #expect(lines.last == #"{"counted":4,"impossible":4,"rows":4}"#)
      let shards = (1...3).map { "\(folder)/\($0).jsonl" }
      for (number, path) in shards.enumerated() {
        _ = convcost(line + ["--shard", "\(number + 1)/3", "-o", path])
      }
      #expect(convcost(["merge"] + shards + ["--format", "jsonl"]).output == whole.output)
    }
  }

  @Test func `rows are streamed, whatever their number`() {
    let many = convcost(
      "sweep lenet5 --input 32:4000:1 --width 0.01:3:0.01 --max-macs 1 --format json")
    #expect(many.messages.contains("more than 1000000 variants"))
    let shard = convcost(
      "sweep lenet5 --input 32:4000:1 --width 0.01:3:0.01 --shard 700000/1000000 --format jsonl")
    #expect(shard.status == .done)
    #expect(shard.output.split(separator: "\n").count == 4)
  }

  /// Every way in which a file of a shard can be wrong, and the message.
  @Test func `wrong files are refused`() throws {
    try withFolder { folder in
      let shards = Self.shards(2, in: folder)
      let text = try String(contentsOfFile: shards[0], encoding: .utf8)
      let broken = "\(folder)/broken.jsonl"
      func message(_ content: String, _ others: [String] = [shards[1]]) throws -> String {
        try content.write(toFile: broken, atomically: true, encoding: .utf8)
        let run = convcost(["merge", broken] + others)
        #expect(run.output == "")
        return run.messages.replacing(folder + "/", with: "")
      }
      var lines = text.split(separator: "\n").map(String.init)
      #expect(
        try message(text, []) == "convcost: shard 2/2 is missing\n")
      #expect(
        try message(text, [shards[0]])
          == "convcost: broken.jsonl and 1.jsonl are both shard 1/2\n"
          || message(text, [shards[0]]) == "convcost: 1.jsonl and broken.jsonl are both shard 1/2\n"
      )
      #expect(
        try message("")
          == "convcost: broken.jsonl:1:1: found nothing, expected the lines of a sweep\n")
      #expect(
        try message(lines.dropLast().joined(separator: "\n"))
          == "convcost: broken.jsonl:13:1: the last line, expected one with the numbers of a"
          + " complete sweep\n")
      #expect(
        try message((lines[...3] + [lines[lines.count - 1]]).joined(separator: "\n"))
          == "convcost: broken.jsonl:5:1: found 12 rows and 0 impossible variants, but the lines"
          + " before are 3 and 0\n")
      #expect(
        try message((lines + [lines[2]]).joined(separator: "\n"))
          == "convcost: broken.jsonl:15:1: a line after the last one, which has the numbers\n")
      lines[4] = lines[4].replacing("\"macs\":", with: "\"mac\":")
      #expect(
        try message(lines.joined(separator: "\n")).hasPrefix(
          "convcost: broken.jsonl:5:"))
      lines[4] = "{"
      #expect(try message(lines.joined(separator: "\n")).hasPrefix("convcost: broken.jsonl:5:2: "))
      #expect(
        try message("{\"schema\":\"convcost.sweep/1\"}\n").hasPrefix(
          "convcost: broken.jsonl:1:2: unknown key")
          || message("{\"schema\":\"convcost.sweep/1\"}\n").contains("convcost.rows/1"))
      // Numbers that no sweep writes would overflow.
      let head = #"{"schema":"convcost.rows/1","networks":["a"],"ranges":{}}"#
      let row = #"{"network":"a","options":{},"input":[3],"parameters":1,"macs":9,"activations":3}"#
      let end = #"{"counted":1,"impossible":0,"rows":1}"#
      let most = Cost.largestCount
      for (line, key, found, limit) in [
        (row, "macs", "\"macs\":9", most), (row, "input", "[3", most),
        (end, "counted", "\"counted\":1", 1_000_000_000_000),
      ] {
        let large = line.replacing(found, with: found + "000000000000000000")
        let text = [head, line == row ? large : row, line == end ? large : end]
          .joined(separator: "\n")
        #expect(try message(text, []).contains("\(key): found the number "), "\(text)")
        #expect(try message(text, []).contains("at most \(limit)"), "\(text)")
      }
      let other = convcost(["sweep", "resnet18", "--width", "1,2", "--format", "jsonl"]).output
      #expect(
        try message(other)
          == "convcost: 2.jsonl is a shard of another sweep than broken.jsonl: the networks,"
          + " ranges, limits and measures must be the same\n")
      #expect(
        convcost(["merge"] + shards + ["--pareto", "peak,macs"]).messages.hasSuffix(
          "1.jsonl have no peak; convcost sweep --pareto counts it\n"))
      #expect(
        convcost(["sweep"] + Self.ranges + ["--shard", "3/2"]).messages
          == "convcost: --shard: found '3/2', expected a part of all variants, such as 3/16\n")
    }
  }

  /// Dask itself is not needed: its two classes are replaced by some that run a task at once.
  @Test(.enabled(if: installed("python3") != nil))
  func `the example of a cluster gives what one process gives`() throws {
    let program = ProgramTests.folder.appendingPathComponent("convcost").path
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/dask", withIntermediateDirectories: false)
      try """
      class Task:
          def __init__(self, result): self.result = lambda: result
      class LocalCluster:
          def __init__(self, **_): pass
          def close(self): pass
      class Client:
          def __init__(self, _): pass
          def __enter__(self): return self
          def __exit__(self, *_): pass
          def submit(self, body, *arguments, pure): return Task(body(*arguments))
      """.write(toFile: "\(folder)/dask/distributed.py", atomically: true, encoding: .utf8)
      var environment = ProcessInfo.processInfo.environment
      environment["PYTHONPATH"] = folder
      environment["CONVCOST"] = program
      let script = "\(Fixtures.package.path)/Examples/Distributed/sweep.py"
      let result = try run(
        #require(installed("python3")),
        [script, "--shards", "3", "--merge", "--format jsonl", "--"] + Self.ranges,
        in: folder, environment: environment)
      let whole = convcost(["sweep"] + Self.ranges + ["--format", "jsonl"])
      #expect(result.output == whole.output)
      let wrong = try run(
        #require(installed("python3")), [script, "--", "resnet5O", "--width", "1,2"], in: folder,
        environment: environment)
      #expect(wrong.status == 1)
      #expect(wrong.output.contains("sweep.py: convcost: unknown network 'resnet5O'"))
    }
  }
}
