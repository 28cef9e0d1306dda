extension Operation {
  /// Returns which elements of the input an element of the result depends on along an axis: element i on
  /// those from offset + jump·i on. Nil stands for all of them.
  func reading(
    _ input: Shape, _ output: Shape, along axis: Axis
  ) -> ReceptiveField.Span? {
    let before = input.extent?[axis]
    let after = output.extent?[axis]
    switch self {
    case .convolution(let convolution): return .sliding(convolution.window[axis], over: before ?? 1)
    case .pool(let pool): return .sliding(pool.window[axis], over: before ?? 1)
    case .transposedConvolution(let convolution):
      return .spreading(convolution.window[axis], over: after ?? 1)
    case .upsample(let upsample):
      return .resampling(from: before ?? 1, to: after ?? 1, upsample.mode)
    case .adaptivePool(let pool): return .pooling(from: before ?? 1, to: pool.size[axis])
    case .groupNorm:
      // The mean and the variance are those of all positions, at inference too.
      if case .tensor = input { return nil }
      return before ?? 1 == 1 ? .own : nil
    case .linear:
      // At each position of a map whose channels stand last, and on a vector of all positions.
      if case .tensor = input { return .own }
      return nil
    case .flatten, .reshape, .radialBasis: return nil
    // Where the regions lie follows from all of the image.
    case .merge(.regions): return nil
    case .foreign(.function): return input.hasPlaces(of: output, along: axis) ? .own : nil
    case .foreign(.shift(let before)):
      return ReceptiveField.Span(size: 1, jump: 1, offset: -Double(before[axis]))
    case .foreign(.movement), .foreign(.product), .foreign(.view), .foreign(.unknown): return nil
    case .zeroPad(let pad):
      return ReceptiveField.Span(size: 1, jump: 1, offset: -Double(pad.before[axis]))
    case .crop(let crop):
      return ReceptiveField.Span(size: 1, jump: 1, offset: Double(crop.before[axis]))
    case .batchNorm, .layerNorm, .localResponseNorm, .activation, .dropout, .stochasticDepth,
      .identity, .channelShuffle, .channelSlice, .channelPad, .channelPool,
      .fixedScale, .channelScale, .permute, .merge(.add), .merge(.multiply), .merge(.concat):
      return .own
    }
  }
}

extension Shape {
  /// Whether a function of elements can give the other shape without moving them along an axis.
  fileprivate func hasPlaces(of other: Shape, along axis: Axis) -> Bool {
    switch (self, other) {
    // What has one row or column meets each of the other's.
    case (.map, .map), (.maps, .maps): extent?[axis] == other.extent?[axis] || extent?[axis] == 1
    case (.tensor(let one), .tensor(let two)): one.dropLast().elementsEqual(two.dropLast())
    case (.vector, .vector): true
    default: false
    }
  }
}

extension ReceptiveField.Span {
  /// What a window reads: d(k − 1) + 1 samples, a stride further each time.
  fileprivate static func sliding(_ window: WindowAxis, over input: Int) -> Self {
    Self(
      size: Double(window.span), jump: Double(window.stride),
      offset: -Double(window.pads(for: input).before))
  }

  /// What a transposed convolution reads: element o the elements i where o = s·i − p + d·t for a t below k.
  fileprivate static func spreading(_ window: WindowAxis, over output: Int) -> Self {
    let stride = Double(window.stride)
    let reach = Double(window.span - 1)
    return Self(
      size: 1 + reach / stride, jump: 1 / stride,
      offset: (Double(window.pads(for: output).before) - reach) / stride,
      // With a stride, each weight meets some of the elements only.
      isBound: window.stride > 1)
  }

  /// What an interpolation from n samples to m reads, as PyTorch computes it with `align_corners=False` and
  /// without antialiasing:
  ///
  /// | mode | place of element i, x | samples |
  /// |---|---|---|
  /// | nearest | i·n/m | ⌊x⌋ |
  /// | bilinear | (i + ½)·n/m − ½ | ⌊x⌋ and ⌊x⌋ + 1 |
  /// | bicubic | (i + ½)·n/m − ½ | ⌊x⌋ − 1 to ⌊x⌋ + 2 |
  ///
  /// Where x is whole, an interpolation weighs all samples but x with zero. What lies beyond the borders is
  /// the sample at the border, which is nearer.
  fileprivate static func resampling(
    from input: Int, to output: Int, _ mode: Upsample.Mode
  ) -> Self {
    let (n, m) = (Double(input), Double(output))
    // x has the fractions whose distance is g/m: from zero on, or from the half of it on.
    let divisor = greatestCommonDivisor(input, output)
    let step = Double(divisor) / m
    let startsAtHalf = mode != .nearest && (input - output) / divisor % 2 != 0
    let least = startsAtHalf ? step / 2 : 0
    let most = 1 - step + least
    let origin = mode == .nearest ? 0 : (n / m - 1) / 2

    var (below, above) = (most, 0.0)
    let leastPositive = least > 0 ? least : step
    if mode != .nearest, leastPositive < 1 {
      let more: Double = mode == .bicubic ? 1 : 0
      below += more
      above = 1 - leastPositive + more
    }
    return Self(
      size: below + 1 + above, jump: n / m, offset: origin - below, isBound: least != most)
  }

  /// What a pool of n samples to m reads: element i from ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉ − 1; all of them where m
  /// is one.
  fileprivate static func pooling(from input: Int, to output: Int) -> Self? {
    guard input > 1 || output > 1 else { return .own }
    guard output > 1 else { return nil }
    let (n, m) = (Double(input), Double(output))
    // The largest fraction by which the ends are rounded: that of the multiples of n/m.
    let fraction = 1 - Double(greatestCommonDivisor(input, output)) / m
    return Self(
      size: n / m + 2 * fraction, jump: n / m, offset: -fraction, isBound: fraction > 0)
  }
}
