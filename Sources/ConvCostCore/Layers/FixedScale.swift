/// A factor, and mostly a shift, that nobody trains: how Keras prepares images and scales branches.
public enum FixedScale: String, Primitive, CaseIterable {
  /// x·c, as in front of Inception-ResNet's sums.
  case scaling
  /// x·c + d for the whole image.
  case rescaling
  /// (x − μ)/σ for each channel, with numbers that the model's code gives.
  case normalization
  /// (x − μ)/σ for each channel. Mean and variance are stored with the number of samples seen:
  ///
  ///     buffers = 2·C + 1
  case storedNormalization

  public var operation: Operation { .fixedScale(self) }
  public func detail(on rank: Int) -> String { self == .storedNormalization ? "stored" : "" }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(buffers: self == .storedNormalization ? 2 * input.channels + 1 : 0)
  }

  /// Nothing: the factors are constants.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }
}
