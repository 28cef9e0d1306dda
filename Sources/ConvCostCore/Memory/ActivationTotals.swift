/// The sizes of a network's activations by the definitions in use, in elements of one sample.
public struct ActivationTotals: Hashable, Sendable {
  /// The outputs of convolutions, pools with a window and linear layers. Radosavovic et al.,
  /// "Designing Network Design Spaces", 2020, as facebookresearch/pycls counts them.
  public var withPools: Int
  /// The network's input and the outputs of convolutions, pools and linear layers. MIT 6.5940,
  /// "Efficient Deep Learning Computing", lecture 2.
  public var withInput: Int
  /// The network's input and every value that is computed, without views.
  public var everyValue: Int
  /// The most that a convolution, pool or linear layer reads and writes together: what the same
  /// course calls the peak.
  public var largestLayer: Int

  /// Sums up the activations of a graph.
  ///
  /// - Throws: `NetworkError` if a sum does not fit in 64 bits.
  public init(_ graph: Graph) throws(NetworkError) {
    var input = 0
    for shape in graph.inputs { input = try graph.sum("activations", input, shape.count, at: 0) }
    withPools = 0
    withInput = input
    everyValue = input
    largestLayer = 0
    for (index, node) in graph.nodes.enumerated() {
      let count = node.output.count
      let work = node.operation.kind.work
      let isWeighted = work == .product
      let isWindow = work == .slidingPool
      let isPool = isWindow || work == .adaptivePool
      // These sums are parts of `everyValue`, except for views.
      everyValue = try graph.sum(
        "activations", everyValue, node.operation.isView ? 0 : count, at: index)
      if isWeighted || isWindow { withPools += count }
      if isWeighted || isPool {
        withInput += count
        var read = count
        for value in graph.inputs(of: node) {
          read = try graph.sum("activations", read, graph.shape(ofValue: value).count, at: index)
        }
        largestLayer = max(largestLayer, read)
      }
    }
  }
}
