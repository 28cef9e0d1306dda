/// Nothing: the result is the input.
public struct Identity: Primitive {
  /// Creates the layer.
  public init() {}

  public var operation: Operation { .identity }

  /// Nothing: gradients pass.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }
}
