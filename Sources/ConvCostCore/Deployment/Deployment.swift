/// How a network is run: everything besides its counts that memory, traffic, time and energy depend
/// on.
///
/// ```swift
/// let run = Deployment(dataType: .fp16, batch: 8, inPlace: true, foldsNorms: true)
/// print(try Network(zoo: "resnet50").report(on: run).efficiency.total.peakBytes)
/// ```
public struct Deployment: Hashable, Sendable {
  /// The number format of parameters and activations.
  public var dataType: DataType
  /// The bits of weights and activations where they differ from the number format.
  public var bits: BitWidths?
  /// The samples that are run at once.
  public var batch: Int
  /// Whether an activation overwrites its input if nothing reads the input later.
  public var inPlace: Bool
  /// Whether batch norms directly after convolutions are folded into them.
  public var foldsNorms: Bool
  /// The machine, for the least time; nil if none is given.
  public var device: Device?
  /// The times that were measured there; nil if none are given.
  public var times: MeasuredTimes?

  /// The defaults are single samples in 32-bit floating point, without overwriting and without
  /// folding.
  public init(
    dataType: DataType = .fp32, bits: BitWidths? = nil, batch: Int = 1, inPlace: Bool = false,
    foldsNorms: Bool = false, device: Device? = nil, times: MeasuredTimes? = nil
  ) {
    self.dataType = dataType
    self.bits = bits
    self.batch = batch
    self.inPlace = inPlace
    self.foldsNorms = foldsNorms
    self.device = device
    self.times = times
  }
}
