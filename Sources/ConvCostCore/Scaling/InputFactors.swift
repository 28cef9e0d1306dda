/// What the counts of networks of one form have of their input.
///
/// Most layers keep channels and positions apart: their multiply-accumulates are a number that
/// follows from channels times one that follows from the input's extent, and so are the elements of
/// their results. If networks differ in channels alone, network w has on input i
///
///     MACs = Σ a(w, k) · n(k, i)
///
/// with a column k for each way in which positions grow with the input. So W networks on I inputs
/// take W + I passes and W · I short sums, which are exact.
///
/// The stored numbers of such networks do not depend on the input. A network whose linear layers
/// read all positions of a map has no factors if the map's size varies.
///
/// It is an object, because many variants share it.
package final class InputFactors: Sendable {
  private let form: NetworkForm
  /// Whether networks have the same operations on an input as on their own.
  private let isRegular: [Bool]
  /// The column of each node's MACs, and then that of each node's activations; nil for zero.
  private let columns: [Int?]
  /// The number of columns.
  private let width: Int
  /// The multiples of all columns on the first input, then on the next.
  private let multiples: [Int]
  /// The multiples on the input on which networks of the form are given.
  private let own: [Int]
  /// The largest multiple of each column on any input.
  private let largest: [Int]
  /// The most positions that a value has on any input.
  private let mostPositions: Int
  /// The positions of the network's first input on each of the inputs.
  private let inputPositions: [Int]

  /// Passes over a network on each of some inputs; nil if its counts are not such products.
  ///
  /// - Parameters:
  ///   - network: a network of the form, on its own input.
  ///   - inputs: the shapes of the network's inputs, a list for each variant.
  ///   - own: the place of the network's own inputs among them.
  package init?(_ network: PreparedNetwork, on inputs: [[Shape]], own: Int) {
    let graph = network.graph
    guard graph.statedNumbers.isEmpty, inputs[own] == graph.inputs,
      inputs.allSatisfy({ $0.map(\.channels) == graph.inputs.map(\.channels) }),
      let costs = graph.nodeCosts
    else { return nil }
    let places = graph.values.map(\.withoutChannels)
    var proportions = Proportions(of: costs.counts)
    var isRegular: [Bool] = []
    var isVaried = [Bool](repeating: false, count: places.count)
    var mostPositions = 1
    var workspace = PreparedNetwork.Workspace()
    var row = costs
    for shapes in inputs {
      let isPossible = network.pass(
        shapes[0], Array(shapes.dropFirst()), Scaling(), &workspace
      ) { row[$0] = $1 }
      let values = workspace.shapes.prefix(places.count)
      // Shortcuts are chosen by channels too, which differ from network to network.
      let isAlike =
        isPossible
        && graph.choices.allSatisfy { choice in
          (values[choice.first].withoutChannels == values[choice.second].withoutChannels)
            == (places[choice.first] == places[choice.second])
        }
      isRegular.append(isAlike)
      guard isAlike else {
        proportions.skip()
        continue
      }
      guard zip(row, costs).allSatisfy({ $0.stores(the: $1) }), proportions.add(row.counts) else {
        return nil
      }
      for (value, shape) in values.enumerated() {
        let place = shape.withoutChannels
        isVaried[value] = isVaried[value] || place != places[value]
        mostPositions = max(mostPositions, place.count)
      }
    }
    let mixesPositions = graph.nodes.contains { node in
      node.operation.channelUse.mixesPositions
        && graph.edges[node.edges].contains { isVaried[$0] }
    }
    guard isRegular[own], !mixesPositions else { return nil }
    form = NetworkForm(graph)
    self.isRegular = isRegular
    columns = proportions.columns
    let multiples = proportions.multiples
    width = multiples.count
    self.multiples = inputs.indices.flatMap { input in multiples.map { $0[input] } }
    self.own = multiples.map { $0[own] }
    largest = multiples.map { $0.max() ?? 0 }
    self.mostPositions = mostPositions
    inputPositions = inputs.map { $0[0].withoutChannels.count }
  }

  /// Returns what the counts of a network of this form have of its channels; nil if it has another
  /// form, or so many channels that a variant may exceed what can be counted.
  ///
  /// - Parameter graph: the network on the input on which networks of the form are given.
  package func channels(of graph: Graph) -> ChannelFactors? {
    guard NetworkForm(graph) == form, graph.statedNumbers.isEmpty, let costs = graph.nodeCosts
    else { return nil }
    var factors = ChannelFactors(columns: width, inputChannels: graph.inputs[0].channels)
    var bound = Cost.zero
    do throws(ShapeError) {
      for cost in costs { try factors.own.add(cost) }
      for (index, count) in costs.counts.enumerated() {
        guard let column = columns[index] else {
          guard count == 0 else { return nil }
          continue
        }
        let (factor, remainder) = count.quotientAndRemainder(dividingBy: own[column])
        guard remainder == 0 else { return nil }
        let most = try product("counts", factor, largest[column])
        if index < costs.count {
          factors.macs[column] += factor
          try bound.add(Cost(macs: most))
        } else {
          factors.activations[column] += factor
          try bound.add(Cost(activations: most))
        }
      }
      let channels = graph.values.reduce(1) { max($0, $1.channels) }
      _ = try product("elements", channels, mostPositions)
    } catch {
      return nil
    }
    return factors
  }

  /// Returns the elements of a network's first input on one of the inputs.
  package func inputElements(of network: ChannelFactors, on input: Int) -> Int {
    network.inputChannels * inputPositions[input]
  }

  /// Returns the total of a network on one of the inputs; nil if it is impossible there, or has
  /// other operations.
  package func total(of network: ChannelFactors, on input: Int) -> Cost? {
    guard isRegular[input] else { return nil }
    var total = network.own
    total.macs = 0
    total.activations = 0
    for column in 0..<width {
      let multiple = multiples[input * width + column]
      total.macs &+= network.macs[column] &* multiple
      total.activations &+= network.activations[column] &* multiple
    }
    total.flops = 2 * total.macs
    return total
  }
}

/// What the counts of a network have of its channels; see `InputFactors`.
package struct ChannelFactors: Sendable {
  /// The cost on the network's own input. Its stored numbers are those on every input.
  fileprivate var own = Cost.zero
  fileprivate let inputChannels: Int
  /// A factor for each column.
  fileprivate var macs: [Int]
  fileprivate var activations: [Int]

  fileprivate init(columns: Int, inputChannels: Int) {
    self.inputChannels = inputChannels
    macs = Array(repeating: 0, count: columns)
    activations = macs
  }
}

extension Cost {
  /// Whether another cost has the same stored numbers.
  fileprivate func stores(the other: Cost) -> Bool {
    weights == other.weights && biases == other.biases && normalization == other.normalization
      && buffers == other.buffers
  }
}

extension [Cost] {
  /// The counts that grow with the input: the MACs of all nodes, then their activations.
  fileprivate var counts: [Int] { map(\.macs) + map(\.activations) }
}

extension Graph {
  /// The shapes of all values.
  fileprivate var values: [Shape] { inputs + nodes.map(\.output) }

  /// The cost of each node; nil if one is too large to be counted.
  fileprivate var nodeCosts: [Cost]? {
    var costs: [Cost] = []
    costs.reserveCapacity(nodes.count)
    for index in nodes.indices {
      guard let cost = try? cost(index) else { return nil }
      costs.append(cost)
    }
    return costs
  }
}
