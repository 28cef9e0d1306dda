extension Graph {
  /// Returns the graph as a convention's tool sees it. The nodes keep their numbers.
  ///
  /// If the network does not follow code of the tool's framework, its source forms do not apply,
  /// and the usual ones are assumed. Norms are folded if the convention folds them.
  public func asSeen(by convention: Convention) -> Graph {
    let graph = asWritten(for: convention.framework)
    return convention.foldsNorms ? graph.foldingNorms() : graph
  }

  /// Returns the graph with the usual source forms if it does not follow code of the framework.
  /// Source forms that come from a model file are valid for every tool.
  public func asWritten(for framework: Framework) -> Graph {
    guard framework != self.framework, stored == nil else { return self }
    var graph = self
    for index in nodes.indices {
      graph.nodes[index].form = nodes[index].operation.usualForm
    }
    return graph
  }

  /// Returns the graph with batch norms folded into convolutions, as exporters and compilers do:
  /// the convolution has a bias and the norm does nothing. The norm must be the only reader of the
  /// convolution.
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
      case .convolution(var convolution):
        convolution.bias = true
        graph.nodes[source].operation = .convolution(convolution)
      case .transposedConvolution(var convolution):
        convolution.bias = true
        graph.nodes[source].operation = .transposedConvolution(convolution)
      default: continue
      }
      graph.nodes[index].operation = .identity
      // Shared weights that are multiplied with the scales of separate norms are no longer shared.
      if shared[source] != nil, shared[index] == nil {
        graph.shared[source] = nil
        graph.stored?[source] = borrowed[source] ?? .none
        graph.borrowed[source] = nil
      }
      guard graph.stored != nil else { continue }
      let biases = nodes[source].output.channels
      if graph.shared[source] == nil {
        graph.stored?[source].biases = biases
      } else {
        graph.borrowed[source]?.biases = biases
      }
      // A new bias is stored as the norm's shift was.
      if let norm = storedBits[index], let count = stored?[index], count.normalization > 0 {
        let hadBias = (stored?[source].biases ?? 0) > 0
        graph.storedBits[source, default: StoredBits()].parameters +=
          hadBias ? 0 : norm.parameters / count.normalization * biases
      }
      graph.storedBits[index] = nil
      graph.stored?[index] = .none
      graph.borrowed[index] = nil
    }
    return graph
  }
}
