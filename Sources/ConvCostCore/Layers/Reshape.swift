/// The same elements in another shape.
public struct Reshape: Primitive {
  /// The shape to give them.
  public var shape: Shape

  /// Creates a reshape to the given shape.
  public init(to shape: Shape) {
    self.shape = shape
  }

  public func detail(on rank: Int) -> String { "to \(shape)" }
  public var operationKind: OperationKind { .reshape }
  public var operation: Operation { .reshape(self) }
  public var usualForm: SourceForm { .function }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    try shape.validate()
    guard shape.count == input.count else { throw .elementMismatch(from: input, to: shape) }
    return shape
  }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  public var memory: ResultMemory { .view }

  /// Nothing: gradients are moved back.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  public func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { nil }

  public var channelUse: ChannelUse { .passing }
  public func scaled(by scaling: ChannelScaling) -> Self { self }
}
