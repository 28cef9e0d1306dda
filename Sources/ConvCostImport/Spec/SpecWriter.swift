package import ConvCostCore
import ConvCostJSON

extension NetworkSpec {
  /// Returns a network as a spec file.
  ///
  /// Reading it gives the same tree, and so the same report. Blocks of the literature are written as such
  /// where they are those, and equal layers one behind the other once.
  ///
  /// - Parameter about: what the network is, for people.
  package static func text(of network: Network, about: String = "") -> String {
    var members: [(key: String, value: SpecNode)] = [("convcost", .text(schema))]
    if !about.isEmpty { members.append(("about", .text(about))) }
    if let framework = network.framework {
      members.append(("framework", .text(framework.rawValue)))
    }
    let input = SpecWriter.node(network.input)
    members.append(("input", network.inputName.map { SpecWriter.named($0, input) } ?? input))
    if !network.sideInputs.isEmpty {
      let inputs = network.sideInputs.map { ($0.label.text, SpecWriter.node($0.shape)) }
      members.append(("inputs", .object(inputs)))
    }
    members.append(("layers", .list(SpecWriter.nodes(network.layers))))
    return SpecNode.object(members).written() + "\n"
  }
}

/// Writes a tree as a spec file has it.
enum SpecWriter {
  typealias Member = (key: String, value: SpecNode)

  /// Returns layers as the elements of a list.
  static func nodes(_ layers: [Layer]) -> [SpecNode] {
    var nodes: [SpecNode] = []
    var index = 0
    while index < layers.count {
      let count = layers[index...].prefix { $0 == layers[index] }.count
      let node = node(layers[index])
      nodes.append(count > 1 ? .object(members(of: node) + [("repeat", .number(count))]) : node)
      index += count
    }
    return nodes
  }

  /// Returns a layer as an element of a list.
  static func node(_ layer: Layer) -> SpecNode {
    switch layer {
    case .operation(let operation): return node(operation)
    case .chain(let layers): return .list(nodes(layers))
    case .scope(let scope, let layers):
      if let block = block(layer, scope, layers) { return .object(block) }
      if scope == Layer.Scope(type: "Sequential", isNumbered: true) {
        return .object([("sequential", .list(nodes(layers)))])
      }
      return .object(
        [("block", .list(nodes(layers))), ("type", .text(scope.type))]
          + (scope.isNumbered ? [("numbered", .flag(true))] : []))
    case .merge(let merge, let branches):
      if merge == .multiply, branches.count == 2, branches[1] == .chain([]),
        case .chain(let layers) = branches[0]
      {
        return .object([("gate", .list(nodes(layers)))])
      }
      let nodes = SpecNode.list(nodes(branches))
      switch merge {
      case .add: return .object([("sum", nodes)])
      case .multiply: return .object([("product", nodes)])
      case .concat: return .object([("concat", nodes)])
      case .regions(let pool):
        return .object([
          ("regions", .text(pool.kind.rawValue)), ("count", .number(pool.count)),
          ("to", node(pool.size)), ("branches", nodes),
        ])
      }
    case .residual(let shortcut, let layers):
      return .object([("residual", .list(nodes(layers)))] + members(of: shortcut))
    case .output(.auxiliary, let layers):
      return .object([("auxiliary", .list(nodes(layers)))])
    case .output(.result(let name), let layers):
      return .object([("output", .text(name)), ("layers", .list(nodes(layers)))])
    case .keep(let label): return .object([("keep", .text(label.text))])
    case .from(let label): return .object([("from", .text(label.text))])
    case .fitted(let fitting, let label):
      let like = SpecNode.object([("like", .text(label.text))])
      switch fitting {
      case .crop: return .object([("crop", like)])
      case .upsample(let mode): return .object([("upsample", .text(mode.rawValue)), ("to", like)])
      }
    case .shared(let label, let layer):
      return .object(
        members(of: node(layer), adding: "shared") + [("shared", .text(label.text))])
    case .written(let form, let layer):
      return .object(members(of: node(layer), adding: "form") + [("form", .text(form.rawValue))])
    case .named(let name, let layer):
      let text =
        switch name {
        case .text(let text): text
        case .index(let index): "\(index)"
        case .automatic: ""
        }
      return .object(members(of: node(layer), adding: "name") + [("name", .text(text))])
    }
  }

  /// Returns the members of an object that describes a layer, so that others can stand beside them.
  private static func members(of node: SpecNode, adding key: String = "repeat") -> [Member] {
    switch node {
    case .object(let members):
      // A form stands inside of shared weights, these inside of a name, and all inside of a repetition.
      let order = ["form", "shared", "name", "repeat"]
      let outer = order[(order.firstIndex(of: key) ?? 0)...]
      return members.contains { outer.contains($0.key) } ? [("layer", node)] : members
    case .list(let nodes): return [("chain", .list(nodes))]
    default: return [("layer", node)]
    }
  }

  private static func members(of shortcut: Shortcut) -> [Member] {
    switch shortcut {
    case .identity: []
    case .whenShapesMatch: [("shortcut", .text("whenShapesMatch"))]
    case .identityOr(let layer): [("shortcut", .object([("identityOr", node(layer))]))]
    case .through(let layer): [("shortcut", .object([("through", node(layer))]))]
    }
  }

  /// Returns a shape with a name, told apart from a shape that is not written as a list alone.
  static func named(_ name: Label, _ shape: SpecNode) -> SpecNode {
    guard SpecFields.shapeKeys.contains(name.text), case .list = shape else {
      return .object([(name.text, shape)])
    }
    return .object([(name.text, .object([("map", shape)]))])
  }

  /// Returns a shape: the features of a vector or the channels and lengths of a map as a list, the dimensions of
  /// a tensor or of a stack of maps as an object with such a list.
  static func node(_ shape: Shape) -> SpecNode {
    let lengths = SpecNode.list(shape.dimensions.map(SpecNode.number))
    return switch shape {
    case .tensor: .object([("tensor", lengths)])
    case .maps: .object([("maps", lengths)])
    case .map, .vector: lengths
    }
  }

  /// Returns an extent: its lengths, or the one length that it has along every axis.
  static func node(_ extent: Extent) -> SpecNode {
    extent.rank == nil
      ? .number(extent.width) : .list(extent.lengths.map(SpecNode.number))
  }
}
