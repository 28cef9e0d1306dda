/// Layers one after another, named by their position: PyTorch's `Sequential`.
public struct Sequential: LayerConvertible, Hashable {
  /// The layers.
  public var layers: [Layer]

  public init(@LayerBuilder _ layers: () -> [Layer]) {
    self.layers = layers()
  }

  public func makeLayer() -> Layer {
    .scope(Layer.Scope(type: "Sequential", isNumbered: true), layers)
  }
}

/// Layers one after another, without a level of their own in the paths.
public struct Chain: LayerConvertible, Hashable {
  /// The layers; an empty chain passes its input on.
  public var layers: [Layer]

  public init(@LayerBuilder _ layers: () -> [Layer]) {
    self.layers = layers()
  }

  public func makeLayer() -> Layer { .chain(layers) }
}

/// Branches that share one input and whose channels are concatenated.
///
/// Szegedy et al., "Going Deeper with Convolutions", 2014; Huang et al., "Densely Connected
/// Convolutional Networks", 2016.
public struct Concat: LayerConvertible, Hashable {
  /// The branches; an empty chain passes the input on.
  public var branches: [Layer]

  public init(@LayerBuilder _ branches: () -> [Layer]) {
    self.branches = branches()
  }

  public func makeLayer() -> Layer { .merge(.concat, branches) }
}

/// Branches that share one input and whose results are added, element by element.
public struct Sum: LayerConvertible, Hashable {
  /// The branches; an empty chain passes the input on.
  public var branches: [Layer]

  public init(@LayerBuilder _ branches: () -> [Layer]) {
    self.branches = branches()
  }

  public func makeLayer() -> Layer { .merge(.add, branches) }
}

/// Branches that share one input and whose results are multiplied, element by element.
public struct Product: LayerConvertible, Hashable {
  /// The branches; an empty chain passes the input on.
  public var branches: [Layer]

  public init(@LayerBuilder _ branches: () -> [Layer]) {
    self.branches = branches()
  }

  public func makeLayer() -> Layer { .merge(.multiply, branches) }
}

/// A stack of maps, one for each region of the image, pooled from the maps of branches that share
/// one input.
///
///     Regions(.proposals, count: 1000, size: 7) {
///       for level in levels { From(level) }
///     }
///     Flatten()
///     Linear(1024)
///
/// The layers after it work on the map of each region. See `RegionPool`.
public struct Regions: LayerConvertible, Hashable {
  /// The kind and the number of the regions, and the size of their maps.
  public var pool: RegionPool
  /// The branches, which have the same number of channels; an empty chain passes the input on.
  public var branches: [Layer]

  /// Creates a pool of `count` regions from the branches' maps, each resampled to `size`.
  @inlinable
  public init(
    _ kind: RegionPool.Kind, count: Int, size: some ExtentConvertible,
    @LayerBuilder _ branches: () -> [Layer]
  ) {
    pool = RegionPool(kind, count: count, size: size)
    self.branches = branches()
  }

  public func makeLayer() -> Layer { .merge(.regions(pool), branches) }
}

/// Layers whose result is added to their input. He et al., "Deep Residual Learning", 2015.
public struct Residual: LayerConvertible, Hashable {
  /// What is added to the result.
  public var shortcut: Shortcut
  /// The layers of the main path.
  public var layers: [Layer]

  /// Creates a residual connection around the layers.
  public init(_ shortcut: Shortcut = .identity, @LayerBuilder _ layers: () -> [Layer]) {
    self.shortcut = shortcut
    self.layers = layers()
  }

  public func makeLayer() -> Layer { .residual(shortcut, layers) }

  /// Returns a residual connection around the layers if they neither stride nor change the
  /// channels, otherwise the layers alone. Sandler et al., "MobileNetV2", 2018, Figure 4.
  ///
  /// - Parameter stride: the stride of the layers. With any stride but one there is no connection,
  ///   even if a map is so small that its shape stays the same.
  public static func unlessStrided(
    by stride: Int, @LayerBuilder _ layers: () -> [Layer]
  ) -> Layer {
    stride == 1 ? Residual(.whenShapesMatch, layers).layer : Chain(layers).layer
  }
}

/// Layers that compute factors, by which the input is multiplied. Hu et al.,
/// "Squeeze-and-Excitation", 2017.
public struct Gate: LayerConvertible, Hashable {
  /// The layers that compute the factors.
  public var layers: [Layer]

  public init(@LayerBuilder _ layers: () -> [Layer]) {
    self.layers = layers()
  }

  public func makeLayer() -> Layer { .merge(.multiply, [.chain(layers), .chain([])]) }
}

/// Layers that end in an output of their own, such as a classifier used in training only.
public struct Auxiliary: LayerConvertible, Hashable {
  /// The layers.
  public var layers: [Layer]

  public init(@LayerBuilder _ layers: () -> [Layer]) {
    self.layers = layers()
  }

  public func makeLayer() -> Layer { .output(.auxiliary, layers) }
}
