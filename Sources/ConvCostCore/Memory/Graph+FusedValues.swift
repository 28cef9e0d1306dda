extension Graph {
  /// The values that are never in memory if operations are fused with those before them, as
  /// compilers do.
  ///
  /// A value is one of them if a single operation reads it, once, and that is a norm, an activation
  /// or a sum, and it is computed by a convolution, a linear layer or an operation that is itself
  /// fused with one. Of the operands of a sum only the one that is computed last is fused: the
  /// others must be in memory already.
  public var fusedValues: Set<Int> {
    var readers = [Int](repeating: 0, count: inputs.count + nodes.count)
    for value in edges { readers[value] += 1 }
    for value in outputs { readers[value] += 1 }
    var fused: Set<Int> = []
    // Whether a value is computed by a layer, or by operations that are fused with one.
    var isChain = [Bool](repeating: false, count: inputs.count + nodes.count)
    for (index, node) in nodes.enumerated() {
      let value = inputs.count + index
      let read = inputs(of: node)
      switch node.operation {
      case .convolution, .transposedConvolution, .linear: isChain[value] = true
      case .batchNorm, .layerNorm, .groupNorm, .activation, .channelScale, .merge(.add):
        guard let operand = read.max(), operand >= inputs.count, isChain[operand],
          readers[operand] == 1
        else { continue }
        fused.insert(operand)
        isChain[value] = true
      default: continue
      }
    }
    return fused
  }
}
