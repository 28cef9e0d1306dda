import ConvCostCore

extension NCNNCall {
  /// Whether channels are counted as the tree's primitives count them: the outermost length.
  private var hasPlainChannels: Bool {
    inputs[0].shape?.isTensor == false
  }

  private func channels(_ key: NCNNLayer.Key) throws(OperatorProblem) -> Int {
    let channels = try layer.length(key, default: 0, from: 1)
    guard channels == lengths[0] else {
      throw layer.problem(key, found: "\(channels)", expected: "\(lengths[0]) channels")
    }
    return channels
  }

  mutating func batchNorm() throws(OperatorProblem) -> Source {
    let channels = try channels(.init(0, "channels"))
    if hasPlainChannels { return step(BatchNorm()) }
    return try stated(
      .function, lengths: lengths, weights: channels, biases: channels, buffers: 2 * channels)
  }

  mutating func scale() throws(OperatorProblem) -> Source {
    let key = NCNNLayer.Key(0, "scale_data_size")
    let bias = try layer.flag(.init(1, "bias_term"))
    if try layer.integer(key) == NCNNLayer.absent {
      guard inputs.count > 1 else { throw .missingInput(1) }
      let biases = bias ? lengths[0] : 0
      return biases == 0 ? try product() : try stated(.function, lengths: lengths, biases: biases)
    }
    let count = try layer.count(key)
    if hasPlainChannels, count == lengths[0] { return step(ChannelScale(bias: bias)) }
    return try function(weights: count, biases: bias ? count : 0)
  }

  /// The first input times the second one's factors for each channel.
  private mutating func product() throws(OperatorProblem) -> Source {
    var factors = lengths.map { _ in 1 }
    factors[0] = lengths[0]
    guard lengths.count > 2, !readsStored, elementCount(inputs[1].lengths) == lengths[0] else {
      return try stated(.function, lengths: lengths)
    }
    let source = try shaped(1, to: .ncnn(factors))
    return step(.merge(.multiply), reading: [.input(0), source])
  }

  mutating func instanceNorm() throws(OperatorProblem) -> Source {
    let affine = try layer.flag(.init(2, "affine"), default: true)
    let channels = affine ? try channels(.init(0, "channels")) : lengths[0]
    if hasPlainChannels { return step(GroupNorm(groups: channels, affine: affine)) }
    return try function(weights: affine ? channels : 0, biases: affine ? channels : 0)
  }

  mutating func groupNorm() throws(OperatorProblem) -> Source {
    let groups = try layer.length(.init(0, "group"), default: 1, from: 1)
    let affine = try layer.flag(.init(3, "affine"), default: true)
    let channels = affine ? try channels(.init(1, "channels")) : lengths[0]
    if hasPlainChannels { return step(GroupNorm(groups: groups, affine: affine)) }
    return try function(weights: affine ? channels : 0, biases: affine ? channels : 0)
  }

  /// - Parameter shifts: whether there are shifts besides the scales.
  mutating func layerNorm(shifts: Bool) throws(OperatorProblem) -> Source {
    let affine = try layer.flag(.init(2, "affine"), default: true)
    let size = affine ? try layer.count(.init(0, "affine_size")) : 0
    if shifts, lengths.count == 2, !affine || size == lengths[1], inputs[0].shape != nil {
      let source = try shaped(0, to: .ncnn(lengths))
      return step(LayerNorm(affine: affine), reading: source)
    }
    return try function(weights: size, biases: shifts ? size : 0)
  }

  mutating func localResponseNorm() throws(OperatorProblem) -> Source {
    let size = try layer.length(.init(1, "local_size"), default: 5, from: 1)
    let acrossChannels = try layer.integer(.init(0, "region_type"), default: 0) == 0
    return acrossChannels && lengths.count == 3
      ? step(LocalResponseNorm(size: size)) : try function()
  }
}
