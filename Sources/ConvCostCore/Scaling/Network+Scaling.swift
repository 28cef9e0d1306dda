extension Network {
  /// Returns the network with its channels and repeats scaled.
  ///
  /// Channels that groups divide are rounded to multiples that the groups still divide. Repeats are
  /// consecutive blocks of one kind of which all but the first are equal and keep their input's
  /// shape, or consecutive equal layers that keep its height and width, as those of a dense block;
  /// n become ⌈depth · n⌉.
  ///
  /// - Throws: `NetworkError` for a factor outside of `Scaling.factors`, or if the network itself
  ///   cannot be built, so that its repeats are unknown.
  public func scaled(by scaling: Scaling) throws(NetworkError) -> Network {
    try scaling.validate()
    var network = self
    if scaling.depth != 1 {
      let lowering = try Lowering(self)
      network.layers = try Repeats(factor: scaling.depth).scaled(layers, from: 0, in: lowering)
    }
    network.subject.notes += scaling.notes(from: layers, to: network.layers)
    if scaling.width != 1 {
      try network.scaleChannels(by: scaling.respecting(network.channelGroups))
    }
    return network
  }

  /// How operations of the network divide channels.
  var channelGroups: ChannelGroups {
    var groups = ChannelGroups()
    for layer in layers { layer.forEachOperation { groups.add($0) } }
    return groups
  }
}

extension Network {
  /// Scales the channels of every operation that does not keep them.
  private mutating func scaleChannels(by scaling: ChannelScaling) throws(NetworkError) {
    do throws(NetworkError) {
      let parts = try channelParts()
      self = replacingOperations { number, operation in
        parts[number].map { operation.scaled(by: scaling.ofPart($0)) } ?? operation
      }
    } catch {
      // If the network cannot be built at the scaled width either, building it reports that error
      // with its own numbers.
      self = replacingOperations { $1.scaled(by: scaling) }
      guard (try? graph()) == nil else { throw error }
    }
  }

  /// Returns the network with each operation replaced.
  private func replacingOperations(
    _ transform: (_ number: Int, _ operation: Operation) -> Operation
  ) -> Network {
    var network = self
    var number = 0
    network.layers = layers.map { layer in
      layer.mapOperations { operation in
        defer { number += 1 }
        return transform(number, operation)
      }
    }
    return network
  }

  /// Returns for each operation of the tree, in the order of `Layer.children`, the number of equal
  /// parts of which its channels are one when the network is scaled, mostly 1; nil for operations
  /// that keep their channels.
  ///
  /// These are the operations that compute the network's results, and before them those without
  /// channels of their own. Only the graph shows what reads a value, so the rules are stated there.
  func channelParts() throws(NetworkError) -> [Int?] {
    // All projections are lowered: at another width a shortcut may need its projection.
    let (graph, origins) = try Graph.lowered(self, withProjections: true)
    var parts = [Int?](repeating: 1, count: layers.reduce(0) { $0 + $1.operationCount })
    let isFixed = graph.fixedNodes
    for (node, count) in graph.partsOfSummands.enumerated() {
      if let origin = origins[node] { parts[origin] = isFixed[node] ? nil : count }
    }
    return parts
  }
}

/// Scales the repeats of a tree.
private struct Repeats {
  let factor: Double

  /// Returns layers with their repeats scaled, which are lowered on the way.
  ///
  /// - Parameters:
  ///   - value: what the layers read.
  ///   - lowering: the network before them.
  func scaled(
    _ layers: [Layer], from value: Int, in lowering: Lowering
  ) throws(NetworkError) -> [Layer] {
    var lowering = lowering
    var value = value
    var shapes = [lowering.graph.shape(ofValue: value)]
    var insides: [Layer] = []
    for layer in layers {
      insides.append(try scaled(layer, from: value, in: lowering))
      value = try lowering.lower([layer], from: value, in: .outermost)
      shapes.append(lowering.graph.shape(ofValue: value))
    }
    var result: [Layer] = []
    var index = 0
    while index < layers.count {
      let end = stage(in: layers, shapes, from: index)
      if end > index + 1 {
        result += scaledStage(layers[index..<end])
      } else {
        result.append(insides[index])
      }
      index = end
    }
    return result
  }

  /// Returns a layer that is not a repeat with the repeats inside of it scaled, but only in layers
  /// that consist of blocks: the layers of a block are not its repeats.
  private func scaled(
    _ layer: Layer, from value: Int, in lowering: Lowering
  ) throws(NetworkError) -> Layer {
    switch layer {
    case .chain(let layers): return .chain(try scaled(layers, from: value, in: lowering))
    case .scope(let scope, let layers)
    where scope.isNumbered || layers.allSatisfy({ $0.block != nil }):
      return .scope(scope, try scaled(layers, from: value, in: lowering))
    case .named(let name, let layer):
      return .named(name, try scaled(layer, from: value, in: lowering))
    case .written(let form, let layer):
      return .written(form, try scaled(layer, from: value, in: lowering))
    case .shared(let label, let layer):
      return .shared(label, try scaled(layer, from: value, in: lowering))
    case .operation, .scope, .merge, .residual, .output, .keep, .from, .fitted, .stated:
      return layer
    }
  }

  /// Returns the end of the stage that begins at an index; if there is no stage, the index after
  /// it.
  private func stage(in layers: [Layer], _ shapes: [Shape], from start: Int) -> Int {
    guard let first = layers[start].block, start + 1 < layers.count,
      let second = layers[start + 1].block, second.scope == first.scope
    else { return start + 1 }
    let areAllEqual = first == second
    guard areAllEqual || first.scope.type != "Sequential" else { return start + 1 }
    var end = start + 1
    while end < layers.count, layers[end].block == second {
      let (before, after) = (shapes[end], shapes[end + 1])
      let keepsShape = before == after
      let keepsExtent = before.extent != nil && before.extent == after.extent
      guard keepsShape || (areAllEqual && keepsExtent) else { break }
      end += 1
    }
    return end
  }

  /// Returns the blocks of a stage, with more or fewer of those after the first.
  private func scaledStage(_ stage: ArraySlice<Layer>) -> [Layer] {
    let count = repeats(stage.count, scaledBy: factor)
    // More repeats than this fail at the limit of operations.
    let more = min(max(0, count - 1), Graph.mostOperations)
    guard let first = stage.first, let second = stage.dropFirst().first else { return Array(stage) }
    return [first]
      + (0..<more).map { index in
        index + 1 < stage.count
          ? stage[stage.startIndex + index + 1] : second.renumbered(by: index)
      }
  }
}

extension Layer {
  /// A level of the tree without the names around it; nil for another layer.
  fileprivate var block: (scope: Scope, layers: [Layer])? {
    switch self {
    case .scope(let scope, let layers): (scope, layers)
    case .named(_, let layer), .written(_, let layer), .shared(_, let layer): layer.block
    case .operation, .chain, .merge, .residual, .output, .keep, .from, .fitted, .stated: nil
    }
  }

  /// Returns the layer with the number at the end of its name increased: `block2` becomes `block5`.
  fileprivate func renumbered(by step: Int) -> Layer {
    guard case .named(.text(let name), let layer) = self else { return self }
    let head = String(name.reversed().drop { $0.isASCII && $0.isNumber }.reversed())
    guard let number = Int(name.dropFirst(head.count)) else { return self }
    return .named(.text("\(head)\(number &+ step)"), layer)
  }
}

private func == (
  left: (scope: Layer.Scope, layers: [Layer])?, right: (scope: Layer.Scope, layers: [Layer])?
) -> Bool {
  left?.scope == right?.scope && left?.layers == right?.layers
}
