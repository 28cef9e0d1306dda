#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that stays open for reading as long as the value lives.
final class OpenFile: Sendable {
  private let descriptor: Int32
  /// The number of bytes in the file.
  let count: Int

  /// Opens a file; nil if the system refuses.
  init?(_ path: String) {
    descriptor = FileName.withPath(path) { open($0, O_RDONLY | O_CLOEXEC) } ?? -1
    guard descriptor >= 0 else { return nil }
    let end = lseek(descriptor, 0, SEEK_END)
    guard end >= 0 else {
      close(descriptor)
      return nil
    }
    count = Int(end)
  }

  deinit {
    close(descriptor)
  }

  /// Copies bytes from an offset into a buffer, and returns their number.
  func read(from offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      return max(0, count)
    }
  }
}
