/// ShuffleNet's exchange of channels between groups. Zhang et al., "ShuffleNet", 2017.
public struct ChannelShuffle: Primitive {
  /// The number of groups, which must divide the channels.
  public var groups: Int

  /// Creates a shuffle between the given number of groups.
  public init(groups: Int) {
    self.groups = groups
  }

  public func detail(on rank: Int) -> String { "g\(groups)" }
  public var operationKind: OperationKind { .channelShuffle }
  public var operation: Operation { .channelShuffle(self) }
  public var usualForm: SourceForm { .function }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    guard input.extent != nil else { throw .needsMap }
    try requireLength("groups", groups)
    try requireDivisible("channels", input.channels, by: groups)
    return input
  }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  public var memory: ResultMemory { .own }

  /// Nothing: gradients are moved back.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  public func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  public var channelUse: ChannelUse { .divided(into: groups) }
  public func scaled(by scaling: ChannelScaling) -> Self { self }
}
