/// Lengths along the axes of a map: one for a signal, two for an image, three for a volume or a
/// video.
///
/// Kernels, strides, paddings and dilations are extents, and so is the size of a map. An integer
/// literal is that length along every axis, whatever map it meets, so that `kernel: 3` reads as in
/// a paper's table and works on maps of one, two and three axes; `kernel: Extent(1, 7)` names the
/// axes of an image.
///
/// | extent | axes | printed |
/// |---|---|---|
/// | `Extent(length: 16_000)` | length | `16000` |
/// | `Extent(1, 7)` | height, width | `1×7` |
/// | `Extent(3, 7, 7)` | depth, height, width | `3×7×7` |
/// | `3` | those of the map | `3` |
///
/// A length is stored in 32 bits, which keeps an operation small. One that does not fit becomes
/// `unrepresentable`, which no operation accepts.
///
/// An `Int` can be given where an extent is expected; see `ExtentConvertible`.
public struct Extent: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The length of the last axis, which every map has. The axes before it may be missing, or have
  /// the same length.
  private var last: Int32
  private var second: Int32
  private var third: Int32

  /// Stored in place of a length: the axis does not exist.
  private static let missing = Int32.min + 1
  /// Stored in place of a length: every axis has the length of the last.
  private static let every = Int32.min + 2

  /// Stands for a length that does not fit in 32 bits.
  public static let unrepresentable = Int(Int32.min)

  /// Creates an extent of the same length along every axis, however many there are.
  public init(_ length: Int) {
    last = Self.held(length)
    second = Self.every
    third = Self.every
  }

  /// Creates the extent of a signal, which has one axis.
  public init(length: Int) {
    last = Self.held(length)
    second = Self.missing
    third = Self.missing
  }

  /// Creates the extent of an image, of the given height and width.
  public init(_ height: Int, _ width: Int) {
    last = Self.held(width)
    second = Self.held(height)
    third = Self.missing
  }

  /// Creates the extent of a volume, or of a video, whose depth is the number of frames.
  public init(_ depth: Int, _ height: Int, _ width: Int) {
    last = Self.held(width)
    second = Self.held(height)
    third = Self.held(depth)
  }

  /// Creates an extent of the same length along every axis.
  public init(integerLiteral length: Int) {
    self.init(length)
  }

  /// Creates an extent of one to three lengths, those of the last axis last; nil for other numbers.
  public init?(_ lengths: some Collection<Int>) {
    let lengths = Array(lengths)
    switch lengths.count {
    case 1: self.init(length: lengths[0])
    case 2: self.init(lengths[0], lengths[1])
    case 3: self.init(lengths[0], lengths[1], lengths[2])
    default: return nil
    }
  }

  private static func held(_ length: Int) -> Int32 {
    // The special values are not lengths.
    guard let held = Int32(exactly: length), held > every else { return .min }
    return held
  }

  /// The number of axes, one to three; nil if the extent fits maps with any number of axes.
  public var rank: Int? {
    if third == Self.every { return nil }
    if third != Self.missing { return 3 }
    return second == Self.missing ? 1 : 2
  }

  /// The length along an axis; 1 along one that is missing.
  public subscript(axis: Axis) -> Int {
    @inline(__always)
    get {
      switch axis {
      case .width, .length: Int(last)
      case .height: length(held: second)
      case .depth: length(held: third)
      }
    }
  }

  @inline(__always)
  private func length(held: Int32) -> Int {
    held == Self.every ? Int(last) : held == Self.missing ? 1 : Int(held)
  }

  /// The length along the depth of a volume or the time of a video; 1 without such an axis.
  public var depth: Int { self[.depth] }

  /// The length along the rows; 1 for a signal.
  public var height: Int { self[.height] }

  /// The length along the columns, or the length of a signal.
  public var width: Int { Int(last) }

  /// Whether the extent fits maps with any number of axes.
  @inline(__always)
  var fitsAnyRank: Bool { third == Self.every }

  /// The axes, in order; empty for one length along every axis.
  public var axes: ArraySlice<Axis> { rank.map(Axis.axes) ?? [] }

  /// The lengths along the axes, in order; a single one if every axis has the same.
  public var lengths: [Int] { rank == nil ? [width] : axes.map { self[$0] } }

  /// The length that every axis has; nil if they differ.
  public var common: Int? {
    switch rank {
    case nil, 1: width
    case 2: height == width ? width : nil
    default: depth == width && height == width ? width : nil
    }
  }

  /// Returns the extent with a length for each of a number of axes; nil if it has a different
  /// number.
  ///
  /// - Precondition: there are one to three axes.
  public func along(_ rank: Int) -> Extent? {
    guard self.rank == nil else { return self.rank == rank ? self : nil }
    return switch rank {
    case 1: Extent(length: width)
    case 2: Extent(width, width)
    default: Extent(width, width, width)
    }
  }

  /// The product of the lengths along the axes of a map with a number of axes.
  ///
  /// - Precondition: the product fits in 64 bits.
  func count(along rank: Int) -> Int {
    switch rank {
    case 1: width
    case 2: height * width
    default: depth * height * width
    }
  }

  /// Calls a body with each axis and the length along it.
  @inline(__always)
  func forEachAxis(_ body: (Axis, Int) throws(ShapeError) -> Void) throws(ShapeError) {
    switch rank {
    case nil: break
    case 1: try body(.length, width)
    case 2:
      try body(.height, height)
      try body(.width, width)
    default:
      try body(.depth, depth)
      try body(.height, height)
      try body(.width, width)
    }
  }

  /// Throws unless all lengths are from 1 to `Shape.longestDimension`.
  ///
  /// - Parameter whole: the text before the axis in the message, such as `output `.
  @inline(__always)
  func requireLengths(of whole: @autoclosure () -> String = "") throws(ShapeError) {
    try forEachAxis { (axis, length) throws(ShapeError) in
      guard length < 1 || length > Shape.longestDimension else { return }
      try requireLength(whole() + axis.rawValue, length)
    }
  }

  /// Returns an extent of the body's results for each axis and the length along it.
  @inline(__always)
  func mapped(
    _ body: (Axis, Int) throws(ShapeError) -> Int
  ) throws(ShapeError) -> Extent {
    switch rank {
    case nil: Extent(try body(.width, width))
    case 1: Extent(length: try body(.length, width))
    case 2: Extent(try body(.height, height), try body(.width, width))
    default:
      Extent(try body(.depth, depth), try body(.height, height), try body(.width, width))
    }
  }
}

extension Extent: CustomStringConvertible {
  /// The lengths joined by `×`.
  public var description: String { lengths.map(String.init).joined(separator: "×") }

  /// One number if all lengths are equal, otherwise all of them.
  var short: String { common.map(String.init) ?? description }
}

/// A direction in a map.
public enum Axis: String, Hashable, Sendable {
  /// The direction of a volume's slices, or of a video's frames.
  case depth
  /// The direction along the rows.
  case height
  /// The direction along the columns.
  case width
  /// The only direction of a signal.
  case length

  private static let ofImages: [Axis] = [.depth, .height, .width]
  private static let ofSignals: [Axis] = [.length]

  /// Returns the axes of a map with the given number of axes, in order.
  public static func axes(of rank: Int) -> ArraySlice<Axis> {
    rank == 1 ? ofSignals[...] : ofImages.suffix(rank)
  }

  /// Returns the axes of a map with the given number of axes in words: `height and width`.
  public static func list(of rank: Int) -> String {
    let names = axes(of: rank).map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + (rank > 1 ? " and " : "")
      + (names.last ?? "")
  }
}
