/// The number format in which parameters and activations are stored.
public enum DataType: String, Hashable, Sendable, CaseIterable {
  /// 32-bit floating point.
  case fp32
  /// 32-bit floating point whose products are computed with ten bits of fraction, as NVIDIA's
  /// tensor cores do: it is stored as fp32.
  case tf32
  /// 16-bit floating point.
  case fp16
  /// 16-bit floating point with the range of 32 bits.
  case bf16
  /// 8-bit floating point, with four or five bits of exponent.
  case fp8
  /// 8-bit integers.
  case int8
  /// 4-bit integers, two in a byte.
  case int4
  /// 2-bit integers, four in a byte.
  case int2

  /// The bits of one number.
  public var bits: Int {
    switch self {
    case .fp32, .tf32: 32
    case .fp16, .bf16: 16
    case .fp8, .int8: 8
    case .int4: 4
    case .int2: 2
    }
  }

  /// Returns the bytes of a tensor of numbers, of which the last may not be full; nil if they do
  /// not fit in 64 bits.
  public func bytes(of count: Int) -> Int? {
    // Eight numbers have as many bytes as one has bits.
    let (eights, rest) = count.quotientAndRemainder(dividingBy: 8)
    let (whole, first) = eights.multipliedReportingOverflow(by: bits)
    let (bytes, second) = whole.addingReportingOverflow((rest * bits + 7) / 8)
    return first || second ? nil : bytes
  }
}
