import ConvCostCore

extension CoreMLLayerCall {
  /// Returns what the layer does, and the lengths of its results.
  ///
  /// - Throws: `OperatorProblem` for a layer that cannot work on its inputs.
  func results() throws(OperatorProblem) -> [Result] {
    guard let kind = layer.kind, inputs.allSatisfy({ $0.lengths != nil }) else {
      return unknown()
    }
    if let known = try layers(kind) { return known }
    if let known = try functions(kind) { return known }
    if let known = try movements(kind) { return known }
    return try reductions(kind) ?? unknown()
  }

  /// Layers with weights, and those on windows.
  private func layers(_ kind: CoreMLLayerKind) throws(OperatorProblem) -> [Result]? {
    switch kind {
    case .convolution: try convolution()
    case .convolution3d: try volumeConvolution()
    case .pooling: try pooling()
    case .pooling3d: try volumePooling()
    case .globalPooling3d:
      try onMap(fields.integer(1) == 0 ? AdaptivePool.globalMax : .globalAverage)
    case .innerProduct: try innerProduct()
    case .batchedMatmul: try batchedProduct()
    case .embedding, .embeddingND: try embedding()
    case .batchNorm: try batchNorm()
    case .layerNormalization: try layerNorm()
    case .mvn:
      fields.flag(2) || !fields.flag(1)
        ? try onMap(
          GroupNorm(groups: fields.flag(1) ? 1 : try map().shape.channels, affine: false))
        : try stated(.function, lengths)
    case .lrn: try onMap(LocalResponseNorm(size: try fields.integer(3).length(from: 1)))
    case .scale: try scale()
    case .bias: try bias()
    case .simpleRecurrent: try recurrent(gates: 1)
    case .gru: try recurrent(gates: 3)
    case .uniDirectionalLSTM, .biDirectionalLSTM: try recurrent(gates: 4)
    case .dot:
      try stated(
        .product, lengths.dropLast(3) + lengths.suffix(3).map { _ in 1 },
        macs: try Self.product(lengths))
    default: nil
    }
  }

  /// Functions of each element, of one tensor or of several.
  private func functions(_ kind: CoreMLLayerKind) throws(OperatorProblem) -> [Result]? {
    switch kind {
    case .activation: try activation()
    case .clip:
      fields.float(1) == 0 && fields.float(2) == 6
        ? keeping(Activation.relu6) : try stated(.function, lengths)
    case .softmax, .softmaxND: keeping(Activation.softmax)
    case .tanh: keeping(Activation.tanh)
    case .gelu: keeping(Activation.gelu)
    case .unary, .l2normalize, .ceil, .floor, .sign, .round, .exp2, .sin, .cos, .tan, .asin, .acos,
      .atan, .sinh, .cosh, .asinh, .acosh, .atanh, .erf, .logicalNot, .clampedReLU, .cumSum,
      .argSort, .matrixBandPart, .lowerTriangular, .upperTriangular:
      try stated(.function, lengths)
    case .add, .addBroadcastable: try combined(.add)
    case .multiply, .multiplyBroadcastable: try combined(.multiply)
    case .average, .max, .min, .equal, .notEqual, .lessThan, .lessEqual, .greaterThan,
      .greaterEqual, .logicalOr, .logicalXor, .logicalAnd, .modBroadcastable, .minBroadcastable,
      .maxBroadcastable, .powBroadcastable, .divideBroadcastable, .floorDivBroadcastable,
      .subtractBroadcastable, .whereBroadcastable:
      try combined(nil)
    case .copy: [Result(work: .alias, lengths: lengths)]
    default: nil
    }
  }

  private func activation() throws(OperatorProblem) -> [Result] {
    let plain: [(Int, Activation)] = [
      (10, .relu), (15, .leakyRelu), (30, .tanh), (40, .sigmoid), (41, .hardSigmoid),
    ]
    for (number, activation) in plain where fields[number] != nil { return keeping(activation) }
    for (number, name, kinds) in [(25, "PReLU", 1), (71, "parametricSoftplus", 2)] {
      guard let own = fields[number] else { continue }
      // An emptied file has no numbers to count; there is one of each kind for each channel.
      let count = own.allWeights.reduce(0) {
        $0.saturatingAdding($1.count ?? 0)
      }
      let channels = (try? map().shape.channels) ?? shape.channels
      return try stated(
        .function, lengths, weights: count > 0 ? count : try Self.product([kinds, channels]),
        type: name)
    }
    let others = [
      (5, "linear"), (20, "thresholdedReLU"), (31, "scaledTanh"), (50, "ELU"), (60, "softsign"),
      (70, "softplus"),
    ]
    let name = others.first { (number, _) in fields[number] != nil }?.1
    return try stated(.function, lengths, type: name)
  }

  /// A sum, a product or another function of several tensors, which are stretched to one shape.
  private func combined(_ merge: Merge?) throws(OperatorProblem) -> [Result] {
    let all = inputs.map(\.lengths) + constants.map(\.lengths)
    let rank = all.map { $0?.count ?? 0 }.max() ?? 0
    let joined: [Int]
    if mapping.isExact {
      joined = try broadcast(all) ?? lengths
    } else {
      // Trailing lengths of one are left out of constants.
      joined =
        try broadcast(
          all.map { lengths in
            lengths.map { $0.count == 1 ? $0 + Array(repeating: 1, count: rank - 1) : $0 }
          }) ?? lengths
    }
    let result = try sample(joined)
    if let merge, inputs.count > 1, constants.isEmpty, joins(merge, to: result) {
      return [Result(work: .merge(merge), lengths: joined)]
    }
    let isSum = merge == .add
    return try stated(
      .function, joined, weights: isSum ? 0 : constantCount, biases: isSum ? constantCount : 0,
      type: merge != nil && !constants.isEmpty ? "\(layer.type) constant" : nil)
  }

  /// Whether a merge of all inputs gives a shape.
  func joins(_ merge: Merge, to result: Shape) -> Bool {
    var joined = inputs[0].shape
    for input in inputs.dropFirst() {
      guard let next = try? merge.output(of: joined, input.shape) else { return false }
      joined = next
    }
    return joined == result
  }
}
