/// Writes flatbuffers for tests: a table first, then what it refers to.
struct FlatBufferWriter {
  private(set) var bytes: [UInt8] = []

  /// Returns the bytes of a file.
  static func file(_ root: FlatTable, identifier: String = "TFL3") -> [UInt8] {
    var writer = FlatBufferWriter()
    writer.append(UInt32(0))
    writer.bytes += Array(identifier.utf8)
    writer.patch(0, with: writer.write(root))
    return writer.bytes
  }

  private mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  /// Writes the distance from a place to a target into the place.
  private mutating func patch(_ place: Int, with target: Int) {
    withUnsafeBytes(of: UInt32(target - place).littleEndian) {
      bytes.replaceSubrange(place..<place + 4, with: $0)
    }
  }

  /// Writes a table and returns its place.
  private mutating func write(_ table: FlatTable) -> Int {
    let count = (table.fields.keys.max() ?? -1) + 1
    var offsets = Array(repeating: 0, count: count)
    var size = 4
    for slot in table.fields.keys.sorted() {
      offsets[slot] = size
      size += table.fields[slot]?.size ?? 0
    }
    let list = bytes.count
    append(UInt16(4 + 2 * count))
    append(UInt16(size))
    for offset in offsets { append(UInt16(offset)) }
    let place = bytes.count
    append(Int32(place - list))
    for slot in table.fields.keys.sorted() { table.fields[slot]?.appendInline(&bytes) }
    for slot in table.fields.keys.sorted() {
      guard let field = table.fields[slot], field.isOutside else { continue }
      let target = write(field)
      patch(place + offsets[slot], with: target)
    }
    return place
  }

  /// Writes a value that lies outside of its table, and returns its place.
  private mutating func write(_ value: FlatValue) -> Int {
    if case .table(let table) = value { return write(table) }
    let place = bytes.count
    switch value {
    case .text(let text):
      append(UInt32(text.utf8.count))
      bytes += Array(text.utf8) + [0]
    case .bytes(let list):
      append(UInt32(list.count))
      bytes += list
    case .integers(let list):
      append(UInt32(list.count))
      for number in list { append(Int32(truncatingIfNeeded: number)) }
    case .tables(let tables):
      append(UInt32(tables.count))
      for _ in tables { append(UInt32(0)) }
      for (index, table) in tables.enumerated() {
        patch(place + 4 + 4 * index, with: write(table))
      }
    default: break
    }
    return place
  }
}

/// A table: its fields by their slots.
struct FlatTable: Sendable {
  var fields: [Int: FlatValue] = [:]

  init(_ fields: [Int: FlatValue] = [:]) { self.fields = fields }
}

/// A field of a table.
indirect enum FlatValue: Sendable {
  case int8(Int), int32(Int), uint64(UInt64), text(String), bytes([UInt8]), integers([Int])
  case tables([FlatTable]), table(FlatTable)

  var size: Int {
    switch self {
    case .int8: 1
    case .uint64: 8
    default: 4
    }
  }

  var isOutside: Bool {
    switch self {
    case .int8, .int32, .uint64: false
    default: true
    }
  }

  func appendInline(_ bytes: inout [UInt8]) {
    func append(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
    switch self {
    case .int8(let number): append(Int8(truncatingIfNeeded: number))
    case .int32(let number): append(Int32(truncatingIfNeeded: number))
    case .uint64(let number): append(number)
    default: append(UInt32(0))
    }
  }
}
