/// An architecture with the shapes of its inputs.
public struct Network: Hashable, Sendable {
  /// The shape of one sample of the first input, on which the first layer works.
  public var input: Shape
  /// The name of the first input, which is also a label; nil if it is unnamed.
  public var inputName: Label?
  /// The further inputs, which layers read by their labels.
  public var sideInputs: [Input]
  /// The layers, in order.
  public var layers: [Layer]
  /// The framework whose code the network follows, if the layers' source forms are those of that
  /// code; otherwise nil.
  public var framework: Framework?

  /// Creates a network of the layers.
  ///
  /// - Parameters:
  ///   - input: the shape of the first input.
  ///   - inputName: the name of the first input, if any.
  ///   - sideInputs: further inputs; a layer must read each of them.
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

  /// Creates a network from the layers of a block, without a level for the block itself.
  public init(input: Shape, _ block: some Block) {
    self.init(input: input) { block.body }
  }
}
