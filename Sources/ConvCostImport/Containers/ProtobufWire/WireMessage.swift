/// A message of a protobuf file, read field by field, with limits on what a file can make its
/// reader keep.
///
///     try message.forEachField { field throws(WireError) in
///       switch field.number {
///       case 1: name = try field.text()
///       case 2: block = try Block(try field.message())
///       default: break
///       }
///     }
///
/// Fields that are not asked for are skipped, so that the weights among them are not read.
struct WireMessage {
  /// The bytes of the whole file.
  let file: ByteSource
  /// Where the message lies in the file.
  let range: Range<Int>
  private let depth: Int
  private let allowance: Allowance

  /// The most messages around one.
  static let deepestNesting = 64
  /// The memory that names and numbers may take, roughly; today's largest models take a tenth of
  /// it.
  static let mostBytes = 256 << 20

  /// The remaining memory, for all messages of a file.
  private final class Allowance {
    var left = WireMessage.mostBytes
  }

  /// Starts to read the message that a file is.
  init(_ file: ByteSource) {
    self.init(file: file, range: 0..<file.count, depth: 0, allowance: Allowance())
  }

  private init(file: ByteSource, range: Range<Int>, depth: Int, allowance: Allowance) {
    self.file = file
    self.range = range
    self.depth = depth
    self.allowance = allowance
  }

  /// Calls a body with each field, in the file's order.
  func forEachField(_ body: (Field) throws(WireError) -> Void) throws(WireError) {
    var reader = WireReader(file, range)
    while true {
      let offset = reader.offset
      guard let field = try reader.next() else { return }
      try body(Field(number: field.number, field: field, offset: offset, owner: self))
    }
  }

  /// Records that bytes are kept in memory.
  ///
  /// - Throws: `WireError` if the file has used up its memory.
  func keep(_ bytes: Int) throws(WireError) {
    allowance.left -= bytes
    guard allowance.left >= 0 else {
      throw WireError(offset: range.lowerBound, problem: .tooLarge(limit: Self.mostBytes))
    }
  }

  /// A field of a message.
  struct Field {
    /// The field's number in its message.
    let number: Int
    fileprivate let field: WireReader.Field
    /// Where the field begins in the file.
    let offset: Int
    private let owner: WireMessage

    fileprivate init(number: Int, field: WireReader.Field, offset: Int, owner: WireMessage) {
      self.number = number
      self.field = field
      self.offset = offset
      self.owner = owner
    }

    /// The forms of values.
    enum Form { case integer, number, bytes }

    /// The form of the value.
    var form: Form {
      switch field.value {
      case .varint: .integer
      case .fixed32, .fixed64: .number
      case .bytes: .bytes
      }
    }

    /// Whether the value is bytes: a text, a message, or packed numbers.
    var isBytes: Bool { if case .bytes = field.value { true } else { false } }

    /// Returns where the value's bytes lie in the file.
    func bytes() throws(WireError) -> Range<Int> { try field.range(at: offset) }

    /// Returns the value as a message.
    func message() throws(WireError) -> WireMessage {
      guard owner.depth < WireMessage.deepestNesting else {
        throw WireError(
          offset: offset, problem: .nestedTooDeep(limit: WireMessage.deepestNesting))
      }
      return WireMessage(
        file: owner.file, range: try bytes(), depth: owner.depth + 1,
        allowance: owner.allowance)
    }

    /// Returns the value as a text.
    func text() throws(WireError) -> String {
      let range = try bytes()
      try owner.keep(32 + range.count)
      return owner.file.withBytes(in: range) { String(decoding: $0, as: UTF8.self) }
    }

    /// Returns the value as an integer.
    func integer() throws(WireError) -> Int { try field.integer(at: offset) }

    /// Returns the value as a flag.
    func flag() throws(WireError) -> Bool { try integer() != 0 }

    /// Returns the value as a number of four or eight bytes.
    func float() throws(WireError) -> Double {
      switch field.value {
      case .fixed32(let bits): return Double(Float(bitPattern: bits))
      case .fixed64(let bits): return Double(bitPattern: bits)
      case .varint, .bytes:
        throw WireError(offset: offset, problem: .wrongForm(field: number))
      }
    }

    /// Adds one integer, or a packed list of them, to a list that keeps at most `limit`.
    func append(to list: inout [Int], limit: Int) throws(WireError) {
      guard isBytes else {
        if list.count < limit { list.append(try integer()) }
        return
      }
      var reader = WireReader(owner.file, try bytes())
      while !reader.isAtEnd, list.count < limit {
        list.append(Int(truncatingIfNeeded: try reader.varint()))
      }
    }

    /// Adds one number of four or eight bytes, or a packed list of them, to a list that keeps at
    /// most `limit`.
    func append(
      to list: inout [Double], limit: Int, isDouble: Bool = false
    ) throws(WireError) {
      guard isBytes else {
        if list.count < limit { list.append(try float()) }
        return
      }
      var reader = WireReader(owner.file, try bytes())
      while !reader.isAtEnd, list.count < limit {
        list.append(
          isDouble
            ? Double(bitPattern: try reader.fixed(UInt64.self))
            : Double(Float(bitPattern: try reader.fixed(UInt32.self))))
      }
    }
  }
}
