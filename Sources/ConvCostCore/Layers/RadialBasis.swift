/// Units that each compute the squared distance of the input from a fixed point.
///
/// The output of LeNet-5. Its points are drawn by hand and not trained, so they are buffers:
///
///     buffers = in · units
///
/// A distance is a sum of squared differences, not a matrix product: no MACs. LeCun et al.,
/// "Gradient-Based Learning Applied to Document Recognition", 1998, §II.B.
public struct RadialBasis: Primitive {
  /// The number of units.
  public var units: Int

  /// Creates a layer of the given number of units.
  public init(_ units: Int) {
    self.units = units
  }

  package var operationKind: OperationKind { .radialBasis }
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .radialBasis(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    try requireLength("units", units)
    guard case .vector = input else { throw .needsFeatures }
    return .vector(units)
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    Cost(buffers: try product("fixed weights", input.channels, units))
  }

  package var memory: ResultMemory { .own }

  /// Keeps the input. PyTorch has no such layer; the gradient needs no more.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    SavedTensors(inputs: .all)
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? { nil }

  package var channelUse: ChannelUse { ChannelUse(isOwn: true) }
  package func scaled(by scaling: ChannelScaling) -> Self {
    var scaled = self
    scaled.units = scaling.channels(units)
    return scaled
  }
}
