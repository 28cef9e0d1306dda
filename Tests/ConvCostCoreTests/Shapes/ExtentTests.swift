import ConvCostCore
import Testing

struct ExtentTests {
  @Test(arguments: [(0, false), (1, false), (2, true), (8, true)])
  func `a tensor has at least two lengths`(count: Int, isValid: Bool) throws {
    let shape = Shape.tensor(try #require(Dimensions(Array(repeating: 3, count: count))))
    guard !isValid else { return try shape.validate() }
    #expect(throws: ShapeError.self) { try shape.validate() }
  }

  /// Lengths at the ends of 32 bits, where the special values are.
  @Test(arguments: [
    Int(Int32.min), Int(Int32.min) + 1, Int(Int32.min) + 2, Int(Int32.min) - 1,
    Int(Int32.max) + 1, .min, .max,
  ])
  func `a length that cannot be stored is a length nevertheless`(length: Int) {
    #expect(Extent(length: length)[.length] == Extent.unrepresentable)
    let map = Extent(length, 5)
    #expect(map.rank == 2)
    #expect(map[.height] == Extent.unrepresentable)
    #expect(map[.width] == 5)
    #expect(map != Extent(length: 5))
    let volume = Extent(length, 4, 5)
    #expect(volume.rank == 3)
    #expect(volume[.depth] == Extent.unrepresentable)
    #expect(volume != Extent(4, 5))
  }

  @Test(arguments: [-1, 0, 1, Int(Int32.max), Int(Int32.min) + 3])
  func `a length that can be stored is kept`(length: Int) {
    #expect(Extent(length: length)[.length] == length)
    #expect(Extent(length, 5)[.height] == length)
    #expect(Extent(length, 4, 5)[.depth] == length)
    #expect(Extent(length)[.height] == length)
    #expect(Extent(length).rank == nil)
  }

  @Test func `an axis that is missing has the length 1`() {
    #expect(Extent(length: 7)[.height] == 1)
    #expect(Extent(6, 7)[.depth] == 1)
    #expect(Extent(length: 7).rank == 1)
  }
}
