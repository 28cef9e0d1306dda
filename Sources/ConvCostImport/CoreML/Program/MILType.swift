/// The type of a program's value: the type of its elements, and its lengths.
struct MILType {
  /// The type of the elements.
  var element = MILElement.unknown
  /// The lengths, nil for one that is only known when the program runs; nil for a value that is not
  /// a tensor, or whose number of lengths is unknown.
  var shape: [Int?]?
  /// Whether the value is kept from one run to the next.
  var isState = false

  /// The most lengths of a shape.
  static let mostDimensions = 64

  init() {}

  init(_ message: WireMessage) throws(WireError) {
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: try readTensor(try field.message())
      case 5:
        isState = true
        try field.message().forEachField { (field) throws(WireError) in
          guard field.number == 1 else { return }
          let wrapped = try MILType(try field.message())
          (element, shape) = (wrapped.element, wrapped.shape)
        }
      default: break
      }
    }
  }

  private mutating func readTensor(_ message: WireMessage) throws(WireError) {
    var shape: [Int?] = []
    var isVariadic = false
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: element = MILElement(rawValue: try field.integer()) ?? .unknown
      case 3:
        try message.keep(16)
        let dimension = try Self.dimension(try field.message())
        isVariadic = isVariadic || dimension.isVariadic
        if shape.count <= Self.mostDimensions { shape.append(dimension.length) }
      default: break
      }
    }
    self.shape = isVariadic || shape.count > Self.mostDimensions ? nil : shape
  }

  private static func dimension(
    _ message: WireMessage
  ) throws(WireError) -> (length: Int?, isVariadic: Bool) {
    var length: Int?
    var isVariadic = false
    try message.forEachField { (outer) throws(WireError) in
      // A constant length of zero is written as an empty message.
      if outer.number == 1 { length = 0 }
      try outer.message().forEachField { (field) throws(WireError) in
        switch (outer.number, field.number) {
        case (1, 1): length = try field.integer()
        case (2, 1): isVariadic = try field.flag()
        default: break
        }
      }
    }
    return (length, isVariadic)
  }

  /// The lengths, if all of them are known and lie in the range of lengths.
  var fixedShape: [Int]? {
    guard let shape else { return nil }
    var lengths: [Int] = []
    for length in shape {
      guard let length, length >= 0, length <= RawInteger.longest else { return nil }
      lengths.append(length)
    }
    return elementCount(lengths) == nil ? nil : lengths
  }
}

/// The types of elements, by the schema's numbers.
enum MILElement: Int {
  case unknown = 0
  case bool = 1, string
  case float16 = 10, float32, float64, bfloat16
  case int8 = 21, int16, int32, int64, int4
  case uint8 = 31, uint16, uint32, uint64, uint4, uint2, uint1, uint6, uint3
  case float8e4m3fn = 40, float8e5m2

  /// The bits of an element; zero for a text.
  var bits: Int {
    switch self {
    case .unknown, .string: 0
    case .uint1: 1
    case .uint2: 2
    case .uint3: 3
    case .int4, .uint4: 4
    case .uint6: 6
    case .bool, .int8, .uint8, .float8e4m3fn, .float8e5m2: 8
    case .float16, .bfloat16, .int16, .uint16: 16
    case .float32, .int32, .uint32: 32
    case .float64, .int64, .uint64: 64
    }
  }

  /// Whether the elements are floating-point numbers.
  var isFloat: Bool {
    switch self {
    case .float16, .float32, .float64, .bfloat16, .float8e4m3fn, .float8e5m2: true
    default: false
    }
  }

  /// Whether the elements may stand for fractions: floating-point numbers and those of quantised
  /// tensors. Longer integers steer shapes.
  var isNumber: Bool {
    isFloat || (bits > 0 && bits <= 8 && self != .bool)
  }
}
