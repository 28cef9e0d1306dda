/// The same elements in another shape.
public struct Reshape: Primitive {
  /// The shape of the result.
  public var shape: Shape

  /// Creates a reshape to the given shape.
  public init(to shape: Shape) {
    self.shape = shape
  }

  package func detail(on rank: Int) -> String { "to \(shape)" }
  package var operationKind: OperationKind { .reshape }
  public var operation: Operation { .reshape(self) }
  package var usualForm: SourceForm { .function }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    try shape.validate()
    guard shape.count == input.count else { throw .elementMismatch(from: input, to: shape) }
    return shape
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .view }

  /// Keeps nothing: gradients are moved back.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    .nothing
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    .rearranged(input, along: axis)
  }

  package var channelUse: ChannelUse { .mixed }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
