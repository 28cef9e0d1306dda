/// The operations whose results may take the memory of an input that nothing reads later.
public struct Overwriting: OptionSet, Hashable, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Functions of each element, such as a ReLU.
  public static let activations = Overwriting(rawValue: 1)
  /// Sums and products of values of equal size.
  public static let sums = Overwriting(rawValue: 2)
  /// Depthwise convolutions with one filter for each channel: a channel is computed in a buffer of
  /// its own, and then takes the place of the input's channel. Lin et al., "MCUNet: Tiny Deep
  /// Learning on IoT Devices", 2020, Section 3.3.
  public static let depthwise = Overwriting(rawValue: 4)
  /// ReLUs that are a part of the operation before them, so that there is no value between: those
  /// of a convolution, a linear layer, a sum, a product or a pool that nothing else reads.
  public static let fused = Overwriting(rawValue: 8)
}

extension Graph {
  /// Returns the inputs of a node that its result may overwrite, and the elements of the buffer
  /// that this takes.
  func overwritable(
    _ node: Node, _ rules: Overwriting
  ) -> (inputs: ArraySlice<Int>, workspace: Int) {
    let inputs = inputs(of: node)
    switch node.operation {
    case .activation where rules.contains(.activations): return (inputs.prefix(1), 0)
    case .activation(.relu) where rules.contains(.fused),
      .activation(.relu6) where rules.contains(.fused):
      return (inputs.prefix(1).filter { fusesWithActivation($0) }[...], 0)
    case .merge(.add) where rules.contains(.sums), .merge(.multiply) where rules.contains(.sums):
      let size = node.output.count
      return (ArraySlice(inputs.filter { shape(ofValue: $0).count == size }), 0)
    case .convolution(let convolution) where rules.contains(.depthwise):
      guard let input = inputs.first else { return ([], 0) }
      let shape = shape(ofValue: input)
      guard convolution.hasOneFilterForEachChannel(of: shape), shape.count >= node.output.count
      else { return ([], 0) }
      return (inputs.prefix(1), node.output.count / max(1, node.output.channels))
    default: return ([], 0)
    }
  }
}

extension Graph {
  /// Whether an activation can be a part of the operation that computes a value.
  private func fusesWithActivation(_ value: Int) -> Bool {
    guard value >= inputs.count else { return false }
    return switch nodes[value - inputs.count].operation {
    case .convolution, .transposedConvolution, .linear, .merge, .pool, .adaptivePool: true
    // A norm that is folded is an identity after its convolution.
    case .identity: true
    default: false
    }
  }
}

extension Convolution {
  /// Whether each channel of a map is read by one filter, which reads nothing else.
  fileprivate func hasOneFilterForEachChannel(of map: Shape) -> Bool {
    switch filters {
    case .depthwise(let multiplier): multiplier == 1
    case .grouped(let channels, let groups): groups == channels && channels == map.channels
    }
  }
}
