/// The dimensions of one sample's tensor, channels first.
///
/// A convolution works on a `map`, a linear layer on a `vector`. A detector computes a stack of
/// `maps`, one for each region. Everything else, such as the tokens of a transformer, is a
/// `tensor`, whose last dimension holds the features.
///
/// | shape | printed | elements |
/// |---|---|---|
/// | `.map(64, Extent(56, 56))` | `64×56×56` | 200,704 |
/// | `.map(1, Extent(length: 8000))` | `1×8000` | 8,000 |
/// | `.map(3, Extent(16, 112, 112))` | `3×16×112×112` | 602,112 |
/// | `.maps(count: 100, channels: 256, extent: Extent(7, 7))` | `100×256×7×7` | 1,254,400 |
/// | `.vector(1000)` | `1000` | 1,000 |
/// | `.tensor([197, 768])` | `197×768` | 151,296 |
///
/// The batch is never a part of a shape: costs are counted per sample.
///
/// ```swift
/// let side = 224
/// let image = Shape.map(3, side)
/// print(image, image.count)  // 3×224×224 150528
/// ```
public enum Shape: Hashable, Sendable {
  /// A stack of channels, each of which is a signal, an image or a volume of the extent.
  case map(channels: Int, extent: Extent)
  /// A number of maps of one shape, such as one for each region that a detector proposes.
  /// Convolutions, norms and pools work on each of them. The number may be zero, if nothing is
  /// proposed.
  case maps(count: Int, channels: Int, extent: Extent)
  /// A list of features without positions.
  case vector(Int)
  /// Dimensions of another rank, features last.
  case tensor(Dimensions)

  /// The largest length of a dimension, 2³¹ − 1.
  ///
  /// The bound makes the sum and the product of any two lengths exact in 64 bits, so only products
  /// of three and more need a check.
  public static let longestDimension = Int(Int32.max)

  /// Creates a map. Where the extent is one length along every axis, the map is a square image:
  /// `.map(3, 224)` is 3×224×224.
  public static func map(_ channels: Int, _ extent: some ExtentConvertible) -> Shape {
    let extent = Extent(extent)
    return .map(channels: channels, extent: extent.along(extent.rank ?? 2) ?? extent)
  }

  /// The lengths in order, as JSON prints them.
  public var dimensions: [Int] {
    switch self {
    case .map(let channels, let extent): [channels] + extent.lengths
    case .maps(let count, let channels, let extent): [count, channels] + extent.lengths
    case .vector(let features): [features]
    case .tensor(let dimensions): Array(dimensions)
    }
  }

  /// The number of channels of a map, or of each map of a stack, or of features of the other
  /// shapes.
  public var channels: Int {
    switch self {
    case .map(let channels, _), .maps(_, let channels, _): channels
    case .vector(let features): features
    case .tensor(let dimensions): dimensions.last ?? 1
    }
  }

  /// The lengths of a map along its axes, or of each map of a stack; nil for the other shapes.
  public var extent: Extent? {
    switch self {
    case .map(_, let extent), .maps(_, _, let extent): extent
    case .vector, .tensor: nil
    }
  }

  /// The number of maps of a stack; 1 for each other shape.
  public var mapCount: Int {
    guard case .maps(let count, _, _) = self else { return 1 }
    return count
  }

  /// Whether it is a tensor, whose features come last.
  public var isTensor: Bool {
    if case .tensor = self { true } else { false }
  }

  /// The number of axes of a map; nil for the other shapes.
  public var rank: Int? { extent?.rank }

  /// The number of elements.
  ///
  /// - Precondition: the product fits in 64 bits, which lowering checks for every shape of a graph.
  public var count: Int {
    switch self {
    case .map(let channels, let extent): channels * extent.count(along: extent.rank ?? 2)
    case .maps(let count, let channels, let extent):
      count * channels * extent.count(along: extent.rank ?? 2)
    case .vector(let features): features
    case .tensor(let dimensions): dimensions.reduce(1, *)
    }
  }

  /// The same shape with another number of channels or features.
  ///
  /// - Precondition: a tensor can have that length.
  func with(channels: Int) -> Shape {
    switch self {
    case .map(_, let extent): .map(channels: channels, extent: extent)
    case .maps(let count, _, let extent): .maps(count: count, channels: channels, extent: extent)
    case .vector: .vector(channels)
    case .tensor(let dimensions): .tensor(dimensions.with(last: channels))
    }
  }

  /// A map with other channels and another extent; a stack keeps its number of maps.
  func with(channels: Int, extent: Extent) -> Shape {
    guard case .maps(let count, _, _) = self else {
      return .map(channels: channels, extent: extent)
    }
    return .maps(count: count, channels: channels, extent: extent)
  }

  /// Checks that every length is within range and that the elements can be counted.
  package func validate() throws(ShapeError) {
    switch self {
    case .map(let channels, let extent):
      try Self.validate(1, channels, extent)
    case .maps(let count, let channels, let extent):
      try requireLength("maps", count, from: 0)
      try Self.validate(count, channels, extent)
    case .vector(let features):
      try requireLength("features", features)
    case .tensor(let dimensions):
      // A tensor with one length would be a vector; without lengths it has no features.
      guard dimensions.count > 1 else { throw .needsRank(2) }
      var count = 1
      for (index, length) in dimensions.enumerated() {
        // A stack may have no maps; its features are then a tensor with a first length of zero.
        try requireLength("dimension", length, from: index == 0 ? 0 : 1)
        count = try product("elements", count, length)
      }
    }
  }

  @inline(__always)
  private static func validate(
    _ count: Int, _ channels: Int, _ extent: Extent
  ) throws(ShapeError) {
    try requireLength("channels", channels)
    guard !extent.fitsAnyRank else { throw .needsMap }
    try extent.requireLengths()
    _ = try product("elements", count, channels, extent.depth, extent.height, extent.width)
  }
}

extension Shape: CustomStringConvertible {
  /// The lengths joined by `×`.
  public var description: String {
    switch self {
    case .map(let channels, let extent): "\(channels)×\(extent)"
    case .maps(let count, let channels, let extent): "\(count)×\(channels)×\(extent)"
    case .vector(let features): "\(features)"
    case .tensor(let dimensions): dimensions.map(String.init).joined(separator: "×")
    }
  }
}
