/// Batch normalisation: per channel a mean and a variance, then a scale and a shift.
///
///     parameters = C for the scale + C for the shift        buffers = 2·C running statistics
///
/// If the norm is frozen, scale and shift are buffers too: 4·C numbers, and no parameters.
///
/// Keras' Inception-v3 has no scale. PyTorch's counter of seen batches is not counted. Ioffe and
/// Szegedy, "Batch Normalization", 2015.
public struct BatchNorm: Primitive {
  /// Whether the scale (γ) is learned.
  public var scale: Bool
  /// Whether the shift (β) is learned.
  public var shift: Bool
  /// Whether mean and variance are kept for inference.
  public var tracksStatistics: Bool
  /// Whether scale and shift are stored and not trained, as in detectors on a pretrained backbone.
  public var isFrozen: Bool

  /// Creates a normalisation; by default with scale, shift and statistics.
  public init(
    scale: Bool = true, shift: Bool = true, tracksStatistics: Bool = true, isFrozen: Bool = false
  ) {
    self.scale = scale
    self.shift = shift
    self.tracksStatistics = tracksStatistics
    self.isFrozen = isFrozen
  }

  package func detail(on rank: Int) -> String {
    [scale ? nil : "no scale", shift ? nil : "no shift", isFrozen ? "frozen" : nil]
      .compactMap(\.self).joined(separator: ", ")
  }
  package var operationKind: OperationKind { .batchNorm }
  public var operation: Operation { .batchNorm(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape { input }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    let affine = (scale ? input.channels : 0) + (shift ? input.channels : 0)
    return Cost(
      normalization: isFrozen ? 0 : affine,
      buffers: (tracksStatistics ? 2 * input.channels : 0) + (isFrozen ? affine : 0))
  }

  package var memory: ResultMemory { .own }

  /// Keeps the input, and for each channel the mean and the inverse deviation over the batch. A
  /// frozen norm keeps one factor for each channel, by which the gradient of the input is
  /// multiplied.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    isFrozen
      ? SavedTensors(statistics: input.channels)
      : SavedTensors(inputs: .all, statistics: 2 * input.channels)
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
