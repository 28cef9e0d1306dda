#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system knows about a path.
enum FilePath {
  /// Returns whether a folder is at a path, links followed.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Returns the path of a file without links and relative parts; nil if nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
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
