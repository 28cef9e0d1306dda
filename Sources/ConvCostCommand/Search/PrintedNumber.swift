/// The powers of ten of the letters after a count, in upper case.
let unitPowers = ["K": 3, "M": 6, "G": 9, "B": 9, "T": 12]

/// A number as somebody printed it: digits, a unit, and so a precision.
struct PrintedNumber: Hashable {
  /// How a count became the number.
  enum Rounding: String {
    /// It is the number.
    case exact
    /// To the nearest last digit.
    case rounded
    /// Cut off after the last digit.
    case truncated
  }

  /// The text.
  let text: String
  /// The count, or the least count that is cut off to the number.
  let count: Int
  /// What the last digit stands for.
  let step: Int

  /// Reads `4.12G`, `300M`, `0.39B` or `4133742592`; digits may be grouped by commas.
  ///
  /// Nil for another text, and for digits after the last whole number.
  init?(_ text: String) {
    var digits = Substring(text)
    var power = 0
    if let unit = digits.last, let known = unitPowers[unit.uppercased()] {
      power = known
      digits = digits.dropLast()
    }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard parts.count <= 2, fraction.count <= power, parts.count == 1 || !fraction.isEmpty,
      groups.count == 1
        || (groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }),
      (groups + [fraction]).allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      !groups.contains(""), let number = Int(groups.joined() + fraction)
    else { return nil }
    var step = 1
    for _ in 0..<(power - fraction.count) { step *= 10 }
    let (count, overflow) = number.multipliedReportingOverflow(by: step)
    guard !overflow, count <= Int.max / 4 else { return nil }
    self.text = text
    self.count = count
    self.step = step
  }

  /// Returns how a count is printed as this number; nil where it is not.
  func rounding(of actual: Int) -> Rounding? {
    if actual == count { return .exact }
    // Compared in halves of the last digit, which may be odd.
    if 2 * actual >= 2 * count - step, 2 * actual < 2 * count + step { return .rounded }
    return actual > count && actual < count + step ? .truncated : nil
  }
}
