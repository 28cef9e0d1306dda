/// What an object in a spec file can be, by the key that says so, and the other keys that it takes.
///
/// The one table from which reading, messages and the test of the JSON Schema come.
enum SpecKind: String, CaseIterable {
  // Layers.
  case layer, conv, convTranspose, linear, batchNorm, layerNorm, groupNorm, localResponseNorm
  case maxPool, avgPool, adaptivePool, reshape, channelShuffle, channelSlice, channelPad, upsample
  case zeroPad, crop, channelPool, keep, from
  case fixedScale, radialBasis, channelScale, permute
  // What joins layers.
  case sequential, chain, concat, sum, product, regions, residual, gate, auxiliary, output, block
  case table
  // Blocks.
  case convNorm, convUnit, basicBlock, bottleneck, inception, inceptionV3, denseBlock, denseLayer
  case transition, fire, squeezeExcite, invertedResidual, fusedInvertedResidual, separable
  case factorized, auxiliaryHead

  /// The keys that every object takes.
  static let common = ["name", "form", "shared", "repeat", "if"]

  /// The common keys that the object takes.
  var commonKeys: [String] { Self.common.filter { uselessKeys[$0] == nil } }

  /// The keys that objects of other kinds take, but that would change nothing here.
  var uselessKeys: [String: NoEffect] {
    switch self {
    case .convTranspose: ["rounding": .roundingOfTransposed]
    case .table: ["name": .ofTable, "form": .ofTable, "shared": .ofTable]
    case .keep, .from: ["name": .ofLabel, "form": .ofLabel, "shared": .ofLabel]
    default: [:]
    }
  }

  /// The keys that the object takes beside its own and the common ones.
  var keys: [String] {
    let window = ["kernel", "stride", "padding", "dilation", "rounding"]
    let filters = window + ["groups", "multiplier", "bias"]
    switch self {
    case .conv: return filters
    case .convTranspose: return filters.filter { $0 != "rounding" } + ["outputPadding"]
    case .linear, .channelScale: return ["bias"]
    case .batchNorm: return ["scale", "shift", "statistics", "frozen"]
    case .layerNorm, .groupNorm: return ["affine"]
    case .maxPool, .avgPool: return window.filter { $0 != "kernel" }
    case .adaptivePool: return ["to"]
    case .upsample: return ["to"]
    case .channelSlice: return ["count", "of"]
    case .block: return ["type", "numbered"]
    case .regions: return ["count", "to", "branches"]
    case .residual: return ["shortcut"]
    case .table, .output: return ["layers"]
    case .convNorm: return filters + ["norm", "activation"]
    case .convUnit: return filters + ["norm"]
    case .basicBlock: return ["stride", "shortcut", "squeeze"]
    case .bottleneck:
      return ["inner", "groups", "stride", "strideAt", "dilation", "shortcut", "squeeze", "bias"]
    case .inception: return ["norm", "fiveKernel"]
    case .inceptionV3: return ["pool", "channels", "norm"]
    case .denseBlock: return ["growth", "bottleneck"]
    case .denseLayer: return ["bottleneck"]
    case .fire: return ["expand"]
    case .squeezeExcite: return ["squeeze", "activation", "gate"]
    case .invertedResidual:
      return [
        "expanded", "expands", "input", "expand", "kernel", "stride", "dilation", "squeeze",
        "squeezeActivation", "squeezeGate",
        "activation", "naming", "stochasticDepth",
      ]
    case .fusedInvertedResidual:
      return ["expanded", "expands", "input", "expand", "stride", "stochasticDepth"]
    case .separable: return ["kernel", "stride", "activation"]
    case .factorized: return ["kernel", "into", "activation"]
    case .auxiliaryHead: return ["pool", "norm"]
    case .layer, .localResponseNorm, .reshape, .channelShuffle, .channelPad, .fixedScale,
      .radialBasis, .permute, .zeroPad, .crop, .channelPool, .keep, .from, .sequential, .chain,
      .concat, .sum, .product, .gate, .auxiliary,
      .transition:
      return []
    }
  }
}
