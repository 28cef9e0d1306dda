/// The number format in which parameters and activations are stored.
public enum DataType: String, Hashable, Sendable, CaseIterable {
  /// 32-bit floating point.
  case fp32
  /// 16-bit floating point.
  case fp16
  /// 16-bit floating point with the range of 32 bits.
  case bf16
  /// 8-bit integers.
  case int8

  /// The bytes of one number.
  public var bytes: Int {
    switch self {
    case .fp32: 4
    case .fp16, .bf16: 2
    case .int8: 1
    }
  }
}
