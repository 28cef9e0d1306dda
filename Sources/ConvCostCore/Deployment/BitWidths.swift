import ConvCostText

/// The bits of weights and activations, if they are not those of one number format for all.
///
///     // 4-bit weights and 8-bit activations, but 8 bits for both in the head
///     BitWidths(weights: 4, activations: 8, layers: [.init(path: "head.*", bits: 8)])
///
/// All numbers that a layer stores have the bits of its weights: biases and norms too.
public struct BitWidths: Hashable, Sendable {
  /// Layers with bits of their own.
  public struct Layers: Hashable, Sendable {
    /// Their paths: with `*` for any letters, or a part of a path.
    public var path: String
    /// The bits of their weights and of their results.
    public var bits: Int

    public init(path: String, bits: Int) {
      self.path = path
      self.bits = bits
    }
  }

  /// Whether weights and activations have the bits that the model file states, as far as it does.
  public var areThoseOfFile: Bool
  /// The bits of weights; nil for those of the number format.
  public var weights: Int?
  /// The bits of activations; nil for those of the number format.
  public var activations: Int?
  /// Layers with bits of their own; of several that name the same layer the last one counts.
  public var layers: [Layers]

  public init(
    weights: Int? = nil, activations: Int? = nil, layers: [Layers] = [],
    areThoseOfFile: Bool = false
  ) {
    self.areThoseOfFile = areThoseOfFile
    self.weights = weights
    self.activations = activations
    self.layers = layers
  }

  /// The possible numbers of bits.
  public static let range = 1...64

  /// Checks the numbers of bits.
  ///
  /// - Throws: `NetworkError` for one outside of the range.
  func validate() throws(NetworkError) {
    let all =
      [("weights", weights), ("activations", activations)] + layers.map { ($0.path, $0.bits) }
    for case (let name, let bits?) in all where !Self.range.contains(bits) {
      throw NetworkError(
        .outOfRange(quantity: "number of bits of \(name)", value: bits, allowed: Self.range))
    }
  }

  /// The paths that no layer of a graph has.
  public func unmatched(in graph: Graph) -> [String] {
    let paths = Paths(graph).nodes
    return layers.map(\.path).filter { path in
      let pattern = Pattern(path)
      return !paths.contains(where: pattern.matches)
    }
  }

  /// Returns the bits of each node's layers; nil where none has its own.
  func ownBits(_ graph: Graph) -> [Int?] {
    guard !layers.isEmpty else { return Array(repeating: nil, count: graph.nodes.count) }
    let rules = layers.map { (Pattern($0.path), $0.bits) }
    return Paths(graph).nodes.map { path in rules.last { $0.0.matches(path) }?.1 }
  }
}
