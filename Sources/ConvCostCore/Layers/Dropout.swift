/// Random zeros during training; at inference nothing happens.
public struct Dropout: Primitive {
  /// Creates the layer. The probability is left out, for no cost depends on it.
  public init() {}

  public var operationKind: OperationKind { .dropout }
  public func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .dropout }
  public var usualForm: SourceForm { .module }

  public func output(of input: Shape) throws(ShapeError) -> Shape { input }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  public var memory: ResultMemory { .viewAtInference }

  /// A factor for every element: zero, or one divided by the probability to stay.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(activations: output.count)
  }

  public func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  public var channelUse: ChannelUse { .passing }
  public func scaled(by scaling: ChannelScaling) -> Self { self }
}
