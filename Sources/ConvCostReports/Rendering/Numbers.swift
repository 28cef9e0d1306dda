import ConvCostCore

/// Returns a count that is exact, or with a sign before it one that is a lower bound.
func bounded(_ count: Int, isLowerBound: Bool) -> String {
  isLowerBound ? "≥ \(grouped(count))" : grouped(count)
}

/// Returns a number with the given digits behind the point, half up: `0.138`.
///
/// - Precondition: the number is not negative.
package func fixed(_ number: Double, digits: Int) -> String {
  var scale = 1
  for _ in 0..<digits { scale *= 10 }
  let wanted = number * Double(scale) + 0.5
  guard wanted < 1e18 else { return number.description }
  let scaled = Int(wanted)
  guard digits > 0 else { return grouped(scaled) }
  let fraction = String(scaled % scale)
  let zeros = String(repeating: "0", count: digits - fraction.count)
  return "\(grouped(scaled / scale)).\(zeros)\(fraction)"
}

/// Returns a number without a fraction as an integer; nil for another.
///
/// `Int(exactly:)` would need the C library's rounding, which a program without Foundation is not
/// linked with.
func wholeNumber(_ number: Double) -> Int? {
  guard number.magnitude < 0x1p53 else { return nil }
  let whole = Int(number)
  return Double(whole) == number ? whole : nil
}

/// A power of a thousand and its letter.
struct Unit: Hashable, Sendable {
  var factor: Double
  var letter: String

  static let all = [
    Unit(factor: 1e12, letter: "T"), Unit(factor: 1e9, letter: "G"),
    Unit(factor: 1e6, letter: "M"), Unit(factor: 1e3, letter: "K"),
  ]

  /// Returns the unit in which the largest of the counts is at least one; nil below a thousand.
  static func fitting(_ counts: some Sequence<Int>) -> Unit? {
    let largest = Double(counts.max() ?? 0)
    return all.first { largest >= $0.factor }
  }
}
