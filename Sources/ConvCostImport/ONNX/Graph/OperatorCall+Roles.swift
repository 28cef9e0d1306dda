extension OperatorCall {
  /// Returns the role of a constant at a place; nil if it is not a parameter: shapes, scales of
  /// quantised tensors, bounds, and single numbers of arithmetic.
  func role(at index: Int) -> ParameterRole? {
    switch (type, index) {
    case (.conv, 1), (.fusedConv, 1), (.convTranspose, 1), (.convInteger, 1), (.deformConv, 1),
      (.qLinearConv, 3), (.gemm, 1), (.gemm, 0), (.fusedGemm, 1), (.qGemm, 3), (.prelu, 1),
      (.qLinearMatMul, 3), (.qLinearMatMul, 0), (.lstm, 1), (.lstm, 2), (.gru, 1), (.gru, 2),
      (.rnn, 1), (.rnn, 2), (.gather, 0), (.matMul, _), (.fusedMatMul, _), (.matMulInteger, 0...1),
      (.einsum, _):
      .weight
    case (.conv, 2), (.fusedConv, 2), (.convTranspose, 2), (.deformConv, 3), (.qLinearConv, 8),
      (.gemm, 2), (.fusedGemm, 2), (.qGemm, 6), (.lstm, 3), (.gru, 3), (.rnn, 3), (.biasGelu, 1),
      (.skipLayerNormalization, 4):
      .bias
    // PyTorch writes a group norm as an instance norm of groups whose scale and shift do nothing,
    // followed by the learned ones.
    case (.instanceNormalization, 1...2):
      isNeutral(index, index == 1 ? 1 : 0) ? nil : .normalization
    case (.batchNormalization, 1...2), (.groupNormalization, 1...2), (.layerNormalization, 1...2),
      (.rmsNormalization, 1),
      (.skipLayerNormalization, 2...3):
      .normalization
    case (.batchNormalization, 3...4): .buffer
    case (.add, _), (.sub, _), (.sum, _): .bias
    case (.mul, _), (.div, _), (.concat, _): .weight
    default: nil
    }
  }

  /// Whether it gives lengths of its input and reads no elements.
  var givesLengths: Bool { type == .shape || type == .size }

  /// Whether the operator is arithmetic, which reads both parameters and other numbers.
  var isArithmetic: Bool {
    switch type {
    case .add, .sub, .sum, .mul, .div, .concat: true
    default: false
    }
  }

  /// Whether an input is a constant in the graph, not a stored tensor, in which all numbers equal
  /// the given one.
  private func isNeutral(_ index: Int, _ number: Double) -> Bool {
    guard let fact = self[index], fact.source?.kind == .constantNode else { return false }
    return fact.values?.floats.allSatisfy { $0 == number } ?? false
  }

  /// Whether the operator sums products: a layer, or a product of matrices.
  var hasProducts: Bool {
    switch type {
    case .conv, .fusedConv, .convInteger, .qLinearConv, .deformConv, .convTranspose, .matMul,
      .fusedMatMul, .matMulInteger, .qLinearMatMul, .gemm, .fusedGemm, .qGemm, .einsum, .attention,
      .lstm, .gru, .rnn:
      true
    default: false
    }
  }
}
