extension Batch {
  /// Finds the batch of a model.
  init(_ inference: ShapeInference) {
    var layer: (count: Int, isFirst: Bool)?
    for step in inference.steps {
      layer = step.call?.samples
      if layer != nil { break }
    }
    self.init(
      inputs: inference.inputs.compactMap { inference.facts[$0].shape }, firstLayer: layer)
  }
}

extension OperatorCall {
  /// The number of samples that a layer works on, and whether they are the first axis; nil for an
  /// operator that does not distinguish samples from positions.
  fileprivate var samples: (count: Int, isFirst: Bool)? {
    guard let fact = self[0], !fact.isConstant, let shape = fact.shape else { return nil }
    switch type {
    case .lstm, .gru, .rnn:
      guard shape.count == 3 else { return nil }
      let isFirst = integer("layout") == 1
      return (shape[isFirst ? 0 : 1], isFirst)
    case .gemm, .fusedGemm, .qGemm:
      return shape.count == 2 && integer("transA") != 1 ? (shape[0], true) : nil
    default: return worksOnImages && shape.count > 2 ? (shape[0], true) : nil
    }
  }
}
