/// Which values are in memory while each operation runs, and how much that is at its peak.
///
/// Operations run one after another in the graph's order. A value is in memory from the operation
/// that computes it to the last that reads it; a result of the network stays to the end. While an
/// operation runs, its inputs and its output are in memory, and all values that are read later.
/// Flattening, reshaping, permuting, slicing, dropout, stochastic depth and identity give views,
/// which take no memory and keep the values in memory of which they are views.
///
/// Counted in elements of one sample; after the model of Liberis and Lane, "Neural networks on
/// microcontrollers", 2019, whose working set of an operator this is.
///
/// ```swift
/// let graph = try Network(zoo: "mobilenet_v2").graph()
/// let liveness = try Liveness(graph)
/// print(liveness.peak, graph.operationDescription(liveness.peakNode))
/// ```
public struct Liveness: Sendable {
  /// The elements in memory while each node runs.
  public let live: [Int]
  /// The node with the most elements in memory; the first if there are several.
  public let peakNode: Int
  /// The values in memory while the peak's node runs, without views.
  public let peakValues: [Int]

  /// The most elements that are in memory at once.
  public var peak: Int { live[peakNode] }

  /// Follows the values of a graph.
  ///
  /// - Parameter inPlace: whether an activation overwrites its input if nothing reads the input
  ///   later.
  /// - Throws: `NetworkError` if a sum does not fit in 64 bits.
  public init(_ graph: Graph, inPlace: Bool = false) throws(NetworkError) {
    let values = graph.inputs.count + graph.nodes.count
    var owners = Self.viewed(graph)
    var lastUse = Self.lastUses(graph, owners)
    if inPlace { Self.reuse(graph, &owners, &lastUse) }

    var live: [Int] = []
    live.reserveCapacity(graph.nodes.count)
    var isFreed = [Bool](repeating: false, count: values)
    var current = 0
    var peakNode = 0
    for (value, input) in graph.inputs.enumerated() where lastUse[value] >= 0 {
      current = try graph.sum("live elements", current, input.count, at: 0)
    }
    for (index, node) in graph.nodes.enumerated() {
      let value = graph.inputs.count + index
      if owners[value] == value {
        current = try graph.sum("live elements", current, node.output.count, at: index)
      }
      live.append(current)
      if current > live[peakNode] { peakNode = index }
      for owner in graph.inputs(of: node).map({ owners[$0] }) + [owners[value]]
      where lastUse[owner] <= index && !isFreed[owner] {
        isFreed[owner] = true
        current -= graph.shape(ofValue: owner).count
      }
    }
    self.live = live
    self.peakNode = peakNode
    peakValues = (0..<values).filter { value in
      owners[value] == value && value - graph.inputs.count <= peakNode
        && lastUse[value] >= peakNode
    }
  }

  /// Returns for each value the one whose memory it uses: itself, or the value of which it is a
  /// view.
  private static func viewed(_ graph: Graph) -> [Int] {
    var owners = Array(0..<graph.inputs.count)
    owners.reserveCapacity(graph.inputs.count + graph.nodes.count)
    for node in graph.nodes {
      let value = owners.count
      owners.append(node.operation.isView ? owners[graph.inputs(of: node).first ?? value] : value)
    }
    return owners
  }

  /// Returns for each owner the number of the node that needs it last: the number of nodes for a
  /// result, its own node for a value that is never read, −1 for an input that is never read.
  private static func lastUses(_ graph: Graph, _ owners: [Int]) -> [Int] {
    var lastUse = owners.indices.map { $0 - graph.inputs.count }
    for value in graph.inputs.indices { lastUse[value] = -1 }
    for (index, node) in graph.nodes.enumerated() {
      for value in graph.inputs(of: node) { lastUse[owners[value]] = index }
    }
    for value in graph.outputs { lastUse[owners[value]] = graph.nodes.count }
    return lastUse
  }

  /// Lets activations overwrite inputs that are not read later.
  private static func reuse(_ graph: Graph, _ owners: inout [Int], _ lastUse: inout [Int]) {
    var replaced = Array(owners.indices)
    for (index, node) in graph.nodes.enumerated() {
      guard case .activation = node.operation, let input = graph.inputs(of: node).first else {
        continue
      }
      let value = graph.inputs.count + index
      let owner = replaced[owners[input]]
      guard owner >= graph.inputs.count, lastUse[owner] == index else { continue }
      replaced[value] = owner
      lastUse[owner] = max(index, lastUse[value])
    }
    for value in owners.indices { owners[value] = replaced[owners[value]] }
  }
}

extension Graph {
  /// Returns the sum of two counts of elements, or throws with the place of a node if it exceeds
  /// the largest total.
  func sum(
    _ quantity: String, _ first: Int, _ second: Int, at index: Int
  ) throws(NetworkError) -> Int {
    do throws(ShapeError) {
      return try ConvCostCore.sum(quantity, first, second)
    } catch {
      throw failure(error, at: index)
    }
  }
}
