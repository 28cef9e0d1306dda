/// The types of elements, by the numbers of PyTorch's export schema.
enum TorchElement: Int {
  case uint8 = 1
  case int8, int16, int32, int64, float16, float32, float64, complex32, complex64, complex128, bool
  case bfloat16
  case uint16 = 28
  case float8e4m3fn, float8e5m2, float8e4m3fnuz, float8e5m2fnuz

  /// PyTorch's name.
  var name: String { "\(self)" }

  /// The bits of one element.
  var bits: Int {
    switch self {
    case .uint8, .int8, .bool, .float8e4m3fn, .float8e5m2, .float8e4m3fnuz, .float8e5m2fnuz: 8
    case .int16, .uint16, .float16, .bfloat16: 16
    case .int32, .float32, .complex32: 32
    case .int64, .float64, .complex64: 64
    case .complex128: 128
    }
  }

  /// Whether the elements represent fractions.
  var isFraction: Bool {
    switch self {
    case .uint8, .int8, .int16, .int32, .int64, .uint16, .bool: false
    default: true
    }
  }
}
