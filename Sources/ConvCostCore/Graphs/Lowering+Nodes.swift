extension Lowering {
  /// Adds an operation on one value and returns the number of its result.
  mutating func append(
    _ operation: Operation, name: Layer.Name, reading value: Int, in scope: Int
  ) throws(NetworkError) -> Int {
    let input = graph.shape(ofValue: value)
    let output: Shape
    do throws(ShapeError) {
      output = try operation.output(of: input)
    } catch {
      throw failure(error, operation, name: name, reading: [value], at: scope)
    }
    graph.edges.append(value)
    return try append(operation, name: name, edges: 1, output, in: scope)
  }

  /// Adds a merge and returns the number of its result; a single value is passed on if the merge
  /// does not change it.
  mutating func append(
    _ merge: Merge, joining values: [Int], in scope: Int
  ) throws(NetworkError) -> Int {
    guard let first = values.first else { throw failure(.noBranches, at: scope) }
    guard values.count > 1 || merge.changesOne else { return first }
    if replacement != nil { operations += 1 }
    var output = graph.shape(ofValue: first)
    do throws(ShapeError) {
      for value in values.dropFirst() {
        output = try merge.output(of: output, graph.shape(ofValue: value))
      }
      output = try merge.result(of: output)
    } catch {
      throw failure(error, .merge(merge), name: .automatic, reading: values, at: scope)
    }
    graph.edges.append(contentsOf: values)
    if case .regions = merge { graph.regionPools.append(graph.nodes.count) }
    return try append(.merge(merge), name: .automatic, edges: values.count, output, in: scope)
  }

  private mutating func append(
    _ operation: Operation, name: Layer.Name, edges count: Int, _ output: Shape, in scope: Int,
    isStated: Bool = false
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
    if origins != nil {
      if case .merge = operation {
        origins?.append(nil)
      } else {
        origins?.append(isStated ? nil : visited)
      }
    }
    if sharing != nil, !isStated { try share(operation) }
    return graph.inputs.count + graph.nodes.count - 1
  }

  /// Lowers a layer of which everything is stated.
  mutating func lower(
    _ stated: Stated, name: Layer.Name, from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    var values: [Int] = []
    for branch in stated.branches {
      values.append(try lower(branch, name: .automatic, from: value, in: place))
    }
    if values.isEmpty { values = [value] }
    let operation = stated.operation
    let output = stated.output ?? graph.shape(ofValue: values[0])
    do throws(ShapeError) {
      try output.validate()
      try stated.validate()
    } catch {
      throw failure(error, operation, name: name, reading: values, at: place.scope)
    }
    graph.edges.append(contentsOf: values)
    let result = try append(
      operation, name: name, edges: values.count, output, in: place.scope, isStated: true)
    graph.state(stated, at: graph.nodes.count - 1)
    return result
  }

  /// Returns the error for a scope as a whole.
  func failure(_ problem: ShapeError, at scope: Int) -> NetworkError {
    let path = scope == 0 ? "" : Paths(graph).scopes[scope]
    return NetworkError(path: path, operation: nil, inputs: [], problem: problem)
  }

  /// Returns the error for an operation that is not in the graph yet.
  private func failure(
    _ problem: ShapeError, _ operation: Operation, name: Layer.Name, reading values: [Int],
    at scope: Int
  ) -> NetworkError {
    var graph = self.graph
    let end = graph.edges.count
    graph.edges.append(contentsOf: values)
    graph.nodes.append(
      Graph.Node(
        operation: operation, edges: end..<graph.edges.count, output: .vector(1), scope: scope,
        isAuxiliary: isAuxiliary, form: form ?? operation.usualForm))
    graph.names.append(name)
    return NetworkError(
      path: Paths(graph).nodes[graph.nodes.count - 1], operation: operation,
      inputs: values.map { graph.shape(ofValue: $0) }, problem: problem)
  }
}
