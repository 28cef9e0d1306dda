/// The folder of a lock file. Paths in the file start there, so that a check may run anywhere.
struct LockFolder: Sendable {
  /// The path of the folder with a slash at its end; empty for the current folder.
  private let path: String

  /// Creates the folder of a lock file.
  init(of file: String) {
    path = FileSystem.parts(of: file).folder
  }

  /// Returns a path of the lock file as a path from the current folder.
  func path(ofWritten written: String) -> String {
    written.hasPrefix("/") || written.hasPrefix("~") ? written : path + written
  }

  /// Returns the name of a network on the command line as the lock file writes it.
  func written(operand: String) -> String {
    guard !path.isEmpty, let file = (try? NetworkReference(operand))?.path,
      operand.hasPrefix(file)
    else { return operand }
    return written(path: file) + operand.dropFirst(file.count)
  }

  /// Returns a path from the current folder as the lock file writes it.
  func written(path file: String) -> String {
    guard !path.isEmpty, !file.hasPrefix("/"), !file.hasPrefix("~") else { return file }
    // Folders without links, because the system leaves them by `..` there; the file may be a link.
    let folder = FileSystem.names(to: FileSystem.resolved(path))
    let parts = FileSystem.parts(of: file)
    let from =
      FileSystem.names(to: FileSystem.resolved(parts.folder.isEmpty ? "." : parts.folder))
      + FileSystem.names(to: "/\(parts.name)")
    let shared = zip(folder, from).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: folder.count - shared) + from.dropFirst(shared))
      .joined(separator: "/")
  }
}
