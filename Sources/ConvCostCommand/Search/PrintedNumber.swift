import ConvCostText

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
    guard let number = WrittenNumber(text, hasUnit: true, isGrouped: true),
      let count = number.multiple(of: 0), count <= Int.max / 4
    else { return nil }
    self.text = text
    self.count = count
    step = WrittenNumber.powerOfTen(number.exponent)
  }

  /// Returns how a count is printed as this number; nil where it is not.
  func rounding(of actual: Int) -> Rounding? {
    if actual == count { return .exact }
    // Compared in halves of the last digit, which may be odd.
    if 2 * actual >= 2 * count - step, 2 * actual < 2 * count + step { return .rounded }
    return actual > count && actual < count + step ? .truncated : nil
  }
}
