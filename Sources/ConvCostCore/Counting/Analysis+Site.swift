extension Analysis {
  /// Returns an operation with its shapes and its cost.
  package func site(_ index: Int) -> Site {
    let node = graph.nodes[index]
    let inputs = graph.inputs(of: node)
    return Site(
      operation: node.operation, form: node.form,
      input: graph.shape(ofValue: inputs.first ?? 0), arity: inputs.count, output: node.output,
      regions: regionCounts[index] ?? 1, cost: costs[index], lender: costOfWeights(index))
  }
}
