import Foundation

/// The tests of the copy, in parts that are run one by one.
struct TestRuns {
  /// A suite or, of a slow one, a test.
  struct Part {
    var name: String
    /// The pattern by which the test program finds it.
    var pattern: String
    /// Its time without a change.
    var seconds: Double
    /// The numbers of the changes whose places it reaches.
    var reached: Set<Int>
  }

  private let program: String
  private let folder: URL
  private let trace: URL
  /// The parts in the order of their times.
  private(set) var parts: [Part] = []
  /// The parts that fail without a change, which are left out.
  private(set) var broken: [String] = []

  init(program: String, copy: WorkingCopy) throws {
    self.program = program
    folder = copy.folder
    trace = copy.folder.deletingLastPathComponent().appendingPathComponent("trace")
    let list = try command(["--list-tests"]).run().output
    let tests = list.split(separator: "\n").filter { $0.contains("(") }.map(String.init)
    let suites = Set(tests.map { $0.prefix { $0 != "/" } }).map(String.init).sorted()
    for suite in suites {
      let inside = tests.filter { $0.hasPrefix(suite + "/") }
      let part = try measure(suite, pattern: Self.pattern(suite) + "(/|$)")
      if let part, part.seconds < 4 || inside.count < 2 {
        parts.append(part)
        continue
      }
      // The tests of a slow suite, and of one that fails without a change, such as tests that read
      // the sources.
      for test in inside {
        if let part = try measure(test, pattern: Self.pattern(test)) {
          parts.append(part)
        } else {
          broken.append(test)
        }
      }
    }
    parts.sort { $0.seconds < $1.seconds }
  }

  /// Returns the name of the first part that fails with a change, its time and what it failed with;
  /// nil if none fails.
  func failure(with number: Int) throws -> (name: String, how: String)? {
    for part in parts where part.reached.contains(number) {
      let end = try command(["--filter", part.pattern], ["CONVCOST_MUTANT": "\(number)"])
        .run(seconds: 4 * part.seconds + 10) { $0.contains("recorded an issue") }.end
      switch end {
      case .exit(0): continue
      case .exit, .stopped: return (part.name, "fails")
      case .crash: return (part.name, "crashes")
      case .timeout: return (part.name, "does not end")
      }
    }
    return nil
  }

  /// Runs a part without a change; nil if it fails.
  private func measure(_ name: String, pattern: String) throws -> Part? {
    try? FileManager.default.removeItem(at: trace)
    let start = Date()
    let environment = ["CONVCOST_MUTANT": "0", "CONVCOST_MUTANT_TRACE": trace.path]
    let result = try command(["--filter", pattern], environment).run()
    guard result.end == .exit(0) else { return nil }
    let text = (try? String(contentsOf: trace, encoding: .utf8)) ?? ""
    return Part(
      name: name, pattern: pattern, seconds: Date().timeIntervalSince(start),
      reached: Set(text.split(separator: "\n").compactMap { Int($0) }))
  }

  private func command(_ arguments: [String], _ environment: [String: String] = [:]) -> Command {
    Command(
      path: program, arguments: ["--testing-library", "swift-testing"] + arguments,
      environment: environment, folder: folder)
  }

  /// A pattern of a name: signs stand for any character.
  private static func pattern(_ name: String) -> String {
    "^" + name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "." }.joined()
  }
}
