extension Layer {
  /// The layers directly inside this one, in the order in which they are lowered.
  public var children: [Layer] {
    switch self {
    case .operation, .keep, .from, .fitted: []
    case .chain(let layers), .scope(_, let layers), .merge(_, let layers), .output(_, let layers):
      layers
    case .stated(let stated): stated.branches
    case .residual(let shortcut, let layers): layers + (shortcut.layer.map { [$0] } ?? [])
    case .named(_, let layer), .written(_, let layer), .shared(_, let layer): [layer]
    }
  }

  /// Returns the layer with each of its children replaced.
  public func mapChildren(_ transform: (Layer) -> Layer) -> Layer {
    switch self {
    case .operation, .keep, .from, .fitted: self
    case .chain(let layers): .chain(layers.map(transform))
    case .scope(let scope, let layers): .scope(scope, layers.map(transform))
    case .merge(let merge, let layers): .merge(merge, layers.map(transform))
    case .output(let output, let layers): .output(output, layers.map(transform))
    case .stated(let stated): .stated(stated.mapBranches(transform))
    case .residual(let shortcut, let layers): mapResidual(shortcut, layers, transform)
    case .named(let name, let layer): .named(name, transform(layer))
    case .written(let form, let layer): .written(form, transform(layer))
    case .shared(let label, let layer): .shared(label, transform(layer))
    }
  }

  /// The main path comes before the shortcut, as in `children`.
  private func mapResidual(
    _ shortcut: Shortcut, _ layers: [Layer], _ transform: (Layer) -> Layer
  ) -> Layer {
    let long = layers.map(transform)
    let short: Shortcut =
      switch shortcut {
      case .identity, .whenShapesMatch: shortcut
      case .identityOr(let layer): .identityOr(transform(layer))
      case .through(let layer): .through(transform(layer))
      }
    return .residual(short, long)
  }

  /// Calls a body with every operation of the tree, in the order of `children`.
  public func forEachOperation(_ body: (Operation) -> Void) {
    if case .operation(let operation) = self { return body(operation) }
    for child in children { child.forEachOperation(body) }
  }

  /// Returns the tree with each operation replaced, in the order of `children`.
  public func mapOperations(_ transform: (Operation) -> Operation) -> Layer {
    if case .operation(let operation) = self { return .operation(transform(operation)) }
    return mapChildren { $0.mapOperations(transform) }
  }

  /// The number of operations in the tree.
  package var operationCount: Int {
    if case .operation = self { return 1 }
    return children.reduce(0) { $0 + $1.operationCount }
  }
}

extension Shortcut {
  /// The layer of the shortcut; nil if the shortcut passes the input on.
  var layer: Layer? {
    switch self {
    case .identity, .whenShapesMatch: nil
    case .identityOr(let layer), .through(let layer): layer
    }
  }
}
