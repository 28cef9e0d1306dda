/// A learned factor for each channel, and a learned shift where there is a bias.
///
/// ConvNeXt's layer scale has no bias. Trainable subsampling in LeNet-5 and Caffe's `Scale` have
/// one:
///
///     weights = C        biases = C
public struct ChannelScale: Primitive {
  /// Whether every channel has a shift too.
  public var bias: Bool

  /// Creates a scaling, by default without shift.
  public init(bias: Bool = false) {
    self.bias = bias
  }

  package var operationKind: OperationKind { .channelScale }
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .channelScale(self) }
  package var usualForm: SourceForm { .operator }

  package func output(of input: Shape) throws(ShapeError) -> Shape { input }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(weights: input.channels, biases: bias ? input.channels : 0)
  }

  package var memory: ResultMemory { .own }

  /// Keeps the input, for the gradient of the factors.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(inputs: .all)
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
