public import ConvCostCore

/// A generator of numbers that gives the same ones for the same seed on every machine.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Creates a generator.
  public init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  public mutating func next() -> UInt64 {
    // SplitMix64; Steele, Lea and Flood, 2014.
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Networks of random layers and branches, which all can be.
public enum RandomNetworks {
  /// Returns a network of windows with strides, dilations and paddings, of branches inside of branches,
  /// of views and activations.
  public static func network(seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed)
    let side = Int.random(in: 40...64, using: &generator)
    return Network(input: .map(4, Extent(side, side + 3))) {
      for _ in 0..<Int.random(in: 2...4, using: &generator) {
        stage(depth: 2, &generator)
        if Bool.random(using: &generator) { reduction(&generator) }
      }
    }
  }

  /// Layers that keep the extent, so that any two can be joined.
  private static func stage(depth: Int, _ generator: inout SeededGenerator) -> [Layer] {
    var layers: [Layer] = []
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &generator) {
      case 0, 1: layers.append(window(&generator))
      case 2: layers.append(Activation.relu.layer)
      case 3: layers.append(BatchNorm().layer)
      case 4:
        layers.append(
          Bool.random(using: &generator) ? Dropout().layer : StochasticDepth().layer)
      case 5, 6:
        var branches: [Layer] = []
        for _ in 0..<Int.random(in: 2...3, using: &generator) {
          branches.append(.chain(stage(depth: depth - 1, &generator)))
        }
        layers.append(.merge(.concat, branches))
      case 7:
        layers.append(
          .merge(.add, [.chain(narrowed(depth, &generator)), .chain(narrowed(depth, &generator))]))
      default:
        layers.append(.merge(.concat, [.chain(stage(depth: depth - 1, &generator)), .chain([])]))
      }
    }
    return layers
  }

  private static func narrowed(_ depth: Int, _ generator: inout SeededGenerator) -> [Layer] {
    stage(depth: depth - 1, &generator) + [Convolution(6, kernel: 1).layer]
  }

  /// A window that keeps the extent: its padding is on both sides, or more on one.
  private static func window(_ generator: inout SeededGenerator) -> Layer {
    let kernel = Extent(
      Int.random(in: 1...4, using: &generator), Int.random(in: 1...5, using: &generator))
    let dilation = Int.random(in: 1...3, using: &generator)
    let reach = Extent(dilation * (kernel.height - 1), dilation * (kernel.width - 1))
    let before = Extent(
      Int.random(in: 0...reach.height, using: &generator),
      Int.random(in: 0...reach.width, using: &generator))
    let after = Extent(reach.height - before.height, reach.width - before.width)
    let padding = Padding.explicit(before: before, after: after)
    if Bool.random(using: &generator) {
      return Convolution(5, kernel: kernel, padding: padding, dilation: Extent(dilation)).layer
    }
    return Pool.max(kernel, stride: 1, padding: padding, dilation: Extent(dilation)).layer
  }

  /// A window with a stride.
  private static func reduction(_ generator: inout SeededGenerator) -> Layer {
    let kernel = Int.random(in: 1...3, using: &generator)
    let stride = Int.random(in: 2...3, using: &generator)
    return Convolution(
      7, kernel: Extent(kernel), stride: Extent(stride),
      padding: .explicit(before: Extent(kernel / 2), after: Extent(kernel / 2))
    ).layer
  }
}
