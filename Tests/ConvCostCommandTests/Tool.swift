import ConvCostCommand
import Foundation

/// The output of a run of the tool, and its exit status.
struct Run {
  var status: ExitStatus
  var output: String
  var messages: String
}

/// Runs the tool in this process.
func convcost(_ arguments: [String], console: Console = Console()) -> Run {
  var console = console
  let status = CommandLineTool.run(arguments, &console)
  return Run(status: status, output: console.output, messages: console.messages)
}

/// Runs the tool with a line divided at its spaces.
func convcost(_ line: String) -> Run {
  convcost(line.split(separator: " ").map(String.init))
}

/// Returns the path of a program in a folder of `PATH`; nil if it is not installed.
func installed(_ program: String) -> String? {
  let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
  return folders.split(separator: ":").map { "\($0)/\(program)" }
    .first(where: FileManager.default.isExecutableFile)
}

/// Runs a program, and returns what it prints on both of its outputs.
///
/// - Parameters:
///   - folder: where it runs; nil for the current folder.
///   - environment: its environment; nil for that of the tests.
@discardableResult func run(
  _ program: String, _ arguments: [String], in folder: String? = nil,
  environment: [String: String]? = nil
) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
  if let environment { process.environment = environment }
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// Runs a body with a temporary folder, which is removed afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

func write(_ text: String, to path: String) throws {
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}

func read(_ path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
}

/// Divides a line as a shell does: quotes join words.
func shellWords(_ line: some StringProtocol) -> [String] {
  var words: [String] = []
  let parts = String(line).split(separator: "'" as Character, omittingEmptySubsequences: false)
  for (index, part) in parts.enumerated() {
    words += index % 2 == 1 ? [String(part)] : part.split { $0 == " " }.map { String($0) }
  }
  return words
}

/// Returns a text with every run of spaces and ends of lines as one space, so that it does not
/// matter where sentences were wrapped.
func unwrapped(_ text: String) -> String {
  text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
}
