/// A table of a flatbuffer. Its fields are known by their slots, in the order of the schema; a
/// union has two, its type and its value.
struct FlatBufferTable {
  /// The file.
  let buffer: FlatBuffer
  /// The table's position in the file.
  let place: Int
  /// The bytes of the table, followed by the places of its fields.
  private let layout: [UInt16]

  /// Creates the table at a place.
  init(_ buffer: FlatBuffer, at place: Int) throws(FlatBufferError) {
    self.buffer = buffer
    self.place = place
    layout = try buffer.layout(ofTableAt: place)
    guard layout[0] >= 4 else { throw FlatBufferError(offset: place, problem: .badTable) }
    _ = try buffer.range(at: place, count: Int(layout[0]))
  }

  /// Returns where a field of some bytes lies; nil if the table does not have it.
  private func field(_ slot: Int, bytes: Int) throws(FlatBufferError) -> Int? {
    guard slot + 1 < layout.count, layout[slot + 1] != 0 else { return nil }
    let start = Int(layout[slot + 1])
    guard start >= 4, start + bytes <= Int(layout[0]) else {
      throw FlatBufferError(offset: place, problem: .badField(slot))
    }
    return place + start
  }

  /// Returns a number; `value` if the table does not have it. A number that does not fit in an
  /// `Int` becomes the largest.
  func integer<Number: FixedWidthInteger>(
    _ slot: Int, _ type: Number.Type, default value: Int = 0
  ) throws(FlatBufferError) -> Int {
    guard let field = try field(slot, bytes: Number.bitWidth / 8) else { return value }
    return Int(clamping: try buffer.number(at: field, type))
  }

  /// Returns a truth value, which is false if the table does not have it.
  func flag(_ slot: Int) throws(FlatBufferError) -> Bool {
    try integer(slot, UInt8.self) != 0
  }

  /// Returns another table; nil without one.
  func table(_ slot: Int) throws(FlatBufferError) -> FlatBufferTable? {
    guard let field = try field(slot, bytes: 4) else { return nil }
    return try FlatBufferTable(buffer, at: try buffer.target(ofOffsetAt: field))
  }

  /// Returns a list of tables; an empty one if the table does not have it.
  ///
  /// - Throws: `FlatBufferError` also for a list of more than `limit` tables.
  func tables(_ slot: Int, upTo limit: Int = .max) throws(FlatBufferError) -> FlatBufferTables {
    guard let range = try list(slot, itemBytes: 4) else {
      return FlatBufferTables(buffer: buffer, start: place, offsets: [])
    }
    let count = range.count / 4
    guard count <= limit else {
      throw FlatBufferError(offset: range.lowerBound, problem: .tooMany(count, limit: limit))
    }
    return FlatBufferTables(
      buffer: buffer, start: range.lowerBound,
      offsets: try buffer.integers(in: range, UInt32.self))
  }

  /// Returns where the items of a list lie, without reading them; nil without a list.
  func list(_ slot: Int, itemBytes: Int) throws(FlatBufferError) -> Range<Int>? {
    guard let field = try field(slot, bytes: 4) else { return nil }
    let start = try buffer.target(ofOffsetAt: field)
    // At most 2³² − 1 items of at most eight bytes: the product fits.
    let count = Int(try buffer.number(at: start, UInt32.self))
    return try buffer.range(at: start + 4, count: count * itemBytes)
  }

  /// Returns a list of numbers; nil without one.
  func integers<Number: FixedWidthInteger>(
    _ slot: Int, _: Number.Type
  ) throws(FlatBufferError) -> [Int]? {
    let bytes = Number.bitWidth / 8
    guard let range = try list(slot, itemBytes: bytes) else { return nil }
    return try buffer.integers(in: range, Number.self)
  }

  /// Returns a text, in which bytes that are not UTF-8 are replaced; an empty one without a text.
  func text(_ slot: Int) throws(FlatBufferError) -> String {
    guard let range = try list(slot, itemBytes: 1) else { return "" }
    try buffer.copy(range.count, at: range.lowerBound)
    return buffer.file.withBytes(in: range) { String(decoding: $0, as: UTF8.self) }
  }
}

extension FlatBuffer {
  /// Returns the numbers that a range of the file holds.
  func integers<Number: FixedWidthInteger>(
    in range: Range<Int>, _: Number.Type
  ) throws(FlatBufferError) -> [Int] {
    let bytes = Number.bitWidth / 8
    // Eight bytes for each number in memory.
    try copy(range.count / bytes * 8, at: range.lowerBound)
    return file.withBytes(in: range) { source in
      stride(from: 0, to: source.count / bytes * bytes, by: bytes).map {
        Int(
          clamping: Number(
            littleEndian: source.loadUnaligned(fromByteOffset: $0, as: Number.self)))
      }
    }
  }
}

/// A list of tables in a flatbuffer, each of which is read when it is asked for.
struct FlatBufferTables {
  fileprivate let buffer: FlatBuffer
  fileprivate let start: Int
  /// The distances of the tables from their places in the list. They are read at once, because the
  /// tables lie elsewhere in the file.
  fileprivate let offsets: [Int]

  /// The number of tables.
  var count: Int { offsets.count }

  /// Returns a table.
  ///
  /// - Throws: `FlatBufferError` also for an index that the list does not have.
  func table(at index: Int) throws(FlatBufferError) -> FlatBufferTable {
    guard offsets.indices.contains(index) else {
      throw FlatBufferError(offset: start, problem: .noItem(index, count: count))
    }
    return try FlatBufferTable(buffer, at: start + 4 * index + offsets[index])
  }
}
