import ConvCostText
import Testing

@Suite struct WrittenNumberTests {
  @Test(arguments: [
    ("600M", 600_000_000), ("300.0000K", 300_000), ("7.0", 7), ("1.5G", 1_500_000_000),
    ("0.25K", 250), ("7", 7), ("007", 7),
    ("2T", 2_000_000_000_000), ("2t", 2_000_000_000_000), ("3B", 3_000_000_000),
    ("9223372036854775807", Int.max),
  ])
  func `counts may have a unit`(text: String, count: Int) {
    #expect(WrittenNumber.count(text) == count)
  }

  @Test(arguments: [
    "", "M", "1.5", "-1M", "1.2345K", "1,000", "1 M", "1.M", ".5M", "99999999T", "1KM", "١M",
    "9223372036854775808",
  ])
  func `what is not a count`(text: String) {
    #expect(WrittenNumber.count(text) == nil)
  }

  @Test(arguments: [
    ("4,133,742,592", 4_133_742_592, 0), ("1,234.5M", 12_345, 5), ("4.12G", 412, 7),
    ("0.35", 35, -2), ("12", 12, 0), ("1.50", 150, -2),
  ])
  func `the digits are exact, and the last one says how exact`(
    text: String, digits: Int, exponent: Int
  ) {
    let number = WrittenNumber(text, hasUnit: true, isGrouped: true)
    #expect(number == WrittenNumber(digits: digits, exponent: exponent))
  }

  @Test(arguments: [
    "1,23", ",123", "1234,567", "1,,234", "1,234,", "1.2.3", "1e9", "1.", "1.2,345",
  ])
  func `commas stand between groups of three digits before the point`(text: String) {
    #expect(WrittenNumber(text, isGrouped: true) == nil)
  }

  @Test(arguments: [
    (35, -2, "0.35"), (70, -2, "0.7"), (100, -2, "1"), (105, -2, "1.05"), (0, -3, "0"),
    (12, 0, "12"), (12, 3, "12000"), (-5, -1, "-0.5"), (5, -3, "0.005"), (120, 0, "120"),
  ])
  func `a number is written without zeros at its end`(digits: Int, exponent: Int, text: String) {
    #expect(WrittenNumber(digits: digits, exponent: exponent).text == text)
  }

  @Test func `multiples of a power are exact or nothing`() {
    // 1.5 % is 1,500,000 millionths of a percent.
    #expect(WrittenNumber("1.5")?.multiple(of: -6) == 1_500_000)
    #expect(WrittenNumber("1.1234567")?.multiple(of: -6) == nil)
    #expect(WrittenNumber(digits: 1, exponent: 19).multiple(of: 0) == nil)
    #expect(WrittenNumber(digits: 10, exponent: 18).multiple(of: 0) == nil)
  }
}
