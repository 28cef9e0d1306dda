/// A map's elements as one vector.
public struct Flatten: Primitive {
  /// Creates the layer.
  public init() {}

  public var operation: Operation { .flatten }

  public func output(of input: Shape) throws(ShapeError) -> Shape { .vector(input.count) }

  /// Nothing: gradients are moved back.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }
}
