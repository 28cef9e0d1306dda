public import ConvCostCore

/// How a network is run: what memory, traffic, time and energy depend on beyond its counts.
public struct Deployment: Hashable, Sendable {
  /// The number format of parameters and activations.
  public var dataType = DataType.fp32
  /// The samples that are run at once.
  public var batch = 1
  /// Whether an activation overwrites its input where nobody reads that later.
  public var inPlace = false
  /// Whether batch norms right behind convolutions are made a part of them.
  public var foldsNorms = false
  /// The machine, for the bound on time; nil where none is given.
  public var device: Device?

  /// Creates the usual deployment: single samples in 32 bits, as the graph says.
  public init() {}
}
