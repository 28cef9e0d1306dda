/// Layers one after another, called by their position: PyTorch's `Sequential`.
public struct Sequential: LayerConvertible, Hashable {
  /// The layers.
  public var layers: [Layer]

  /// Creates a sequence of layers.
  public init(@LayerBuilder _ layers: () -> [Layer]) {
    self.layers = layers()
  }

  public var layer: Layer {
    .scope(Layer.Scope(type: "Sequential", isNumbered: true), layers)
  }
}

/// Layers one after another, without a level of their own in the paths.
public struct Chain: LayerConvertible, Hashable {
  /// The layers; without any, the chain passes its input on.
  public var layers: [Layer]

  /// Creates a chain of layers.
  public init(@LayerBuilder _ layers: () -> [Layer]) {
    self.layers = layers()
  }

  public var layer: Layer { .chain(layers) }
}

/// Branches that share one input and whose channels are put one behind the other.
///
/// Szegedy et al., "Going Deeper with Convolutions", 2014; Huang et al., "Densely Connected
/// Convolutional Networks", 2016.
public struct Concat: LayerConvertible, Hashable {
  /// The branches; a chain without layers passes the input on.
  public var branches: [Layer]

  /// Creates a concatenation of the branches.
  public init(@LayerBuilder _ branches: () -> [Layer]) {
    self.branches = branches()
  }

  public var layer: Layer { .merge(.concat, branches) }
}

/// Branches that share one input and whose results are added, element by element.
public struct Sum: LayerConvertible, Hashable {
  /// The branches; a chain without layers passes the input on.
  public var branches: [Layer]

  /// Creates a sum of the branches.
  public init(@LayerBuilder _ branches: () -> [Layer]) {
    self.branches = branches()
  }

  public var layer: Layer { .merge(.add, branches) }
}

/// Branches that share one input and whose results are multiplied, element by element.
public struct Product: LayerConvertible, Hashable {
  /// The branches; a chain without layers passes the input on.
  public var branches: [Layer]

  /// Creates a product of the branches.
  public init(@LayerBuilder _ branches: () -> [Layer]) {
    self.branches = branches()
  }

  public var layer: Layer { .merge(.multiply, branches) }
}

/// Branches that share one input, of whose maps the parts in regions of the image become a stack of maps.
///
///     Regions(.proposals, count: 1000, size: 7) {
///       for level in levels { From(level) }
///     }
///     Flatten()
///     Linear(1024)
///
/// The layers after it work on the map of each region. See `RegionPool`.
public struct Regions: LayerConvertible, Hashable {
  /// What is read of the branches' maps.
  public var pool: RegionPool
  /// The branches, which have as many channels; a chain without layers passes the input on.
  public var branches: [Layer]

  /// Creates a pool of a number of regions from the branches' maps.
  @inlinable
  public init(
    _ kind: RegionPool.Kind, count: Int, size: some ExtentConvertible,
    @LayerBuilder _ branches: () -> [Layer]
  ) {
    pool = RegionPool(kind, count: count, size: size)
    self.branches = branches()
  }

  public var layer: Layer { .merge(.regions(pool), branches) }
}

/// Layers whose result is added to their input. He et al., "Deep Residual Learning", 2015.
public struct Residual: LayerConvertible, Hashable {
  /// What is added to the result.
  public var shortcut: Shortcut
  /// The layers of the long way.
  public var layers: [Layer]

  /// Creates a residual connection around the layers.
  public init(_ shortcut: Shortcut = .identity, @LayerBuilder _ layers: () -> [Layer]) {
    self.shortcut = shortcut
    self.layers = layers()
  }

  public var layer: Layer { .residual(shortcut, layers) }

  /// Returns layers whose result is added to their input where they neither stride nor change the
  /// channels, and else the layers alone. Sandler et al., "MobileNetV2", 2018, Figure 4.
  ///
  /// - Parameter stride: the stride of the layers. Any but one leaves the connection out, even where a
  ///   map is so small that its shape stays.
  public static func unlessStrided(
    by stride: Int, @LayerBuilder _ layers: () -> [Layer]
  ) -> Layer {
    stride == 1 ? Residual(.whenShapesMatch, layers).layer : Chain(layers).layer
  }
}

/// Layers whose result the input is multiplied by. Hu et al., "Squeeze-and-Excitation", 2017.
public struct Gate: LayerConvertible, Hashable {
  /// The layers that compute the factors.
  public var layers: [Layer]

  /// Creates a gate with the given layers.
  public init(@LayerBuilder _ layers: () -> [Layer]) {
    self.layers = layers()
  }

  public var layer: Layer { .merge(.multiply, [.chain(layers), .chain([])]) }
}

/// Layers that end in an output of their own, such as a classifier used in training only.
public struct Auxiliary: LayerConvertible, Hashable {
  /// The layers.
  public var layers: [Layer]

  /// Creates a side branch of the layers.
  public init(@LayerBuilder _ layers: () -> [Layer]) {
    self.layers = layers()
  }

  public var layer: Layer { .output(.auxiliary, layers) }
}
