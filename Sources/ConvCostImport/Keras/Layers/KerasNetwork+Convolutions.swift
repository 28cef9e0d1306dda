import ConvCostCore
import ConvCostJSON

extension KerasNetwork {
  /// Adds `Conv1D`, `Conv2D` or `Conv3D`.
  mutating func convolution(_ use: KerasUse, _ rank: Int) throws(KerasError) -> KerasTensor {
    let config = use.config
    let groups = try config.length("groups", default: 1)
    let convolution = Convolution(
      .grouped(try config.length("filters"), groups: groups),
      window: try config.window(rank), bias: try config.flag("use_bias", default: true))
    // TensorFlow compiles a grouped convolution separately, so its profiler does not see it.
    let layer = groups > 1 ? convolution.written(as: .function) : convolution.layer
    return try fused(use, on: try add(layer, use.layer, on: try image(use, rank)))
  }

  /// Adds `DepthwiseConv1D` or `DepthwiseConv2D`.
  mutating func depthwiseConvolution(
    _ use: KerasUse, _ rank: Int
  ) throws(KerasError) -> KerasTensor {
    let config = use.config
    let convolution = Convolution(
      .depthwise(multiplier: try config.length("depth_multiplier", default: 1)),
      window: try config.window(rank), bias: try config.flag("use_bias", default: true))
    return try fused(use, on: try add(convolution.layer, use.layer, on: try image(use, rank)))
  }

  /// Adds `SeparableConv1D` or `SeparableConv2D`: a depthwise convolution and a 1×1, with one bias
  /// after both.
  mutating func separableConvolution(
    _ use: KerasUse, _ rank: Int
  ) throws(KerasError) -> KerasTensor {
    let config = use.config
    let depthwise = Convolution(
      .depthwise(multiplier: try config.length("depth_multiplier", default: 1)),
      window: try config.window(rank), bias: false)
    let pointwise = Convolution(
      try config.length("filters"), kernel: 1, bias: try config.flag("use_bias", default: true))
    let layer = Layer.scope(
      Layer.Scope(type: use.layer.type),
      [depthwise.named("depthwise"), pointwise.named("pointwise")])
    return try fused(use, on: try add(layer, use.layer, on: try image(use, rank)))
  }

  /// Adds `Conv1DTranspose`, `Conv2DTranspose` or `Conv3DTranspose`.
  mutating func transposedConvolution(
    _ use: KerasUse, _ rank: Int
  ) throws(KerasError) -> KerasTensor {
    let config = use.config
    var window = try config.window(rank)
    var extra = Array(repeating: 0, count: rank)
    let spans = Axis.axes(of: rank).map { window[$0].span }
    if config["output_padding"] != nil {
      extra = try config.lengths("output_padding", axes: rank, from: 0)
      if window.padding == .same {
        // With a stated output padding, Keras removes half of the dilated kernel at both ends.
        let half = Extent(spans.map { $0 / 2 }) ?? 0
        window.padding = .explicit(before: half, after: half)
      }
    } else if window.padding == .valid {
      // A stride longer than the kernel leaves a gap after the last sample too.
      extra = zip(window.stride.lengths, spans).map { max(0, $0 - $1) }
    }
    let filters = Convolution.Filters.grouped(
      try config.length("filters"), groups: try config.length("groups", default: 1))
    let convolution = TransposedConvolution(
      filters, window: window, outputPadding: Extent(extra) ?? 0,
      bias: try config.flag("use_bias", default: true))
    return try fused(use, on: try add(convolution.layer, use.layer, on: try image(use, rank)))
  }

  /// Adds `LocallyConnected1D` or `LocallyConnected2D`: a convolution with other weights at each
  /// position.
  mutating func localConvolution(_ use: KerasUse, _ rank: Int) throws(KerasError) -> KerasTensor {
    let input = try image(use, rank)
    let filters = try use.config.length("filters")
    let extent = try use.config.window(rank).lengths(on: input, use)
    guard let positions = elementCount(extent),
      let kernel = elementCount(try use.config.lengths("kernel_size", axes: rank)),
      let weights = checkedProduct(positions, kernel, input.channels, filters),
      let biases = checkedProduct(positions, filters)
    else { throw .tooLarge(layer: use.layer.name, quantity: "weights") }
    let bias = try use.config.flag("use_bias", default: true)
    let result = try add(
      Stated(use.layer.type, .layer, macs: weights, weights: weights, biases: bias ? biases : 0),
      use.layer, on: [input],
      dims: input.layout == .channelsFirst ? [filters] + extent : extent + [filters],
      layout: input.layout)
    return try fused(use, on: result)
  }

  /// Returns the only input as a map with a number of axes.
  mutating func image(_ use: KerasUse, _ rank: Int) throws(KerasError) -> KerasTensor {
    let input = try use.input
    guard input.dims.count == rank + 1 else {
      throw use.unfit(input, expected: "\(rank + 1) dimensions")
    }
    return try map(input, channelsFirst: try use.config.hasChannelsFirst, for: use.layer)
  }
}

extension KerasConfig {
  /// Returns the window of a convolution.
  func window(_ rank: Int) throws(KerasError) -> Window {
    let kernel = try extent("kernel_size", axes: rank)
    let dilation = try extent("dilation_rate", axes: rank, default: 1)
    let padding = try choice("padding", default: "valid", among: ["valid", "same", "causal"])
    var window = Window(
      kernel: kernel, stride: try extent("strides", axes: rank, default: 1), dilation: dilation)
    switch padding {
    case "same": window.padding = .same
    case "causal":
      // All of the padding is before the first sample, so that no output sees a later one.
      guard rank == 1, let before = checkedProduct(dilation.lengths[0], kernel.lengths[0] - 1),
        before <= RawInteger.longest
      else {
        throw .setting(
          layer: layer, key: "padding", found: "\"causal\"", expected: "\"valid\" or \"same\"")
      }
      window.padding = .explicit(before: Extent(length: before), after: Extent(length: 0))
    default: break
    }
    return window
  }
}

extension Window {
  /// Returns the lengths of the result on a map.
  func lengths(on input: KerasTensor, _ use: KerasUse) throws(KerasError) -> [Int] {
    do throws(ShapeError) {
      guard let extent = Extent(input.extent) else { throw .needsMap }
      return try output(of: extent).lengths
    } catch {
      throw use.unfit(input, expected: "\(error)")
    }
  }
}
