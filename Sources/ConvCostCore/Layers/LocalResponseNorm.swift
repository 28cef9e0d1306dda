/// AlexNet's local response normalisation across neighbouring channels; it has no parameters.
public struct LocalResponseNorm: Primitive {
  /// The number of neighbouring channels.
  public var size: Int

  /// Creates a normalisation over the given number of channels, five in AlexNet and GoogLeNet.
  public init(size: Int = 5) {
    self.size = size
  }

  package func detail(on rank: Int) -> String { "n\(size)" }
  package var operationKind: OperationKind { .localResponseNorm }
  public var operation: Operation { .localResponseNorm(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    try requireLength("size", size)
    guard input.extent != nil else { throw .needsMap }
    return input
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .own }

  /// Keeps the input x and three maps, because PyTorch computes x / (k + α·mean(x²))^β step by
  /// step: x² with channels of zeros around it, the sum k + α·mean(x²), and its power.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    guard let extent = input.extent else { return SavedTensors(inputs: .all) }
    return SavedTensors(
      inputs: .all,
      activations: try product(
        "kept elements", 3 * input.channels + size - 1, extent.depth, extent.height, extent.width,
        input.mapCount))
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
