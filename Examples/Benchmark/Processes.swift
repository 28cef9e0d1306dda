#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The other built programs, run as whole processes.
///
/// Foundation is not used, because a new process is charged with the memory of the one that starts
/// it.
struct Processes {
  struct Measurement {
    /// The median of the times from start to end.
    var time: Duration
    /// The largest resident memory.
    var peakKiB: Int
  }

  private let tool: String
  private let empty: String

  /// Finds the programs; nil if they are not built.
  init?() {
    let path = CommandLine.arguments[0]
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    tool = folder + "convcost"
    empty = folder + "empty-program"
    guard access(tool, X_OK) == 0, access(empty, X_OK) == 0 else { return nil }
  }

  /// Runs both programs alternately.
  func measure(_ arguments: [String]) -> (empty: Measurement, tool: Measurement) {
    var times: (empty: [Duration], tool: [Duration]) = ([], [])
    var peaks = (empty: 0, tool: 0)
    for _ in 0..<100 {
      let first = run(empty, [])
      let second = run(tool, arguments)
      times.empty.append(first.time)
      times.tool.append(second.time)
      peaks = (max(peaks.empty, first.peakKiB), max(peaks.tool, second.peakKiB))
    }
    return (
      Measurement(time: times.empty.sorted()[50], peakKiB: peaks.empty),
      Measurement(time: times.tool.sorted()[50], peakKiB: peaks.tool)
    )
  }

  private func run(_ path: String, _ arguments: [String]) -> Measurement {
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }

    var process = pid_t()
    var usage = rusage()
    let time = ContinuousClock().measure {
      precondition(posix_spawn(&process, path, &actions, nil, words, [nil]) == 0)
      var status: Int32 = 0
      wait4(process, &status, 0, &usage)
      precondition(status == 0)
    }
    #if canImport(Darwin)
      return Measurement(time: time, peakKiB: usage.ru_maxrss / 1024)
    #else
      return Measurement(time: time, peakKiB: usage.ru_maxrss)
    #endif
  }
}
