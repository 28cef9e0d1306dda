/// An operation of a model file that is not one of the layers, by the kind of its work.
///
/// The graph has its name and the shape of its result, which the reader of the file knows.
public enum Foreign: Primitive {
  /// A product that sums over a dimension, such as attention's, with its multiply-accumulates.
  /// `isLayer` says whether it has weights of its own, as a convolution over three dimensions has.
  case product(macs: Int, isLayer: Bool)
  /// A function of elements or windows.
  case function
  /// Elements that move to other places.
  case movement
  /// A map's elements at a fixed distance from where they were: rows and columns added before the
  /// first, or cut off if negative. A distance of zero is a choice of channels or another number
  /// format.
  case shift(before: Extent)
  /// The same elements in another shape.
  case view
  /// An operation whose work is unknown.
  case unknown

  package var operationKind: OperationKind {
    switch self {
    case .product: .matrixProduct
    case .function: .function
    case .movement, .shift: .movement
    case .view: .view
    case .unknown: .unknown
    }
  }
  /// Empty: only the reader of the file knows the hyper-parameters.
  package func detail(on rank: Int) -> String { "" }
  public var operation: Operation { .foreign(self) }
  package var usualForm: SourceForm {
    switch self {
    case .product: .function
    case .function, .movement, .shift, .view, .unknown: .module
    }
  }

  /// Returns the input's shape in place of the result's, which the file states.
  package func output(of input: Shape) throws(ShapeError) -> Shape { input }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost {
    guard case .product(let macs, let isLayer) = self else { return .zero }
    return Cost(macs: macs, activations: isLayer ? output.count : 0)
  }

  package var memory: ResultMemory {
    switch self {
    case .view: .view
    case .product, .function, .movement, .shift, .unknown: .own
    }
  }

  /// Keeps the factors of a product and the inputs of a function. For an unknown operation this is
  /// unknown.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    switch self {
    case .product(_, let isLayer): SavedTensors(inputs: isLayer ? .all : .factors)
    case .function: SavedTensors(inputs: .all)
    case .movement, .shift, .view, .unknown: .nothing
    }
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    switch self {
    case .function: input.hasPlaces(of: output, along: axis) ? .own : nil
    case .shift(let before): .shifted(by: -before[axis])
    case .movement, .product, .view, .unknown: nil
    }
  }

  package var channelUse: ChannelUse { .mixed }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}

extension Shape {
  /// Whether a function of elements can give the other shape without moving elements along an axis.
  fileprivate func hasPlaces(of other: Shape, along axis: Axis) -> Bool {
    switch (self, other) {
    // A single row or column is combined with each of the other's.
    case (.map, .map), (.maps, .maps): extent?[axis] == other.extent?[axis] || extent?[axis] == 1
    case (.tensor(let one), .tensor(let two)): one.dropLast().elementsEqual(two.dropLast())
    case (.vector, .vector): true
    default: false
    }
  }
}
