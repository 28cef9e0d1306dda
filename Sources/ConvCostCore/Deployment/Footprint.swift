/// What running an operation, a block or a network takes: memory, traffic, time and energy.
public struct Footprint: Hashable, Sendable {
  /// The most bytes of activations that are in memory at once while it runs.
  public var peakBytes = 0
  /// The bytes read.
  public var bytesRead = 0
  /// The bytes written.
  public var bytesWritten = 0
  /// The bytes read and written if operations are fused, as `Graph.fusedValues` states.
  public var fusedBytes = 0
  /// The bit operations: the multiply-accumulates times the bits of both factors. Baalen et al.,
  /// "Bayesian Bits: Unifying Quantization and Pruning", 2020, Appendix B.2.1.
  public var bitOperations = 0.0
  /// The standard multiply-accumulates of the whole batch.
  public var macs = 0.0
  /// The least time in seconds; nil without a device whose peak and bandwidth are known.
  public var seconds: Double?
  /// The measured time in seconds of the operations that have one; nil if none has.
  public var measuredSeconds: Double?
  /// The least time in seconds of the same operations.
  public var measuredBound = 0.0
  /// What limits most of the time; nil without a least time.
  public var bound: Roofline.Bound?
  /// The seconds of operations that are limited by arithmetic.
  public var computeSeconds = 0.0
  /// The energy in joules.
  public var joules = 0.0

  /// Creates an empty footprint.
  public init() {}

  /// The bytes read and written.
  public var bytes: Int { bytesRead + bytesWritten }

  /// The FLOPs for each byte: the arithmetic intensity; nil without traffic.
  public var intensity: Double? { bytes == 0 ? nil : 2 * macs / Double(bytes) }

  /// The measured time over the least time of the same operations; nil without either.
  public var slowdown: Double? {
    measuredBound > 0 ? measuredSeconds.map { $0 / measuredBound } : nil
  }

  /// Returns the footprint of two parts that run one after the other.
  public static func + (left: Footprint, right: Footprint) -> Footprint {
    var sum = left
    sum.peakBytes = max(left.peakBytes, right.peakBytes)
    sum.bytesRead += right.bytesRead
    sum.bytesWritten += right.bytesWritten
    sum.fusedBytes += right.fusedBytes
    sum.bitOperations += right.bitOperations
    sum.macs += right.macs
    sum.joules += right.joules
    sum.computeSeconds += right.computeSeconds
    sum.measuredBound += right.measuredBound
    if let measured = right.measuredSeconds {
      sum.measuredSeconds = measured + (left.measuredSeconds ?? 0)
    }
    if left.seconds != nil || right.seconds != nil {
      let seconds = (left.seconds ?? 0) + (right.seconds ?? 0)
      sum.seconds = seconds
      sum.bound = 2 * sum.computeSeconds >= seconds ? .compute : .memory
    }
    return sum
  }
}
