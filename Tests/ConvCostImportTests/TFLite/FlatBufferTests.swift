import Testing

@testable import ConvCostImport

struct FlatBufferTests {
  static func root(_ bytes: [UInt8]) throws -> FlatBufferTable {
    try FlatBuffer(ByteSource(bytes)).root()
  }

  static func problem(_ bytes: [UInt8], _ read: (FlatBufferTable) throws -> Void) -> String {
    do {
      try read(try root(bytes))
      return "read"
    } catch {
      return "\(error)"
    }
  }

  static let table = FlatTable([
    0: .int8(-3), 2: .int32(70_000), 3: .text("naïve"), 4: .integers([1, -2]),
    5: .tables([FlatTable(), FlatTable([0: .int8(9)])]), 6: .uint64(.max), 7: .table(FlatTable()),
  ])

  @Test func `fields are found by their slots`() throws {
    let table = try Self.root(FlatBufferWriter.file(Self.table))
    #expect(try table.integer(0, Int8.self) == -3)
    #expect(try table.integer(1, Int32.self, default: 5) == 5)
    #expect(try table.integer(2, Int32.self) == 70_000)
    #expect(try table.integer(6, UInt64.self) == Int.max)
    #expect(try table.integer(99, Int8.self, default: 2) == 2)
    #expect(try table.text(3) == "naïve")
    #expect(try table.text(1) == "")
    #expect(try table.integers(4, Int32.self) == [1, -2])
    #expect(try table.integers(1, Int32.self) == nil)
    #expect(try table.tables(5).count == 2)
    #expect(try table.tables(5).table(at: 1).flag(0))
    #expect(try table.tables(1).count == 0)
    #expect(try table.table(7) != nil)
    #expect(try table.table(1) == nil)
  }

  @Test func `the kind of a file is in its fifth to eighth byte`() {
    #expect(FlatBuffer.has(identifier: "TFL3", ByteSource(FlatBufferWriter.file(Self.table))))
    #expect(!FlatBuffer.has(identifier: "TFL4", ByteSource(FlatBufferWriter.file(Self.table))))
    #expect(!FlatBuffer.has(identifier: "TFL3", ByteSource([0, 0, 0, 0, 0x54, 0x46, 0x4C])))
  }

  @Test func `every value lies within the file`() {
    let file = FlatBufferWriter.file(Self.table)
    #expect(
      Self.problem([1, 0]) { _ in }
        == "byte 0: a value of 4 bytes in a file of 2; the file is cut off or damaged")
    #expect(
      Self.problem([255, 255, 255, 255]) { _ in }
        == "byte 4294967295: a value of 4 bytes in a file of 4; the file is cut off or damaged")
    // A list of fields before the beginning of the file, and one of odd length.
    #expect(
      Self.problem([4, 0, 0, 0, 9, 0, 0, 0]) { _ in }
        == "byte -5: a value of 2 bytes in a file of 8; the file is cut off or damaged")
    #expect(
      Self.problem([6, 0, 0, 0, 5, 0, 2, 0, 0, 0]) { _ in }
        == "byte 6: not a table; the file is cut off or damaged")
    // A field beyond its table: the first slot's place is the third number of the list.
    var wrong = file
    wrong[12] = 200
    #expect(
      Self.problem(wrong) { _ = try $0.integer(0, Int8.self) }.hasSuffix(
        "field 0 lies outside of its table"))
    #expect(
      Self.problem(file) { _ = try $0.tables(5, upTo: 1) }.hasSuffix(
        "a list of 2 items, expected at most 1"))
    #expect(
      Self.problem(file) { _ = try $0.tables(5).table(at: 2) }.hasSuffix("item 2 of a list of 2"))
  }

  /// A table of four bytes and a field of two, whose list of fields lies after it.
  @Test func `tables byte by byte`() throws {
    func text(_ changes: [Int: UInt8]) -> String {
      // The root at byte 4, its list of fields at byte 12: six bytes long, the table eight.
      var bytes: [UInt8] = [4, 0, 0, 0, 0xF8, 0xFF, 0xFF, 0xFF, 5, 1, 9, 9, 6, 0, 8, 0, 4, 0]
      for (place, byte) in changes { bytes[place] = byte }
      return Self.problem(bytes) { table in
        let number = try table.integer(0, UInt16.self, default: 3)
        if number != 261 { throw Found(number: number) }
      }
    }
    struct Found: Error, CustomStringConvertible {
      var number: Int
      var description: String { "\(number)" }
    }
    let outside = "byte 4: field 0 lies outside of its table"
    let bad = "byte 4: not a table; the file is cut off or damaged"
    #expect(text([:]) == "read")
    // A field with its default, and a list without the field.
    #expect(text([16: 0]) == "3")
    #expect(text([12: 4]) == "3")
    // Places of the field: within the distance of the list, at the end, and beyond it.
    #expect(text([16: 3]) == outside)
    #expect(text([16: 6]) == "2313")
    #expect(text([16: 7]) == outside)
    // Lengths of the list and of the table.
    #expect(text([12: 2]) == bad)
    #expect(text([12: 5]) == bad)
    #expect(
      text([12: 8]) == "byte 12: a value of 8 bytes in a file of 18; the file is cut off or damaged"
    )
    #expect(text([14: 3]) == bad)
    #expect(text([14: 4]) == outside)
    #expect(text([14: 6]) == "read")
    #expect(text([14: 14]) == "read")
    #expect(
      text([14: 15])
        == "byte 4: a value of 15 bytes in a file of 18; the file is cut off or damaged")
    // Distances of the list: before the file, and at its end.
    #expect(
      text([4: 5, 5: 0, 6: 0, 7: 0])
        == "byte -1: a value of 2 bytes in a file of 18; the file is cut off or damaged")
    #expect(
      text([4: 0xF3])
        == "byte 17: a value of 2 bytes in a file of 18; the file is cut off or damaged")
  }

  @Test func `many fields, and lists up to a limit`() throws {
    let fields = Dictionary(uniqueKeysWithValues: (0..<64).map { ($0, FlatValue.int8($0)) })
    let table = try Self.root(FlatBufferWriter.file(FlatTable(fields)))
    for slot in [0, 1, 62, 63] { #expect(try table.integer(slot, Int8.self, default: 99) == slot) }
    #expect(try table.integer(64, Int8.self, default: 99) == 99)
    let file = FlatBufferWriter.file(Self.table)
    #expect(Self.problem(file) { _ = try $0.tables(5, upTo: 2) } == "read")
    #expect(
      Self.problem(file) { _ = try $0.tables(5).table(at: -1) }.hasSuffix("item -1 of a list of 2"))
    #expect(try Self.root(file).tables(5).table(at: 0).integer(0, Int8.self, default: 5) == 5)
    #expect(FlatBuffer.has(identifier: "abcd", ByteSource([0, 0, 0, 0, 97, 98, 99, 100])))
    #expect(try Self.root(file).integers(4, Int8.self)?.count == 2)
  }

  /// Numbers take eight bytes in memory, whatever they have in the file: after 63 MiB of texts,
  /// there is room for two lists of half a MiB.
  @Test func `numbers that are copied have a limit`() throws {
    let file = FlatBufferWriter.file(
      FlatTable([
        0: .bytes(Array(repeating: 7, count: 1 << 16)),
        1: .text(String(repeating: "a", count: 1 << 20)),
      ]))
    let table = try Self.root(file)
    for _ in 0..<63 { _ = try table.text(1) }
    for _ in 0..<2 { #expect(try table.integers(0, Int8.self)?.count == 1 << 16) }
    #expect(throws: FlatBufferError.self) { try table.integers(0, Int8.self) }
  }

  /// A list of 2³¹ items, and one of almost 2³² tables.
  @Test func `long lists do not fit in the file`() throws {
    for count in [UInt32(1) << 31, .max] {
      var file = FlatBufferWriter.file(FlatTable([0: .integers([1])]))
      let place = file.count - 8
      withUnsafeBytes(of: count.littleEndian) {
        file.replaceSubrange(place..<place + 4, with: $0)
      }
      #expect(Self.problem(file) { _ = try $0.integers(0, Int64.self) }.contains("a value of"))
      #expect(Self.problem(file) { _ = try $0.tables(0) }.contains("a value of"))
      #expect(Self.problem(file) { _ = try $0.text(0) }.contains("a value of"))
    }
  }

  /// Many tables may refer to one long text.
  @Test func `what is copied has a limit`() throws {
    let text = String(repeating: "a", count: 1 << 20)
    let table = try Self.root(FlatBufferWriter.file(FlatTable([0: .text(text)])))
    var copies = 0
    #expect(throws: FlatBufferError.self) {
      while copies < 1_000 {
        _ = try table.text(0)
        copies += 1
      }
    }
    #expect(copies == 64)
  }
}
