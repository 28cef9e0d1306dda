/// The weighted layers whose inputs already see as many samples as the image has, along each axis.
package struct ImageCoverage: Equatable, Sendable {
  /// The first of these layers in execution order; nil if there is no such layer.
  package var first: Int?
  /// The multiply-accumulates of these layers, as the analysis counts them.
  package var macs = 0

  /// Finds the layers of a network.
  ///
  /// - Parameters:
  ///   - analysis: the network's counts.
  ///   - fields: the fields of its graph.
  package init(_ analysis: Analysis, _ fields: ReceptiveFields) {
    let graph = analysis.graph
    for (index, node) in graph.nodes.enumerated() where node.operation.kind.isWeighted {
      let sees = graph.inputs(of: node).allSatisfy { value in
        graph.inputs[fields.inputs[value]].extent.map(fields.values[value].covers) ?? false
      }
      guard sees else { continue }
      macs += analysis.costs[index].macs
      if first == nil { first = index }
    }
  }
}
