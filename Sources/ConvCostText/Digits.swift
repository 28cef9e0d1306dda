/// Formats of numbers for people.
package enum Digits {
  /// Returns a count with its digits in groups of three: `25,557,032`.
  package static func grouped(_ count: Int) -> String {
    let digits = String(count.magnitude)
    var text = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// Returns an exact count, or a lower bound with `≥` before it.
  package static func bounded(_ count: Int, isLowerBound: Bool) -> String {
    isLowerBound ? "≥ \(grouped(count))" : grouped(count)
  }

  /// Returns a number with the given digits after the point, half up: `0.138`.
  ///
  /// - Precondition: the number is not negative.
  package static func fixed(_ number: Double, digits: Int) -> String {
    guard let scaled = scaled(number, digits: digits) else { return number.description }
    guard digits > 0 else { return grouped(scaled) }
    let scale = WrittenNumber.powerOfTen(digits)
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(grouped(scaled / scale)).\(zeros)\(fraction)"
  }

  /// Returns a number with at most the given digits after the point, without zeros at the end:
  /// `2.5`.
  package static func shortest(_ number: Double, digits: Int) -> String {
    guard let scaled = scaled(number.magnitude, digits: digits) else { return number.description }
    return WrittenNumber(digits: number < 0 ? -scaled : scaled, exponent: -digits).text
  }

  /// Returns a number in a few letters, with three significant digits: `4.09 G`, `25.6 M`, `850`.
  ///
  /// Zeros at the end are left out, as of a round number, unless they are kept: `2 M`, `2.00 M`.
  package static func compact(_ number: Double, keepsZeros: Bool = false) -> String {
    guard number >= 0 else { return "-\(compact(-number, keepsZeros: keepsZeros))" }
    // From here on, three digits of the smaller unit would round to a thousand.
    if let unit = UnitPrefix.all.first(where: { number >= $0.factor * 0.9995 }) {
      return "\(significant(number / unit.factor, keepsZeros: keepsZeros)) \(unit.letter)"
    }
    return significant(number, keepsZeros: keepsZeros)
  }

  /// Returns a number without a fraction as an integer; nil for another.
  ///
  /// `Int(exactly:)` would need the C library's rounding, which a program without Foundation is not
  /// linked with.
  package static func whole(_ number: Double) -> Int? {
    guard number.magnitude < 0x1p53 else { return nil }
    let whole = Int(number)
    return Double(whole) == number ? whole : nil
  }

  private static func significant(_ number: Double, keepsZeros: Bool) -> String {
    // 9.996 is rounded to 10.0, which has one digit after the point as 10 has.
    let digits = number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2
    let text = fixed(number, digits: digits)
    return keepsZeros ? text : withoutZeros(text)
  }

  /// Returns a number in units of its last digit, half up; nil if it is too large.
  private static func scaled(_ number: Double, digits: Int) -> Int? {
    let wanted = number * Double(WrittenNumber.powerOfTen(digits)) + 0.5
    return wanted < 1e18 ? Int(wanted) : nil
  }

  /// Returns the text of a number without zeros at the end of its fraction.
  static func withoutZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
