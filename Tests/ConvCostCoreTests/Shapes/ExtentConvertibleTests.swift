import ConvCostCore
import Testing

/// Numbers where lengths along the axes are wanted.
struct ExtentConvertibleTests {
  /// Every initialiser and factory, with numbers in variables and with the same extents.
  static let pairs: [(Layer, Layer)] = {
    let (kernel, stride, padding, dilation) = (5, 2, 3, 2)
    let (k, s, d) = (Extent(kernel), Extent(stride), Extent(dilation))
    let p = Padding.explicit(before: Extent(padding), after: Extent(padding))
    return [
      (
        Convolution(
          8, kernel: kernel, stride: stride, padding: padding, dilation: dilation
        ).layer,
        Convolution(8, kernel: k, stride: s, padding: p, dilation: d).layer
      ),
      (
        Convolution(8, kernel: kernel, padding: .half, groups: 2, bias: false).layer,
        Convolution(
          .grouped(8, groups: 2), window: Window(kernel: k, padding: .half), bias: false
        ).layer
      ),
      (
        Convolution.depthwise(
          kernel: kernel, stride: stride, padding: padding, dilation: dilation
        ).layer,
        Convolution.depthwise(kernel: k, stride: s, padding: p, dilation: d).layer
      ),
      (
        TransposedConvolution(
          8, kernel: kernel, stride: stride, padding: padding, outputPadding: dilation - 1,
          dilation: dilation
        ).layer,
        TransposedConvolution(
          8, kernel: k, stride: s, padding: p, outputPadding: Extent(1), dilation: d
        ).layer
      ),
      (
        Pool.max(kernel, stride: stride, padding: padding, dilation: dilation).layer,
        Pool.max(k, stride: s, padding: p, dilation: d).layer
      ),
      (Pool.max(kernel).layer, Pool.max(k, stride: k).layer),
      (
        Pool.average(kernel, stride: stride, padding: padding).layer,
        Pool.average(k, stride: s, padding: p).layer
      ),
      (Pool.average(kernel).layer, Pool.average(k, stride: k).layer),
      (AdaptivePool(.max, to: kernel).layer, AdaptivePool(.max, to: k).layer),
      (Upsample(by: stride).layer, Upsample(by: s).layer),
      (Upsample(to: kernel).layer, Upsample(to: k).layer),
      (ZeroPad(padding).layer, ZeroPad(before: Extent(3), after: Extent(3)).layer),
      (ZeroPad(before: stride, after: padding).layer, ZeroPad(before: s, after: Extent(3)).layer),
      (Crop(padding).layer, Crop(before: Extent(3), after: Extent(3)).layer),
      (Crop(before: stride, after: padding).layer, Crop(before: s, after: Extent(3)).layer),
      (
        Regions(.proposals, count: 10, size: kernel) { Identity() }.layer,
        .merge(.regions(RegionPool(.proposals, count: 10, size: k)), [Identity().layer])
      ),
      (
        ConvNorm(8, kernel: kernel, stride: stride, padding: padding, dilation: dilation).layer,
        ConvNorm(8, kernel: k, stride: s, padding: p, dilation: d).layer
      ),
      (
        ConvNorm.depthwise(kernel: kernel, stride: stride, dilation: dilation).layer,
        ConvNorm.depthwise(kernel: k, stride: s, dilation: d).layer
      ),
      (
        NamedConv(8, kernel: kernel, stride: stride, padding: padding).layer,
        NamedConv(8, kernel: k, stride: s, padding: p).layer
      ),
      (
        DepthwiseSeparable(8, kernel: kernel, stride: stride).layer,
        DepthwiseSeparable(8, kernel: k, stride: s).layer
      ),
      (Reshape(to: .map(3, kernel)).layer, Reshape(to: .map(3, Extent(5, 5))).layer),
    ]
  }()

  @Test(arguments: pairs)
  func numbersAreLengthsAlongEveryAxis(numbers: Layer, extents: Layer) {
    #expect(numbers == extents)
  }

  /// What numbers mean as paddings: networks that differ in how they are written only are equal.
  @Test func paddings() {
    let (none, two, three) = (0, 2, 3)
    #expect(Padding(none) == .valid)
    #expect(Padding(two) == 2)
    #expect(Padding(Extent(0, 3)) == .symmetric(Extent(0, 3)))
    #expect(Padding.symmetric(two) == .explicit(before: Extent(2), after: Extent(2)))
    #expect(
      Padding.explicit(before: two, after: three)
        == .explicit(before: Extent(2), after: Extent(3)))
    let (kernel, padding) = (Extent(1, 7), Extent(0, 3))
    #expect(
      Convolution(8, kernel: kernel, padding: padding)
        == Convolution(8, kernel: kernel, padding: .symmetric(padding)))
    #expect(Pool.max(3, stride: 2, padding: none) == Pool.max(3, stride: 2))
    #expect(Window(kernel: 3, padding: two) == Window(kernel: 3, padding: .symmetric(2)))
  }

  /// A stride that may be missing, as in code that passes on what it was given.
  @Test(arguments: [(nil, 3), (2, 2)] as [(Int?, Int)])
  func optionalStride(_ stride: Int?, used: Int) {
    #expect(Pool.max(3, stride: stride) == Pool.max(3, stride: used))
    #expect(Pool.average(3, stride: stride) == Pool.average(3, stride: used))
  }
}
