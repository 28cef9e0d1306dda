import ConvCostImport
import ConvCostText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads and writes whole files.
enum Files {
  /// The limit of a text file, in bytes.
  static let largestText = ModelFormat.largestText

  /// Returns a file's bytes, or nil if it does not exist.
  ///
  /// - Throws: `Failure.unreadable` if it exists but cannot be read.
  static func read(_ path: String) throws(Failure) -> [UInt8]? {
    guard try isRegular(resolved(path), calledAs: path) else { return nil }
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
    guard let status = FileStatus(of: resolved(path)) else { return false }
    return status.kind != .folder
  }

  /// Returns whether a file or a folder is at a path.
  static func exists(_ path: String) -> Bool { FileStatus(of: resolved(path)) != nil }

  /// Returns the names of the files and folders in a folder, in order; none if it cannot be read.
  static func names(in folder: String) -> [(name: String, isFolder: Bool)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().prefix(10_000).map { name in
      (name, FileStatus(of: "\(folder)/\(name)")?.kind == .folder)
    }
  }

  /// Returns the text that a file is missing, with the nearest name in its folder.
  fileprivate static func missing(_ path: String) -> String {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let near = UnknownName(name, among: names(in: folder).map(\.name)).nearest
    return "there is no such file" + (near.isEmpty ? "" : "; did you mean \(near.joinedAsChoice)?")
  }

  /// Returns whether two paths mean the same file, which need not exist.
  static func areSame(_ first: String, _ second: String) -> Bool {
    let (first, second) = (resolved(first), resolved(second))
    guard let one = FileStatus(of: first), let other = FileStatus(of: second) else {
      return first == second
    }
    return one.identity == other.identity
  }

  /// Returns a path without links; one that is not UTF-8 stays as it is.
  fileprivate static func resolved(_ path: String) -> String {
    FileName.isUTF8(path) ? URL(filePath: path).resolvingSymlinksInPath().path : path
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
    guard FileName.isUTF8(path) else {
      throw .unwritable(file: path, reason: "its name is not UTF-8")
    }
    let file = resolved(path)
    do {
      switch FileStatus(of: file)?.kind {
      case nil:
        try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
      case .folder:
        throw Failure.unwritable(file: path, reason: "it is a folder")
      case .file:
        let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
        if let permissions {
          try FileManager.default.setAttributes(
            [.posixPermissions: permissions], ofItemAtPath: file)
        }
      case .other:
        guard Console.put(text, intoFile: file) else {
          throw Failure.unwritable(file: path, reason: "the system refused")
        }
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .unwritable(file: path, reason: reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoPermission?, .fileWriteNoPermission?: "permission denied"
    case .fileNoSuchFile?, .fileReadNoSuchFile?: "there is no such file or folder"
    case .fileWriteOutOfSpace?: "the disk is full"
    case .fileWriteVolumeReadOnly?: "the disk is read-only"
    default: "the system refused"
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
    var file = Files.resolved(path)
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
