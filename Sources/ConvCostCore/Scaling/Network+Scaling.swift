extension Network {
  /// Returns the network with its channels and repeats scaled.
  ///
  /// Where groups divide channels, these are rounded to multiples that the groups still divide. Repeats are
  /// blocks of one kind one behind the other of which all but the first are equal and keep their input's
  /// shape, and equal layers that keep its height and width, as those of a dense block; n become
  /// ⌈depth · n⌉.
  ///
  /// - Throws: `NetworkError` where the network itself cannot be, so that its repeats are not known.
  public func scaled(by scaling: Scaling) throws(NetworkError) -> Network {
    var network = self
    if scaling.depth != 1 {
      network.layers = try Repeats(factor: scaling.depth).scaled(layers, on: input)
    }
    if scaling.width != 1 {
      let scaling = scaling.respecting(network.channelGroups)
      var ends = true
      network.layers = Widths(scaling: scaling).scaled(network.layers, ends: &ends)
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

extension Layer {
  /// Calls a body with every operation of the tree, shortcuts' among them.
  fileprivate func forEachOperation(_ body: (Operation) -> Void) {
    switch self {
    case .operation(let operation): body(operation)
    case .chain(let layers), .scope(_, let layers), .merge(_, let layers), .auxiliary(let layers):
      for layer in layers { layer.forEachOperation(body) }
    case .residual(let shortcut, let layers):
      for layer in layers { layer.forEachOperation(body) }
      shortcut.layer?.forEachOperation(body)
    case .named(_, let layer), .written(_, let layer): layer.forEachOperation(body)
    }
  }
}

extension Shortcut {
  /// The layer of the shortcut; nil for one that passes the input on.
  fileprivate var layer: Layer? {
    switch self {
    case .identity, .whenShapesMatch: nil
    case .identityOr(let layer), .through(let layer): layer
    }
  }
}

/// Scales the channels of a tree, from its end.
///
/// `ends` says whether what is at hand gives the network's result, with no layer of own channels behind it:
/// such layers keep them.
private struct Widths {
  let scaling: Scaling

  func scaled(_ layers: [Layer], ends: inout Bool) -> [Layer] {
    var result = layers
    for index in layers.indices.reversed() { result[index] = scaled(layers[index], ends: &ends) }
    return result
  }

  private func scaled(_ layer: Layer, ends: inout Bool) -> Layer {
    switch layer {
    case .operation(let operation):
      guard ends else { return .operation(operation.scaled(by: scaling)) }
      if operation.hasOwnChannels { ends = false }
      return layer
    case .chain(let layers): return .chain(scaled(layers, ends: &ends))
    case .scope(let scope, let layers): return .scope(scope, scaled(layers, ends: &ends))
    case .named(let name, let layer): return .named(name, scaled(layer, ends: &ends))
    case .written(let form, let layer): return .written(form, scaled(layer, ends: &ends))
    case .merge(let merge, let branches):
      let outer = ends
      var result = branches
      for index in branches.indices {
        var own = outer
        result[index] = scaled(branches[index], ends: &own)
        ends = index == 0 ? own : ends || own
      }
      return .merge(merge, result)
    case .residual(let shortcut, let layers):
      var (long, short) = (ends, ends)
      let result = scaled(layers, ends: &long)
      let other = scaled(shortcut, ends: &short)
      ends = long || short
      return .residual(other, result)
    case .auxiliary(let layers):
      var own = true
      return .auxiliary(scaled(layers, ends: &own))
    }
  }

  private func scaled(_ shortcut: Shortcut, ends: inout Bool) -> Shortcut {
    switch shortcut {
    case .identity, .whenShapesMatch: return shortcut
    // The input may be passed on, so that the end may be before.
    case .identityOr(let layer):
      var own = ends
      return .identityOr(scaled(layer, ends: &own))
    case .through(let layer): return .through(scaled(layer, ends: &ends))
    }
  }
}

/// Scales the repeats of a tree.
private struct Repeats {
  let factor: Double

  /// Returns layers on an input with their repeats scaled.
  func scaled(_ layers: [Layer], on input: Shape) throws(NetworkError) -> [Layer] {
    var shapes = [input]
    for layer in layers { shapes.append(try output(of: layer, on: shapes[shapes.count - 1])) }
    var result: [Layer] = []
    var index = 0
    while index < layers.count {
      let end = stage(in: layers, shapes, from: index)
      if end > index + 1 {
        result += scaledStage(layers[index..<end])
      } else {
        result.append(try scaled(layers[index], on: shapes[index]))
      }
      index = end
    }
    return result
  }

  /// Returns a layer that is no repeat with the repeats inside of it scaled: only in what consists of
  /// blocks, for the layers of a block are not its repeats.
  private func scaled(_ layer: Layer, on input: Shape) throws(NetworkError) -> Layer {
    switch layer {
    case .chain(let layers): return .chain(try scaled(layers, on: input))
    case .scope(let scope, let layers)
    where scope.isNumbered || layers.allSatisfy({ $0.block != nil }):
      return .scope(scope, try scaled(layers, on: input))
    case .named(let name, let layer): return .named(name, try scaled(layer, on: input))
    case .written(let form, let layer): return .written(form, try scaled(layer, on: input))
    default: return layer
    }
  }

  private func output(of layer: Layer, on input: Shape) throws(NetworkError) -> Shape {
    var network = Network(input: input) { layer }
    // A chain without layers is a graph without operations.
    network.layers.append(.operation(.identity))
    let graph = try Graph(network)
    return graph.shape(ofValue: graph.outputs[0])
  }

  /// Returns the end of the stage that begins at an index: the index behind it where there is none.
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

  /// Returns the blocks of a stage, more or fewer of those behind the first.
  private func scaledStage(_ stage: ArraySlice<Layer>) -> [Layer] {
    let count = repeats(stage.count, scaledBy: factor)
    // What nobody could build is left to the limit of operations.
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
    case .named(_, let layer), .written(_, let layer): layer.block
    default: nil
    }
  }

  /// Returns the layer with the number at the end of its name made larger: `block2` becomes `block5`.
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
