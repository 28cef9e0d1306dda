/// What a training step takes beyond the forward pass, in numbers and operations of one sample.
///
/// Every trainable number has a gradient, and a state for each as the optimiser needs. For the backward
/// pass each operation keeps what PyTorch keeps: a convolution, a linear layer, a norm, a pool with
/// windows, a product and the functions without a simple inverse their inputs; ReLU, sigmoid, tanh and
/// softmax their results. A value that several operations keep is counted once; dropout's masks, the
/// positions of max pools and the statistics of norms are not counted.
public struct Training: Hashable, Sendable {
  /// The optimisers whose state is known.
  public enum Optimizer: String, Hashable, Sendable, CaseIterable {
    /// Stochastic gradient descent: no state.
    case sgd
    /// With momentum: a velocity for each parameter.
    case momentum
    /// Adam: two moments for each parameter. Kingma and Ba, 2014.
    case adam

    /// The numbers of state for each parameter.
    public var statesPerParameter: Int {
      switch self {
      case .sgd: 0
      case .momentum: 1
      case .adam: 2
      }
    }
  }

  /// The trainable numbers, each with a gradient.
  public var parameters: Int
  /// The elements that are kept for the backward pass.
  public var savedActivations: Int
  /// The FLOPs of the forward pass: two for each multiply-accumulate.
  public var forwardFLOPs: Int
  /// The FLOPs of the backward pass: the gradient of the weights and that of the input each cost as
  /// much as the forward pass. Layers that read the network's input need no gradient of it.
  public var backwardFLOPs: Int

  /// Estimates a training step of a network.
  ///
  /// - Parameter analysis: its standard counts.
  /// - Throws: `NetworkError` where a sum does not fit in 64 bits.
  public init(_ analysis: Analysis) throws(NetworkError) {
    let graph = analysis.graph
    parameters = analysis.total.parameters
    forwardFLOPs = analysis.total.flops
    var backward = 0
    var isSaved = [Bool](repeating: false, count: graph.inputs.count + graph.nodes.count)
    var owners = Array(graph.inputs.indices)
    for (index, node) in graph.nodes.enumerated() {
      let value = owners.count
      let inputs = graph.inputs(of: node)
      owners.append(node.operation.isView ? owners[inputs.first ?? value] : value)
      let needs = node.operation.savedForBackward(output: node.output)
      if needs.inputs { for input in inputs { isSaved[owners[input]] = true } }
      if needs.output { isSaved[owners[value]] = true }
      // The standard counts leave room: twice the total FLOPs fit.
      let readsImage = inputs.contains { owners[$0] < graph.inputs.count }
      backward += (readsImage ? 1 : 2) * analysis.costs[index].macs
    }
    backwardFLOPs = 2 * backward
    var saved = 0
    for value in isSaved.indices where isSaved[value] {
      saved += graph.shape(ofValue: value).count
      guard saved <= Cost.largestCount else {
        throw graph.failure(
          .totalOverflow(quantity: "saved activations"), at: max(0, value - graph.inputs.count))
      }
    }
    savedActivations = saved
  }
}

extension Operation {
  /// What the derivative of the operation needs.
  fileprivate func savedForBackward(output: Shape) -> (inputs: Bool, output: Bool) {
    switch kind {
    // A pool to 1×1 is a mean, whose derivative needs nothing.
    case .adaptiveAveragePool: (output.extent != 1, false)
    case .conv2d, .convTranspose2d, .linear, .batchNorm, .layerNorm, .groupNorm, .maxPool,
      .averagePool, .adaptiveMaxPool, .multiply, .channelScale, .radialBasis, .relu6, .silu, .gelu,
      .hardSwish,
      .hardSigmoid, .matrixProduct, .function:
      (true, false)
    case .relu, .sigmoid, .tanh, .softmax: (false, true)
    case .localResponseNorm: (true, true)
    default: (false, false)
    }
  }
}
