/// Nothing: the result is the input.
public struct Identity: Primitive {
  /// Creates the layer.
  public init() {}

  public var name: String { "Identity" }
  public var operation: Operation { .identity }
}
