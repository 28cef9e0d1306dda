/// A learned factor for each channel, and a learned shift where there is a bias.
///
/// ConvNeXt's layer scale has no bias. Trainable subsampling in LeNet-5 and Caffe's `Scale` have one:
///
///     weights = C        biases = C
public struct ChannelScale: Primitive {
  /// Whether every channel has a shift too.
  public var bias: Bool

  /// Creates a scaling, by default without shift.
  public init(bias: Bool = false) {
    self.bias = bias
  }

  public var operation: Operation { .channelScale(self) }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(weights: input.channels, biases: bias ? input.channels : 0)
  }

  /// The input, for the gradient of the factors.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(inputs: .all)
  }
}
