import ConvCostCore

extension TFLiteCall {
  /// Returns how the operator is counted: as a layer if it is one, otherwise by the kind of its
  /// work.
  ///
  /// - Parameters:
  ///   - output: the shape of the result.
  ///   - batch: the samples that the tensors hold.
  /// - Throws: `OperatorProblem` for numbers that no layer can have.
  func operation(output: [Int], _ batch: Batch) throws(OperatorProblem) -> Operation {
    switch type {
    case .conv2D, .depthwiseConv2D, .conv3D: try convolution(output, batch)
    case .transposeConv, .conv3DTranspose: try transposedConvolution(output, batch)
    case .fullyConnected: try linear(output, batch)
    case .batchMatmul: try matrixProduct(output, batch)
    case .lstm, .unidirectionalSequenceLstm, .bidirectionalSequenceLstm, .rnn,
      .unidirectionalSequenceRnn, .bidirectionalSequenceRnn, .svdf:
      try product(output, batch, isLayer: true)
    case .custom: isDetection ? .foreign(.function) : try product(output, batch, isLayer: true)
    case .localResponseNormalization:
      .localResponseNorm(
        LocalResponseNorm(
          size: try RawInteger(2 * options.size.length() + 1).length(from: 1)))
    case .relu: .activation(.relu)
    case .relu6: .activation(.relu6)
    case .leakyRelu: .activation(.leakyRelu)
    case .tanh, .stablehloTanh: .activation(.tanh)
    case .logistic, .stablehloLogistic: .activation(.sigmoid)
    case .hardSwish: .activation(.hardSwish)
    case .gelu: .activation(.gelu)
    case .softmax: .activation(.softmax)
    case .averagePool2D: try pool(.average, batch)
    case .maxPool2D: try pool(.max, batch)
    case .mean: try isGlobal() ? .adaptivePool(.globalAverage) : .foreign(.function)
    case .reduceMax: try isGlobal() ? .adaptivePool(.globalMax) : .foreign(.function)
    case .add, .addN: hasSeveralOperands ? .merge(.add) : .foreign(.function)
    case .mul: hasSeveralOperands ? .merge(.multiply) : .foreign(.function)
    case .concatenation: hasSeveralOperands ? .merge(.concat) : .foreign(.movement)
    case .pad, .padv2, .mirrorPad: try padding()
    case .cast, .quantize, .dequantize, .fakeQuant, .bitcast: .foreign(.shift(before: 0))
    case .reshape, .squeeze, .expandDims: .foreign(.view)
    case .slice, .stridedSlice, .split, .splitV, .gather:
      try shift().map { .foreign(.shift(before: $0)) } ?? .foreign(.movement)
    case .resizeBilinear, .resizeNearestNeighbor: resize(output)
    case .transpose, .depthToSpace, .spaceToDepth, .batchToSpaceND, .spaceToBatchND, .pack,
      .unpack, .tile, .broadcastTo, .gatherND, .scatterND, .reverseV2, .reverseSequence,
      .embeddingLookup, .select, .selectV2, .sparseToDense, .densify, .dynamicUpdateSlice,
      .matrixDiag, .matrixSetDiag, .oneHot, .dilate, .fill, .zerosLike:
      .foreign(.movement)
    default: .foreign(.function)
    }
  }

  /// Whether each element of the result may depend on all positions of the input.
  var mixesPositions: Bool {
    switch type {
    case .topkV2, .argMax, .argMin, .cumsum, .unique, .where, .nonMaxSuppressionV4,
      .nonMaxSuppressionV5, .custom:
      true
    default: false
    }
  }

  /// Whether a constant is added to a tensor, multiplied with it or appended to it.
  var mergesWithConstant: Bool {
    [.add, .mul, .addN, .concatenation].contains(type) && !hasSeveralOperands
  }

  private func product(
    _ output: [Int], _ batch: Batch, isLayer: Bool
  ) throws(OperatorProblem) -> Operation {
    .foreign(.product(macs: batch.share(try macs(output) ?? 0), isLayer: isLayer))
  }

  /// Returns the window of an operator on images or volumes; nil for several images in one sample,
  /// whose cost is counted as a product.
  private func window(
    _ kernel: [Int], _ input: [Int], _ batch: Batch
  ) throws(OperatorProblem) -> Window? {
    guard input[0] == 1 || input[0] == batch.count else { return nil }
    let windows = try windows(kernel)
    guard let extent = Extent(windows.map(\.kernel)), let strides = Extent(windows.map(\.stride)),
      let dilations = Extent(windows.map(\.dilation))
    else { return nil }
    return Window(
      kernel: extent, stride: strides, padding: options.isSame ? .same : .valid,
      dilation: dilations)
  }

  private func convolution(_ output: [Int], _ batch: Batch) throws(OperatorProblem) -> Operation {
    guard let input = try shape(0), let weight = try shape(1) else {
      return try product(output, batch, isLayer: self[1]?.isData == false)
    }
    let (kernel, filters) = try layout(weight, input)
    guard output.count == input.count, output.last == filters else {
      throw .mismatch(weight, output)
    }
    guard self[1]?.isData == false, let window = try window(kernel, input, batch) else {
      return try product(output, batch, isLayer: self[1]?.isData == false)
    }
    let channels = input[input.count - 1]
    let own = type == .depthwiseConv2D ? 1 : weight[3]
    let groups = channels / own
    return .convolution(
      Convolution(
        groups > 1 && own == 1 || type == .depthwiseConv2D
          ? .depthwise(multiplier: filters / groups) : .grouped(filters, groups: groups),
        window: window, bias: self[2] != nil))
  }

  private func transposedConvolution(
    _ output: [Int], _ batch: Batch
  ) throws(OperatorProblem) -> Operation {
    guard let input = try shape(2), let weight = try shape(1) else {
      return try product(output, batch, isLayer: self[1]?.isData == false)
    }
    let (kernel, filters) = try layout(weight, input)
    guard output.count == input.count, output.last == filters else {
      throw .mismatch(weight, output)
    }
    guard self[1]?.isData == false, let window = try window(kernel, input, batch) else {
      return try product(output, batch, isLayer: self[1]?.isData == false)
    }
    return .transposedConvolution(
      TransposedConvolution(.grouped(filters, groups: 1), window: window, bias: self[3] != nil))
  }

  private func linear(_ output: [Int], _ batch: Batch) throws(OperatorProblem) -> Operation {
    let isLayer = self[1]?.isData == false
    guard isLayer, let input = try shape(0), let weight = try shape(1), weight.count == 2,
      weight[0] > 0, output.last == weight[0], input.last == weight[1],
      batch.sample(output).last == weight[0], batch.sample(input).last == weight[1]
    else { return try product(output, batch, isLayer: isLayer) }
    return .linear(Linear(weight[0], bias: self[2] != nil))
  }

  private func matrixProduct(
    _ output: [Int], _ batch: Batch
  ) throws(OperatorProblem) -> Operation {
    let isLayer = self[0]?.isData == false || self[1]?.isData == false
    guard self[1]?.isData == false, let weight = try shape(1), weight.count == 2,
      let input = try shape(0), !options.transposes.first, let features = output.last,
      features > 0, batch.sample(output).last == features,
      batch.sample(input).last == input.last
    else { return try product(output, batch, isLayer: isLayer) }
    return .linear(Linear(features, bias: false))
  }

  private func pool(_ kind: PoolKind, _ batch: Batch) throws(OperatorProblem) -> Operation {
    guard let input = try shape(0), input.count == 4,
      let window = try window(try options.kernel.lengths(from: 1), input, batch)
    else { return .foreign(.function) }
    return .pool(Pool(kind, window: window))
  }

  /// Whether the rows and columns of a map are reduced, all of them and nothing else.
  func isGlobal() throws(OperatorProblem) -> Bool {
    guard [.mean, .reduceMax].contains(type), let rank = try shape(0)?.count, rank > 3,
      let axes = try axes()
    else { return false }
    return Set(axes) == Set(1..<rank - 1)
  }

  /// What an operator adds to a map: rows and columns, or channels.
  private func padding() throws(OperatorProblem) -> Operation {
    guard let pads = try pads(), pads.count > 2, pads[0] == (0, 0),
      let before = Extent(pads[1..<pads.count - 1].map(\.before)),
      let after = Extent(pads[1..<pads.count - 1].map(\.after))
    else { return .foreign(.movement) }
    let channels = pads[pads.count - 1]
    if type == .pad, channels == (0, 0), pads.count > 3 {
      return .zeroPad(ZeroPad(before: before, after: after))
    }
    return .foreign(.shift(before: before))
  }

  /// The distance by which the operator moves the elements of a map; nil if it does anything but
  /// cut off rows and columns, or choose channels.
  private func shift() throws(OperatorProblem) -> Extent? {
    guard let rank = dataShape?.count, rank > 2 else { return nil }
    switch type {
    case .slice:
      guard let begin = self[1]?.values, begin.count == rank else { return nil }
      return Extent(try Array(begin[1..<rank - 1]).asStated.lengths().map { -$0 })
    case .stridedSlice:
      guard let slices = try slices(), slices.count == rank,
        slices.allSatisfy({ !$0.isNew && !$0.isRemoved }),
        slices[1..<rank - 1].allSatisfy({ $0.step == 1 })
      else { return nil }
      return Extent(slices[1..<rank - 1].map { -$0.first })
    case .gather:
      return try options.axis.axis(of: rank) == rank - 1 ? 0 : nil
    default:
      guard let axis = self[type == .split ? 0 : 2]?.values?.first else { return nil }
      return try RawInteger(axis).axis(of: rank) == rank - 1 ? 0 : nil
    }
  }

  private func resize(_ output: [Int]) -> Operation {
    guard let input = dataShape, input.count == 4, output.count == 4 else {
      return .foreign(.function)
    }
    let lengths = zip(input, output).dropFirst().dropLast()
    guard lengths.allSatisfy({ $0 > 0 && $1 >= $0 }), let size = Extent(lengths.map(\.1)) else {
      return .foreign(.function)
    }
    let mode = type == .resizeBilinear ? Upsample.Mode.bilinear : .nearest
    if lengths.allSatisfy({ $1 % $0 == 0 }), let factors = Extent(lengths.map { $1 / $0 }) {
      return .upsample(Upsample(by: factors, mode: mode))
    }
    return .upsample(Upsample(to: size, mode: mode))
  }
}
