/// A residual branch that is left out for random samples during training; at inference nothing
/// happens. It stands at the end of the branch, before the sum.
///
/// Huang et al., "Deep Networks with Stochastic Depth", 2016; torchvision's EfficientNet and ConvNeXt.
/// The probability is left out, but where it is zero there is no such layer.
public struct StochasticDepth: Primitive {
  /// Creates the layer.
  public init() {}

  public var operation: Operation { .stochasticDepth }

  /// A factor for every sample.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(activations: 1)
  }
}
