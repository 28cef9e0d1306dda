/// A residual branch that is left out for random samples during training; at inference nothing
/// happens. It stands at the end of the branch, before the sum.
///
/// Huang et al., "Deep Networks with Stochastic Depth", 2016; torchvision's EfficientNet and ConvNeXt.
/// The probability is left out, but where it is zero there is no such layer.
public struct StochasticDepth: Primitive {
  /// Creates the layer.
  public init() {}

  public var operationKind: OperationKind { .stochasticDepth }
  public func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .stochasticDepth }
  public var usualForm: SourceForm { .module }

  public func output(of input: Shape) throws(ShapeError) -> Shape { input }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  public var memory: ResultMemory { .viewAtInference }

  /// A factor for every sample.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(activations: 1)
  }

  public func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  public var channelUse: ChannelUse { .passing }
  public func scaled(by scaling: ChannelScaling) -> Self { self }
}
