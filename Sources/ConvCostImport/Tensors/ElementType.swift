/// The type of a tensor's elements, by the schema's numbers.
enum ElementType: Int {
  case undefined = 0
  case float, uint8, int8, uint16, int16, int32, int64, string, bool, float16, double, uint32
  case uint64, complex64, complex128, bfloat16, float8e4m3fn, float8e4m3fnuz, float8e5m2
  case float8e5m2fnuz, uint4, int4, float4e2m1, float8e8m0, uint2, int2

  /// The bits of an element; nil for texts and for an unknown type.
  var bits: Int? {
    switch self {
    case .undefined, .string: nil
    case .uint2, .int2: 2
    case .uint4, .int4, .float4e2m1: 4
    case .uint8, .int8, .bool, .float8e4m3fn, .float8e4m3fnuz, .float8e5m2, .float8e5m2fnuz,
      .float8e8m0:
      8
    case .uint16, .int16, .float16, .bfloat16: 16
    case .float, .int32, .uint32: 32
    case .int64, .uint64, .double, .complex64: 64
    case .complex128: 128
    }
  }

  /// Whether the elements are floating-point numbers.
  var isFloat: Bool {
    switch self {
    case .float, .float16, .double, .bfloat16, .float8e4m3fn, .float8e4m3fnuz, .float8e5m2,
      .float8e5m2fnuz, .float4e2m1, .float8e8m0:
      true
    default: false
    }
  }
}
