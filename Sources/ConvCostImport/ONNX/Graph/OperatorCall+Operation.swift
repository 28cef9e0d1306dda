import ConvCostCore

extension OperatorCall {
  /// Returns how the operator is counted: as a layer if it is one, otherwise by the kind of its
  /// work.
  ///
  /// - Parameters:
  ///   - output: the shape of the result.
  ///   - batch: the samples that the tensors hold.
  /// - Throws: `OperatorProblem` for numbers that no layer can have.
  func operation(output: [Int], _ batch: Batch) throws(OperatorProblem) -> Operation {
    switch type {
    case .conv, .fusedConv, .convInteger, .qLinearConv: try convolution(output, batch)
    case .convTranspose: try transposedConvolution(output, batch)
    case .matMul, .fusedMatMul, .matMulInteger, .qLinearMatMul, .gemm, .fusedGemm, .qGemm:
      try linear(output, batch)
    case .deformConv, .lstm, .gru, .rnn: try contraction(output, batch, isLayer: true)
    case .einsum, .attention: try contraction(output, batch, isLayer: false)
    case .batchNormalization: .batchNorm(BatchNorm())
    // With more than the last axis, the positions are normalised together.
    case .layerNormalization where try !normalizesLastAxis():
      .groupNorm(GroupNorm(groups: 1))
    case .layerNormalization, .skipLayerNormalization:
      .layerNorm(LayerNorm())
    case .instanceNormalization: .groupNorm(GroupNorm(groups: try channels()))
    case .groupNormalization:
      .groupNorm(
        GroupNorm(groups: try integer("num_groups", default: 1).length(from: 1)))
    case .lrn:
      .localResponseNorm(
        LocalResponseNorm(size: try integer("size", default: 5).length(from: 1)))
    case .relu: .activation(.relu)
    case .leakyRelu: .activation(.leakyRelu)
    case .clip: isReLU6 ? .activation(.relu6) : .foreign(.function)
    case .sigmoid, .qLinearSigmoid: .activation(.sigmoid)
    case .hardSigmoid: .activation(.hardSigmoid)
    case .hardSwish: .activation(.hardSwish)
    case .gelu, .fastGelu, .quickGelu: .activation(.gelu)
    case .tanh: .activation(.tanh)
    case .softmax, .qLinearSoftmax: .activation(.softmax)
    case .swish: .activation(.silu)
    case .maxPool, .nhwcMaxPool: try pool(.max, batch)
    case .averagePool, .qLinearAveragePool: try pool(.average, batch)
    case .globalAveragePool, .qLinearGlobalAveragePool: .adaptivePool(.globalAverage)
    case .globalMaxPool: .adaptivePool(.globalMax)
    case .reduceMean:
      try isGlobal() ? .adaptivePool(.globalAverage) : .foreign(.function)
    case .add, .sum, .qLinearAdd: hasSeveralOperands ? .merge(.add) : .foreign(.function)
    case .mul, .qLinearMul: hasSeveralOperands ? .merge(.multiply) : .foreign(.function)
    case .concat, .qLinearConcat:
      hasSeveralOperands ? .merge(.concat) : .foreign(.movement)
    case .bitCast, .cast, .castLike, .quantizeLinear, .dequantizeLinear, .dynamicQuantizeLinear:
      .foreign(.shift(before: 0))
    case .slice, .split, .gather, .pad:
      try shift().map { .foreign(.shift(before: $0)) }
        ?? .foreign(.movement)
    case .flatten: .flatten
    case .dropout: .dropout
    case .identity: .identity
    case .reshape, .squeeze, .unsqueeze: .foreign(.view)
    case .transpose: try permutation(output)
    case .gatherElements, .gatherND, .expand, .tile, .depthToSpace, .spaceToDepth, .centerCropPad,
      .scatter, .scatterElements, .scatterND, .reverseSequence, .col2Im, .maxUnpool, .trilu,
      .tensorScatter, .where_:
      .foreign(.movement)
    case .resize, .upsample: try resize(output)
    default: .foreign(.function)
    }
  }

  /// Whether each element of the result may depend on all positions of the input.
  ///
  /// - Throws: `OperatorProblem` for an axis that the input does not have.
  func mixesPositions() throws(OperatorProblem) -> Bool {
    switch type {
    case .gridSample, .affineGrid, .roiAlign, .maxRoiPool, .lpPool, .topK, .unique, .compress,
      .nonMaxSuppression, .meanVarianceNormalization:
      true
    case .cumSum, .cumProd, .hardmax, .logSoftmax, .lpNormalization: try !worksOnChannels()
    // It is counted with any axis.
    case .softmax, .qLinearSoftmax: (try? worksOnChannels()) != true
    default: false
    }
  }

  /// Whether a constant is added to a tensor, multiplied with it or appended to it.
  var mergesWithConstant: Bool {
    [.add, .sum, .mul, .concat].contains(type) && !hasSeveralOperands
  }

  /// Whether several operands depend on the network's data.
  private var hasSeveralOperands: Bool {
    inputs.filter { $0?.isConstant == false }.count > 1
  }

  private var isReLU6: Bool {
    let least = float("min") ?? self[1]?.scalar
    let most = float("max") ?? self[2]?.scalar
    return least == 0 && most == 6
  }

  private func channels() throws(OperatorProblem) -> Int {
    guard let shape = self[0]?.shape, shape.count > 1 else { return 1 }
    return shape[1]
  }

  private func contraction(
    _ output: [Int], _ batch: Batch, isLayer: Bool
  ) throws(OperatorProblem) -> Operation {
    .foreign(.product(macs: batch.share(try macs(output) ?? 0), isLayer: isLayer))
  }

  /// Returns the window of an operator on signals, images or volumes; nil for more axes.
  private func window(kernel: [Int]?, _ batch: Batch) throws(OperatorProblem) -> Window? {
    guard let input = self[0]?.shape, input.count > 2 else { return nil }
    // Several images in one sample are not a map; their cost is counted as a product.
    guard input[0] == 1 || input[0] == batch.count else { return nil }
    let lengths = isChannelsLast ? input[1..<input.count - 1] : input[2...]
    return Window(try windows(on: lengths, kernel: kernel), on: lengths)
  }

  private func convolution(_ output: [Int], _ batch: Batch) throws(OperatorProblem) -> Operation {
    let isQuantized = type == .qLinearConv
    guard let weight = self[isQuantized ? 3 : 1]?.shape,
      self[isQuantized ? 3 : 1]?.isConstant == true,
      let window = try window(kernel: Array(weight[2...]), batch)
    else { return try contraction(output, batch, isLayer: self[1]?.isConstant == true) }
    let groups = try integer("group", default: 1).length(from: 1)
    return .convolution(
      Convolution(
        .init(weight[0], groups: groups, readOneChannel: weight[1] == 1), window: window,
        bias: self[isQuantized ? 8 : 2] != nil))
  }

  private func transposedConvolution(
    _ output: [Int], _ batch: Batch
  ) throws(OperatorProblem) -> Operation {
    guard let weight = self[1]?.shape, self[1]?.isConstant == true,
      let window = try window(kernel: Array(weight[2...]), batch)
    else { return try contraction(output, batch, isLayer: self[1]?.isConstant == true) }
    let extra = try integers("output_padding")?.lengths() ?? []
    let groups = try integer("group", default: 1).length(from: 1)
    return .transposedConvolution(
      TransposedConvolution(
        .grouped(weight[1] * groups, groups: groups), window: window,
        outputPadding: Extent(extra) ?? 0, bias: self[2] != nil))
  }

  private func linear(_ output: [Int], _ batch: Batch) throws(OperatorProblem) -> Operation {
    let index = type == .qLinearMatMul || type == .qGemm ? 3 : 1
    let bias = type == .qGemm ? 6 : 2
    let isGeneral = type == .gemm || type == .fusedGemm || type == .qGemm
    guard let weight = self[index], weight.isConstant, weight.shape?.count == 2,
      self[0]?.isConstant == false, integer("transA") != 1, let features = output.last,
      features > 0,
      batch.sample(output).last == features
    else {
      let isLayer = self[0]?.isConstant == true || self[index]?.isConstant == true
      return try contraction(output, batch, isLayer: isLayer)
    }
    return .linear(Linear(features, bias: isGeneral && self[bias] != nil))
  }

  private func pool(_ kind: PoolKind, _ batch: Batch) throws(OperatorProblem) -> Operation {
    guard let window = try window(kernel: nil, batch) else { return .foreign(.function) }
    return .pool(Pool(kind, window: window))
  }

  /// Whether a mean is taken over all positions of an image or a volume. Along the last axis of
  /// three it is more often a mean over the features of tokens.
  private func isGlobal() throws(OperatorProblem) -> Bool {
    guard let rank = self[0]?.shape?.count, rank > 3, let axes = try reducedAxes() else {
      return false
    }
    return Set(axes) == Set(2..<rank)
  }

  /// Whether an operator along an axis does not mix the positions of an image.
  private func worksOnChannels() throws(OperatorProblem) -> Bool {
    guard let rank = self[0]?.shape?.count else { return false }
    if type == .cumSum || type == .cumProd {
      guard let axis = integers(1)?.first else { return false }
      return try axis.axis(of: rank) < 2
    }
    // Up to operator set 12 these operators take the given axis and all after it together.
    guard type == .lpNormalization || opset >= 13 else { return false }
    return try integer("axis", default: -1).axis(of: rank) < 2
  }

  private func normalizesLastAxis() throws(OperatorProblem) -> Bool {
    guard let rank = self[0]?.shape?.count else { return true }
    return try integer("axis", default: -1).axis(of: rank) == rank - 1
  }

  /// The distance by which the operator moves the elements of a map; nil if it does anything but
  /// add or cut off rows and columns, or choose channels.
  private func shift() throws(OperatorProblem) -> Extent? {
    guard let rank = self[0]?.shape?.count, rank > 2 else { return nil }
    switch type {
    case .pad:
      guard string("mode") ?? "constant" == "constant", let pads = try pads() else { return nil }
      return Extent(pads.before[2...])
    case .slice:
      guard let picks = try picks(), picks[2...].allSatisfy({ $0.step == 1 }) else { return nil }
      return Extent(picks[2...].map { -$0.first })
    default: return try integer("axis", default: 0).axis(of: rank) < 2 ? 0 : nil
    }
  }

  private func permutation(_ output: [Int]) throws(OperatorProblem) -> Operation {
    switch try permutation() {
    case [0, 2, 3, 1]?, [0, 2, 3, 4, 1]?: .permute(.channelsLast)
    case [0, 3, 1, 2]?, [0, 4, 1, 2, 3]?: .permute(.channelsFirst)
    default: .foreign(.movement)
    }
  }

  private func resize(_ output: [Int]) throws(OperatorProblem) -> Operation {
    guard let input = self[0]?.shape, input.count == output.count,
      input.prefix(2) == output.prefix(2), let size = Extent(output.dropFirst(2))
    else { return .foreign(.function) }
    let mode: Upsample.Mode? =
      switch string("mode") ?? "nearest" {
      case "nearest": .nearest
      case "linear", "bilinear": .bilinear
      case "cubic": .bicubic
      default: nil
      }
    let lengths = zip(input, output).dropFirst(2)
    guard let mode, lengths.allSatisfy({ $0 > 0 && $1 >= $0 }) else { return .foreign(.function) }
    if scales != nil, lengths.allSatisfy({ $1 % $0 == 0 }),
      let factors = Extent(lengths.map { $1 / $0 })
    {
      return .upsample(Upsample(by: factors, mode: mode))
    }
    return .upsample(Upsample(to: size, mode: mode))
  }

  /// Whether the operator works on signals, images or volumes, so that its inputs and results are
  /// maps.
  var worksOnImages: Bool {
    switch type {
    case .conv, .fusedConv, .convInteger, .qLinearConv, .convTranspose, .deformConv, .averagePool,
      .lpPool, .maxPool, .qLinearAveragePool, .globalAveragePool, .globalLpPool, .globalMaxPool,
      .qLinearGlobalAveragePool, .maxUnpool, .batchNormalization, .instanceNormalization,
      .groupNormalization, .lrn, .resize, .upsample, .depthToSpace, .spaceToDepth, .gridSample:
      true
    case .reduceMean: (try? isGlobal()) ?? false
    default: false
    }
  }

  /// Whether the result has the layout of the first input, with the channels on the same axis.
  var keepsLayout: Bool {
    switch type {
    case .reshape, .transpose, .unsqueeze, .squeeze, .matMul, .fusedMatMul, .einsum, .attention,
      .flatten, .gather, .expand, .layerNormalization:
      false
    default: true
    }
  }
}
