/// A network as a flat list of operations in execution order, with every shape known.
///
/// Values are numbered: first the network's inputs, then one result for each node. A node reads
/// only values with smaller numbers, so one pass in order visits every node after the nodes that it
/// reads. The hierarchy is kept as scopes: each covers a run of nodes without gaps.
///
/// ```swift
/// let graph = try Network(zoo: "lenet5").graph()
/// for index in graph.nodes.indices {
///   print(graph.operationDescription(index), graph.nodes[index].output)
/// }
/// ```
public struct Graph: Hashable, Sendable {
  /// One operation and the shape of its result.
  public struct Node: Hashable, Sendable {
    /// What is computed.
    public var operation: Operation
    /// The range of the graph's list of edges that holds the values that it reads.
    var edges: Range<Int>
    /// The shape of the result.
    public var output: Shape
    /// The innermost scope around the operation.
    public var scope: Int
    /// Whether the operation belongs to a side branch with an output of its own.
    public var isAuxiliary: Bool
    /// How the source writes the operation.
    public var form: SourceForm
  }

  /// A level of the hierarchy.
  public struct Scope: Hashable, Sendable {
    /// The scope around this one; the outermost, number 0, is its own parent.
    public var parent: Int
    /// The scope's name inside its parent.
    public var name: Layer.Name
    /// The scope's type, such as `Bottleneck`.
    public var type: String
    /// The nodes inside, including those of nested scopes.
    public var nodes: Range<Int>
  }

  /// The shapes of the network's inputs: first the one on which the first layer works.
  public private(set) var inputs: [Shape]
  /// The names of the inputs, by their places in `inputs`; unnamed inputs are missing.
  public internal(set) var inputNames: [Int: String] = [:]
  /// The framework whose code the network follows, if the nodes' forms are those of that code;
  /// otherwise nil.
  public let framework: Framework?
  /// The operations in execution order. They own no memory, which keeps a pass over them fast.
  public internal(set) var nodes: [Node] = []
  /// The model file's names for operations that are not one of the layers, by node.
  public internal(set) var labels: [Int: String] = [:]
  /// The numbers that a model file holds for each node; nil for a network that does not come from a
  /// file, whose counts follow from the layers' rules.
  package internal(set) var stored: [StoredNumbers]?
  /// The bits of an element of each value, as a model file states them, by the value's number.
  package internal(set) var elementBits: [Int: Int] = [:]
  /// The bits in which a model file stores the numbers of nodes, by node.
  package internal(set) var storedBits: [Int: StoredBits] = [:]
  /// The numbers of layers of which everything is stated, by node.
  private(set) var statedNumbers: [Int: StoredNumbers] = [:]
  /// What a model file contains besides the nodes, so that sums over the nodes may be too small.
  public internal(set) var omissions: [Omission] = []
  /// The nodes of which each element may depend on all of the input, although that is not usual for
  /// their kind: a softmax along a map's rows, a running sum.
  public internal(set) var mixing: Set<Int> = []
  /// The name of each operation inside its scope.
  public internal(set) var names: [Layer.Name] = []
  /// The scopes, each after its parent and in the order of their first nodes.
  public internal(set) var scopes: [Scope] = []
  /// The values that are results of the network: the main one first, then those of side branches.
  public internal(set) var outputs: [Int] = []
  /// The names of the results, by their places in `outputs`; unnamed results are missing.
  public internal(set) var outputNames: [Int: String] = [:]
  /// For each node that uses another node's weights, the number of the node that has the
  /// parameters.
  public internal(set) var shared: [Int: Int] = [:]
  /// The stored numbers that nodes of a model file read but that are counted at earlier nodes, by
  /// the reading node.
  package internal(set) var borrowed: [Int: StoredNumbers] = [:]
  /// The nodes that pool regions, in order.
  public internal(set) var regionPools: [Int] = []
  /// The values that nodes read, node after node.
  var edges: [Int] = []
  /// The shortcuts that were chosen by whether two values have equal shapes.
  var choices: [Choice] = []

  /// Two values whose shapes decided on a shortcut, and whether they were equal.
  struct Choice: Hashable, Sendable {
    var first: Int
    var second: Int
    var areEqual: Bool
  }

  /// The nodes whose size follows from another value's, in order.
  var fits: [Fit] = []

  /// A node, and the value that gives its result's height and width.
  struct Fit: Hashable, Sendable {
    var node: Int
    var fitting: Fitting
    var value: Int
  }

  init(inputs: [Shape], framework: Framework? = nil) {
    self.inputs = inputs
    self.framework = framework
  }

  /// Changes the shape of an input.
  mutating func setInput(_ index: Int, to shape: Shape) { inputs[index] = shape }

  /// Records what is stated of a node.
  mutating func state(_ stated: Stated, at index: Int) {
    labels[index] = stated.kind
    statedNumbers[index] = stated.numbers
    guard stated.work == .unknown else { return }
    let place = omissions.place(of: stated.kind, mayMultiply: true)
    omissions[place].count += 1
    // Its numbers are as unknown as its work if none are stated.
    if stated.numbers == .none { omissions[place].mayStore = true }
  }

  /// Makes room for a number of nodes.
  mutating func reserveCapacity(_ count: Int) {
    nodes.reserveCapacity(count)
    names.reserveCapacity(count)
    edges.reserveCapacity(count)
  }

  /// Returns the numbers of the values that a node reads, in order.
  public func inputs(of node: Node) -> ArraySlice<Int> { edges[node.edges] }

  /// Returns the shape of the value with the given number.
  public func shape(ofValue value: Int) -> Shape {
    value < inputs.count ? inputs[value] : nodes[value - inputs.count].output
  }

  /// Returns the number of the node that has the parameters of a node: itself, or the first of
  /// those that share.
  public func owner(of index: Int) -> Int {
    shared.isEmpty ? index : shared[index] ?? index
  }

  /// Returns the name of a node's operation.
  public func operationName(_ index: Int) -> String {
    labels[index] ?? nodes[index].operation.name(on: input(of: index))
  }

  /// Returns the name of a node's operation with its hyper-parameters.
  public func operationDescription(_ index: Int) -> String {
    labels[index] ?? nodes[index].operation.description(on: input(of: index))
  }

  /// Returns the hyper-parameters of a node's operation in short.
  public func operationDetail(_ index: Int) -> String {
    nodes[index].operation.detail(on: input(of: index))
  }

  /// Returns the shape of the first value that a node reads.
  func input(of index: Int) -> Shape {
    shape(ofValue: edges[nodes[index].edges.lowerBound])
  }

  /// Returns what a node costs by the standard convention.
  ///
  /// - Throws: `ShapeError.overflow` if a count does not fit in 64 bits.
  func cost(_ index: Int) throws(ShapeError) -> Cost {
    let node = nodes[index]
    var cost = try node.operation.cost(
      input: shape(ofValue: edges[node.edges.lowerBound]), output: node.output)
    if let stored {
      cost.hold(stored[index])
    } else if !statedNumbers.isEmpty, let numbers = statedNumbers[index] {
      cost.hold(numbers)
    }
    if owner(of: index) != index { cost.hold(.none) }
    return cost
  }

  /// Returns the shapes that a node reads, in order.
  public func inputShapes(of node: Node) -> [Shape] {
    // A closure that does not escape: a reference to the method would copy the graph.
    inputs(of: node).map { shape(ofValue: $0) }
  }
}
