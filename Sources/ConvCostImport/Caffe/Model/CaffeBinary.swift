/// Networks of Caffe in protobuf's wire format, with their weights, which are skipped.
enum CaffeBinary {
  /// Returns whether a file begins as such a network: with a name, which is a text, or with layers.
  ///
  /// The first field of ONNX and Core ML models is an integer.
  static func recognizes(_ file: ByteSource) -> Bool {
    var reader = WireReader(file)
    var hasName = false
    // Inputs come before layers if the fields are in order.
    for _ in 0..<64 {
      guard let field = try? reader.next() else { return false }
      switch (field.number, field.value) {
      case (1, .bytes(let range)):
        guard !hasName, range.count < 1 << 12 else { return false }
        hasName = true
      case (3, .bytes(let range)):
        guard range.count < 1 << 12 else { return false }
      case (4, _), (5, .varint), (6, .bytes), (7, .varint), (8, .bytes): break
      case (2, .bytes(let range)): return isLayer(file, range, of: .oldLayer)
      case (100, .bytes(let range)): return isLayer(file, range, of: .layer)
      default: return false
      }
    }
    return false
  }

  /// Returns whether a message has a layer's type.
  private static func isLayer(
    _ file: ByteSource, _ range: Range<Int>, of schema: CaffeSchema
  ) -> Bool {
    guard let layer = try? message(file, range, schema, Budget(fields: 1000)) else {
      return false
    }
    return layer.last("type")?.string?.isEmpty == false || layer.has("layer")
  }

  /// Reads a binary file as a network's message.
  ///
  /// - Parameter limit: the most fields; each number of a packed field is one too.
  static func read(
    _ file: ByteSource, upTo limit: Int = ProtobufTextReader.mostFields
  ) throws(CaffeError) -> ProtobufMessage {
    let budget = Budget(fields: limit + 1)
    let network: ProtobufMessage
    do throws(WireError) {
      network = try message(file, 0..<file.count, .network, budget)
    } catch {
      throw .wire(error)
    }
    guard budget.fields > 0 else { throw .tooManyFields(limit: limit) }
    return network
  }

  /// The number of fields that can still be read.
  private final class Budget {
    var fields: Int
    init(fields: Int) { self.fields = fields }
  }

  /// Reads a message by its schema; fields that it does not name are skipped.
  private static func message(
    _ file: ByteSource, _ range: Range<Int>, _ schema: CaffeSchema, _ budget: Budget
  ) throws(WireError) -> ProtobufMessage {
    var reader = WireReader(file, range)
    var message = ProtobufMessage()
    while budget.fields > 0 {
      let offset = reader.offset
      guard let field = try reader.next() else { break }
      guard let meaning = schema.fields[field.number] else { continue }
      budget.fields -= 1
      let place = ProtobufMessage.Place.byte(offset)
      func add(_ value: ProtobufMessage.Value) {
        message.fields.append(
          ProtobufMessage.Field(name: meaning.name, value: value, place: place))
      }
      switch (meaning.form, field.value) {
      case (.integer, .varint(let bits)): add(.word("\(Int64(truncatingIfNeeded: bits))"))
      case (.integer, .bytes(let range)):
        // Packed: one after another.
        var numbers = WireReader(file, range)
        while !numbers.isAtEnd, budget.fields > 0 {
          budget.fields -= 1
          add(.word("\(Int64(truncatingIfNeeded: try numbers.varint()))"))
        }
      case (.number, .fixed32(let bits)): add(.word("\(Float(bitPattern: bits))"))
      case (.number, .bytes(let range)):
        var numbers = WireReader(file, range)
        while !numbers.isAtEnd, budget.fields > 0 {
          budget.fields -= 1
          add(.word("\(Float(bitPattern: try numbers.fixed(UInt32.self)))"))
        }
      case (.choice(let names), .varint(let bits)):
        add(.word(Int(exactly: bits).flatMap { names[$0] } ?? "\(bits)"))
      case (.text, .bytes(let range)):
        let length = min(range.count, ProtobufTextReader.longestWord)
        let text = file.withBytes(in: range.lowerBound..<range.lowerBound + length) {
          String(decoding: $0, as: UTF8.self)
        }
        add(.text(text))
      case (.message(let inner), .bytes(let range)):
        add(.message(try self.message(file, range, inner(), budget)))
      default: throw WireError(offset: offset, problem: .wrongForm(field: field.number))
      }
    }
    return message
  }
}
