import ConvCostCore
import ConvCostJSON

/// Writes a tree as JSON of a spec file.
enum SpecWriter {
  /// Returns layers as the elements of a list, with equal layers in sequence written once.
  static func nodes(_ layers: [Layer]) -> [JSONNode] {
    var nodes: [JSONNode] = []
    var index = 0
    while index < layers.count {
      let count = layers[index...].prefix { $0 == layers[index] }.count
      let node = node(layers[index])
      nodes.append(
        count > 1 ? adding("repeat", .number(count), to: node) : node)
      index += count
    }
    return nodes
  }

  /// Returns a layer as an element of a list.
  static func node(_ layer: Layer) -> JSONNode {
    switch layer {
    case .operation(let operation): node(operation)
    case .chain(let layers): .list(nodes(layers))
    case .scope(let scope, let layers): node(layer, scope, layers)
    case .merge(let merge, let branches): node(merge, branches)
    case .residual(let shortcut, let layers):
      SpecForms.residual.node(Residual(shortcut) { layers })
    case .output(.auxiliary, let layers): SpecForms.auxiliary.node(Auxiliary { layers })
    case .output(.result(let name), let layers): SpecForms.output.node(Output(name) { layers })
    case .keep(let label): SpecForms.keep.node(Keep(label))
    case .from(let label): SpecForms.from.node(From(label))
    case .fitted(.crop, let label): SpecForms.crop.node(SpecCrop(size: .like(label)))
    case .fitted(.upsample(let mode), let label):
      SpecForms.upsample.node(SpecUpsample(mode: mode, size: .like(label)))
    case .stated(let stated): SpecForms.stated.node(stated)
    case .shared(let label, let layer): adding("shared", .text(label.text), to: node(layer))
    case .written(let form, let layer): adding("form", .text(form.rawValue), to: node(layer))
    case .named(let name, let layer): adding("name", .text(text(name)), to: node(layer))
    }
  }

  private static func text(_ name: Layer.Name) -> String {
    switch name {
    case .text(let text): text
    case .index(let index): "\(index)"
    case .automatic: ""
    }
  }

  private static func node(_ merge: Merge, _ branches: [Layer]) -> JSONNode {
    if merge == .multiply, branches.count == 2, branches[1] == .chain([]),
      case .chain(let layers) = branches[0]
    {
      return SpecForms.gate.node(Gate { layers })
    }
    return switch merge {
    case .add: SpecForms.sum.node(Sum { branches })
    case .multiply: SpecForms.product.node(Product { branches })
    case .concat: SpecForms.concat.node(Concat { branches })
    case .regions(let pool):
      SpecForms.regions.node(
        Regions(pool.kind, count: pool.count, size: pool.size) { branches })
    }
  }

  private static func node(
    _ layer: Layer, _ scope: Layer.Scope, _ layers: [Layer]
  ) -> JSONNode {
    if let block = scope.recipe?() as? any SpecBlock, let node = node(block, for: layer, layers) {
      return node
    }
    let sequential = Sequential { layers }
    return sequential.layer == layer
      ? SpecForms.sequential.node(sequential)
      : SpecForms.block.node(SpecScope(layers: layers, scope: scope))
  }

  /// Returns a level of the tree as the block that made it; nil if the layers were changed and the
  /// block cannot make them with any numbers of channels.
  private static func node<Block: SpecBlock>(
    _ block: Block, for layer: Layer, _ layers: [Layer]
  ) -> JSONNode? {
    guard block.isInSpecs else { return nil }
    let made = block.layer
    if made == layer { return Block.spec.node(block) }
    var adapted = block
    let channels = made.channels(becoming: layer)
    let change = SpecChange(layers: layers) { channels[$0] ?? $0 }
    for field in Block.spec.fields { field.setChannels(&adapted, block, change.channels) }
    Block.spec.adapt(&adapted, block, change)
    return adapted.layer == layer ? Block.spec.node(adapted) : nil
  }

  /// Returns an object that describes a layer with one more key.
  private static func adding(_ key: String, _ value: JSONNode, to node: JSONNode) -> JSONNode {
    .object(members(of: node, before: key) + [(key, value)])
  }

  /// Returns the members of an object that describes a layer and can take another key.
  private static func members(of node: JSONNode, before key: String) -> [JSONNode.Member] {
    switch node {
    case .object(let members):
      // The form is innermost, then shared weights, then the name, then the repetition.
      let order = ["form", "shared", "name", "repeat"]
      let outer = order[(order.firstIndex(of: key) ?? 0)...]
      return members.contains { outer.contains($0.key) } ? [("layer", node)] : members
    case .list(let nodes): return [("chain", .list(nodes))]
    default: return [("layer", node)]
    }
  }
}

extension Layer {
  /// Returns the numbers of channels of another tree, by those of this one, if the trees differ in
  /// them only.
  fileprivate func channels(becoming other: Layer) -> [Int: Int] {
    var theirs: [Int?] = []
    other.forEachOperation { theirs.append($0.ownChannels) }
    var channels: [Int: Int] = [:]
    var index = 0
    forEachOperation { operation in
      if index < theirs.count, let mine = operation.ownChannels, let their = theirs[index] {
        channels[mine] = their
      }
      index += 1
    }
    return channels
  }
}

extension Operation {
  /// The number of output channels, if the operation states one.
  fileprivate var ownChannels: Int? {
    switch self {
    case .convolution(let convolution):
      if case .grouped(let channels, _) = convolution.filters { channels } else { nil }
    case .linear(let linear): linear.features
    case .channelPad(let pad): pad.channels
    default: nil
    }
  }
}
