/// A machine: the peak rates of its arithmetic and its memory, and how much memory it has.
///
/// ```swift
/// let board = Device(name: "board", peaks: [.int8: 1e12], bandwidth: 1e10)
/// let run = Deployment(dataType: .int8, device: board)
/// let report = try Network(zoo: "mobilenet_v2").report(on: run)
/// print(report.efficiency.total.seconds ?? 0)  // a lower bound, in seconds
/// ```
public struct Device: Hashable, Sendable {
  /// The kinds of machines.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case dataCentre = "data centre"
    case consumer
    case mobile
    case embedded
    case microcontroller
  }

  /// The name on a command line.
  public var name: String
  /// The maker's name for it.
  public var title: String
  /// The peak floating-point operations, or integer ones, per second for each number format; a
  /// format without a published figure is missing.
  public var peaks: [DataType: Double]
  /// The peak bytes per second that its memory reads or writes; nil if it is not published.
  public var bandwidth: Double?
  /// The bytes of the memory for activations, and of parameters if there is no flash; nil for a
  /// user's own device.
  public var memory: Int?
  /// The bytes of the memory for parameters, if that is another one.
  public var flash: Int?
  /// The kind of machine.
  public var kind: Kind?
  /// Where the figures are published; empty for a user's own device.
  public var source: String

  public init(
    name: String, title: String = "", peaks: [DataType: Double], bandwidth: Double?,
    memory: Int? = nil, flash: Int? = nil, kind: Kind? = nil, source: String = ""
  ) {
    self.name = name
    self.title = title
    self.peaks = peaks
    self.bandwidth = bandwidth
    self.memory = memory
    self.flash = flash
    self.kind = kind
    self.source = source
  }

  /// Creates a device with the same peak for all formats.
  public init(peak: Double, bandwidth: Double) {
    self.init(
      name: "", peaks: Dictionary(uniqueKeysWithValues: DataType.allCases.map { ($0, peak) }),
      bandwidth: bandwidth)
  }
}
