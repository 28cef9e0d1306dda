/// A fixed shift and scale of each input channel, Keras' `Normalization`.
///
/// Mean and variance of every channel and the number of samples seen are stored, not trained:
///
///     buffers = 2·C + 1
public struct InputNorm: Primitive {
  /// Creates the layer.
  public init() {}

  public var name: String { "Normalization" }
  public var operation: Operation { .inputNorm }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(buffers: 2 * input.channels + 1)
  }
}
