/// A network that is prepared to be counted many times, at other inputs and widths, as searches do.
///
/// The graph is built once; a count passes over it, infers the shapes anew and allocates nothing.
/// The result is exactly the one that a report of the scaled network gives:
///
///     let prepared = try PreparedNetwork(network)
///     var workspace = PreparedNetwork.Workspace()
///     let cost = try prepared.total(
///       on: .map(3, 192), scaledBy: Scaling(width: 0.75), using: &workspace)
///
/// A prepared network can be shared by threads; each needs a workspace of its own. A count of ten
/// thousand nodes or fewer takes microseconds, and one at another depth builds a graph anew.
public struct PreparedNetwork: Sendable {
  /// The network as it was given.
  public let network: Network
  /// Its graph.
  public let graph: Graph
  /// How operations divide channels.
  private let channelGroups: ChannelGroups
  /// The number of equal parts of which a node's channels are one; 0 if the width does not change
  /// the node.
  private let parts: [Int]
  /// The node whose weights a node uses: itself, or an earlier one.
  private let owners: [Int]

  /// Memory for shapes, which is reused from one count to the next.
  public struct Workspace: Sendable {
    var shapes: [Shape] = []

    public init() {}
  }

  /// Prepares a network.
  ///
  /// - Throws: `NetworkError` for a network that cannot be built.
  public init(_ network: Network) throws(NetworkError) {
    self.network = network
    let (graph, origins) = try Graph.lowered(network, withProjections: false)
    self.graph = graph
    channelGroups = network.channelGroups
    let parts = try network.channelParts()
    self.parts = origins.map { origin in origin.flatMap { parts[$0] } ?? 0 }
    owners = graph.nodes.indices.map(graph.owner)
  }

  /// Returns the cost of the network on an input with its channels scaled.
  ///
  /// - Parameters:
  ///   - input: the shape of one sample of the first input; nil for the network's own.
  ///   - sideInputs: the shapes of the other inputs, as many as the network has; nil for its own.
  ///   - scaling: the width and the depth; a depth other than 1 changes the graph and makes the
  ///     count slow.
  /// - Precondition: `sideInputs` has a shape for each of the network's.
  /// - Throws: `NetworkError` if the network cannot be built at that size.
  public func total(
    on input: Shape? = nil, sideInputs: [Shape]? = nil, scaledBy scaling: Scaling = Scaling(),
    using workspace: inout Workspace
  ) throws(NetworkError) -> Cost {
    // What is stated of a layer does not follow from the shapes that it reads.
    if scaling.depth == 1, scaling.isValid, graph.statedNumbers.isEmpty,
      let cost = pass(input ?? network.input, sideInputs, scaling, &workspace)
    {
      return cost
    }
    // If the graph would be different or impossible, it is built anew, so that errors are those of
    // a report.
    return try Analysis(scaledGraph(on: input, sideInputs: sideInputs, by: scaling)).total
  }

  /// Returns the graph of the network on an input with its channels and repeats scaled.
  ///
  /// - Throws: `NetworkError` if the network cannot be built at that size.
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

  /// Returns the cost by a pass over the prepared graph; nil if the graph at that size is a
  /// different one.
  private func pass(
    _ input: Shape, _ sideInputs: [Shape]?, _ scaling: Scaling, _ workspace: inout Workspace
  ) -> Cost? {
    var total = Cost.zero
    let isDone = pass(input, sideInputs, scaling, &workspace) { (_, cost) throws(ShapeError) in
      try total.add(cost)
    }
    return isDone ? total : nil
  }

  /// Passes over the prepared graph and gives the cost of each node; false if the graph at that
  /// size is a different one. The shapes of all values are in the workspace after the pass.
  ///
  /// Arrays are read through their buffers: counting references to memory that all threads share
  /// would make the threads wait for each other.
  @inline(__always)
  func pass(
    _ input: Shape, _ sideInputs: [Shape]?, _ scaling: Scaling, _ workspace: inout Workspace,
    _ body: (_ node: Int, Cost) throws(ShapeError) -> Void
  ) -> Bool {
    let scaling = scaling.width == 1 ? nil : scaling.respecting(channelGroups)
    guard (try? input.validate()) != nil else { return false }
    let inputs = graph.inputs.count
    let count = graph.nodes.count + inputs
    if workspace.shapes.count < count {
      workspace.shapes = Array(repeating: .vector(1), count: count)
    }
    precondition(sideInputs.map { $0.count == inputs - 1 } ?? true, "a shape for each side input")
    workspace.shapes[0] = input
    for value in 1..<inputs {
      let shape = sideInputs?[value - 1] ?? graph.inputs[value]
      guard (try? shape.validate()) != nil else { return false }
      workspace.shapes[value] = shape
    }
    return graph.nodes.withUnsafeBufferPointer { nodes in
      graph.edges.withUnsafeBufferPointer { edges in
        parts.withUnsafeBufferPointer { parts in
          owners.withUnsafeBufferPointer { owners in
            workspace.shapes.withUnsafeMutableBufferPointer { shapes in
              return graph.fits.withUnsafeBufferPointer { fits in
                Self.pass(
                  nodes, edges, parts, owners, fits, scaling, shapes, after: inputs,
                  graph.choices, body)
              }
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func pass(
    _ nodes: UnsafeBufferPointer<Graph.Node>, _ edges: UnsafeBufferPointer<Int>,
    _ parts: UnsafeBufferPointer<Int>, _ owners: UnsafeBufferPointer<Int>,
    _ fits: UnsafeBufferPointer<Graph.Fit>,
    _ scaling: ChannelScaling?, _ shapes: UnsafeMutableBufferPointer<Shape>, after inputs: Int,
    _ choices: [Graph.Choice], _ body: (_ node: Int, Cost) throws(ShapeError) -> Void
  ) -> Bool {
    var fits = fits[...]
    do throws(ShapeError) {
      for index in nodes.indices {
        let read = nodes[index].edges
        let first = shapes[edges[read.lowerBound]]
        var operation = nodes[index].operation
        if let scaling, parts[index] > 0 {
          operation = operation.scaled(by: scaling.ofPart(parts[index]))
        }
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
            return false
          }
          cost.hold(.none)
        }
        try body(index, cost)
        shapes[inputs + index] = output
      }
    } catch {
      return false
    }
    for choice in choices {
      let areEqual = shapes[choice.first] == shapes[choice.second]
      guard areEqual == choice.areEqual else { return false }
    }
    return true
  }
}
