/// The energy of arithmetic and of memory in a chip of 45 nm.
///
/// | operation | pJ |
/// |---|---|
/// | multiply and add, 32-bit floating point | 3.7 + 0.9 |
/// | multiply and add, 16-bit floating point | 1.1 + 0.4 |
/// | multiply 8-bit integers, add in 32 bits | 0.2 + 0.1 |
/// | read or write 32 bits of DRAM | 640 |
///
/// Horowitz, "Computing's Energy Problem (and what we can do about it)", ISSCC 2014, Figure 1.1.9;
/// the DRAM's figure per 32 bits as Han et al., "Deep Compression", 2015, take it from there.
/// Today's chips need less, but the ratios hold.
public enum Energy {
  /// The picojoules of a multiply-accumulate.
  ///
  /// Formats without a figure of their own have the one of the next wider format that has: an upper
  /// bound.
  public static func picojoulesPerMAC(_ type: DataType) -> Double {
    switch type {
    case .fp32, .tf32: 3.7 + 0.9
    case .fp16, .bf16, .fp8: 1.1 + 0.4
    case .int8, .int4, .int2: 0.2 + 0.1
    }
  }

  /// The picojoules for reading or writing one byte of DRAM.
  public static let picojoulesPerByte = 640.0 / 4

  /// Returns the joules of multiply-accumulates and of traffic.
  public static func joules(macs: Double, bytes: Double, _ type: DataType) -> Double {
    (macs * picojoulesPerMAC(type) + bytes * picojoulesPerByte) * 1e-12
  }
}
