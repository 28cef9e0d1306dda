/// Shares and changes in percent.
package enum Percent {
  /// Returns a share without the sign: `13.8`.
  package static func number(_ share: Double, digits: Int = 1) -> String {
    Digits.fixed(100 * share, digits: digits)
  }

  /// Returns how much larger a count is than another, with its sign: `+2.7 %`.
  package static func change(from old: Int, to new: Int) -> String {
    guard old != new else { return "±0 %" }
    guard old != 0 else { return "new" }
    let change = 100 * (Double(new) - Double(old)) / Double(old)
    // A change that is smaller than the last digit must not be printed as zero.
    let size = abs(change) < 0.1 ? "<0.1" : Digits.fixed(abs(change), digits: 1)
    return "\(change < 0 ? "−" : "+")\(size) %"
  }
}
