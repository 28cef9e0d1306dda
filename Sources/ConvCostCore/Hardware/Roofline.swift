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

  /// Creates the roofline of a device for a number format; nil if the device has no published peak
  /// for it, or no published bandwidth.
  public init?(_ device: Device, _ type: DataType) {
    guard let peak = device.peaks[type], let bandwidth = device.bandwidth else { return nil }
    self.peak = peak
    self.bandwidth = bandwidth
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
