import ConvCostCore
import Testing

@testable import ConvCostImport

/// The number of samples in a file's tensors, the axes of inputs, and the windows past a map's end.
struct BatchRuleTests {
  @Test(
    arguments: [
      ([], nil, true, 1), ([[5]], nil, true, 1), ([[7, 2]], nil, true, 1),
      ([[3, 4, 5]], nil, true, 3), ([[1, 4, 5]], nil, true, 1), ([[2, 4, 5]], nil, true, 2),
      // The first input with three lengths decides, then the first with two.
      ([[7, 2], [3, 4, 5]], nil, true, 3), ([[3, 4, 5], [5, 4, 3]], nil, true, 3),
      ([[7], [2, 9], [4, 9]], 4, true, 2), ([[7], [4, 9], [2, 9]], 4, true, 4),
      // A layer on as many samples, or several times as many.
      ([[2, 9]], 2, true, 2), ([[2, 9]], 6, true, 2), ([[2, 9]], 3, true, 1),
      ([[1, 9]], 3, true, 1), ([[3, 4, 9, 6]], 3, true, 3), ([[3, 4, 9, 6]], 4, true, 1),
      // A recurrent layer whose steps come first.
      ([[7, 3, 5]], 3, false, 3), ([[7, 3, 5]], 3, true, 1), ([[7, 1, 5]], 1, false, 1),
      ([[7, 3, 5]], 11, false, 1), ([[3, 7, 5]], 3, false, 3), ([[1, 3, 5]], 3, false, 3),
      ([[7, 2, 5]], 2, false, 2),
    ] as [([[Int]], Int?, Bool, Int)])
  func `the batch is the leading length on which layers work`(
    inputs: [[Int]], layer: Int?, isFirst: Bool, expected: Int
  ) {
    let batch = Batch(inputs: inputs, firstLayer: layer.map { ($0, isFirst) })
    #expect(batch.count == expected)
  }

  @Test(
    arguments: [
      (1, [], []), (1, [7], [7]), (1, [1], [1]), (1, [1, 5], [5]), (1, [2, 5], [2, 5]),
      (1, [1, 1, 5], [1, 5]), (3, [], []), (3, [7], [7]), (3, [6], [2]), (3, [3, 5], [5]),
      (3, [6, 5], [2, 5]), (3, [4, 3, 5], [4, 5]), (3, [6, 3, 5], [6, 5]), (3, [1, 6, 5], [6, 5]),
      (3, [1, 3, 5], [1, 5]), (3, [3, 3, 5], [3, 5]), (3, [4, 6, 5], [4, 2, 5]),
      (3, [6, 9, 5], [2, 9, 5]), (3, [4, 5], [4, 5]), (3, [0, 5], [0, 5]), (3, [4, 3], [4, 3]),
      (3, [1, 3], [3]), (2, [3, 4], [3, 4]),
    ] as [(Int, [Int], [Int])])
  func `a sample has the lengths without the batch`(count: Int, shape: [Int], expected: [Int]) {
    #expect(Batch(inputs: [[count, 2, 2]], firstLayer: nil).sample(shape) == expected)
  }

  @Test(arguments: [(3, 12, 4), (3, 7, 7), (3, 0, 0), (1, 7, 7)])
  func `a sample has a share of a count`(count: Int, number: Int, share: Int) {
    #expect(Batch(inputs: [[count, 2, 2]], firstLayer: nil).share(number) == share)
  }

  @Test(
    arguments: [
      ([7], 0, false, nil), ([7], 1, false, [0: 7]), ([7], 2, false, [1: 7]),
      ([7], 3, false, [2: 7]), ([7], 4, false, [2: 7, 3: 7]), ([7], 4, true, [1: 7, 2: 7]),
      ([7], 3, true, [1: 7]), ([7, 5], 2, false, nil), ([7, 5], 3, false, [1: 7, 2: 5]),
      ([7, 5], 3, true, [2: 7, 1: 5]), ([7, 5], 4, false, [2: 7, 3: 5]),
      ([7, 5], 4, true, [1: 7, 2: 5]), ([7, 5, 3], 3, false, nil),
      ([7, 5, 3], 4, false, [1: 7, 2: 5, 3: 3]), ([7, 5, 3], 4, true, [3: 7, 1: 5, 2: 3]),
      ([7, 5, 3], 5, false, [2: 7, 3: 5, 4: 3]), ([7, 5, 3, 2], 4, false, nil),
      ([7, 5, 3, 2], 5, true, [4: 7, 1: 5, 2: 3, 3: 2]), ([7, 5], 1, false, nil),
      ([7, 5], 5, false, nil), ([], 0, false, [:]), ([], 1, false, nil), ([], 4, false, nil),
    ] as [([Int], Int, Bool, [Int: Int]?)])
  func `lengths that are given have axes`(
    lengths: [Int], rank: Int, isChannelsLast: Bool, expected: [Int: Int]?
  ) {
    #expect(inputAxes(lengths, rank: rank, isChannelsLast: isChannelsLast) == expected)
  }

  /// A pool that rounds up: the last position is dropped if it begins after the last sample.
  @Test(
    arguments: [
      (2, 3, 6, 3), (2, 3, 7, nil), (2, 3, 5, nil), (2, 3, 2, nil), (1, 3, 3, 2), (1, 3, 4, nil),
      (3, 2, 7, nil), (3, 2, 8, nil), (2, 4, 12, 4), (2, 4, 13, nil), (1, 2, 2, 2),
    ] as [(Int, Int, Int, Int?)])
  func `a position after the end is one more`(
    kernel: Int, stride: Int, length: Int, expected: Int?
  ) {
    let window = Window(
      kernel: Extent(kernel, kernel), stride: Extent(stride, stride), rounding: .ceil)
    let positions = window.positionsPastEnd(of: Extent(length, length))
    #expect(positions == expected.map { Extent($0, $0) })
    let padded = Window(
      kernel: Extent(kernel, kernel), stride: Extent(stride, stride),
      padding: .explicit(before: 0, after: 0), rounding: .ceil)
    #expect(padded.positionsPastEnd(of: Extent(length, length)) == nil)
    let down = Window(kernel: Extent(kernel, kernel), stride: Extent(stride, stride))
    #expect(down.positionsPastEnd(of: Extent(length, length)) == nil)
  }
}
