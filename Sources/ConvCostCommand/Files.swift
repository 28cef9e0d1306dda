import ConvCostImport
import ConvCostText

/// Reads and writes whole files.
enum Files {
  /// The limit of a text file, in bytes.
  static let largestText = ModelFormat.largestText

  /// Returns a file's bytes, or nil if it does not exist.
  ///
  /// - Throws: `Failure.unreadable` if it exists but cannot be read.
  static func read(_ path: String) throws(Failure) -> [UInt8]? {
    guard try isRegular(path, calledAs: path) else { return nil }
    return try FileContent(of: path).withBytes { source throws(Failure) in
      try text(source, calledAs: path)
    }
  }

  /// Returns the bytes of a file that must exist.
  ///
  /// - Throws: `Failure.unreadable`.
  static func contents(of path: String) throws(Failure) -> [UInt8] {
    guard let bytes = try read(path) else {
      throw .unreadable(file: path, reason: missing(path))
    }
    return bytes
  }

  /// Returns all bytes of a file that is read as text.
  ///
  /// - Throws: `Failure.unreadable` for one that is too long.
  static func text(_ source: ByteSource, calledAs path: String) throws(Failure) -> [UInt8] {
    try requireTextLength(source, calledAs: path)
    return source.withBytes(in: 0..<source.count) { Array($0) }
  }

  /// Checks that a file is not too long for a text.
  static func requireTextLength(
    _ source: ByteSource, calledAs path: String
  ) throws(Failure) {
    guard source.count <= largestText else {
      throw .unreadable(file: path, reason: "it is larger than \(largestText >> 20) MiB")
    }
  }

  /// The limit of a model from standard input, which is held in memory, in bytes.
  static let largestInput = 512 << 20

  /// Returns the limit of standard input that begins with these bytes.
  static func largestInput(beginningWith head: [UInt8]) -> Int {
    head.withUnsafeBytes { ModelFormat.isText(ByteSource($0)) } ? largestText : largestInput
  }

  /// Returns whether a file is at a path.
  static func isThere(_ path: String) -> Bool {
    guard let status = FileStatus(of: path) else { return false }
    return status.kind != .folder
  }

  /// Returns whether a file or a folder is at a path.
  static func exists(_ path: String) -> Bool { FileStatus(of: path) != nil }

  /// Returns the names of the files and folders in a folder, in order; none if it cannot be read.
  static func names(in folder: String) -> [(name: String, isFolder: Bool)] {
    FileSystem.names(in: folder).sorted().prefix(10_000).map { name in
      (name, FileStatus(of: "\(folder)/\(name)")?.kind == .folder)
    }
  }

  /// Returns the text that a file is missing, with the nearest name in its folder.
  fileprivate static func missing(_ path: String) -> String {
    let (folder, name) = FileSystem.parts(of: path)
    let names = names(in: folder.isEmpty ? "." : folder).map(\.name)
    let near = UnknownName(name, among: names).nearest
    return "there is no such file" + (near.isEmpty ? "" : "; did you mean \(near.joinedAsChoice)?")
  }

  /// Returns whether two paths mean the same file, which need not exist.
  static func areSame(_ first: String, _ second: String) -> Bool {
    let (first, second) = (FileSystem.resolved(first), FileSystem.resolved(second))
    guard let one = FileStatus(of: first), let other = FileStatus(of: second) else {
      return first == second
    }
    return one.identity == other.identity
  }

  /// Returns whether a regular file is at a path; false if the path does not exist.
  ///
  /// - Throws: `Failure.unreadable` for anything else.
  fileprivate static func isRegular(_ file: String, calledAs path: String) throws(Failure) -> Bool {
    switch FileStatus(of: file)?.kind {
    case nil: return false
    case .folder: throw .unreadable(file: path, reason: "it is a folder")
    case .file: return true
    case .other: throw .unreadable(file: path, reason: "it is not a regular file")
    }
  }

  /// Writes a text atomically: at every moment the file is either the old or the new one.
  ///
  /// A link stays a link, and a file keeps its permissions. If the path is not a regular file, such
  /// as a pipe, the text is written into it.
  ///
  /// - Throws: `Failure.unwritable`.
  static func write(_ text: String, to path: String) throws(Failure) {
    let file = FileSystem.resolved(path)
    // The target of a link to a pipe has no path.
    let status = FileStatus(of: path)
    switch status?.kind {
    case .folder: throw .unwritable(file: path, reason: "it is a folder")
    case .other:
      guard Console.put(text, intoFile: path) else {
        throw .unwritable(file: path, reason: "\(SystemError())")
      }
    case .file, nil:
      do throws(SystemError) {
        try FileSystem.replace(file, with: text, permissions: status?.permissions)
      } catch {
        throw .unwritable(file: path, reason: "\(error)")
      }
    }
  }
}

extension FileContent {
  /// Opens a file; `-` is standard input, which is read completely.
  ///
  /// - Throws: `Failure.unreadable`, and `Failure.malformed` for a folder of a kind that is not
  ///   read.
  init(of path: String) throws(Failure) {
    guard path != "-" else {
      self = .memory(try Console.input(atMost: Files.largestInput(beginningWith:)))
      return
    }
    // The target of a link to a pipe has no path.
    if FileStatus(of: path)?.kind == .other {
      throw .unreadable(file: path, reason: "it is not a regular file; - is standard input")
    }
    var file = FileSystem.resolved(path)
    if FileStatus(of: file)?.kind == .folder {
      do throws(ModelFileError.Cause) {
        if let entry = try ModelFormat.entry(inFolder: file) {
          file = entry
        } else if let other = OtherFormat(folder: file) {
          throw .format(ReaderError(other))
        }
      } catch {
        guard case .format(let error) = error else {
          throw .unreadable(file: path, reason: "\(error)")
        }
        throw .malformed(file: path, .model(error))
      }
    }
    guard try Files.isRegular(file, calledAs: path) else {
      throw .unreadable(file: path, reason: Files.missing(path))
    }
    do throws(OpenFileError) {
      self = .file(try OpenFile(bytes: FileName.bytes(of: file)), path: path)
    } catch {
      throw .unreadable(file: path, reason: "\(error)")
    }
  }
}
