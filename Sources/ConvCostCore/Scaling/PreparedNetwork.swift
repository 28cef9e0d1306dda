/// A network that is counted again and again, at other inputs and widths, as searches do.
///
/// The graph is built once; a count passes over it, infers the shapes anew and allocates nothing. What it gives
/// is what a report of the scaled network gives, to the integer:
///
///     let prepared = try PreparedNetwork(network)
///     var workspace = PreparedNetwork.Workspace()
///     let cost = try prepared.total(
///       on: .map(3, 192), scaledBy: Scaling(width: 0.75), using: &workspace)
public struct PreparedNetwork: Sendable {
  /// The network as it was given.
  public let network: Network
  /// Its graph.
  public let graph: Graph
  /// How operations divide channels.
  private let channelGroups: ChannelGroups
  /// Whether the width leaves a node as it is.
  private let isFixed: [Bool]
  /// The node whose weights a node has: itself, or one before.
  private let owners: [Int]

  /// Memory for shapes, to be used for one count after the other.
  public struct Workspace: Sendable {
    fileprivate var shapes: [Shape] = []

    /// Creates an empty one.
    public init() {}
  }

  /// Prepares a network.
  ///
  /// - Throws: `NetworkError` for a network that cannot be.
  public init(_ network: Network) throws(NetworkError) {
    self.network = network
    let (graph, origins) = try Graph.lowered(network, withProjections: false)
    self.graph = graph
    channelGroups = network.channelGroups
    let isFixed = try network.fixedOperations()
    self.isFixed = origins.map { $0.map { isFixed[$0] } ?? true }
    owners = graph.nodes.indices.map(graph.owner)
  }

  /// Returns what the network costs on an input with its channels scaled.
  ///
  /// - Parameters:
  ///   - input: the shape of one sample of the first input; nil for the network's own.
  ///   - sideInputs: the shapes of the other inputs, as many as the network has; nil for its own.
  ///   - scaling: the width; the depth, which changes the graph, makes it slow.
  /// - Throws: `NetworkError` where the network cannot be of that size.
  public func total(
    on input: Shape? = nil, sideInputs: [Shape]? = nil, scaledBy scaling: Scaling = Scaling(),
    using workspace: inout Workspace
  ) throws(NetworkError) -> Cost {
    if scaling.depth == 1,
      let cost = pass(input ?? network.input, sideInputs, scaling, &workspace)
    {
      return cost
    }
    // Where the graph would be another, or cannot be, it is built, and the error is that of a report.
    return try Analysis(scaledGraph(on: input, sideInputs: sideInputs, by: scaling)).total
  }

  /// Returns the graph of the network on an input with its channels and repeats scaled.
  ///
  /// - Throws: `NetworkError` where the network cannot be of that size.
  public func scaledGraph(
    on input: Shape? = nil, sideInputs: [Shape]? = nil, by scaling: Scaling = Scaling()
  ) throws(NetworkError) -> Graph {
    var scaled = try network.scaled(by: scaling)
    scaled.input = input ?? network.input
    if let sideInputs {
      precondition(sideInputs.count == network.sideInputs.count, "a shape for each side input")
      for (index, shape) in sideInputs.enumerated() { scaled.sideInputs[index].shape = shape }
    }
    return try scaled.graph()
  }

  /// Returns the cost by a pass over the prepared graph; nil where that is not the graph of that size.
  ///
  /// Arrays are read through their buffers, for counting the references to what all threads share would make
  /// them wait for each other.
  private func pass(
    _ input: Shape, _ sideInputs: [Shape]?, _ scaling: Scaling, _ workspace: inout Workspace
  ) -> Cost? {
    let scaling = scaling.width == 1 ? nil : scaling.respecting(channelGroups)
    guard (try? input.validate()) != nil else { return nil }
    let inputs = graph.inputs.count
    let count = graph.nodes.count + inputs
    if workspace.shapes.count < count {
      workspace.shapes = Array(repeating: .vector(1), count: count)
    }
    precondition(sideInputs.map { $0.count == inputs - 1 } ?? true, "a shape for each side input")
    workspace.shapes[0] = input
    for value in 1..<inputs {
      let shape = sideInputs?[value - 1] ?? graph.inputs[value]
      guard (try? shape.validate()) != nil else { return nil }
      workspace.shapes[value] = shape
    }
    return graph.nodes.withUnsafeBufferPointer { nodes in
      graph.edges.withUnsafeBufferPointer { edges in
        isFixed.withUnsafeBufferPointer { isFixed in
          owners.withUnsafeBufferPointer { owners in
            workspace.shapes.withUnsafeMutableBufferPointer { shapes in
              return graph.fits.withUnsafeBufferPointer { fits in
                Self.pass(
                  nodes, edges, isFixed, owners, fits, scaling, shapes, after: inputs,
                  graph.choices)
              }
            }
          }
        }
      }
    }
  }

  private static func pass(
    _ nodes: UnsafeBufferPointer<Graph.Node>, _ edges: UnsafeBufferPointer<Int>,
    _ isFixed: UnsafeBufferPointer<Bool>, _ owners: UnsafeBufferPointer<Int>,
    _ fits: UnsafeBufferPointer<Graph.Fit>,
    _ scaling: ChannelScaling?, _ shapes: UnsafeMutableBufferPointer<Shape>, after inputs: Int,
    _ choices: [Graph.Choice]
  ) -> Cost? {
    var total = Cost.zero
    var fits = fits[...]
    do throws(ShapeError) {
      for index in nodes.indices {
        let read = nodes[index].edges
        let first = shapes[edges[read.lowerBound]]
        var operation = nodes[index].operation
        if let scaling, !isFixed[index] { operation = operation.scaled(by: scaling) }
        if let fit = fits.first, fit.node == index {
          operation = try fit.fitting.operation(on: first, like: shapes[fit.value])
          fits.removeFirst()
        }
        let output: Shape
        if case .merge(let merge) = operation {
          var joined = first
          for place in read.dropFirst() {
            joined = try merge.output(of: joined, shapes[edges[place]])
          }
          output = try merge.result(of: joined)
        } else {
          output = try operation.output(of: first)
        }
        var cost = try operation.cost(input: first, output: output)
        let owner = owners[index]
        if owner != index {
          guard first.channels == shapes[edges[nodes[owner].edges.lowerBound]].channels else {
            return nil
          }
          cost.hold(.none)
        }
        try total.add(cost)
        shapes[inputs + index] = output
      }
    } catch {
      return nil
    }
    for choice in choices {
      let areEqual = shapes[choice.first] == shapes[choice.second]
      guard areEqual == choice.areEqual else { return nil }
    }
    return total
  }
}

extension Graph {
  /// Whether each node keeps its channels when the network is scaled: those that give its results, on the way
  /// from there to the front whatever has no channels of its own, what is added to or multiplied with a
  /// value that keeps its channels, as the inputs do, and what shares weights with such a node.
  var fixedNodes: [Bool] {
    var isFixed = [Bool](repeating: false, count: inputs.count + nodes.count)
    for input in inputs.indices { isFixed[input] = true }
    for output in outputs { isFixed[output] = true }
    var isChanged: Bool
    repeat {
      isChanged = false
      for index in nodes.indices
      where !isFixed[inputs.count + index] && keepsChannels(index, where: isFixed) {
        isFixed[inputs.count + index] = true
        isChanged = true
      }
      for index in nodes.indices.reversed()
      where isFixed[inputs.count + index] && !nodes[index].operation.channelUse.isOwn {
        for value in edges[nodes[index].edges] where !isFixed[value] {
          isFixed[value] = true
          isChanged = true
        }
      }
      for (node, owner) in shared {
        let read = (edges[nodes[node].edges.lowerBound], edges[nodes[owner].edges.lowerBound])
        for (first, second) in [(inputs.count + node, inputs.count + owner), read]
        where isFixed[first] != isFixed[second] {
          isFixed[first] = true
          isFixed[second] = true
          isChanged = true
        }
      }
    } while isChanged
    return Array(isFixed.dropFirst(inputs.count))
  }

  /// Whether the result of a node has the channels of values that keep theirs.
  private func keepsChannels(_ index: Int, where isFixed: [Bool]) -> Bool {
    let node = nodes[index]
    let read = edges[node.edges]
    switch node.operation {
    // A single channel is stretched over the others', and says nothing of their number.
    case .merge(.add), .merge(.multiply):
      return read.contains {
        isFixed[$0] && shape(ofValue: $0).channels == node.output.channels
      }
    case .channelPad: return false
    default: return !node.operation.channelUse.isOwn && read.allSatisfy { isFixed[$0] }
    }
  }
}
