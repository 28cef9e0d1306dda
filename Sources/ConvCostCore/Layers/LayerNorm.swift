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

  public var operationKind: OperationKind { .layerNorm }
  public func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .layerNorm(self) }
  public var usualForm: SourceForm { .module }

  public func output(of input: Shape) throws(ShapeError) -> Shape { input }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(normalization: affine ? 2 * input.channels : 0)
  }

  public var memory: ResultMemory { .own }

  /// The input, and of each position the mean and the inverse deviation.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    let positions = input.count / max(1, input.channels)
    return SavedTensors(
      inputs: .all, activations: try product("kept means and deviations", 2, positions))
  }

  public func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  public var channelUse: ChannelUse { .passing }
  public func scaled(by scaling: ChannelScaling) -> Self { self }
}
