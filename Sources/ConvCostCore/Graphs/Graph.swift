/// A network as a flat list of operations in execution order, with every shape known.
///
/// Values are numbered: first the network's inputs, then one result for each node. A node reads
/// values with smaller numbers only, so one pass in order visits everything after what it needs.
/// The hierarchy survives as scopes: each covers a run of nodes without gaps.
public struct Graph: Hashable, Sendable {
  /// One operation and the shape of its result.
  public struct Node: Hashable, Sendable {
    /// What is computed.
    public var operation: Operation
    /// Where the values that it reads stand in the graph's list of edges.
    var edges: Range<Int>
    /// The shape of the result.
    public var output: Shape
    /// The scope that the operation stands in directly.
    public var scope: Int
    /// Whether the operation belongs to a side branch with an output of its own.
    public var isAuxiliary: Bool
    /// How the source writes the operation.
    public var form: SourceForm
  }

  /// A level of the hierarchy.
  public struct Scope: Hashable, Sendable {
    /// The scope around this one; the outermost, number 0, is its own.
    public var parent: Int
    /// What the scope is called inside of its parent.
    public var name: Layer.Name
    /// What the scope is, such as `Bottleneck`.
    public var type: String
    /// The nodes inside, at every depth.
    public var nodes: Range<Int>
  }

  /// The shapes of the network's inputs: first the one on which the first layer works.
  public private(set) var inputs: [Shape]
  /// What the inputs are called, by their places in `inputs`; an input without a name is missing.
  public internal(set) var inputNames: [Int: String] = [:]
  /// What the network is code of, where the nodes' forms are those of that code; nil elsewhere.
  public let framework: Framework?
  /// The operations in execution order. They own no memory, which keeps a pass over them fast.
  public internal(set) var nodes: [Node] = []
  /// What a model file calls its operations that are none of the layers, by their numbers.
  public internal(set) var labels: [Int: String] = [:]
  /// The numbers that a model file holds for each node; nil for a network that is no file, whose
  /// layers have what their rules say.
  package internal(set) var stored: [StoredNumbers]?
  /// What a model file has beside the nodes, so that sums over the nodes may be too small.
  public internal(set) var omissions: [Omission] = []
  /// The nodes of which each element may depend on all of the input, whatever operations of their kind
  /// usually do: a softmax along a map's rows, a running sum.
  public internal(set) var mixing: Set<Int> = []
  /// What each operation is called inside of its scope.
  public internal(set) var names: [Layer.Name] = []
  /// The scopes, each after its parent and in the order of their first nodes.
  public internal(set) var scopes: [Scope] = []
  /// The values that are results of the network: the main one first, then those of side branches.
  public internal(set) var outputs: [Int] = []
  /// What the results are called, by their places in `outputs`; a result without a name is missing.
  public internal(set) var outputNames: [Int: String] = [:]
  /// The nodes with the weights of another, by their numbers: the node that has the parameters.
  public internal(set) var shared: [Int: Int] = [:]
  /// The numbers of a model file that nodes read and that count at earlier nodes, by the numbers of the nodes
  /// that read them.
  package internal(set) var borrowed: [Int: StoredNumbers] = [:]
  /// The nodes that pool regions, in order.
  public internal(set) var regionPools: [Int] = []
  /// The values that nodes read, node after node.
  var edges: [Int] = []
  /// Where a shortcut depended on whether two values have equal shapes.
  var choices: [Choice] = []

  /// Two values whose shapes decided on a shortcut.
  struct Choice: Hashable, Sendable {
    var first: Int
    var second: Int
    var areEqual: Bool
  }

  /// The nodes whose size follows from that of another value, in order.
  var fits: [Fit] = []

  /// A node, and the value whose height and width its result has.
  struct Fit: Hashable, Sendable {
    var node: Int
    var fitting: Fitting
    var value: Int
  }

  init(inputs: [Shape], framework: Framework? = nil) {
    self.inputs = inputs
    self.framework = framework
  }

  /// Gives an input another shape.
  mutating func setInput(_ index: Int, to shape: Shape) { inputs[index] = shape }

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

  /// Returns the number of the node that has the parameters of a node: itself, or the first of those that share.
  public func owner(of index: Int) -> Int {
    shared.isEmpty ? index : shared[index] ?? index
  }

  /// Returns what the operation of a node is called.
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

  /// Returns the shape that a node reads first.
  func input(of index: Int) -> Shape {
    shape(ofValue: edges[nodes[index].edges.lowerBound])
  }

  /// Returns what a node costs by the standard convention.
  ///
  /// - Throws: `ShapeError.overflow` where a count does not fit in 64 bits.
  func cost(_ index: Int) throws(ShapeError) -> Cost {
    let node = nodes[index]
    var cost = try node.operation.cost(
      input: shape(ofValue: edges[node.edges.lowerBound]), output: node.output)
    if let stored { cost.hold(stored[index]) }
    if owner(of: index) != index { cost.hold(.none) }
    return cost
  }

  /// Returns the shapes that a node reads, in order.
  public func inputShapes(of node: Node) -> [Shape] {
    inputs(of: node).map(shape(ofValue:))
  }
}
