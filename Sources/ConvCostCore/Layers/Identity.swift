/// Nothing: the result is the input.
public struct Identity: Primitive {
  /// Creates the layer.
  public init() {}

  public var operation: Operation { .identity }
}
