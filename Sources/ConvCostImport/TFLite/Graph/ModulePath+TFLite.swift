import ConvCostCore

extension ModulePath {
  /// The last parts of names at which a layer's own operators begin, as TensorFlow calls them.
  private static let operators: Set<String> = [
    "Conv2D", "Conv1D", "Conv3D", "convolution", "depthwise", "separable_conv2d", "MatMul",
    "Tensordot", "BiasAdd", "conv_transpose", "conv2d_transpose", "conv3d_transpose",
  ]
  /// The longest name of a joined operator, of which the rest is cut off.
  private static let longest = 149

  /// Finds the modules of an operator, which has no name of its own, in the names of its result and
  /// its weights.
  ///
  /// | name | read as |
  /// |---|---|
  /// | `model/block_1/Relu6` | `model.block_1`, `Relu6` |
  /// | `net/act/Relu;net/conv/BiasAdd;net/conv/Conv2D`, of a layer | `net.conv`, `BiasAdd` |
  /// | `StatefulPartitionedCall:0` | no place |
  ///
  /// - Parameters:
  ///   - result: the name of the result: several, if operators were joined.
  ///   - weight: the name of a layer's weights.
  init(result: String, weight: String?) {
    let results = Self.parts(result)
    let chosen = (weight.map { _ in results + Self.parts(weight ?? "") } ?? [])
      .lazy.compactMap(Self.layer).first
    var path = chosen ?? results.first ?? []
    guard let last = path.last, !Self.isGeneral(last) else {
      self.init()
      return
    }
    self.init()
    name = path.popLast()
    blocks = path.prefix(Self.deepest).map { .init(name: $0) }
    hasPlace = !blocks.isEmpty
  }

  /// Returns the names in a joined one, each divided into its modules.
  private static func parts(_ text: String) -> [[String]] {
    var names = text.split(separator: ";", omittingEmptySubsequences: true)
    if names.count > 1, text.utf8.count >= longest { names.removeLast() }
    return names.prefix(64).map { $0.split(separator: "/").prefix(deepest + 1).map(String.init) }
  }

  /// Returns a name up to the operator of a layer in it; nil if there is none.
  private static func layer(_ parts: [String]) -> [String]? {
    guard
      let place = parts.firstIndex(where: { operators.contains(withoutNumber($0)) }), place > 0
    else { return nil }
    return Array(parts[...place])
  }

  /// Returns a name without the digits that make it unique, such as those of `MatMul1`.
  private static func withoutNumber(_ name: String) -> String {
    if operators.contains(name) { return name }
    let text = name.utf8.reversed().drop { (0x30...0x39).contains($0) || $0 == 0x5F }
    return String(decoding: Array(text.reversed()), as: UTF8.self)
  }

  /// Whether a name is that of a result of the whole network.
  private static func isGeneral(_ name: String) -> Bool {
    name.hasPrefix("StatefulPartitionedCall") || name.hasPrefix("PartitionedCall")
      || name.hasPrefix("Identity")
  }
}
