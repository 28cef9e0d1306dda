/// Writes archives by hand, also such as no packer writes. The places of fields are those of
/// PKWARE's APPNOTE 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3.
struct ZipWriter: Sendable {
  /// A file in the archive.
  struct File: Sendable {
    var name: String
    /// The bytes in the archive.
    var bytes: [UInt8]
    var method = 0
    /// The length of the file without compression; that of the bytes if none is stated.
    var size: Int?
    /// Fields that the list of files and the file's own record have in addition.
    var extra: [UInt8] = []
    var ownExtra: [UInt8] = []
    var comment: [UInt8] = []
    /// Which of size, stored size and place are written with 64 bits.
    var wide: Set<Int> = []
    /// Whether the sizes follow the file instead of preceding it.
    var hasDescriptor = false
    /// The place that the list of files states, in addition to the right one.
    var shift = 0
  }

  var files: [File] = []
  /// What is before the first file, and between the list of files and the end.
  var before: [UInt8] = []
  var comment: [UInt8] = []
  /// Whether the end has a record with 64 bits, for the length of the list of files and its place.
  var wide: Set<Int> = []

  static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  var bytes: [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] { Self.number(value, count) }
    var bytes = before
    var list: [UInt8] = []
    for file in files {
      let (name, size) = (Array(file.name.utf8), file.size ?? file.bytes.count)
      let stored = file.bytes.count
      let all = [size, stored, bytes.count + file.shift]
      let wide = file.wide.sorted()
      let longs = wide.flatMap { number(all[$0], 8) }
      let extra = file.extra + (wide.isEmpty ? [] : number(1, 2) + number(longs.count, 2) + longs)
      let short = all.indices.map { wide.contains($0) ? 0xFFFF_FFFF : all[$0] }
      let flags = number(file.hasDescriptor ? 8 : 0, 2)
      let head = number(file.method, 2) + number(0x1234_5678, 4) + number(0x9ABC_DEF0, 4)
      list +=
        [0x50, 0x4B, 1, 2] + number(0x031E, 2) + number(20, 2) + flags + head
        + number(short[1], 4) + number(short[0], 4) + number(name.count, 2)
        + number(extra.count, 2) + number(file.comment.count, 2) + number(0, 2) + number(1, 2)
        + number(0x81A4_0000, 4) + number(short[2], 4) + name + extra + file.comment
      let sizes = file.hasDescriptor ? number(0, 8) : number(short[1], 4) + number(short[0], 4)
      bytes +=
        [0x50, 0x4B, 3, 4] + number(20, 2) + flags + head + sizes + number(name.count, 2)
        + number(file.ownExtra.count, 2) + name + file.ownExtra + file.bytes
      if file.hasDescriptor {
        bytes += [0x50, 0x4B, 7, 8] + number(0x9ABC_DEF0, 4) + number(stored, 4) + number(size, 4)
      }
    }
    let place = bytes.count
    bytes += list
    if !wide.isEmpty {
      let record = bytes.count
      bytes +=
        [0x50, 0x4B, 6, 6] + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
        + number(files.count, 8) + number(files.count, 8) + number(list.count, 8)
        + number(place, 8)
      bytes += [0x50, 0x4B, 6, 7] + number(0, 4) + number(record, 8) + number(1, 4)
    }
    let short = [list.count, place].enumerated().map { wide.contains($0) ? 0xFFFF_FFFF : $1 }
    return bytes + [0x50, 0x4B, 5, 6] + number(0, 4) + number(files.count, 2)
      + number(files.count, 2) + number(short[0], 4) + number(short[1], 4)
      + number(comment.count, 2) + comment
  }
}
