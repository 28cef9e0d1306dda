/// The bytes of a file, of which only a window is in memory: bytes that are not needed, such as
/// weights, are not read.
///
/// Mapping the file would need fewer lines, but systems that map it in large pages hold megabytes
/// for every byte that is read.
package final class ByteSource {
  /// The number of bytes.
  package let count: Int
  /// Whether the system failed to read bytes; zeros were used in their place.
  package private(set) var hasFailed = false

  /// Copies the bytes from an offset on into a buffer and returns their number; zero if there are
  /// no more.
  package typealias Read = (_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) -> Int

  private let read: Read?
  private let buffer: UnsafeMutableRawBufferPointer
  /// The memory of the window's first byte.
  private var base: UnsafeRawPointer?
  /// The offsets that are in memory.
  private var window: Range<Int>

  /// The bytes that are read at once.
  private static let windowLength = 1 << 16

  /// Creates a source of bytes that stay in memory as long as the source is used.
  package init(_ bytes: UnsafeRawBufferPointer) {
    count = bytes.count
    read = nil
    buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    base = bytes.baseAddress
    window = 0..<bytes.count
  }

  /// Creates a source of bytes that are read when they are needed.
  package init(count: Int, read: @escaping Read) {
    self.count = count
    self.read = read
    buffer = .allocate(byteCount: Self.windowLength, alignment: 16)
    base = UnsafeRawPointer(buffer.baseAddress)
    window = 0..<0
  }

  deinit {
    buffer.deallocate()
  }

  /// The byte at an offset, which must be less than the count.
  subscript(offset: Int) -> UInt8 {
    precondition(offset >= 0 && offset < count, "within the source")
    if !window.contains(offset) { move(to: offset..<offset + 1) }
    return base?.load(fromByteOffset: offset - window.lowerBound, as: UInt8.self) ?? 0
  }

  /// Calls a body with the bytes of a range, which must lie within the source.
  package func withBytes<Result>(
    in range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "within the source")
    if range.count > Self.windowLength, read != nil {
      let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: range.count, alignment: 16)
      defer { bytes.deallocate() }
      fill(bytes, from: range.lowerBound)
      return body(UnsafeRawBufferPointer(bytes))
    }
    if range.lowerBound < window.lowerBound || range.upperBound > window.upperBound {
      move(to: range)
    }
    guard let base else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    return body(
      UnsafeRawBufferPointer(
        start: base + (range.lowerBound - window.lowerBound), count: range.count))
  }

  /// Moves the window to a range, which is not longer than the window.
  ///
  /// Some files are written from their end on, so that a reader goes back step by step: the window
  /// then has most of its bytes before the range.
  private func move(to range: Range<Int>) {
    let isBack =
      range.lowerBound < window.lowerBound
      && window.lowerBound - range.lowerBound < Self.windowLength
      && range.count <= Self.windowLength / 4
    let start = isBack ? max(0, range.lowerBound - Self.windowLength / 4 * 3) : range.lowerBound
    let length = min(Self.windowLength, count - start)
    fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<length]), from: start)
    window = start..<start + length
  }

  private func fill(_ bytes: UnsafeMutableRawBufferPointer, from offset: Int) {
    var filled = 0
    while filled < bytes.count {
      let count =
        read?(offset + filled, UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])) ?? 0
      guard count > 0, count <= bytes.count - filled else {
        hasFailed = true
        UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]).initializeMemory(
          as: UInt8.self, repeating: 0)
        return
      }
      filled += count
    }
  }
}
