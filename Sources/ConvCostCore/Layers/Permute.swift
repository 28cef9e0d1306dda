/// The dimensions of a map in another order.
///
/// With the channels last, linear layers and layer norms work at every position, as in ConvNeXt.
public enum Permute: String, Primitive {
  /// A map C×H×W as a tensor H×W×C, and likewise with one axis or three.
  case channelsLast = "channels last"
  /// A tensor H×W×C as a map C×H×W.
  case channelsFirst = "channels first"

  package func detail(on rank: Int) -> String { rawValue }
  package var operationKind: OperationKind { .permute }
  public var operation: Operation { .permute(self) }
  package var usualForm: SourceForm { .function }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
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

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .view }

  /// Keeps nothing: gradients are moved back.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
