/// What networks that differ in channels alone have in common: what their operations do with
/// positions, and what they read.
package struct NetworkForm: Hashable, Sendable {
  private let inputs: [Shape]
  private let operations: [Operation]
  private let edges: [Int]
  private let reads: [Range<Int>]
  private let choices: [Graph.Choice]
  private let fits: [Graph.Fit]

  /// Creates the form of a network on its own input.
  package init(_ graph: Graph) {
    // Without width, every number of channels becomes one.
    let none = ChannelScaling(width: 0, divisor: 1)
    inputs = graph.inputs.map(\.withoutChannels)
    operations = graph.nodes.map { $0.operation.scaled(by: none) }
    edges = graph.edges
    reads = graph.nodes.map(\.edges)
    choices = graph.choices
    fits = graph.fits
  }
}

extension Shape {
  /// The shape with a single channel or feature, whose elements are the positions.
  var withoutChannels: Shape { with(channels: 1) }
}
