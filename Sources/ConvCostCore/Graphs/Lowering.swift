extension Graph {
  /// The most levels that layers may be nested: as many as a thread with a stack of 512 KiB can
  /// lower, which those of macOS have.
  public static let deepestNesting = 64
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
  /// - Parameter replacement: gets the number of an operation in the unchanged network's order, the
  ///   operation and its input, and returns the layer that replaces it, or nil to keep it. The
  ///   layer must give the same shape.
  init(_ network: Network, replacing replacement: Replacement?) throws(NetworkError) {
    var lowering = try Lowering(network, replacement: replacement)
    try lowering.run(network.layers)
    self = lowering.graph
  }

  /// Returns the graph of a network with the origin of each node: the number of its operation in
  /// the tree, in the order of `Layer.children`; nil for a merge.
  ///
  /// - Parameter withProjections: whether shortcuts are lowered through their layer whenever
  ///   possible.
  static func lowered(
    _ network: Network, withProjections: Bool
  ) throws(NetworkError) -> (graph: Graph, origins: [Int?]) {
    var lowering = try Lowering(network, replacement: nil)
    lowering.origins = []
    lowering.usesProjections = withProjections
    try lowering.run(network.layers)
    return (lowering.graph, lowering.origins ?? [])
  }
}

/// Returns the replacement of an operation with the given number and input; nil keeps the
/// operation.
typealias Replacement = (_ number: Int, _ operation: Operation, _ input: Shape) -> Layer?

/// The pass that turns a tree into a graph.
struct Lowering {
  var graph: Graph
  /// The values that are kept, by their labels.
  var labels = KeptValues()
  /// The weights that the current operations share; nil if they have their own.
  var sharing: Sharing?
  /// The nodes that have the weights of each label, in order.
  var owners: [Label: [Int]] = [:]
  /// The number of each node's operation in the tree; nil if this was not asked for.
  var origins: [Int?]?
  /// Whether shortcuts are lowered through their layer whenever possible.
  var usesProjections = false
  /// The number of operations of the tree that were visited so far.
  var visited = 0
  /// Whether a side branch computes a result of inference, so that the last value is not a result.
  var hasNamedResult = false
  /// The inputs that layers read by their names.
  var readInputs: Set<Int> = []

  /// Whether the current layers belong to a side branch.
  var isAuxiliary = false
  /// How the source writes the current layers; nil for the usual form of each.
  var form: SourceForm?
  /// Replaces operations; nil while a replacement is lowered, inside of which nothing is replaced.
  var replacement: Replacement?
  /// The number of operations of the unchanged network so far.
  var operations = 0

  init(_ network: Network, replacement: Replacement? = nil) throws(NetworkError) {
    self.replacement = replacement
    var inputs = [network.input]
    for input in network.sideInputs { inputs.append(input.shape) }
    graph = Graph(inputs: inputs, framework: network.framework)
    graph.reserveCapacity(256)
    graph.scopes = [Graph.Scope(parent: 0, name: .automatic, type: "", nodes: 0..<0)]
    try bindInputs(of: network)
  }

  mutating func run(_ layers: [Layer]) throws(NetworkError) {
    let result = try lower(layers, from: 0, in: .outermost)
    guard !graph.nodes.isEmpty else {
      throw NetworkError(.noOperations())
    }
    graph.scopes[0].nodes = 0..<graph.nodes.count
    if !hasNamedResult {
      graph.outputs.insert(result, at: 0)
    } else if isUnread(result) {
      // Beside named results the last value is one too, unless they are made of it.
      graph.outputs.append(result)
    }
    try requireReadInputs()
  }

  private func isUnread(_ value: Int) -> Bool {
    !graph.outputs.contains(value) && !graph.nodes.contains { graph.inputs(of: $0).contains(value) }
  }

  /// The place of a list of layers in the hierarchy.
  struct Place {
    var scope: Int
    var depth: Int
    var isNumbered: Bool

    /// The network itself.
    static let outermost = Place(scope: 0, depth: 0, isNumbered: false)
  }

  /// Lowers layers one after another and returns the value of the last.
  mutating func lower(
    _ layers: [Layer], from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    var value = value
    var index = 0
    for layer in layers {
      let name: Layer.Name = place.isNumbered ? .index(index) : .automatic
      // A label is not a module, so it has no position among the modules.
      if case .keep = layer {} else { index += 1 }
      // A fast path: most layers are primitives, which need none of the cases for other layers.
      if replacement == nil, origins == nil, case .operation(let operation) = layer {
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
      return try lower(operation, name: name, from: value, in: inside)
    case .named(let name, let layer):
      return try lower(layer, name: name, from: value, in: inside)
    case .written(let form, let layer):
      let outer = self.form
      self.form = form
      defer { self.form = outer }
      return try lower(layer, name: name, from: value, in: inside)
    case .scope(let scope, let layers):
      return try lower(layers, as: scope, name: name, from: value, in: inside)
    case .chain(let layers):
      return try group("Chain", name: name, from: value, in: inside) {
        (lowering, place) throws(NetworkError) in
        try lowering.lower(layers, from: value, in: place)
      }
    case .merge(let merge, let branches):
      return try group(Operation.merge(merge).kind.rawValue, name: name, from: value, in: inside) {
        (lowering, place) throws(NetworkError) in
        try lowering.lower(branches, joinedBy: merge, from: value, in: place)
      }
    case .residual(let shortcut, let layers):
      return try group("Residual", name: name, from: value, in: inside) {
        (lowering, place) throws(NetworkError) in
        try lowering.lower(layers, joining: shortcut, from: value, in: place)
      }
    case .keep, .from, .fitted, .shared, .output, .stated:
      return try lower(beside: layer, name: name, from: value, in: inside)
    }
  }

  /// Lowers a primitive, or its replacement.
  private mutating func lower(
    _ operation: Operation, name: Layer.Name, from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    defer { visited += 1 }
    if let replacement {
      defer { operations += 1 }
      if let layer = replacement(operations, operation, graph.shape(ofValue: value)) {
        self.replacement = nil
        defer { self.replacement = replacement }
        return try lower(layer, name: name, from: value, in: place)
      }
    }
    return try append(operation, name: name, reading: value, in: place.scope)
  }

  /// Lowers a block, which may keep values of its own; the labels around it keep their values.
  private mutating func lower(
    _ layers: [Layer], as scope: Layer.Scope, name: Layer.Name, from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    let mark = labels.enter()
    defer { labels.leave(mark) }
    return try enter(scope, name: name, from: value, in: place) {
      (lowering, place) throws(NetworkError) in
      try lowering.lower(layers, from: value, in: place)
    }
  }

  private mutating func lower(
    _ branches: [Layer], joinedBy merge: Merge, from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    var values: [Int] = []
    values.reserveCapacity(branches.count)
    for branch in branches {
      values.append(try lower(branch, name: .automatic, from: value, in: place))
    }
    return try append(merge, joining: values, in: place.scope)
  }

  private mutating func lower(
    _ layers: [Layer], joining shortcut: Shortcut, from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    let result = try lower(layers, from: value, in: place)
    guard let other = try lower(shortcut, from: value, beside: result, in: place) else {
      return result
    }
    return try append(.add, joining: [result, other], in: place.scope)
  }

  /// Lowers a shortcut and returns the value to add, or nil if there is no connection.
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
    case .identityOr(let layer) where matches:
      if usesProjections, let projected = projection(layer, from: value, in: place) {
        return projected
      }
      if origins != nil { visited += layer.operationCount }
      if graph.inputs.count > 1 { noteInputs(readIn: layer) }
      return value
    case .identityOr(let layer), .through(let layer):
      return try lower(layer, name: .automatic, from: value, in: place)
    }
  }

  /// Lowers a projection that is not needed; nil if it cannot be lowered, and then nothing is
  /// changed.
  private mutating func projection(_ layer: Layer, from value: Int, in place: Place) -> Int? {
    let before = self
    if let result = try? lower(layer, name: .automatic, from: value, in: place),
      graph.shape(ofValue: result) == graph.shape(ofValue: value)
    {
      return result
    }
    self = before
    return nil
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

  /// Runs `body` in the current scope, or in a new one if the group has a name.
  mutating func group(
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
}
