/// A map's elements as one vector; for a stack of maps, one vector for each map.
public struct Flatten: Primitive {
  /// Creates the layer.
  public init() {}

  package var operationKind: OperationKind { .flatten }
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .flatten }
  package var usualForm: SourceForm { .function }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    guard case .maps(let count, let channels, let extent) = input else {
      return .vector(input.count)
    }
    let features = try product("features", channels, extent.depth, extent.height, extent.width)
    // A tensor cannot have a length that does not fit in 32 bits.
    guard let lengths = Dimensions([count, features]) else {
      throw .outOfRange(quantity: "features", value: features, allowed: 1...Shape.longestDimension)
    }
    return .tensor(lengths)
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .view }

  /// Keeps nothing: gradients are moved back.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    .rearranged(input, along: axis)
  }

  package var channelUse: ChannelUse { .mixed }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
