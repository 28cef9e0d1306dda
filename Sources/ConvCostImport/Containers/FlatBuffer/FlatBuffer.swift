/// A flatbuffer: tables that refer to others by offsets, in a file of which only parts are read.
///
/// Every offset is checked when it is followed. Different fields may refer to the same bytes, so
/// the bytes that are copied are counted too: a short file could otherwise unfold to any length.
///
/// The layout is that of Google's FlatBuffers: all numbers have the lowest byte first, the file
/// begins with the offset of the root table and four letters for the kind of the file.
final class FlatBuffer {
  /// The bytes of the whole file.
  let file: ByteSource
  /// The places of fields in tables, by the places of the lists that state them. Tables of one kind
  /// share a list, which may be far away.
  private var layouts: [Int: [UInt16]] = [:]
  /// The bytes that were copied.
  private var copied = 0

  /// The most bytes of texts and lists that are copied; a network has some hundred kilobytes.
  static let mostCopied = 64 << 20
  /// The most lists of fields that are kept.
  private static let mostLayouts = 1 << 10
  /// The most fields of a table that are kept; the kinds of tables that are read have fewer.
  private static let mostFields = 64

  init(_ file: ByteSource) { self.file = file }

  /// Returns whether a file has the four letters of a kind.
  static func has(identifier: String, _ file: ByteSource) -> Bool {
    file.count >= 8 && file.withBytes(in: 4..<8) { $0.elementsEqual(identifier.utf8) }
  }

  /// Returns the table in which the file begins.
  func root() throws(FlatBufferError) -> FlatBufferTable {
    try FlatBufferTable(self, at: try target(ofOffsetAt: 0))
  }

  /// Returns the number at a place.
  func number<Number: FixedWidthInteger>(
    at place: Int, _: Number.Type
  ) throws(FlatBufferError) -> Number {
    let range = try range(at: place, count: Number.bitWidth / 8)
    return file.withBytes(in: range) {
      Number(littleEndian: $0.loadUnaligned(as: Number.self))
    }
  }

  /// Returns the place to which the offset at a place refers. Offsets are at most 2³² − 1, so the
  /// sum fits.
  func target(ofOffsetAt place: Int) throws(FlatBufferError) -> Int {
    place + Int(try number(at: place, UInt32.self))
  }

  /// Returns a range of bytes that lies within the file.
  func range(at place: Int, count: Int) throws(FlatBufferError) -> Range<Int> {
    guard place >= 0, count >= 0, count <= file.count, place <= file.count - count else {
      throw FlatBufferError(offset: place, problem: .outside(needed: count, count: file.count))
    }
    return place..<place + count
  }

  /// Counts bytes that are copied.
  func copy(_ count: Int, at place: Int) throws(FlatBufferError) {
    copied += count
    guard copied <= Self.mostCopied else {
      throw FlatBufferError(offset: place, problem: .tooLarge(limit: Self.mostCopied))
    }
  }

  /// Returns the places of a table's fields, relative to the table; 0 for a field with its default.
  func layout(ofTableAt place: Int) throws(FlatBufferError) -> [UInt16] {
    // The list of fields lies before the table, or after it if the difference is negative.
    let list = place - Int(try number(at: place, Int32.self))
    if let known = layouts[list] { return known }
    let size = Int(try number(at: list, UInt16.self))
    guard size >= 4, size % 2 == 0 else {
      throw FlatBufferError(offset: place, problem: .badTable)
    }
    _ = try range(at: list, count: size)
    var places = [try number(at: list + 2, UInt16.self)]
    for index in 0..<min(size / 2 - 2, Self.mostFields) {
      places.append(try number(at: list + 4 + 2 * index, UInt16.self))
    }
    if layouts.count >= Self.mostLayouts { layouts.removeAll(keepingCapacity: true) }
    layouts[list] = places
    return places
  }
}
