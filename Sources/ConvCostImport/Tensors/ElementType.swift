/// The type of a tensor's elements, by the schema's numbers.
enum ElementType: Int {
  case undefined = 0
  case float, uint8, int8, uint16, int16, int32, int64, string, bool, float16, double, uint32
  case uint64, complex64, complex128, bfloat16, float8e4m3fn, float8e4m3fnuz, float8e5m2
  case float8e5m2fnuz, uint4, int4, float4e2m1, float8e8m0, uint2, int2

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
