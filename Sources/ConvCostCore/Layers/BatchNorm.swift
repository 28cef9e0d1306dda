/// Batch normalisation: per channel a mean and a variance, then a scale and a shift.
///
///     parameters = C for the scale + C for the shift        buffers = 2·C running statistics
///
/// Keras' Inception-v3 has no scale. PyTorch's counter of seen batches is not counted.
/// Ioffe and Szegedy, "Batch Normalization", 2015.
public struct BatchNorm: Primitive {
  /// Whether the scale (γ) is learned.
  public var scale: Bool
  /// Whether the shift (β) is learned.
  public var shift: Bool
  /// Whether mean and variance are kept for inference.
  public var tracksStatistics: Bool

  /// Creates a normalisation; by default with scale, shift and statistics.
  public init(scale: Bool = true, shift: Bool = true, tracksStatistics: Bool = true) {
    self.scale = scale
    self.shift = shift
    self.tracksStatistics = tracksStatistics
  }

  public var detail: String {
    switch (scale, shift) {
    case (true, true): ""
    case (true, false): "no shift"
    case (false, true): "no scale"
    case (false, false): "no scale, no shift"
    }
  }
  public var operation: Operation { .batchNorm(self) }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(
      normalization: (scale ? input.channels : 0) + (shift ? input.channels : 0),
      buffers: tracksStatistics ? 2 * input.channels : 0)
  }

  /// The input, and of each channel the mean and the inverse deviation over the batch.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(inputs: .all, statistics: 2 * input.channels)
  }
}
