import Testing

@testable import ConvCostCore

struct ResizedShapeTests {
  /// A tensor keeps its number of lengths, and stays a tensor.
  @Test(arguments: [([9, 4], true), ([9], false), ([9, 4, 2], false), ([], false)])
  func `a tensor takes as many lengths as it has`(lengths: [Int], isTaken: Bool) {
    let expected: Shape? = isTaken ? .tensor([9, 4]) : nil
    #expect(Shape.tensor([7, 3]).resized(to: lengths) == expected)
  }
}
