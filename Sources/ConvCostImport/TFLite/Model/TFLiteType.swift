/// The type of a tensor's elements, as the schema numbers them.
enum TFLiteType: String, CaseIterable {
  case float32, float16, int32, uint8, int64, string, bool, int16, complex64, int8, float64
  case complex128, uint64, resource, variant, uint32, uint16, int4, bfloat16, int2, uint4
  case float8e4m3fn, float8e5m2

  private static let all = allCases

  /// The type with the schema's number; nil for an unknown number.
  init?(_ number: Int) {
    guard Self.all.indices.contains(number) else { return nil }
    self = Self.all[number]
  }

  /// Whether the elements are fractions.
  var isFloat: Bool {
    switch self {
    case .float32, .float16, .float64, .bfloat16, .float8e4m3fn, .float8e5m2: true
    default: false
    }
  }

  /// Whether the elements are integers of at most 16 bits, which stand for fractions: shapes and
  /// indices are longer.
  var isQuantized: Bool {
    switch self {
    case .int8, .uint8, .int16, .uint16, .int4, .uint4, .int2: true
    default: false
    }
  }

  /// Whether the elements are integers that may represent fractions, or shapes.
  var isInteger: Bool {
    isQuantized || [.int32, .int64, .uint32, .uint64].contains(self)
  }

  /// The bits of an element; nil for texts and handles.
  var bits: Int? {
    switch self {
    case .int2: 2
    case .int4, .uint4: 4
    case .int8, .uint8, .bool, .float8e4m3fn, .float8e5m2: 8
    case .int16, .uint16, .float16, .bfloat16: 16
    case .int32, .uint32, .float32: 32
    case .int64, .uint64, .float64, .complex64: 64
    case .complex128: 128
    case .string, .resource, .variant: nil
    }
  }
}
