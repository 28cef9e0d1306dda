extension ShapeInference {
  /// Longer names are not extended by those of the functions around.
  private static let longestName = 1_024

  mutating func enter() throws(ONNXError) {
    depth += 1
    guard depth <= ONNXModel.deepestNesting else {
      throw .nestedTooDeep(limit: ONNXModel.deepestNesting)
    }
  }

  /// Replaces a node by the operators of its function.
  mutating func expand(
    _ function: ONNXFunction, _ node: ONNXNode, _ inputs: [Int?]
  ) throws(ONNXError) {
    try enter()
    defer { depth -= 1 }
    var names = Names(
      opsets: model.opsets.merging(function.opsets) { $1 }, seesOuter: false)
    for (name, number) in zip(function.inputs, inputs) { names.numbers[name] = number }
    // An input that the node leaves out has an empty name inside the function.
    let missing = Set(function.inputs.dropFirst(inputs.count)).union(
      zip(function.inputs, inputs).filter { $1 == nil }.map(\.0))
    names.attributes = function.defaults.merging(node.attributes) { $1 }
    scopes.append(names)
    let body = function.nodes.map { inner in
      var inner = inner
      inner.inputs = inner.inputs.map { missing.contains($0) ? "" : $0 }
      inner.name =
        node.name.isEmpty || node.name.utf8.count > Self.longestName
        ? inner.name : "\(node.name)/\(inner.name)"
      return inner
    }
    try run(body)
    var results: [Int] = []
    for name in function.outputs.prefix(node.outputs.count) {
      guard let number = find(name) else { throw .unknownValue(name, node: node.place) }
      results.append(number)
    }
    scopes.removeLast()
    try name(results, as: node)
  }

  /// Binds the names of a node's results.
  mutating func name(_ results: [Int], as node: ONNXNode) throws(ONNXError) {
    for (name, number) in zip(node.outputs, results) where !name.isEmpty {
      guard scopes[scopes.count - 1].numbers.updateValue(number, forKey: name) == nil else {
        throw .duplicateValue(name, node: node.place)
      }
    }
  }

  /// Replaces an `If` by a branch: the one that the condition selects, or the costlier.
  ///
  /// - Returns: whether the node has branches.
  mutating func choose(_ node: ONNXNode, _ inputs: [Int?]) throws(ONNXError) -> Bool {
    guard case .graph(let yes)? = node.attributes["then_branch"],
      case .graph(let no)? = node.attributes["else_branch"]
    else { return false }
    try enter()
    defer { depth -= 1 }
    let condition = inputs.first.flatMap { $0 }.flatMap { facts[$0].whole }
    if let condition {
      try inline(condition != 0 ? yes : no, node)
      return true
    }
    choices += 1
    guard choices <= Self.mostChoices else {
      try inline(yes, node)
      branches.append(
        ImportedNetwork.Branch(place: node.place, isFirst: true, isCostlier: false))
      return true
    }
    // Both are followed, one of them on a copy of the state; the costlier one is kept.
    var other = self
    try inline(yes, node)
    // What was visited for either branch counts towards the limits.
    other.nodeCount = nodeCount
    other.choices = choices
    try other.inline(no, node)
    let (cost, otherCost) = (macs, other.macs)
    let (nodes, tried) = (other.nodeCount, other.choices)
    if otherCost > cost { self = other }
    nodeCount = nodes
    choices = tried
    branches.append(
      ImportedNetwork.Branch(
        place: node.place, isFirst: otherCost <= cost, isCostlier: true))
    return true
  }

  private mutating func inline(_ graph: ONNXGraph, _ node: ONNXNode) throws(ONNXError) {
    let results = try inlined(graph, node, binding: EmptyCollection<(String, Int)>())
    try name(results, as: node)
  }

  /// Follows a graph in place of a node and returns the numbers of its results.
  ///
  /// - Parameter inputs: the tensors of the graph's inputs, by their names.
  mutating func inlined(
    _ graph: ONNXGraph, _ node: ONNXNode, binding inputs: some Sequence<(String, Int)>
  ) throws(ONNXError) -> [Int] {
    var names = Names(
      opsets: scopes[scopes.count - 1].opsets,
      attributes: scopes[scopes.count - 1].attributes, seesOuter: true)
    for (name, number) in inputs { names.numbers[name] = number }
    scopes.append(names)
    try describe(graph)
    try initialize(graph)
    try run(graph.nodes)
    var results: [Int] = []
    for output in graph.outputs {
      guard let number = find(output.name) else {
        throw .unknownValue(output.name, node: node.place)
      }
      results.append(number)
    }
    scopes.removeLast()
    return results
  }

  /// Records the tensors that are stored in the graphs of a node that is not followed.
  mutating func holdBodies(of node: ONNXNode) throws(ONNXError) {
    for case .graph(let graph) in node.attributes.values {
      try visit(graph.initializers.count + graph.nodes.count)
      for tensor in graph.initializers { _ = try store(tensor, as: .initializer) }
      for node in graph.nodes {
        for case .tensor(let tensor) in node.attributes.values {
          _ = try store(tensor, as: .constantNode)
        }
        try holdBodies(of: node)
      }
    }
  }

  /// The multiply-accumulates of all steps so far.
  private var macs: Double {
    steps.reduce(0) { sum, step in
      let shape = step.outputs.first.flatMap { facts[$0].shape }
      return sum + Double((try? step.call?.macs(shape)) ?? 0)
    }
  }
}
