extension Training {
  /// The optimisers whose state is known.
  ///
  /// | optimiser | numbers of state for a tensor of n parameters |
  /// |---|---|
  /// | `sgd` | 0 |
  /// | `momentum`, `lion`, `rmsprop`, `adagrad` | n |
  /// | `adam`, `adamw` | 2n |
  /// | `adam8bit` | 2n, in 8 bits, and two scales for each 256 |
  /// | `adafactor` | with two axes or more, n/a + n/b for the last lengths a and b; otherwise n |
  public enum Optimizer: String, Hashable, Sendable, CaseIterable {
    /// Stochastic gradient descent.
    case sgd
    /// With momentum: a velocity.
    case momentum
    /// A mean of squared gradients. Tieleman and Hinton, 2012.
    case rmsprop
    /// A sum of squared gradients. Duchi, Hazan and Singer, 2011.
    case adagrad
    /// Two moments. Kingma and Ba, "Adam", 2014.
    case adam
    /// Adam with decoupled decay. Loshchilov and Hutter, 2017.
    case adamw
    /// A momentum of which only the sign is used. Chen et al., 2023.
    case lion
    /// Adam with states of 8 bits in blocks of 256. Dettmers et al., "8-bit Optimizers via
    /// Block-wise Quantization", 2021; tensors of less than 4,096 numbers keep 32 bits, as in
    /// bitsandbytes.
    case adam8bit
    /// The second moment as two vectors. Shazeer and Stern, "Adafactor", 2018, without a first
    /// moment, as in PyTorch.
    case adafactor

    /// Returns the numbers of state for a tensor of parameters.
    public func states(of lengths: [Int]) -> Int {
      let count = lengths.reduce(1, *)
      switch self {
      case .sgd: return 0
      case .momentum, .rmsprop, .adagrad, .lion: return count
      case .adam, .adamw, .adam8bit: return 2 * count
      case .adafactor:
        guard lengths.count > 1, let last = lengths.last, last > 0 else { return count }
        let other = max(1, lengths[lengths.count - 2])
        return count / last + count / other
      }
    }

    /// Returns the bytes of state for a tensor of parameters whose states have a format.
    public func stateBytes(of lengths: [Int], in type: DataType) -> Int {
      let states = states(of: lengths)
      let count = lengths.reduce(1, *)
      guard self == .adam8bit else { return type.bytes(of: states) ?? Cost.largestCount }
      // Each block of both states has a scale in 32 bits.
      return count < 4096 ? 4 * states : states + 2 * 4 * ((count + 255) / 256)
    }
  }
}

extension Analysis {
  /// The lengths of every tensor of parameters, each once: a kernel, a matrix, a vector.
  package var parameterTensors: [[Int]] {
    var tensors: [[Int]] = []
    for (index, node) in graph.nodes.enumerated() where graph.owner(of: index) == index {
      let cost = costs[index]
      if cost.weights > 0 {
        let lengths = node.operation.weightLengths(
          input: graph.input(of: index), output: node.output)
        // A file may store other numbers than the layer's rule has.
        tensors.append(
          lengths.flatMap { $0.reduce(1, *) == cost.weights ? $0 : nil } ?? [cost.weights])
      }
      if cost.biases > 0 { tensors.append([cost.biases]) }
      if cost.normalization > 0 {
        // A scale and a shift for each channel, or one of them.
        let half = cost.normalization / 2
        tensors +=
          cost.normalization % 2 == 0 && half >= node.output.channels
          ? [[half], [half]] : [[cost.normalization]]
      }
    }
    return tensors
  }
}

extension Operation {
  /// The lengths of the weights as PyTorch has them; nil for an operation whose weights are a
  /// vector.
  fileprivate func weightLengths(input: Shape, output: Shape) -> [Int]? {
    switch self {
    case .convolution(let convolution):
      let groups = convolution.filters.groups(on: input.channels)
      guard groups > 0 else { return nil }
      return [output.channels, input.channels / groups] + convolution.window.kernelLengths(input)
    case .transposedConvolution(let transposed):
      let groups = transposed.filters.groups(on: input.channels)
      guard groups > 0 else { return nil }
      return [input.channels, output.channels / groups] + transposed.window.kernelLengths(input)
    case .linear: return [output.channels, input.channels]
    default: return nil
    }
  }
}

extension Window {
  /// The lengths of the kernel along the axes of a map.
  fileprivate func kernelLengths(_ input: Shape) -> [Int] {
    (kernel.along(input.rank ?? 2) ?? kernel).lengths
  }
}
