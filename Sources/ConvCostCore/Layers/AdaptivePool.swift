/// A pool whose windows are chosen so that the output has a given size.
public struct AdaptivePool: Primitive {
  /// The function of the windows.
  public var kind: PoolKind
  /// The height and width of the output.
  public var size: Size

  /// Creates a pool to the given output size.
  public init(_ kind: PoolKind, to size: Size) {
    self.kind = kind
    self.size = size
  }

  /// The mean of each channel, as a map of 1×1. Lin et al., "Network In Network", 2013.
  public static let globalAverage = AdaptivePool(.average, to: 1)

  /// The largest element of each channel, as a map of 1×1.
  public static let globalMax = AdaptivePool(.max, to: 1)

  public var detail: String { "to \(size)" }
  public var operation: Operation { .adaptivePool(self) }

  public func output(of input: Shape) throws(ShapeError) -> Shape {
    guard input.extent != nil else { throw .needsMap }
    try requireLength("output height", size.height)
    try requireLength("output width", size.width)
    return .map(input.channels, size)
  }

  /// The input, and the place of every maximum.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    switch kind {
    case .max: SavedTensors(inputs: .all, positions: output.count)
    // PyTorch computes the average of a whole map as a mean, which keeps nothing.
    case .average: SavedTensors(inputs: size == 1 ? .none : .all)
    }
  }
}
