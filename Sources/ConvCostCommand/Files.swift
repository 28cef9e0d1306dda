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
    var isDirectory: Bool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      return nil
    }
    if isDirectory { throw .unreadable(file: path, reason: "it is a folder") }
    do {
      let data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
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
  /// - Throws: `Failure.unwritable`.
  static func write(_ text: String, to path: String) throws(Failure) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
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
