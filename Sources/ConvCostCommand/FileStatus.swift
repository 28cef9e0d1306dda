#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file, folder or device at a path; links are followed.
struct FileStatus {
  /// What it can be.
  enum Kind {
    case file, folder, other
  }

  /// What it is.
  let kind: Kind
  /// What tells it from everything else on the machine.
  let identity: Identity

  /// The number of a file, and of the device that it is on.
  struct Identity: Hashable {
    var device: UInt64
    var number: UInt64
  }

  /// Looks at a path; nil where nothing is there.
  init?(of path: String) {
    var status = stat()
    guard FileName.withPath(path, { stat($0, &status) }) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    default: kind = .other
    }
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      number: UInt64(truncatingIfNeeded: status.st_ino))
  }
}
