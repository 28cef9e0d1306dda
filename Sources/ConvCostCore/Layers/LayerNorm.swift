/// Layer normalisation over the features at each position, with a scale and a shift for each.
///
/// On a map it works along the channels, as in ConvNeXt; on other shapes along the last dimension.
/// Ba et al., "Layer Normalization", 2016.
public struct LayerNorm: Primitive {
  /// Whether the scale and the shift are learned.
  public var affine: Bool

  /// Creates a normalisation.
  public init(affine: Bool = true) {
    self.affine = affine
  }

  package var operationKind: OperationKind { .layerNorm }
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .layerNorm(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape { input }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(normalization: affine ? 2 * input.channels : 0)
  }

  package var memory: ResultMemory { .own }

  /// Keeps the input, and for each position the mean and the inverse deviation.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    let positions = input.count / max(1, input.channels)
    return SavedTensors(
      inputs: .all, activations: try product("kept means and deviations", 2, positions))
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
