import Testing

@testable import ConvCostImport

struct ByteSourceTests {
  /// Bytes outside of a source are not read, whatever is there in memory.
  @Test func `a range before the first byte ends the program`() async {
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [1, 2, 3, 4]
      bytes.withUnsafeBytes { _ = ByteSource($0).withBytes(in: -1..<0) { $0.count } }
    }
  }

  @Test func `a range after the last byte ends the program`() async {
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [1, 2, 3, 4]
      bytes.withUnsafeBytes { _ = ByteSource($0).withBytes(in: 4..<5) { $0.count } }
    }
  }

  // MARK: - Bytes that are read on demand

  /// The offsets at which a source was read.
  private final class Log {
    var offsets: [Int] = []
  }

  private static let count = 200_000

  /// The bytes of a file, of which no two near each other are the same.
  private static let all = (0..<count).map {
    UInt8(truncatingIfNeeded: $0 ^ $0 >> 8 ^ $0 >> 16)
  }

  /// A source of many bytes, which gives at most `most` at once.
  private static func source(_ log: Log, most: Int = .max) -> ByteSource {
    ByteSource(count: count) { offset, buffer in
      log.offsets.append(offset)
      let length = min(buffer.count, count - offset, most)
      buffer.copyBytes(from: all[offset..<offset + length])
      return length
    }
  }

  @Test func `bytes are those of the file, wherever they are read`() {
    let log = Log()
    let source = Self.source(log)
    let last = Self.count - 1
    for offset in [0, 65_535, 65_536, 1, last, last - 1, 70_000, 69_999, 150_000, 65_536, 0, last] {
      #expect(source[offset] == Self.all[offset])
    }
    for range in [
      0..<4, 65_534..<65_538, 10..<65_546, 10..<65_547, 9..<10, 199_990..<200_000,
      199_998..<200_000, 150_000..<166_385, 100..<100, 200_000..<200_000,
    ] {
      let bytes = source.withBytes(in: range) { Array($0) }
      #expect(bytes == Array(Self.all[range]))
    }
    #expect(!source.hasFailed)
  }

  /// Reading on, or back from the end, needs one read for many bytes, also by long steps.
  @Test(arguments: [(64, 6), (4_096, 6), (16_384, 6)])
  func `few reads`(step: Int, most: Int) {
    let places = Array(stride(from: 0, through: Self.count - step, by: step))
    for places in [places, places.reversed()] {
      let log = Log()
      let source = Self.source(log)
      for place in places {
        let first = source.withBytes(in: place..<place + step) { $0[0] }
        #expect(first == Self.all[place])
      }
      #expect(log.offsets.count <= most)
    }
  }

  @Test func `parts of a read`() {
    let source = Self.source(Log(), most: 1_000)
    #expect(source.withBytes(in: 500..<70_000) { Array($0) } == Array(Self.all[500..<70_000]))
    #expect(source[199_999] == Self.all[199_999])
    #expect(!source.hasFailed)
  }

  /// Zeros are in the place of bytes that the system does not give.
  @Test(arguments: [0, -1, 8])
  func `a system that gives too few bytes, or too many`(result: Int) {
    let source = ByteSource(count: 10) { offset, buffer in
      guard offset == 0 else { return result }
      for index in 0..<3 { buffer[index] = 7 }
      return 3
    }
    #expect(source.withBytes(in: 0..<10) { Array($0) } == [7, 7, 7, 0, 0, 0, 0, 0, 0, 0])
    #expect(source.hasFailed)
  }

  @Test func `bytes in memory`() {
    let bytes = Array(Self.all[..<70_000])
    let source = ByteSource(bytes)
    #expect(source.withBytes(in: 0..<70_000) { Array($0) } == bytes)
    #expect(source[69_999] == bytes[69_999] && source[0] == bytes[0])
    bytes.withUnsafeBytes { all in
      let source = ByteSource(all)
      #expect(source.count == 70_000 && source[65_537] == bytes[65_537])
      #expect(source.withBytes(in: 1..<69_999) { $0.count } == 69_998)
    }
    let empty = ByteSource([] as [UInt8])
    #expect(empty.withBytes(in: 0..<0) { $0.count } == 0)
    let nothing = ByteSource(UnsafeRawBufferPointer(start: nil, count: 0))
    #expect(nothing.withBytes(in: 0..<0) { $0.count } == 0)
  }
}
