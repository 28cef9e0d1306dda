import Testing

@testable import ConvCostImport

/// Joins and layers that change shapes. Axes count the batch, as in Keras.
struct KerasJoinTests {
  static let pool = "p GlobalAveragePooling2D a"

  static let joins: [KerasRow] = [
    KerasRow(layers: ["a = 4, 3", "c Add a a"], "Add → 4×3"),
    KerasRow(
      layers: ["a = 4, 3", "c Add a"], fails: "c: found 1 input, expected at least two"),
    KerasRow(layers: ["a = 4, 3", "c Add -"], fails: "c: found 0 inputs, expected at least two"),
    KerasRow(layers: ["a = 4, 3", "b = 1, 3", "c Add b a"], "Add/Function → 4×3"),
    KerasRow(layers: ["a = 2, 4, 3", "b = 1, 1, 3", "c Multiply b a"], "Multiply → 3×2×4"),
    KerasRow(layers: ["a = 4, 3", "c Subtract a a"], "Subtract/Function → 4×3"),
    KerasRow(layers: ["a = 4, 3", "c Maximum a a"], "Maximum/Function → 4×3"),
    KerasRow(layers: ["a = 4, 3", "c Average a a"], "Add → 4×3", "Scaling → 4×3"),
    KerasRow(
      layers: ["a = 2, 4, 3", "b = 1, 1, 3", "c CustomScaleLayer a b"], "Scaling → 3×1×1",
      "Add → 3×2×4"),
    KerasRow(
      layers: ["a = 4, 3", "c CustomScaleLayer a"], fails: "c: found 1 input, expected two"),
    KerasRow(
      layers: ["a = 4, 3", "c CustomScaleLayer a a a"], fails: "c: found 3 inputs, expected two"),
    KerasRow(layers: ["a = 4, 3", "c ReLU a a"], fails: "c: found 2 inputs, expected one"),
    KerasRow(layers: ["a = 4, 3", "c ReLU -"], fails: "c: found 0 inputs, expected one"),
    KerasRow(
      layers: ["a = 4", "c Add a a a a a b", "b = 3"],
      fails: "c: Add on 4 and 4 and 4 and 4 and others, which do not fit"),
    KerasRow(
      layers: ["a = 4", "c Add a a a b", "b = 3"],
      fails: "c: Add on 4 and 4 and 4 and 3, which do not fit"),
    // Means of maps stay maps among each other and beside maps, and are vectors elsewhere.
    KerasRow(
      layers: ["a = 2, 4, 3", pool, "q GlobalMaxPooling2D a", "c Add p q"],
      "AdaptiveAvgPool2d to 1×1 → 3×1×1", "AdaptiveMaxPool2d to 1×1 → 3×1×1", "Add → 3×1×1",
      "Flatten → 3"),
    KerasRow(
      layers: ["a = 2, 4, 3", "b = 5, 3", pool, "q GlobalAveragePooling1D b", "c Add p q"],
      "AdaptiveAvgPool2d to 1×1 → 3×1×1", "AdaptiveAvgPool1d to 1 → 3×1", "Flatten → 3",
      "Flatten → 3", "Add → 3"),
    KerasRow(
      layers: ["a = 2, 4, 3", pool, "c Multiply p a"], "AdaptiveAvgPool2d to 1×1 → 3×1×1",
      "Multiply → 3×2×4"),
    KerasRow(
      layers: ["a = 5, 3", "p GlobalAveragePooling1D a", "c Multiply a p"],
      "AdaptiveAvgPool1d to 1 → 3×1", "Multiply → 3×5"),
    KerasRow(
      layers: ["a = 2, 4, 3", "b = 5, 3", pool, "c Multiply p b"],
      "AdaptiveAvgPool2d to 1×1 → 3×1×1", "Reshape to 1×3 → 1×3", "Multiply/Function → 5×3"),
    KerasRow(
      layers: ["a = 3", "b = 2, 4, 3", "c Add a b"], "Reshape to 1×1×3 → 1×1×3",
      "Permute channels first → 3×1×1", "Add → 3×2×4"),
    KerasRow(
      layers: ["a = 4, 3", "b = 2, 4, 3", "c Add a b"], "Reshape to 1×4×3 → 1×4×3",
      "Permute channels first → 3×1×4", "Add → 3×2×4"),
    KerasRow(
      layers: ["a = 2, 4, 3", "d Dense a | 'units': 3", "c Add d a"],
      "Permute channels last → 2×4×3", "Linear → 2×4×3", "Permute channels first → 3×2×4",
      "Add → 3×2×4", counts: "12 0 72"),
    KerasRow(
      layers: [
        "a = 4, 5, 6, 3", "t TimeDistributed a | 'layer': {'class_name': 'ReLU', 'config': {}}",
        "c Add t t",
      ], "ReLU → 4×3×5×6", "Add → 4×3×5×6"),
  ]

  static let concatenations: [KerasRow] = [
    KerasRow(layers: ["a = 2, 4, 3", "b = 2, 4, 2", "c Concatenate a b"], "Concat → 5×2×4"),
    KerasRow(
      layers: ["a = 2, 4, 3", "b = 2, 4, 2", "c Concatenate a b a | 'axis': 3"],
      "Concat → 8×2×4"),
    KerasRow(
      layers: ["a = 2, 4, 3", "b = 5, 4, 3", "c Concatenate a b | 'axis': 1"],
      "Concatenate/Movement → 3×7×4"),
    KerasRow(
      layers: ["a = 2, 4, 3", "b = 2, 5, 3", "c Concatenate a b | 'axis': -2"],
      "Concatenate/Movement → 3×2×9"),
    KerasRow(
      layers: ["a = 2, 4, 3", "b = 5, 4, 3", "c Concatenate a b | 'axis': -3"],
      "Concatenate/Movement → 3×7×4"),
    KerasRow(
      layers: [
        "a = 3, 2, 4", "b = 2, 2, 4",
        "c Concatenate a b | 'axis': 1, 'data_format': 'channels_first'",
      ], "Concat → 5×2×4"),
    KerasRow(
      layers: ["a = 2, 4, 3", "c Concatenate a a | 'axis': 0"],
      fails: "c: Concatenate on 2×4×3 and 2×4×3, which do not fit"),
    KerasRow(
      layers: ["a = 2, 4, 3", "c Concatenate a a | 'axis': 4"],
      fails: "c: Concatenate on 2×4×3 and 2×4×3, which do not fit"),
    KerasRow(
      layers: ["a = 2, 4, 3", "c Concatenate a a | 'axis': -4"],
      fails: "c: Concatenate on 2×4×3 and 2×4×3, which do not fit"),
    KerasRow(
      layers: ["a = 2, 4, 3", "b = 5, 4, 2", "c Concatenate a b | 'axis': 1"],
      fails: "c: Concatenate on 2×4×3 and 5×4×2, which do not fit"),
    KerasRow(
      layers: ["a = 2, 4, 3", "b = 2, 5, 2", "c Concatenate a b"],
      fails: "c: Concatenate on 2×4×3 and 2×5×2, which do not fit"),
    KerasRow(
      layers: ["a = 4, 3", "b = 2, 4, 3", "c Concatenate a b"],
      fails: "c: Concatenate on 4×3 and 2×4×3, which do not fit"),
    KerasRow(
      layers: ["a = 4, 3", "c Concatenate a a | 'axis': 'x'"],
      fails: #"c: "axis": found the string "x", expected a whole number"#),
    KerasRow(
      layers: ["a = 4, 3", "c Concatenate -"], fails: "c: found 0 inputs, expected at least one"),
  ]

  static let dots: [KerasRow] = [
    KerasRow(layers: ["a = 4, 3", "b = 5, 3", "c Dot a b"], "Dot/MatMul → 4×5", counts: "0 0 60"),
    KerasRow(
      layers: ["a = 3, 4", "b = 5, 3", "c Dot a b | 'axes': [1, 2]"], "Dot/MatMul → 4×5",
      counts: "0 0 60"),
    KerasRow(
      layers: ["a = 3, 4", "b = 3, 5", "c Dot a b | 'axes': 1"], "Dot/MatMul → 4×5",
      counts: "0 0 60"),
    KerasRow(
      layers: ["a = 3, 4", "b = 5, 3", "c Dot a b | 'axes': [-2, -1]"], "Dot/MatMul → 4×5",
      counts: "0 0 60"),
    KerasRow(layers: ["a = 3", "c Dot a a | 'axes': 1"], "Dot/MatMul → 1", counts: "0 0 3"),
    KerasRow(
      layers: ["a = 4, 3", "b = 5, 2", "c Dot a b | 'axes': -1"],
      fails: "c: Dot on 4×3 and 5×2, which do not fit"),
    KerasRow(
      layers: ["a = 3, 4", "b = 5, 3", "c Dot a b | 'axes': [1, 3]"],
      fails: "c: Dot on 5×3, expected the axis 3 to be one of its dimensions"),
    KerasRow(
      layers: ["a = 3, 4", "b = 5, 3", "c Dot a b | 'axes': [0, 2]"],
      fails: "c: Dot on 3×4, expected the axis 0 to be one of its dimensions"),
    KerasRow(layers: ["a = 3", "c Dot a"], fails: "c: found 1 input, expected two"),
    KerasRow(
      layers: ["a = 2147483647, 2147483647", "c Dot a a"],
      fails: "c: the multiply-accumulates exceed 64 bits"),
  ]

  static let shapes: [KerasRow] = [
    KerasRow("Permute", "'dims': [2, 1]", on: "4, 3", "Permute/Movement → 3×4"),
    KerasRow("Permute", "'dims': [3, 1, 2]", on: "2, 4, 3", "Permute/View → 3×2×4"),
    KerasRow("Permute", "'dims': [1, 2, 3]", on: "2, 4, 3", "Permute/View → 3×2×4"),
    KerasRow("Permute", "'dims': [2, 3, 1]", on: "2, 4, 3", "Permute/Movement → 2×4×3"),
    KerasRow("Permute", "'dims': [2, 1, 3]", on: "2, 4, 3", "Permute/Movement → 3×4×2"),
    KerasRow(
      "Permute", "'dims': [2, 3, 1], 'data_format': 'channels_first'", on: "3, 2, 4",
      "Permute/View → 3×2×4"),
    KerasRow(
      "Permute", "'dims': [3, 1, 2], 'data_format': 'channels_first'", on: "3, 2, 4",
      "Permute/Movement → 4×3×2"),
    // What follows sees the map in its new form.
    KerasRow(
      layers: [
        "a = 2, 4, 3", "p Permute a | 'dims': [3, 1, 2]", "c BatchNormalization p | 'axis': 1",
      ], "Permute/View → 3×2×4", "BatchNorm2d → 3×2×4", counts: "6 6 0"),
    KerasRow(
      layers: [
        "a = 3, 2, 4", "p Permute a | 'dims': [2, 3, 1], 'data_format': 'channels_first'",
        "c BatchNormalization p",
      ], "Permute/View → 3×2×4", "BatchNorm2d → 3×2×4", counts: "6 6 0"),
    KerasRow(
      layers: [
        "a = 2, 4, 5, 3", "p Permute a | 'dims': [4, 1, 2, 3]",
        "c BatchNormalization p | 'axis': 1",
      ], "Permute/View → 3×2×4×5", "BatchNorm3d → 3×2×4×5", counts: "6 6 0"),
    KerasRow(
      layers: [
        "a = 3, 2, 4, 5",
        "p Permute a | 'dims': [2, 3, 4, 1], 'data_format': 'channels_first'",
        "c BatchNormalization p",
      ], "Permute/View → 3×2×4×5", "BatchNorm3d → 3×2×4×5", counts: "6 6 0"),
    KerasRow(
      layers: ["a = 2, 4, 3", pool, "c Permute p | 'dims': [1]"],
      "AdaptiveAvgPool2d to 1×1 → 3×1×1", "Permute/View → 3×1×1", "Flatten → 3"),
    KerasRow(
      "Permute", "'dims': [1, 1, 2]", on: "2, 4, 3",
      fails: "c: Permute on 2×4×3, expected an order of its dimensions"),
    KerasRow(
      "Permute", "'dims': [0, 1, 2]", on: "2, 4, 3",
      fails: "c: Permute on 2×4×3, expected an order of its dimensions"),
    KerasRow(
      "Permute", on: "2, 4, 3", fails: #"c: "dims" is missing, expected whole numbers"#),
    KerasRow("Reshape", "'target_shape': [4, -1]", on: "24", "Reshape to 4×6 → 4×6"),
    KerasRow("Reshape", "'target_shape': [2, 4, 3]", on: "24", "Reshape to 3×2×4 → 3×2×4"),
    KerasRow("Reshape", "'target_shape': [2, 4, 3]", on: "2, 4, 3", "Reshape/View → 3×2×4"),
    KerasRow("Reshape", "'target_shape': [4, 2, 3]", on: "2, 4, 3", "Reshape to 3×4×2 → 3×4×2"),
    KerasRow("Reshape", "'target_shape': [-1]", on: "2, 4, 3", "Flatten → 24"),
    KerasRow(
      "Reshape", "'target_shape': [2, 2, 2, -1]", on: "2, 4, 3", "Reshape to 2×2×2×3 → 2×2×2×3"),
    KerasRow(
      "Reshape", "'target_shape': [3, 4, 2], 'data_format': 'channels_first'", on: "3, 2, 4",
      "Reshape to 3×4×2 → 3×4×2"),
    KerasRow(
      layers: [
        "a = 6, 4", "b Cropping1D a | 'cropping': 0", "c Reshape b | 'target_shape': [3, 8]",
      ], "Crop 0 → 4×6", "Reshape to 8×3 → 8×3"),
    KerasRow(
      "Reshape", "'target_shape': [1, 1, 1, 1, 1, 1, 2, 3]", on: "6",
      "Reshape to 1×1×1×1×1×1×2×3 → 1×1×1×1×1×1×2×3"),
    KerasRow(
      "Reshape", "'target_shape': [1, 1, 1, 1, 1, 1, 1, 2, 3]", on: "6",
      fails: "c: Reshape on 6, expected as many elements as 1×1×1×1×1×1×1×2×3 has"),
    KerasRow(
      "Reshape", "'target_shape': [5, -1]", on: "4, 3",
      fails: "c: Reshape on 4×3, expected as many elements as 5×-1 has"),
    KerasRow(
      "Reshape", "'target_shape': [5, 2]", on: "4, 3",
      fails: "c: Reshape on 4×3, expected as many elements as 5×2 has"),
    KerasRow(
      "Reshape", "'target_shape': [-2, -6]", on: "4, 3",
      fails: "c: Reshape on 4×3, expected as many elements as -2×-6 has"),
    KerasRow(
      "Reshape", "'target_shape': [-1, -1]", on: "1",
      fails: "c: Reshape on 1, expected as many elements as -1×-1 has"),
    KerasRow(
      "Reshape", on: "4, 3", fails: #"c: "target_shape" is missing, expected whole numbers"#),
    KerasRow(
      layers: ["a = 2, 4, 3", pool, "c Reshape p | 'target_shape': [1, 1, 3]"],
      "AdaptiveAvgPool2d to 1×1 → 3×1×1", "Reshape/View → 3×1×1"),
    KerasRow(
      layers: ["a = 2, 4, 3", pool, "c Reshape p | 'target_shape': [3]"],
      "AdaptiveAvgPool2d to 1×1 → 3×1×1", "Reshape/View → 3×1×1", "Flatten → 3"),
    KerasRow(
      layers: ["a = 2, 4, 3", pool, "c Reshape p | 'target_shape': [1, 3]"],
      "AdaptiveAvgPool2d to 1×1 → 3×1×1", "Reshape to 1×3 → 1×3"),
    KerasRow(
      layers: ["a = 5, 3", "p GlobalMaxPooling1D a", "c Reshape p | 'target_shape': [1, 3]"],
      "AdaptiveMaxPool1d to 1 → 3×1", "Reshape/View → 3×1"),
    KerasRow(
      "TimeDistributed",
      "'layer': {'class_name': 'Reshape', 'config': {'target_shape': [6]}}", on: "4, 2, 3",
      "Reshape to 4×6 → 4×6"),
    KerasRow("Flatten", on: "2, 4, 3", "Flatten → 24"),
    KerasRow("Flatten", on: "4, 3", "Flatten → 12"),
    KerasRow(
      "TimeDistributed", "'layer': {'class_name': 'Flatten', 'config': {}}", on: "4, 2, 3",
      "Flatten → 4×6"),
    KerasRow(
      "TimeDistributed", "'layer': {'class_name': 'Flatten', 'config': {}}", on: "4, 3",
      "Flatten/View → 4×3"),
    KerasRow(
      layers: [
        "a = 4, 5, 6, 3", "t TimeDistributed a | 'layer': {'class_name': 'ReLU', 'config': {}}",
        "c Flatten t",
      ], "ReLU → 4×3×5×6", "Reshape to 4×5×6×3 → 4×5×6×3", "Flatten → 360"),
    KerasRow("RepeatVector", "'n': 4", on: "3", "RepeatVector/Movement → 4×3"),
    KerasRow(
      "RepeatVector", "'n': 4", on: "4, 3",
      fails: "c: RepeatVector on 4×3, expected one dimension"),
  ]

  @Test(arguments: joins + concatenations + dots + shapes)
  func `a join or a shape follows Keras' axes`(row: KerasRow) {
    #expect(row.found == row.expected)
  }
}
