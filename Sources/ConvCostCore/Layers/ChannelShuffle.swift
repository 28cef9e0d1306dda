/// ShuffleNet's exchange of channels between groups. Zhang et al., "ShuffleNet", 2017.
public struct ChannelShuffle: Primitive {
  /// The number of groups, which must divide the channels.
  public var groups: Int

  /// Creates a shuffle between the given number of groups.
  public init(groups: Int) {
    self.groups = groups
  }

  package func detail(on rank: Int) -> String { "g\(groups)" }
  package var operationKind: OperationKind { .channelShuffle }
  public var operation: Operation { .channelShuffle(self) }
  package var usualForm: SourceForm { .function }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    guard input.extent != nil else { throw .needsMap }
    try requireLength("groups", groups)
    try requireDivisible("channels", input.channels, by: groups)
    return input
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .own }

  /// Keeps nothing: gradients are moved back.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .divided(into: groups) }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
