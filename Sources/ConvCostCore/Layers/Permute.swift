/// The dimensions of a map in another order.
///
/// With the channels last, linear layers and layer norms work at every position, as ConvNeXt has it.
public enum Permute: String, Primitive {
  /// A map C×H×W as a tensor H×W×C.
  case channelsLast = "channels last"
  /// A tensor H×W×C as a map C×H×W.
  case channelsFirst = "channels first"

  public var detail: String { rawValue }
  public var operation: Operation { .permute(self) }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    switch (self, input) {
    case (.channelsLast, .map(let channels, let height, let width)):
      return .tensor([height, width, channels])
    case (.channelsFirst, .tensor(let lengths)) where lengths.count == 3:
      return .map(channels: lengths[2], height: lengths[0], width: lengths[1])
    case (.channelsLast, _): throw .needsMap
    case (.channelsFirst, _): throw .needsRank(3)
    }
  }

  /// Nothing: gradients are moved back.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }
}
