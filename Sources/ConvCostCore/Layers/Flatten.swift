/// A map's elements as one vector, and of a stack of maps each one's.
public struct Flatten: Primitive {
  /// Creates the layer.
  public init() {}

  public var operationKind: OperationKind { .flatten }
  public func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .flatten }
  public var usualForm: SourceForm { .function }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    guard case .maps(let count, let channels, let extent) = input else {
      return .vector(input.count)
    }
    let features = try product("features", channels, extent.depth, extent.height, extent.width)
    // A length that 32 bits do not hold cannot be in a tensor.
    guard let lengths = Dimensions([count, features]) else {
      throw .outOfRange(quantity: "features", value: features, allowed: 1...Shape.longestDimension)
    }
    return .tensor(lengths)
  }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  public var memory: ResultMemory { .view }

  /// Nothing: gradients are moved back.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  public func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { nil }

  public var channelUse: ChannelUse { .passing }
  public func scaled(by scaling: ChannelScaling) -> Self { self }
}
