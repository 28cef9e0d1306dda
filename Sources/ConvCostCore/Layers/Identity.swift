/// Nothing: the result is the input.
public struct Identity: Primitive {
  /// Creates the layer.
  public init() {}

  public var operationKind: OperationKind { .identity }
  public func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .identity }
  public var usualForm: SourceForm { .module }

  public func output(of input: Shape) throws(ShapeError) -> Shape { input }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  public var memory: ResultMemory { .view }

  /// Nothing: gradients pass.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  public func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { .own }

  public var channelUse: ChannelUse { .passing }
  public func scaled(by scaling: ChannelScaling) -> Self { self }
}
