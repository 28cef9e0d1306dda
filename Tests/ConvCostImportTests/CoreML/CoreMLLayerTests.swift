import ConvCostCore
import Testing

@testable import ConvCostImport

/// Layers of neural networks without weights: functions, movements and reductions, by the rules in
/// NeuralNetwork.proto.
struct CoreMLLayerTests {
  private static let least = "expected 1 to 2147483647"

  /// Kinds that do not need any field, on one tensor.
  static let functions: [(Int, String)] = [
    (170, "l2normalize"), (220, "unary"), (230, "add"), (231, "multiply"), (240, "average"),
    (260, "max"), (261, "min"), (660, "clip"), (665, "ceil"), (670, "floor"), (680, "sign"),
    (685, "round"), (700, "exp2"), (710, "sin"), (715, "cos"), (720, "tan"), (730, "asin"),
    (735, "acos"), (740, "atan"), (750, "sinh"), (755, "cosh"), (770, "asinh"), (775, "acosh"),
    (780, "atanh"), (790, "erf"), (815, "equal"), (820, "notEqual"), (825, "lessThan"),
    (827, "lessEqual"), (830, "greaterThan"), (832, "greaterEqual"), (840, "logicalOr"),
    (845, "logicalXor"), (850, "logicalNot"), (855, "logicalAnd"), (865, "modBroadcastable"),
    (870, "minBroadcastable"), (875, "maxBroadcastable"), (880, "addBroadcastable"),
    (885, "powBroadcastable"), (890, "divideBroadcastable"), (895, "floorDivBroadcastable"),
    (900, "multiplyBroadcastable"), (905, "subtractBroadcastable"), (1_315, "matrixBandPart"),
    (1_320, "lowerTriangular"), (1_325, "upperTriangular"), (1_330, "whereBroadcastable"),
    (1_455, "cumSum"), (1_460, "clampedReLU"), (1_461, "argSort"), (130, "activation"),
  ]

  static let movements: [(Int, String)] = [
    (935, "scatter"), (945, "scatterND"), (954, "scatterAlongAxis"), (960, "reverse"),
    (965, "reverseSeq"), (1_080, "fillLike"), (1_100, "broadcastToLike"),
  ]

  /// Kinds whose result depends on more than the fields, or on values.
  static let unknown: [(Int, String)] = [
    (212, "cropResize"), (340, "sequenceRepeat"), (500, "custom"), (605, "branch"), (615, "loop"),
    (620, "loopBreak"), (625, "loopContinue"), (635, "rangeStatic"), (640, "rangeDynamic"),
    (940, "gatherND"), (930, "gather"), (952, "gatherAlongAxis"), (920, "tile"),
    (1_000, "sliceDynamic"), (1_015, "topK"), (1_090, "fillDynamic"),
    (1_110, "broadcastToDynamic"), (1_135, "reshapeLike"), (1_145, "reshapeDynamic"),
    (1_155, "constantPad"), (1_170, "randomNormalLike"), (1_175, "randomNormalStatic"),
    (1_180, "randomNormalDynamic"), (1_190, "randomUniformLike"), (1_195, "randomUniformStatic"),
    (1_200, "randomUniformDynamic"), (1_210, "randomBernoulliLike"),
    (1_215, "randomBernoulliStatic"), (1_220, "randomBernoulliDynamic"),
    (1_230, "categoricalDistribution"), (1_313, "whereNonZero"), (1_400, "nonMaximumSuppression"),
    (1_450, "oneHot"), (1_470, "sliceBySize"), (999, "layer 999"),
  ]

  static let reductions: [(Int, String)] = [
    (1_250, "reduceL1"), (1_255, "reduceL2"), (1_260, "reduceMax"), (1_265, "reduceMin"),
    (1_270, "reduceSum"), (1_275, "reduceProd"), (1_280, "reduceMean"), (1_285, "reduceLogSum"),
    (1_290, "reduceSumSquare"), (1_295, "reduceLogSumExp"),
  ]

  @Test func `kinds by their numbers`() {
    func text(_ kind: Int, _ fields: Message = Message()) -> String {
      CoreMLText.of(CoreMLRow(kind, fields, [1, 3, 4, 5], "").model())
    }
    for (kind, name) in Self.functions {
      #expect(text(kind) == "\(name) (function) → 3×4×5")
    }
    for (kind, name) in Self.movements {
      #expect(text(kind) == "\(name) (movement) → 3×4×5")
    }
    for (kind, name) in Self.unknown {
      #expect(text(kind) == "\(name) (unknown) → 1 or more")
    }
    for (kind, name) in Self.reductions {
      #expect(text(kind, .fields([1: [1]])) == "\(name) (function) → 4×5")
      #expect(text(kind, .fields([1: [-2, -4], 2: [1]])) == "\(name) (function) → 3×1×5")
      #expect(text(kind, .fields([3: [1], 2: [1]])) == "\(name) (function) → 1×1×1")
      #expect(text(kind, .fields([3: [1]])) == "\(name) (function) → 1")
    }
    for (kind, name) in [(175, "Softmax"), (950, "Softmax"), (760, "Tanh"), (795, "GELU")] {
      #expect(text(kind) == "\(name) → 3×4×5")
    }
  }

  /// An activation by its field; parameters after an empty message.
  @Test(arguments: [
    (5, "linear (function)"), (10, "ReLU"), (15, "LeakyReLU"), (20, "thresholdedReLU (function)"),
    (30, "Tanh"), (31, "scaledTanh (function)"), (40, "Sigmoid"), (41, "Hardsigmoid"),
    (50, "ELU (function)"), (60, "softsign (function)"), (70, "softplus (function)"),
  ])
  func `activations`(field: Int, name: String) {
    // The last byte of a negative number is no end of an integer.
    let content = Message { $0.float(1, -1) }
    let row = CoreMLRow(130, .inner(field, content), [1, 3, 4, 5], "")
    #expect(CoreMLText.of(row.model()) == "\(name) → 3×4×5")
  }

  static let parametric: [CoreMLRow] = [
    CoreMLRow(130, .inner(25, .inner(1)), [1, 6], "PReLU (function) → 6; 6 w"),
    CoreMLRow(
      130, .inner(25, .inner(1, .floats(1))), [1, 3, 4, 5], "PReLU (function) → 3×4×5; 1 w"),
    CoreMLRow(
      130, .inner(25, .inner(1, .halves(2))), [1, 3, 4, 5], "PReLU (function) → 3×4×5; 2 w"),
    CoreMLRow(130, .inner(25, .inner(1)), [3, 4, 5], "PReLU (function) → 3×4×5; 3 w"),
    CoreMLRow(
      130, .inner(71, .inner(1).and(.inner(2))), [3, 4, 5],
      "parametricSoftplus (function) → 3×4×5; 6 w"),
    CoreMLRow(
      130, .inner(71, .inner(1, .floats(3)).and(.inner(2, .floats(4)))), [1, 3, 4, 5],
      "parametricSoftplus (function) → 3×4×5; 7 w"),
    CoreMLRow(660, Message { $0.float(2, 6) }, [1, 3], "ReLU6 → 3"),
    CoreMLRow(
      660, Message { $0.float(1, 0) }.and(Message { $0.float(2, 6) }), [1, 3], "ReLU6 → 3"),
    CoreMLRow(
      660, Message { $0.float(1, 1) }.and(Message { $0.float(2, 6) }), [1, 3],
      "clip (function) → 3"),
    CoreMLRow(660, Message { $0.float(2, 5) }, [1, 3], "clip (function) → 3"),
    // Sums and products of two tensors.
    CoreMLRow(230, Message(), [1, 3, 4, 5], second: [1, 3, 1, 1], "Add → 3×4×5"),
    CoreMLRow(880, Message(), [1, 3, 1, 5], second: [1, 3, 4, 5], "Add → 3×4×5"),
    CoreMLRow(231, Message(), [1, 3, 4, 5], second: [1, 1, 4, 5], "Multiply → 3×4×5"),
    CoreMLRow(900, Message(), [1, 3, 4, 5], second: [1, 3, 4, 5], "Multiply → 3×4×5"),
    CoreMLRow(240, Message(), [1, 3, 4, 5], second: [1, 3, 4, 5], "average (function) → 3×4×5"),
    CoreMLRow(
      880, Message(), [1, 3, 4, 5], second: [5], "addBroadcastable (function) → 3×4×5"),
    CoreMLRow(
      905, Message(), [1, 3, 1, 1], second: [1, 3, 4, 5],
      "subtractBroadcastable (function) → 3×4×5"),
    CoreMLRow(
      880, Message(), [1, 3, 4, 5], second: [1, 2, 4, 5],
      "m: l (addBroadcastable): the shapes [1, 3, 4, 5] and [1, 2, 4, 5] do not fit"),
    CoreMLRow(
      880, Message(), [1, 3, 4, 5], constant: [3, 1, 1],
      "addBroadcastable constant (function) → 3×4×5; 3 b"),
    CoreMLRow(
      900, Message(), [1, 3, 4, 5], constant: [3, 1, 1],
      "multiplyBroadcastable constant (function) → 3×4×5; 3 w"),
    CoreMLRow(
      890, Message(), [1, 3, 4, 5], constant: [2, 3, 1, 1],
      "divideBroadcastable (function) → 2×3×4×5; 6 w"),
    CoreMLRow(
      880, Message(), [1, 3, 4, 5], constant: [1], "addBroadcastable constant (function) → 3×4×5"),
    CoreMLRow(
      880, Message(), [1, 3, 4, 5], constant: [2, 1, 1, 1],
      "addBroadcastable constant (function) → 2×3×4×5; 2 b"),
    // A constant among several tensors is added to them.
    CoreMLRow(
      230, Message(), [1, 3, 4, 5], second: [1, 3, 4, 5], constant: [3, 4, 5],
      "add constant (function) → 3×4×5; 60 b"),
    // Of a number that is written twice the last one counts.
    CoreMLRow(
      660, Message { $0.float(2, 5) }.and(Message { $0.float(2, 6) }), [1, 3], "ReLU6 → 3"),
    CoreMLRow(
      660, Message { $0.float(1, 1) }.and(.inner(9)).and(Message { $0.float(2, 6) }), [1, 3],
      "clip (function) → 3"),
    CoreMLRow(
      130, .inner(50).and(.inner(70)), [1, 3], "ELU (function) → 3"),
    // Trailing lengths of one are left out of constants.
    CoreMLRow(
      230, Message(), [3, 4, 5], constant: [3], isExact: false,
      "add constant (function) → 3×4×5; 3 b"),
  ]

  @Test(arguments: parametric)
  func `parameters of functions`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  private static let misfit =
    "[1, 12] cannot be reshaped to [1, 3, 5]: the numbers of elements differ"

  static let views: [CoreMLRow] = [
    CoreMLRow(301, Message(), [2, 3, 4, 5], "Reshape to 2×60×1×1 → 2×60×1×1"),
    CoreMLRow(301, Message(), [3, 4, 5], "Reshape to 60×1×1 → 60×1×1"),
    CoreMLRow(301, Message(), [1, 1, 3, 4, 5], "Reshape to 60×1×1 → 60×1×1"),
    CoreMLRow(
      1_135, Message(), [1, 12], second: [1, 3, 4], "Reshape to 3×4 → 3×4"),
    CoreMLRow(
      1_135, Message(), [1, 12], second: [1, 3, 5],
      "m: l (reshapeLike): \(misfit)"),
    CoreMLRow(1_130, .fields([1: [2]]), [2, 3, 4, 5], "Reshape to 6×20 → 6×20"),
    CoreMLRow(1_130, .fields([1: [-1]]), [2, 3, 4, 5], "Reshape to 24×5 → 24×5"),
    CoreMLRow(1_130, .fields([1: [-3]]), [2, 3, 4, 5], "Reshape to 2×60 → 2×60"),
    CoreMLRow(1_130, .fields([1: [0]]), [2, 3, 4, 5], "Flatten → 120"),
    CoreMLRow(1_130, .fields([1: [4]]), [2, 3, 4, 5], "Reshape to 120×1 → 120×1"),
    CoreMLRow(1_130, .fields([1: [-4]]), [2, 3, 4, 5], "Flatten → 120"),
    CoreMLRow(1_120, .fields([1: [0, 2]]), [1, 3, 1, 5], "Reshape to 3×5 → 3×5"),
    CoreMLRow(1_120, .fields([1: [-2]]), [2, 3, 1, 5], "Reshape to 2×3×5 → 2×3×5"),
    CoreMLRow(1_120, .fields([2: [1]]), [2, 3, 1, 5], "Reshape to 2×3×5 → 2×3×5"),
    CoreMLRow(1_125, .fields([1: [0, 2]]), [10, 5], "Reshape to 10×1×5 → 10×1×5"),
    CoreMLRow(1_125, .fields([1: [-2, -1]]), [10, 5], "Reshape to 10×5×1×1 → 10×5×1×1"),
    CoreMLRow(1_125, .fields([1: [2]]), [10, 5], "Reshape to 10×5×1 → 10×5×1"),
    CoreMLRow(
      1_125, .fields([1: [2, 2]]), [10],
      "m: l (expandDims): axis 2 is out of range for 1 dimensions"),
    CoreMLRow(
      1_125, .fields([1: [3]]), [10, 5],
      "m: l (expandDims): axis 3 is out of range for 3 dimensions"),
    CoreMLRow(
      1_120, .fields([1: [1]]), [1, 3, 1, 5],
      "m: l (squeeze): [1, 3, 1, 5] cannot be reshaped to [1, 1, 5]: the numbers of elements differ"
    ),
    CoreMLRow(1_140, .fields([1: [0, 0, 20]]), [1, 3, 4, 5], "Reshape to 3×20 → 3×20"),
    CoreMLRow(
      1_140, .fields([1: [1, 3, 4, 5, 0]]), [1, 3, 4, 5],
      "m: l (reshapeStatic): a length of 0, \(least)"),
    // The documented examples of reshapes.
    CoreMLRow(1_150, .fields([1: [5, -1]]), [20, 10], "Reshape to 5×40 → 5×40"),
    CoreMLRow(1_150, .fields([1: [0, 2, 25]]), [20, 10, 5], "Reshape to 20×2×25 → 20×2×25"),
    CoreMLRow(1_150, .fields([1: [25, 0, -1]]), [10, 3, 5], "Reshape to 25×3×2 → 25×3×2"),
    CoreMLRow(1_140, .fields([1: [-1]]), [3, 4, 5], "Flatten → 60"),
    CoreMLRow(1_140, .fields([1: [3, 20]]), [3, 4, 5], "Reshape to 3×20 → 3×20"),
    CoreMLRow(
      1_140, .fields([1: [-1, 3, -1]]), [3, 4, 5],
      "m: l (reshapeStatic): attribute 'targetShape': expected one −1 at most"),
    CoreMLRow(
      1_140, .fields([1: [-1, 7]]), [3, 4, 5],
      "m: l (reshapeStatic): [3, 4, 5] cannot be reshaped to [1, 7]: the numbers of elements differ"
    ),
    CoreMLRow(
      1_140, .fields([1: [3, 20, 1, 0]]), [3, 4, 5],
      "m: l (reshapeStatic): a length of 0, \(least)"),
    CoreMLRow(
      1_140, .fields([1: [-2, 30]]), [3, 4, 5], "m: l (reshapeStatic): a length of -2, \(least)"),
    // The leading length of four is that of a sequence.
    CoreMLRow(
      300, .fields([1: [1, 12, 5, 1]]), [3, 4, 5], isExact: false,
      "Reshape to 12×5×1 → 12×5×1"),
    CoreMLRow(
      300, .fields([1: [60, 1, 1]]), [3, 4, 5], isExact: false, "Flatten → 60"),
  ]

  @Test(arguments: views)
  func `the same elements in another shape`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  static let axes: [CoreMLRow] = [
    // The documented examples: [Seq, B, W, C, H] and [W, B, C, H, Seq].
    CoreMLRow(
      310, .fields([1: [0, 3, 1, 2]]), [5, 1, 6, 2, 3], "permute (movement) → 5×1×3×6×2"),
    CoreMLRow(
      310, .fields([1: [3, 1, 2, 0]]), [5, 1, 6, 2, 3], "permute (movement) → 3×1×6×2×5"),
    CoreMLRow(310, .fields([1: [0, 3, 1, 2]]), [1, 3, 4, 5], "permute (movement) → 5×3×4"),
    CoreMLRow(310, .fields([1: [0, 2, 1, 3]]), [2, 3, 4, 5], "permute (movement) → 2×4×3×5"),
    CoreMLRow(
      310, .fields([1: [1, 2, 0, 3]]), [1, 4, 5], isExact: false, "permute (movement) → 4×1×5"),
    // A sequence has no axis here.
    CoreMLRow(
      310, .fields([1: [1, 0, 2, 3]]), [3, 4, 5], isExact: false, "permute (movement) → 3×4×5"),
    CoreMLRow(
      310, .fields([1: [0, 1, 2]]), [1, 3, 4, 5],
      "m: l (permute): attribute 'axis': expected each of 4 axes once"),
    CoreMLRow(
      310, .fields([1: [0, 1, 1, 2]]), [1, 3, 4, 5],
      "m: l (permute): attribute 'axis': expected each of 4 axes once"),
    CoreMLRow(
      310, .fields([1: [0, 1, 2, 4]]), [1, 3, 4, 5],
      "m: l (permute): axis 4 is out of range for 4 dimensions"),
    CoreMLRow(
      310, .fields([1: [0, 2, 1, 3]]), [7, 12],
      "m: l (permute): found 2 dimensions, expected at least 3"),
    CoreMLRow(985, .fields([1: [3, 1, 2, 0]]), [6, 7, 8, 9], "transpose (movement) → 9×7×8×6"),
    CoreMLRow(985, .fields([1: [2, 0, 1]]), [3, 4, 5], "transpose (movement) → 5×3×4"),
    CoreMLRow(
      985, .fields([1: [0, 0, 1]]), [3, 4, 5],
      "m: l (transpose): attribute 'axes': expected each of 3 axes once"),
    // Concatenations.
    CoreMLRow(
      320, Message(), [3, 4, 5], second: [2, 4, 5], isExact: false, "Concat → 5×4×5"),
    CoreMLRow(320, Message(), [1, 3, 4, 5], second: [1, 2, 4, 5], "Concat → 5×4×5"),
    CoreMLRow(
      320, .fields([100: [1]]), [1, 3, 4, 5], second: [1, 2, 4, 5],
      "concat (unknown) → 1 or more"),
    CoreMLRow(
      980, .fields([1: [2]]), [1, 3, 4, 5], second: [1, 3, 2, 5],
      "concatND (movement) → 3×6×5"),
    CoreMLRow(
      980, .fields([1: [-1]]), [1, 3, 4, 5], second: [1, 3, 4, 2],
      "concatND (movement) → 3×4×7"),
    CoreMLRow(
      980, .fields([1: [2]]), [1, 3, 4, 5], second: [1, 3, 2, 4],
      "m: l (concatND): the shapes [1, 3, 4, 5] and [1, 3, 2, 4] do not fit"),
    CoreMLRow(
      980, .fields([1: [2]]), [1, 3, 4, 5], second: [3, 4, 5],
      "m: l (concatND): the shapes [1, 3, 4, 5] and [3, 4, 5] do not fit"),
    CoreMLRow(
      980, .fields([1: [4]]), [1, 3, 4, 5], second: [1, 3, 4, 5],
      "m: l (concatND): axis 4 is out of range for 4 dimensions"),
    CoreMLRow(
      980, .fields([1: [1]]), [1, 3, 4, 5], constant: [1, 2, 4, 5],
      "concatND (movement) → 5×4×5; 40 w"),
    CoreMLRow(925, .fields([1: [1]]), [3, 4], second: [3, 4], "stack (movement) → 3×2×4"),
    CoreMLRow(925, .fields([1: [-1]]), [3, 4], second: [3, 4], "stack (movement) → 3×4×2"),
    CoreMLRow(
      925, .fields([1: [0]]), [3, 4], second: [3, 4], constant: [3, 4],
      "stack (movement) → 3×3×4"),
    CoreMLRow(
      930, .fields([1: [2]]), [1, 3, 4, 5], second: [7], "gather (movement) → 3×7×5"),
    CoreMLRow(
      930, .fields([1: [-1]]), [1, 3, 4, 5], second: [7], "gather (movement) → 3×4×7"),
    CoreMLRow(
      930, .fields([1: [1]]), [1, 3, 4, 5], second: [2, 6], "gather (movement) → 1×2×6×4×5"),
    CoreMLRow(
      930, .fields([1: [1]]), [1, 3, 4, 5], constant: [7], "gather (movement) → 7×4×5"),
    CoreMLRow(
      952, .fields([1: [3]]), [1, 3, 4, 5], second: [1, 3, 4, 7],
      "gatherAlongAxis (movement) → 3×4×7"),
    CoreMLRow(
      1_080, Message(), [1, 3, 4, 5], second: [1, 2, 6, 7], "fillLike (movement) → 2×6×7"),
    CoreMLRow(
      1_100, Message(), [1, 3, 1, 1], second: [1, 3, 6, 7],
      "broadcastToLike (movement) → 3×6×7"),
    CoreMLRow(
      1_085, .fields([1: [8, 9], 2: [1, 2, 6, 7]]), [1, 3, 4, 5],
      "fillStatic (movement) → 2×6×7"),
    CoreMLRow(
      1_105, .fields([1: [1, 3, 8, 5], 2: [9]]), [1, 3, 1, 5],
      "broadcastToStatic (movement) → 3×8×5"),
    CoreMLRow(
      1_085, .fields([2: [1, 0]]), [1, 3, 4, 5], "m: l (fillStatic): a length of 0, \(least)"),
    CoreMLRow(
      920, .fields([1: [2]]), [1, 3, 4, 5],
      "m: l (tile): the shapes [1, 3, 4, 5] and [2] do not fit"),
    CoreMLRow(
      920, .fields([1: [1, 0, 1, 1]]), [1, 3, 4, 5], "m: l (tile): a length of 0, \(least)"),
    CoreMLRow(
      920, .fields([1: [2, 1, 1, 3]]), [1, 3, 4, 5], "tile (movement) → 2×3×4×15"),
  ]

  @Test(arguments: axes)
  func `axes in another order, or of several tensors`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  static let parts: [CoreMLRow] = [
    CoreMLRow(
      330, .fields([1: [2]]), [4, 5, 6], isExact: false, results: 2,
      "ChannelSlice part 1 of 2 → 2×5×6; ChannelSlice part 2 of 2 → 2×5×6"),
    CoreMLRow(
      330, Message(), [4, 5, 6], isExact: false, results: 2,
      "m: l (split): a length of 0, \(least)"),
    CoreMLRow(
      330, .fields([1: [1]]), [1, 4, 5, 6], "ChannelSlice part 1 of 1 → 4×5×6"),
    CoreMLRow(
      975, .fields([1: [-1], 2: [2]]), [1, 3, 4, 6], results: 2,
      "splitND (movement) → 3×4×3; splitND (movement) → 3×4×3"),
    CoreMLRow(
      975, .fields([1: [3], 3: [1, 2, 3]]), [1, 3, 4, 6], results: 3,
      "splitND (movement) → 3×4×1; splitND (movement) → 3×4×2; splitND (movement) → 3×4×3"),
    CoreMLRow(
      975, .fields([1: [1], 3: [1, 2, 3]]), [1, 6, 4, 5], results: 3,
      "ChannelSlice 0 → 1×4×5; ChannelSlice 1 to 2 → 2×4×5; ChannelSlice 3 to 5 → 3×4×5"),
    CoreMLRow(
      975, .fields([1: [1], 2: [2]]), [1, 10], results: 2,
      "ChannelSlice part 1 of 2 → 5; ChannelSlice part 2 of 2 → 5"),
    CoreMLRow(
      975, .fields([1: [1], 3: [1, 2]]), [1, 6, 4, 5], results: 2,
      "m: l (splitND): the parts [1, 2] do not add up to the length 6"),
    CoreMLRow(
      975, .fields([1: [1], 3: [0, 6]]), [1, 6, 4, 5], results: 2,
      "m: l (splitND): the parts [0, 6] do not add up to the length 6"),
    CoreMLRow(
      975, .fields([1: [1], 3: [1, 5]]), [1, 6, 4, 5], results: 3,
      "m: l (splitND): the parts [1, 5] do not add up to the length 6"),
    CoreMLRow(
      975, .fields([1: [1], 2: [3]]), [1, 6, 4, 5], results: 2,
      "m: l (splitND): a length of 6 cannot be divided into 3 parts"),
    CoreMLRow(
      975, .fields([1: [1]]), [1, 6, 4, 5], results: 2,
      "m: l (splitND): a length of 6 cannot be divided into 0 parts"),
    // Slices of channels, rows and columns.
    CoreMLRow(350, .fields([1: [1], 2: [-1]]), [1, 4, 5, 6], "ChannelSlice 1 to 2 → 2×5×6"),
    CoreMLRow(350, .fields([1: [-9], 2: [99]]), [1, 4, 5, 6], "ChannelSlice 0 to 3 → 4×5×6"),
    CoreMLRow(350, .fields([1: [-3], 2: [-1]]), [1, 4, 5, 6], "ChannelSlice 1 to 2 → 2×5×6"),
    CoreMLRow(350, .fields([1: [1], 2: [-2], 4: [1]]), [1, 4, 5, 6], "Crop 1,2,0,0 → 4×2×6"),
    CoreMLRow(350, .fields([1: [2], 2: [5], 4: [2]]), [1, 4, 5, 6], "Crop 0,0,2,1 → 4×5×3"),
    CoreMLRow(
      350, .fields([1: [0], 2: [4], 3: [2]]), [1, 4, 5, 6], "slice (movement) → 2×5×6"),
    CoreMLRow(
      350, .fields([1: [1], 2: [6], 3: [3], 4: [2]]), [1, 4, 5, 6],
      "slice (movement) → 4×5×2"),
    CoreMLRow(350, .fields([1: [2], 2: [5], 4: [2]]), [7, 12], "ChannelSlice 2 to 4 → 7×3"),
    CoreMLRow(350, .fields([1: [2], 2: [5], 4: [1]]), [7, 12], "slice (movement) → 3×12"),
    CoreMLRow(
      350, .fields([1: [2], 2: [5]]), [7, 12],
      "m: l (slice): found 2 dimensions, expected at least 3"),
    CoreMLRow(350, .fields([1: [3], 2: [2]]), [1, 4, 5, 6], "m: l (slice): a slice from 3 to 2"),
    CoreMLRow(350, .fields([1: [2], 2: [2]]), [1, 4, 5, 6], "m: l (slice): a slice from 2 to 2"),
    CoreMLRow(
      350, .fields([1: [2], 2: [3], 3: [-1]]), [1, 4, 5, 6],
      "m: l (slice): a length of -1, \(least)"),
    // Slices of all axes.
    CoreMLRow(
      995, .fields([1: [0, 1, 0, 2], 3: [1, 3, 5, 5], 6: [1, 0, 0, 0]]), [1, 4, 5, 6],
      "sliceStatic (movement) → 2×5×3"),
    CoreMLRow(995, .fields([1: [5], 3: [1], 5: [-2]]), [7], "sliceStatic (movement) → 2"),
    CoreMLRow(995, .fields([1: [6], 3: [-8], 5: [-3]]), [7], "sliceStatic (movement) → 3"),
    CoreMLRow(995, .fields([1: [99], 3: [2], 5: [-1]]), [7], "sliceStatic (movement) → 4"),
    CoreMLRow(995, .fields([1: [1], 3: [99], 5: [2]]), [7], "sliceStatic (movement) → 3"),
    CoreMLRow(995, .fields([1: [-99], 3: [3]]), [7], "sliceStatic (movement) → 3"),
    CoreMLRow(995, .fields([1: [0], 3: [-2]]), [7], "sliceStatic (movement) → 5"),
    CoreMLRow(
      995, .fields([1: [5, 5], 2: [1, 1], 3: [3, 3], 4: [0, 1], 5: [1, -1]]), [7, 8],
      "sliceStatic (movement) → 3×8"),
    CoreMLRow(
      995, .fields([1: [3], 3: [3]]), [7], "m: l (sliceStatic): an empty slice of axis 0"),
    CoreMLRow(
      995, .fields([1: [0, 2], 3: [3, 4], 5: [1, -1]]), [7, 8],
      "m: l (sliceStatic): an empty slice of axis 1"),
    CoreMLRow(
      995, .fields([1: [0], 3: [3], 5: [0]]), [7], "m: l (sliceStatic): a step of 0"),
    CoreMLRow(
      995, .fields([1: [0, 0], 3: [1]]), [7],
      "m: l (sliceStatic): attribute 'beginIds': expected 1 places"),
    CoreMLRow(
      995, .fields([1: [0], 3: [1, 2]]), [7],
      "m: l (sliceStatic): attribute 'beginIds': expected 1 places"),
    CoreMLRow(
      995, .fields([1: [0], 3: [3], 5: [1, 1]]), [7],
      "m: l (sliceStatic): attribute 'beginIds': expected 1 places"),
  ]

  @Test(arguments: parts)
  func `parts of a tensor`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  private static func fractions(_ values: [Float]) -> Message {
    Message { for value in values { $0.float(7, value) } }
  }

  static let borders: [CoreMLRow] = [
    CoreMLRow(
      200, .inner(10, .edges([(1, 2), (3, 0)])), [1, 3, 4, 5], "ZeroPad2d 1,2,3,0 → 3×7×8"),
    CoreMLRow(
      200, .inner(1, Message { $0.float(1, -1) }).and(.inner(10, .edges([(1, 2), (3, 0)]))),
      [1, 3, 4, 5], "ZeroPad2d 1,2,3,0 → 3×7×8"),
    CoreMLRow(
      200, .inner(2).and(.inner(10, .edges([(1, 2), (3, 0)]))), [1, 3, 4, 5],
      "padding (movement) → 3×7×8"),
    CoreMLRow(
      200, .inner(3).and(.inner(10, .edges([(1, 0), (3, 1)]))), [1, 3, 4, 5],
      "padding (movement) → 3×5×9"),
    CoreMLRow(200, Message(), [1, 3, 4, 5], "ZeroPad2d 0 → 3×4×5"),
    CoreMLRow(
      200, .inner(10, .edges([(1, 2)])), [1, 3, 4, 5],
      "m: l (padding): attribute 'borderAmounts': expected 2 axes"),
    CoreMLRow(
      1_155, .fields([2: [0, 0, 1, 0, 2, 1, 0, 4]]), [1, 3, 4, 5],
      "constantPad (movement) → 4×7×9"),
    CoreMLRow(
      1_155, .fields([2: [0, 0, 0, 0, 7, 0, 0, 9], 3: [1]]), [1, 3, 4, 5],
      "constantPad (movement) → 3×7×9"),
    CoreMLRow(
      1_155, .fields([2: [1, 2]]), [1, 3, 4, 5],
      "m: l (constantPad): attribute 'padAmounts': expected 8 lengths"),
    CoreMLRow(
      190, .inner(1, .edges([(1, 2), (0, 1)])), [1, 3, 8, 9], "Crop 1,2,0,1 → 3×5×8"),
    CoreMLRow(190, Message(), [1, 3, 8, 9], second: [1, 5, 4, 6], "crop (movement) → 3×4×6"),
    CoreMLRow(
      190, Message(), [1, 3, 8, 9], second: [7],
      "m: l (crop): found 1 dimensions, expected at least 2"),
    CoreMLRow(190, Message(), [8, 9], second: [4, 6], "crop (movement) → 4×6"),
    CoreMLRow(210, Message(), [1, 3, 4, 5], "Upsample by 1 nearest → 3×4×5"),
    CoreMLRow(
      210, .fields([1: [2, 3], 5: [1]]), [1, 3, 4, 5], "Upsample by 2×3 bilinear → 3×8×15"),
    CoreMLRow(
      210, .fields([1: [2, 3]]), [3, 4, 5],
      "Reshape to 3×4×5 → 3×4×5; Upsample by 2×3 nearest → 3×8×15"),
    CoreMLRow(
      210, .fields([1: [2, 3]]), [1, 4, 5],
      "Reshape to 1×4×5 → 1×4×5; Upsample by 2×3 nearest → 1×8×15"),
    CoreMLRow(210, fractions([1.25, 1.5]), [1, 3, 4, 5], "Upsample to 5×7 nearest → 3×5×7"),
    CoreMLRow(
      210, fractions([1.25, 1.5]).and(.fields([5: [1]])), [1, 3, 4, 5],
      "Upsample to 5×7 bilinear → 3×5×7"),
    CoreMLRow(
      210, fractions([1.5]), [1, 3, 4, 5],
      "m: l (upsample): attribute 'fractionalScalingFactor': expected 2 factors"),
    CoreMLRow(
      210, .fields([1: [2]]), [1, 3, 4, 5],
      "m: l (upsample): attribute 'scalingFactor': expected 2 lengths from 1"),
    CoreMLRow(211, Message(), [1, 3, 4, 5], "Upsample to 1×1 bilinear → 3×1×1"),
    CoreMLRow(
      211, .fields([1: [7, 9]]).and(.inner(2, Message { $0.float(1, -1) })), [1, 3, 4, 5],
      "Upsample to 7×9 bilinear → 3×7×9"),
    CoreMLRow(
      211, .fields([1: [7]]), [1, 3, 4, 5],
      "m: l (resizeBilinear): attribute 'targetSize': expected 2 lengths from 1"),
    CoreMLRow(345, .fields([2: [3]]), [1, 2, 6, 9], "reorganizeData (movement) → 18×2×3"),
    CoreMLRow(
      345, .fields([1: [1], 2: [3]]), [1, 18, 4, 5], "reorganizeData (movement) → 2×12×15"),
    CoreMLRow(345, .fields([2: [1]]), [1, 2, 6, 9], "reorganizeData (movement) → 2×6×9"),
    CoreMLRow(345, Message(), [1, 2, 6, 9], "m: l (reorganizeData): a length of 0, \(least)"),
    CoreMLRow(
      345, .fields([2: [3]]), [1, 2, 4, 6],
      "m: l (reorganizeData): 4×6 cannot be divided into blocks of 3"),
    CoreMLRow(
      345, .fields([2: [3]]), [1, 2, 6, 4],
      "m: l (reorganizeData): 6×4 cannot be divided into blocks of 3"),
    CoreMLRow(
      345, .fields([1: [1], 2: [2]]), [1, 6, 4, 5],
      "m: l (reorganizeData): 6 channels cannot be divided into blocks of side 2"),
  ]

  @Test(arguments: borders)
  func `borders, enlargements and blocks`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  private static let tooShort = """
    m: l (slidingWindows): a window of 11 does not fit on axis 1, whose length with padding is 10
    """

  static let summaries: [CoreMLRow] = [
    CoreMLRow(280, Message(), [3, 4, 5], isExact: false, "reduce (function) → 1"),
    CoreMLRow(280, .fields([3: [1]]), [3, 4, 5], isExact: false, "reduce (function) → 3"),
    CoreMLRow(
      280, .fields([1: [1], 3: [1]]), [1, 3, 4, 5], "AdaptiveAvgPool2d to 1×1 → 3×1×1"),
    CoreMLRow(
      280, .fields([1: [7], 3: [1]]), [1, 3, 4, 5], "AdaptiveMaxPool2d to 1×1 → 3×1×1"),
    CoreMLRow(280, .fields([1: [8], 3: [1]]), [1, 3, 4, 5], "reduce (function) → 3×1×1"),
    CoreMLRow(280, .fields([1: [1], 3: [1]]), [3, 4, 5], "reduce (function) → 3×1×1"),
    CoreMLRow(280, .fields([3: [2]]), [1, 3, 4, 5], "reduce (function) → 1×4×5"),
    CoreMLRow(280, .fields([3: [3]]), [1, 3, 4, 5], "reduce (function) → 3×1×5"),
    CoreMLRow(280, .fields([3: [4]]), [1, 3, 4, 5], "reduce (function) → 3×4×1"),
    CoreMLRow(
      280, Message(), [7, 12], "m: l (reduce): found 2 dimensions, expected at least 3"),
    CoreMLRow(
      1_260, .fields([1: [2, -1], 2: [1]]), [1, 3, 4, 5], "AdaptiveMaxPool2d to 1×1 → 3×1×1"),
    CoreMLRow(
      1_280, .fields([1: [2, -1], 2: [1]]), [1, 3, 4, 5], "AdaptiveAvgPool2d to 1×1 → 3×1×1"),
    CoreMLRow(1_280, .fields([1: [2, -1]]), [1, 3, 4, 5], "reduceMean (function) → 3"),
    CoreMLRow(
      1_265, .fields([1: [2, -1], 2: [1]]), [1, 3, 4, 5], "reduceMin (function) → 3×1×1"),
    CoreMLRow(1_280, .fields([1: [1, -1], 2: [1]]), [2, 4, 5], "reduceMean (function) → 2×1×1"),
    CoreMLRow(
      1_280, .fields([1: [4]]), [1, 3, 4, 5],
      "m: l (reduceMean): axis 4 is out of range for 4 dimensions"),
    // The documented examples: (45, 1, 10, 5), and (45, 10, 5) without the axis.
    CoreMLRow(1_025, .fields([1: [1]]), [45, 34, 10, 5], "argMax (function) → 45×1×10×5"),
    CoreMLRow(1_020, .fields([1: [-3], 2: [1]]), [45, 34, 10, 5], "argMin (function) → 45×10×5"),
    CoreMLRow(1_020, .fields([2: [1]]), [5], "argMin (function) → 1"),
    CoreMLRow(1_025, Message(), [5], "argMax (function) → 1"),
    CoreMLRow(
      1_015, .fields([1: [1], 2: [2]]), [45, 34, 10, 5], results: 2,
      "topK (function) → 45×2×10×5"),
    CoreMLRow(1_015, .fields([1: [-1], 2: [1]]), [45, 34], "topK (function) → 45×1"),
    CoreMLRow(
      1_015, .fields([1: [-1], 2: [1]]), [45, 34], second: [1], "topK (unknown) → 1 or more"),
    CoreMLRow(1_015, .fields([2: [-1]]), [45], "m: l (topK): a length of -1, \(least)"),
    CoreMLRow(1_450, .fields([1: [5], 2: [1]]), [7, 3], "oneHot (movement) → 7×5×3"),
    CoreMLRow(1_450, .fields([1: [5], 2: [-1]]), [7, 3], "oneHot (movement) → 7×3×5"),
    CoreMLRow(1_450, .fields([1: [1]]), [7, 3], "oneHot (movement) → 7×3"),
    CoreMLRow(1_450, .fields([1: [-1]]), [7, 3], "m: l (oneHot): a length of -1, \(least)"),
    CoreMLRow(1_065, Message(), [1, 3, 4, 5], "getShape (view) → 4"),
    CoreMLRow(
      1_005, .fields([1: [1], 2: [4], 3: [3]]), [2, 10, 3],
      "slidingWindows (movement) → 2×3×4×3"),
    CoreMLRow(
      1_005, .fields([1: [-2], 2: [4]]), [2, 10, 3], "slidingWindows (movement) → 2×7×4×3"),
    CoreMLRow(
      1_005, .fields([1: [1], 2: [10]]), [2, 10, 3], "slidingWindows (movement) → 2×1×10×3"),
    CoreMLRow(
      1_005, .fields([1: [1], 2: [1]]), [2, 10, 3], "slidingWindows (movement) → 2×10×1×3"),
    CoreMLRow(
      1_005, .fields([1: [1], 2: [11]]), [2, 10, 3],
      tooShort),
    CoreMLRow(
      1_005, .fields([1: [1]]), [2, 10, 3], "m: l (slidingWindows): a length of 0, \(least)"),
    CoreMLRow(
      1_005, .fields([1: [1], 2: [2], 3: [-1]]), [2, 10, 3],
      "m: l (slidingWindows): a length of -1, \(least)"),
  ]

  @Test(arguments: summaries)
  func `reductions, indices and windows`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  /// What layers do on a tensor without axes, which a squeeze of everything gives.
  @Test(arguments: [
    CoreMLRow(
      1_045, Message(), [1, 1], "m: l (batchedMatmul): found 0 dimensions, expected at least 1"),
    CoreMLRow(
      1_040, .fields([1: [7], 2: [5]]), [1, 1],
      "m: l (embeddingND): found 0 dimensions, expected at least 1"),
    CoreMLRow(
      140, .fields([1: [1], 2: [5]]), [1, 1],
      "m: l (innerProduct): found the shape [], expected 1 features"),
    CoreMLRow(1_065, Message(), [1, 1], "getShape (view) → 1"),
    CoreMLRow(1_125, .fields([1: [0, 1]]), [1, 1], "m: a network without layers"),
    CoreMLRow(
      330, .fields([1: [1]]), [1, 1], "m: l (split): axis 0 is out of range for 0 dimensions"),
  ])
  func `no axes`(row: CoreMLRow) {
    let squeeze = Message.layer("s", 1_120, .fields([2: [1]]), ["s"], ["x"])
    #expect(CoreMLText.of(row.model(after: [squeeze], input: "s")) == row.text)
  }

  /// Shapes that NeuralNetwork.proto states.
  @Test func `an order that is not set keeps the axes`() {
    let relu = Message.layer("r", 130, .inner(10), ["a"], ["y"])
    for order in [[], [0, 1, 2, 3]] {
      let permute = Message.layer("p", 310, .fields([1: order]), ["x"], ["a"])
      let model = Message.network([permute, relu], inputs: [.array("x", [1, 3, 4, 5])])
      #expect(CoreMLText.of(model) == "ReLU → 3×4×5")
    }
  }

  /// A result after the first one has its own shape.
  @Test func `results of an unknown layer`() {
    let own = Message.layer("l", 500, .inner(20, .halves(7)), ["x"], ["a", "b"])
      .and(.inner(5, .fields([2: [1, 2, 3]])))
    let relu = Message.layer("r", 130, .inner(10), ["b"], ["y"])
    let input = Message.array("x", [1, 4])
    #expect(
      CoreMLText.of(
        .network([own.and(.inner(5, .fields([2: [1, 5]]))), relu], inputs: [input]))
        == "custom (unknown) → 2×3; custom (movement) → 5; ReLU → 5; 7 w or more")
    // Without a shape it is unknown what follows.
    #expect(
      CoreMLText.of(.network([own, relu], inputs: [input]))
        == "custom (unknown) → 2×3; activation (unknown) → 1; 7 w or more")
  }

  /// Settings of layers that are messages with numbers of four bytes.
  @Test(arguments: [
    CoreMLRow(
      400, settings(10).and(.fields([1: [6], 2: [8]])), [5, 1, 6, 1, 1],
      "simpleRecurrent (layer) → 8×1×1; 560 MACs, 112 w"),
    CoreMLRow(
      410, settings(10).and(settings(10)).and(.fields([1: [6], 2: [8]])), [5, 1, 6, 1, 1],
      "gru (layer) → 8×1×1; 1680 MACs, 336 w"),
    CoreMLRow(
      430, settings(10).and(settings(11)).and(.fields([1: [6], 2: [8]])), [5, 1, 6, 1, 1],
      "biDirectionalLSTM (layer) → 16×1×1; 4480 MACs, 896 w"),
    CoreMLRow(
      212, .inner(3, numbers).and(.inner(4, numbers)), [1, 3, 4, 5],
      "cropResize (unknown) → 1 or more"),
    CoreMLRow(
      200, .inner(2, numbers).and(.inner(10, .edges([(1, 2), (3, 0)]))), [1, 3, 4, 5],
      "padding (movement) → 3×7×8"),
    CoreMLRow(
      200, .inner(3, numbers).and(.inner(10, .edges([(1, 2), (3, 0)]))), [1, 3, 4, 5],
      "padding (movement) → 3×7×8"),
    CoreMLRow(999, settings(7), [1, 3], "layer 999 (unknown) → 1 or more"),
    CoreMLRow(605, settings(2), [1, 3], "branch (unknown) → 1 or more"),
    CoreMLRow(615, settings(3), [1, 3], "loop (unknown) → 1 or more"),
  ])
  func `settings that are messages`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  private static let numbers = Message { $0.float(1, -1) }.and(Message { $0.float(2, -1) })

  /// An activation with numbers of its own.
  private static func settings(_ field: Int) -> Message { .inner(field, .inner(5, numbers)) }

  /// Messages inside of layers hold anything: texts, networks with weights, parameters.
  @Test(
    arguments: [
      (500, Message { $0.text(40, "Some text that is no message") }, "custom"),
      (
        500,
        Message.inner(
          30,
          Message {
            $0.text(1, "key")
            // A number of eight bytes, −1.
            $0.bytes(2, [0x51, 0, 0, 0, 0, 0, 0, 0xF0, 0xBF])
          }), "custom"
      ),
      (
        605,
        Message.inner(
          1,
          .inner(
            1, .layer("c", 100, .inner(90, Message { $0.bytes(2, [0xFF, 0xFF]) }), ["x"], ["y"]))),
        "branch"
      ),
      (
        615,
        Message { $0.text(2, "condition") }.and(
          .inner(4, .inner(1, .layer("r", 130, .inner(10), ["x"], ["y"])))), "loop"
      ),
    ] as [(Int, Message, String)])
  func `messages that are not read`(kind: Int, fields: Message, name: String) {
    #expect(
      CoreMLText.of(CoreMLRow(kind, fields, [1, 3], "").model())
        == "\(name) (unknown) → 1 or more")
  }

  @Test(
    arguments: [
      ([1, 2, 3, 4], "custom (unknown) → 2×3×4 or more"),
      ([1, 2, -1, 4], "custom (unknown) → 1 or more"),
      ([1, 2, 0, 4], "custom (unknown) → 1 or more"),
      ([1, 2_147_483_647], "custom (unknown) → 2147483647 or more"),
      ([1, 2_147_483_648], "custom (unknown) → 1 or more"),
      ([], "custom (unknown) → 1 or more"),
    ] as [([Int], String)])
  func `the shape that the file states for an unknown layer`(shape: [Int], text: String) {
    let layer = Message.layer("l", 500, .inner(20, .halves(7)), ["x"], ["y"])
      .and(.inner(5, .fields([1: [shape.count], 2: shape])))
    let model = Message.network([layer], inputs: [.array("x", [1, 3])])
    #expect(CoreMLText.of(model) == text.replacing(" or more", with: "; 7 w or more"))
  }
}
