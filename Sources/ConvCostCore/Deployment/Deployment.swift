/// How a network is run: what memory, traffic, time and energy depend on beyond its counts.
public struct Deployment: Hashable, Sendable {
  /// The number format of parameters and activations.
  public var dataType: DataType
  /// The samples that are run at once.
  public var batch: Int
  /// Whether an activation overwrites its input where nobody reads that later.
  public var inPlace: Bool
  /// Whether batch norms right behind convolutions are made a part of them.
  public var foldsNorms: Bool
  /// The machine, for the bound on time; nil where none is given.
  public var device: Device?

  /// Creates a deployment: of single samples in 32 bits, as the graph says, where nothing else is given.
  public init(
    dataType: DataType = .fp32, batch: Int = 1, inPlace: Bool = false, foldsNorms: Bool = false,
    device: Device? = nil
  ) {
    self.dataType = dataType
    self.batch = batch
    self.inPlace = inPlace
    self.foldsNorms = foldsNorms
    self.device = device
  }
}
