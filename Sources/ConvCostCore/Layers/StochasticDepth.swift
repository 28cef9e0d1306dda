/// A residual branch that is left out for random samples during training; does nothing at
/// inference. It is at the end of the branch, before the sum.
///
/// Huang et al., "Deep Networks with Stochastic Depth", 2016; torchvision's EfficientNet and
/// ConvNeXt. The probability is not stored; a branch whose probability is zero has no such layer.
public struct StochasticDepth: Primitive {
  /// Creates the layer.
  public init() {}

  package var operationKind: OperationKind { .stochasticDepth }
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .stochasticDepth }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape { input }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .viewAtInference }

  /// Keeps a factor for every sample.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(activations: 1)
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
