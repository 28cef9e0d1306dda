import ConvCostCore
import ConvCostReports
import Testing

@Suite struct NumbersTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (25_557_032, "25,557,032"),
    (-1234, "-1,234"), (Int.max, "9,223,372,036,854,775,807"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func `digits stand in groups of three`(count: Int, text: String) {
    #expect(grouped(count) == text)
  }

  @Test(arguments: [
    (0, 1, "0.0"), (0.05, 1, "0.1"), (0.04, 1, "0.0"), (99.95, 1, "100.0"), (1.005, 3, "1.005"),
    (1234.5, 2, "1,234.50"), (12.5, 0, "13"), (0.0004, 3, "0.000"),
  ])
  func `digits behind the point are rounded half up`(number: Double, digits: Int, text: String) {
    #expect(fixed(number, digits: digits) == text)
  }

  @Test(arguments: [
    (100, 103, "+3.0 %"), (100, 97, "−3.0 %"), (100, 100, "±0 %"),
    (1_000_000, 1_000_001, "+<0.1 %"),
    (0, 5, "new"), (5, 0, "−100.0 %"),
  ])
  func `changes have a sign and never read as nothing`(old: Int, new: Int, text: String) {
    #expect(signedChange(from: old, to: new) == text)
  }
}
