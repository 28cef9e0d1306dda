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
    switch kind(of: file) {
    case nil: return nil
    case .typeDirectory: throw .unreadable(file: path, reason: "it is a folder")
    case .typeRegular: break
    default: throw .unreadable(file: path, reason: "it is not a regular file")
    }
    do {
      let data = try Data(contentsOf: URL(filePath: file), options: .mappedIfSafe)
      guard data.count <= largestText else {
        throw Failure.unreadable(file: path, reason: "it is larger than \(largestText >> 20) MiB")
      }
      return [UInt8](data)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .unreadable(file: path, reason: reason(error))
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
