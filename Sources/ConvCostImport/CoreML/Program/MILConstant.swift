/// A constant of a program: its type, and its values if they are few.
struct MILConstant {
  /// Where the file has the numbers.
  enum Place: Hashable {
    /// At a place in the file itself.
    case inside(Int)
    /// At a place in another file of the package.
    case outside(file: String, offset: Int)
  }

  var type = MILType()
  /// The numbers, if they are few and in this file.
  var values: TensorValues?
  /// The text, if it is one.
  var text: String?
  /// Where the numbers are.
  var place: Place

  init(_ message: WireMessage) throws(WireError) {
    place = .inside(message.range.lowerBound)
    var immediate: WireMessage?
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 2: type = try MILType(try field.message())
      case 3: immediate = try field.message()
      case 5: place = try Self.blob(try field.message())
      default: break
      }
    }
    guard let immediate, let count = type.fixedShape.flatMap(elementCount),
      count <= TensorValues.mostKept
    else { return }
    try immediate.forEachField { (field) throws(WireError) in
      if field.number == 1 { try readTensor(try field.message(), count) }
    }
  }

  private static func blob(_ message: WireMessage) throws(WireError) -> Place {
    var (file, offset) = ("", 0)
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: file = try field.text()
      case 2: offset = try field.integer()
      default: break
      }
    }
    return .outside(file: file, offset: offset)
  }

  private mutating func readTensor(_ message: WireMessage, _ count: Int) throws(WireError) {
    var integers: [Int] = []
    var floats: [Double] = []
    // Whether there are bytes, which may be numbers that are not decoded.
    var isWritten = false
    try message.keep(16 * count)
    try message.forEachField { (form) throws(WireError) in
      try form.message().forEachField { (field) throws(WireError) in
        guard field.number == 1 else { return }
        switch form.number {
        case 1: try field.append(to: &floats, limit: count)
        case 2, 3, 5: try field.append(to: &integers, limit: count)
        case 4: text = try field.text()
        case 6: try field.append(to: &floats, limit: count, isDouble: true)
        case 7:
          let bytes = try field.bytes()
          let raw = message.file.withBytes(in: bytes.prefix(8 * count)) { Array($0) }
          (integers, floats) = type.element.decoded(raw)
          isWritten = isWritten || !raw.isEmpty
        default: break
        }
      }
    }
    // Numbers that equal zero may be left out.
    if integers.isEmpty, floats.isEmpty, text == nil, !isWritten {
      integers = Array(repeating: 0, count: count)
    }
    values =
      floats.count == count
      ? .floats(floats) : integers.count == count ? .integers(integers) : nil
  }
}

extension MILElement {
  /// Returns the numbers that bytes represent, the lowest byte first, as integers or as
  /// floating-point numbers; neither for a type that shapes and bounds do not have.
  fileprivate func decoded(_ bytes: [UInt8]) -> (integers: [Int], floats: [Double]) {
    let length = bits / 8
    guard bits % 8 == 0, length > 0 else { return ([], []) }
    var words: [UInt64] = []
    for start in stride(from: 0, to: bytes.count - bytes.count % length, by: length) {
      words.append(bytes[start..<start + length].reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }
    switch self {
    case .int8, .int16, .int32, .int64:
      let unused = 64 - bits
      return (words.map { Int(Int64(bitPattern: $0 << UInt64(unused)) >> Int64(unused)) }, [])
    case .bool, .uint8, .uint16, .uint32, .uint64:
      return (words.map { Int(truncatingIfNeeded: $0) }, [])
    case .float16: return ([], words.map { Self.half(UInt16($0)) })
    case .float32: return ([], words.map { Double(Float(bitPattern: UInt32($0))) })
    case .float64: return ([], words.map { Double(bitPattern: $0) })
    default: return ([], [])
    }
  }

  /// Returns the value of a number of sixteen bits: a sign, five bits of exponent, ten of fraction.
  private static func half(_ bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 31)
    let fraction = Double(bits & 1023) / 1024
    switch exponent {
    case 0: return sign * fraction / 16_384
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      // 2 to the power of the exponent, whose bias in 64 bits is 1023.
      let power = Double(bitPattern: UInt64(exponent - 15 + 1023) << 52)
      return sign * (1 + fraction) * power
    }
  }
}
