/// The dimensions of a map in another order.
///
/// With the channels last, linear layers and layer norms work at every position, as ConvNeXt has it.
public enum Permute: String, Primitive {
  /// A map C×H×W as a tensor H×W×C, and likewise with one axis or three.
  case channelsLast = "channels last"
  /// A tensor H×W×C as a map C×H×W.
  case channelsFirst = "channels first"

  public func detail(on rank: Int) -> String { rawValue }
  public var operationKind: OperationKind { .permute }
  public var operation: Operation { .permute(self) }
  public var usualForm: SourceForm { .function }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    switch (self, input) {
    case (.channelsLast, .map(let channels, let extent)):
      guard let lengths = Dimensions(extent.lengths + [channels]) else { throw .needsMap }
      return .tensor(lengths)
    case (.channelsFirst, .tensor(let lengths)):
      guard let extent = Extent(lengths.dropLast()) else { throw .needsRank(3) }
      return .map(channels: input.channels, extent: extent)
    case (.channelsLast, _): throw .needsMap
    case (.channelsFirst, _): throw .needsRank(3)
    }
  }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  public var memory: ResultMemory { .view }

  /// Nothing: gradients are moved back.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  public func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  public var channelUse: ChannelUse { .passing }
  public func scaled(by scaling: ChannelScaling) -> Self { self }
}
