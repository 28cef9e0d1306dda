import ConvCostCore

/// What the numbers of a constant are to the operator that reads it.
enum ParameterRole {
  case weight, bias, normalization, buffer
}

extension OperatorCall {
  /// Returns what a constant at a place is to the operator; nil for what is no parameter: shapes, scales
  /// of quantised tensors, bounds, and numbers of ordinary arithmetic.
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
    // PyTorch writes a group norm as an instance norm of groups with a scale and a shift that do
    // nothing, and those that are learned behind it.
    case (.instanceNormalization, 1...2):
      isNeutral(index, index == 1 ? 1 : 0) ? nil : .normalization
    case (.batchNormalization, 1...2), (.groupNormalization, 1...2), (.layerNormalization, 1...2),
      (.rmsNormalization, 1),
      (.skipLayerNormalization, 2...3):
      .normalization
    case (.batchNormalization, 3...4): .buffer
    // A tensor that is multiplied or added is a layer's; a single number is arithmetic.
    case (.add, _), (.sub, _), (.sum, _): hasSeveral(index) ? .bias : nil
    case (.mul, _), (.div, _), (.concat, _): hasSeveral(index) ? .weight : nil
    default: nil
    }
  }

  /// Whether an input is a constant in the graph, not a stored tensor, of one and the same number.
  private func isNeutral(_ index: Int, _ number: Double) -> Bool {
    guard let fact = self[index], fact.source?.kind == .constantNode else { return false }
    return fact.values?.floats.allSatisfy { $0 == number } ?? false
  }

  /// Whether an input is a stored tensor of several numbers: what arithmetic makes of positions and shapes
  /// is nothing that was learned.
  private func hasSeveral(_ index: Int) -> Bool {
    guard let source = self[index]?.source, source.kind != .computed else { return false }
    return source.count > 1
  }
}

/// Counts the numbers that operators hold, each stored tensor once.
struct ParameterCount {
  private var seen: Set<Int> = []
  /// What was counted, by how the file holds it.
  private(set) var kinds: [TensorFact.Source.Kind: Int] = [:]
  /// Floating-point numbers that were counted from initialisers and constants.
  private(set) var storedFloats = 0
  /// Numbers of quantised tensors.
  private(set) var quantized = 0

  /// Returns the numbers of an operator that were not counted before.
  mutating func numbers(of call: OperatorCall) -> StoredNumbers {
    var numbers = StoredNumbers.none
    for index in call.inputs.indices {
      guard let fact = call[index], fact.isConstant, let source = fact.source,
        let role = call.role(at: index), isNumber(source.type, call),
        seen.insert(source.id).inserted
      else { continue }
      kinds[source.kind, default: 0] += source.count
      if source.type.isFloat {
        if source.kind == .initializer || source.kind == .constantNode {
          storedFloats += source.count
        }
      } else {
        quantized += source.count
      }
      switch role {
      case .weight: numbers.weights += source.count
      case .bias: numbers.biases += source.count
      case .normalization: numbers.normalization += source.count
      case .buffer: numbers.buffers += source.count
      }
    }
    return numbers
  }

  /// Returns whether elements are numbers of a layer: whole numbers are where they stand for fractions.
  private func isNumber(_ type: ElementType, _ call: OperatorCall) -> Bool {
    if type.isFloat { return true }
    switch type {
    case .int8, .uint8, .int16, .uint16, .int4, .uint4, .int2, .uint2: return true
    // The biases of quantised layers.
    case .int32:
      return call.inputs.contains { $0?.type == .float } || call.type == .qLinearConv
        || call.type == .qGemm
    default: return false
    }
  }
}
