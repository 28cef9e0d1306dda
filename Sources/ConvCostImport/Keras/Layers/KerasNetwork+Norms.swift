import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds `BatchNormalization`.
  ///
  /// The running statistics are not trained; with renormalisation there are three more of them.
  mutating func batchNorm(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try use.input
    let scale = try use.config.flag("scale", default: true)
    let shift = try use.config.flag("center", default: true)
    let renormalizes = try use.config.flag("renorm", default: false)
    let axes = try axes(use, input, default: -1)
    if axes == input.channelAxis.map({ [$0] }), !renormalizes {
      return try add(BatchNorm(scale: scale, shift: shift).layer, use.layer, on: input)
    }
    return try norm(
      use, input, axes, scale: scale, shift: shift, statistics: renormalizes ? 5 : 2)
  }

  /// Adds `LayerNormalization`, which may be along several axes and without a scale or a shift.
  mutating func layerNorm(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try use.input
    let scale = try use.config.flag("scale", default: true)
    let shift = try use.config.flag("center", default: true)
    let scalesByRoot = try use.config.flag("rms_scaling", default: false)
    let axes = try axes(use, input, default: -1)
    if axes == input.channelAxis.map({ [$0] }), scale == shift, !scalesByRoot {
      return try add(LayerNorm(affine: scale).layer, use.layer, on: input)
    }
    return try norm(use, input, axes, scale: scale || scalesByRoot, shift: shift && !scalesByRoot)
  }

  /// Adds `RMSNormalization`, which has a scale only.
  mutating func rmsNorm(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try use.input
    return try norm(use, input, try axes(use, input, default: -1), scale: true, shift: false)
  }

  /// Adds `GroupNormalization`; -1 groups are one for each channel.
  mutating func groupNorm(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try use.input
    let scale = try use.config.flag("scale", default: true)
    let shift = try use.config.flag("center", default: true)
    let axes = try axes(use, input, default: -1)
    var groups = try use.config.integer("groups", default: 32)
    if groups == -1, let axis = axes.first { groups = input.dims[axis] }
    if axes == input.channelAxis.map({ [$0] }), scale == shift {
      return try add(
        GroupNorm(groups: groups, affine: scale).layer, use.layer, on: input)
    }
    return try norm(use, input, axes, scale: scale, shift: shift)
  }

  /// Adds `Normalization`, whose mean and variance are stored with the number of samples seen
  /// unless the file states them.
  mutating func inputNorm(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try use.input
    if use.config["mean"] != nil {
      return try add(FixedScale.normalization.layer, use.layer, on: input)
    }
    let isWhole = use.config.isNull("axis")
    let axes = isWhole ? [] : try axes(use, input, default: -1)
    if axes == input.channelAxis.map({ [$0] }) {
      return try add(FixedScale.storedNormalization.layer, use.layer, on: input)
    }
    guard let count = elementCount(axes.map { input.dims[$0] }),
      let buffers = checkedSum(count, count, 1)
    else { throw .tooLarge(layer: use.layer.name, quantity: "statistics") }
    return try add(Stated("Normalization", .function, buffers: buffers), use.layer, on: [input])
  }

  /// Adds `LayerScale` of Keras' ConvNeXt.
  mutating func layerScale(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let input = try use.input
    guard input.layout != .channelsFirst else {
      return try norm(use, input, [input.dims.count - 1], scale: true, shift: false)
    }
    return try add(ChannelScale().layer, use.layer, on: input)
  }

  /// Adds `SpectralNormalization`: a layer whose kernel is divided by its largest singular value,
  /// for which a vector is stored.
  mutating func spectralNorm(_ use: KerasUse) throws(KerasError) -> KerasTensor {
    let inner = try wrapped(use, "layer")
    let input = try use.input
    try enter()
    let results = try apply(KerasUse(layer: inner, call: use.call, inputs: use.inputs))
    guard let result = results.first else { return input }
    // The last length of the kernel: a transposed one ends in the channels of its input.
    let length: Int
    switch KerasKind.all[inner.type] {
    case .dense: length = try inner.config.length("units")
    case .convolution: length = try inner.config.length("filters")
    case .transposedConvolution: length = input.channels
    case .depthwiseConvolution: length = try inner.config.length("depth_multiplier", default: 1)
    case .embedding: length = try inner.config.length("output_dim")
    default: return try add(Stated(use.layer.type, .unknown), use.layer, ".norm", on: [result])
    }
    return try add(
      Stated(use.layer.type, .view, buffers: length), use.layer, ".norm", on: [result])
  }

  /// Returns the axes of a setting as dimensions of the input; they count the batch.
  private func axes(
    _ use: KerasUse, _ input: KerasTensor, default standard: Int
  ) throws(KerasError) -> [Int] {
    var result: [Int] = []
    for axis in try use.config.integers("axis") ?? [standard] {
      let own = KerasTensor.dimension(axis, of: input.dims.count)
      guard input.dims.indices.contains(own), !result.contains(own) else {
        throw use.unfit(input, expected: "the axis \(axis) to be one of its dimensions")
      }
      result.append(own)
    }
    return result.sorted()
  }

  /// Adds a normalisation with numbers for the elements along some axes.
  private mutating func norm(
    _ use: KerasUse, _ input: KerasTensor, _ axes: [Int], scale: Bool, shift: Bool,
    statistics: Int = 0
  ) throws(KerasError) -> KerasTensor {
    guard let count = elementCount(axes.map { input.dims[$0] }),
      let buffers = checkedProduct(count, statistics)
    else { throw .tooLarge(layer: use.layer.name, quantity: "weights") }
    return try add(
      Stated(
        use.layer.type, .function, weights: scale ? count : 0, biases: shift ? count : 0,
        buffers: buffers), use.layer, on: [input])
  }
}
