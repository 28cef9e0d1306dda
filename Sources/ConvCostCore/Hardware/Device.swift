/// The peak rates of a machine: operations and bytes per second.
///
/// ```swift
/// let board = Device(name: "board", peaks: [.int8: 1e12], bandwidth: 1e10)
/// let run = Deployment(dataType: .int8, device: board)
/// let report = try Network(zoo: "mobilenet_v2").report(on: run)
/// print(report.efficiency.total.seconds ?? 0)  // a lower bound, in seconds
/// ```
public struct Device: Hashable, Sendable {
  /// The name.
  public var name: String
  /// The peak floating-point operations, or integer ones, per second for each number format.
  public var peaks: [DataType: Double]
  /// The peak bytes per second that its memory reads or writes.
  public var bandwidth: Double
  /// Where the figures are published; empty for a user's own device.
  public var source: String

  public init(name: String, peaks: [DataType: Double], bandwidth: Double, source: String = "") {
    self.name = name
    self.peaks = peaks
    self.bandwidth = bandwidth
    self.source = source
  }

  /// Creates a device with the same peak for all formats.
  public init(peak: Double, bandwidth: Double) {
    self.init(
      name: "", peaks: Dictionary(uniqueKeysWithValues: DataType.allCases.map { ($0, peak) }),
      bandwidth: bandwidth)
  }

  /// Devices with published figures, dense tensor cores where there are any.
  public static let known = [
    Device(
      name: "a100", peaks: [.fp32: 19.5e12, .fp16: 312e12, .bf16: 312e12, .int8: 624e12],
      bandwidth: 1555e9, source: "NVIDIA A100 40 GB datasheet, without sparsity"),
    Device(
      name: "v100", peaks: [.fp32: 15.7e12, .fp16: 125e12], bandwidth: 900e9,
      source: "NVIDIA V100 SXM2 datasheet"),
    Device(
      name: "t4", peaks: [.fp32: 8.1e12, .fp16: 65e12, .int8: 130e12], bandwidth: 320e9,
      source: "NVIDIA T4 datasheet"),
    Device(
      name: "jetson-nano", peaks: [.fp16: 472e9], bandwidth: 25.6e9,
      source: "NVIDIA Jetson Nano datasheet"),
  ]
}

/// The roofline: an operation takes at least as long as its arithmetic at the peak, and at least as
/// long as its traffic at the bandwidth.
///
/// Williams, Waterman and Patterson, "Roofline: An Insightful Visual Performance Model", 2009. No
/// operation is faster; how much slower it is depends on the kernel, caches and launch times, which
/// the model does not include.
public struct Roofline: Hashable, Sendable {
  /// What limits an operation's time.
  public enum Bound: String, Hashable, Sendable {
    /// The arithmetic takes longer.
    case compute
    /// The traffic takes longer.
    case memory
  }

  /// Operations per second.
  public var peak: Double
  /// Bytes per second.
  public var bandwidth: Double

  /// Creates the roofline of a device for a number format; nil if the device has no peak for it.
  public init?(_ device: Device, _ type: DataType) {
    guard let peak = device.peaks[type] else { return nil }
    self.peak = peak
    bandwidth = device.bandwidth
  }

  /// Returns the least time in seconds.
  public func seconds(flops: Double, bytes: Double) -> Double {
    max(flops / peak, bytes / bandwidth)
  }

  /// Returns what limits the time.
  public func bound(flops: Double, bytes: Double) -> Bound {
    flops / peak >= bytes / bandwidth ? .compute : .memory
  }
}

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
  public static func picojoulesPerMAC(_ type: DataType) -> Double {
    switch type {
    case .fp32: 3.7 + 0.9
    case .fp16, .bf16: 1.1 + 0.4
    case .int8: 0.2 + 0.1
    }
  }

  /// The picojoules for reading or writing one byte of DRAM.
  public static let picojoulesPerByte = 640.0 / 4

  /// Returns the joules of multiply-accumulates and of traffic.
  public static func joules(macs: Double, bytes: Double, _ type: DataType) -> Double {
    (macs * picojoulesPerMAC(type) + bytes * picojoulesPerByte) * 1e-12
  }
}
