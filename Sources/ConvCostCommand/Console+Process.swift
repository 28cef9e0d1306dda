#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Console {
  /// Returns the console of this process, with the terminal's width and the user's choice of
  /// colours.
  public static func ofProcess() -> Console {
    var console = forOutput()
    console.flush = { put($0, to: STDOUT_FILENO) }
    if isatty(STDERR_FILENO) == 1 {
      console.progress = { _ = put("\r\u{1B}[K\($0)", to: STDERR_FILENO) }
    }
    return console
  }

  private static func forOutput() -> Console {
    guard isatty(STDOUT_FILENO) == 1 else { return Console() }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let noColor = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    return Console(
      width: isKnown ? Int(size.ws_col) : environment("COLUMNS").flatMap(Int.init) ?? 80,
      showsColor: !noColor && environment("TERM") != "dumb")
  }

  /// Prints the collected output, and returns the status that the process ends with.
  public func print(endingWith status: ExitStatus) -> ExitStatus {
    let error = Self.put(output, to: STDOUT_FILENO) ? nil : SystemError()
    _ = Self.put(messages, to: STDERR_FILENO)
    guard let error else { return status }
    let failure = Failure.unwritable(file: "standard output", reason: "\(error)")
    _ = Self.put("convcost: \(failure)\n", to: STDERR_FILENO)
    return .outputFailed
  }

  /// Copies more bytes into a buffer and returns their number, zero at the end; nil if the system
  /// refuses.
  typealias Source = (UnsafeMutableRawBufferPointer) -> Int?

  /// The size of the parts in which standard input is read.
  static let inputPart = 1 << 20

  /// Returns the bytes of standard input, in parts.
  ///
  /// - Parameter limit: returns, for the first part, the limit of all bytes.
  /// - Throws: `Failure.unreadable` if it cannot be read, or is longer than the limit.
  static func input(
    atMost limit: ([UInt8]) -> Int, from source: Source = standardInput
  ) throws(Failure) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var count = 0
    var most = Int.max
    while true {
      var isRefused = false
      let part = [UInt8](unsafeUninitializedCapacity: inputPart) { buffer, filled in
        while filled < buffer.count {
          let rest = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
          guard let count = source(rest) else {
            isRefused = true
            return
          }
          if count == 0 { return }
          filled += count
        }
      }
      guard !isRefused else { throw .unreadable(file: "-", reason: "the system refused") }
      if parts.isEmpty { most = limit(part) }
      count += part.count
      guard count <= most else {
        throw .unreadable(
          file: "-",
          reason:
            "it is larger than \(most >> 20) MiB; a model of any size is read by its file's name")
      }
      parts.append(part)
      if part.count < inputPart { return parts }
    }
  }

  private static func standardInput(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      return count < 0 ? nil : count
    }
  }

  /// Writes a text into an existing file, such as a pipe; false if that fails.
  static func put(_ text: String, intoFile path: String) -> Bool {
    let file = open(path, O_WRONLY)
    guard file >= 0 else { return false }
    defer {
      // Closing does not hide why writing failed.
      let number = errno
      close(file)
      errno = number
    }
    return put(text, to: file)
  }

  /// Writes a text into an open file; false if that fails.
  static func put(_ text: String, to file: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
