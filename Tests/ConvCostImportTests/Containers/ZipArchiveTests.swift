import Testing

@testable import ConvCostImport

/// Archives as PKWARE's APPNOTE describes them, and damaged ones.
struct ZipArchiveTests {
  typealias File = ZipWriter.File

  /// The files of an archive with their bytes, or the error.
  private static func text(_ bytes: [UInt8]) -> String {
    do throws(ZipError) {
      let archive = try ZipArchive(ByteSource(bytes))
      var parts: [String] = []
      for entry in archive.entries {
        parts.append("\(entry.name) \(try archive.bytes(of: entry, upTo: 1_000))")
      }
      return parts.joined(separator: "; ")
    } catch {
      return "\(error)"
    }
  }

  private static let files = [
    File(name: "a", bytes: [2, 3, 5]), File(name: "folder/b", bytes: [7, 11]),
    File(name: "empty", bytes: []),
  ]
  private static let read = "a [2, 3, 5]; folder/b [7, 11]; empty []"
  /// Additional fields of two kinds: one of five bytes, and one without contents.
  private static let fields: [UInt8] = [9, 0, 5, 0, 1, 2, 3, 4, 5, 10, 0, 0, 0]

  @Test(arguments: [
    (ZipWriter(), ""),
    (ZipWriter(files: files), read),
    (ZipWriter(files: files, before: Array(repeating: 6, count: 17)), read),
    // Comments: one that looks like the end of an archive, and the longest one.
    (ZipWriter(files: files, comment: [1, 2, 3]), read),
    (ZipWriter(files: files, comment: Array(repeating: 9, count: 258)), read),
    (ZipWriter(files: files, comment: [0x50, 0x4B, 5, 6] + Array(repeating: 1, count: 30)), read),
    (
      ZipWriter(
        files: files, before: Array(repeating: 6, count: 99),
        comment: Array(repeating: 0, count: 65_535)), read
    ),
    // More bytes than are searched for the end.
    (ZipWriter(files: files, before: Array(repeating: 6, count: 70_000)), read),
    // Numbers of 64 bits, each alone and together.
    (ZipWriter(files: files, wide: [0]), read),
    (ZipWriter(files: files, wide: [1]), read),
    (ZipWriter(files: files, wide: [0, 1]), read),
    (ZipWriter(files: [File(name: "a", bytes: [2, 3], wide: [0])], before: [1]), "a [2, 3]"),
    (ZipWriter(files: [File(name: "a", bytes: [2, 3], wide: [1])], before: [1]), "a [2, 3]"),
    (ZipWriter(files: [File(name: "a", bytes: [2, 3], wide: [2])], before: [1]), "a [2, 3]"),
    (
      ZipWriter(
        files: [File(name: "a", bytes: [2, 3], extra: fields, wide: [0, 1, 2])], before: [1]),
      "a [2, 3]"
    ),
    // Fields and comments of files, also with bytes at the end that are no field.
    (
      ZipWriter(files: [
        File(name: "a", bytes: [2, 3], extra: fields, ownExtra: [1, 2, 3], comment: [7, 7]),
        File(name: "b", bytes: [5], extra: fields + [1, 0, 1], comment: [7]),
        File(name: "c", bytes: [7], ownExtra: fields),
      ]), "a [2, 3]; b [5]; c [7]"
    ),
    // Sizes that follow the file.
    (
      ZipWriter(files: [
        File(name: "a", bytes: [2, 3], hasDescriptor: true), File(name: "b", bytes: [5]),
      ]), "a [2, 3]; b [5]"
    ),
    // Files that cannot be read are still listed.
    (
      ZipWriter(files: [File(name: "a", bytes: [3, 0], method: 8, size: 0)]),
      "'a' is compressed in the archive, expected it to be stored, as exporters do; unpack the "
        + "archive and pack it again with zip -0"
    ),
    (
      ZipWriter(files: [File(name: "a", bytes: [3, 0], size: 3)]),
      "'a' has two different sizes in the archive"
    ),
    (
      ZipWriter(files: [File(name: "a", bytes: [3, 0], shift: 1)]),
      "'a' is not where the archive's list of files says"
    ),
    (
      ZipWriter(files: [File(name: "a", bytes: [3, 0], wide: [2], shift: 1 << 40)]),
      "'a' is not where the archive's list of files says"
    ),
    (
      ZipWriter(files: [File(name: "a", bytes: Array(repeating: 1, count: 1_001))]),
      "'a' in the archive is larger than 0 MiB"
    ),
    (
      ZipWriter(files: [File(name: "a", bytes: Array(repeating: 1, count: 1_000))]),
      "a \(Array(repeating: 1, count: 1_000))"
    ),
  ])
  func `an archive`(archive: ZipWriter, text: String) {
    #expect(Self.text(archive.bytes) == text)
  }

  @Test func `what the list of files states`() throws {
    let archive = try ZipArchive(
      ByteSource(ZipWriter(files: [File(name: "a", bytes: [3, 0], method: 8, size: 7)]).bytes))
    let entry = try #require(archive.entries.first)
    #expect((entry.method, entry.storedSize, entry.size) == (8, 2, 7))
    #expect(archive.first { $0 == "a" } == entry)
    #expect(archive.first { $0 == "b" } == nil)
  }

  @Test func `files that begin as archives`() {
    let cases: [([UInt8], Bool)] = [
      ([0x50, 0x4B, 3, 4], true), ([0x50, 0x4B, 5, 6, 0], true), ([0x50, 0x4B, 3, 4, 9], true),
      ([0x50, 0x4B, 3], false), ([0x51, 0x4B, 3, 4], false), ([0x50, 0x4C, 3, 4], false),
      ([0x50, 0x4B, 3, 6], false), ([0x50, 0x4B, 5, 4], false), ([0x51, 0x4B, 5, 6], false),
      ([0x50, 0x4C, 5, 6], false), ([0x50, 0x4B, 1, 2], false), ([], false),
    ]
    for (bytes, isZip) in cases { #expect(ZipArchive.isZip(ByteSource(bytes)) == isZip) }
  }

  /// An archive of one file `a` of two bytes: the file's record of 31 bytes and the two, the list
  /// at byte 33 with 47 bytes, and the end at byte 80.
  private static let small = ZipWriter(files: [File(name: "a", bytes: [2, 3])])
  private static let place = "'a' is not where the archive's list of files says"
  private static let none = "an archive without a list of its files; it is cut off or damaged"

  /// An archive with other numbers at places.
  @Test(
    arguments: [
      // Signatures: of the file, of the list and of the end.
      ([0: (1, 0)], place), ([3: (1, 0)], place),
      ([33: (1, 0)], "byte 33: not a record of an archive; it is damaged"),
      ([36: (1, 0)], "byte 33: not a record of an archive; it is damaged"),
      ([80: (1, 0)], none), ([81: (1, 0)], none), ([82: (1, 0)], none), ([83: (1, 0)], none),
      // Lengths of the name, of fields and of the comment, in the list.
      ([61: (2, 2)], "byte 80: the archive is cut off or damaged"),
      ([63: (2, 1)], "byte 80: the archive is cut off or damaged"),
      ([65: (2, 1)], "byte 80: the archive is cut off or damaged"),
      // A file that ends with the archive, and one that is longer.
      ([53: (4, 71), 57: (4, 71)], "read"), ([53: (4, 72), 57: (4, 72)], place),
      // The place of a file: the archive's length, and beyond.
      ([75: (4, 102)], place), ([75: (4, 101)], "byte 102: the archive is cut off or damaged"),
      ([75: (4, 103)], place),
      // The file's own lengths of its name and of its fields.
      ([26: (2, 73)], "byte 102: the archive is cut off or damaged"), ([26: (2, 72)], place),
      ([28: (2, 72)], "byte 102: the archive is cut off or damaged"),
      ([26: (2, 71)], place), ([28: (2, 70)], place), ([26: (2, 70)], "read"),
      ([28: (2, 69)], "read"),
      // The length of the list and its place.
      ([92: (4, 46)], "byte 79: the archive is cut off or damaged"),
      ([92: (4, 69)], "byte 80: not a record of an archive; it is damaged"),
      ([92: (4, 70)], "byte 102: the archive is cut off or damaged"), ([92: (4, 0)], ""),
      ([92: (4, 0), 96: (4, 102)], ""), ([92: (4, 0), 96: (4, 103)], outside),
      ([92: (4, 64 << 20)], outside),
      ([92: (4, (64 << 20) + 1)], "the archive's list of files is longer than 64 MiB"),
      // A comment that is shorter or longer than stated.
      ([100: (2, 1)], none), ([101: (1, 1)], none),
    ] as [([Int: (Int, Int)], String)])
  func `a damaged archive`(changes: [Int: (Int, Int)], text: String) {
    var bytes = Self.small.bytes
    for (place, (count, value)) in changes {
      bytes.replaceSubrange(place..<place + count, with: ZipWriter.number(value, count))
    }
    let found = Self.text(bytes)
    #expect(text == "read" ? found.hasPrefix("a [") : found == text)
  }

  private static let outside = "byte 102: the archive is cut off or damaged"

  /// The same archive with an end of 64 bits: a record of 56 bytes at byte 80, its place at byte
  /// 136, and the end at byte 156.
  @Test(
    arguments: [
      ([80: (1, 0)], "byte 80: not a record of an archive; it is damaged"),
      ([136: (1, 0)], "byte 136: not a record of an archive; it is damaged"),
      ([144: (8, 178)], "byte 178: the archive is cut off or damaged"),
      ([144: (8, 179)], "byte 178: the archive is cut off or damaged"),
      ([144: (8, 81)], "byte 81: not a record of an archive; it is damaged"),
      ([120: (8, 146)], "byte 178: the archive is cut off or damaged"),
      ([120: (8, 0)], ""), ([128: (8, 34)], "byte 34: not a record of an archive; it is damaged"),
      ([128: (8, Int.max)], "byte 178: the archive is cut off or damaged"),
      ([140: (4, 7), 152: (4, 7)], "a [2, 3]"),
    ] as [([Int: (Int, Int)], String)])
  func `a damaged end of 64 bits`(changes: [Int: (Int, Int)], text: String) {
    var bytes = ZipWriter(files: Self.small.files, wide: [0, 1]).bytes
    for (place, (count, value)) in changes {
      bytes.replaceSubrange(place..<place + count, with: ZipWriter.number(value, count))
    }
    #expect(Self.text(bytes) == text)
  }

  /// Fields of the list's record that are too short for what the record leaves to them.
  @Test func `fields of 64 bits that are cut off`() {
    func text(_ extra: [UInt8]) -> String {
      var bytes = ZipWriter(files: [File(name: "a", bytes: [2, 3], extra: extra)]).bytes
      bytes.replaceSubrange(53..<57, with: [255, 255, 255, 255])
      bytes.replaceSubrange(57..<61, with: [255, 255, 255, 255])
      return Self.text(bytes)
    }
    let eight = ZipWriter.number(2, 8)
    #expect(text([1, 0, 16, 0] + eight + eight) == "a [2, 3]")
    #expect(text([1, 0, 8, 0] + eight) == "'a' has two different sizes in the archive")
    #expect(
      text([1, 0, 15, 0] + eight + eight.dropLast()) == "'a' has two different sizes in the archive"
    )
    #expect(text([1, 0, 7, 0] + eight.dropLast()) == Self.place)
    #expect(text([2, 0, 16, 0] + eight + eight) == Self.place)
    // A field that is longer than all fields together.
    #expect(
      text([1, 0, 17, 0] + eight + eight) == "byte 84: not a record of an archive; it is damaged")
  }

  @Test func `an archive that is cut off`() {
    for archive in [Self.small, ZipWriter(files: Self.files, comment: [1, 2, 3], wide: [0, 1])] {
      let bytes = archive.bytes
      for count in bytes.indices { #expect(Self.text(Array(bytes[..<count])) == Self.none) }
    }
    // An end of 64 bits without a record before it.
    let end: [UInt8] =
      [0x50, 0x4B, 5, 6] + Array(repeating: 0, count: 8) + [255, 255, 255, 255]
      + Array(repeating: 0, count: 6)
    #expect(Self.text(end) == "byte 0: not a record of an archive; it is damaged")
    let locator: [UInt8] = [0x50, 0x4B, 6, 7] + Array(repeating: 0, count: 16)
    #expect(Self.text(locator + end) == "byte 0: not a record of an archive; it is damaged")
    #expect(Self.text([7] + locator + end) == "byte 0: not a record of an archive; it is damaged")
  }
}
