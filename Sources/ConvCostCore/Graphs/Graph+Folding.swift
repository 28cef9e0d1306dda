extension Graph {
  /// Returns the graph with every batch norm that alone reads a convolution made a part of it, as
  /// exporters and compilers do: the convolution has a bias and the norm does nothing.
  ///
  /// The nodes keep their numbers. A norm in front of a convolution, as DenseNet has it, stays.
  public func foldingNorms() -> Graph {
    var readers = [Int](repeating: 0, count: inputs.count + nodes.count)
    for value in edges { readers[value] += 1 }
    for value in outputs { readers[value] += 1 }
    var graph = self
    for index in nodes.indices {
      guard case .batchNorm = nodes[index].operation else { continue }
      let value = edges[nodes[index].edges.lowerBound]
      guard value >= inputs.count, readers[value] == 1 else { continue }
      let source = value - inputs.count
      switch nodes[source].operation {
      case .conv2d(var convolution):
        convolution.bias = true
        graph.nodes[source].operation = .conv2d(convolution)
      case .convTranspose2d(var convolution):
        convolution.bias = true
        graph.nodes[source].operation = .convTranspose2d(convolution)
      default: continue
      }
      graph.nodes[index].operation = .identity
    }
    return graph
  }
}
