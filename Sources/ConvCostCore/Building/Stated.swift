/// A layer that is not one of the primitives, with everything that is known about it: the name of
/// its kind, the shape of its result, its work and its numbers.
///
///     Stated("LSTM", output: .vector(128), .layer, macs: 91_136, weights: 91_136, biases: 512)
///
/// Readers of files write layers in this way that no rule of the library describes. A width does
/// not scale it, and another input does not change what is stated. If its work is unknown, the
/// totals of the network are lower bounds, and reports say so.
public struct Stated: LayerConvertible, Hashable {
  /// The kinds of work.
  public enum Work: String, Hashable, Sendable, CaseIterable {
    /// Sums of products with weights of its own, as of a recurrent layer.
    case layer
    /// Sums of products of what it reads, as of an attention.
    case product
    /// A function of elements or windows.
    case function
    /// Elements that move to other places.
    case movement
    /// The same elements in another shape.
    case view
    /// Work that is unknown.
    case unknown
  }

  /// The name of the layer's kind, as its source calls it.
  public var kind: String
  /// The shape of the result; nil for the shape that it reads first.
  public var output: Shape?
  /// What is computed.
  public var work: Work
  /// The multiply-accumulates of a layer or a product.
  public var macs: Int
  /// The weights.
  public var weights: Int
  /// The biases.
  public var biases: Int
  /// The numbers that are stored but not trained.
  public var buffers: Int
  /// The branches that it reads, which share one input; if there are none, it reads the current
  /// value.
  public var branches: [Layer]

  /// Creates a layer of the given kind.
  public init(
    _ kind: String, output: Shape? = nil, _ work: Work, macs: Int = 0, weights: Int = 0,
    biases: Int = 0, buffers: Int = 0, @LayerBuilder reading branches: () -> [Layer] = { [] }
  ) {
    self.kind = kind
    self.output = output
    self.work = work
    self.macs = macs
    self.weights = weights
    self.biases = biases
    self.buffers = buffers
    self.branches = branches()
  }

  public func makeLayer() -> Layer { .stated(self) }

  /// The operation in a graph.
  var operation: Operation {
    switch work {
    case .layer: .foreign(.product(macs: macs, isLayer: true))
    case .product: .foreign(.product(macs: macs, isLayer: false))
    case .function: .foreign(.function)
    case .movement: .foreign(.movement)
    case .view: .foreign(.view)
    case .unknown: .foreign(.unknown)
    }
  }

  /// Checks the numbers.
  ///
  /// - Throws: `ShapeError` for one that is negative.
  func validate() throws(ShapeError) {
    let numbers = [
      ("number of MACs", macs), ("number of weights", weights), ("number of biases", biases),
      ("number of buffers", buffers),
    ]
    for (quantity, value) in numbers where value < 0 {
      throw .outOfRange(quantity: quantity, value: value, allowed: 0...Cost.largestCount)
    }
  }

  /// The layer with each of its branches replaced.
  func mapBranches(_ transform: (Layer) -> Layer) -> Stated {
    var stated = self
    stated.branches = branches.map(transform)
    return stated
  }
}

extension Network {
  /// Whether a layer's work is unknown, so that totals are lower bounds.
  package var hasUnknownWork: Bool { layers.contains(where: \.hasUnknownWork) }
}

extension Layer {
  fileprivate var hasUnknownWork: Bool {
    if case .stated(let stated) = self, stated.work == .unknown { return true }
    return children.contains(where: \.hasUnknownWork)
  }
}
