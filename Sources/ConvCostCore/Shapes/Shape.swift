/// The dimensions of one sample's tensor, channels first.
///
/// A convolution works on a `map`, a linear layer on a `vector`. Every other rank (the tokens of a
/// transformer, a video) is a `tensor`, whose last dimension holds the features.
///
/// | shape | printed | elements |
/// |---|---|---|
/// | `.map(channels: 64, height: 56, width: 56)` | `64×56×56` | 200,704 |
/// | `.vector(1000)` | `1000` | 1,000 |
/// | `.tensor([197, 768])` | `197×768` | 151,296 |
///
/// The batch is never a part of a shape: costs are counted per sample.
public enum Shape: Hashable, Sendable {
  /// A stack of `channels` planes of `height` × `width`.
  case map(channels: Int, height: Int, width: Int)
  /// A list of features without any position.
  case vector(Int)
  /// Dimensions of another rank, features last.
  case tensor(Dimensions)

  /// The largest length of a dimension, 2³¹ − 1.
  ///
  /// The bound makes the sum and the product of any two lengths exact in 64 bits, so only products
  /// of three and more need a check.
  public static let longestDimension = Int(Int32.max)

  /// Creates a map with the extent given as a size.
  public static func map(_ channels: Int, _ extent: Size) -> Shape {
    .map(channels: channels, height: extent.height, width: extent.width)
  }

  /// The lengths in order, as JSON prints them.
  public var dimensions: [Int] {
    switch self {
    case .map(let channels, let height, let width): [channels, height, width]
    case .vector(let features): [features]
    case .tensor(let dimensions): Array(dimensions)
    }
  }

  /// The number of channels of a map, or of features of the other shapes.
  public var channels: Int {
    switch self {
    case .map(let channels, _, _): channels
    case .vector(let features): features
    case .tensor(let dimensions): dimensions.last ?? 1
    }
  }

  /// The height and the width of a map; nil for the other shapes.
  public var extent: Size? {
    guard case .map(_, let height, let width) = self else { return nil }
    return Size(height, width)
  }

  /// The number of elements.
  ///
  /// - Precondition: the product fits in 64 bits, which lowering checks for every shape of a graph.
  public var count: Int {
    switch self {
    case .map(let channels, let height, let width): channels * height * width
    case .vector(let features): features
    case .tensor(let dimensions): dimensions.reduce(1, *)
    }
  }

  /// The same shape with another number of channels or features.
  ///
  /// - Precondition: the number is a length that a tensor can have.
  func with(channels: Int) -> Shape {
    switch self {
    case .map(_, let height, let width): .map(channels: channels, height: height, width: width)
    case .vector: .vector(channels)
    case .tensor(let dimensions): .tensor(dimensions.with(last: channels))
    }
  }

  /// Checks that every length is within range and that the elements can be counted.
  func validate() throws(ShapeError) {
    switch self {
    case .map(let channels, let height, let width):
      try requireLength("channels", channels)
      try requireLength("height", height)
      try requireLength("width", width)
      _ = try product("elements", channels, height, width)
    case .vector(let features):
      try requireLength("features", features)
    case .tensor(let dimensions):
      // One length is a vector; without any there is nothing to work on.
      guard dimensions.count > 1 else { throw .needsRank(2) }
      var count = 1
      for length in dimensions {
        try requireLength("dimension", length)
        count = try product("elements", count, length)
      }
    }
  }
}

extension Shape: CustomStringConvertible {
  /// The lengths joined by `×`.
  public var description: String {
    switch self {
    case .map(let channels, let height, let width): "\(channels)×\(height)×\(width)"
    case .vector(let features): "\(features)"
    case .tensor(let dimensions): dimensions.map(String.init).joined(separator: "×")
    }
  }
}
