import Testing

@testable import ConvCostCore

struct ProportionsTests {
  /// The last two counts grow otherwise than the first ones in the second row, and otherwise than
  /// each other in the third.
  @Test func `counts that grow alike have one column`() {
    let own = [2, 3, 0, 4, 10, 7]
    var proportions = Proportions(of: own)
    let first = proportions.add(own)
    #expect(first)
    #expect(proportions.columns == [0, 0, nil, 0, 0, 0])
    #expect(proportions.multiples == [[1]])
    let second = proportions.add([4, 6, 0, 8, 30, 21])
    #expect(second)
    #expect(proportions.columns == [0, 0, nil, 0, 1, 1])
    #expect(proportions.multiples == [[1, 2], [1, 3]])
    proportions.skip()
    let third = proportions.add([4, 6, 0, 8, 30, 14])
    #expect(third)
    #expect(proportions.columns == [0, 0, nil, 0, 1, 2])
    #expect(proportions.multiples == [[1, 2, 0, 2], [1, 3, 0, 3], [1, 3, 0, 2]])
    var other = proportions
    let nonzero = other.add([4, 6, 1, 8, 30, 14])
    #expect(!nonzero)
    other = proportions
    let zero = other.add([4, 6, 0, 0, 30, 14])
    #expect(!zero)
    #expect(Proportions(of: [0, 0]).columns == [nil, nil])
    #expect(Proportions(of: [0, 0]).multiples == [])
  }
}
