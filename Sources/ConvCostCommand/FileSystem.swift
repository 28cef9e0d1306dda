import ConvCostImport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system does with files, by their paths.
enum FileSystem {
  /// Returns the names in a folder, in no order; none if it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let stream = FileName.withPath(folder, { opendir($0) }) ?? nil else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      // A record ends with its name, so the field of the longest name must not be copied.
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
      let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      names.append(
        FileName.text(of: Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))))
    }
    return names.filter { $0 != "." && $0 != ".." }
  }

  /// Returns a path from the root without links. The last part need not exist; of a path whose
  /// folder does not exist either, nothing is changed.
  static func resolved(_ path: String) -> String { resolved(path, following: 40) }

  /// - Parameter links: the most links that are followed, since they may form a circle.
  private static func resolved(_ path: String, following links: Int) -> String {
    if let real = real(path) { return real }
    let (folder, name) = parts(of: path)
    // A link to a file that does not exist yet.
    if links > 0, let target = target(ofLink: path) {
      return resolved(target.hasPrefix("/") ? target : folder + target, following: links - 1)
    }
    guard !name.isEmpty, let outer = real(folder.isEmpty ? "." : folder) else { return path }
    return outer == "/" ? outer + name : "\(outer)/\(name)"
  }

  /// Returns the names of the folders from the root to a path, and its own, without links, `.` and
  /// `..`, which are removed by their names alone.
  static func names(to path: String) -> [Substring] {
    let whole = path.hasPrefix("/") ? path : "\(real(".") ?? "")/\(path)"
    var names: [Substring] = []
    for name in whole.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return names
  }

  /// Divides a path into its folder, which ends with a slash or is empty, and the name inside.
  static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  /// Replaces a file by a text, or creates it. At every moment the path has either the old or the
  /// new content.
  ///
  /// - Parameter permissions: those of the new file; nil for the usual ones.
  static func replace(
    _ path: String, with text: String, permissions: mode_t?
  ) throws(SystemError) {
    // A new file beside the old one, which takes its name.
    let name = "\(parts(of: path).folder).convcost-\(UInt64.random(in: 0 ... .max))"
    let descriptor = create(name)
    guard descriptor >= 0 else { throw SystemError() }
    let isWritten =
      Console.put(text, to: descriptor)
      && (permissions.map { fchmod(descriptor, $0) == 0 } ?? true)
    let error = isWritten ? nil : SystemError()
    close(descriptor)
    if let error {
      remove(name)
      throw error
    }
    guard move(name, to: path) else {
      let error = SystemError()
      remove(name)
      throw error
    }
  }

  private static func create(_ path: String) -> Int32 {
    FileName.withPath(path) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) } ?? -1
  }

  private static func move(_ old: String, to new: String) -> Bool {
    FileName.withPath(old) { old in FileName.withPath(new) { rename(old, $0) == 0 } } == true
  }

  private static func remove(_ path: String) { _ = FileName.withPath(path) { unlink($0) } }

  private static func real(_ path: String) -> String? {
    FilePath.resolved(bytes: FileName.bytes(of: path)).map(FileName.text)
  }

  private static func target(ofLink path: String) -> String? {
    let length = Int(PATH_MAX)
    var target = [CChar](repeating: 0, count: length)
    let count = FileName.withPath(path) { readlink($0, &target, length) }
    guard let count, count > 0 else { return nil }
    return FileName.text(of: target[..<count].map(UInt8.init(bitPattern:)))
  }
}

/// Why the system refused the last call.
struct SystemError: Error, CustomStringConvertible {
  private let number = errno

  var description: String {
    switch number {
    case EACCES, EPERM: "permission denied"
    case ENOENT, ENOTDIR: "there is no such file or folder"
    case ENOSPC, EDQUOT: "the disk is full"
    case EROFS: "the disk is read-only"
    default: "the system refused"
    }
  }
}
