import Testing

@testable import ConvCostImport

/// Operators in a model's graph, by the rules of `keras.ops` and TensorFlow.
struct KerasOperatorTests {
  static let arithmetic: [KerasRow] = [
    KerasRow(layers: ["a = 4, 3", "c ops.Add a a"], "Add → 4×3"),
    KerasRow(layers: ["a = 4, 3", "c ops.Multiply a a"], "Multiply → 4×3"),
    KerasRow(layers: ["a = 4, 3", "c ops.Subtract a a"], "Subtract/Function → 4×3"),
    KerasRow(layers: ["a = 4, 3", "c ops.Divide a a"], "Divide/Function → 4×3"),
    KerasRow(layers: ["a = 3", "c ops.Add | | (@a, 2.0)"], "Scaling offset → 3"),
    KerasRow(layers: ["a = 3", "c ops.Multiply | | (@a, 2.0)"], "Scaling → 3"),
    KerasRow(layers: ["a = 3", "c ops.Divide | | (@a, 2.0)"], "Scaling → 3"),
    KerasRow(layers: ["a = 3", "c ops.Divide | | (2.0, @a)"], "Divide/Function → 3"),
    KerasRow(layers: ["a = 3", "c ops.Power | | (@a, 2.0)"], "Power/Function → 3"),
    KerasRow(
      layers: ["a = 3", "c TFOpLambda a | 'function': 'math.truediv' | 'y': 2.0"], "Scaling → 3"),
    KerasRow(
      layers: ["a = 3", "c TFOpLambda a | 'function': 'math.pow' | 'y': 2.0"], "pow/Function → 3"),
    // An array may stretch the result.
    KerasRow(
      layers: ["a = 3", "c ops.Add | 'output_shape': [5, 3] | (@a, {'class_name': 'array'})"],
      "Add/Function → 5×3"),
    KerasRow(
      layers: ["a = 3", "c ops.Add | | (@a) | 'y': {'class_name': 'array'}"],
      fails: KerasRow.unknown("Add")),
    KerasRow("ops.Exp", on: "3", "Exp/Function → 3"),
    KerasRow("ops.Cast", on: "3", "Identity → 3"),
    KerasRow("ops.Silu", on: "3", "SiLU → 3"),
    KerasRow("ops.Mine", on: "3", fails: KerasRow.unknown("Mine")),
    KerasRow("TFOpLambda", on: "3", fails: KerasRow.unknown("TFOpLambda")),
    KerasRow("TFOpLambda", "'output_shape': [7]", on: "3", "TFOpLambda/Unknown → 7"),
    KerasRow("MyLayer", "'output_shape': [2, 4, 5]", on: "2, 4, 3", "MyLayer/Unknown → 5×2×4"),
    KerasRow("MyLayer", "'output_shape': [4, 5]", on: "2, 4, 3", "MyLayer/Unknown → 4×5"),
    KerasRow("MyLayer", "'output_shape': [4, 0]", on: "2", fails: KerasRow.unknown("MyLayer")),
    KerasRow("MyLayer", "'output_shape': [4, null]", on: "2", fails: KerasRow.unknown("MyLayer")),
    KerasRow(
      layers: ["a = 3", "c MyLayer - | 'output_shape': [4]"],
      fails: "c: found 0 inputs, expected at least one"),
  ]

  static let views: [KerasRow] = [
    KerasRow("ops.Reshape", "'newshape': [-1, 3, 2]", on: "6", "Reshape to 3×2 → 3×2"),
    KerasRow(layers: ["a = 6", "c ops.Reshape | | (@a, [-1, 3, 2])"], "Reshape to 3×2 → 3×2"),
    KerasRow(
      layers: ["a = 6", "c TFOpLambda a | 'function': 'reshape' | 'shape': [-1, 3, 2]"],
      "Reshape to 3×2 → 3×2"),
    KerasRow("ops.Reshape", "'newshape': [-1, 4, 2]", on: "6", fails: KerasRow.unknown("Reshape")),
    KerasRow("ops.Reshape", on: "6", fails: KerasRow.unknown("Reshape")),
    KerasRow("ops.Transpose", "'axes': [0, 2, 1]", on: "4, 3", "Transpose/Movement → 3×4"),
    KerasRow("ops.Transpose", "'axes': [0, -1, 1]", on: "4, 3", "Transpose/Movement → 3×4"),
    KerasRow("ops.Transpose", "'axes': [0, 3, 1, 2]", on: "2, 4, 3", "Transpose/View → 3×2×4"),
    KerasRow(
      "ops.Transpose", "'axes': [0, 3, 2, 1]", on: "2, 4, 3", "Transpose/Movement → 2×3×4"),
    KerasRow(
      "ops.Transpose", "'axes': [1, 0, 2]", on: "4, 3",
      fails: KerasRow.unknown("Transpose")),
    KerasRow("ops.Transpose", "'axes': [0, 1]", on: "4, 3", fails: KerasRow.unknown("Transpose")),
    KerasRow(
      "ops.Transpose", "'axes': [0, 1, 1]", on: "4, 3",
      fails: KerasRow.unknown("Transpose")),
    KerasRow(
      "ops.Transpose", "'axes': [0, 1, 3]", on: "4, 3",
      fails: KerasRow.unknown("Transpose")),
    KerasRow(
      "ops.Transpose", "'axes': 'x'", on: "4, 3",
      fails: #"c: "axes": found the string "x", expected whole numbers"#),
    KerasRow(
      "ops.Transpose", "'axes': [0, 2147483648, 1]", on: "4, 3",
      fails: #"c: "axes": found an array, expected whole numbers"#),
    KerasRow(
      layers: ["a = 4, 3", "c ops.Transpose | | (@a, [0, 2, 1])"],
      "Transpose/Movement → 3×4"),
    KerasRow("ops.ExpandDims", "'axis': 1", on: "3", "Reshape to 1×3 → 1×3"),
    KerasRow("ops.ExpandDims", "'axis': 2", on: "3", "Reshape to 3×1 → 3×1"),
    KerasRow("ops.ExpandDims", "'axis': -1", on: "3", "Reshape to 3×1 → 3×1"),
    KerasRow("ops.ExpandDims", "'axis': -2", on: "3", "Reshape to 1×3 → 1×3"),
    KerasRow("ops.ExpandDims", "'axis': 3", on: "3", fails: KerasRow.unknown("ExpandDims")),
    KerasRow("ops.ExpandDims", "'axis': 0", on: "3", fails: KerasRow.unknown("ExpandDims")),
    KerasRow("ops.ExpandDims", "'axis': -3", on: "3", fails: KerasRow.unknown("ExpandDims")),
    KerasRow(layers: ["a = 3", "c ops.ExpandDims | | (@a, 2)"], "Reshape to 3×1 → 3×1"),
    KerasRow("ops.Squeeze", "'axis': 2", on: "3, 1", "Flatten → 3"),
    KerasRow("ops.Squeeze", "'axis': -1", on: "3, 1", "Flatten → 3"),
    KerasRow("ops.Squeeze", on: "3, 1", "Flatten → 3"),
    KerasRow("ops.Squeeze", "'axis': [1, 3]", on: "1, 3, 1", "Flatten → 3"),
    KerasRow("ops.Squeeze", "'axis': 3", on: "1, 3, 1", "Reshape to 1×3 → 1×3"),
    KerasRow("ops.Squeeze", "'axis': 1", on: "3, 1", fails: KerasRow.unknown("Squeeze")),
    KerasRow("ops.Squeeze", "'axis': 0", on: "3, 1", fails: KerasRow.unknown("Squeeze")),
    KerasRow(layers: ["a = 1, 3, 1", "c ops.Squeeze | | (@a, 1)"], "Reshape to 3×1 → 3×1"),
  ]

  static let items: [KerasRow] = [
    item("[{}, {'start': 1}]", on: "4, 5", "GetItem/Movement → 3×5"),
    item("[{}, {}, {'start': 1, 'stop': 3}]", on: "4, 5", "ChannelSlice 1 to 2 → 4×2"),
    item("['...', {'stop': 2}]", on: "4, 5", "ChannelSlice 0 to 1 → 4×2"),
    item("[{'class_name': '__ellipsis__'}, {'start': 3}]", on: "4, 5", "ChannelSlice 3 to 4 → 4×2"),
    item("[{}, '...', {'start': 3}]", on: "4, 5", "ChannelSlice 3 to 4 → 4×2"),
    item("[{}, {}, {'config': {'start': 1, 'stop': 3}}]", on: "4, 5", "ChannelSlice 1 to 2 → 4×2"),
    item("[{}, {'step': 2}]", on: "5, 4", "GetItem/Movement → 3×4"),
    item("[{}, {'step': 2}]", on: "6, 4", "GetItem/Movement → 3×4"),
    item("[{}, {}, {'step': 2}]", on: "5, 4", "GetItem/Movement → 5×2"),
    item("[{}, {}, {'start': 1, 'step': 1}]", on: "5, 4", "ChannelSlice 1 to 3 → 5×3"),
    item("[{}, {'start': 1}, {'start': 1}]", on: "5, 4", "GetItem/Movement → 4×3"),
    item("[{}, {'start': -2}]", on: "5, 4", "GetItem/Movement → 2×4"),
    item("[{}, {'stop': -1}]", on: "5, 4", "GetItem/Movement → 4×4"),
    item("[{}, {'start': -9, 'stop': 2}]", on: "5, 4", "GetItem/Movement → 2×4"),
    item("[{}, {'stop': 99}]", on: "5, 4", "GetItem/Movement → 5×4"),
    item("[{}, {'start': 9}]", on: "5, 4", nil),
    item("[{}, {'start': 3, 'stop': 3}]", on: "5, 4", nil),
    item("[{}, {'start': 3, 'stop': 4}]", on: "5, 4", "GetItem/Movement → 1×4"),
    item("[{}, 4]", on: "5, 4", "GetItem/Movement → 4"),
    item("[{}, -5]", on: "5, 4", "GetItem/Movement → 4"),
    item("[{}, 5]", on: "5, 4", nil),
    item("[{}, -6]", on: "5, 4", nil),
    item("[{}, 0]", on: "2, 4, 3", "GetItem/Movement → 4×3"),
    item("[{}, 0]", on: "5", "GetItem/Movement → 1"),
    item("[{}, {'start': 1}]", on: "2, 4, 3", "GetItem/Movement → 3×1×4"),
    item("[{}, {}, {}, {'stop': 2}]", on: "2, 4, 3", "ChannelSlice 0 to 1 → 2×2×4"),
    // A choice of the last length and a new one are not a choice of channels.
    item("[{}, null, {}, {'stop': 2}]", on: "5, 4", "GetItem/Movement → 1×5×2"),
    item("[{}, null]", on: "5, 4", "GetItem/Movement → 1×5×4"),
    item("[{}, {}, null]", on: "5, 4", "GetItem/Movement → 5×1×4"),
    item("[{}, {}, 0]", on: "5, 4", "GetItem/Movement → 5"),
    item("[null]", on: "5, 4", nil),
    item("[{'start': 1}]", on: "5, 4", nil),
    item("[{'step': 2}]", on: "5, 4", nil),
    item("[0]", on: "5, 4", nil),
    item("[]", on: "5, 4", nil),
    item("[{}, 'x']", on: "5, 4", nil),
    item("[{}, {}, {}, {}]", on: "5, 4", nil),
    item("[{}, {'step': -1}]", on: "5, 4", nil),
    item("[{}, {'step': 0}]", on: "5, 4", nil),
    item("[{}, {'start': 'x'}]", on: "5, 4", nil),
    item("[{}, {'stop': 2147483647}]", on: "5, 4", "GetItem/Movement → 5×4"),
    item("[{}, {'stop': 2147483648}]", on: "5, 4", nil),
    KerasRow(
      layers: ["a = 4, 5", "c ops.GetItem | | (@a, [{}, {'start': 1}])"],
      "GetItem/Movement → 3×5"),
  ]

  /// A choice of elements; nil if its shape is unknown.
  private static func item(_ key: String, on shape: String, _ step: String?) -> KerasRow {
    if let step { return KerasRow("ops.GetItem", "'key': \(key)", on: shape, step) }
    return KerasRow(
      "ops.GetItem", "'key': \(key)", on: shape, fails: KerasRow.unknown("GetItem"))
  }

  @Test func `a choice has at most sixteen items`() {
    for (count, message) in [
      (16, "c: the lengths or elements of the result exceed 64 bits"),
      (17, KerasRow.unknown("GetItem")),
    ] {
      let items = ["{}"] + Array(repeating: "null", count: count - 1)
      let row = KerasRow(
        "ops.GetItem", "'key': [\(items.joined(separator: ", "))]", on: "5, 4", fails: message)
      #expect(row.found == row.expected)
    }
  }

  static let parts: [KerasRow] = [
    KerasRow(
      layers: ["a = 4, 5", "c ops.Stack a a | 'axis': 1"], "Stack/Movement → 2×4×5"),
    KerasRow(
      layers: ["a = 4, 5", "c ops.Stack a a a | 'axis': -1"], "Stack/Movement → 4×5×3"),
    KerasRow(layers: ["a = 4, 5", "c ops.Stack a a | 'axis': 3"], "Stack/Movement → 4×5×2"),
    KerasRow(layers: ["a = 4, 5", "c ops.Stack a a | 'axis': -3"], "Stack/Movement → 2×4×5"),
    KerasRow(
      layers: ["a = 4, 5", "c ops.Stack a a | 'axis': 4"], fails: KerasRow.unknown("Stack")),
    KerasRow(
      layers: ["a = 4, 5", "c ops.Stack a a | 'axis': -4"], fails: KerasRow.unknown("Stack")),
    KerasRow(layers: ["a = 4, 5", "c ops.Stack a a"], fails: KerasRow.unknown("Stack")),
    KerasRow(
      layers: ["a = 4, 5", "b = 4, 3", "c ops.Stack a b | 'axis': 1"],
      fails: KerasRow.unknown("Stack")),
    KerasRow(
      layers: ["a = 4, 3", "b = 4, 2", "c ops.Concatenate a b"], "Concat → 4×5"),
    KerasRow(
      layers: ["a = 4, 3", "b = 2, 3", "c ops.Concatenate | | ([@a, @b], 1)"],
      "Concatenate/Movement → 6×3"),
    KerasRow(
      "ops.Split", "'indices_or_sections': 2, 'axis': -1", on: "4, 6",
      "ChannelSlice part 1 of 2 → 4×3", "ChannelSlice part 2 of 2 → 4×3"),
    KerasRow(
      "ops.Split", "'indices_or_sections': 2, 'axis': 1", on: "4, 6", "Split/Movement → 2×6",
      "Split/Movement → 2×6"),
    KerasRow(
      "ops.Split", "'indices_or_sections': [1, 3], 'axis': 2", on: "4, 6",
      "ChannelSlice 0 → 4×1", "ChannelSlice 1 to 2 → 4×2", "ChannelSlice 3 to 5 → 4×3"),
    KerasRow(
      "ops.Split", "'indices_or_sections': [1], 'axis': 1", on: "4, 6", "Split/Movement → 1×6",
      "Split/Movement → 3×6"),
    KerasRow(
      "ops.Split", "'indices_or_sections': [1], 'axis': 1", on: "4, 5, 3",
      "Split/Movement → 3×1×5", "Split/Movement → 3×3×5"),
    KerasRow(
      layers: ["a = 4, 6", "c ops.Split | | (@a, 2, -1)"], "ChannelSlice part 1 of 2 → 4×3",
      "ChannelSlice part 2 of 2 → 4×3"),
    KerasRow(
      layers: [
        "a = 4, 6",
        "c TFOpLambda a | 'function': 'split' | 'num_or_size_splits': [1, 5], 'axis': 2",
      ], "ChannelSlice 0 → 4×1", "ChannelSlice 1 to 5 → 4×5"),
    KerasRow(
      layers: [
        "a = 4, 6",
        "c TFOpLambda a | 'function': 'split' | 'num_or_size_splits': [1, 4], 'axis': 2",
      ], fails: KerasRow.unknown("TFOpLambda")),
    KerasRow(
      layers: ["a = 4, 6", "c TFOpLambda a | 'function': 'split' | 'axis': 2"],
      fails: KerasRow.unknown("TFOpLambda")),
    KerasRow(
      "ops.Split", "'indices_or_sections': 4, 'axis': -1", on: "4, 6",
      fails: """
        c: "indices_or_sections": found the number 4, expected a number that divides 6
        """),
    KerasRow(
      "ops.Split", "'indices_or_sections': 0, 'axis': -1", on: "4, 6",
      fails: """
        c: "indices_or_sections": found the number 0, expected a number that divides 6
        """),
    KerasRow(
      "ops.Split", "'indices_or_sections': 10001, 'axis': -1", on: "4, 10001",
      fails: """
        c: "indices_or_sections": found the number 10001, expected a number that divides 10001
        """),
    KerasRow(
      "ops.Split", "'indices_or_sections': 1, 'axis': -1", on: "4, 6",
      "ChannelSlice part 1 of 1 → 4×6"),
    KerasRow(
      "ops.Split", "'indices_or_sections': 6, 'axis': 1", on: "6",
      "ChannelSlice part 1 of 6 → 1", "ChannelSlice part 2 of 6 → 1",
      "ChannelSlice part 3 of 6 → 1", "ChannelSlice part 4 of 6 → 1",
      "ChannelSlice part 5 of 6 → 1", "ChannelSlice part 6 of 6 → 1"),
    KerasRow("ops.Split", "'indices_or_sections': 2", on: "4, 6", fails: KerasRow.unknown("Split")),
    KerasRow(
      "ops.Split", "'indices_or_sections': [3, 3], 'axis': -1", on: "4, 6",
      fails: KerasRow.unknown("Split")),
    KerasRow(
      "ops.Split", "'indices_or_sections': [7], 'axis': -1", on: "4, 6",
      fails: KerasRow.unknown("Split")),
  ]

  static let reductions: [KerasRow] = [
    KerasRow(
      "ops.Mean", "'axis': [1, 2]", on: "2, 4, 3", "AdaptiveAvgPool2d to 1×1 → 3×1×1",
      "Flatten → 3"),
    KerasRow(
      "ops.Mean", "'axis': [2, 1], 'keepdims': true", on: "2, 4, 3",
      "AdaptiveAvgPool2d to 1×1 → 3×1×1"),
    KerasRow(
      "ops.Max", "'axis': [-3, -2], 'keepdims': true", on: "2, 4, 3",
      "AdaptiveMaxPool2d to 1×1 → 3×1×1"),
    KerasRow(
      "ops.Mean", "'axis': [2, 3], 'data_format': 'channels_first'", on: "3, 2, 4",
      "AdaptiveAvgPool2d to 1×1 → 3×1×1", "Flatten → 3"),
    KerasRow(
      "ops.Mean", "'axis': [1, 2], 'data_format': 'channels_first'", on: "3, 2, 4",
      "Mean/Function → 4"),
    KerasRow("ops.Mean", "'axis': 1", on: "2, 4, 3", "Mean/Function → 4×3"),
    KerasRow("ops.Mean", "'axis': 1, 'keepdims': true", on: "2, 4, 3", "Mean/Function → 3×1×4"),
    KerasRow("ops.Mean", "'axis': -1", on: "2, 4, 3", "Mean/Function → 2×4"),
    KerasRow("ops.Mean", "'axis': 1", on: "4, 5", "Mean/Function → 5"),
    KerasRow("ops.Mean", "'axis': 1, 'keepdims': true", on: "4, 5", "Mean/Function → 1×5"),
    KerasRow("ops.Sum", "'axis': [1, 2]", on: "2, 4, 3", "Sum/Function → 3"),
    KerasRow("ops.Mean", "'axis': [1, 2, 3]", on: "2, 4, 3", "Mean/Function → 1"),
    KerasRow("ops.Mean", on: "4, 5", fails: KerasRow.unknown("Mean")),
    KerasRow("ops.Mean", "'axis': 0", on: "4, 5", fails: KerasRow.unknown("Mean")),
    KerasRow("ops.Mean", "'axis': 3", on: "4, 5", fails: KerasRow.unknown("Mean")),
    KerasRow("ops.Mean", "'axis': -3", on: "4, 5", fails: KerasRow.unknown("Mean")),
    KerasRow(layers: ["a = 4, 5", "c ops.Mean | | (@a, 1, true)"], "Mean/Function → 1×5"),
    KerasRow(
      layers: [
        "a = 4, 5",
        "c TFOpLambda a | 'function': 'math.reduce_sum' | 'axis': 1, 'keep_dims': true",
      ], "reducesum/Function → 1×5"),
  ]

  static let products: [KerasRow] = [
    KerasRow(
      layers: ["a = 2, 4", "b = 4, 5", "c ops.Matmul a b"], "Matmul/MatMul → 2×5",
      counts: "0 0 40"),
    KerasRow(
      layers: ["a = 6, 2, 4", "b = 6, 4, 5", "c ops.Matmul a b"], "Matmul/MatMul → 6×2×5",
      counts: "0 0 240"),
    KerasRow(
      layers: ["a = 1, 2, 4", "b = 6, 4, 5", "c ops.Matmul a b"], "Matmul/MatMul → 6×2×5",
      counts: "0 0 240"),
    KerasRow(
      layers: [
        "a = 2, 4", "b = 5, 4",
        "c TFOpLambda a b | 'function': 'linalg.matmul' | 'transpose_b': true",
      ], "TFOpLambda/MatMul → 2×5", counts: "0 0 40"),
    KerasRow(
      layers: [
        "a = 4, 2", "b = 4, 5",
        "c TFOpLambda a b | 'function': 'linalg.matmul' | 'transpose_a': true",
      ], "TFOpLambda/MatMul → 2×5", counts: "0 0 40"),
    KerasRow(
      layers: ["a = 1, 1, 1, 1, 1, 1, 2, 4", "b = 1, 1, 1, 1, 1, 1, 4, 5", "c ops.Matmul a b"],
      "Matmul/MatMul → 1×1×1×1×1×1×2×5", counts: "0 0 40"),
    KerasRow(
      layers: ["a = 2, 4", "b = 3, 5", "c ops.Matmul a b"],
      fails: "c: Matmul on 2×4 and 3×5, which do not fit"),
    KerasRow(
      layers: ["a = 2, 2, 4", "b = 3, 4, 5", "c ops.Matmul a b"],
      fails: "c: Matmul on 2×2×4 and 3×4×5, which do not fit"),
    KerasRow(
      layers: ["a = 4", "b = 4, 5", "c ops.Matmul a b"], fails: KerasRow.unknown("Matmul")),
    KerasRow(
      layers: ["a = 2, 4", "b = 4", "c ops.Matmul a b"], fails: KerasRow.unknown("Matmul")),
    KerasRow(layers: ["a = 4, 4", "c ops.Matmul a"], fails: KerasRow.unknown("Matmul")),
    KerasRow(
      layers: ["a = 2147483647, 2147483647", "c ops.Matmul a a"],
      fails: "c: the multiply-accumulates exceed 64 bits"),
    KerasRow(
      "ops.Pad", "'pad_width': [[0, 0], [1, 2], [0, 3], [0, 0]]", on: "2, 4, 3",
      "ZeroPad2d 1,2,0,3 → 3×5×7"),
    KerasRow(
      "ops.Pad", "'pad_width': [[0, 0], [0, 0], [1, 2], [0, 3]], 'data_format': 'channels_first'",
      on: "3, 2, 4", "ZeroPad2d 1,2,0,3 → 3×5×7"),
    KerasRow(
      "ops.Pad", "'pad_width': [[0, 0], [0, 0], [0, 0], [1, 2]]", on: "2, 4, 3",
      "Pad/Movement → 6×2×4"),
    KerasRow(
      "ops.Pad", "'pad_width': [[0, 0], [1, 2], [4, 0]]", on: "4, 5", "Pad/Movement → 7×9"),
    KerasRow(
      layers: [
        "a = 4, 5",
        "c TFOpLambda a | 'function': 'pad' | 'paddings': [[0, 0], [1, 2], [4, 0]]",
      ], "TFOpLambda/Movement → 7×9"),
    KerasRow("ops.Pad", "'pad_width': [[1, 0], [1, 2]]", on: "4", fails: KerasRow.unknown("Pad")),
    KerasRow("ops.Pad", "'pad_width': [[0, 0]]", on: "4", fails: KerasRow.unknown("Pad")),
    KerasRow(
      "ops.Pad", "'pad_width': [[0, 0], [1, 2, 3]]", on: "4",
      fails: KerasRow.unknown("Pad")),
    KerasRow("ops.Pad", "'pad_width': [[0, 0], [-1, 2]]", on: "4", fails: KerasRow.unknown("Pad")),
    KerasRow(
      "ops.Pad", "'pad_width': [[0, 0], [0, 2147483648]]", on: "4",
      fails: KerasRow.unknown("Pad")),
    KerasRow(
      "ops.Pad", "'pad_width': [[0, 0], [0, 2147483647]]", on: "4",
      fails: "c: the lengths or elements of the result exceed 64 bits"),
    KerasRow("ops.Resize", "'size': [7, 9]", on: "2, 4, 3", "Upsample to 7×9 bilinear → 3×7×9"),
    KerasRow(
      "ops.Resize", "'size': [7, 9], 'interpolation': 'nearest', 'data_format': 'channels_first'",
      on: "3, 2, 4", "Upsample to 7×9 nearest → 3×7×9"),
    KerasRow(
      layers: ["a = 2, 4, 3", "c ops.Resize | | (@a, [7, 9], 'lanczos3')"],
      "Upsample to 7×9 bicubic → 3×7×9"),
    KerasRow(
      layers: [
        "a = 2, 4, 3",
        "c TFOpLambda a | 'function': 'image.resize' | 'size': [7, 9], 'method': 'nearest'",
      ], "Upsample to 7×9 nearest → 3×7×9"),
    KerasRow("ops.Resize", "'size': [7]", on: "2, 4, 3", fails: KerasRow.unknown("Resize")),
    KerasRow("ops.Resize", "'size': [7, 0]", on: "2, 4, 3", fails: KerasRow.unknown("Resize")),
    KerasRow("ops.Resize", "'size': [7, 9]", on: "2, 4", fails: KerasRow.unknown("Resize")),
  ]

  @Test(arguments: arithmetic + views + items + parts + reductions + products)
  func `an operator follows its rule`(row: KerasRow) {
    #expect(row.found == row.expected)
  }
}
