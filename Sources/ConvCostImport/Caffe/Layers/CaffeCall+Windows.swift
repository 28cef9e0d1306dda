import ConvCostCore

// Convolutions and pools.
extension CaffeCall {
  /// A convolution, which rounds down. One with a group for each channel is depthwise.
  func convolution() throws(OperatorProblem) -> CaffeMeaning {
    let (filters, window, bias, reshape) = try filters(isDepthwise: false)
    return .layer(
      Convolution(filters, window: window, bias: bias), after: reshape, blobs: bias ? 2 : 1)
  }

  /// A convolution of each channel alone, a type of its own in several forks.
  func depthwiseConvolution() throws(OperatorProblem) -> CaffeMeaning {
    let (filters, window, bias, reshape) = try filters(isDepthwise: true)
    return .layer(
      Convolution(filters, window: window, bias: bias), after: reshape, blobs: bias ? 2 : 1)
  }

  /// A transposed convolution.
  func deconvolution() throws(OperatorProblem) -> CaffeMeaning {
    let (filters, window, bias, reshape) = try filters(isDepthwise: false)
    return .layer(
      TransposedConvolution(filters, window: window, bias: bias), after: reshape,
      blobs: bias ? 2 : 1)
  }

  private func filters(
    isDepthwise: Bool
  ) throws(OperatorProblem) -> (Convolution.Filters, Window, bias: Bool, Layer?) {
    let parameters = parameters("convolution_param")
    let (shape, extent, reshape) = try map()
    let rank = extent.lengths.count
    let lengths = try input().lengths
    let axis = try parameters.axis(default: 1, rank: lengths.count)
    guard axis == 1 else { throw .attribute("axis", expected: "1, found \(axis)") }
    let channels = shape.channels
    let output = try parameters.length("num_output", default: isDepthwise ? channels : nil)
    let groups = isDepthwise ? channels : try parameters.length("group", default: 1)
    let window = Window(
      kernel: try parameters.extent("kernel_size", "kernel", rank: rank, default: nil),
      stride: try parameters.extent("stride", "stride", rank: rank, default: 1),
      padding: Padding(
        try parameters.extent("pad", "pad", rank: rank, default: 0, from: 0)),
      dilation: try parameters.extent("dilation", "dilation", rank: rank, default: 1))
    let filters = Convolution.Filters(
      output, groups: groups, readOneChannel: groups == channels)
    return (filters, window, try parameters.flag("bias_term", default: true), reshape)
  }

  /// A pool, which rounds up.
  func pooling() throws(OperatorProblem) -> CaffeMeaning {
    let parameters = parameters("pooling_param")
    // At inference a stochastic pool computes a weighted mean.
    let kind: PoolKind =
      ["AVE", "STOCHASTIC", "1", "2"].contains(parameters.word("pool"))
      ? .average : .max
    let (_, extent, reshape) = try map()
    let rank = extent.lengths.count
    if try parameters.flag("global_pooling", default: false) {
      return .layer(AdaptivePool(kind, to: 1), after: reshape)
    }
    let padding = try parameters.extent("pad", "pad", rank: rank, default: 0, from: 0)
    let roundsUp = try parameters.flag("ceil_mode", default: true)
    let roundsDown = !roundsUp || ["FLOOR", "1"].contains(parameters.word("round_mode"))
    let window = Window(
      kernel: try parameters.extent("kernel_size", "kernel", rank: rank, default: nil),
      stride: try parameters.extent("stride", "stride", rank: rank, default: 1),
      padding: Padding(padding), rounding: roundsDown ? .floor : .ceil)
    let pool = Pool(kind, window: window)
    guard let longer = window.positionsPastEnd(of: extent) else {
      return .layer(pool, after: reshape)
    }
    var lengths = try input().lengths
    lengths.replaceSubrange((lengths.count - rank)..., with: longer.lengths)
    let output = try like(try input(), lengths)
    return .stated(Stated(type, output: output, .function), reading: [0])
  }

  /// Columns of what a convolution reads.
  func columns() throws(OperatorProblem) -> CaffeMeaning {
    let window = try filters(isDepthwise: true).1
    let (shape, extent, _) = try map()
    guard let positions = try? window.output(of: extent),
      let area = checkedProduct(window.area(on: extent.lengths.count), shape.channels)
    else { throw .other("the window does not fit") }
    let input = try input()
    let output = try self.shape(
      [input.lengths[0], area] + positions.lengths, isStack: input.isStack)
    return .stated(Stated(type, output: output, .movement), reading: [0])
  }

  /// Max pools of several sizes, concatenated: 1, 4, 16 … windows for each channel. He et al.,
  /// "Spatial Pyramid Pooling", 2014.
  func pyramid() throws(OperatorProblem) -> CaffeMeaning {
    let height = try parameters("spp_param").length("pyramid_height")
    let (shape, _, _) = try map()
    guard height <= 15 else { throw .attribute("pyramid_height", expected: "1 to 15") }
    let windows = (0..<height).reduce(0) { $0 + 1 << (2 * $1) }
    guard let features = checkedProduct(windows, shape.channels) else {
      throw .tooManyElements(shape.dimensions)
    }
    let output = try self.shape([try input().lengths[0], features], isStack: input().isStack)
    return .stated(Stated(type, output: output, .function), reading: [0])
  }
}
