import ConvCostCore

/// The operations of a block in the order in which they stand, shortcuts left out.
struct BlockParts {
  var convolutions: [Convolution] = []
  var norms: [BatchNorm] = []
  var activations: [Activation] = []
  var linears: [Linear] = []
  /// Whether training leaves something out for random samples.
  var hasStochasticDepth = false

  init(_ layers: [Layer]) {
    for layer in layers { add(layer) }
  }

  private mutating func add(_ layer: Layer) {
    switch layer {
    case .operation(.convolution(let convolution)): convolutions.append(convolution)
    case .operation(.batchNorm(let norm)): norms.append(norm)
    case .operation(.activation(let activation)): activations.append(activation)
    case .operation(.linear(let linear)): linears.append(linear)
    case .operation(.stochasticDepth): hasStochasticDepth = true
    case .operation: break
    case .residual(_, let layers): for layer in layers { add(layer) }
    case .chain, .scope, .merge, .output, .keep, .from, .fitted, .named, .written, .shared:
      for child in layer.children { add(child) }
    }
  }

  /// The output channels of a convolution; nil where it is not there or filters each channel alone.
  func channels(_ index: Int) -> Int? {
    guard index < convolutions.count,
      case .grouped(let channels, _) = convolutions[index].filters
    else { return nil }
    return channels
  }

  func stride(_ index: Int) -> Int { convolutions[index].window.stride.height }

  func activation(_ index: Int) -> Activation? {
    index < activations.count ? activations[index] : nil
  }
}
