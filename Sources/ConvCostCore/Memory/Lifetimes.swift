/// From which operation to which one each value is in memory, and which values share memory.
///
/// Steps are positions in the order of execution; the inputs are there before the first.
package struct Lifetimes: Sendable {
  /// What keeps a value in memory besides the operations that read it.
  package enum Holding: Equatable, Sendable {
    /// Nothing: it goes after the last operation that reads it.
    case readers
    /// The function that called a module with it, until the module returns. This is how PyTorch
    /// runs a network without a graph: the caller's variable refers to the tensor.
    case callers
    /// The operation that computes it and those that read it, while they run: other values that are
    /// read later do not count.
    case operands
  }

  /// What keeps values in memory.
  let holding: Holding

  /// The nodes in the order of their execution.
  package let order: [Int]
  /// The last step at which each value is needed: the number of steps for a result, its own step
  /// for a value that is never read, −1 for an input that is never read. Of a view, that of the
  /// value of which it is a view.
  let last: [Int]
  /// For each value whose memory it takes over, if it overwrites another one.
  let overwritten: [Int?]
  /// Each value's number, or that of the value of which it is a view.
  private let owners: [Int]
  private let steps: [Int]
  private let inputCount: Int
  /// The parts of a result that an operation computes in a buffer of its own, by node.
  private let workspaces: [Int: Int]
  /// Whether the network's inputs take memory.
  private let holdsInputs: Bool

  /// Finds the lifetimes in a graph.
  ///
  /// - Parameters:
  ///   - rules: which results may take the memory of an input.
  ///   - holding: what keeps values in memory.
  ///   - holdsInputs: whether the network's inputs take memory.
  ///   - copiesViews: whether the same elements in another shape or order are a copy, in memory of
  ///     their own. What does nothing is not even an operation then.
  ///   - order: the nodes in the order of their execution, each after those that it reads; nil for
  ///     the graph's order.
  package init(
    _ graph: Graph, overwriting rules: Overwriting = [], holding: Holding = .readers,
    holdsInputs: Bool = true, copiesViews: Bool = false, order: [Int]? = nil
  ) {
    self.holding = holding
    let order = order ?? Array(graph.nodes.indices)
    self.order = order
    self.holdsInputs = holdsInputs
    inputCount = graph.inputs.count
    var steps = [Int](repeating: 0, count: graph.nodes.count)
    for (step, node) in order.enumerated() { steps[node] = step }
    self.steps = steps
    let owners = Self.owners(of: graph, copiesViews: copiesViews)
    var last = owners.indices.map { $0 < graph.inputs.count ? -1 : steps[$0 - graph.inputs.count] }
    for (index, node) in graph.nodes.enumerated() {
      for value in graph.inputs(of: node) {
        let owner = owners[value]
        var step = steps[index]
        if holding == .callers { step = max(step, graph.end(ofCallWith: value, readBy: index)) }
        last[owner] = max(last[owner], step)
      }
    }
    for value in graph.outputs { last[owners[value]] = graph.nodes.count }
    var overwritten = [Int?](repeating: nil, count: owners.count)
    var workspaces: [Int: Int] = [:]
    for (step, node) in rules.isEmpty ? [] : Array(order.enumerated()) {
      let (inputs, workspace) = graph.overwritable(graph.nodes[node], rules)
      let free = inputs.first { owners[$0] >= graph.inputs.count && last[owners[$0]] == step }
      guard let free else { continue }
      overwritten[graph.inputs.count + node] = owners[free]
      if workspace > 0 { workspaces[node] = graph.nodes[node].output.count / workspace }
    }
    self.owners = owners
    self.last = last
    self.overwritten = overwritten
    self.workspaces = workspaces
  }

  /// Whether a value takes memory of its own: it is not a view, and an input that something reads.
  func holds(_ value: Int) -> Bool {
    owners[value] == value && (value >= inputCount || (holdsInputs && last[value] >= 0))
  }

  /// Returns the value whose memory a value uses: itself, or the one of which it is a view.
  func owner(of value: Int) -> Int { owners[value] }

  /// The step at which a node runs.
  func step(of node: Int) -> Int { steps[node] }

  /// The first step at which a value is in memory.
  func first(of value: Int) -> Int { value < inputCount ? 0 : steps[value - inputCount] }

  /// The size of the buffer in which a node computes a part of its result.
  func workspace(of node: Int, _ size: Int) -> Int {
    workspaces[node].map { size / $0 } ?? 0
  }

  /// Returns the memory that values take, in the order in which it is first used.
  func slots(_ size: (Int) -> Int) -> [MemorySlot] {
    var slots: [MemorySlot] = []
    var places: [Int: Int] = [:]
    for value in Array(0..<inputCount) + order.map({ inputCount + $0 }) where holds(value) {
      if let before = overwritten[value], let place = places[before] {
        places[value] = place
        slots[place].size = max(slots[place].size, size(value))
        slots[place].last = last[value]
        slots[place].values.append(value)
      } else {
        places[value] = slots.count
        slots.append(
          MemorySlot(
            values: [value], size: size(value), first: first(of: value), last: last[value]))
      }
    }
    return slots
  }

  /// Returns for each value the one whose memory it uses: itself, or the value of which it is a
  /// view.
  private static func owners(of graph: Graph, copiesViews: Bool) -> [Int] {
    var owners = Array(0..<graph.inputs.count)
    owners.reserveCapacity(graph.inputs.count + graph.nodes.count)
    for node in graph.nodes {
      let value = owners.count
      let isView = copiesViews ? node.operation.doesNothing : node.operation.isView
      owners.append(isView ? owners[graph.inputs(of: node).first ?? value] : value)
    }
    return owners
  }
}

/// Memory that one value takes, or several one after another that overwrite each other.
package struct MemorySlot: Equatable, Sendable {
  /// The values, in order.
  package var values: [Int]
  /// The size of the largest of them.
  package var size: Int
  /// The step at which it is first used.
  package var first: Int
  /// The last step at which it is used.
  package var last: Int

  /// Whether two are in use at the same step.
  func overlaps(_ other: MemorySlot) -> Bool { first <= other.last && other.first <= last }
}

extension Operation {
  /// Whether the result is the input at inference.
  fileprivate var doesNothing: Bool {
    switch self {
    case .identity, .dropout, .stochasticDepth: true
    default: false
    }
  }
}

extension Graph {
  /// Returns the last node of the outermost module that is called with a value and whose operation
  /// reads it; the reading node itself if no module is around it that the value is outside of.
  fileprivate func end(ofCallWith value: Int, readBy index: Int) -> Int {
    var scope = nodes[index].scope
    var end = index
    while scope != 0, scopes[scope].nodes.lowerBound > value - inputs.count {
      end = scopes[scope].nodes.upperBound - 1
      scope = scopes[scope].parent
    }
    return end
  }
}
