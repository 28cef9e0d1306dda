/// Random zeros during training; at inference nothing happens.
public struct Dropout: Primitive {
  /// Creates the layer. The probability is left out, for no cost depends on it.
  public init() {}

  public var operation: Operation { .dropout }

  /// A factor for every element: zero, or one divided by the probability to stay.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(activations: output.count)
  }
}
