/// An operation of a model file that is not one of the layers: how it works, as far as costs go.
///
/// What it is called and which shape it gives stands in the graph, for the file's reader knows them.
public enum Foreign: Primitive {
  /// A product that sums over a dimension, such as attention's, with its multiply-accumulates. A layer
  /// has weights of its own, such as a convolution of three dimensions.
  case product(macs: Int, isLayer: Bool)
  /// A function of elements or windows.
  case function
  /// Elements that move to other places.
  case movement
  /// A map's elements at a fixed distance from where they were: rows and columns added before the first,
  /// less than none where some are cut off. With none, a choice of channels or another number format.
  case shift(before: Extent)
  /// The same elements in another shape.
  case view
  /// An operation of which nothing is known.
  case unknown

  public var operation: Operation { .foreign(self) }

  public func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    guard case .product(let macs, let isLayer) = self else { return .zero }
    return Cost(macs: macs, activations: isLayer ? output.count : 0)
  }

  /// The factors of a product and what a function reads; what an unknown operation keeps is unknown.
  public func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    switch self {
    case .product(_, let isLayer): SavedTensors(inputs: isLayer ? .all : .factors)
    case .function: SavedTensors(inputs: .all)
    case .movement, .shift, .view, .unknown: .nothing
    }
  }
}
