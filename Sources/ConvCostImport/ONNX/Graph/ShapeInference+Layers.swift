extension ShapeInference {
  /// Returns for each step that computes a constant whether it is a layer with an input, and not a
  /// product of factors that are both parts of the result.
  ///
  /// | on constants | |
  /// |---|---|
  /// | a convolution, a recurrent layer, an attention | a layer |
  /// | a product of matrices with a bias: in itself, or in the sum after it | a layer |
  /// | a product of a table of more than two lengths with a matrix | a layer |
  /// | other products of matrices, Einsum | factors, such as those of a low rank |
  var layersOfConstants: [Bool] {
    var hasBias = Set<Int>()
    for step in constantSteps where step.call?.type == .add {
      let inputs = step.inputs.compactMap { $0 }.map { facts[$0] }
      guard inputs.count == 2, let counts = [inputs[0].count, inputs[1].count] as? [Int] else {
        continue
      }
      // A bias is smaller than the tensor to which it is added, and not a single number.
      for (sum, bias) in [(0, 1), (1, 0)] where 1 < counts[bias] && counts[bias] < counts[sum] {
        if let maker = inputs[sum].maker { hasBias.insert(maker) }
      }
    }
    return constantSteps.indices.map { index in
      guard let call = constantSteps[index].call, call.hasProducts else { return false }
      switch call.type {
      case .einsum: return false
      case .gemm, .fusedGemm: return call[2] != nil || hasBias.contains(index)
      case .matMul, .fusedMatMul, .matMulInteger:
        let ranks = [0, 1].map { call[$0]?.shape?.count ?? 0 }
        return hasBias.contains(index) || ranks[0] > max(2, ranks[1])
      default: return true
      }
    }
  }
}
