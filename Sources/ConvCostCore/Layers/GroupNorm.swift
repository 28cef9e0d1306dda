/// Normalisation over groups of channels, with a scale and a shift for each channel.
///
/// One group for each channel is instance normalisation. Wu and He, "Group Normalization", 2018.
public struct GroupNorm: Primitive {
  /// The number of groups, which must divide the channels.
  public var groups: Int
  /// Whether the scale and the shift are learned.
  public var affine: Bool

  /// Creates a normalisation over the given number of groups.
  public init(groups: Int, affine: Bool = true) {
    self.groups = groups
    self.affine = affine
  }

  package func detail(on rank: Int) -> String { "g\(groups)" }
  package var operationKind: OperationKind { .groupNorm }
  public var operation: Operation { .groupNorm(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    try requireLength("groups", groups)
    try requireDivisible("channels", input.channels, by: groups)
    return input
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(normalization: affine ? 2 * input.channels : 0)
  }

  package var memory: ResultMemory { .own }

  /// Keeps the input, and for each group the mean and the inverse deviation.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(
      inputs: .all, activations: try product("kept means and deviations", 2, groups, input.mapCount)
    )
  }

  /// The mean and the variance are computed over all positions, at inference too.
  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    !input.isTensor && input.extent?[axis] ?? 1 == 1 ? .own : nil
  }

  package var channelUse: ChannelUse { .divided(into: groups) }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
