import Foundation

/// What the command is given.
struct Options {
  var seed: UInt64 = 1
  var count = 100
  var prefix = "Sources/"
  var only: Set<Int>?
  var isList = false

  init(_ arguments: [String]) {
    var arguments = arguments[...]
    while let name = arguments.popFirst() {
      switch (name, arguments.first) {
      case ("--list", _): isList = true
      case ("--seed", let value?): seed = UInt64(value) ?? seed
      case ("--count", let value?): count = Int(value) ?? count
      case ("--in", let value?): prefix = value
      case ("--only", let value?): only = Set(value.split(separator: ",").compactMap { Int($0) })
      default:
        fail("usage: .ci/mutations [--seed S] [--count N] [--in Sources/…] [--only n,m] [--list]")
      }
      if name != "--list" { arguments.removeFirst() }
    }
  }
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(2)
}

func say(_ text: String) {
  print(text)
  fflush(nil)
}

let options = Options(Array(CommandLine.arguments.dropFirst()))
let package = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
let copy = WorkingCopy(of: package)
var draw = try Draw(from: copy, seed: options.seed, count: options.count, prefix: options.prefix)
say("\(draw.total) tokens can be changed; seed \(options.seed) draws \(options.count)")

func line(_ number: Int, _ mutant: Mutant) -> String {
  "\(number)  \(mutant.path):\(mutant.token.line):\(mutant.column)  "
    + "\(mutant.token.text) → \(mutant.after)"
}

if options.isList {
  for (number, mutant) in draw.chosen { say(line(number, mutant) + "  | " + mutant.lineText) }
  exit(0)
}

// Build with all changes at once. Those that do not compile are left out, and the next ones count.
let build = Command(
  path: "/usr/bin/env", arguments: ["swift", "build", "--build-tests", "-Xswiftc", "-gnone"],
  folder: copy.folder)
try copy.update(with: draw.files)
while true {
  try copy.write(draw.files)
  let result = try build.run()
  if result.end == .exit(0) { break }
  let errors = result.output.split(separator: "\n").compactMap { text -> (String, Int)? in
    guard text.contains(": error: "), let start = text.range(of: "/package/Sources/") else {
      return nil
    }
    let parts = text[start.upperBound...].split(separator: ":")
    return parts.count > 2 ? Int(parts[1]).map { ("Sources/\(parts[0])", $0) } : nil
  }
  let count = draw.drop(errors: errors.map { (path: $0.0, line: $0.1) })
  say("\(count) changes do not compile and are left out")
  if count == 0 { fail(result.output) }
}

let folder =
  try Command(
    path: "/usr/bin/env", arguments: ["swift", "build", "--show-bin-path"], folder: copy.folder
  ).run().output.split(separator: "\n").last ?? ""
let runs = try TestRuns(program: "\(folder)/convcostPackageTests.xctest", copy: copy)
say("\(runs.parts.count) parts of the tests, \(runs.parts.reduce(0) { $0 + $1.seconds }) s")
for part in runs.parts.suffix(10).reversed() {
  say("  \(String(format: "%5.1f", part.seconds)) s  \(part.name)")
}
for name in runs.broken { say("left out, fails without a change: \(name)") }

let equivalent =
  ((try? String(
    contentsOf: package.appendingPathComponent("Tests/Mutation/equivalent.txt"), encoding: .utf8))
  ?? "")
  .split(separator: "\n").filter { $0.hasPrefix("Sources/") }

var noticed = 0
var same = 0
var survivors: [String] = []
for (number, mutant) in draw.chosen where options.only?.contains(number) ?? true {
  let start = Date()
  let failure = try runs.failure(with: number)
  let seconds = String(format: "%.1f s", Date().timeIntervalSince(start))
  if let failure {
    noticed += 1
    say("\(line(number, mutant))  \(failure.how): \(failure.name), \(seconds)")
  } else if equivalent.contains(where: { $0.hasPrefix(mutant.text + " |") }) {
    same += 1
    say("\(line(number, mutant))  changes nothing, \(seconds)")
  } else {
    let reach = runs.parts.count { $0.reached.contains(number) }
    survivors.append("\(line(number, mutant))  reached by \(reach) parts\n    \(mutant.lineText)")
    say("\(line(number, mutant))  SURVIVES, \(seconds)")
  }
}
say("\n\(noticed) noticed, \(same) known to change nothing, \(survivors.count) survive")
for text in survivors { say(text) }
let all = noticed + same + survivors.count
exit(20 * survivors.count <= all ? 0 : 1)
