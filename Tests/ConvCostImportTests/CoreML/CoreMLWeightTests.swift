import ConvCostCore
import Testing

@testable import ConvCostImport

/// Layers of neural networks with weights, by the rules in NeuralNetwork.proto.
struct CoreMLWeightTests {
  private static let least = "expected 1 to 2147483647"

  static let matrices: [CoreMLRow] = [
    CoreMLRow(140, .fields([1: [1], 2: [1]]), [1, 1], "Linear → 1; 1 MACs, 1 w"),
    CoreMLRow(140, .fields([1: [12], 2: [5]]), [2, 7, 12], "Linear → 2×7×5; 840 MACs, 60 w"),
    CoreMLRow(
      140, .fields([1: [12], 2: [5], 10: [1]]), [1, 12, 1, 1],
      "Flatten → 12; Linear → 5; 60 MACs, 60 w, 5 b"),
    CoreMLRow(
      140, .fields([1: [12], 2: [7], 10: [1]]), [5, 1, 12, 1, 1],
      "innerProduct (layer) → 5×1×7×1×1; 420 MACs, 84 w, 7 b"),
    CoreMLRow(
      140, .fields([1: [12], 2: [7]]), [5, 1, 12, 1, 1],
      "innerProduct (layer) → 5×1×7×1×1; 420 MACs, 84 w"),
    CoreMLRow(140, .fields([2: [5]]), [1, 12], "m: l (innerProduct): a length of 0, \(least)"),
    CoreMLRow(140, .fields([1: [12]]), [1, 12], "m: l (innerProduct): a length of 0, \(least)"),
    CoreMLRow(
      140, .fields([1: [7], 2: [5]]), [7, 12],
      "m: l (innerProduct): found the shape [7, 12], expected 7 features"),
    CoreMLRow(
      140, .fields([1: [12], 2: [5]]), [12, 4, 5], isExact: false,
      "m: l (innerProduct): found the shape [12, 4, 5], expected 12 features"),
    // Products of two tensors.
    CoreMLRow(
      1_045, .fields([1: [1]]), [1, 12, 7], second: [1, 12, 5],
      "batchedMatmul (product) → 7×5; 420 MACs"),
    CoreMLRow(
      1_045, .fields([2: [1]]), [1, 7, 12], second: [1, 5, 12],
      "batchedMatmul (product) → 7×5; 420 MACs"),
    CoreMLRow(
      1_045, .fields([1: [1], 2: [1]]), [2, 1, 12, 7], second: [4, 5, 12],
      "batchedMatmul (product) → 2×4×7×5; 3360 MACs"),
    CoreMLRow(
      1_045, Message(), [7, 12], second: [12, 5], "batchedMatmul (product) → 7×5; 420 MACs"),
    CoreMLRow(
      1_045, Message(), [1, 7, 12], second: [1, 5, 12],
      "m: l (batchedMatmul): the shapes [1, 7, 12] and [1, 5, 12] do not fit"),
    CoreMLRow(
      1_045, Message(), [1, 7, 12], constant: [12, 5],
      "batchedMatmul (layer) → 7×5; 420 MACs, 60 w"),
    CoreMLRow(
      1_045, .fields([1: [1]]), [12], second: [12, 5], "batchedMatmul (product) → 5; 60 MACs"),
    CoreMLRow(
      1_045, .fields([2: [1]]), [7, 12], second: [12], "batchedMatmul (product) → 7×1; 84 MACs"),
    CoreMLRow(
      1_045, Message(), [1, 12], constant: [],
      "m: l (batchedMatmul): the shapes [1, 12] and [] do not fit"),
    // A product with a matrix of its own.
    CoreMLRow(
      1_045, .fields([5: [12], 6: [5], 7: [1]]), [1, 2, 7, 12],
      "batchedMatmul (layer) → 2×7×5; 840 MACs, 60 w, 5 b"),
    CoreMLRow(
      1_045, .fields([5: [12], 6: [5]]), [1, 2, 7, 12],
      "batchedMatmul (layer) → 2×7×5; 840 MACs, 60 w"),
    CoreMLRow(
      1_045, .fields([5: [12], 6: [5]]), [2, 7, 12], "Linear → 2×7×5; 840 MACs, 60 w"),
    CoreMLRow(1_045, .fields([5: [1], 6: [1]]), [1, 1], "Linear → 1; 1 MACs, 1 w"),
    CoreMLRow(
      1_045, .fields([6: [5]]), [1, 7, 12], "m: l (batchedMatmul): a length of 0, \(least)"),
    CoreMLRow(
      1_045, .fields([5: [12]]), [1, 7, 12], "m: l (batchedMatmul): a length of 0, \(least)"),
    CoreMLRow(
      1_045, .fields([5: [11], 6: [5]]), [1, 7, 12],
      "m: l (batchedMatmul): the shapes [1, 7, 12] and [11, 5] do not fit"),
    // Tables.
    CoreMLRow(
      150, .fields([1: [100], 2: [16], 10: [1]]), [5, 1, 1, 1],
      "embedding (movement) → 5×16×1×1; 1600 w, 16 b"),
    CoreMLRow(
      150, .fields([1: [1], 2: [16], 3: [1]]), [5, 2, 1, 1, 1],
      "embedding (movement) → 5×2×16×1×1; 16 w"),
    CoreMLRow(
      1_040, .fields([1: [100], 2: [16], 3: [1]]), [1, 7, 1],
      "embeddingND (movement) → 7×16; 1600 w, 16 b"),
    CoreMLRow(
      1_040, .fields([1: [100], 2: [1], 10: [1]]), [3, 7, 2, 1],
      "embeddingND (movement) → 3×7×2×1; 100 w"),
    CoreMLRow(150, .fields([2: [16]]), [5, 1, 1, 1], "m: l (embedding): a length of 0, \(least)"),
    CoreMLRow(
      150, .fields([1: [100]]), [5, 1, 1, 1], "m: l (embedding): a length of 0, \(least)"),
    CoreMLRow(
      270, Message(), [1, 12, 1, 1], second: [1, 12, 1, 1], "dot (product) → 1×1×1; 12 MACs"),
    CoreMLRow(
      270, Message(), [5, 12, 1, 1], second: [5, 12, 1, 1],
      "dot (product) → 5×1×1×1; 60 MACs"),
    CoreMLRow(270, Message(), [12], second: [12], isExact: false, "dot (product) → 1; 12 MACs"),
  ]

  @Test(arguments: matrices)
  func `a product or a table`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  static let norms: [CoreMLRow] = [
    CoreMLRow(
      160, .fields([1: [3]]).and(.inner(15)), [1, 3, 4, 5],
      "BatchNorm2d no shift → 3×4×5; 3 n, 6 buffers"),
    CoreMLRow(
      160, .fields([1: [3]]).and(.inner(16)), [1, 3, 4, 5],
      "BatchNorm2d no scale → 3×4×5; 3 n, 6 buffers"),
    CoreMLRow(
      160, .fields([1: [3], 5: [1]]).and(.inner(15)).and(.inner(16)), [1, 3, 4, 5],
      "BatchNorm2d → 3×4×5; 6 n"),
    CoreMLRow(
      160, .fields([1: [3], 6: [1]]).and(.inner(15)).and(.inner(16)), [1, 3, 4, 5],
      "BatchNorm2d → 3×4×5; 6 n, 6 buffers"),
    CoreMLRow(
      160, .fields([1: [3], 5: [1], 6: [1]]), [1, 3, 4, 5], "GroupNorm g3 → 3×4×5"),
    CoreMLRow(
      160, .fields([1: [6]]).and(.inner(15)).and(.inner(16)), [1, 6],
      "BatchNorm1d → 6; 12 n, 12 buffers"),
    CoreMLRow(
      160, .fields([1: [3]]).and(.inner(15)).and(.inner(16)), [3, 4, 5],
      "Reshape to 3×4×5 → 3×4×5; BatchNorm2d → 3×4×5; 6 n, 6 buffers"),
    CoreMLRow(
      160, .fields([1: [1]]).and(.inner(15)), [1, 1, 4, 5],
      "BatchNorm2d no shift → 1×4×5; 1 n, 2 buffers"),
    CoreMLRow(160, Message(), [1, 3, 4, 5], "m: l (batchNorm): a length of 0, \(least)"),
    CoreMLRow(
      160, .fields([1: [5]]), [1, 3, 4, 5], "m: l (batchNorm): found 3 channels, expected 5"),
    CoreMLRow(1_350, .fields([1: [12]]), [1, 7, 12], "LayerNorm → 7×12"),
    CoreMLRow(
      1_350, .fields([1: [12]]).and(.inner(3)), [1, 7, 12], "LayerNorm → 7×12; 24 n"),
    CoreMLRow(
      1_350, .fields([1: [5]]).and(.inner(3)), [1, 3, 4, 5],
      "layerNormalization (function) → 3×4×5; 5 w, 5 b"),
    CoreMLRow(
      1_350, .fields([1: [7, 12]]).and(.inner(3)), [1, 7, 12],
      "layerNormalization (function) → 7×12; 84 w, 84 b"),
    CoreMLRow(
      1_350, .fields([1: [1, 7, 12]]).and(.inner(3)), [1, 7, 12],
      "layerNormalization (function) → 7×12; 84 w, 84 b"),
    CoreMLRow(1_350, .fields([1: [7, 12]]), [1, 7, 12], "layerNormalization (function) → 7×12"),
    CoreMLRow(
      1_350, .fields([1: [5]]), [1, 7, 12],
      "m: l (layerNormalization): the shapes [1, 7, 12] and [5] do not fit"),
    CoreMLRow(
      1_350, .fields([1: [2, 1, 7, 12]]), [1, 7, 12],
      "m: l (layerNormalization): the shapes [1, 7, 12] and [2, 1, 7, 12] do not fit"),
    CoreMLRow(
      1_350, .fields([1: [0]]), [1, 7, 12], "m: l (layerNormalization): a length of 0, \(least)"),
    CoreMLRow(165, .fields([2: [1]]), [1, 3, 4, 5], "GroupNorm g3 → 3×4×5"),
    CoreMLRow(165, .fields([1: [1], 2: [1]]), [1, 3, 4, 5], "GroupNorm g1 → 3×4×5"),
    CoreMLRow(165, .fields([1: [1]]), [1, 3, 4, 5], "mvn (function) → 3×4×5"),
    CoreMLRow(165, Message(), [1, 3, 4, 5], "GroupNorm g3 → 3×4×5"),
    CoreMLRow(180, .fields([3: [5]]), [1, 3, 4, 5], "LocalResponseNorm n5 → 3×4×5"),
    CoreMLRow(180, .fields([3: [1]]), [1, 3, 4, 5], "LocalResponseNorm n1 → 3×4×5"),
    CoreMLRow(180, Message(), [1, 3, 4, 5], "m: l (lrn): a length of 0, \(least)"),
    // Scales and shifts of each channel, of one number, or of other shapes.
    CoreMLRow(
      245, .fields([1: [3], 3: [1], 4: [3]]), [1, 3, 4, 5], "ChannelScale → 3×4×5; 3 w, 3 b"),
    CoreMLRow(245, .fields([1: [3, 1, 1], 4: [3]]), [1, 3, 4, 5], "ChannelScale → 3×4×5; 3 w"),
    CoreMLRow(245, .fields([1: [1]]), [1, 3, 4, 5], "scale (function) → 3×4×5; 1 w"),
    CoreMLRow(
      245, .fields([1: [3], 3: [1], 4: [1]]), [1, 3, 4, 5], "scale (function) → 3×4×5; 3 w, 1 b"),
    CoreMLRow(
      245, .fields([1: [1, 4, 5], 3: [1], 4: [3, 4, 5]]), [1, 3, 4, 5],
      "scale (function) → 3×4×5; 20 w, 60 b"),
    CoreMLRow(
      245, .fields([1: [3, 1, 5]]), [1, 3, 4, 5], "scale (function) → 3×4×5; 15 w"),
    CoreMLRow(245, .fields([1: [3]]), [3, 4, 5], "scale (function) → 3×4×5; 3 w"),
    CoreMLRow(245, .fields([1: [3, 0]]), [1, 3, 4, 5], "m: l (scale): a length of 0, \(least)"),
    CoreMLRow(
      245, .fields([1: [3], 3: [1], 4: [0]]), [1, 3, 4, 5],
      "m: l (scale): a length of 0, \(least)"),
    CoreMLRow(250, .fields([1: [3, 4, 5]]), [1, 3, 4, 5], "bias (function) → 3×4×5; 60 b"),
    CoreMLRow(250, .fields([1: [1]]), [1, 3, 4, 5], "bias (function) → 3×4×5; 1 b"),
    CoreMLRow(250, .fields([1: [0]]), [1, 3, 4, 5], "m: l (bias): a length of 0, \(least)"),
  ]

  @Test(arguments: norms)
  func `a norm, a scale or a bias`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  private static let tooLong = "a length of 9223372036854775807, expected 0 to 2147483647"

  /// Gates of hidden · (width + hidden) weights for each step, and three vectors of peepholes.
  static let recurrent: [CoreMLRow] = [
    CoreMLRow(
      400, .fields([1: [6], 2: [8], 15: [1], 20: [1]]), [5, 1, 6, 1, 1],
      "simpleRecurrent (layer) → 5×1×8×1×1; 560 MACs, 112 w, 8 b"),
    CoreMLRow(
      400, .fields([1: [6], 2: [8]]), [5, 1, 6, 1, 1],
      "simpleRecurrent (layer) → 8×1×1; 560 MACs, 112 w"),
    CoreMLRow(
      410, .fields([1: [6], 2: [8], 15: [1], 20: [1]]), [5, 1, 6, 1, 1],
      "gru (layer) → 5×1×8×1×1; 1680 MACs, 336 w, 24 b"),
    CoreMLRow(
      420, .fields([1: [6], 2: [8]]).and(.inner(15, .fields([10: [1], 20: [1], 40: [1]]))),
      [5, 1, 6, 1, 1], "uniDirectionalLSTM (layer) → 5×1×8×1×1; 2240 MACs, 472 w, 32 b"),
    CoreMLRow(
      420, .fields([1: [6], 2: [8]]), [5, 1, 6, 1, 1],
      "uniDirectionalLSTM (layer) → 8×1×1; 2240 MACs, 448 w"),
    CoreMLRow(
      420, .fields([1: [1], 2: [1]]), [5, 1, 1, 1, 1],
      "uniDirectionalLSTM (layer) → 1×1×1; 40 MACs, 8 w"),
    CoreMLRow(
      430, .fields([1: [6], 2: [8]]).and(.inner(15, .fields([10: [1], 20: [1], 40: [1]]))),
      [5, 1, 6, 1, 1], "biDirectionalLSTM (layer) → 5×1×16×1×1; 4480 MACs, 944 w, 64 b"),
    CoreMLRow(
      430, .fields([1: [6], 2: [8]]).and(.inner(15, .fields([20: [1]]))), [5, 1, 6, 1, 1],
      "biDirectionalLSTM (layer) → 16×1×1; 4480 MACs, 896 w, 64 b"),
    // A sequence of four dimensions, one step of three, and a batch of features.
    CoreMLRow(
      400, .fields([1: [6], 2: [8], 15: [1]]), [5, 6, 1, 1],
      "simpleRecurrent (layer) → 5×8×1×1; 560 MACs, 112 w"),
    CoreMLRow(
      400, .fields([1: [6], 2: [8]]), [6, 1, 1],
      "simpleRecurrent (layer) → 8×1×1; 112 MACs, 112 w"),
    CoreMLRow(
      400, .fields([1: [6], 2: [8]]), [1, 6], "simpleRecurrent (layer) → 8; 112 MACs, 112 w"),
    // Products and sums that do not fit in 64 bits.
    CoreMLRow(
      420, .fields([1: [2_147_483_647], 2: [2_147_483_647]]), [2_147_483_647], isExact: false,
      "m: l (uniDirectionalLSTM): \(tooLong)"),
    CoreMLRow(
      410, .fields([1: [2_100_000_000], 2: [1_200_000_000]]), [2_100_000_000], isExact: false,
      "m: l (gru): \(tooLong)"),
    CoreMLRow(
      400, .fields([1: [7], 2: [8]]), [5, 1, 6, 1, 1],
      "m: l (simpleRecurrent): found the shape [5, 1, 6, 1, 1], expected 7 features"),
    CoreMLRow(
      400, .fields([2: [8]]), [5, 1, 6, 1, 1], "m: l (simpleRecurrent): a length of 0, \(least)"),
    CoreMLRow(
      400, .fields([1: [6]]), [5, 1, 6, 1, 1], "m: l (simpleRecurrent): a length of 0, \(least)"),
  ]

  @Test(arguments: recurrent)
  func `a recurrent layer`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  /// Shapes that NeuralNetwork.proto states.
  static let rules: [CoreMLRow] = [
    // "rank 4 (x1, x2, x3, x4) ---> (x1, x2 * x3 * x4). x2 * x3 * x4 must be equal to C_in"
    CoreMLRow(
      140, .fields([1: [60], 2: [7]]), [1, 3, 4, 5], "Flatten → 60; Linear → 7; 420 MACs, 420 w"),
    CoreMLRow(
      140, .fields([1: [60], 2: [7]]), [3, 4, 5], isExact: false,
      "Flatten → 60; Linear → 7; 420 MACs, 420 w"),
    // "transposeA is ignored when there is one input"
    CoreMLRow(
      1_045, .fields([1: [1], 5: [12], 6: [5]]), [2, 7, 12], "Linear → 2×7×5; 840 MACs, 60 w"),
    // "If the first tensor is 1-D, it is converted to a 2-D tensor by prepending a 1."
    CoreMLRow(
      1_045, Message(), [12], second: [12, 5], "batchedMatmul (product) → 5; 60 MACs"),
    CoreMLRow(
      1_045, Message(), [7, 12], second: [12], "batchedMatmul (product) → 7×1; 84 MACs"),
  ]

  @Test(arguments: rules)
  func `what the schema states`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  /// A layer with weights, and how the report says that they are stored.
  struct Stored: Sendable, CustomTestStringConvertible {
    var kind: Int
    var fields: Message
    var input: [Int]
    var text: String
    var testDescription: String { "\(kind): \(text)" }

    init(_ kind: Int, _ fields: Message, _ input: [Int], _ text: String) {
      self.kind = kind
      self.fields = fields
      self.input = input
      self.text = text
    }
  }

  private static func halves(_ fields: [Int]) -> Message {
    Message { for field in fields { $0.message(field, .halves(1)) } }
  }

  private static func bits(_ count: Int, _ more: Message) -> Message {
    Message { $0.message(40, .fields([1: [count]]).and(more)) }
  }

  private static func raw(_ field: Int, _ count: Int) -> Message {
    Message { $0.bytes(field, Array(repeating: 0, count: count)) }
  }

  static let stored: [Stored] = [
    // The layer says how many numbers its kernel has, because unused bits may follow.
    Stored(
      100, .fields([1: [6], 2: [3], 20: [3, 5]]).and(halves([90])), [1, 3, 8, 9],
      "270 as float16; 2 bytes as stored"),
    Stored(
      100, .fields([1: [6], 2: [3]]).and(halves([90])).and(.inner(91, .halves(2))),
      [1, 3, 8, 9], "164 as float16; 6 bytes as stored"),
    Stored(
      100, .fields([1: [6], 2: [2], 10: [2]]).and(halves([90])), [1, 4, 8, 9],
      "108 as float16; 2 bytes as stored"),
    Stored(
      100, .fields([1: [6], 2: [4], 10: [2], 60: [1]]).and(halves([90])), [1, 4, 8, 9],
      "108 as float16; 2 bytes as stored"),
    Stored(
      140, .fields([1: [12], 2: [5]]).and(halves([20])).and(.inner(21, .halves(2))), [1, 12],
      "62 as float16; 6 bytes as stored"),
    Stored(
      150, .fields([1: [12], 2: [5]]).and(halves([20])).and(.inner(21, .halves(2))), [2, 1, 1, 1],
      "62 as float16; 6 bytes as stored"),
    Stored(
      1_040, .fields([1: [12], 2: [5]]).and(halves([20])).and(.inner(21, .halves(2))), [2, 1],
      "62 as float16; 6 bytes as stored"),
    Stored(
      1_045, .fields([5: [12], 6: [5]]).and(halves([8])).and(.inner(9, .halves(2))), [1, 12],
      "62 as float16; 6 bytes as stored"),
    Stored(
      160, .fields([1: [3]]).and(halves([15, 16, 17, 18])), [1, 3, 4, 5],
      "4 as float16; 8 bytes as stored"),
    Stored(
      245, .fields([1: [3]]).and(halves([2, 5])), [1, 3, 4, 5], "2 as float16; 4 bytes as stored"),
    Stored(
      250, .fields([1: [3]]).and(halves([2])), [1, 3, 4, 5], "1 as float16; 2 bytes as stored"),
    Stored(
      1_350, .fields([1: [5]]).and(halves([3, 4])), [1, 5], "2 as float16; 4 bytes as stored"),
    Stored(
      1_471, .fields([1: [3], 2: [2], 70: [1]]).and(halves([60, 61])), [1, 2, 4, 5, 6],
      "2 as float16; 4 bytes as stored"),
    Stored(
      400, .fields([1: [6], 2: [8]]).and(halves([30, 31, 32])), [5, 1, 6, 1, 1],
      "3 as float16; 6 bytes as stored"),
    Stored(
      410, .fields([1: [6], 2: [8]]).and(halves([30, 31, 32, 50, 51, 52, 70, 71, 72])),
      [5, 1, 6, 1, 1], "9 as float16; 18 bytes as stored"),
    Stored(
      420,
      .fields([1: [6], 2: [8]])
        .and(.inner(20, halves([1, 2, 3, 4, 20, 21, 22, 23, 40, 41, 42, 43, 60, 61, 62]))),
      [5, 1, 6, 1, 1], "15 as float16; 30 bytes as stored"),
    Stored(
      430,
      .fields([1: [6], 2: [8]]).and(.inner(20, halves([1, 2]))).and(.inner(20, halves([60]))),
      [5, 1, 6, 1, 1], "3 as float16; 6 bytes as stored"),
    Stored(
      130, .inner(25, halves([1])), [1, 3, 4, 5], "1 as float16; 2 bytes as stored"),
    Stored(
      130, .inner(71, halves([1, 2])), [1, 3, 4, 5], "2 as float16; 4 bytes as stored"),
    // Quantised: scales and shifts, or a table, are stored too.
    Stored(
      250,
      .fields([1: [3]])
        .and(.inner(2, raw(30, 90).and(bits(8, .inner(101, raw(1, 8).and(raw(2, 4))))))),
      [1, 3, 4, 5], "90 as uint8; 102 bytes as stored"),
    Stored(
      250,
      .fields([1: [3]])
        .and(.inner(2, raw(31, 90).and(bits(8, .inner(101, Message { $0.float(1, 2) }))))),
      [1, 3, 4, 5], "90 as uint8; 94 bytes as stored"),
    Stored(
      250, .fields([1: [3]]).and(.inner(2, raw(30, 45).and(bits(4, .inner(102, raw(1, 64)))))),
      [1, 3, 4, 5], "90 as 4-bit palette; 109 bytes as stored"),
    // Seven bytes hold eighteen numbers of three bits.
    Stored(
      250, .fields([1: [3]]).and(.inner(2, raw(30, 7).and(bits(3, Message())))),
      [1, 3, 4, 5], "18 as uint3; 7 bytes as stored"),
    Stored(
      250, .fields([1: [3]]).and(.inner(2, raw(30, 7))), [1, 3, 4, 5],
      "7 as uint8; 7 bytes as stored"),
    // Thirty-two bits are as usual.
    Stored(250, .fields([1: [3]]).and(.inner(2, .floats(3))), [1, 3, 4, 5], ""),
    Stored(250, .fields([1: [3]]).and(.inner(2, Message { $0.float(1, 2) })), [1, 3, 4, 5], ""),
    Stored(250, .fields([1: [3]]).and(.inner(2)), [1, 3, 4, 5], ""),
  ]

  @Test(arguments: stored)
  func `stored numbers`(row: Stored) {
    let model = Message.network(
      [.layer("l", row.kind, row.fields, ["x"], ["y"])], inputs: [.array("x", row.input)])
    let notes = (try? CoreMLProgramTests.read(model).notes) ?? []
    #expect((notes.first { $0.label == "Types" }?.text ?? "") == row.text)
  }

  @Test func `a bias as long as the kernel is stored too`() throws {
    let fields = Message.fields([1: [1], 2: [5], 10: [1]])
      .and(.inner(20, .halves(5))).and(.inner(21, .halves(5)))
    let model = Message.network(
      [.layer("l", 140, fields, ["x"], ["y"])], inputs: [.array("x", [1, 1])])
    let text = try CoreMLProgramTests.read(model).notes.first { $0.label == "Types" }?.text
    #expect(text == "10 as float16; 20 bytes as stored")
  }

  @Test func `types are listed by how many numbers they have`() throws {
    let model = Message.network(
      [
        .layer("a", 250, .fields([1: [3]]).and(.inner(2, .floats(3))), ["x"], ["a"]),
        .layer("b", 250, .fields([1: [3]]).and(.inner(2, .halves(5))), ["a"], ["b"]),
        .layer("c", 250, .fields([1: [3]]).and(.inner(2, Self.raw(30, 5))), ["b"], ["c"]),
        .layer("d", 250, .fields([1: [3]]).and(.inner(2, .floats(4))), ["c"], ["y"]),
      ], inputs: [.array("x", [1, 3, 4, 5])])
    let text = try CoreMLProgramTests.read(model).notes.first { $0.label == "Types" }?.text
    #expect(text == "7 as float32, 5 as float16, 5 as uint8; 43 bytes as stored")
  }

  @Test func `a constant is counted at the first layer that reads it`() {
    let constant = Message.layer(
      "k", 1_070, .fields([1: [3, 1, 1]]).and(.inner(2, .halves(3))), [], ["k"])
    let model = Message.network(
      [
        constant, .layer("one", 1_070, .fields([1: [1]]), [], ["one"]),
        .layer("m", 1_070, .fields([1: [3, 1, 1]]), [], ["m"]),
        .layer("two", 900, Message(), ["m", "m"], ["k2"]),
        .layer("a", 900, Message(), ["x", "k"], ["a"]),
        .layer("b", 880, Message(), ["a", "k"], ["b"]),
        .layer("c", 880, Message(), ["b", "one"], ["c"]),
        .layer("d", 880, Message(), ["c", "k2"], ["y"]),
      ], inputs: [.array("x", [1, 3, 4, 5])])
    #expect(
      CoreMLText.of(model)
        == """
        multiplyBroadcastable constant (function) → 3×4×5; addBroadcastable constant (function) → \
        3×4×5; addBroadcastable constant (function) → 3×4×5; addBroadcastable constant (function) \
        → 3×4×5; 3 w, 3 b
        """)
    #expect(
      CoreMLText.of(
        .network(
          [.layer("k", 1_070, .fields([1: [0]]), [], ["k"])], inputs: [.array("x", [1])]))
        == "m: k (loadConstantND): a length of 0, \(Self.least)")
    let long = 2_147_483_647
    #expect(
      CoreMLText.of(
        .network(
          [.layer("k", 290, .fields([1: [long, long, long]]), [], ["k"])],
          inputs: [.array("x", [1])]))
          == """
          m: k (loadConstant): a result of shape [2147483647, 2147483647, 2147483647] has more \
          than 9223372036854775807 elements
          """)
  }

  /// The note on folded norms: eight convolutions with biases, and no norm.
  @Test(arguments: [
    (8, 8, 0, true), (9, 9, 0, true), (7, 7, 0, false), (8, 7, 0, false), (8, 8, 160, false),
    (8, 8, 165, false), (8, 8, 1_350, false), (8, 8, 100, true),
  ])
  func `folded norms`(count: Int, biased: Int, last: Int, isNoted: Bool) throws {
    var layers: [Message] = []
    for index in 0..<count {
      let fields = Message.fields([1: [3], 2: [3], 20: [1, 1], 70: [index < biased ? 1 : 0]])
      layers.append(.layer("l\(index)", 100, fields, ["x\(index)"], ["x\(index + 1)"]))
    }
    switch last {
    case 160: layers.append(.layer("n", 160, .fields([1: [3]]), ["x\(count)"], ["y"]))
    case 165: layers.append(.layer("n", 165, .fields([2: [1]]), ["x\(count)"], ["y"]))
    case 1_350: layers.append(.layer("n", 1_350, .fields([1: [5]]), ["x\(count)"], ["y"]))
    // A transposed convolution is not followed by a norm that can be folded.
    case 100:
      let fields = Message.fields([1: [3], 2: [3], 20: [1, 1], 60: [1]])
      layers.append(.layer("t", 100, fields, ["x\(count)"], ["y"]))
    default: break
    }
    let file = try CoreMLProgramTests.read(
      .network(layers, inputs: [.array("x0", [1, 3, 4, 5])]))
    #expect(file.notes.contains { $0.label == "Norms" } == isNoted)
  }
}
