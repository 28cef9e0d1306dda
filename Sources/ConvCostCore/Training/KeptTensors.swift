/// What each operation keeps until the backward pass, as PyTorch's autograd does, and which values
/// are kept.
struct KeptTensors {
  /// The nodes that keep a value.
  struct Keepers {
    var first: Int
    var last: Int
  }

  /// What each node keeps besides values of the graph.
  private(set) var nodes: [SavedTensors] = []
  /// The nodes that keep each value; nil for a value that is not kept. A view is kept as the value
  /// of which it is a view.
  private(set) var keepers: [Keepers?]
  /// The value whose memory each value has in training.
  private(set) var owners: [Int]
  /// The FLOPs of the backward pass.
  private(set) var backwardFLOPs = 0

  /// Follows a network.
  ///
  /// - Throws: `NetworkError` for a count that does not fit in 64 bits.
  init(_ analysis: Analysis) throws(NetworkError) {
    let graph = analysis.graph
    keepers = Array(repeating: nil, count: graph.inputs.count + graph.nodes.count)
    var backward = 0
    var hasGradient = [Bool](repeating: false, count: graph.inputs.count)
    owners = Array(graph.inputs.indices)
    for (index, node) in graph.nodes.enumerated() {
      let value = owners.count
      let inputs = graph.inputs(of: node)
      let tensors: SavedTensors
      do throws(ShapeError) {
        tensors = try node.operation.saved(
          inputs: graph.inputShapes(of: node), output: node.output)
      } catch {
        throw graph.failure(error, at: index)
      }
      owners.append(node.operation.isViewInTraining ? owners[inputs.first ?? value] : value)
      let learns = analysis.costOfWeights(index).parameters > 0
      let gradients = inputs.count(where: { hasGradient[$0] })
      hasGradient.append(learns || gradients > 0)
      guard learns || gradients > 0 else {
        nodes.append(.nothing)
        continue
      }

      // Both factors of a product have a gradient, or the weights and the input.
      let hasWeights = learns || node.operation.hasOwnWeights
      // Cannot overflow: the standard counts ensure that twice the total FLOPs fit.
      backward += min(2, gradients + (hasWeights ? 1 : 0)) * analysis.costs[index].macs

      if case .merge(.multiply) = node.operation {
        guard let products = keepFactors(of: index, inputs, hasGradient, graph) else {
          throw graph.keepsTooMuch(at: index)
        }
        nodes.append(products)
        continue
      }
      for input in inputs {
        let isKept =
          switch tensors.inputs {
          case .none: false
          case .all: true
          case .factors: learns || gradients > (hasGradient[input] ? 1 : 0)
          }
        if isKept { keep(owners[input], at: index) }
      }
      if tensors.output { keep(owners[value], at: index) }
      nodes.append(tensors)
    }
    backwardFLOPs = 2 * backward
  }

  /// Keeps the factors of a product, and returns the intermediate products that are kept; nil if
  /// they do not fit.
  ///
  /// PyTorch multiplies two at a time: each factor is kept if the product before it has a gradient,
  /// and that product if the factor has one.
  private mutating func keepFactors(
    of node: Int, _ factors: ArraySlice<Int>, _ hasGradient: [Bool], _ graph: Graph
  ) -> SavedTensors? {
    guard let first = factors.first else { return .nothing }
    var saved = SavedTensors.nothing
    var product = (size: graph.shape(ofValue: first).count, hasGradient: hasGradient[first])
    for (place, factor) in factors.dropFirst().enumerated() {
      if product.hasGradient { keep(owners[factor], at: node) }
      if hasGradient[factor] {
        if place == 0 {
          keep(owners[first], at: node)
        } else {
          let (sum, overflow) = saved.activations.addingReportingOverflow(product.size)
          guard !overflow else { return nil }
          saved.activations = sum
        }
      }
      product.hasGradient = product.hasGradient || hasGradient[factor]
      product.size = max(product.size, graph.shape(ofValue: factor).count)
    }
    return saved
  }

  private mutating func keep(_ value: Int, at node: Int) {
    keepers[value] = Keepers(first: keepers[value]?.first ?? node, last: node)
  }
}

extension Operation {
  /// Whether the operation multiplies its input by weights of its own, even if a file does not say
  /// what they are.
  fileprivate var hasOwnWeights: Bool {
    if case .foreign(.product(_, let isLayer)) = self { return isLayer }
    return kind.isWeighted
  }
}
