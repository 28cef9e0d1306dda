import ConvCostCore
import Testing

@testable import ConvCostImport

/// An operation on `x` whose result's shape the file leaves open, and what it is read as.
struct MILRow: Sendable, CustomTestStringConvertible {
  /// An argument of the operation: a constant, or another input of the function.
  struct Argument: Sendable {
    var parameter: String
    var constant: Message?
    var input: [Int]?
    /// The constant's name; the parameter's without one.
    var name: String?

    static func ints(_ parameter: String, _ values: [Int]) -> Argument {
      Argument(parameter: parameter, constant: .integers(parameter, values))
    }

    static func int(_ parameter: String, _ value: Int) -> Argument {
      Argument(parameter: parameter, constant: .integers(parameter, [value], isScalar: true))
    }

    static func float(_ parameter: String, _ value: Float) -> Argument {
      Argument(parameter: parameter, constant: .floats(parameter, [value], isScalar: true))
    }

    static func text(_ parameter: String, _ value: String) -> Argument {
      Argument(parameter: parameter, constant: .string(parameter, value))
    }

    static func weight(_ parameter: String, _ shape: [Int], at offset: Int = 64) -> Argument {
      Argument(parameter: parameter, constant: .weight(parameter, shape, offset: offset))
    }

    /// A weight for the parameter whose name the input has.
    static func stored(_ parameter: String, _ shape: [Int]) -> Argument {
      Argument(parameter: parameter, constant: .weight("w", shape), name: "w")
    }

    static func input(_ parameter: String, _ shape: [Int]) -> Argument {
      Argument(parameter: parameter, input: shape)
    }
  }

  var type: String
  var input: [Int]
  var arguments: [Argument]
  /// The parameter that reads `x`.
  var parameter: String
  /// Whether the parameter is a list, which the other input `z` ends.
  var second: [Int]?
  /// Whether `z` is a weight.
  var isStored: Bool
  var results: Int
  /// The result's shape, if the file states it.
  var stated: [Int]?
  /// Another size of the input.
  var size: [Int]?
  var text: String
  var testDescription: String { "\(type) on \(input): \(text)" }

  init(
    _ type: String, _ input: [Int], parameter: String = "x", second: [Int]? = nil,
    isStored: Bool = false, results: Int = 1, stated: [Int]? = nil, size: [Int]? = nil,
    _ text: String
  ) {
    self.init(
      type, input, [], parameter: parameter, second: second, isStored: isStored, results: results,
      stated: stated, size: size, text)
  }

  init(
    _ type: String, _ input: [Int], _ arguments: [Argument], parameter: String = "x",
    second: [Int]? = nil, isStored: Bool = false, results: Int = 1, stated: [Int]? = nil,
    size: [Int]? = nil, _ text: String
  ) {
    self.type = type
    self.input = input
    self.arguments = arguments
    self.parameter = parameter
    self.second = second
    self.isStored = isStored
    self.results = results
    self.stated = stated
    self.size = size
    self.text = text
  }

  /// What the file is read as.
  var found: String { CoreMLText.of(model, ModelOptions(input: size)) }

  var model: Message {
    var inputs: [(String, [Int?])] = [("x", input)]
    var operations: [Message] = []
    var reads: [(String, [String])] = [(parameter, second == nil ? ["x"] : ["x", "z"])]
    if let second {
      if isStored { operations.append(.weight("z", second)) } else { inputs.append(("z", second)) }
    }
    for argument in arguments {
      reads.append((argument.parameter, [argument.name ?? argument.parameter]))
      if let constant = argument.constant { operations.append(constant) }
      if let shape = argument.input { inputs.append((argument.parameter, shape)) }
    }
    let names = Array(["r", "r1", "r2"].prefix(results))
    var operation = Message.operation(type, reads, [])
    for name in names {
      operation.message(3, stated.map { .named(name, $0) } ?? .open(name))
    }
    return .program(inputs: inputs, operations + [operation], outputs: names)
  }
}

extension Message {
  /// A name whose tensor has an unknown number of lengths.
  static func open(_ name: String) -> Message {
    Message {
      $0.text(1, name)
      $0.message(
        2,
        .inner(
          1,
          Message {
            $0.integer(1, 10)
            $0.message(3, .inner(2, .fields([1: [1]])))
          }))
    }
  }
}

/// Operations of programs, by the rules of coremltools' operators.
struct MILRowTests {
  private static let least = "expected 1 to 2147483647"

  static let windows: [MILRow] = [
    MILRow(
      "conv", [1, 2, 13, 20],
      [
        .weight("weight", [8, 1, 3, 5]), .weight("bias", [8], at: 999), .int("groups", 2),
        .text("pad_type", "custom"), .ints("pad", [1, 2, 3, 0]), .ints("strides", [2, 3]),
        .ints("dilations", [2, 1]),
      ], "Conv2d 3×5 s2×3 p1,2,3,0 d2×1 dw×4 → 8×6×7; 5040 MACs, 120 w, 8 b"),
    MILRow(
      "conv", [1, 4, 9, 9], [.weight("weight", [6, 2, 1, 3]), .int("groups", 2)],
      "Conv2d 1×3 g2 → 6×9×7; 2268 MACs, 36 w"),
    MILRow(
      "conv", [1, 1, 8, 8], [.weight("weight", [6, 1, 3, 3])],
      "Conv2d 3×3 → 6×6×6; 1944 MACs, 54 w"),
    MILRow(
      "conv", [1, 2, 6, 14, 9],
      [
        .weight("weight", [6, 2, 3, 5, 2]), .text("pad_type", "custom"),
        .ints("pad", [1, 0, 2, 3, 0, 2]), .ints("strides", [2, 3, 1]),
        .ints("dilations", [1, 2, 3]),
      ], "Conv3d 3×5×2 s2×3×1 p1,0,2,3,0,2 d1×2×3 → 6×3×4×8; 34560 MACs, 360 w"),
    MILRow(
      "conv", [1, 4, 9],
      [
        .weight("weight", [6, 4, 3]), .text("pad_type", "custom"), .ints("pad", [1, 2]),
        .ints("strides", [2]),
      ], "Conv1d 3 s2 p1,2 → 6×5; 360 MACs, 72 w"),
    MILRow(
      "conv", [1, 3, 8, 9],
      [
        .weight("weight", [4, 3, 3, 4]), .text("pad_type", "same_lower"),
        .ints("strides", [2, 1]),
      ], "Conv2d 3×4 s2×1 p1,0,2,1 → 4×4×9; 5184 MACs, 144 w"),
    MILRow(
      "conv", [1, 3, 8, 9],
      [.weight("weight", [4, 3, 3, 4]), .text("pad_type", "same"), .ints("strides", [2, 1])],
      "Conv2d 3×4 s2×1 same → 4×4×9; 5184 MACs, 144 w"),
    // Paddings count if they are custom only.
    MILRow(
      "conv", [1, 3, 8, 9], [.weight("weight", [4, 3, 3, 4]), .ints("pad", [1, 2, 3, 4])],
      "Conv2d 3×4 → 4×6×6; 5184 MACs, 144 w"),
    // Weights that are computed are an input.
    MILRow(
      "conv", [1, 3, 8, 9], [.input("weight", [4, 3, 3, 4])],
      "conv (product) → 4×6×6; 5184 MACs"),
    MILRow(
      "conv", [1, 3, 8, 9], [.weight("weight", [4, 3, 9, 1])],
      "m: r (conv): a window of 9 does not fit on axis 2, whose length with padding is 8"),
    MILRow(
      "conv", [1, 3, 8, 9],
      [
        .weight("weight", [4, 3, 1, 13]), .text("pad_type", "custom"), .ints("pad", [0, 0, 1, 2]),
      ], "m: r (conv): a window of 13 does not fit on axis 3, whose length with padding is 12"),
    MILRow(
      "conv", [1, 3, 8, 9],
      [.weight("weight", [4, 3, 1, 1]), .text("pad_type", "custom"), .ints("pad", [0, 0])],
      "m: r (conv): attribute 'pad': expected 4 lengths from 0"),
    MILRow(
      "conv", [1, 3, 8, 9], [.weight("weight", [4, 3, 1, 1]), .ints("strides", [2])],
      "m: r (conv): attribute 'strides': expected 2 lengths from 1"),
    MILRow(
      "conv", [1, 3, 8, 9], [.weight("weight", [4, 3, 1, 1]), .ints("dilations", [1, 0])],
      "m: r (conv): attribute 'dilations': expected 2 lengths from 1"),
    MILRow(
      "conv", [1, 3, 8, 9], [.weight("weight", [4, 3, 0, 1])],
      "m: r (conv): attribute 'kernel_sizes': expected 2 lengths from 1"),
    MILRow(
      "conv", [1, 3, 8, 9], [.weight("weight", [4, 3, 1, 1]), .text("pad_type", "half")],
      "m: r (conv): attribute 'pad_type': expected valid, custom, same or same_lower"),
    MILRow(
      "conv", [1, 4, 5, 6], [.weight("weight", [5, 2, 1, 1]), .int("groups", 2)],
      "m: r (conv): the shapes [1, 4, 5, 6] and [5, 2, 1, 1] do not fit"),
    MILRow(
      "conv", [1, 4, 5, 6], [.weight("weight", [5, 4, 1])],
      "m: r (conv): the shapes [1, 4, 5, 6] and [5, 4, 1] do not fit"),
    MILRow(
      "conv", [1, 4, 5, 6], [.weight("weight", [5, 4, 1, 1]), .int("groups", 0)],
      "m: r (conv): a length of 0, \(least)"),
    MILRow(
      "conv", [4, 5], [.weight("weight", [5, 4, 1])],
      "m: r (conv): found 2 dimensions, expected at least 3"),
    // Transposed: s·(n − 1) + k − b − a, or the stated shape.
    MILRow(
      "conv_transpose", [1, 4, 5, 6],
      [
        .weight("weight", [4, 3, 3, 4]), .weight("bias", [6], at: 999), .int("groups", 2),
        .text("pad_type", "custom"), .ints("pad", [1, 0, 2, 1]), .ints("strides", [2, 3]),
        .ints("output_shape", [1, 6, 11, 18]),
      ], "ConvTranspose2d 3×4 s2×3 p1,0,2,1 g2 op1×2 → 6×11×18; 4320 MACs, 144 w, 6 b"),
    MILRow(
      "conv_transpose", [1, 4, 5, 6],
      [
        .weight("weight", [4, 3, 3, 4]), .int("groups", 2), .text("pad_type", "custom"),
        .ints("pad", [1, 0, 2, 1]), .ints("strides", [2, 3]),
      ], "ConvTranspose2d 3×4 s2×3 p1,0,2,1 g2 → 6×10×16; 4320 MACs, 144 w"),
    MILRow(
      "conv_transpose", [1, 3, 4, 5],
      [.weight("weight", [3, 5, 2, 5]), .text("pad_type", "same"), .ints("strides", [3, 2])],
      "ConvTranspose2d 2×5 s3×2 p0,0,1,2 op1×0 → 5×12×10; 3000 MACs, 150 w"),
    MILRow(
      "conv_transpose", [1, 3, 4, 5], [.input("weight", [3, 5, 2, 2])],
      "conv_transpose (product) → 5×5×6; 1200 MACs"),
    MILRow(
      "conv_transpose", [1, 4, 5, 6], [.weight("weight", [4, 3, 1, 1]), .int("groups", 3)],
      "m: r (conv_transpose): the shapes [1, 4, 5, 6] and [4, 3, 1, 1] do not fit"),
    MILRow(
      "conv_transpose", [1, 4, 5, 6], [.weight("weight", [6, 4, 1, 1])],
      "m: r (conv_transpose): the shapes [1, 4, 5, 6] and [6, 4, 1, 1] do not fit"),
    // Pools.
    MILRow(
      "max_pool", [1, 2, 8, 9],
      [
        .ints("kernel_sizes", [3, 4]), .ints("strides", [2, 3]), .text("pad_type", "custom"),
        .ints("pad", [1, 0, 2, 1]),
      ], "MaxPool2d 3×4 s2×3 p1,0,2,1 → 2×4×3"),
    MILRow(
      "avg_pool", [1, 2, 8, 9],
      [
        .ints("kernel_sizes", [3, 4]), .ints("strides", [2, 3]), .text("pad_type", "custom"),
        .ints("pad", [1, 1, 2, 2]), .int("ceil_mode", 1),
      ], "AvgPool2d 3×4 s2×3 p1×2 ceil → 2×5×4"),
    MILRow(
      "avg_pool", [1, 2, 8, 9],
      [
        .ints("kernel_sizes", [3, 4]), .ints("strides", [2, 1]), .text("pad_type", "same"),
        .int("ceil_mode", 1),
      ], "AvgPool2d 3×4 s2×1 same → 2×4×9"),
    MILRow("avg_pool", [1, 2, 8, 9], "AvgPool2d 1×1 → 2×8×9"),
    MILRow(
      "l2_pool", [1, 3, 8, 9], [.ints("kernel_sizes", [3, 2]), .ints("strides", [2, 1])],
      "l2_pool (function) mixing → 3×3×8"),
    MILRow(
      "max_pool", [1, 3, 8, 9], [.ints("kernel_sizes", [3])],
      "m: r (max_pool): attribute 'kernel_sizes': expected 2 lengths from 1"),
    MILRow(
      "max_pool", [3, 8], [.ints("kernel_sizes", [3])],
      "m: r (max_pool): found 2 dimensions, expected at least 3"),
    // A batch is counted for one of its samples.
    MILRow(
      "conv", [2, 3, 8, 9], [.weight("weight", [5, 3, 2, 4])],
      "Conv2d 2×4 → 5×7×6; 5040 MACs, 120 w"),
    MILRow("conv", [2, 4, 9], [.weight("weight", [5, 4, 3])], "Conv1d 3 → 5×7; 420 MACs, 60 w"),
    MILRow("max_pool", [2, 3, 8, 9], [.ints("kernel_sizes", [3, 2])], "MaxPool2d 3×2 → 3×6×8"),
    // Without amounts nothing is added, and rounding up is for stated amounts only.
    MILRow(
      "conv", [1, 3, 8, 9], [.weight("weight", [4, 3, 3, 4]), .text("pad_type", "custom")],
      "Conv2d 3×4 → 4×6×6; 5184 MACs, 144 w"),
    MILRow(
      "avg_pool", [1, 2, 8, 9],
      [
        .ints("kernel_sizes", [3, 4]), .ints("strides", [2, 1]), .text("pad_type", "same_lower"),
        .int("ceil_mode", 1),
      ], "AvgPool2d 3×4 s2×1 p1,0,2,1 → 2×4×9"),
    MILRow(
      "conv", [1, 6, 5, 7], [.weight("weight", [6, 2, 1, 1]), .int("groups", 2)],
      "m: r (conv): the shapes [1, 6, 5, 7] and [6, 2, 1, 1] do not fit"),
    MILRow("conv", [1, 4, 5, 6], "m: r (conv): 'weight' is missing"),
    MILRow(
      "conv_transpose", [3, 4, 5, 7], [.weight("weight", [4, 3, 2, 3])],
      "ConvTranspose2d 2×3 → 3×6×9; 2520 MACs, 72 w"),
    // On another input, the result is longer than the windows reach by as much as on the file's.
    MILRow(
      "conv_transpose", [1, 4, 5, 6],
      [
        .weight("weight", [4, 3, 3, 4]), .weight("bias", [6], at: 999), .int("groups", 2),
        .text("pad_type", "custom"), .ints("pad", [1, 0, 2, 1]), .ints("strides", [2, 3]),
        .ints("output_shape", [1, 6, 11, 18]),
      ], size: [7, 9],
      "ConvTranspose2d 3×4 s2×3 p1,0,2,1 g2 op1×2 → 6×15×27; 9072 MACs, 144 w, 6 b"),
    MILRow(
      "conv_transpose", [1, 3, 4, 5],
      [
        .weight("weight", [3, 5, 2, 5]), .text("pad_type", "same"), .ints("strides", [3, 2]),
        .ints("output_shape", [1, 5, 13, 10]),
      ], size: [7, 11], "ConvTranspose2d 2×5 s3×2 p0,0,1,2 op2×0 → 5×22×22; 11550 MACs, 150 w"),
    // A result that is shorter than the windows reach is no layer's.
    MILRow(
      "conv_transpose", [1, 4, 5, 6],
      [
        .weight("weight", [4, 3, 3, 4]), .int("groups", 2), .text("pad_type", "custom"),
        .ints("pad", [1, 0, 2, 1]), .ints("strides", [2, 3]), .ints("output_shape", [1, 6, 9, 18]),
      ], "conv_transpose (layer) → 6×9×18; 4320 MACs, 144 w"),
    MILRow(
      "conv_transpose", [1, 4, 5, 6],
      [.weight("weight", [4, 3, 3, 4]), .ints("output_shape", [1, 3, 0, 9])],
      "m: r (conv_transpose): a length of 0, \(least)"),
    // Shapes that the file states are not computed again.
    MILRow(
      "max_pool", [1, 3, 8], [.ints("kernel_sizes", [3])], stated: [1, 3, 6], "MaxPool1d 3 → 3×6"),
    MILRow(
      "max_pool", [3, 8], [.ints("kernel_sizes", [3])], stated: [3, 6],
      "max_pool (function) → 3×6"),
  ]

  @Test(arguments: windows)
  func `an operation with windows`(row: MILRow) {
    #expect(row.found == row.text)
  }

  static let matrices: [MILRow] = [
    MILRow(
      "linear", [7, 12], [.weight("weight", [5, 12]), .weight("bias", [5], at: 999)],
      "Linear → 5; 60 MACs, 60 w, 5 b"),
    MILRow(
      "linear", [1, 7, 12], [.weight("weight", [5, 12])], "Linear → 7×5; 420 MACs, 60 w"),
    MILRow(
      "linear", [1, 7, 11], [.weight("weight", [5, 12])],
      "m: r (linear): the shapes [1, 7, 11] and [5, 12] do not fit"),
    MILRow(
      "linear", [1, 7, 12], [.weight("weight", [1, 5, 12])],
      "m: r (linear): found 3 dimensions, expected 2"),
    MILRow(
      "linear", [1, 7, 12], [.input("weight", [5, 12])], "linear (product) → 7×5; 420 MACs"),
    MILRow("matmul", [1, 7, 12], [.weight("y", [12, 5])], "Linear → 7×5; 420 MACs, 60 w"),
    MILRow(
      "matmul", [1, 7, 12], [.weight("y", [5, 12]), .int("transpose_y", 1)],
      "Linear → 7×5; 420 MACs, 60 w"),
    MILRow(
      "matmul", [1, 12, 7], [.weight("y", [12, 5]), .int("transpose_x", 1)],
      "matmul (layer) → 7×5; 420 MACs, 60 w"),
    MILRow(
      "matmul", [1, 7, 12], [.weight("y", [1, 12, 5])], "matmul (layer) → 7×5; 420 MACs, 60 w"),
    MILRow(
      "matmul", [1, 7, 12], [.input("y", [1, 5, 12]), .int("transpose_y", 1)],
      "matmul (product) → 7×5; 420 MACs"),
    MILRow(
      "matmul", [1, 7, 12], [.input("y", [1, 5, 12])],
      "m: r (matmul): the shapes [1, 7, 12] and [1, 5, 12] do not fit"),
    // Queries meet keys, and weights meet values: 4·7·9·(16 + 10).
    MILRow(
      "scaled_dot_product_attention", [1, 4, 7, 16],
      [.input("key", [1, 4, 9, 16]), .input("value", [1, 4, 9, 10])], parameter: "query",
      "scaled_dot_product_attention (product) → 4×7×10; 6552 MACs"),
    MILRow(
      "scaled_dot_product_attention", [1, 4, 7, 16],
      [.input("key", [1, 4, 9, 16]), .input("value", [1, 4, 8, 10])], parameter: "query",
      "m: r (scaled_dot_product_attention): \(attention)"),
    MILRow(
      "scaled_dot_product_attention", [1, 4, 7, 16],
      [.input("key", [4, 9, 16]), .input("value", [1, 4, 9, 10])], parameter: "query",
      "m: r (scaled_dot_product_attention): the shapes [1, 4, 7, 16] and [4, 9, 16] do not fit"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij,bjk->bik")], parameter: "values",
      second: [1, 12, 5], "einsum (product) → 7×5; 420 MACs"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij, bkj -> bki")], parameter: "values",
      second: [1, 5, 12], "einsum (product) → 5×7; 420 MACs"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij->bji")], parameter: "values",
      "einsum (product) → 12×7"),
    MILRow(
      "einsum", [1, 7, 12], parameter: "values", second: [1, 12, 5],
      "m: r (einsum): attribute 'equation': expected an equation"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij,bjk")], parameter: "values",
      second: [1, 12, 5], "m: r (einsum): attribute 'equation': expected operands and a result"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij>bjk")], parameter: "values",
      second: [1, 12, 5], "m: r (einsum): attribute 'equation': expected operands and a result"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij->bji")], parameter: "values",
      second: [1, 12, 5], "m: r (einsum): attribute 'equation': expected 2 operands"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bi,bjk->bik")], parameter: "values",
      second: [1, 12, 5], "m: r (einsum): found 3 dimensions, expected 2"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij,bik->bjk")], parameter: "values",
      second: [1, 12, 5], "m: r (einsum): the shapes [7] and [12] do not fit"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij,bik->bjk")], parameter: "values",
      second: [1, 1, 5], "einsum (product) → 12×5; 420 MACs"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij,bjk->bix")], parameter: "values",
      second: [1, 12, 5],
      "m: r (einsum): attribute 'equation': expected no 'x': it is in no operand"),
    // Gates of hidden · (width + hidden) for each step.
    MILRow(
      "lstm", [5, 1, 6],
      [
        .input("initial_h", [1, 8]), .weight("weight_ih", [32, 6], at: 128),
        .weight("weight_hh", [32, 8]), .weight("bias", [32], at: 999), .int("output_sequence", 1),
      ], "lstm (layer) → 5×1×8; 2240 MACs, 448 w, 32 b"),
    MILRow(
      "gru", [5, 1, 6],
      [
        .input("initial_h", [1, 8]), .weight("weight_ih", [24, 6], at: 128),
        .weight("weight_hh", [24, 8]),
      ], "gru (layer) → 1×8; 1680 MACs, 336 w"),
    MILRow(
      "lstm", [5, 1, 6],
      [
        .input("initial_h", [1, 16]), .weight("weight_ih", [32, 6], at: 128),
        .weight("weight_hh", [32, 8], at: 129), .weight("weight_ih_back", [32, 6], at: 130),
        .weight("weight_hh_back", [32, 8], at: 131), .weight("peephole", [24], at: 132),
        .weight("peephole_back", [24], at: 133), .weight("bias_back", [32], at: 134),
        .weight("input_bias", [7], at: 135),
      ], "lstm (layer) → 1×16; 4480 MACs, 944 w, 39 b"),
    MILRow(
      "rnn", [5, 6], [.input("initial_h", [1, 8])],
      "m: r (rnn): found 2 dimensions, expected 3"),
    MILRow(
      "linear", [2, 7, 12], [.weight("weight", [5, 12])], "Linear → 7×5; 420 MACs, 60 w"),
    MILRow(
      "linear", [1, 7, 12], [.weight("weight", [12, 5])],
      "m: r (linear): the shapes [1, 7, 12] and [12, 5] do not fit"),
    // A vector has no axes to exchange.
    MILRow(
      "matmul", [12], [.weight("y", [12, 5]), .int("transpose_x", 1)],
      "matmul (layer) → 5; 60 MACs, 60 w"),
    MILRow("matmul", [12], [.weight("y", [12, 5])], "Linear → 5; 60 MACs, 60 w"),
    // The first factor is stored.
    MILRow(
      "matmul", [1, 12, 7], [.stored("x", [5, 12])], parameter: "y",
      "matmul (layer) → 5×7; 420 MACs, 60 w"),
    MILRow(
      "matmul", [1, 7, 12],
      [.stored("x", [12, 5]), .int("transpose_x", 1), .int("transpose_y", 1)],
      parameter: "y", "matmul (layer) → 5×7; 420 MACs, 60 w"),
    MILRow(
      "scaled_dot_product_attention", [7, 16],
      [.input("key", [9, 16]), .input("value", [9, 10])],
      parameter: "query", "scaled_dot_product_attention (product) → 7×10; 1638 MACs"),
    MILRow(
      "scaled_dot_product_attention", [1, 4, 7, 16],
      [.input("key", [1, 1, 9, 16]), .input("value", [1, 1, 9, 10])], parameter: "query",
      "scaled_dot_product_attention (product) → 4×7×10; 6552 MACs"),
    MILRow(
      "scaled_dot_product_attention", [1, 1, 7, 16],
      [.input("key", [1, 4, 9, 16]), .input("value", [1, 4, 9, 10])], parameter: "query",
      "scaled_dot_product_attention (product) → 4×7×10; 6552 MACs"),
    MILRow(
      "scaled_dot_product_attention", [1, 4, 7, 16],
      [.input("key", [1, 4, 9, 16]), .input("value", [4, 9, 10])], parameter: "query",
      "m: r (scaled_dot_product_attention): \(attention)"),
    MILRow(
      "scaled_dot_product_attention", [1, 4, 7, 16],
      [.input("key", [1, 4, 9, 15]), .input("value", [1, 4, 9, 10])], parameter: "query",
      "m: r (scaled_dot_product_attention): the shapes [1, 4, 7, 16] and [1, 4, 9, 15] do not fit"),
    MILRow(
      "scaled_dot_product_attention", [16], [.input("key", [16]), .input("value", [10])],
      parameter: "query",
      "m: r (scaled_dot_product_attention): the shapes [16] and [16] do not fit"),
    MILRow(
      "einsum", [1, 7, 1], [.text("equation", "bij,bjk->bik")], parameter: "values",
      second: [1, 12, 5], "einsum (product) → 7×5; 420 MACs"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij,->bij")], parameter: "values",
      second: [], "einsum (product) → 7×12; 84 MACs"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij,bij->")], parameter: "values",
      second: [1, 7, 12], "einsum (product) → 1; 84 MACs"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij,bij->b>")], parameter: "values",
      second: [1, 7, 12],
      "m: r (einsum): attribute 'equation': expected no '>': it is in no operand"),
    MILRow(
      "einsum", [1, 7, 12], [.text("equation", "bij,jk->bik")], parameter: "values",
      second: [12, 5], isStored: true, "einsum (layer) → 7×5; 420 MACs, 60 w"),
    MILRow(
      "lstm", [5, 2, 6],
      [
        .input("initial_h", [2, 8]), .weight("weight_ih", [32, 6], at: 128),
        .weight("weight_hh", [32, 8]), .int("output_sequence", 1),
      ], "lstm (layer) → 5×8; 2240 MACs, 448 w"),
    MILRow(
      "lstm", [5, 1, 6],
      [
        .input("initial_h", [1, 8]), .weight("weight_ih", [long, long], at: 1),
        .weight("weight_hh", [long, long], at: 2), .weight("weight_ih_back", [long, long], at: 3),
      ], "m: r (lstm): a length of 9223372036854775807, expected 0 to 2147483647"),
    MILRow(
      "lstm", [3, 1, 6],
      [.input("initial_h", [1, 8]), .weight("weight_ih", [long, long], at: 1)],
      "m: r (lstm): a length of 9223372036854775807, expected 0 to 2147483647"),
  ]

  private static let long = 2_147_483_647
  private static let attention = "the shapes [1, 4, 7, 16] and [1, 4, 9, 16] do not fit"

  @Test(arguments: matrices)
  func `an operation with products`(row: MILRow) {
    #expect(row.found == row.text)
  }

  static let movements: [MILRow] = [
    MILRow(
      "split", [1, 6, 4, 5], [.int("axis", 1), .ints("split_sizes", [1, 2, 3])], results: 3,
      "split (shift 0) → 1×4×5; split (shift 0) → 2×4×5; split (shift 0) → 3×4×5"),
    MILRow(
      "split", [1, 3, 4, 6], [.int("axis", -1), .int("num_splits", 2)], results: 2,
      "split (movement) → 3×4×3; split (movement) → 3×4×3"),
    MILRow(
      "split", [1, 6, 4, 5], [.int("axis", 1), .ints("split_sizes", [1, 2])], results: 2,
      "m: r (split): the parts [1, 2] do not add up to the length 6"),
    MILRow(
      "split", [1, 6, 4, 5], [.int("axis", 1), .int("num_splits", 4)], results: 2,
      "m: r (split): a length of 6 cannot be divided into 4 parts"),
    MILRow(
      "stack", [1, 3, 4], [.int("axis", 1)], parameter: "values", second: [1, 3, 4],
      "stack (movement) → 2×3×4"),
    MILRow(
      "stack", [1, 3, 4], [.int("axis", -1)], parameter: "values", second: [1, 3, 4],
      "stack (movement) → 3×4×2"),
    MILRow(
      "stack", [1, 3, 4], [.int("axis", 1)], parameter: "values", second: [1, 4, 3],
      "m: r (stack): the shapes [1, 3, 4] and [1, 4, 3] do not fit"),
    MILRow(
      "concat", [1, 3, 4, 5], [.int("axis", 1)], parameter: "values", second: [1, 2, 4, 5],
      "Concat → 5×4×5"),
    MILRow(
      "concat", [1, 3, 4, 5], [.int("axis", -1)], parameter: "values", second: [1, 3, 4, 2],
      "concat (movement) → 3×4×7"),
    MILRow(
      "concat", [1, 3, 4, 5], [.int("axis", 2)], parameter: "values", second: [1, 2, 4, 5],
      "m: r (concat): the shapes [1, 3, 4, 5] and [1, 2, 4, 5] do not fit"),
    MILRow(
      "reshape", [1, 3, 4, 5], [.ints("shape", [1, 0, -1])], "reshape (view) → 3×20"),
    MILRow(
      "reshape", [1, 3, 4, 5], [.ints("shape", [-1, -1])],
      "m: r (reshape): attribute 'shape': expected one −1 at most"),
    MILRow(
      "reshape", [1, 3, 4, 5], [.ints("shape", [-1, 7])],
      "m: r (reshape): [1, 3, 4, 5] cannot be reshaped to [1, 7]: the numbers of elements differ"),
    MILRow("flatten2d", [1, 3, 4, 5], "flatten2d (view) → 60"),
    MILRow("flatten2d", [1, 3, 4, 5], [.int("axis", 2)], "flatten2d (view) → 3×20"),
    MILRow("flatten2d", [1, 3, 4, 5], [.int("axis", -1)], "flatten2d (view) → 12×5"),
    MILRow("flatten2d", [1, 3, 4, 5], [.int("axis", 9)], "flatten2d (view) → 60×1"),
    MILRow("flatten2d", [1, 3, 4, 5], [.int("axis", -9)], "flatten2d (view) → 60"),
    MILRow("expand_dims", [10, 5], [.ints("axes", [0, 2])], "expand_dims (view) → 10×1×5"),
    MILRow("expand_dims", [10, 5], [.ints("axes", [-1, -2])], "expand_dims (view) → 10×5×1×1"),
    MILRow(
      "expand_dims", [10], [.ints("axes", [2, 2])],
      "m: r (expand_dims): axis 2 is out of range for 1 dimensions"),
    MILRow("squeeze", [1, 3, 1, 5], [.ints("axes", [2])], "squeeze (view) → 3×5"),
    MILRow("squeeze", [1, 3, 1, 5], "squeeze (view) → 3×5"),
    MILRow(
      "squeeze", [1, 3, 1, 5], [.ints("axes", [-3])],
      "m: r (squeeze): a length of 3 cannot be squeezed"),
    MILRow(
      "transpose", [1, 3, 4, 5], [.ints("perm", [0, 3, 2, -3])], "transpose (movement) → 5×4×3"),
    MILRow(
      "transpose", [1, 3, 4, 5], [.ints("perm", [0, 3, 2, 2])],
      "m: r (transpose): attribute 'perm': expected each of 4 axes once"),
    MILRow(
      "slice_by_size", [1, 3, 4, 5],
      [.ints("begin", [0, 1, -3, 1]), .ints("size", [1, 2, -1, -1])],
      "slice_by_size (movement) → 2×3×4"),
    MILRow(
      "slice_by_size", [1, 3, 4, 5], [.ints("begin", [0, 1]), .ints("size", [1, 2])],
      "m: r (slice_by_size): attribute 'size': expected 4 lengths"),
    MILRow(
      "slice_by_index", [1, 3, 4, 5],
      [.ints("begin", [0, 1, 1, 2]), .ints("end", [1, 3, 3, 5])],
      "slice_by_index (shift -1×-2) → 2×2×3"),
    MILRow(
      "slice_by_index", [1, 3, 4, 7],
      [
        .ints("begin", [0, 0, 0, 5]), .ints("end", [1, 9, -1, 0]), .ints("stride", [1, 2, 1, -2]),
        .ints("begin_mask", [1, 0, 0, 0]), .ints("end_mask", [0, 0, 0, 1]),
      ], "slice_by_index (movement) → 2×3×3"),
    MILRow(
      "slice_by_index", [1, 3, 4, 7],
      [
        .ints("begin", [0, 2, 0, 9]), .ints("end", [1, 3, 4, -9]),
        .ints("stride", [1, 1, 1, -3]), .ints("squeeze_mask", [0, 1, 0, 0]),
      ], "slice_by_index (movement) → 4×3"),
    MILRow(
      "slice_by_index", [1, 3, 4, 5], [.ints("begin", [0, 0]), .ints("end", [1, 1])],
      "m: r (slice_by_index): attribute 'begin': expected 4 places"),
    MILRow(
      "slice_by_index", [1, 3],
      [
        .ints("begin", [0, 0]), .ints("end", [1, 1]), .ints("stride", [1, 0]),
      ], "m: r (slice_by_index): a step of 0"),
    MILRow(
      "pad", [1, 3, 4, 5], [.ints("pad", [0, 0, 0, 0, 1, 2, 3, 0]), .text("mode", "constant")],
      "pad (shift 1×3) → 3×7×8"),
    MILRow("pad", [1, 3, 4, 5], [.ints("pad", [1, 2, 3, 0])], "pad (shift 1×3) → 3×7×8"),
    MILRow("pad", [1, 3, 4, 5], [.ints("pad", [1, 0, 0, 0, 0, 0])], "pad (movement) → 4×4×5"),
    MILRow(
      "pad", [1, 3, 4, 5], [.ints("pad", [1, 2, 3, 0]), .text("mode", "reflect")],
      "pad (movement) → 3×7×8"),
    MILRow(
      "pad", [1, 3, 4, 5], [.ints("pad", [1, 2, 3])],
      "m: r (pad): attribute 'pad': expected at most 8 lengths"),
    MILRow(
      "pad", [3, 4], [.ints("pad", [0, 0, 0, 0, 1, 2])],
      "m: r (pad): attribute 'pad': expected at most 4 lengths"),
    MILRow(
      "crop", [1, 3, 8, 9], [.ints("crop_height", [1, 2]), .ints("crop_width", [3, 1])],
      "crop (shift -1×-3) → 3×5×5"),
    MILRow(
      "crop", [8, 9], [.ints("crop_height", [1, 2]), .ints("crop_width", [3, 1])],
      "m: r (crop): found 2 dimensions, expected at least 3"),
    MILRow("tile", [1, 3, 4, 5], [.ints("reps", [1, 2, 1, 3])], "tile (movement) → 6×4×15"),
    MILRow(
      "tile", [1, 3, 4, 5], [.ints("reps", [1, 2])],
      "m: r (tile): the shapes [1, 3, 4, 5] and [1, 2] do not fit"),
    MILRow(
      "gather", [1, 3, 4, 5], [.input("indices", [2, 6]), .int("axis", 2)],
      "gather (movement) → 3×2×6×5"),
    MILRow(
      "gather", [1, 3, 4, 5], [.input("indices", [1, 6]), .int("axis", 2), .int("batch_dims", 1)],
      "gather (movement) → 3×6×5"),
    MILRow(
      "gather", [1, 3, 4, 5], [.input("indices", [1, 6]), .int("axis", 1), .int("batch_dims", 2)],
      "m: r (gather): the shapes [1, 3, 4, 5] and [1, 6] do not fit"),
    MILRow(
      "gather_nd", [1, 5, 6, 7], [.input("indices", [2, 3])], "gather_nd (movement) → 2×7"),
    MILRow(
      "gather_nd", [1, 5, 6, 7], [.input("indices", [1, 3, 2]), .int("batch_dims", 1)],
      "gather_nd (movement) → 3×7"),
    MILRow(
      "gather_nd", [1, 5], [.input("indices", [2, 3])],
      "m: r (gather_nd): the shapes [1, 5] and [2, 3] do not fit"),
    MILRow(
      "gather_along_axis", [1, 3, 4, 5], [.input("indices", [1, 3, 4, 2])],
      "gather_along_axis (movement) → 3×4×2"),
    MILRow(
      "pixel_shuffle", [1, 18, 4, 5], [.int("upscale_factor", 3)],
      "pixel_shuffle (movement) → 2×12×15"),
    MILRow(
      "depth_to_space", [1, 18, 4, 5], [.int("block_size", 3)],
      "depth_to_space (movement) → 2×12×15"),
    MILRow(
      "pixel_unshuffle", [1, 2, 6, 9], [.int("downscale_factor", 3)],
      "pixel_unshuffle (movement) → 18×2×3"),
    MILRow(
      "space_to_depth", [1, 2, 6, 9], [.int("block_size", 3)],
      "space_to_depth (movement) → 18×2×3"),
    MILRow(
      "pixel_shuffle", [1, 6, 4, 5], [.int("upscale_factor", 2)],
      "m: r (pixel_shuffle): 6 channels cannot be divided into blocks of side 2"),
    MILRow(
      "pixel_shuffle", [1, 18, 4], [.int("upscale_factor", 3)],
      "m: r (pixel_shuffle): found 3 dimensions, expected 4"),
    MILRow(
      "space_to_depth", [1, 2, 4, 6], [.int("block_size", 3)],
      "m: r (space_to_depth): 4×6 cannot be divided into blocks of 3"),
    MILRow(
      "space_to_depth", [1, 2, 6, 4], [.int("block_size", 3)],
      "m: r (space_to_depth): 6×4 cannot be divided into blocks of 3"),
    MILRow(
      "space_to_depth", [1, 2, 6], [.int("block_size", 3)],
      "m: r (space_to_depth): found 3 dimensions, expected 4"),
    MILRow("pixel_shuffle", [1, 6, 4, 5], "m: r (pixel_shuffle): 'upscale_factor' is missing"),
    MILRow(
      "pixel_shuffle", [1, 6, 4, 5], [.int("upscale_factor", 0)],
      "m: r (pixel_shuffle): a length of 0, \(least)"),
    MILRow(
      "space_to_depth", [1, 6, 4, 5], [.int("block_size", 0)],
      "m: r (space_to_depth): a length of 0, \(least)"),
    MILRow(
      "pixel_unshuffle", [1, 2, 6, 9], [.int("downscale_factor", 1)],
      "pixel_unshuffle (movement) → 2×6×9"),
    MILRow(
      "pixel_shuffle", [2, 18, 4, 5], [.int("upscale_factor", 3)],
      "pixel_shuffle (movement) → 2×12×15"),
    MILRow("split", [1, 6], [.int("axis", 1), .int("num_splits", 2)], results: 2, splitRows),
    MILRow(
      "split", [1, 3, 4, 5], [.int("axis", 2), .ints("split_sizes", [3, 1])], results: 2,
      "split (movement) → 3×3×5; split (movement) → 3×1×5"),
    MILRow(
      "split", [1, 6, 4, 5], [.int("axis", 1), .ints("split_sizes", [1, 2, 3])], results: 2,
      "split (shift 0) → 1×4×5; split (shift 0) → 2×4×5"),
    MILRow(
      "split", [1, 6, 4, 5], [.int("axis", 1), .int("num_splits", 3)], results: 2,
      "split (shift 0) → 2×4×5; split (shift 0) → 2×4×5"),
    MILRow(
      "split", [1, 6, 4, 5], [.int("axis", 1), .int("num_splits", 0)], results: 2,
      "m: r (split): a length of 0, \(least)"),
    MILRow("split", [1, 6, 4, 5], "m: r (split): 'axis' is missing"),
    MILRow(
      "concat", [1, 3, 4, 5], [.int("axis", 1)], parameter: "values", second: [1, 2, 4, 5],
      isStored: true, "concat constant (movement) → 5×4×5; 40 w"),
    MILRow(
      "concat", [1, 3, 4, 5], [.int("axis", 0)], parameter: "values", second: [1, 3, 4],
      "m: r (concat): the shapes [1, 3, 4, 5] and [1, 3, 4] do not fit"),
    MILRow("concat", [1, 3, 4, 5], [.int("axis", 0)], "m: r (concat): 'values' is missing"),
    MILRow(
      "concat", [1, 7, 12], [.int("axis", 2)], parameter: "values", second: [1, 7, 5],
      "Concat → 7×17"),
    MILRow(
      "concat", [1, 7, 12], [.int("axis", 1)], parameter: "values", second: [1, 5, 12],
      "Concat → 12×12"),
    MILRow("stack", [1, 3, 4], [.int("axis", 0)], "m: r (stack): 'values' is missing"),
    MILRow(
      "stack", [1, 3, 4], [.int("axis", 3)], parameter: "values", second: [1, 3, 4],
      "stack (movement) → 3×4×2"),
    // A zero beyond the input's axes keeps nothing.
    MILRow(
      "reshape", [1, 3, 4, 5], [.ints("shape", [1, 3, 4, 5, 0])],
      "m: r (reshape): [1, 3, 4, 5] cannot be reshaped to [1, 3, 4, 5, 0]: \(differ)"),
    MILRow(
      "reshape", [1, 12], [.ints("shape", [1, -1, 0])],
      "m: r (reshape): [1, 12] cannot be reshaped to [1, 1, 0]: \(differ)"),
    MILRow(
      "reshape", [1, 12], [.ints("shape", [1, 11])],
      "m: r (reshape): [1, 12] cannot be reshaped to [1, 11]: \(differ)"),
    MILRow(
      "reshape", [1, 12], [.ints("shape", [-2, 6])],
      "m: r (reshape): a length of -2, expected 0 to 2147483647"),
    MILRow("flatten2d", [1, 3, 4, 5], [.int("axis", 0)], "flatten2d (view) → 60"),
    MILRow("flatten2d", [1, 3, 4, 5], [.int("axis", 4)], "flatten2d (view) → 60×1"),
    MILRow("flatten2d", [1, 3, 4, 5], [.int("axis", -4)], "flatten2d (view) → 60"),
    MILRow(
      "expand_dims", [10], [.ints("axes", Array(0...64))],
      "m: r (expand_dims): attribute 'axes': expected at most 64 axes"),
    MILRow("expand_dims", [1, 7], [.ints("axes", [2])], "expand_dims (view) → 7×1"),
    MILRow(
      "squeeze", [1, 3, 2, 5], [.ints("axes", [0, 2])],
      "m: r (squeeze): a length of 2 cannot be squeezed"),
    MILRow(
      "slice_by_size", [1, 3, 4, 5],
      [.ints("begin", [0, -3, 3, -9]), .ints("size", [-1, -1, -1, -1])],
      "slice_by_size (movement) → 3×1×5"),
    // Negative places count from the end; those beyond an end stand for the end.
    MILRow(
      "slice_by_index", [1, 7, 7, 7],
      [.ints("begin", [0, -7, -8, -1]), .ints("end", [1, 7, 3, 8])],
      "slice_by_index (shift 0×-6) → 7×3×1"),
    MILRow(
      "slice_by_index", [1, 7, 7, 7],
      [
        .ints("begin", [0, 6, 6, 99]), .ints("end", [1, -8, -7, 2]),
        .ints("stride", [1, -1, -1, -1]),
      ], "slice_by_index (movement) → 7×6×4"),
    MILRow(
      "slice_by_index", [1, 7, 7, 7],
      [
        .ints("begin", [0, 6, 5, 2]), .ints("end", [1, 0, 0, 9]),
        .ints("stride", [1, -3, -2, 3]),
      ], "slice_by_index (movement) → 2×3×2"),
    // Lists may end before the axes do.
    MILRow(
      "slice_by_index", [1, 7, 7, 8],
      [
        .ints("begin", [0, 2, 1, 3]), .ints("end", [1, 3, 5, 8]), .ints("stride", [1]),
        .ints("begin_mask", [0, 1]), .ints("end_mask", [0, 1]),
      ], "slice_by_index (shift -1×-3) → 7×4×5"),
    MILRow(
      "slice_by_index", [1, 6, 7, 8],
      [
        .ints("begin", [0, 0, 1, 2]), .ints("end", [1, 6, 5, 8]), .ints("stride", [1, 2, 1, 1]),
      ], "slice_by_index (shift -1×-2) → 3×4×6"),
    MILRow(
      "slice_by_index", [1, 6, 7],
      [.ints("begin", [0, 1, 1]), .ints("end", [1, 6, 5]), .ints("stride", [1, 1, 1 << 40])],
      "slice_by_index (movement) → 5×1"),
    MILRow(
      "slice_by_index", [1, 7], [.ints("begin", [0, 2]), .ints("end", [1, 5])],
      "slice_by_index (movement) → 3"),
    MILRow(
      "slice_by_index", [1, 3, 4], [.ints("begin", [0, 1, 1]), .ints("end", [1, 1])],
      "m: r (slice_by_index): attribute 'begin': expected 3 places"),
    MILRow(
      "pad", [1, 3, 4, 5], [.ints("pad", [0, 0, 0, 2, 1, 2, 3, 0])], "pad (shift 1×3) → 5×7×8"),
    MILRow("pad", [1, 3, 4, 5], [.ints("pad", [1, 2, 1, 2, 3, 0])], "pad (movement) → 6×7×8"),
    MILRow("pad", [1, 4, 5], [.ints("pad", [2, 3])], "pad (movement) → 4×10"),
    MILRow("pad", [1, 4], [.ints("pad", [1, 2])], "pad (movement) → 7"),
    MILRow(
      "crop", [1, 8, 9], [.ints("crop_height", [1, 2]), .ints("crop_width", [3, 1])],
      "crop (movement) → 5×5"),
    MILRow(
      "crop", [1, 3, 8, 9], [.ints("crop_height", [4, 5]), .ints("crop_width", [3, 1])],
      "m: r (crop): a length of -1, expected 0 to 2147483647"),
    MILRow(
      "gather", [1, 3, 4, 5], [.input("indices", [1, 6]), .int("axis", 1), .int("batch_dims", 1)],
      "gather (movement) → 6×4×5"),
    MILRow(
      "gather", [1, 3, 4, 5], [.input("indices", [1]), .int("axis", 1), .int("batch_dims", 1)],
      "gather (movement) → 4×5"),
    MILRow(
      "gather", [1, 3, 4, 5], [.input("indices", [1]), .int("axis", 2), .int("batch_dims", 2)],
      "m: r (gather): the shapes [1, 3, 4, 5] and [1] do not fit"),
    MILRow("gather", [1, 3, 4, 5], [.input("indices", [7])], "gather (movement) → 7×3×4×5"),
    MILRow("gather_nd", [1, 5, 6, 7], [.input("indices", [2, 4])], "gather_nd (movement) → 2"),
    MILRow(
      "gather_nd", [1, 5, 6, 7], [.input("indices", [1, 3, 3]), .int("batch_dims", 1)],
      "gather_nd (movement) → 3"),
    MILRow(
      "gather_nd", [1, 5, 6, 7], [.input("indices", [1, 3, 4]), .int("batch_dims", 1)],
      "m: r (gather_nd): the shapes [1, 5, 6, 7] and [1, 3, 4] do not fit"),
    MILRow(
      "gather_nd", [1, 5, 6, 7], [.input("indices", [2]), .int("batch_dims", 1)],
      "m: r (gather_nd): the shapes [1, 5, 6, 7] and [2] do not fit"),
    MILRow(
      "gather_nd", [1], [.input("indices", [1, 1, 0]), .int("batch_dims", 2)],
      "m: r (gather_nd): the shapes [1] and [1, 1, 0] do not fit"),
    MILRow(
      "scatter", [1, 3, 4], [.input("indices", [1, 2]), .input("updates", [1, 2, 4])],
      parameter: "data", "scatter (movement) → 3×4"),
    MILRow("reshape_like", [1, 12], stated: [1, 3, 4], "reshape_like (view) → 3×4"),
    MILRow(
      "transpose", [1, 3, 4, 5], [.ints("perm", [0, 2, 3, 1])],
      "Permute channels last → 4×5×3"),
  ]

  private static let splitRows = "split (movement) → 3; split (movement) → 3"
  private static let differ = "the numbers of elements differ"

  @Test(arguments: movements)
  func `an operation that moves`(row: MILRow) {
    #expect(row.found == row.text)
  }

  static let summaries: [MILRow] = [
    MILRow(
      "reduce_mean", [1, 3, 4, 5], [.ints("axes", [2, -1]), .int("keep_dims", 1)],
      "AdaptiveAvgPool2d to 1×1 → 3×1×1"),
    MILRow("reduce_mean", [1, 3, 4, 5], [.ints("axes", [1])], "reduce_mean (function) → 4×5"),
    MILRow(
      "reduce_sum", [1, 3, 4, 5], [.ints("axes", [-1]), .int("keep_dims", 1)],
      "reduce_sum (function) mixing → 3×4×1"),
    MILRow("reduce_max", [1, 3, 4, 5], "reduce_max (function) mixing → 1"),
    MILRow("reduce_argmax", [1, 3, 4, 5], "reduce_argmax (function) mixing → 3×4"),
    MILRow(
      "reduce_argmin", [1, 3, 4, 5], [.int("axis", 1), .int("keep_dims", 1)],
      "reduce_argmin (function) mixing → 1×4×5"),
    MILRow(
      "topk", [1, 3, 4, 5], [.int("axis", 2), .int("k", 2)],
      "topk (function) mixing → 3×2×5"),
    MILRow("topk", [1, 3, 4, 5], "topk (function) mixing → 3×4×1"),
    MILRow("softmax", [1, 3, 4, 5], [.int("axis", 1)], "Softmax → 3×4×5"),
    MILRow("softmax", [1, 3, 4, 5], [.int("axis", 2)], "Softmax mixing → 3×4×5"),
    MILRow("softmax", [1, 3, 4, 5], "Softmax mixing → 3×4×5"),
    MILRow(
      "upsample_nearest_neighbor", [1, 3, 4, 5],
      [.int("scale_factor_height", 2), .int("scale_factor_width", 3)],
      "Upsample by 2×3 nearest → 3×8×15"),
    MILRow(
      "upsample_bilinear", [1, 3, 4, 5], [.float("scale_factor_height", 1.5)],
      "Upsample to 6×5 bilinear → 3×6×5"),
    MILRow(
      "resize_bilinear", [1, 3, 4, 5],
      [.int("target_size_height", 7), .int("target_size_width", 9)],
      "Upsample to 7×9 bilinear → 3×7×9"),
    MILRow(
      "resize_nearest_neighbor", [1, 3, 4, 5],
      [.int("target_size_height", 8), .int("target_size_width", 10)],
      "Upsample to 8×10 nearest → 3×8×10"),
    MILRow(
      "resize_nearest_neighbor", [1, 3, 4, 5],
      [.int("target_size_height", 3), .int("target_size_width", 10)],
      "resize_nearest_neighbor (function) → 3×3×10"),
    MILRow(
      "resize", [1, 3, 4, 5],
      [.ints("shape", [7, 9]), .int("resized_dims", 2), .text("interpolation_mode", "LINEAR")],
      "Upsample to 7×9 bilinear → 3×7×9"),
    MILRow(
      "resize", [1, 3, 4, 5], [.ints("shape", [6, 0, 9]), .int("resized_dims", 2)],
      "Upsample to 4×9 nearest → 3×4×9"),
    MILRow(
      "resize", [1, 3, 4, 5], [.ints("shape", [7, 9]), .int("resized_dims", 3)],
      "m: r (resize): attribute 'resized_dims': expected at most 2"),
    MILRow(
      "resize_bilinear", [4, 5], [.int("target_size_height", 7), .int("target_size_width", 9)],
      "m: r (resize_bilinear): found 2 dimensions, expected at least 3"),
    MILRow(
      "upsample_bilinear", [4, 5],
      "m: r (upsample_bilinear): found 2 dimensions, expected at least 3"),
    MILRow(
      "resample", [1, 3, 4, 5], [.input("coordinates", [1, 7, 9, 2])],
      "resample (function) mixing → 3×7×9"),
    MILRow(
      "resample", [1, 3, 4, 5], [.input("coordinates", [1, 7, 2])],
      "m: r (resample): the shapes [1, 3, 4, 5] and [1, 7, 2] do not fit"),
    MILRow(
      "affine", [1, 3, 4, 5],
      [
        .input("transform_matrix", [1, 6]), .int("output_height", 7), .int("output_width", 9),
      ], "affine (function) mixing → 3×7×9"),
    MILRow(
      "one_hot", [7, 3], [.int("one_hot_vector_size", 5)], parameter: "indices",
      "one_hot (movement) → 7×3×5"),
    MILRow(
      "one_hot", [7, 3], [.int("one_hot_vector_size", 5), .int("axis", 1)], parameter: "indices",
      "one_hot (movement) → 7×5×3"),
    MILRow(
      "sliding_windows", [1, 10, 3], [.int("axis", 1), .int("size", 4), .int("stride", 3)],
      "sliding_windows (movement) → 3×4×3"),
    MILRow(
      "sliding_windows", [1, 10, 3], [.int("axis", -2), .int("size", 10)],
      "sliding_windows (movement) → 1×10×3"),
    MILRow(
      "sliding_windows", [1, 10, 3], [.int("axis", 1), .int("size", 11)],
      "m: r (sliding_windows): a window of 11 \(short)"),
    MILRow(
      "sliding_windows", [1, 10, 3], [.int("axis", 1), .int("size", 0)],
      "m: r (sliding_windows): a length of 0, \(least)"),
    // Norms.
    MILRow(
      "batch_norm", [1, 3, 4, 5],
      [
        .weight("mean", [3], at: 1), .weight("variance", [3], at: 2), .weight("gamma", [3], at: 3),
      ], "BatchNorm2d no shift → 3×4×5; 3 n, 6 buffers"),
    MILRow(
      "instance_norm", [1, 3, 4, 5], [.weight("gamma", [3], at: 1), .weight("beta", [3], at: 2)],
      "GroupNorm g3 → 3×4×5; 6 n"),
    MILRow(
      "layer_norm", [1, 7, 12], [.ints("axes", [-1]), .weight("gamma", [12])],
      "LayerNorm → 7×12; 12 n"),
    MILRow("layer_norm", [1, 3, 4, 5], [.ints("axes", [1])], "LayerNorm → 3×4×5"),
    MILRow("layer_norm", [1, 7, 12], [.ints("axes", [1])], "GroupNorm g1 → 7×12"),
    MILRow("layer_norm", [1, 7, 12], [.ints("axes", [1, 2])], "GroupNorm g1 → 7×12"),
    MILRow("local_response_norm", [1, 3, 4, 5], "LocalResponseNorm n5 → 3×4×5"),
    MILRow("local_response_norm", [1, 3, 4, 5], [.int("size", 1)], "LocalResponseNorm n1 → 3×4×5"),
    MILRow("l2_norm", [1, 3, 4, 5], "l2_norm (function) mixing → 3×4×5"),
    MILRow(
      "clip", [1, 3], [.float("alpha", 0), .float("beta", 5)], "clip (function) → 3"),
    MILRow("clip", [1, 3], [.float("alpha", 1), .float("beta", 6)], "clip (function) → 3"),
    MILRow("prelu", [1, 3, 4, 5], [.weight("alpha", [3])], "prelu (function) → 3×4×5; 3 w"),
    MILRow("cast", [1, 3], [.text("dtype", "fp32")], "cast (shift 0) → 3"),
    MILRow("add", [1, 3, 4, 5], [.input("y", [3, 1, 1])], "Add → 3×4×5"),
    MILRow(
      "sub", [1, 3, 4, 5], [.weight("y", [3, 1, 1])], "sub (function) → 3×4×5; 3 b"),
    MILRow(
      "real_div", [1, 3, 4, 5], [.weight("y", [3, 1, 1])], "real_div (function) → 3×4×5; 3 w"),
    MILRow(
      "mul", [1, 3, 4, 5], [.weight("y", [3, 1, 1])], "mul constant (function) → 3×4×5; 3 w"),
    MILRow(
      "select", [1, 3, 4, 5], [.input("a", [1, 1, 4, 5]), .input("b", [1])], parameter: "cond",
      "select (movement) → 3×4×5"),
    MILRow("reduce_mean", [1, 7, 12], [.ints("axes", [2])], "reduce_mean (function) → 7"),
    MILRow(
      "reduce_mean", [1, 3, 4, 5, 6], [.ints("axes", [4, 2, 3]), .int("keep_dims", 1)],
      "AdaptiveAvgPool3d to 1×1×1 → 3×1×1×1"),
    MILRow(
      "reduce_mean", [1, 3, 4, 5, 6], [.ints("axes", [3, 4]), .int("keep_dims", 1)],
      "reduce_mean (function) → 3×4×1×1"),
    MILRow(
      "reduce_argmax", [1, 3, 4, 5], [.int("axis", 2)], "reduce_argmax (function) mixing → 3×5"),
    MILRow(
      "reduce_argmax", [1, 3, 4, 5], [.int("keep_dims", 0), .int("axis", 1)],
      "reduce_argmax (function) mixing → 4×5"),
    MILRow("softmax", [1, 7], "Softmax → 7"),
    MILRow("softmax", [1, 7, 12], "Softmax mixing → 7×12"),
    MILRow(
      "upsample_nearest_neighbor", [1, 4, 5],
      [.int("scale_factor_height", 2), .int("scale_factor_width", 3)],
      "upsample_nearest_neighbor (function) → 8×15"),
    MILRow(
      "upsample_bilinear", [1, 3, 1, 5], [.float("scale_factor_height", 3.5)],
      "Upsample by 3×1 bilinear → 3×3×5"),
    MILRow(
      "upsample_bilinear", [1, 3, 4, 5], [.float("scale_factor_width", .infinity)],
      "m: r (upsample_bilinear): attribute 'scale_factor_width': expected a factor"),
    MILRow(
      "resize_nearest_neighbor", [1, 3, 1, 5],
      [.int("target_size_height", 7), .int("target_size_width", 5)],
      "Upsample to 7×5 nearest → 3×7×5"),
    MILRow(
      "resize_bilinear", [1, 4, 5],
      [.int("target_size_height", 7), .int("target_size_width", 9)],
      "resize_bilinear (function) → 7×9"),
    MILRow(
      "resize_bilinear", [1, 3, 4, 5], [.int("target_size_height", 7)],
      "m: r (resize_bilinear): 'target_size_width' is missing"),
    MILRow(
      "resize", [1, 3, 4, 5], [.ints("shape", [1, 9]), .int("resized_dims", 2)],
      "resize (function) → 3×1×9"),
    MILRow(
      "resize", [1, 3, 4, 5], [.ints("shape", [1, 3, 7, 9]), .int("resized_dims", 4)],
      "Upsample to 7×9 nearest → 3×7×9"),
    MILRow(
      "resize", [1, 3, 4, 5], [.ints("shape", [1, 7, 7, 9]), .int("resized_dims", 4)],
      "resize (function) → 7×7×9"),
    MILRow(
      "resize", [1, 5], [.ints("shape", [7, 8, 9]), .int("resized_dims", 3)],
      "m: r (resize): attribute 'resized_dims': expected at most 2"),
    MILRow(
      "resize", [1, 3, 5], [.ints("shape", [11]), .int("resized_dims", 1)],
      "Upsample to 11 nearest → 3×11"),
    // One box or region, and its channels, at a new size.
    MILRow(
      "crop_resize", [1, 3, 8, 9],
      [.input("boxes", [5, 4]), .int("target_height", 7), .int("target_width", 11)],
      "crop_resize (function) mixing → 5×3×7×11"),
    MILRow("crop_resize", [1, 3, 8, 9], [.input("boxes", [5, 4])], cropped),
    MILRow(
      "crop_resize", [1, 3, 8, 9],
      [.input("roi", [5, 1, 4, 1, 1]), .int("target_height", 7), .int("target_width", 11)],
      "crop_resize (function) mixing → 5×1×3×7×11"),
    MILRow(
      "crop_resize", [3, 8, 9], [.input("boxes", [5, 4])],
      "m: r (crop_resize): found 3 dimensions, expected 4"),
    MILRow("crop_resize", [1, 3, 8, 9], "m: r (crop_resize): 'roi' is missing"),
    MILRow(
      "one_hot", [7, 3], [.int("one_hot_vector_size", 5), .int("axis", 2)], parameter: "indices",
      "one_hot (movement) → 7×3×5"),
    MILRow(
      "sliding_windows", [1, 10, 3], [.int("axis", 1), .int("size", 4), .int("stride", 0)],
      "m: r (sliding_windows): a length of 0, \(least)"),
    MILRow(
      "instance_norm", [1, 3, 7], [.weight("gamma", [3], at: 1)], "GroupNorm g3 → 3×7; 3 n"),
    MILRow("instance_norm", [1, 3], "GroupNorm g3 → 3"),
    MILRow("instance_norm", [3], "GroupNorm g1 → 3"),
    MILRow(
      "batch_norm", [1, 3, 4, 5],
      [.weight("mean", [3], at: 1), .weight("variance", [3], at: 2), .weight("beta", [3], at: 4)],
      "BatchNorm2d no scale → 3×4×5; 3 n, 6 buffers"),
    MILRow("layer_norm", [1, 3, 4, 5], [.ints("axes", [2])], "GroupNorm g1 → 3×4×5"),
    MILRow("layer_norm", [1, 3, 4, 5], [.ints("axes", [3])], "LayerNorm → 3×4×5"),
    MILRow("layer_norm", [1, 7, 12], "GroupNorm g1 → 7×12"),
    MILRow(
      "local_response_norm", [1, 3, 4, 5], [.int("size", 0)],
      "m: r (local_response_norm): a length of 0, \(least)"),
    // A single number is no parameter of arithmetic, and of an unknown operator neither.
    MILRow("mul", [1, 3, 4, 2], [.weight("y", [2])], "mul constant (function) → 3×4×2; 2 w"),
    MILRow("mul", [1, 3, 4, 2], [.weight("y", [1])], "mul constant (function) → 3×4×2"),
    MILRow("add", [1, 3, 4, 2], [.weight("y", [2])], "add constant (function) → 3×4×2; 2 b"),
    MILRow("prelu", [1, 1, 4, 5], [.weight("alpha", [1])], "prelu (function) → 1×4×5; 1 w"),
    MILRow("wink", [1, 4], [.weight("w", [1])], stated: [1, 5], "wink (unknown) → 5 or more"),
    MILRow(
      "wink", [1, 4], [.weight("w", [2])], stated: [1, 5], "wink (unknown) → 5; 2 w or more"),
    MILRow("relu", [1, 3], parameter: "alpha", "m: r (relu): 'x' is missing"),
  ]

  private static let cropped = "crop_resize (function) mixing → 5×3×1×1"
  private static let short = "does not fit on axis 1, whose length with padding is 10"

  @Test(arguments: summaries)
  func `reductions, enlargements and norms`(row: MILRow) {
    #expect(row.found == row.text)
  }

  /// Operators on each element that need no other argument.
  @Test func `functions by their names`() {
    let plain = [
      ("relu", "ReLU"), ("relu6", "ReLU6"), ("leaky_relu", "LeakyReLU"), ("silu", "SiLU"),
      ("sigmoid", "Sigmoid"), ("sigmoid_hard", "Hardsigmoid"), ("gelu", "GELU"),
      ("tanh", "Tanh"), ("identity", "Identity"),
    ]
    for (type, name) in plain {
      #expect(CoreMLText.of(MILRow(type, [1, 3], "").model) == "\(name) → 3")
    }
    for type in ["elu", "softplus", "abs", "exp", "sqrt", "logical_not", "band_part"] {
      #expect(CoreMLText.of(MILRow(type, [1, 3], "").model) == "\(type) (function) → 3")
    }
    for type in ["cumsum", "argsort"] {
      #expect(CoreMLText.of(MILRow(type, [1, 3], "").model) == "\(type) (function) mixing → 3")
    }
    for type in ["reverse", "reverse_sequence", "slice_update"] {
      #expect(CoreMLText.of(MILRow(type, [1, 3], "").model) == "\(type) (movement) → 3")
    }
  }

  /// A number that is computed from the length 17 of `x`, as the `k` of a choice of the largest.
  @Test(
    arguments: [
      ([("add", .integers("c0", [3], isScalar: true))], 20),
      ([("sub", .integers("c0", [3], isScalar: true))], 14),
      ([("mul", .integers("c0", [3], isScalar: true))], 51),
      ([("floor_div", .integers("c0", [5], isScalar: true))], 3),
      ([("mod", .integers("c0", [5], isScalar: true))], 2),
      ([("maximum", .integers("c0", [20], isScalar: true))], 20),
      ([("minimum", .integers("c0", [5], isScalar: true))], 5),
      ([("add", .floats("c0", [2.75], isScalar: true))], 19),
      ([("sub", .floats("c0", [2.75], isScalar: true))], 14),
      ([("mul", .floats("c0", [1.5], isScalar: true))], 25),
      ([("floor_div", .floats("c0", [2.5], isScalar: true))], 6),
      ([("mod", .floats("c0", [4.75], isScalar: true))], 2),
      ([("maximum", .floats("c0", [20.5], isScalar: true))], 20),
      ([("minimum", .floats("c0", [4.5], isScalar: true))], 4),
      ([("real_div", .integers("c0", [2], isScalar: true))], 8),
      ([("real_div", .floats("c0", [10], isScalar: true)), ("floor", nil)], 1),
      ([("real_div", .floats("c0", [10], isScalar: true)), ("ceil", nil)], 2),
      ([("real_div", .floats("c0", [10], isScalar: true)), ("round", nil)], 2),
      ([("real_div", .floats("c0", [2], isScalar: true)), ("round", nil)], 8),
      // −3 divided by 2 is −2, and 1 is left.
      (
        [
          ("sub", .integers("c0", [20], isScalar: true)),
          ("floor_div", .integers("c1", [2], isScalar: true)),
          ("mul", .integers("c2", [-1], isScalar: true)),
        ], 2
      ),
      (
        [
          ("sub", .integers("c0", [20], isScalar: true)),
          ("mod", .integers("c1", [2], isScalar: true)),
        ], 1
      ),
      (
        [
          ("floor_div", .integers("c0", [-5], isScalar: true)),
          ("mul", .integers("c1", [-1], isScalar: true)),
        ], 4
      ),
      (
        [
          ("mod", .integers("c0", [-5], isScalar: true)),
          ("mul", .integers("c1", [-1], isScalar: true)),
        ], 3
      ),
      // Sixteen-bit and other numbers as bytes.
      ([("add", .raw("c0", 21, [], [0xFB]))], 12),
      ([("add", .raw("c0", 31, [], [0x83]))], 148),
      ([("add", .raw("c0", 22, [], [0xFB, 0xFF]))], 12),
      ([("add", .raw("c0", 22, [], [5, 1]))], 278),
      ([("add", .raw("c0", 32, [], [5, 1]))], 278),
      ([("add", .raw("c0", 11, [], [0, 0, 0x20, 0xC0]))], 14),
      ([("add", .raw("c0", 12, [], [0, 0, 0, 0, 0, 0, 0x0C, 0x40]))], 20),
      ([("add", .raw("c0", 10, [], [0x80, 0xC5]))], 11),
      ([("add", .raw("c0", 10, [], [0, 0x3A]))], 17),
    ] as [([(String, Message?)], Int)])
  func `numbers that are computed from lengths`(steps: [(String, Message?)], value: Int) {
    var operations: [Message] = [
      .operation("shape", [("x", ["x"])], [("s", [2])]),
      .integers("i", [1], isScalar: true),
      .operation("gather", [("x", ["s"]), ("indices", ["i"])], [("v", [])]),
    ]
    var name = "v"
    for (index, (type, constant)) in steps.enumerated() {
      var reads: [(String, [String])] = [("x", [name])]
      if let constant {
        operations.append(constant)
        reads.append(("y", ["c\(index)"]))
      }
      name = "v\(index)"
      operations.append(.operation(type, reads, [(name, [])]))
    }
    operations.append(.operation("topk", [("x", ["x"]), ("k", [name])], [("y", [1, nil])]))
    let model = Message.program(inputs: [("x", [1, 17])], operations)
    #expect(CoreMLText.of(model) == "topk (function) mixing → \(value)")
  }

  /// Lengths of inputs, and the errors about them.
  @Test func `an input's lengths`() {
    func text(_ shape: [Int?], _ features: [Message], _ options: ModelOptions) -> String {
      let relu = Message.operation("relu", [("x", ["x"])], []).and(.inner(3, .open("y")))
      return CoreMLText.of(
        .program(inputs: [("x", shape)], [relu], features: features), options)
    }
    #expect(text([1, nil], [], ModelOptions(input: [5])) == "ReLU → 5")
    #expect(text([1, 3, nil], [], ModelOptions(input: [5])) == "ReLU → 3×5")
    #expect(text([1, 3, nil, nil], [], ModelOptions(input: [5])) == "ReLU → 3×5×5")
    #expect(text([1, 3, nil, nil], [], ModelOptions(input: [5, 6])) == "ReLU → 3×5×6")
    #expect(text([1, nil, nil, nil], [], ModelOptions(input: [2, 5, 6])) == "ReLU → 2×5×6")
    #expect(
      text([1, nil, 4, nil], [], ModelOptions())
        == "m: the input 'x' leaves 'x.1' and 'x.3' open")
    #expect(
      text([1, nil, 4, nil], [], ModelOptions(dimensions: ["x.1": 2, "x.3": 7])) == "ReLU → 2×4×7")
    let long = 2_147_483_647
    #expect(
      text([long, long, long], [], ModelOptions())
        == """
        m: x (input): a result of shape [2147483647, 2147483647, 2147483647] has more than \
        9223372036854775807 elements
        """)
    // The sizes that the description of an image allows: width first.
    let sizes = Message.image(6, 9, [.inner(21, .inner(1, .fields([1: [12], 2: [8]])))])
    #expect(text([1, 3, nil, nil], [sizes], ModelOptions()) == "ReLU → 3×6×9")
    #expect(text([1, 3, nil, nil], [sizes], ModelOptions(input: [8, 12])) == "ReLU → 3×8×12")
    #expect(
      text([1, 3, nil, nil], [sizes], ModelOptions(input: [12, 8]))
        == "m: the input 'x' cannot have the shape 3×12×8; the file allows 3×8×12")
    let ranges = Message.image(
      6, 9,
      [
        .inner(
          31,
          .inner(1, .fields([1: [7], 2: [-1]])).and(.inner(2, .fields([1: [5], 2: [8]]))))
      ])
    #expect(text([1, 3, nil, nil], [ranges], ModelOptions(input: [5, 7])) == "ReLU → 3×5×7")
    #expect(
      text([1, 3, nil, nil], [ranges], ModelOptions(input: [5, 6]))
        == "m: the input 'x' cannot have the shape 3×5×6; the file allows 3 × 5–8 × 7–")
    #expect(
      text([1, 3, nil, nil], [ranges], ModelOptions(input: [9, 7]))
        == "m: the input 'x' cannot have the shape 3×9×7; the file allows 3 × 5–8 × 7–")
  }

  @Test func `the facts of errors`() {
    let open = CoreMLError.openLengths(["x.2"], input: "x")
    #expect(open.openLengths == OpenLengths(names: ["x.2"], mayTakeSize: true))
    #expect(CoreMLError.noInput.openLengths == nil)
    #expect(open.kind == .options)
    #expect(CoreMLError.notAllowed([1], input: "x", allowed: []).kind == .options)
    #expect(CoreMLError.badInput([1], input: "x", rank: 1).kind == .options)
    #expect(CoreMLError.unknownInput("x", known: []).kind == .options)
    #expect(CoreMLError.unknownLength("x", known: []).kind == .options)
    #expect(CoreMLError.noShape("x", operation: "y").kind == .options)
    #expect(CoreMLError.noInput.kind == .malformed)
    #expect(
      "\(CoreMLError.badInput([1, 2], input: "x", rank: 1))"
        == "input: found 1×2 for 'x', which has 1 dimension")
    #expect("\(CoreMLError.unknownInput("x", known: []))" == "no input is called 'x'")
    #expect(
      "\(CoreMLError.unknownLength("x", known: ["a", "b"]))"
        == "no input has a length 'x', expected 'a' and 'b'")
    #expect(
      "\(CoreMLError.otherShape("v", operation: "o", found: [], stated: [1, nil]))"
        == "o: 'v' has the shape of a number, but the file states 1×?")
    #expect("\(CoreMLError.tooManyOperations(limit: 5))" == "more than 5 operations")
    #expect("\(CoreMLError.noNetwork(inside: []))" == "a pipeline without a neural network")
  }

  /// Models by the fields of their kinds.
  @Test(
    arguments: [
      (300, "a generalised linear model"), (301, "a support vector machine"),
      (302, "an ensemble of decision trees"), (304, "a Bayesian probit regressor"),
      (400, "a generalised linear model"), (401, "a support vector machine"),
      (402, "an ensemble of decision trees"), (404, "a nearest-neighbour classifier"),
      (501, "a recommender"), (555, "a model of the app's own code"),
      (556, "a link to another model"), (560, "a step of a pipeline (classConfidenceThresholding)"),
      (600, "a step of a pipeline (oneHotEncoder)"), (601, "a step of a pipeline (imputer)"),
      (602, "a step of a pipeline (featureVectorizer)"),
      (603, "a step of a pipeline (dictVectorizer)"), (604, "a step of a pipeline (scaler)"),
      (606, "a step of a pipeline (categoricalMapping)"),
      (607, "a step of a pipeline (normalizer)"),
      (609, "a step of a pipeline (arrayFeatureExtractor)"),
      (610, "a step of a pipeline (nonMaximumSuppression)"),
      (900, "a step of a pipeline (identity)"), (2_000, "a text model of the system"),
      (2_001, "a text model of the system"), (2_002, system), (2_003, system),
      (2_004, "a text model of the system"), (2_005, "a text model of the system"), (2_006, system),
      (3_000, "a model in a form of its own"),
    ] as [(Int, String)])
  func `kinds of models`(kind: Int, text: String) {
    #expect(
      CoreMLProgramTests.problem(.coreML(kind, Message()))
        == "m: \(text), expected a neural network or a program")
  }

  private static let system =
    "a feature extractor that is part of the system, of which the file states nothing"
}

extension Message {
  /// An input `x` that is an image of a height and a width, with more fields of its type.
  fileprivate static func image(_ height: Int, _ width: Int, _ more: [Message]) -> Message {
    var type = Message.fields([1: [width], 2: [height], 3: [20]])
    for fields in more { type.append(fields) }
    return Message {
      $0.text(1, "x")
      $0.message(3, .inner(4, type))
    }
  }
}
