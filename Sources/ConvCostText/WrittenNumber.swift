/// An exact decimal number: `4.12G` is 412 · 10⁷.
package struct WrittenNumber: Equatable, Sendable {
  /// The digits, without the point.
  package let digits: Int
  /// The power of ten of the last digit.
  package let exponent: Int

  /// Creates a number. A `Double` would round it.
  package init(digits: Int, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// Reads digits with or without a point between them; nil for another text.
  ///
  /// - Parameters:
  ///   - hasUnit: whether a letter may follow: K, M, G, B or T.
  ///   - isGrouped: whether commas may stand between groups of three digits.
  package init?(_ text: some StringProtocol, hasUnit: Bool = false, isGrouped: Bool = false) {
    var text = String(text)
    var power = 0
    if hasUnit, let letter = text.last, let known = UnitPrefix.power(of: letter) {
      power = known
      text.removeLast()
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let groups =
      isGrouped ? parts[0].split(separator: ",", omittingEmptySubsequences: false) : [parts[0]]
    guard parts.count <= 2,
      groups.count == 1
        || (groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }),
      (groups + parts.dropFirst()).allSatisfy({ part in
        !part.isEmpty && part.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      }),
      let digits = Int((groups + parts.dropFirst()).joined())
    else { return nil }
    self.init(digits: digits, exponent: power - (parts.count == 2 ? parts[1].count : 0))
  }

  /// Reads a count with a unit, such as `600M` or `1.5G`; nil for another text.
  ///
  /// A word for what is counted may follow, as in `4.12GFLOPs` and `100GB/s`, and a power of ten:
  /// `4.09e9`.
  package static func count(_ text: String) -> Int? { measured(text)?.multiple(of: 0) }

  /// Reads a number with a unit, a power of ten or a word for what is counted after it; nil for
  /// another text.
  package static func measured(_ text: String) -> WrittenNumber? {
    var text = text
    let words = ["flops", "flop/s", "flop", "macs", "mac", "ops", "b/s", "bytes"]
    // The letter before the word is its unit.
    if let word = words.first(where: text.lowercased().hasSuffix) { text.removeLast(word.count) }
    if let e = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let power = Int(text[text.index(after: e)...]), (0...18).contains(power),
        let number = WrittenNumber(text[..<e])
      else { return nil }
      return WrittenNumber(digits: number.digits, exponent: number.exponent + power)
    }
    return WrittenNumber(text, hasUnit: true)
  }

  /// Reads a number of bytes above zero; nil for another text. `512K` is decimal, `512KiB` and
  /// `512Ki` are binary.
  package static func bytes(_ text: String) -> Int? {
    var text = Substring(text)
    if let last = text.last, "Bb".contains(last) { text = text.dropLast() }
    var bytes: Int?
    if let last = text.last, "iI".contains(last), let unit = text.dropLast().last,
      let power = UnitPrefix.power(of: unit), unit != "B", unit != "b",
      let number = WrittenNumber(text.dropLast(2))
    {
      let (digits, overflow) = number.digits.multipliedReportingOverflow(by: 1 << (power / 3 * 10))
      bytes =
        overflow ? nil : WrittenNumber(digits: digits, exponent: number.exponent).multiple(of: 0)
    } else {
      bytes = count(String(text))
    }
    return bytes.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Returns the number as a multiple of a power of ten; nil if that is not whole or too large.
  package func multiple(of power: Int) -> Int? {
    var (digits, exponent) = (digits, exponent)
    while exponent < power, digits % 10 == 0 {
      if digits == 0 { return 0 }
      (digits, exponent) = (digits / 10, exponent + 1)
    }
    guard exponent >= power, exponent - power <= 18 else { return nil }
    let (value, overflow) = digits.multipliedReportingOverflow(
      by: Self.powerOfTen(exponent - power))
    return overflow ? nil : value
  }

  /// The number without a unit, and without zeros at the end of its fraction.
  package var text: String {
    guard exponent < 0 else { return "\(digits)\(String(repeating: "0", count: exponent))" }
    var whole = String(digits.magnitude)
    let missing = max(0, 1 - exponent - whole.count)
    whole = String(repeating: "0", count: missing) + whole
    let text = "\(whole.dropLast(-exponent)).\(whole.suffix(-exponent))"
    return (digits < 0 ? "-" : "") + Digits.withoutZeros(text)
  }

  /// Returns a power of ten.
  ///
  /// - Precondition: it is not negative, and at most 18.
  package static func powerOfTen(_ power: Int) -> Int {
    (0..<power).reduce(1) { value, _ in value * 10 }
  }
}
