/// An architecture with the shapes of its inputs.
///
///     let network = Network(input: .map(3, 224)) {
///       Convolution(64, kernel: 7, stride: 2, padding: 3, bias: false)
///       BatchNorm()
///       Activation.relu
///       AdaptivePool.globalAverage
///       Flatten()
///       Linear(1000)
///     }
///     print(try network.report())
///     let macs = try network.cost.macs
///
/// Shapes are those of one sample. The network is checked only when it is counted, which throws
/// `NetworkError` with the path of the layer that cannot work.
public struct Network: Sendable {
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
  /// What reports say of the network beside its costs.
  public var subject = Subject(name: "network")

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
  public init(
    input: Shape, named inputName: Label? = nil, sideInputs: [Input] = [],
    framework: Framework? = nil, _ block: some Block
  ) {
    self.init(
      input: input, named: inputName, sideInputs: sideInputs, framework: framework
    ) { block.body }
  }

  /// Returns the network with a name in reports.
  public func named(_ name: String) -> Network {
    var network = self
    network.subject.name = name
    return network
  }
}

extension Network: Hashable {
  /// Whether two networks have the same inputs and layers, whatever reports say of them.
  public static func == (one: Network, other: Network) -> Bool {
    one.input == other.input && one.inputName == other.inputName
      && one.sideInputs == other.sideInputs && one.framework == other.framework
      && one.layers == other.layers
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(input)
    hasher.combine(inputName)
    hasher.combine(sideInputs)
    hasher.combine(framework)
    hasher.combine(layers)
  }
}
