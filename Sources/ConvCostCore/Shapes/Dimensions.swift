/// Up to eight lengths, stored in place.
///
/// An array would be simpler, but a graph whose shapes own memory is slower to count: this way
/// nothing in a node has to be retained and released.
public struct Dimensions: Hashable, Sendable {
  /// The most lengths.
  public static let mostDimensions = 8

  private var first = SIMD2<Int32>(repeating: 1)
  private var second = SIMD2<Int32>(repeating: 1)
  private var third = SIMD2<Int32>(repeating: 1)
  private var fourth = SIMD2<Int32>(repeating: 1)
  private var rank: UInt8

  /// Creates a list of lengths; nil for more than eight, or for one that does not fit in 32 bits.
  public init?(_ lengths: some Collection<Int>) {
    guard lengths.count <= Self.mostDimensions else { return nil }
    rank = UInt8(lengths.count)
    for (index, length) in lengths.enumerated() {
      guard let length = Int32(exactly: length) else { return nil }
      switch index / 2 {
      case 0: first[index % 2] = length
      case 1: second[index % 2] = length
      case 2: third[index % 2] = length
      default: fourth[index % 2] = length
      }
    }
  }
}

extension Dimensions {
  /// Returns the list with another last length.
  ///
  /// - Precondition: the length fits in 32 bits.
  func with(last length: Int) -> Dimensions {
    guard let dimensions = Dimensions(dropLast() + [length]) else {
      preconditionFailure("a dimension of \(length)")
    }
    return dimensions
  }
}

extension Dimensions: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { Int(rank) }

  public subscript(index: Int) -> Int {
    precondition(indices.contains(index), "no such dimension")
    let pair =
      switch index / 2 {
      case 0: first
      case 1: second
      case 2: third
      default: fourth
      }
    return Int(pair[index % 2])
  }
}

extension Dimensions: ExpressibleByArrayLiteral {
  /// Creates a list of lengths.
  ///
  /// - Precondition: there are at most eight, and each fits in 32 bits.
  public init(arrayLiteral lengths: Int...) {
    guard let dimensions = Dimensions(lengths) else {
      preconditionFailure("at most eight dimensions of at most \(Int32.max)")
    }
    self = dimensions
  }
}
