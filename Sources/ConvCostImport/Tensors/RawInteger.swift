/// An integer as a file states it: any number that fits in 64 bits.
///
/// There is no arithmetic on it, because sums and products of such numbers overflow. A rule first
/// states what the number may be, and only then gets a number that it can compute with:
///
///     let groups = try integer("group", default: 1).length(from: 1)
///     let axis = try integer("axis", default: 0).axis(of: shape.count)
///
/// The lengths of every known shape lie in the same range, so that the sum and the product of any
/// two are exact. Products of three and more go through `elementCount` and `checkedProduct`.
struct RawInteger: Hashable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  private let number: Int

  init(_ number: Int) { self.number = number }
  init(integerLiteral number: Int) { self.number = number }

  static func < (left: RawInteger, right: RawInteger) -> Bool { left.number < right.number }

  var description: String { "\(number)" }

  /// The longest length that a shape may have.
  static let longest = Int(Int32.max)

  /// Returns the number as a length.
  ///
  /// - Throws: `OperatorProblem.length` unless it lies between `least` and 2³¹ − 1.
  func length(from least: Int = 0) throws(OperatorProblem) -> Int {
    guard number >= least, number <= Self.longest else { throw .length(number, from: least) }
    return number
  }

  /// Returns the number as an axis counted from the front; it may be counted from the back.
  ///
  /// - Throws: `OperatorProblem.axis` for one that a tensor of this rank does not have.
  func axis(of rank: Int) throws(OperatorProblem) -> Int {
    guard number >= -rank, number < rank else { throw .axis(number, rank: rank) }
    return number < 0 ? number + rank : number
  }

  /// Returns the number, or the nearest end of the range if it lies outside.
  func clamped(to range: ClosedRange<Int>) -> Int {
    min(max(number, range.lowerBound), range.upperBound)
  }
}

extension ElementType {
  /// Creates the type with the schema's number; nil for an unknown number.
  init?(_ number: RawInteger) {
    self.init(rawValue: number.clamped(to: -1...RawInteger.longest))
  }
}
