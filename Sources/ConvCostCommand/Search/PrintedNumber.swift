import ConvCostText

/// A printed number: digits and a unit, which give its precision.
struct PrintedNumber: Equatable {
  /// How a count is rounded to the number.
  enum Rounding: String {
    /// The count is the number.
    case exact
    /// The count is rounded to the last digit.
    case rounded
    /// The count is truncated after the last digit.
    case truncated
  }

  let text: String
  /// The count, or the smallest count that is truncated to the number.
  let count: Int
  /// The value of the last digit.
  let step: Int

  /// Reads `4.12G`, `300M`, `0.39B`, `4.12GFLOPs`, `4.09e9` or `4133742592`; digits may be grouped
  /// by commas.
  ///
  /// Nil for another text, and for digits below one.
  init?(_ text: String) {
    let digits = text.filter { $0 != " " }
    let number =
      WrittenNumber(digits, hasUnit: true, isGrouped: true) ?? WrittenNumber.measured(digits)
    guard let number, number.exponent >= 0, let count = number.multiple(of: 0), count <= Int.max / 4
    else { return nil }
    self.text = text
    self.count = count
    step = WrittenNumber.powerOfTen(number.exponent)
  }

  /// Returns how a count is rounded to this number; nil if it is not.
  func rounding(of actual: Int) -> Rounding? {
    if actual == count { return .exact }
    // Compared in halves of the last digit, which may be odd.
    if 2 * actual >= 2 * count - step, 2 * actual < 2 * count + step { return .rounded }
    return actual > count && actual < count + step ? .truncated : nil
  }
}
