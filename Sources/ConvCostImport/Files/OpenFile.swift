#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An error in reading a file: the facts, without text.
package indirect enum OpenFileError: Error, Hashable, Sendable {
  /// The path does not exist.
  case missing
  /// The path is a folder.
  case folder
  /// The path is neither a file nor a folder, such as a pipe.
  case notRegular
  /// The system does not permit opening the file.
  case noPermission
  /// The system did not return all bytes of the file.
  case refused
  /// A text that is longer than the limit, in bytes.
  case tooLong(limit: Int)
}

/// A file that is open for reading, as long as the value lives.
package final class OpenFile: Sendable {
  private let descriptor: Int32
  /// How many bytes the file has.
  package let count: Int

  /// Opens a regular file, links followed.
  package convenience init(_ path: String) throws(OpenFileError) {
    try self.init(bytes: Array(path.utf8))
  }

  /// Opens the regular file whose path has the given bytes, which need not be UTF-8.
  package init(bytes: [UInt8]) throws(OpenFileError) {
    // No file has a name with a NUL.
    guard !bytes.contains(0) else { throw .missing }
    let path = bytes.map(CChar.init(bitPattern:)) + [0]
    var status = stat()
    guard stat(path, &status) == 0 else { throw errno == EACCES ? .noPermission : .missing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .folder
    default: throw .notRegular
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .noPermission }
    count = Int(lseek(descriptor, 0, SEEK_END))
    guard count >= 0 else { throw .refused }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Copies bytes from an offset on into a buffer, and returns how many; zero for none.
  package func read(from offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      return max(0, count)
    }
  }
}

extension ByteSource {
  /// Creates the bytes of an open file, which are read on demand.
  package convenience init(_ file: OpenFile) {
    self.init(count: file.count) { file.read(from: $0, into: $1) }
  }

  /// Creates bytes that are in memory.
  package convenience init(_ bytes: [UInt8]) {
    self.init(count: bytes.count) { offset, buffer in
      let part = bytes[offset...].prefix(buffer.count)
      buffer.copyBytes(from: part)
      return part.count
    }
  }
}
