extension Graph {
  /// The most levels that layers may be nested.
  public static let deepestNesting = 512
  /// The most operations of one graph.
  public static let mostOperations = 1_000_000

  /// Creates the graph of a network: flattens the tree and infers every shape, in one pass.
  ///
  /// - Throws: `NetworkError` for the first layer that cannot work on what it is given.
  public init(_ network: Network) throws(NetworkError) {
    try self.init(network, replacing: nil)
  }

  /// Creates the graph of a network in which some operations are replaced by layers.
  ///
  /// - Parameter replacement: is given the number of an operation in the unchanged network's order,
  ///   the operation and its input, and returns what takes its place; nil leaves it. What it returns
  ///   must give the same shape.
  init(_ network: Network, replacing replacement: Replacement?) throws(NetworkError) {
    var lowering = Lowering(network, replacement: replacement)
    try lowering.run(network.layers)
    self = lowering.graph
  }
}

/// What takes the place of an operation with the given number and input; nil leaves it.
typealias Replacement = (_ number: Int, _ operation: Operation, _ input: Shape) -> Layer?

/// The pass that turns a tree into a graph.
private struct Lowering {
  var graph: Graph
  /// Whether the layers at hand belong to a side branch.
  var isAuxiliary = false
  /// How the source writes the layers at hand; nil for the usual form of each.
  var form: SourceForm?
  /// What replaces operations, until one is replaced: nothing is replaced inside of a replacement.
  var replacement: Replacement?
  /// The number of operations of the unchanged network so far.
  var operations = 0

  init(_ network: Network, replacement: Replacement?) {
    self.replacement = replacement
    graph = Graph(inputs: [network.input], framework: network.framework)
    graph.reserveCapacity(256)
    graph.scopes = [Graph.Scope(parent: 0, name: .automatic, type: "", nodes: 0..<0)]
  }

  mutating func run(_ layers: [Layer]) throws(NetworkError) {
    do throws(ShapeError) {
      try graph.inputs[0].validate()
    } catch {
      throw NetworkError(path: "input", operation: nil, inputs: [], problem: error)
    }
    let result = try lower(layers, from: 0, in: Place(scope: 0, depth: 0, isNumbered: false))
    guard !graph.nodes.isEmpty else {
      throw NetworkError(path: "", operation: nil, inputs: [], problem: .noOperations())
    }
    graph.scopes[0].nodes = 0..<graph.nodes.count
    graph.outputs.insert(result, at: 0)
  }

  /// Where a list of layers stands.
  struct Place {
    var scope: Int
    var depth: Int
    var isNumbered: Bool
  }

  /// Lowers layers one after another and returns the value of the last.
  mutating func lower(
    _ layers: [Layer], from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    var value = value
    for (index, layer) in layers.enumerated() {
      let name: Layer.Name = place.isNumbered ? .index(index) : .automatic
      // Most layers are primitives, which need nothing of what follows for the others.
      if replacement == nil, case .operation(let operation) = layer {
        value = try append(operation, name: name, reading: value, in: place.scope)
      } else {
        value = try lower(layer, name: name, from: value, in: place)
      }
    }
    return value
  }

  /// Lowers one layer and returns its value.
  mutating func lower(
    _ layer: Layer, name: Layer.Name, from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    guard place.depth < Graph.deepestNesting else {
      throw failure(.nestedTooDeep(limit: Graph.deepestNesting), at: place.scope)
    }
    var inside = place
    inside.depth += 1

    switch layer {
    case .operation(let operation):
      if let replacement {
        defer { operations += 1 }
        if let layer = replacement(operations, operation, graph.shape(ofValue: value)) {
          self.replacement = nil
          defer { self.replacement = replacement }
          return try lower(layer, name: name, from: value, in: inside)
        }
      }
      return try append(operation, name: name, reading: value, in: place.scope)

    case .named(let name, let layer):
      return try lower(layer, name: name, from: value, in: inside)

    case .written(let form, let layer):
      let outer = self.form
      self.form = form
      defer { self.form = outer }
      return try lower(layer, name: name, from: value, in: inside)

    case .scope(let scope, let layers):
      return try enter(scope, name: name, from: value, in: inside) {
        (lowering, place) throws(NetworkError) in
        try lowering.lower(layers, from: value, in: place)
      }

    case .chain(let layers):
      return try group("Chain", name: name, from: value, in: inside) {
        (lowering, place) throws(NetworkError) in
        try lowering.lower(layers, from: value, in: place)
      }

    case .merge(let merge, let branches):
      return try group(Operation.merge(merge).name, name: name, from: value, in: inside) {
        (lowering, place) throws(NetworkError) in
        var values: [Int] = []
        values.reserveCapacity(branches.count)
        for branch in branches {
          values.append(
            try lowering.lower(branch, name: .automatic, from: value, in: place))
        }
        return try lowering.append(merge, joining: values, in: place.scope)
      }

    case .residual(let shortcut, let layers):
      return try group("Residual", name: name, from: value, in: inside) {
        (lowering, place) throws(NetworkError) in
        let result = try lowering.lower(layers, from: value, in: place)
        guard let other = try lowering.lower(shortcut, from: value, beside: result, in: place)
        else { return result }
        return try lowering.append(.add, joining: [result, other], in: place.scope)
      }

    case .auxiliary(let layers):
      let outer = isAuxiliary
      isAuxiliary = true
      defer { isAuxiliary = outer }
      graph.outputs.append(
        try group("Auxiliary", name: name, from: value, in: inside) {
          (lowering, place) throws(NetworkError) in
          try lowering.lower(layers, from: value, in: place)
        })
      return value
    }
  }

  /// Lowers a shortcut and returns the value to add, or nil where there is no connection.
  private mutating func lower(
    _ shortcut: Shortcut, from value: Int, beside result: Int, in place: Place
  ) throws(NetworkError) -> Int? {
    let matches = graph.shape(ofValue: value) == graph.shape(ofValue: result)
    switch shortcut {
    case .whenShapesMatch, .identityOr:
      graph.choices.append(Graph.Choice(first: value, second: result, areEqual: matches))
    case .identity, .through: break
    }
    switch shortcut {
    case .identity: return value
    case .whenShapesMatch: return matches ? value : nil
    case .identityOr where matches: return value
    case .identityOr(let layer), .through(let layer):
      return try lower(layer, name: .automatic, from: value, in: place)
    }
  }

  /// Runs `body` in a scope of its own.
  private mutating func enter(
    _ scope: Layer.Scope, name: Layer.Name, from value: Int, in place: Place,
    _ body: (inout Lowering, Place) throws(NetworkError) -> Int
  ) throws(NetworkError) -> Int {
    let number = graph.scopes.count
    let first = graph.nodes.count
    graph.scopes.append(
      Graph.Scope(parent: place.scope, name: name, type: scope.type, nodes: first..<first))
    let result = try body(
      &self, Place(scope: number, depth: place.depth, isNumbered: scope.isNumbered))
    graph.scopes[number].nodes = first..<graph.nodes.count
    return result
  }

  /// Runs `body` in the scope at hand, or in one of its own where the group has a name.
  private mutating func group(
    _ type: String, name: Layer.Name, from value: Int, in place: Place,
    _ body: (inout Lowering, Place) throws(NetworkError) -> Int
  ) throws(NetworkError) -> Int {
    if name != .automatic {
      return try enter(Layer.Scope(type: type), name: name, from: value, in: place, body)
    }
    var inside = place
    inside.isNumbered = false
    return try body(&self, inside)
  }

  /// Adds an operation on one value and returns the number of its result.
  private mutating func append(
    _ operation: Operation, name: Layer.Name, reading value: Int, in scope: Int
  ) throws(NetworkError) -> Int {
    let input = graph.shape(ofValue: value)
    let output: Shape
    do throws(ShapeError) {
      output = try operation.output(of: input)
    } catch {
      throw failure(error, operation, name: name, on: [input], at: scope)
    }
    graph.edges.append(value)
    return try append(operation, name: name, edges: 1, output, in: scope)
  }

  /// Adds a merge and returns the number of its result; a single value is passed on.
  private mutating func append(
    _ merge: Merge, joining values: [Int], in scope: Int
  ) throws(NetworkError) -> Int {
    guard let first = values.first else { throw failure(.noBranches, at: scope) }
    guard values.count > 1 else { return first }
    if replacement != nil { operations += 1 }
    var output = graph.shape(ofValue: first)
    do throws(ShapeError) {
      for value in values.dropFirst() {
        output = try merge.output(of: output, graph.shape(ofValue: value))
      }
      try output.validate()
    } catch {
      throw failure(
        error, .merge(merge), name: .automatic, on: values.map(graph.shape(ofValue:)), at: scope)
    }
    graph.edges.append(contentsOf: values)
    return try append(.merge(merge), name: .automatic, edges: values.count, output, in: scope)
  }

  private mutating func append(
    _ operation: Operation, name: Layer.Name, edges count: Int, _ output: Shape, in scope: Int
  ) throws(NetworkError) -> Int {
    guard graph.nodes.count < Graph.mostOperations else {
      throw failure(.tooManyOperations(limit: Graph.mostOperations), at: 0)
    }
    let end = graph.edges.count
    graph.nodes.append(
      Graph.Node(
        operation: operation, edges: end - count..<end, output: output, scope: scope,
        isAuxiliary: isAuxiliary, form: form ?? operation.usualForm))
    graph.names.append(name)
    return graph.inputs.count + graph.nodes.count - 1
  }

  /// Returns the error for a scope as a whole.
  private func failure(_ problem: ShapeError, at scope: Int) -> NetworkError {
    let path = scope == 0 ? "" : Paths(graph).scopes[scope]
    return NetworkError(path: path, operation: nil, inputs: [], problem: problem)
  }

  /// Returns the error for an operation that is not in the graph yet.
  private func failure(
    _ problem: ShapeError, _ operation: Operation, name: Layer.Name, on inputs: [Shape],
    at scope: Int
  ) -> NetworkError {
    var graph = self.graph
    graph.nodes.append(
      Graph.Node(
        operation: operation, edges: 0..<0, output: .vector(1), scope: scope,
        isAuxiliary: isAuxiliary, form: form ?? operation.usualForm))
    graph.names.append(name)
    return NetworkError(
      path: Paths(graph).nodes[graph.nodes.count - 1], operation: operation, inputs: inputs,
      problem: problem)
  }
}
