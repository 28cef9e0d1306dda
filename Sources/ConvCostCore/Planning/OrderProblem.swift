/// The search for an execution order with the least peak, on sets of operations that have run.
struct OrderProblem {
  /// What a search found.
  enum Answer {
    /// An order with the least peak.
    case order([Int])
    /// No order has a peak below the given one.
    case noneBelow
    /// The search visited as many sets as it may. No order has a peak below this one.
    case cutOff(least: Int)
  }

  /// A node, as the search needs it.
  private struct Step {
    /// The values in memory that it reads, without views.
    var reads: [Int]
    /// The nodes whose results it reads, and those that read its result.
    var sources: [Int] = []
    var next: [Int] = []
    /// The size of its result; 0 for a view.
    var size: Int
    /// The value that its result may overwrite, and the size of the buffer that this takes.
    var overwritable: [Int]
    var workspace: Int
    /// Whether nothing reads the result, so that it is gone after the operation.
    var isUnread = false
  }

  private let steps: [Step]
  /// The nodes that read each value, also by way of views.
  private let readers: [[Int]]
  private let sizes: [Int]
  /// The values that stay to the end: the network's results.
  private let stays: [Bool]
  private let start: Int
  /// No order has a peak below this: the most that an operation itself needs.
  let bound: Int

  init(_ graph: Graph, overwriting rules: Overwriting, holdsInputs: Bool, sizes: [Int]?) {
    let lifetimes = Lifetimes(graph, holdsInputs: holdsInputs)
    let inputs = graph.inputs.count
    let values = inputs + graph.nodes.count
    let owners = (0..<values).map(lifetimes.owner(of:))
    let own = (0..<values).map { value in
      lifetimes.holds(value) ? sizes?[value] ?? graph.shape(ofValue: value).count : 0
    }
    var stays = [Bool](repeating: false, count: values)
    for value in graph.outputs { stays[owners[value]] = true }
    var steps: [Step] = []
    var readers = [[Int]](repeating: [], count: values)
    for (index, node) in graph.nodes.enumerated() {
      var reads: [Int] = []
      var seen: Set<Int> = []
      for value in graph.inputs(of: node) where seen.insert(owners[value]).inserted {
        reads.append(owners[value])
      }
      for owner in reads { readers[owner].append(index) }
      let (overwritable, workspace) = graph.overwritable(node, rules)
      let size = own[inputs + index]
      steps.append(
        Step(
          reads: reads, size: size,
          overwritable: overwritable.map { owners[$0] }.filter { $0 >= inputs },
          workspace: workspace == 0 ? 0 : size / max(1, node.output.count / workspace)))
      for source in Set(graph.inputs(of: node)).sorted() where source >= inputs {
        steps[source - inputs].next.append(index)
        steps[index].sources.append(source - inputs)
      }
    }
    for index in steps.indices {
      let value = inputs + index
      steps[index].isUnread =
        lifetimes.holds(value) && readers[value].isEmpty && !stays[value]
    }
    let start = own[..<inputs].reduce(0, +)
    var bound = start
    for step in steps {
      let read = step.reads.reduce(0) { $0 + own[$1] }
      let shared = step.overwritable.map { min(own[$0], step.size) }.max() ?? 0
      bound = max(bound, read + step.size + step.workspace - shared)
    }
    self.sizes = own
    self.start = start
    self.bound = bound
    self.steps = steps
    self.readers = readers
    self.stays = stays
  }

  /// A set of nodes that have run, with what is in memory after them.
  private struct State {
    var done: Bits
    var ready: [Int]
    var live: Int
    /// The most that was in memory so far.
    var peak: Int
  }

  /// A set of small numbers.
  private struct Bits: Hashable {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    func contains(_ number: Int) -> Bool { words[number >> 6] >> UInt64(number & 63) & 1 == 1 }
    mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }
  }

  private var initial: State {
    State(
      done: Bits(count: steps.count), ready: steps.indices.filter { steps[$0].sources.isEmpty },
      live: start, peak: start)
  }

  /// Returns what is in memory while a node runs after a set, and after it.
  private func running(_ node: Int, after state: State) -> (during: Int, after: Int) {
    let step = steps[node]
    var freed = step.isUnread ? step.size : 0
    var shared = 0
    for value in step.reads where !stays[value] {
      // The last reader is the one that is most likely still to come.
      guard readers[value].reversed().allSatisfy({ $0 == node || state.done.contains($0) })
      else { continue }
      freed += sizes[value]
      // The first that may be overwritten is, as in `Lifetimes`.
      if shared == 0, step.overwritable.contains(value) { shared = min(sizes[value], step.size) }
    }
    return (
      state.live + step.size - shared + (shared > 0 ? step.workspace : 0),
      state.live + step.size - freed
    )
  }

  /// Runs a node after a set.
  private func run(_ node: Int, _ state: inout State, _ path: inout [Int]) {
    let memory = running(node, after: state)
    state.peak = max(state.peak, memory.during)
    state.live = memory.after
    state.done.insert(node)
    path.append(node)
    state.ready.removeAll { $0 == node }
    for next in steps[node].next
    where steps[next].sources.reversed().allSatisfy(state.done.contains) {
      state.ready.append(next)
    }
  }

  /// Runs every node that is safe: one that fits below the peak so far and leaves no more in memory
  /// than before.
  private func runSafe(_ state: inout State, _ path: inout [Int]) {
    var isChanged = true
    while isChanged {
      isChanged = false
      for node in state.ready {
        let memory = running(node, after: state)
        guard memory.after <= state.live, memory.during <= state.peak else { continue }
        run(node, &state, &path)
        isChanged = true
      }
    }
  }

  /// Returns the order in which the next node is the one that needs least while it runs.
  func greedyOrder() -> [Int] {
    var state = initial
    var path: [Int] = []
    while true {
      runSafe(&state, &path)
      let next = state.ready.min { one, other in
        running(one, after: state) < running(other, after: state)
      }
      guard let next else { return path }
      run(next, &state, &path)
    }
  }

  /// Looks for an order with the least peak, if that is less than `limit`.
  func search(below limit: Int, mostStates: Int) -> Answer {
    var entries: [(state: State, parent: Int, path: [Int])] = []
    var least: [Bits: Int] = [:]
    var queue = Queue()
    func add(_ state: State, _ parent: Int, _ path: [Int]) {
      guard state.peak < limit, least[state.done].map({ state.peak < $0 }) ?? true else { return }
      least[state.done] = state.peak
      var depth = path.count
      if parent >= 0 { depth += queue.depths[parent] }
      queue.push(entries.count, peak: state.peak, depth: depth)
      entries.append((state, parent, path))
    }
    var state = initial
    var path: [Int] = []
    runSafe(&state, &path)
    add(state, -1, path)
    while let place = queue.pop() {
      let (state, _, _) = entries[place]
      if state.ready.isEmpty { return .order(Self.path(to: place, entries)) }
      guard entries.count < mostStates else { return .cutOff(least: state.peak) }
      guard least[state.done] == state.peak else { continue }
      for node in state.ready {
        var next = state
        var path: [Int] = []
        run(node, &next, &path)
        runSafe(&next, &path)
        add(next, place, path)
      }
    }
    return .noneBelow
  }

  private static func path(
    to place: Int, _ entries: [(state: State, parent: Int, path: [Int])]
  ) -> [Int] {
    var parts: [[Int]] = []
    var place = place
    while place >= 0 {
      parts.append(entries[place].path)
      place = entries[place].parent
    }
    return parts.reversed().flatMap { $0 }
  }
}

/// The sets that are still to be continued: first those with the least peak, and of these the
/// largest.
private struct Queue {
  /// How many nodes each set has, by the number of its entry.
  private(set) var depths: [Int] = []
  private var heap: [(entry: Int, peak: Int, depth: Int)] = []

  mutating func push(_ entry: Int, peak: Int, depth: Int) {
    depths.append(depth)
    heap.append((entry, peak, depth))
    var child = heap.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first.entry }
    heap[0] = last
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let child = children.min(by: isBefore), isBefore(child, parent) else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return first.entry
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    (heap[one].peak, -heap[one].depth, heap[one].entry)
      < (heap[other].peak, -heap[other].depth, heap[other].entry)
  }
}
