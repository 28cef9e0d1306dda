/// An identity layer: the result is the input.
public struct Identity: Primitive {
  /// Creates the layer.
  public init() {}

  package var operationKind: OperationKind { .identity }
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .identity }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape { input }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .view }

  /// Keeps nothing: gradients pass unchanged.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
