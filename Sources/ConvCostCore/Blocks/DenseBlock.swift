/// DenseNet's layer: normalisation, 1×1 to 4k channels, normalisation, 3×3 to k channels, and the
/// result concatenated to the input.
///
/// Huang et al., "Densely Connected Convolutional Networks", 2016. Without a bottleneck there is no
/// 1×1 and no first normalisation, as in the plain DenseNets for CIFAR.
public struct DenseLayer: Block {
  public static let typeName = "DenseLayer"

  /// The channels that the layer adds.
  public var growth: Int
  /// The channels of the 1×1 in units of the growth; nil without it.
  public var bottleneck: Int?

  /// Creates a layer.
  public init(growth: Int, bottleneck: Int? = 4) {
    self.growth = growth
    self.bottleneck = bottleneck
  }

  public var body: [Layer] {
    Concat {
      Chain {}
      Chain {
        BatchNorm().named("norm1")
        Activation.relu.named("relu1")
        if let bottleneck {
          Convolution(scaledWidth(growth, by: bottleneck), kernel: 1, bias: false).named("conv1")
          BatchNorm().named("norm2")
          Activation.relu.named("relu2")
          Convolution(growth, kernel: 3, padding: 1, bias: false).named("conv2")
        } else {
          Convolution(growth, kernel: 3, padding: 1, bias: false).named("conv1")
        }
      }
    }
  }
}

/// Dense layers in sequence; each reads the channels that all earlier ones added.
///
/// The channels grow linearly: after L layers of growth k there are k·L more.
public struct DenseBlock: Block {
  public static let typeName = "DenseBlock"

  /// The number of layers.
  public var depth: Int
  /// The channels that each layer adds.
  public var growth: Int
  /// The channels of the 1×1 in units of the growth; nil without it.
  public var bottleneck: Int?

  /// Creates a block of the given number of layers.
  public init(depth: Int, growth: Int, bottleneck: Int? = 4) {
    self.depth = depth
    self.growth = growth
    self.bottleneck = bottleneck
  }

  public var body: [Layer] {
    for index in 0..<max(0, depth) {
      DenseLayer(growth: growth, bottleneck: bottleneck).named("denselayer\(index + 1)")
    }
  }
}

/// The step between two dense blocks: normalisation, 1×1 to fewer channels, a 2×2 average pool.
///
/// The convolution comes before the pool, at the larger size.
public struct Transition: Block {
  public static let typeName = "Transition"

  /// The channels of the result.
  public var channels: Int

  /// Creates a step to the given number of channels.
  public init(_ channels: Int) {
    self.channels = channels
  }

  public var body: [Layer] {
    BatchNorm().named("norm")
    Activation.relu.named("relu")
    Convolution(channels, kernel: 1, bias: false).named("conv")
    Pool.average(2).named("pool")
  }
}
