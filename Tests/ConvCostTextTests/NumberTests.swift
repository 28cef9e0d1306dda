import ConvCostText
import Testing

struct NumberTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (25_557_032, "25,557,032"),
    (-1234, "-1,234"), (Int.max, "9,223,372,036,854,775,807"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func `digits stand in groups of three`(count: Int, text: String) {
    #expect(Digits.grouped(count) == text)
    #expect(Digits.bounded(count, isLowerBound: false) == text)
    #expect(Digits.bounded(count, isLowerBound: true) == "≥ " + text)
  }

  @Test(arguments: [
    (0, 1, "0.0"), (0.05, 1, "0.1"), (0.04, 1, "0.0"), (99.95, 1, "100.0"), (1.005, 3, "1.005"),
    (1234.5, 2, "1,234.50"), (12.5, 0, "13"), (0.0004, 3, "0.000"), (1e18, 1, "1e+18"),
    (1e17, 1, "1e+17"), (9e16, 1, "90,000,000,000,000,000.0"), (1, 3, "1.000"),
    (.infinity, 1, "inf"), (.nan, 1, "nan"),
  ])
  func `digits after the point are rounded half up`(number: Double, digits: Int, text: String) {
    #expect(Digits.fixed(number, digits: digits) == text)
  }

  @Test(arguments: [
    (3, 2, "3"), (2.5, 2, "2.5"), (-2.5, 2, "-2.5"), (10.6667, 2, "10.67"), (0.005, 2, "0.01"),
    // Rounding can leave a whole number.
    (2.999, 2, "3"), (1200, 2, "1200"), (-0.001, 2, "0"), (1e30, 3, "1e+30"), (0.125, 3, "0.125"),
  ])
  func `the shortest form has no zeros at its end`(number: Double, digits: Int, text: String) {
    #expect(Digits.shortest(number, digits: digits) == text)
  }

  @Test(arguments: [
    (850, "850"), (25_557_032, "25.6 M"), (4.09e9, "4.09 G"), (999.4, "999"), (999.5, "1 K"),
    (999_499, "999 K"), (999_500, "1 M"), (0.94, "0.94"), (12.04, "12"), (5e15, "5,000 T"),
    (99.44, "99.4"), (100.44, "100"), (9.444, "9.44"), (10.44, "10.4"), (0, "0"),
    (-4.09e9, "-4.09 G"), (999_500_000, "1 G"), (999_400_000, "999 M"), (2e12, "2 T"),
  ])
  func `compact numbers have three digits and a unit`(number: Double, text: String) {
    #expect(Digits.compact(number) == text)
  }

  @Test(arguments: [
    (2e6, "2.00 M"), (999.5, "1.00 K"), (9_994, "9.99 K"), (9_996, "10.0 K"), (99_960, "100 K"),
    (25_600_000, "25.6 M"), (-1000, "-1.00 K"), (850, "850"),
  ])
  func `compact numbers may keep zeros`(number: Double, text: String) {
    #expect(Digits.compact(number, keepsZeros: true) == text)
  }

  @Test(
    arguments: [
      (3.0, 3), (-2, -2), (0.5, nil), (0x1p53, nil), (0x1p53 - 1, 9_007_199_254_740_991),
      (.infinity, nil), (.nan, nil),
    ] as [(Double, Int?)])
  func `whole numbers are those without a fraction`(number: Double, whole: Int?) {
    #expect(Digits.whole(number) == whole)
  }

  @Test(arguments: [
    (100, 103, "+3.0 %"), (100, 97, "−3.0 %"), (100, 100, "±0 %"),
    (1_000_000, 1_000_001, "+<0.1 %"),
    (0, 5, "new"), (0, 1, "new"), (0, 0, "±0 %"), (5, 0, "−100.0 %"), (1000, 1001, "+0.1 %"),
    (1000, 999, "−0.1 %"), (10_000, 9_999, "−<0.1 %"), (1, 0, "−100.0 %"), (1, 3, "+200.0 %"),
  ])
  func `changes have a sign and are never printed as zero`(old: Int, new: Int, text: String) {
    #expect(Percent.change(from: old, to: new) == text)
  }

  @Test func `shares are numbers of percent`() {
    #expect(Percent.number(0.1384) == "13.8")
    #expect(Percent.number(0.1384, digits: 2) == "13.84")
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.00 kB (0.98 KiB)"),
    // 999,999 / 1,024 = 976.56.
    (999_999, "1,000.00 kB (976.56 KiB)"),
    // The weights of ResNet-50: 4 · 25,557,032 bytes, over 2²⁰ = 97.49.
    (102_228_128, "102.23 MB (97.49 MiB)"), (5_000_000_000, "5,000.00 MB (4,768.37 MiB)"),
    (1_000_000, "1.00 MB (0.95 MiB)"),
    // 10¹⁵ / 2²⁰ = 953,674,316.406.
    (1_000_000_000_000_000, "1,000,000,000.00 MB (953,674,316.41 MiB)"),
  ])
  func `bytes are in powers of ten and of two`(bytes: Int, text: String) {
    #expect(UnitPrefix.bytes(bytes) == text)
  }

  @Test(arguments: [
    (138.39e-6, "s", "138.39 µs"), (4.07e-3, "J", "4.07 mJ"), (2.5, "s", "2.50 s"),
    (3e-9, "J", "3.00 nJ"), (4.6e-12, "J", "4.60 pJ"), (0, "s", "0.00 ps"),
    (1, "s", "1.00 s"), (1e-3, "s", "1.00 ms"), (1e-6, "s", "1.00 µs"), (1e-9, "s", "1.00 ns"),
  ])
  func `quantities have the prefix that fits`(value: Double, unit: String, text: String) {
    #expect(UnitPrefix.quantity(value, unit) == text)
  }

  @Test(arguments: [
    ([999, 3], nil, ""), ([999, 1000], "K", "1.000"), ([4_089_184_256], "G", "4.089"),
    ([2_000_000_000_000], "T", "2.000"), ([], nil, ""), ([1_000_000], "M", "1.000"),
    ([999_999], "K", "999.999"), ([1_000_000_000_000], "T", "1.000"),
  ])
  func `the largest of the counts has a unit's prefix`(
    counts: [Int], letter: String?, text: String
  ) {
    let prefix = UnitPrefix.fitting(counts)
    #expect(prefix?.letter == letter)
    #expect(prefix?.number(counts.last ?? 0) ?? "" == text)
  }
}
