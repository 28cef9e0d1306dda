import Foundation

/// A copy of the package in which changes are made. It stays where it is from run to run, so that a
/// build compiles only what is different.
struct WorkingCopy {
  /// The package.
  let package: URL
  /// The copy's folder.
  let folder: URL

  init(of package: URL) {
    self.package = package
    folder = package.appendingPathComponent(".build/mutations/package")
  }

  /// Returns the paths of all files below a folder of the package, sorted.
  func paths(below path: String) -> [String] {
    let start = package.appendingPathComponent(path)
    let all = FileManager.default.enumerator(atPath: start.path)?.compactMap { $0 as? String } ?? []
    return all.map { "\(path)/\($0)" }
      .filter { !isFolder($0) && !$0.contains("/.build") }.sorted()
  }

  /// Makes the copy equal to the package but for the given files.
  func update(with changed: [String: [UInt8]]) throws {
    let top = try FileManager.default.contentsOfDirectory(atPath: package.path)
    var wanted = Set(changed.keys)
    for name in top where !name.hasPrefix(".") || name == ".ci" || name == ".swift-format" {
      for path in isFolder(name) ? paths(below: name) : [name] where changed[path] == nil {
        try write(Data(contentsOf: package.appendingPathComponent(path)), to: path)
        wanted.insert(path)
      }
    }
    for (path, bytes) in changed { try write(Data(bytes), to: path) }
    for path in WorkingCopy(package: folder, folder: folder).paths(below: "Sources")
      + WorkingCopy(package: folder, folder: folder).paths(below: "Tests")
    where !wanted.contains(path) {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(path))
    }
  }

  private init(package: URL, folder: URL) {
    self.package = package
    self.folder = folder
  }

  private func isFolder(_ path: String) -> Bool {
    let file = package.appendingPathComponent(path)
    return (try? file.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
  }

  /// Writes a file unless it is the same already, so that its date stays.
  private func write(_ data: Data, to path: String) throws {
    let file = folder.appendingPathComponent(path)
    if let old = try? Data(contentsOf: file), old == data { return }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }
}
