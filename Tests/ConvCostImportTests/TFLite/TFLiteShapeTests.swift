import Testing

@testable import ConvCostImport

/// The shape rules, each on an input of a length that the file leaves open.
struct TFLiteShapeTests {
  /// An operator with its inputs, and the shapes of its results.
  struct Rule: Sendable, CustomTestStringConvertible {
    var type: TFLiteOperator
    var inputs: [[Int]]
    /// The values of inputs, by their places.
    var values: [Int: [Int]] = [:]
    var options = TFLiteOptions()
    var results = 1
    /// The shapes of the results; nil for unknown ones.
    var shapes: [[Int]?]

    var testDescription: String { type.rawValue }

    var call: TFLiteCall {
      TFLiteCall(
        type: type, label: type.rawValue, options: options,
        inputs: inputs.enumerated().map { place, shape in
          TFLiteCall.Operand(shape: shape, isData: place == 0, values: values[place])
        }, resultCount: results)
    }
  }

  static func options(_ change: (inout TFLiteOptions) -> Void) -> TFLiteOptions {
    var options = TFLiteOptions()
    change(&options)
    return options
  }

  static let rules: [Rule] = [
    Rule(type: .add, inputs: [[1, 8, 1, 3], [4, 1]], shapes: [[1, 8, 4, 3]]),
    Rule(type: .tile, inputs: [[2, 3], [2]], values: [1: [2, 3]], shapes: [[4, 9]]),
    Rule(type: .expandDims, inputs: [[2, 3], []], values: [1: [-1]], shapes: [[2, 3, 1]]),
    Rule(type: .squeeze, inputs: [[1, 3, 1]], shapes: [[3]]),
    Rule(
      type: .squeeze, inputs: [[1, 3, 1]], options: options { $0.numbers = [-1] },
      shapes: [[1, 3]]),
    Rule(type: .reshape, inputs: [[2, 6], [2]], values: [1: [3, -1]], shapes: [[3, 4]]),
    Rule(
      type: .reshape, inputs: [[2, 6]], options: options { $0.numbers = [12] }, shapes: [[12]]),
    Rule(
      type: .transpose, inputs: [[2, 3, 4], [3]], values: [1: [2, 0, 1]], shapes: [[4, 2, 3]]),
    Rule(
      type: .slice, inputs: [[4, 6], [2], [2]], values: [1: [1, 2], 2: [-1, 3]],
      shapes: [[3, 3]]),
    Rule(
      type: .stridedSlice, inputs: [[4, 6, 5], [3], [3], [3]],
      values: [1: [1, -1, 0], 2: [0, 0, 1], 3: [2, -2, 1]],
      options: options {
        $0.masks.end = 0b011
        $0.masks.shrinkAxis = 0b100
      }, shapes: [[2, 3]]),
    Rule(
      type: .stridedSlice, inputs: [[4, 6, 5], [3], [3], [3]],
      values: [1: [0, 0, 1], 2: [0, 0, 3], 3: [1, 1, 1]],
      options: options {
        $0.masks.ellipsis = 0b010
        $0.masks.newAxis = 0b001
      }, shapes: [[1, 4, 6, 2]]),
    Rule(
      type: .splitV, inputs: [[2, 9], [3], []], values: [1: [2, -1, 3], 2: [1]], results: 3,
      shapes: [[2, 2], [2, 4], [2, 3]]),
    Rule(
      type: .pack, inputs: [[2], [2], [2]], options: options { $0.axis = -1 }, shapes: [[2, 3]]),
    Rule(
      type: .unpack, inputs: [[2, 3]], options: options { $0.axis = 1 }, results: 3,
      shapes: [[2], [2], [2]]),
    Rule(
      type: .gather, inputs: [[5, 6], [2, 2]], options: options { $0.axis = 1 },
      shapes: [[5, 2, 2]]),
    Rule(type: .argMax, inputs: [[5, 6], []], values: [1: [-1]], shapes: [[5]]),
    Rule(
      type: .spaceToBatchND, inputs: [[1, 7, 7, 3], [2], [2, 2]],
      values: [1: [2, 2], 2: [1, 0, 0, 1]], shapes: [[4, 4, 4, 3]]),
    Rule(
      type: .batchToSpaceND, inputs: [[4, 4, 4, 3], [2], [2, 2]],
      values: [1: [2, 2], 2: [1, 0, 0, 1]], shapes: [[1, 7, 7, 3]]),
    Rule(
      type: .depthToSpace, inputs: [[1, 4, 4, 12]], options: options { $0.size = 2 },
      shapes: [[1, 8, 8, 3]]),
    Rule(type: .embeddingLookup, inputs: [[1, 7], [100, 16]], shapes: [[1, 7, 16]]),
    Rule(type: .fill, inputs: [[2], []], values: [0: [3, 4]], shapes: [[3, 4]]),
    Rule(type: .broadcastTo, inputs: [[1], [2]], values: [1: [3, 4]], shapes: [[3, 4]]),
    Rule(type: .shape, inputs: [[2, 3, 4]], shapes: [[3]]),
    Rule(type: .lstm, inputs: [[1, 8], [1, 4], [16, 12], [16], [1, 4]], shapes: [[1, 4]]),
    Rule(type: .fullyConnected, inputs: [[1, 7, 7, 4], [10, 196]], shapes: [[1, 10]]),
    Rule(
      type: .batchMatmul, inputs: [[2, 5, 4], [2, 6, 4]],
      options: options { $0.transposes.second = true }, shapes: [[2, 5, 6]]),
    Rule(type: .where, inputs: [[3]], shapes: []),
  ]

  @Test(arguments: rules)
  func `shapes follow from the inputs`(rule: Rule) throws {
    #expect(try rule.call.shapes() == rule.shapes)
  }

  /// An operator on integers, and those that it gives.
  struct Fold: Sendable {
    var type: TFLiteOperator
    var inputs: [[Int]]
    var values: [Int: [Int]]
    var output: [Int]
    /// The integers of the result; nil if they are unknown.
    var result: [Int]?

    init(
      _ type: TFLiteOperator, _ inputs: [[Int]], _ values: [Int: [Int]], _ output: [Int],
      _ result: [Int]?
    ) {
      self.type = type
      self.inputs = inputs
      self.values = values
      self.output = output
      self.result = result
    }
  }

  static let folds: [Fold] = [
    Fold(.shape, [[1, 8, 6, 3]], [:], [4], [1, 8, 6, 3]),
    Fold(.mul, [[2], []], [0: [3, 4], 1: [2]], [2], [6, 8]),
    Fold(.floorDiv, [[], []], [0: [9], 1: [2]], [], [4]),
    Fold(.floorDiv, [[], []], [0: [9], 1: [0]], [], nil),
    Fold(.add, [[], []], [0: [Int.max], 1: [1]], [], nil),
    Fold(.maximum, [[], []], [0: [9], 1: [2]], [], [9]),
    Fold(.pack, [[], []], [0: [9], 1: [2]], [2], [9, 2]),
    Fold(.concatenation, [[1], [2]], [0: [9], 1: [2, 3]], [3], [9, 2, 3]),
    Fold(.reduceProd, [[3], [1]], [0: [2, 3, 4], 1: [0]], [], [24]),
    Fold(.gather, [[3], [2]], [0: [2, 3, 4], 1: [2, 0]], [2], [4, 2]),
    Fold(.gather, [[3], [1]], [0: [2, 3, 4], 1: [3]], [1], nil),
    Fold(.slice, [[3], [1], [1]], [0: [2, 3, 4], 1: [1], 2: [-1]], [2], [3, 4]),
  ]

  /// Lengths of an open input, computed as TensorFlow's converter writes them.
  @Test(arguments: folds)
  func `integers are folded`(fold: Fold) throws {
    let rule = Rule(type: fold.type, inputs: fold.inputs, values: fold.values, shapes: [])
    #expect(try rule.call.values(fold.output) == fold.result)
  }

  @Test func `a slice that goes back gives its integers in that order`() throws {
    let rule = Rule(
      type: .stridedSlice, inputs: [[4], [1], [1], [1]],
      values: [0: [5, 6, 7, 8], 1: [-1], 2: [0], 3: [-2]], shapes: [])
    #expect(try rule.call.values([2]) == [8, 6])
  }
}
