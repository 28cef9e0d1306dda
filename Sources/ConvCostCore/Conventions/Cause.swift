/// The causes of a number: the terms into which a count is divided.
///
/// The first is the standard count. The others are what a convention adds to it or leaves out, so
/// that their sum is the number.
package enum Cause: String, Hashable, Sendable, CaseIterable {
  /// The multiply-accumulates of the standard convention.
  case macs = "MACs"
  /// The multiply-accumulates a second time: a multiplication and an addition.
  case factor = "×2"
  /// Biases.
  case bias
  /// Batch normalisation.
  case batchNorm = "batch norm"
  /// The other normalisations.
  case norm = "other norms"
  /// Functions of each element.
  case activations
  /// Pools with a window.
  case pooling
  /// Pools to a given size.
  case adaptivePooling = "adaptive pooling"
  /// Sums and products of maps, scales of channels and of inputs.
  case elementwise = "sums and products"
  /// Enlargements.
  case upsampling
  /// Work that is counted a second time.
  case doubleCounting = "double counting"
  /// The difference that comes from counting a transposed convolution on another grid.
  case transposed = "transposed convolutions"
  /// Positions of a linear layer that a rule ignores.
  case positions = "positions left out"
  /// Convolutions and linear layers that no rule counts.
  case leftOut = "left out"
  /// Convolutions and linear layers written in a form that the tool does not see.
  case unseen = "unseen operations"
  /// Trainable numbers.
  case parameters
  /// Stored numbers that are not trained.
  case buffers
  /// Everything else.
  case other = "other operations"
}

extension Count {
  /// A part of a number and its cause.
  public struct Part: Hashable, Sendable {
    /// The cause of the part.
    package var cause: Cause
    /// The size of the part; negative for what is left out.
    public var value: Int
  }

  /// Passes each part of what an operation adds to the body. The sum of the parts is the
  /// operation's value.
  ///
  /// - Throws: `ShapeError.overflow` if a number does not fit in 64 bits, and errors that the body
  ///   throws.
  package func forEachPart(
    at site: Site, _ body: (Part) throws(ShapeError) -> Void
  ) throws(ShapeError) {
    let kind = site.operation.kind
    let terms = terms(for: kind, as: site.form, axes: site.input.rank)
    guard kind.isWeighted, metric != .parameters else {
      let isTwice = site.form == .module && countedTwice.contains(kind)
      for term in terms ?? [] {
        let value = try product("count", term.factor, try term.quantity.value(at: site))
        let stored: Cause = term.quantity == .buffers ? .buffers : .parameters
        try body(Part(cause: metric == .parameters ? stored : kind.cause, value: value))
        if isTwice { try body(Part(cause: .doubleCounting, value: value)) }
      }
      return
    }

    // Convolutions and linear layers start from the standard count; differences have causes of
    // their own.
    let standard = site.cost.macs
    try body(Part(cause: .macs, value: standard))
    guard let terms else { return try body(Part(cause: .unseen, value: -standard)) }
    var isCounted = false
    var value = 0
    for term in terms {
      let quantity = try term.quantity.value(at: site)
      let part = try product("count", term.factor, quantity)
      value = try sum("counts", value, part)
      guard let cause = term.quantity.causeOfDifference, !isCounted else {
        try body(Part(cause: term.quantity.countsBias ? .bias : .other, value: part))
        continue
      }
      // The first multiply-accumulates take the place of the standard ones.
      isCounted = true
      try body(Part(cause: cause, value: try sum("counts", quantity, -standard)))
      try body(Part(cause: .factor, value: try sum("counts", part, -quantity)))
    }
    if !isCounted { try body(Part(cause: .leftOut, value: -standard)) }
    if site.form == .module, countedTwice.contains(kind) {
      try body(Part(cause: .doubleCounting, value: value))
    }
  }
}

extension Quantity {
  /// The cause of a difference from the standard count of multiply-accumulates; nil for quantities
  /// that do not count them.
  fileprivate var causeOfDifference: Cause? {
    switch self {
    case .macs: .factor
    case .weights, .regionWeights: .positions
    case .weightsOnOutput, .inputsPerOutput, .outputsPerOutput, .macsPerGroup: .transposed
    default: nil
    }
  }
}

extension OperationKind {
  /// The cause under which the operation's share of a number is listed.
  fileprivate var cause: Cause {
    switch self {
    case .batchNorm: .batchNorm
    case .layerNorm, .groupNorm, .localResponseNorm: .norm
    case .relu, .relu6, .leakyRelu, .silu, .sigmoid, .hardSigmoid, .hardSwish, .gelu, .tanh,
      .softmax:
      .activations
    case .maxPool, .averagePool: .pooling
    case .adaptiveMaxPool, .adaptiveAveragePool: .adaptivePooling
    case .add, .multiply, .channelScale, .scaling, .rescaling, .inputNorm: .elementwise
    case .upsample: .upsampling
    default: .other
    }
  }
}
