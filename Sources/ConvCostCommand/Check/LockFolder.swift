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
    let (folder, from) = (FileSystem.names(to: path), FileSystem.names(to: file))
    let shared = zip(folder, from).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: folder.count - shared) + from.dropFirst(shared))
      .joined(separator: "/")
  }
}
