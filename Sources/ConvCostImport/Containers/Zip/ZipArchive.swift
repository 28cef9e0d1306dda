/// A zip archive, of which entries are found by name and read where they lie in the file.
///
/// Model files store their entries without compression, so that weights can be mapped; only such
/// entries can be read. Field offsets are those of PKWARE's APPNOTE 6.3.10, sections 4.3.7 (local
/// header), 4.3.12 (central directory), 4.3.14 to 4.3.16 (its end, also in ZIP64) and 4.5.3 (ZIP64
/// lengths).
struct ZipArchive {
  /// A file in the archive, as the central directory states it.
  struct Entry: Equatable {
    /// The path inside the archive.
    var name: String
    /// The method of compression; 0 for none.
    var method: Int
    /// The bytes in the archive.
    var storedSize: UInt64
    /// The bytes of the file.
    var size: UInt64
    /// The place of the local header.
    fileprivate var header: UInt64
  }

  /// The files, in the order of the central directory.
  let entries: [Entry]
  private let file: ByteSource

  /// The longest central directory, in bytes; that of a model has some hundred entries.
  private static let longestDirectory: UInt64 = 64 << 20
  /// The end record with the longest comment.
  private static let longestEnd = 22 + 65_535

  /// Returns whether a file begins as an archive.
  static func isZip(_ file: ByteSource) -> Bool {
    file.count >= 4
      && file.withBytes(in: 0..<4) {
        $0.elementsEqual([0x50, 0x4B, 3, 4]) || $0.elementsEqual([0x50, 0x4B, 5, 6])
      }
  }

  /// Reads the central directory.
  ///
  /// - Throws: `ZipError` for a file that is not a complete archive.
  init(_ file: ByteSource) throws(ZipError) {
    self.file = file
    let end = try Self.end(of: file)
    guard end.size <= Self.longestDirectory else {
      throw .directoryTooLong(limit: Int(Self.longestDirectory))
    }
    guard end.offset <= UInt64(file.count), end.size <= UInt64(file.count) - end.offset else {
      throw .truncated(at: file.count)
    }
    var reader = LittleEndianReader(file, Int(end.offset)..<Int(end.offset + end.size))
    var entries: [Entry] = []
    while !reader.isAtEnd {
      let place = reader.offset
      guard try reader.uint32() == 0x0201_4B50 else { throw .badRecord(at: place) }
      entries.append(try Self.entry(&reader))
    }
    self.entries = entries
  }

  /// Returns the first file whose path satisfies a condition.
  func first(where isWanted: (String) -> Bool) -> Entry? { entries.first { isWanted($0.name) } }

  /// Returns where the bytes of an uncompressed file lie.
  ///
  /// - Throws: `ZipError` for a compressed file, and for one that is not where the directory says.
  func range(of entry: Entry) throws(ZipError) -> Range<Int> {
    guard entry.method == 0 else { throw .compressed(entry.name) }
    guard entry.storedSize == entry.size else { throw .sizes(entry.name) }
    guard entry.header < UInt64(file.count) else { throw .outside(entry.name) }
    var reader = LittleEndianReader(file, Int(entry.header)..<file.count)
    guard try reader.uint32() == 0x0403_4B50 else { throw .outside(entry.name) }
    try reader.skip(22)
    let lengths = (name: try reader.uint16(), extra: try reader.uint16())
    try reader.skip(Int(lengths.name) + Int(lengths.extra))
    guard entry.size <= UInt64(file.count - reader.offset) else { throw .outside(entry.name) }
    return reader.offset..<reader.offset + Int(entry.size)
  }

  /// Returns the bytes of an uncompressed file that is short enough to be read as a whole.
  ///
  /// - Throws: `ZipError` as for its range, and for one that is longer than `limit` bytes.
  func bytes(of entry: Entry, upTo limit: Int) throws(ZipError) -> [UInt8] {
    let range = try range(of: entry)
    guard range.count <= limit else { throw .tooLong(entry.name, limit: limit) }
    return file.withBytes(in: range) { Array($0) }
  }

  /// The place and the length of the central directory.
  private static func end(of file: ByteSource) throws(ZipError) -> (offset: UInt64, size: UInt64) {
    let first = max(0, file.count - longestEnd)
    let place = file.withBytes(in: first..<file.count) { bytes -> Int? in
      guard bytes.count >= 22 else { return nil }
      for place in stride(from: bytes.count - 22, through: 0, by: -1)
      where bytes[place] == 0x50 && bytes[place + 1] == 0x4B && bytes[place + 2] == 5
        && bytes[place + 3] == 6
      {
        let comment = Int(bytes[place + 20]) | Int(bytes[place + 21]) << 8
        if place + 22 + comment == bytes.count { return first + place }
      }
      return nil
    }
    guard let place else { throw .noDirectory }
    var reader = LittleEndianReader(file, place + 12..<file.count)
    let (size, offset) = (try reader.uint32(), try reader.uint32())
    guard size == .max || offset == .max else { return (UInt64(offset), UInt64(size)) }
    guard place >= 20 else { throw .badRecord(at: place) }
    var locator = LittleEndianReader(file, place - 20..<place)
    guard try locator.uint32() == 0x0706_4B50 else { throw .badRecord(at: place - 20) }
    try locator.skip(4)
    let wide = try locator.uint64()
    guard wide <= UInt64(file.count) else { throw .truncated(at: file.count) }
    var record = LittleEndianReader(file, Int(wide)..<file.count)
    guard try record.uint32() == 0x0606_4B50 else { throw .badRecord(at: Int(wide)) }
    try record.skip(36)
    let length = try record.uint64()
    return (try record.uint64(), length)
  }

  /// Reads a record of the central directory after its signature.
  private static func entry(_ reader: inout LittleEndianReader) throws(ZipError) -> Entry {
    try reader.skip(6)
    let method = try reader.uint16()
    try reader.skip(8)
    var stored = UInt64(try reader.uint32())
    var size = UInt64(try reader.uint32())
    let (nameLength, extraLength) = (Int(try reader.uint16()), Int(try reader.uint16()))
    let commentLength = Int(try reader.uint16())
    try reader.skip(8)
    var header = UInt64(try reader.uint32())
    let name = try reader.text(nameLength)
    let end = try reader.place(after: extraLength)
    while reader.offset + 4 <= end {
      let (kind, length) = (try reader.uint16(), Int(try reader.uint16()))
      let next = reader.offset + length
      guard next <= end else { throw .badRecord(at: reader.offset) }
      if kind == 1 {
        if size == UInt32.max, reader.offset + 8 <= next { size = try reader.uint64() }
        if stored == UInt32.max, reader.offset + 8 <= next { stored = try reader.uint64() }
        if header == UInt32.max, reader.offset + 8 <= next { header = try reader.uint64() }
      }
      try reader.skip(next - reader.offset)
    }
    try reader.skip(end - reader.offset)
    try reader.skip(commentLength)
    return Entry(
      name: name, method: Int(method), storedSize: stored, size: size, header: header)
  }
}

/// Reads numbers whose lowest byte is first from a range of a file.
private struct LittleEndianReader {
  private let file: ByteSource
  private(set) var offset: Int
  private let end: Int

  init(_ file: ByteSource, _ range: Range<Int>) {
    self.file = file
    offset = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { offset >= end }

  mutating func uint16() throws(ZipError) -> UInt16 { try number() }
  mutating func uint32() throws(ZipError) -> UInt32 { try number() }
  mutating func uint64() throws(ZipError) -> UInt64 { try number() }

  mutating func skip(_ count: Int) throws(ZipError) { offset = try place(after: count) }

  /// Returns the place after a number of bytes, which must lie within the range.
  func place(after count: Int) throws(ZipError) -> Int {
    guard count >= 0, count <= end - offset else { throw .truncated(at: end) }
    return offset + count
  }

  mutating func text(_ length: Int) throws(ZipError) -> String {
    let start = offset
    try skip(length)
    return file.withBytes(in: start..<offset) { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func number<Number: FixedWidthInteger>() throws(ZipError) -> Number {
    let start = offset
    try skip(Number.bitWidth / 8)
    return file.withBytes(in: start..<offset) {
      Number(littleEndian: $0.loadUnaligned(as: Number.self))
    }
  }
}
