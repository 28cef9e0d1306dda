import ConvCostImport

/// The content of a file or of standard input, which can be read repeatedly.
enum FileContent: Sendable {
  /// A file, of which only the requested bytes are read.
  case file(OpenFile, path: String)
  /// The bytes of standard input, which can be read only once, in parts of `Console.inputPart`
  /// bytes and a shorter last one.
  case memory([[UInt8]])

  /// Calls a body with the bytes.
  ///
  /// - Throws: `Failure.unreadable`, or what the body throws.
  func withBytes<Result>(
    _ body: (ByteSource) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch self {
    case .memory(let parts):
      let count = parts.reduce(0) { $0 + $1.count }
      return try body(
        ByteSource(count: count) { offset, buffer in
          let part = parts[offset / Console.inputPart].dropFirst(offset % Console.inputPart)
          buffer.copyBytes(from: part.prefix(buffer.count))
          return min(part.count, buffer.count)
        })
    case .file(let file, let path):
      let source = ByteSource(file)
      let result = try body(source)
      guard !source.hasFailed else { throw .unreadable(file: path, reason: "the system refused") }
      return result
    }
  }
}
