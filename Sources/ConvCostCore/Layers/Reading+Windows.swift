extension Reading {
  /// What a window reads: d(k − 1) + 1 samples, one stride further for each element.
  static func sliding(_ window: WindowAxis, over input: Int) -> Self {
    Self(
      size: Double(window.span), jump: Double(window.stride),
      offset: -Double(window.pads(for: input).before))
  }

  /// What a transposed convolution reads: element o reads the elements i with o = s·i − p + d·t for
  /// a t below k.
  static func spreading(_ window: WindowAxis, over output: Int) -> Self {
    let stride = Double(window.stride)
    let reach = Double(window.span - 1)
    return Self(
      size: 1 + reach / stride, jump: 1 / stride,
      offset: (Double(window.pads(for: output).before) - reach) / stride,
      // With a stride, each weight is used on some of the elements only.
      isBound: window.stride > 1)
  }

  /// What an interpolation from n samples to m reads, as PyTorch computes it with
  /// `align_corners=False` and without antialiasing:
  ///
  /// | mode | place of element i, x | samples |
  /// |---|---|---|
  /// | nearest | i·n/m | ⌊x⌋ |
  /// | bilinear | (i + ½)·n/m − ½ | ⌊x⌋ and ⌊x⌋ + 1 |
  /// | bicubic | (i + ½)·n/m − ½ | ⌊x⌋ − 1 to ⌊x⌋ + 2 |
  ///
  /// If x is a whole number, all samples but x have a weight of zero. A sample beyond a border is
  /// replaced by the one at the border, which is nearer.
  static func resampling(
    from input: Int, to output: Int, _ mode: Upsample.Mode
  ) -> Self {
    let (n, m) = (Double(input), Double(output))
    // The fractions of x are g/m apart, starting at zero or at a half of g/m.
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

  /// What a pool of n samples to m reads: element i reads from ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉ − 1; all
  /// samples if m is 1.
  static func pooling(from input: Int, to output: Int) -> Self? {
    guard input > 1 || output > 1 else { return .own }
    guard output > 1 else { return nil }
    let (n, m) = (Double(input), Double(output))
    // The largest fraction by which the ends are rounded: the largest one that multiples of n/m
    // have.
    let fraction = 1 - Double(greatestCommonDivisor(input, output)) / m
    return Self(
      size: n / m + 2 * fraction, jump: n / m, offset: -fraction, isBound: fraction > 0)
  }
}
