import ConvCostCore
import Testing

/// The one reader of lengths: of inputs, of kernels, of options.
struct ShapeTextTests {
  @Test(arguments: [
    ("224", [224]), ("300x260", [300, 260]), ("3×300x260", [3, 300, 260]), ("007", [7]),
    ("2147483647", [2_147_483_647]),
  ])
  func `lengths`(text: String, lengths: [Int]) {
    #expect(Shape.lengths(text) == lengths)
  }

  @Test(arguments: [
    "", "x", "3x", "x3", "3xx3", "0", "3x0", "-1", "+1", "1.5", "1e3", "٣", "2147483648",
    "99999999999999999999",
  ])
  func `what is no length`(text: String) {
    #expect(Shape.lengths(text) == nil)
  }

  @Test func `a padding may be zero`() {
    #expect(Shape.lengths("0x1", from: 0) == [0, 1])
  }
}
