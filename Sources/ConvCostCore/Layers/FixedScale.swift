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

  public var operationKind: OperationKind {
    switch self {
    case .scaling: .scaling
    case .rescaling: .rescaling
    case .normalization, .storedNormalization: .inputNorm
    }
  }
  public var operation: Operation { .fixedScale(self) }
  public var usualForm: SourceForm { .module }

  public func output(of input: Shape) throws(ShapeError) -> Shape { input }
  public func detail(on rank: Int) -> String { self == .storedNormalization ? "stored" : "" }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(buffers: self == .storedNormalization ? 2 * input.channels + 1 : 0)
  }

  public var memory: ResultMemory { .own }

  /// Nothing: the factors are constants.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  public func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  public var channelUse: ChannelUse { .passing }
  public func scaled(by scaling: ChannelScaling) -> Self { self }
}
