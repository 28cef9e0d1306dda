/// Builds a graph operation by operation, for readers of model files.
///
/// A network that is written as a tree becomes a graph by lowering, which infers the shapes. A
/// reader of a file already knows the shapes, and knows the hierarchy only from the operations'
/// paths.
package struct GraphBuilder {
  /// A step of an operation's path.
  package struct Step: Equatable, Sendable {
    /// The block's name.
    package var name: String
    /// The block's type, such as `Bottleneck`; empty if the file does not state it.
    package var type: String

    package init(name: String, type: String = "") {
      self.name = name
      self.type = type
    }
  }

  /// The most blocks of one graph; no report could show more. Operations of further blocks are
  /// added to the current block.
  static let mostScopes = 200_000

  private var graph: Graph
  /// The blocks around the last operation, outermost first.
  private var open: [(step: Step, scope: Int)] = []

  /// Starts a graph with inputs of the given shapes.
  ///
  /// - Parameter names: the names of the inputs, by their places; unnamed inputs are missing.
  /// - Throws: `NetworkError` for a shape whose elements cannot be counted.
  package init(inputs: [Shape], names: [Int: String] = [:]) throws(NetworkError) {
    graph = Graph(inputs: inputs)
    graph.inputNames = names
    for index in inputs.indices { try graph.validateInput(index) }
    graph.stored = []
    graph.scopes = [Graph.Scope(parent: 0, name: .automatic, type: "", nodes: 0..<0)]
  }

  /// Adds an operation and returns the number of its result.
  ///
  /// - Parameters:
  ///   - operation: what is computed.
  ///   - label: the file's name for it, if it is not one of the layers.
  ///   - path: the blocks around it, outermost first.
  ///   - name: its name inside them; nil to name it by its kind.
  ///   - inputs: the numbers of the values that it reads, at least one.
  ///   - output: the shape of the result.
  ///   - stored: the numbers that the file holds for it.
  ///   - form: how the source writes it; nil for the usual form.
  ///   - mixes: whether each element depends on all of the input, although that is not usual for
  ///     its kind.
  /// - Throws: `NetworkError` for too many operations, or elements that cannot be counted.
  package mutating func append(
    _ operation: Operation, label: String?, in path: [Step], named name: String?,
    reading inputs: [Int], output: Shape, stored: StoredNumbers, form: SourceForm? = nil,
    mixes: Bool = false
  ) throws(NetworkError) -> Int {
    precondition(!inputs.isEmpty, "an operation needs at least one input")
    let index = graph.nodes.count
    guard index < Graph.mostOperations else {
      throw NetworkError(.tooManyOperations(limit: Graph.mostOperations))
    }
    do throws(ShapeError) {
      try output.validate()
    } catch {
      let place =
        (path.map(\.name) + [name ?? label ?? operation.name(on: graph.shape(ofValue: inputs[0]))])
        .joined(separator: ".")
      throw NetworkError(
        path: place, operation: operation, inputs: inputs.map { graph.shape(ofValue: $0) },
        problem: error)
    }
    enter(path)
    let end = graph.edges.count
    graph.edges.append(contentsOf: inputs)
    graph.nodes.append(
      Graph.Node(
        operation: operation, edges: end..<graph.edges.count, output: output,
        scope: open.last?.scope ?? 0, isAuxiliary: false, form: form ?? operation.usualForm))
    graph.names.append(name.map(Layer.Name.text) ?? .automatic)
    if let label { graph.labels[index] = label }
    graph.stored?.append(stored)
    if mixes { graph.mixing.insert(index) }
    return graph.inputs.count + index
  }

  /// Records that the last operation reads stored numbers that are counted at earlier operations.
  ///
  /// - Parameters:
  ///   - numbers: how many there are.
  ///   - owner: the result of the operation that has all of its parameters; nil if it has some of
  ///     its own, or those of several.
  /// - Throws: `NetworkError` for more numbers than a total may have.
  package mutating func borrow(
    _ numbers: StoredNumbers, from owner: Int?
  ) throws(NetworkError) {
    let index = graph.nodes.count - 1
    precondition(owner.map { graph.inputs.count..<graph.inputs.count + index ~= $0 } ?? true)
    var (own, other) = (Cost.zero, Cost.zero)
    own.hold(graph.stored?[index] ?? .none)
    other.hold(numbers)
    do throws(ShapeError) {
      try own.add(other)
    } catch {
      throw graph.failure(error, at: index)
    }
    graph.borrowed[index] = numbers
    if let owner { graph.shared[index] = owner - graph.inputs.count }
  }

  /// Records the bits of an element of a value.
  package mutating func setElementBits(_ bits: Int, ofValue value: Int) {
    graph.elementBits[value] = bits
  }

  /// Records the bits of the numbers that the last operation stores.
  package mutating func setStoredBits(_ bits: StoredBits) {
    graph.storedBits[graph.nodes.count - 1] = bits
  }

  /// Returns the graph.
  ///
  /// - Parameters:
  ///   - outputs: the numbers of the values that are results.
  ///   - names: the names of the results, by their places; unnamed results are missing.
  ///   - omissions: what the file contains besides the operations.
  /// - Throws: `NetworkError` for a graph without an operation.
  package consuming func graph(
    outputs: [Int], named names: [Int: String] = [:], omitting omissions: [Graph.Omission] = []
  ) throws(NetworkError) -> Graph {
    guard !graph.nodes.isEmpty else {
      throw NetworkError(.noOperations(hiddenBy: omissions.first?.operation))
    }
    graph.omissions = omissions
    enter([])
    graph.scopes[0].nodes = graph.nodes.indices
    graph.outputs = outputs
    graph.outputNames = names
    graph.fuseFormatChanges()
    return graph
  }

  /// Returns the shape of a value.
  package func shape(ofValue value: Int) -> Shape { graph.shape(ofValue: value) }

  /// Gives a value another shape with as many elements: sometimes only a later operation shows that
  /// a value is a map.
  package mutating func reshape(_ value: Int, to shape: Shape) {
    precondition(graph.shape(ofValue: value).count == shape.count, "the number of elements stays")
    if value < graph.inputs.count {
      graph.setInput(value, to: shape)
    } else {
      graph.nodes[value - graph.inputs.count].output = shape
    }
  }

  /// Leaves the blocks that are not on the path, and enters those that are new.
  private mutating func enter(_ path: [Step]) {
    let shared = zip(open, path).prefix { $0.step == $1 }.count
    while open.count > shared, let last = open.popLast() {
      let first = graph.scopes[last.scope].nodes.lowerBound
      graph.scopes[last.scope].nodes = first..<graph.nodes.count
    }
    for step in path.prefix(Graph.deepestNesting).dropFirst(shared) {
      guard graph.scopes.count < Self.mostScopes else { return }
      let first = graph.nodes.count
      graph.scopes.append(
        Graph.Scope(
          parent: open.last?.scope ?? 0, name: .text(step.name), type: step.type,
          nodes: first..<first))
      open.append((step, graph.scopes.count - 1))
    }
  }
}
