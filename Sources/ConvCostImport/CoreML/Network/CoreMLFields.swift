/// The fields of a layer's message, kept by their numbers.
struct CoreMLFields {
  /// What a field of bytes is; without a statement it is packed integers.
  indirect enum Form {
    /// A message, with the forms of its own fields.
    case message([Int: Form])
    case weights
    case floats
    case text
    /// Anything, which is passed over.
    case unread
  }

  private var integers: [Int: [Int]] = [:]
  private var floats: [Int: [Double]] = [:]
  private var messages: [Int: [CoreMLFields]] = [:]
  private var weights: [Int: [CoreMLWeights]] = [:]
  private(set) var text = ""

  /// The most numbers of a list that are kept, and the most messages.
  private static let mostNumbers = 1_024

  init() {}

  init(_ message: WireMessage, _ forms: [Int: Form]) throws(WireError) {
    try message.forEachField { (field) throws(WireError) in
      let number = field.number
      try message.keep(32)
      switch forms[number] {
      case .message(let inner):
        guard messages[number, default: []].count < Self.mostNumbers else { return }
        messages[number, default: []].append(try CoreMLFields(try field.message(), inner))
      case .weights:
        guard weights[number, default: []].count < Self.mostNumbers else { return }
        weights[number, default: []].append(try CoreMLWeights(try field.message()))
      case .text: text = try field.text()
      case .unread: break
      case .floats:
        try field.append(to: &floats[number, default: []], limit: Self.mostNumbers)
      case nil:
        switch field.form {
        case .number: try field.append(to: &floats[number, default: []], limit: Self.mostNumbers)
        case .integer, .bytes:
          try field.append(to: &integers[number, default: []], limit: Self.mostNumbers)
        }
      }
    }
  }

  /// Returns an integer; zero if the file states none, by protobuf's rule.
  func integer(_ number: Int) -> RawInteger { RawInteger(integers[number]?.last ?? 0) }

  func integers(_ number: Int) -> [RawInteger] {
    (integers[number] ?? []).map { RawInteger($0) }
  }

  func flag(_ number: Int) -> Bool { integer(number) != 0 }

  func flags(_ number: Int) -> [Bool] { integers(number).map { $0 != 0 } }

  func float(_ number: Int) -> Double { floats[number]?.last ?? 0 }

  func floats(_ number: Int) -> [Double] { floats[number] ?? [] }

  func messages(_ number: Int) -> [CoreMLFields] { messages[number] ?? [] }

  func weights(_ number: Int) -> [CoreMLWeights] { weights[number] ?? [] }

  /// All weights, also those of inner messages.
  var allWeights: [CoreMLWeights] {
    weights.values.joined() + messages.values.joined().flatMap(\.allWeights)
  }

  /// Returns a message; nil without one.
  subscript(number: Int) -> CoreMLFields? { messages[number]?.last }

  /// Returns as many lengths as there are axes, or the default for each if none is stated.
  func lengths(
    _ number: Int, _ name: String, _ count: Int, default length: Int
  ) throws(OperatorProblem) -> [Int] {
    let values = integers(number)
    guard !values.isEmpty else { return Array(repeating: length, count: count) }
    guard values.count == count, let lengths = try? values.lengths(from: 1) else {
      throw .attribute(name, expected: "\(count) lengths from 1")
    }
    return lengths
  }
}

/// How stored numbers of a layer are written; the numbers themselves are not read.
struct CoreMLWeights: Equatable {
  /// The type of the elements; nil if the file has no numbers.
  var type: String?
  /// The bits of all elements, and of the table or the scales that they need.
  var bits = 0
  /// The number of elements; nil if it cannot be told from the bytes.
  var count: Int?

  init(_ message: WireMessage) throws(WireError) {
    var quantized = 0
    var floats = 0
    var element: (bits: Int, isTable: Bool) = (8, false)
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: floats += field.isBytes ? try field.bytes().count : 4
      case 2:
        type = "float16"
        bits = 8 * (try field.bytes().count)
        count = bits / 16
      case 30, 31: quantized += try field.bytes().count
      case 40:
        let (numberBits, tableBits, isTable) = try Self.quantization(try field.message())
        element = (numberBits, isTable)
        bits += tableBits
      default: break
      }
    }
    if floats > 0 {
      (type, bits, count) = ("float32", 8 * floats, floats / 4)
    } else if quantized > 0 {
      bits += 8 * quantized
      type = element.isTable ? "\(element.bits)-bit palette" : "uint\(element.bits)"
      count = quantized / element.bits * 8 + quantized % element.bits * 8 / element.bits
    } else if bits == 0 {
      type = nil
    }
  }

  private static func quantization(
    _ message: WireMessage
  ) throws(WireError) -> (bits: Int, tableBits: Int, isTable: Bool) {
    var bits = 8
    var tableBits = 0
    var isTable = false
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: bits = RawInteger(try field.integer()).clamped(to: 1...64)
      case 101, 102:
        isTable = isTable || field.number == 102
        try field.message().forEachField { (list) throws(WireError) in
          tableBits += 8 * (list.isBytes ? try list.bytes().count : 4)
        }
      default: break
      }
    }
    return (bits, tableBits, isTable)
  }
}
