#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system knows about a path.
package enum FilePath {
  /// Returns whether a folder is at a path, links followed.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Returns the path of a file without links and relative parts; nil if nothing is there.
  static func resolved(_ path: String) -> String? {
    resolved(bytes: Array(path.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Does the same with the bytes of a path, which need not be UTF-8.
  package static func resolved(bytes: [UInt8]) -> [UInt8]? {
    // No file has a name with a NUL.
    guard !bytes.contains(0), let path = realpath(bytes.map(CChar.init(bitPattern:)) + [0], nil)
    else { return nil }
    defer { free(path) }
    return Array(UnsafeRawBufferPointer(start: path, count: strlen(path)))
  }

  /// Returns the path of a file inside a folder.
  ///
  /// - Returns: nil if nothing is there, or if a link on the way leaves the folder.
  static func resolved(_ path: String, inside folder: String) -> String? {
    guard let outer = resolved(folder), let file = resolved("\(folder)/\(path)"),
      file.utf8.starts(with: "\(outer)/".utf8)
    else { return nil }
    return file
  }
}
