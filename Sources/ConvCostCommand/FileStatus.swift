#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The status of the file, folder or device at a path; links are followed.
struct FileStatus {
  /// The kinds of things at a path.
  enum Kind {
    case file, folder, other
  }

  /// The kind.
  let kind: Kind
  /// Who may do what with it.
  let permissions: mode_t
  /// A value that is unique on the machine.
  let identity: Identity

  /// The number of a file, and of its device.
  struct Identity: Equatable {
    var device: UInt64
    var number: UInt64
  }

  /// Reads the status of a path; nil if it does not exist.
  init?(of path: String) {
    var status = stat()
    guard FileName.withPath(path, { stat($0, &status) }) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    default: kind = .other
    }
    permissions = status.st_mode & ~S_IFMT
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      number: UInt64(truncatingIfNeeded: status.st_ino))
  }
}
