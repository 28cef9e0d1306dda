/// A number of an expression: a fraction that is exact, or a floating-point number.
///
/// Lengths are whole numbers, but expressions for them contain fractions, as in `s0/2`.
enum SymbolNumber: Equatable {
  /// A numerator and a positive denominator without a common divisor.
  case exact(Int, Int)
  /// A finite number.
  case real(Double)

  /// Creates a whole number.
  init(_ number: Int) { self = .exact(number, 1) }

  /// Creates a fraction; nil for a denominator of zero, and for numbers whose opposite has more
  /// than 64 bits.
  init?(_ numerator: Int, over denominator: Int) {
    guard denominator != 0, denominator != .min, numerator != .min else { return nil }
    let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
    guard let divisor = Int(exactly: divisor) else { return nil }
    let sign = denominator < 0 ? -1 : 1
    self = .exact(numerator / divisor * sign, denominator / divisor * sign)
  }

  private init?(finite number: Double) {
    guard number.isFinite else { return nil }
    self = .real(number)
  }

  /// The number if it is whole; nil otherwise.
  var whole: Int? {
    switch self {
    case .exact(let number, 1): number
    case .exact: nil
    case .real(let number): Int(exactly: number)
    }
  }

  /// The number as a floating-point number.
  var real: Double {
    switch self {
    case .exact(let numerator, let denominator): Double(numerator) / Double(denominator)
    case .real(let number): number
    }
  }

  /// Returns the sum; nil if it cannot be represented.
  func adding(_ other: SymbolNumber) -> SymbolNumber? {
    guard case .exact(let a, let b) = self, case .exact(let c, let d) = other else {
      return SymbolNumber(finite: real + other.real)
    }
    guard let left = checkedProduct(a, d), let right = checkedProduct(c, b),
      let denominator = checkedProduct(b, d)
    else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : SymbolNumber(sum, over: denominator)
  }

  /// Returns the product; nil if it cannot be represented.
  func multiplied(by other: SymbolNumber) -> SymbolNumber? {
    guard case .exact(let a, let b) = self, case .exact(let c, let d) = other else {
      return SymbolNumber(finite: real * other.real)
    }
    guard let numerator = checkedProduct(a, c), let denominator = checkedProduct(b, d) else {
      return nil
    }
    return SymbolNumber(numerator, over: denominator)
  }

  /// Returns the quotient; nil for a divisor of zero.
  func divided(by other: SymbolNumber) -> SymbolNumber? {
    guard case .exact(let c, let d) = other else { return SymbolNumber(finite: real / other.real) }
    return SymbolNumber(d, over: c).flatMap(multiplied(by:))
  }

  /// Returns a power with a whole exponent of at most 64; nil for any other.
  func raised(to exponent: SymbolNumber) -> SymbolNumber? {
    guard let count = exponent.whole, (-64...64).contains(count) else { return nil }
    var result = SymbolNumber(1)
    for _ in 0..<abs(count) {
      guard let next = result.multiplied(by: self) else { return nil }
      result = next
    }
    return count < 0 ? SymbolNumber(1).divided(by: result) : result
  }

  /// The whole number below; nil if 64 bits cannot hold it.
  var floor: SymbolNumber? {
    switch self {
    case .exact(let numerator, let denominator):
      let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
      return SymbolNumber(remainder < 0 ? quotient - 1 : quotient)
    case .real(let number):
      return Int(exactly: number.rounded(.down)).map { SymbolNumber($0) }
    }
  }

  /// The number with the other sign; nil if it cannot be represented.
  var negated: SymbolNumber? { multiplied(by: SymbolNumber(-1)) }

  /// Whether the number is less than another.
  func isLess(than other: SymbolNumber) -> Bool {
    guard let a = whole, let b = other.whole else { return real < other.real }
    return a < b
  }

  private static func commonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}
