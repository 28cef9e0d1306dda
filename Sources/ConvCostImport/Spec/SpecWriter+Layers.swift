import ConvCostCore
import ConvCostJSON

extension SpecWriter {
  /// Returns an operation as an element of a list: a word where that says all.
  static func node(_ operation: Operation) -> SpecNode {
    switch operation {
    case .activation(let activation): .text(activation.rawValue.lowercased())
    case .batchNorm(let norm) where norm == BatchNorm(): .text("bn")
    case .adaptivePool(.globalAverage): .text("globalpool")
    case .localResponseNorm(let norm) where norm == LocalResponseNorm(): .text("lrn")
    case .flatten: .text("flatten")
    case .dropout: .text("dropout")
    case .stochasticDepth: .text("stochasticdepth")
    case .identity: .text("identity")
    default: .object(members(of: operation))
    }
  }

  private static func members(of operation: Operation) -> [Member] {
    switch operation {
    case .convolution(let convolution): members("conv", convolution)
    case .transposedConvolution(let transposed): members(transposed)
    case .linear(let linear):
      [("linear", .number(linear.features))] + (linear.bias ? [] : [("bias", .flag(false))])
    case .batchNorm(let norm): [("batchNorm", .flag(true))] + settings(norm)
    case .layerNorm(let norm): [("layerNorm", .flag(true))] + affine(norm.affine)
    case .groupNorm(let norm): [("groupNorm", .number(norm.groups))] + affine(norm.affine)
    case .localResponseNorm(let norm): [("localResponseNorm", .number(norm.size))]
    case .pool(let pool):
      [(pool.kind == .max ? "maxPool" : "avgPool", node(pool.window.kernel))]
        + members(pool.window, stride: pool.window.kernel, padding: .valid)
    case .adaptivePool(let pool):
      [("adaptivePool", .text(pool.kind == .max ? "max" : "average")), ("to", node(pool.size))]
    case .reshape(let reshape): [("reshape", node(reshape.shape))]
    case .channelShuffle(let shuffle): [("channelShuffle", .number(shuffle.groups))]
    case .channelSlice(.range(let first, let count)):
      [("channelSlice", .number(first)), ("count", .number(count))]
    case .channelSlice(.part(let part, let parts)):
      [("channelSlice", .number(part)), ("of", .number(parts))]
    case .channelPad(let pad): [("channelPad", .number(pad.channels))]
    case .zeroPad(let pad): [("zeroPad", border(pad.before, pad.after))]
    case .crop(let crop): [("crop", border(crop.before, crop.after))]
    case .channelPool(let pool): [("channelPool", .text(pool.function.rawValue))]
    case .upsample(let upsample):
      switch upsample.target {
      case .scale(let scale):
        [("upsample", .text(upsample.mode.rawValue)), ("to", .object([("by", node(scale))]))]
      case .size(let size): [("upsample", .text(upsample.mode.rawValue)), ("to", node(size))]
      }
    case .fixedScale(let scale): [("fixedScale", .text(scale.rawValue))]
    case .radialBasis(let basis): [("radialBasis", .number(basis.units))]
    case .channelScale(let scale):
      [("channelScale", .flag(true))] + (scale.bias ? [("bias", .flag(true))] : [])
    case .permute(let permute): [("permute", .text(permute.rawValue))]
    // Words, and what a tree never holds.
    case .activation, .flatten, .dropout, .stochasticDepth, .identity, .merge, .foreign: []
    }
  }

  /// Returns a convolution under a key.
  static func members(
    _ key: String, _ convolution: Convolution, padding: Padding = .valid, bias: Bool = true
  ) -> [Member] {
    var result: [Member] = []
    switch convolution.filters {
    case .grouped(let channels, let groups):
      result = [(key, .number(channels)), ("kernel", node(convolution.window.kernel))]
      if groups != 1 { result.append(("groups", .number(groups))) }
    case .depthwise(let multiplier):
      result = [(key, .text(SpecFields.depthwise)), ("kernel", node(convolution.window.kernel))]
      if multiplier != 1 { result.append(("multiplier", .number(multiplier))) }
    }
    result += members(convolution.window, stride: 1, padding: padding)
    if convolution.bias != bias { result.append(("bias", .flag(convolution.bias))) }
    return result
  }

  private static func members(_ transposed: TransposedConvolution) -> [Member] {
    var convolution = Convolution(1, kernel: 1, bias: transposed.bias)
    convolution.filters = transposed.filters
    convolution.window = transposed.window
    return members("convTranspose", convolution)
      + (transposed.outputPadding == 0 ? [] : [("outputPadding", node(transposed.outputPadding))])
  }

  private static func members(_ window: Window, stride: Extent, padding: Padding) -> [Member] {
    var result: [Member] = []
    if window.stride != stride { result.append(("stride", node(window.stride))) }
    if window.padding != padding { result.append(("padding", node(window.padding))) }
    if window.dilation != 1 { result.append(("dilation", node(window.dilation))) }
    if window.rounding == .ceil { result.append(("rounding", .text("ceil"))) }
    return result
  }

  private static func node(_ padding: Padding) -> SpecNode {
    switch padding {
    case .valid: .text("valid")
    case .half: .text("half")
    case .same: .text("same")
    case .explicit(let before, let after) where before != 0 || after != 0: border(before, after)
    case .explicit(let before, let after):
      .object([("before", node(before)), ("after", node(after))])
    }
  }

  private static func border(_ before: Extent, _ after: Extent) -> SpecNode {
    before == after ? node(before) : .object([("before", node(before)), ("after", node(after))])
  }

  /// Returns a normalisation that stands behind a key of a block; nothing for the usual one.
  static func norm(_ norm: BatchNorm?, usual: BatchNorm?) -> [Member] {
    if norm == usual { return [] }
    guard let norm else { return [("norm", .flag(false))] }
    return [("norm", norm == BatchNorm() ? .flag(true) : .object(settings(norm)))]
  }

  private static func settings(_ norm: BatchNorm) -> [Member] {
    [
      ("scale", norm.scale), ("shift", norm.shift), ("statistics", norm.tracksStatistics),
    ].filter { !$0.1 }.map { ($0.0, .flag(false)) }
      + (norm.isFrozen ? [("frozen", .flag(true))] : [])
  }

  private static func affine(_ isAffine: Bool) -> [Member] {
    isAffine ? [] : [("affine", .flag(false))]
  }

  /// Returns an activation behind a key; nothing for the usual one.
  static func activation(
    _ activation: Activation?, usual: Activation?, _ key: String = "activation"
  ) -> [Member] {
    activation == usual ? [] : [(key, activation.map { .text($0.rawValue) } ?? .null)]
  }
}
