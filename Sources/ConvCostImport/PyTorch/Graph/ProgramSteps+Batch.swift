extension ProgramSteps {
  /// The first layer that distinguishes samples from positions: the samples that it works on, and
  /// the axis for them, which is nil if the tensor is one sample.
  var firstLayer: (samples: (count: Int, isFirst: Bool), axis: Int?, tensor: Int)? {
    for step in steps {
      guard case .tensor(let tensor)? = step.arguments.first?.value, !isConstant[tensor],
        let shape = tensors[tensor].shape, !shape.isEmpty,
        let axis = step.sampleAxis(shape, rank: { tensors[$0].shape?.count })
      else { continue }
      return ((axis.map { shape[$0] } ?? 1, axis != 1), axis, tensor)
    }
    return nil
  }

  /// The name of the number of samples, if the program leaves it open.
  var batchName: String? {
    guard let layer = firstLayer, let axis = layer.axis else { return nil }
    var binding = binding
    return binding.name(of: sizes[layer.tensor][axis])
  }
}

extension ProgramStep {
  /// Returns the axis of the samples in the tensor that the operator works on, which is nil if the
  /// tensor is one sample; nil for an operator that does not distinguish samples from positions.
  fileprivate func sampleAxis(_ shape: [Int], rank: (Int) -> Int?) -> Int?? {
    switch meaning {
    case .convolution, .transposedConvolution:
      guard let weight = arguments.first(where: { $0.name == "weight" })?.value.tensors.first,
        let rank = rank(weight)
      else { return nil }
      return .some(shape.count == rank ? 0 : nil)
    case .recurrent:
      guard shape.count == 3 else { return nil }
      let isFirst = arguments.contains {
        if case .flag(true) = $0.value { $0.name == "batch_first" } else { false }
      }
      return .some(isFirst ? 0 : 1)
    case .pool, .adaptivePool, .batchNorm, .groupNorm, .instanceNorm, .upsample:
      return shape.count > 3 ? .some(0) : nil
    case .linear, .addedProduct: return shape.count == 2 ? .some(0) : nil
    default: return nil
    }
  }
}
