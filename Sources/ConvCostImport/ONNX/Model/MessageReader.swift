/// The errors inside a model's messages.
indirect enum ModelError: Error {
  case wire(WireError)
  case tensor(String, ONNXError.TensorProblem)
  case nestedTooDeep
  case tooManyNodes
  case tooLarge
}

/// Reads the messages of a model from their ranges in the file.
struct MessageReader {
  let file: ByteSource
  /// The limit of the memory for what is kept.
  private let allowance = Allowance()

  /// The memory that names and shapes may take, roughly; today's largest models take a tenth of it.
  static let mostBytes = 256 << 20
  /// The most bytes of a name that is shown; longer names are cut off.
  private static let longestName = 1_024

  /// The remaining memory.
  private final class Allowance {
    var left = MessageReader.mostBytes
  }

  /// Records that bytes are kept, or throws if the memory is used up.
  func keep(_ bytes: Int) throws(ModelError) {
    allowance.left -= bytes
    guard allowance.left >= 0 else { throw .tooLarge }
  }

  /// Returns a text that is shown to people, without its end if it is too long for them.
  func shownText(_ field: WireReader.Field, _ offset: Int) throws(ModelError) -> String {
    let range = try range(field, offset).prefix(Self.longestName)
    try keep(64 + range.count)
    return file.withBytes(in: range) { String(decoding: $0, as: UTF8.self) }
  }

  func forEachField(
    in range: Range<Int>, _ body: (WireReader.Field, Int) throws(ModelError) -> Void
  ) throws(ModelError) {
    var reader = WireReader(file, range)
    while true {
      let offset = reader.offset
      let field: WireReader.Field?
      do throws(WireError) {
        field = try reader.next()
      } catch {
        throw .wire(error)
      }
      guard let field else { return }
      try body(field, offset)
    }
  }

  func range(_ field: WireReader.Field, _ offset: Int) throws(ModelError) -> Range<Int> {
    do throws(WireError) { return try field.range(at: offset) } catch { throw .wire(error) }
  }

  func integer(_ field: WireReader.Field, _ offset: Int) throws(ModelError) -> Int {
    do throws(WireError) { return try field.integer(at: offset) } catch { throw .wire(error) }
  }

  func text(_ field: WireReader.Field, _ offset: Int) throws(ModelError) -> String {
    let range = try range(field, offset)
    try keep(64 + range.count)
    return file.withBytes(in: range) { String(decoding: $0, as: UTF8.self) }
  }

  /// Adds one integer or a packed list of them, up to the limit.
  func integers(
    _ field: WireReader.Field, _ offset: Int, to list: inout [Int], limit: Int
  ) throws(ModelError) {
    guard case .bytes(let range) = field.value else {
      let value = try integer(field, offset)
      if list.count <= limit { list.append(value) }
      return
    }
    var reader = WireReader(file, range)
    do throws(WireError) {
      while !reader.isAtEnd, list.count <= limit {
        list.append(Int(truncatingIfNeeded: try reader.varint()))
      }
    } catch {
      throw .wire(error)
    }
  }

  /// Adds one number of four or eight bytes or a packed list of them, up to the limit.
  func floats(
    _ field: WireReader.Field, _ offset: Int, isDouble: Bool = false, to list: inout [Double],
    limit: Int
  ) throws(ModelError) {
    switch field.value {
    case .fixed32(let bits): if list.count <= limit { list.append(Double(Float(bitPattern: bits))) }
    case .fixed64(let bits): if list.count <= limit { list.append(Double(bitPattern: bits)) }
    case .bytes(let range):
      var reader = WireReader(file, range)
      do throws(WireError) {
        while !reader.isAtEnd, list.count <= limit {
          list.append(
            isDouble
              ? Double(bitPattern: try reader.fixed(UInt64.self))
              : Double(Float(bitPattern: try reader.fixed(UInt32.self))))
        }
      } catch {
        throw .wire(error)
      }
    case .varint:
      throw .wire(WireError(offset: offset, problem: .wrongForm(field: field.number)))
    }
  }
}
