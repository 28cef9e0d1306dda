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

/// Networks of random layers and branches, all of them valid.
public enum RandomNetworks {
  /// Returns a network of windows with strides, dilations and paddings, of branches inside of
  /// branches, of views and activations.
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

  /// Returns a network with values that are read later, weights that are used twice, named results
  /// and several inputs, the second of twice the size.
  ///
  /// - Parameter fits: whether maps are fitted to others by their labels.
  public static func labelled(seed: UInt64, fits: Bool = true) -> Network {
    var generator = SeededGenerator(seed: seed)
    let side = Int.random(in: 40...64, using: &generator)
    let count = Int.random(in: 0...2, using: &generator)
    let extents = [Extent(2 * side, 2 * side + 6), Extent(side, side + 3)]
    let sideInputs = (0..<count).map { index in
      Input(Label("side\(index)"), .map(index + 1, extents[index]))
    }
    return Network(
      input: .map(4, Extent(side, side + 3)), named: count > 0 ? "image" : nil,
      sideInputs: sideInputs
    ) {
      if count > 0 {
        Concat {
          Chain {}
          Chain {
            From("side0")
            Convolution(3, kernel: 2, stride: 2)
          }
          if count > 1 { From("side1") }
        }
      }
      for level in 0..<Int.random(in: 2...3, using: &generator) {
        labelledStage(level, fits: fits, &generator)
        reduction(&generator)
      }
    }
  }

  /// Layers of one extent that read values under labels.
  private static func labelledStage(
    _ level: Int, fits: Bool, _ generator: inout SeededGenerator
  ) -> [Layer] {
    let label = Label("level\(level)")
    var layers = [Keep(label).layer] + stage(depth: 1, &generator)
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      switch Int.random(in: 0..<(fits ? 7 : 5), using: &generator) {
      case 0: layers.append(.merge(.concat, [From(label).layer, .chain([])]))
      case 1:
        layers.append(
          .merge(
            .add,
            [
              .chain([From(label).layer] + narrowed(1, &generator)),
              .chain(narrowed(1, &generator)),
            ]))
      case 2:
        let name = "result\(level)" + (Bool.random(using: &generator) ? "a" : "b")
        layers.append(Output(name) { narrowed(1, &generator) }.layer)
      case 3:
        // Shared weights always work on the same number of channels.
        layers.append(Convolution(6, kernel: 1).layer)
        layers.append(
          Convolution(6, kernel: 3, padding: 1).sharing("weights"))
      case 4:
        layers.append(
          Sequential {
            stage(depth: 1, &generator)
            Keep(label)
            window(&generator)
            Sum {
              From(label)
              Chain { From(label) }
            }
          }.layer)
      case 5: layers += [ZeroPad(2).layer, window(&generator), Crop.like(label)]
      default:
        layers += [reduction(&generator), Upsample.like(label, mode: .bilinear)]
      }
    }
    return layers
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
