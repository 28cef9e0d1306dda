/// A pool whose windows are chosen so that the output has a given size.
public struct AdaptivePool: Primitive {
  /// The function of the windows.
  public var kind: PoolKind
  /// The lengths of the output.
  public var size: Extent

  /// Creates a pool to the given output size.
  @inlinable
  public init(_ kind: PoolKind, to size: some ExtentConvertible) {
    self.kind = kind
    self.size = Extent(size)
  }

  /// The mean of each channel, as a map of one element. Lin et al., "Network In Network", 2013.
  public static let globalAverage = AdaptivePool(.average, to: 1)

  /// The largest element of each channel, as a map of one element.
  public static let globalMax = AdaptivePool(.max, to: 1)

  package func detail(on rank: Int) -> String { "to \(size.along(rank) ?? size)" }
  package var operationKind: OperationKind {
    kind == .max ? .adaptiveMaxPool : .adaptiveAveragePool
  }
  public var operation: Operation { .adaptivePool(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    guard let extent = input.extent else { throw .needsMap }
    let output = try size.resolved(for: extent)
    try output.requireLengths(of: "output ")
    return input.with(channels: input.channels, extent: output)
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  package var memory: ResultMemory { .own }

  /// Keeps the input, and the position of every maximum; an average of the whole map keeps nothing.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    switch kind {
    case .max: SavedTensors(inputs: .all, positions: output.count)
    // PyTorch computes the average of a whole map as a mean, which keeps nothing.
    case .average: SavedTensors(inputs: size.common == 1 ? .none : .all)
    }
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    .pooling(from: input.extent?[axis] ?? 1, to: size[axis])
  }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
