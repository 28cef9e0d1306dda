/// Random zeros during training; does nothing at inference.
public struct Dropout: Primitive {
  /// The probability is not stored, because no cost depends on it.
  public init() {}

  package var operationKind: OperationKind { .dropout }
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .dropout }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape { input }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .viewAtInference }

  /// Keeps a factor for every element: zero, or one divided by the probability to keep it.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(activations: output.count)
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
