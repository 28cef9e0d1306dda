import Foundation

/// A run of another program.
struct Command {
  var path: String
  var arguments: [String]
  var environment: [String: String] = [:]
  var folder: URL?

  /// How a run ended.
  enum End: Hashable {
    case exit(Int32)
    case crash
    case timeout
    /// The program was ended because of what it printed.
    case stopped
  }

  /// Runs the program.
  ///
  /// - Parameters:
  ///   - seconds: the time after which it is ended.
  ///   - stop: whether a line that it prints is the last that matters.
  func run(
    seconds: Double = .infinity, stop: (Substring) -> Bool = { _ in false }
  ) throws -> (end: End, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let id = process.processIdentifier
    let timer = DispatchSource.makeTimerSource(queue: .global())
    let isLate = Flag()
    timer.schedule(deadline: seconds.isFinite ? .now() + seconds : .distantFuture)
    timer.setEventHandler {
      isLate.set()
      kill(id, SIGKILL)
    }
    timer.resume()
    var output: [UInt8] = []
    var isStopped = false
    var lineStart = 0
    while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty {
      output += data
      guard !isStopped, let end = output.lastIndex(of: UInt8(ascii: "\n")), end > lineStart
      else { continue }
      let text = String(decoding: output[lineStart..<end], as: UTF8.self)
      lineStart = end
      if text.split(separator: "\n").contains(where: stop) {
        isStopped = true
        kill(id, SIGKILL)
      }
    }
    process.waitUntilExit()
    timer.cancel()
    let end: End =
      isStopped
      ? .stopped
      : isLate.isSet
        ? .timeout
        : process.terminationReason == .exit ? .exit(process.terminationStatus) : .crash
    return (end, String(decoding: output, as: UTF8.self))
  }

  /// A flag that one thread sets and another reads.
  private final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false
    var isSet: Bool { lock.withLock { value } }
    func set() { lock.withLock { value = true } }
  }
}
