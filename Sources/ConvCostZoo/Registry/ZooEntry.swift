public import ConvCostCore

/// A network of the zoo: its name, where its definition comes from, and how it is built.
public struct ZooEntry: Sendable {
  /// The name without its source, such as `resnet50`.
  public let name: String
  /// The source of the definition: `torchvision`, `paper`, …
  public let source: String
  /// The family, such as `ResNet`.
  public let family: String
  /// The paper, table or repository file that defines it.
  public let citation: String
  /// The input's shape unless the user gives another.
  public let input: Shape
  /// The keys that the network takes.
  public let keys: [OptionKey]
  private let layers: @Sendable (NetworkOptions) -> [Layer]

  /// Creates an entry.
  ///
  /// - Parameters:
  ///   - name: the full name, with its source before a slash.
  ///   - keys: what the network takes besides `input`.
  ///   - layers: builds the network's layers.
  init(
    _ name: String, family: String, citation: String, input: Shape, keys: [OptionKey],
    layers: @escaping @Sendable (NetworkOptions) -> [Layer]
  ) {
    let slash = name.utf8.firstIndex(of: UInt8(ascii: "/")) ?? name.startIndex
    source = String(name[..<slash])
    self.name = String(name[name.utf8.index(after: slash)...])
    self.family = family
    self.citation = citation
    self.input = input
    self.keys = [.input] + keys
    self.layers = layers
  }

  /// Creates an entry whose input is a square image of three channels.
  init(
    _ name: String, family: String, citation: String, input side: Int = 224, keys: [OptionKey],
    layers: @escaping @Sendable (NetworkOptions) -> [Layer]
  ) {
    self.init(
      name, family: family, citation: citation, input: .map(3, side), keys: keys,
      layers: layers)
  }

  /// The name with its source, such as `torchvision/resnet50`.
  public var fullName: String { "\(source)/\(name)" }

  /// The framework of the source code, if the definition follows that code operation by operation.
  public var framework: Framework? {
    switch source {
    case "torchvision": .pytorch
    case "keras": .tensorflow
    default: nil
    }
  }

  /// Returns the input's shape with the user's changes.
  func input(_ options: NetworkOptions) -> Shape { options.input?.shape(like: input) ?? input }

  /// Returns the network as it is defined.
  public func network() -> Network { Zoo.Selection(self).network }

  /// Returns the network with the user's changes.
  ///
  /// A width or a depth that the family has no rule for is applied by the general one, `Scaling`.
  ///
  /// - Throws: `ZooError` for a key or a value that the network does not take.
  public func network(_ options: NetworkOptions) throws(ZooError) -> Network {
    try Zoo.Selection(entry: self, options: options).network
  }

  /// Returns the network with what the family itself changes.
  func definition(_ options: NetworkOptions) -> Network {
    // Layers are the same on every input, which searches rely on.
    var inside = options
    inside.input = nil
    return Network(input: input(options), framework: framework) {
      layers(inside)
      // Keras' models end with probabilities, the others with the scores before them.
      if framework == .tensorflow { Activation.softmax }
    }
  }
}
