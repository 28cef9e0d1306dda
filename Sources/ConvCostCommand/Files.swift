import ConvCostImport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reading and writing of whole files.
enum Files {
  /// The largest file that is read as text.
  static let largestText = 64 << 20

  /// Returns a file's bytes, or nil where it is not there.
  ///
  /// - Throws: `Failure.unreadable` where it is there but cannot be read.
  static func read(_ path: String) throws(Failure) -> [UInt8]? {
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    guard try isRegular(file, calledAs: path) else { return nil }
    return try FileContent(of: path).withBytes { source throws(Failure) in
      try text(source, calledAs: path)
    }
  }

  /// Returns all bytes of a file that is read as text.
  ///
  /// - Throws: `Failure.unreadable` for one that is too long.
  static func text(_ source: ByteSource, calledAs path: String) throws(Failure) -> [UInt8] {
    guard source.count <= largestText else {
      throw .unreadable(file: path, reason: "it is larger than \(largestText >> 20) MiB")
    }
    return source.withBytes(in: 0..<source.count) { Array($0) }
  }

  /// The most bytes that are read from standard input: what a protobuf message can have.
  fileprivate static let largestInput = Int(Int32.max)

  /// Returns whether a path is that of a file.
  static func isThere(_ path: String) -> Bool {
    let kind = kind(of: URL(filePath: path).resolvingSymlinksInPath().path)
    return kind != nil && kind != .typeDirectory
  }

  /// Returns whether a regular file stands at a path; false where nothing does.
  ///
  /// - Throws: `Failure.unreadable` for anything else.
  fileprivate static func isRegular(_ file: String, calledAs path: String) throws(Failure) -> Bool {
    switch kind(of: file) {
    case nil: return false
    case .typeDirectory: throw .unreadable(file: path, reason: "it is a folder")
    case .typeRegular: return true
    default: throw .unreadable(file: path, reason: "it is not a regular file")
    }
  }

  /// Writes a text, so that at every moment either the old or the whole new file is there.
  ///
  /// A link stays a link, and a file keeps its permissions. What is no regular file, such as a pipe,
  /// is written into.
  ///
  /// - Throws: `Failure.unwritable`.
  static func write(_ text: String, to path: String) throws(Failure) {
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    do {
      switch kind(of: file) {
      case nil:
        try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
      case .typeDirectory:
        throw Failure.unwritable(file: path, reason: "it is a folder")
      case .typeRegular:
        let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
        if let permissions {
          try FileManager.default.setAttributes(
            [.posixPermissions: permissions], ofItemAtPath: file)
        }
      default:
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

  /// Returns what stands at a path; nil where nothing does.
  private static func kind(of path: String) -> FileAttributeType? {
    try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
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
  /// Opens a file; `-` is standard input, which is read as a whole.
  ///
  /// - Throws: `Failure.unreadable`.
  init(of path: String) throws(Failure) {
    guard path != "-" else {
      self = .memory(try Console.input(atMost: Files.largestInput))
      return
    }
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    guard try Files.isRegular(file, calledAs: path) else {
      throw .unreadable(file: path, reason: "there is no such file")
    }
    guard let open = OpenFile(file) else {
      throw .unreadable(file: path, reason: "permission denied")
    }
    self = .file(open, path: path)
  }
}
