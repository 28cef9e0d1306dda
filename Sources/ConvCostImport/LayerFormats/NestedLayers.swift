import ConvCostCore

/// Collects layers with their paths into levels of a tree, which are opened and closed as the paths
/// change.
struct NestedLayers {
  /// The levels that are open, outermost first, with the layers that they have so far.
  private var open: [(name: String, layers: [Layer])] = []
  private var layers: [Layer] = []

  /// The deepest path; operations of longer ones stay in the last level.
  private static let deepest = 24

  /// Adds a layer inside the levels of a path.
  mutating func append(_ layer: Layer, in path: [String]) {
    let path = path.prefix(Self.deepest)
    let shared = zip(open, path).prefix { $0.name == $1 }.count
    close(downTo: shared)
    for name in path.dropFirst(shared) { open.append((name, [])) }
    if open.isEmpty { layers.append(layer) } else { open[open.count - 1].layers.append(layer) }
  }

  /// Returns all layers.
  consuming func finished() -> [Layer] {
    close(downTo: 0)
    return layers
  }

  private mutating func close(downTo count: Int) {
    while open.count > count, let last = open.popLast() {
      let level = Layer.named(
        .text(last.name), .scope(Layer.Scope(type: "Block"), last.layers))
      if open.isEmpty { layers.append(level) } else { open[open.count - 1].layers.append(level) }
    }
  }
}
