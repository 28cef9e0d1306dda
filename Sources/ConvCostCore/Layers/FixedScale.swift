/// A fixed factor, mostly with a shift, that is not trained: Keras prepares images and scales
/// branches with it.
public enum FixedScale: String, Primitive, CaseIterable {
  /// x·c, as before Inception-ResNet's sums.
  case scaling
  /// x + d, as inside a hard sigmoid that is written out.
  case offset
  /// x·c + d for the whole image.
  case rescaling
  /// (x − μ)/σ for each channel, with numbers that the model's code gives.
  case normalization
  /// (x − μ)/σ for each channel. Mean and variance are stored with the number of samples seen:
  ///
  ///     buffers = 2·C + 1
  case storedNormalization

  package var operationKind: OperationKind {
    switch self {
    case .scaling, .offset: .scaling
    case .rescaling: .rescaling
    case .normalization, .storedNormalization: .inputNorm
    }
  }
  public var operation: Operation { .fixedScale(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape { input }
  package func detail(on rank: Int) -> String {
    switch self {
    case .offset: "offset"
    case .storedNormalization: "stored"
    case .scaling, .rescaling, .normalization: ""
    }
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(buffers: self == .storedNormalization ? 2 * input.channels + 1 : 0)
  }

  package var memory: ResultMemory { .own }

  /// Keeps nothing: the factors are constants.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
