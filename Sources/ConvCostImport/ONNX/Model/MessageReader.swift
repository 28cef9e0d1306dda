/// What can be wrong inside of a model's messages.
enum ModelError: Error {
  case wire(WireError)
  case tensor(String, ONNXError.TensorProblem)
  case nestedTooDeep
  case tooManyNodes
  case tooLarge
}

/// Reads the messages of a model from the ranges where they stand.
struct MessageReader {
  let file: ByteSource
  /// How much of what is read may be kept.
  private let allowance = Allowance()

  /// The memory that names and shapes may take, roughly; models of today's largest kinds take a tenth.
  static let mostBytes = 256 << 20
  /// The most bytes of a name that is shown; what is longer is cut off.
  private static let longestName = 1_024

  /// What is left of the memory.
  private final class Allowance {
    var left = MessageReader.mostBytes
  }

  /// Takes note that something is kept.
  func keep(_ bytes: Int) throws(ModelError) {
    allowance.left -= bytes
    guard allowance.left >= 0 else { throw .tooLarge }
  }

  /// Returns a text that is shown to people, without its end where it is too long for them.
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

  /// Adds one whole number or a packed list of them, as long as there is room.
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

  /// Adds one number of four or eight bytes or a packed list of them, as long as there is room.
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
