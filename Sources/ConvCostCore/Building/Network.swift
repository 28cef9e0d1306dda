/// An architecture with the shape of its input.
public struct Network: Hashable, Sendable {
  /// The shape of one sample.
  public var input: Shape
  /// The layers, in order.
  public var layers: [Layer]
  /// What the network is code of, where the layers say how that code writes them; nil elsewhere.
  public var framework: Framework?

  /// Creates a network of the layers.
  public init(
    input: Shape, framework: Framework? = nil, @LayerBuilder layers: () -> [Layer]
  ) {
    self.input = input
    self.framework = framework
    self.layers = layers()
  }

  /// Creates a network whose layers are a block's, without a level for the block itself.
  public init(input: Shape, _ block: some Block) {
    self.input = input
    layers = block.body
  }

  /// Returns the network as a graph with every shape inferred.
  ///
  /// - Throws: `NetworkError` for the first layer that cannot work on what it is given.
  public func graph() throws(NetworkError) -> Graph {
    try Graph(self)
  }

  /// Returns what the network and each of its operations cost by a convention.
  ///
  /// - Throws: `NetworkError` for a layer that cannot work or a count that does not fit.
  public func analysis(by convention: Convention = .standard) throws(NetworkError) -> Analysis {
    try Analysis(Graph(self), by: convention)
  }
}
