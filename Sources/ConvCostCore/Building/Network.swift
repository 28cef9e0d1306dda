/// An architecture with the shapes of its inputs.
public struct Network: Hashable, Sendable {
  /// The shape of one sample of the first input, on which the first layer works.
  public var input: Shape
  /// What the first input is called, which is a label as well; nil for one without a name.
  public var inputName: Label?
  /// The inputs beside the first, which layers read by their labels.
  public var sideInputs: [Input]
  /// The layers, in order.
  public var layers: [Layer]
  /// What the network is code of, where the layers say how that code writes them; nil elsewhere.
  public var framework: Framework?

  /// Creates a network of the layers.
  ///
  /// - Parameters:
  ///   - input: the shape of the first input.
  ///   - inputName: what the first input is called, where it has a name.
  ///   - sideInputs: further inputs, each read by a layer.
  public init(
    input: Shape, named inputName: Label? = nil, sideInputs: [Input] = [],
    framework: Framework? = nil, @LayerBuilder layers: () -> [Layer]
  ) {
    self.input = input
    self.inputName = inputName
    self.sideInputs = sideInputs
    self.framework = framework
    self.layers = layers()
  }

  /// Creates a network whose layers are a block's, without a level for the block itself.
  public init(input: Shape, _ block: some Block) {
    self.init(input: input) { block.body }
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
