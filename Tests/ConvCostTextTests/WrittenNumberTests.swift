import ConvCostText
import Testing

struct WrittenNumberTests {
  @Test(
    arguments: [
      ("600M", 600_000_000), ("300.0000K", 300_000), ("7.0", 7), ("1.5G", 1_500_000_000),
      ("0.25K", 250), ("7", 7), ("007", 7),
      ("2T", 2_000_000_000_000), ("2t", 2_000_000_000_000), ("3B", 3_000_000_000),
      ("9223372036854775807", Int.max), ("1e0", 1), ("1E3", 1000),
      ("1e18", 1_000_000_000_000_000_000),
      ("4.12GFLOPs", 4_120_000_000), ("3Mflop/s", 3_000_000), ("5KFLOP", 5000),
      ("7GMACs", 7_000_000_000),
      ("2Kmac", 2000), ("11TOPs", 11_000_000_000_000), ("100GB/s", 100_000_000_000),
      ("13bytes", 13),
      ("4.09e9FLOPs", 4_090_000_000),
    ] as [(String, Int)])
  func `counts may have a unit`(text: String, count: Int) {
    #expect(WrittenNumber.count(text) == count)
  }

  @Test(arguments: [
    "", "M", "1.5", "-1M", "1.2345K", "1,000", "1 M", "1.M", ".5M", "99999999T", "1KM", "١M",
    "9223372036854775808", "1e19", "0.1e19", "10e-1", "1Ke3", "1e2e3", "e3", "1e", "flops",
    "Gflops",
  ])
  func `what is not a count`(text: String) {
    #expect(WrittenNumber.count(text) == nil)
  }

  @Test(arguments: [
    ("4,133,742,592", 4_133_742_592, 0), ("1,234.5M", 12_345, 5), ("4.12G", 412, 7),
    ("0.35", 35, -2), ("12", 12, 0), ("1.50", 150, -2),
    ("1234", 1234, 0), ("12,345", 12_345, 0), ("123,456.7K", 1_234_567, 2), ("1", 1, 0),
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

  @Test func `units and groups are read only where they may stand`() {
    #expect(WrittenNumber("1.5M") == nil)
    #expect(WrittenNumber("1,234") == nil)
    #expect(WrittenNumber("1,234M", isGrouped: true) == nil)
    #expect(WrittenNumber("1,234M", hasUnit: true) == nil)
  }

  @Test(arguments: [
    ("1", 1), ("512B", 512), ("512b", 512), ("5K", 5000), ("5KB", 5000), ("3Kib", 3072),
    ("3KIB", 3072), ("1.5MiB", 1_572_864), ("3Gi", 3_221_225_472), ("1TiB", 1_099_511_627_776),
    ("9007199254740991KiB", Int.max - 1023), ("9007199254740992KiB", nil), ("0", nil),
    ("0KiB", nil),
    ("5BiB", nil), ("5biB", nil), ("1.3KiB", nil), ("1.25KiB", 1280), ("iB", nil), ("B", nil),
  ])
  func `bytes are decimal, or binary with an i`(text: String, bytes: Int?) {
    #expect(WrittenNumber.bytes(text) == bytes)
  }

  @Test(arguments: [
    (1, 18, 0, 1_000_000_000_000_000_000), (1, 19, 1, 1_000_000_000_000_000_000), (0, -3, 0, 0),
    (1200, -2, 0, 12), (1200, -3, 0, nil), (12, 3, 2, 120), (12, 2, 2, 12), (120, 1, 2, 12),
    (12, 1, 2, nil), (Int.max, 1, 0, nil), (Int.max, 0, 0, Int.max),
  ])
  func `a number is a multiple of a power of ten`(
    digits: Int, exponent: Int, power: Int, value: Int?
  ) {
    #expect(WrittenNumber(digits: digits, exponent: exponent).multiple(of: power) == value)
  }

  @Test func `multiples of a power are exact or nothing`() {
    // 1.5 % is 1,500,000 millionths of a percent.
    #expect(WrittenNumber("1.5")?.multiple(of: -6) == 1_500_000)
    #expect(WrittenNumber("1.1234567")?.multiple(of: -6) == nil)
    #expect(WrittenNumber(digits: 1, exponent: 19).multiple(of: 0) == nil)
    #expect(WrittenNumber(digits: 10, exponent: 18).multiple(of: 0) == nil)
  }
}
