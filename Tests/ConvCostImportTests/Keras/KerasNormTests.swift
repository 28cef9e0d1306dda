import Testing

@testable import ConvCostImport

/// Norms, dense layers and functions of elements. Parameters follow the `build` methods of Keras.
struct KerasNormTests {
  static let norms: [KerasRow] = [
    KerasRow("BatchNormalization", on: "2, 4, 3", "BatchNorm2d → 3×2×4", counts: "6 6 0"),
    KerasRow(
      "BatchNormalization", "'axis': 1, 'data_format': 'channels_first'", on: "3, 2, 4",
      "BatchNorm2d → 3×2×4", counts: "6 6 0"),
    KerasRow(
      "BatchNormalization", "'axis': 3, 'center': false", on: "2, 4, 3",
      "BatchNorm2d no shift → 3×2×4", counts: "3 6 0"),
    KerasRow(
      "BatchNormalization", "'scale': false", on: "2, 4, 3", "BatchNorm2d no scale → 3×2×4",
      counts: "3 6 0"),
    KerasRow(
      "BatchNormalization", "'renorm': true", on: "2, 4, 3",
      "BatchNormalization/Function → 3×2×4", counts: "6 15 0"),
    KerasRow(
      "BatchNormalization", "'axis': [2, 1]", on: "4, 2, 3",
      "BatchNormalization/Function → 3×4×2", counts: "16 16 0"),
    KerasRow(
      "BatchNormalization", "'axis': -2, 'scale': false", on: "4, 2, 3",
      "BatchNormalization/Function → 3×4×2", counts: "2 4 0"),
    KerasRow("BatchNormalization", on: "5", "BatchNorm1d → 5", counts: "10 10 0"),
    KerasRow("BatchNormalization", on: "4, 5", "BatchNorm1d → 4×5", counts: "10 10 0"),
    KerasRow(
      "BatchNormalization", "'axis': 0", on: "4, 2, 3",
      fails: """
        c: BatchNormalization on 4×2×3, expected the axis 0 to be one of its dimensions
        """),
    KerasRow(
      "BatchNormalization", "'axis': 4", on: "4, 2, 3",
      fails: """
        c: BatchNormalization on 4×2×3, expected the axis 4 to be one of its dimensions
        """),
    KerasRow(
      "BatchNormalization", "'axis': [3, -1]", on: "4, 2, 3",
      fails: """
        c: BatchNormalization on 4×2×3, expected the axis -1 to be one of its dimensions
        """),
    KerasRow(
      "BatchNormalization", "'axis': 'last'", on: "4, 2, 3",
      fails: #"c: "axis": found the string "last", expected whole numbers"#),
    KerasRow(
      "BatchNormalization", "'axis': [1, 2, 3]", on: "2147483647, 2147483647, 2",
      fails: "c: the weights exceed 64 bits"),
    KerasRow("LayerNormalization", on: "2, 4, 3", "LayerNorm → 3×2×4", counts: "6 0 0"),
    KerasRow(
      "LayerNormalization", "'center': false", on: "2, 4, 3",
      "LayerNormalization/Function → 3×2×4", counts: "3 0 0"),
    KerasRow(
      "LayerNormalization", "'center': false, 'scale': false", on: "2, 4, 3",
      "LayerNorm → 3×2×4"),
    KerasRow(
      "LayerNormalization", "'axis': [-2, -1]", on: "2, 4, 3",
      "LayerNormalization/Function → 3×2×4", counts: "24 0 0"),
    // The root of the mean square is scaled, and never shifted.
    KerasRow(
      "LayerNormalization", "'rms_scaling': true, 'scale': false", on: "4, 3",
      "LayerNormalization/Function → 4×3", counts: "3 0 0"),
    KerasRow(
      "LayerNormalization", "'rms_scaling': true", on: "4, 3",
      "LayerNormalization/Function → 4×3", counts: "3 0 0"),
    KerasRow("RMSNormalization", on: "4, 3", "RMSNormalization/Function → 4×3", counts: "3 0 0"),
    KerasRow(
      "RMSNormalization", "'axis': 1", on: "4, 3", "RMSNormalization/Function → 4×3",
      counts: "4 0 0"),
    KerasRow("GroupNormalization", on: "2, 4, 64", "GroupNorm g32 → 64×2×4", counts: "128 0 0"),
    KerasRow(
      "GroupNormalization", "'groups': -1", on: "2, 4, 3", "GroupNorm g3 → 3×2×4",
      counts: "6 0 0"),
    KerasRow(
      "GroupNormalization", "'groups': 3, 'scale': false, 'center': false", on: "2, 4, 6",
      "GroupNorm g3 → 6×2×4"),
    KerasRow(
      "GroupNormalization", "'groups': 3, 'center': false", on: "2, 4, 6",
      "GroupNormalization/Function → 6×2×4", counts: "6 0 0"),
    KerasRow(
      "GroupNormalization", "'groups': 2, 'axis': 1", on: "4, 2, 3",
      "GroupNormalization/Function → 3×4×2", counts: "8 0 0"),
    KerasRow("Normalization", on: "4, 2, 3", "Normalization stored → 3×4×2", counts: "0 7 0"),
    KerasRow(
      "Normalization", "'axis': 1", on: "4, 2, 3", "Normalization/Function → 3×4×2",
      counts: "0 9 0"),
    KerasRow(
      "Normalization", "'axis': [1, 2]", on: "4, 2, 3", "Normalization/Function → 3×4×2",
      counts: "0 17 0"),
    KerasRow(
      "Normalization", "'axis': null", on: "4, 2, 3", "Normalization/Function → 3×4×2",
      counts: "0 3 0"),
    KerasRow(
      "Normalization", "'axis': -1, 'mean': [0.5]", on: "4, 2, 3", "Normalization → 3×4×2"),
    KerasRow(
      "Normalization", "'axis': [1, 2, 3]", on: "2147483647, 2147483647, 2",
      fails: "c: the statistics exceed 64 bits"),
    KerasRow("LayerScale", on: "2, 4, 3", "ChannelScale → 3×2×4", counts: "3 0 0"),
    // The factors are along the last dimension, whatever it is.
    KerasRow(
      "LayerScale", "'data_format': 'channels_first'", on: "3, 2, 4", "LayerScale/Function → 3×2×4",
      counts: "4 0 0"),
    KerasRow(
      "SpectralNormalization",
      "'layer': {'class_name': 'Conv2D', 'config': {'filters': 5, 'kernel_size': 1}}",
      on: "2, 4, 3", "Conv2d 1×1 → 5×2×4", "SpectralNormalization/View → 5×2×4",
      counts: "20 5 120"),
    KerasRow(
      "SpectralNormalization",
      "'layer': {'class_name': 'Conv2DTranspose', 'config': {'filters': 5, 'kernel_size': 1}}",
      on: "2, 4, 3", "ConvTranspose2d 1×1 → 5×2×4", "SpectralNormalization/View → 5×2×4",
      counts: "20 3 120"),
    KerasRow(
      "SpectralNormalization",
      "'layer': {'class_name': 'DepthwiseConv2D', 'config': {'kernel_size': 1}}", on: "2, 4, 3",
      "Conv2d 1×1 dw → 3×2×4", "SpectralNormalization/View → 3×2×4", counts: "6 1 24"),
    KerasRow(
      "SpectralNormalization",
      """
      'layer': {'class_name': 'DepthwiseConv2D', \
      'config': {'kernel_size': 1, 'depth_multiplier': 2}}
      """,
      on: "2, 4, 3", "Conv2d 1×1 dw×2 → 6×2×4", "SpectralNormalization/View → 6×2×4",
      counts: "12 2 48"),
    KerasRow(
      "SpectralNormalization",
      "'layer': {'class_name': 'Embedding', 'config': {'input_dim': 10, 'output_dim': 4}}",
      on: "6", "Embedding/Movement → 6×4", "SpectralNormalization/View → 6×4", counts: "40 4 0"),
    KerasRow(
      "SpectralNormalization", "'layer': {'class_name': 'ELU', 'config': {}}", on: "2, 4, 3",
      "ELU/Function → 3×2×4", "SpectralNormalization/Unknown → 3×2×4"),
    KerasRow(
      "SpectralNormalization", on: "6",
      fails: #"c: "layer" is missing, expected a layer"#),
    KerasRow(
      "SpectralNormalization", "'layer': {'config': {}}", on: "6",
      fails: #"c: "layer": found an object, expected a layer with a class_name"#),
  ]

  static let dense: [KerasRow] = [
    KerasRow(
      "Dense", "'units': 5, 'activation': 'softmax'", on: "2, 3, 4",
      "Permute channels last → 2×3×4", "Linear → 2×3×5", "Softmax → 2×3×5", counts: "25 0 120"),
    KerasRow("Dense", "'units': 5, 'use_bias': false", on: "4", "Linear → 5", counts: "20 0 20"),
    KerasRow(
      "Dense", "'units': 5, 'lora_rank': 2", on: "6, 3", "Dense with adapter/MatMul → 6×5",
      counts: "36 0 186"),
    KerasRow(
      "Dense", "'units': 5, 'lora_rank': 2, 'use_bias': false, 'activation': 'relu'",
      on: "6, 3", "Dense with adapter/MatMul → 6×5", "ReLU → 6×5", counts: "31 0 186"),
    KerasRow(
      "TimeDistributed",
      "'layer': {'class_name': 'Dense', 'config': {'units': 5, 'lora_rank': 2}}", on: "4, 3",
      "Dense with adapter/MatMul → 4×5", counts: "36 0 124"),
    KerasRow(
      "Dense", "'units': 2147483647, 'lora_rank': 2147483647", on: "4, 3",
      fails: "c: the weights exceed 64 bits"),
    KerasRow(
      "TimeDistributed",
      """
      'layer': {'class_name': 'Dense', \
      'config': {'units': 2147483647, 'lora_rank': 2147483647}}
      """,
      on: "4, 3", fails: "c: the multiply-accumulates exceed 64 bits"),
    KerasRow(
      "Embedding", "'input_dim': 10, 'output_dim': 4", on: "3, 2", "Embedding/Movement → 3×2×4",
      counts: "40 0 0"),
    KerasRow(
      "Embedding", "'input_dim': 10, 'output_dim': 4", on: "1, 1, 1, 1, 1, 1, 1, 2",
      fails: "c: the lengths or elements of the result exceed 64 bits"),
    KerasRow(
      "EinsumDense", "'equation': 'ab , bc -> ac', 'output_shape': [3], 'bias_axes': 'c'",
      on: "5", "EinsumDense/MatMul → 3", counts: "18 0 15"),
    KerasRow(
      "EinsumDense", "'equation': 'ab,bc->ac', 'output_shape': 3, 'activation': 'relu'",
      on: "5", "EinsumDense/MatMul → 3", "ReLU → 3", counts: "15 0 15"),
    KerasRow(
      "EinsumDense",
      "'equation': 'abc,cde->abde', 'output_shape': [null, 4, 5], 'bias_axes': 'de'", on: "2, 3",
      "EinsumDense/MatMul → 2×4×5", counts: "80 0 120"),
    KerasRow(
      "EinsumDense", "'equation': '...x,xy->...y', 'output_shape': 5", on: "2, 3, 4",
      "Permute channels last → 2×3×4", "EinsumDense/MatMul → 2×3×5", counts: "20 0 120"),
    KerasRow(
      "EinsumDense", "'equation': '...ab,bc->...ac', 'output_shape': 3", on: "5",
      "EinsumDense/MatMul → 3", counts: "15 0 15"),
    KerasRow(
      "EinsumDense", "'equation': '...,->...', 'output_shape': []", on: "1, 1, 2, 1, 1, 1, 1, 3",
      "EinsumDense/MatMul → 1×1×2×1×1×1×1×3", counts: "1 0 6"),
    KerasRow(
      "EinsumDense", "'output_shape': 3", on: "5",
      fails: #"c: "equation" is missing, expected an equation"#),
  ]

  /// Equations and shapes that do not fit an input of five features.
  @Test(
    arguments: [
      ("ab", "3", ""), ("ab,bc,c->ac", "3", ""), ("ab,bc", "3", ""), ("aab,bc->ac", "3", ""),
      ("aa,ac->ac", "3", ""), ("ab,bb->ab", "5", ""), ("ab,bc->acc", "3", ""),
      ("ab,bc->dc", "3", ""), ("abc,cd->abd", "3", ""), ("a,ac->ac", "3", ""),
      ("ab,b.->ac", "3", ""), ("ab,bc->a.", "3", ""), ("a.,bc->ac", "3", ""),
      ("...abc,cd->...d", "3", ""), ("ab,bcd->ac", "3", ""), ("ab,bc->abc", "[4, 3]", ""),
      ("ab,bc->ac", "[null, 3]", ""), ("ab,bc->ac", "[1, 2, 3]", ""), ("ab,bc->ac", "0", ""),
      ("ab,bc->ac", "2147483648", ""), ("ab,bc->ac", "3", "z"), ("ab,b->ac", "[null]", ""),
    ] as [(String, String, String)])
  func `an equation that does not fit is named`(equation: String, shape: String, bias: String) {
    let row = KerasRow(
      "EinsumDense",
      "'equation': '\(equation)', 'output_shape': \(shape), 'bias_axes': '\(bias)'", on: "5")
    let message =
      #"c: "equation": found "\#(equation)", expected an equation such as "abc,cd->abd" that fits"#
      + " the input and the output_shape"
    #expect(row.found == message)
  }

  @Test func `an equation has at most 64 bytes`() {
    for (count, isRead) in [(64, true), (65, false)] {
      let equation = "ab,bc->ac" + String(repeating: " ", count: count - 9)
      let row = KerasRow("EinsumDense", "'equation': '\(equation)', 'output_shape': 3", on: "5")
      #expect(row.found.hasPrefix("EinsumDense/MatMul → 3 | 15") == isRead)
    }
  }

  static let functions: [KerasRow] = [
    KerasRow("Activation", "'activation': 'linear'", on: "5", "Identity → 5"),
    KerasRow("Activation", "'activation': 'swish'", on: "5", "SiLU → 5"),
    KerasRow("Activation", "'activation': 'hard_silu'", on: "5", "Hardswish → 5"),
    KerasRow("Activation", "'activation': 'hard_sigmoid'", on: "5", "Hardsigmoid → 5"),
    KerasRow("Activation", "'activation': 'mine>relu6'", on: "5", "ReLU6 → 5"),
    KerasRow("Activation", "'activation': 'mine>act'", on: "5", "act/Function → 5"),
    KerasRow(
      "Activation", "'activation': {'class_name': 'Activation', 'config': {'activation': 'tanh'}}",
      on: "5", "Tanh → 5"),
    KerasRow(
      "Activation",
      "'activation': {'class_name': 'builtin_function_or_method', 'config': 'gelu'}", on: "5",
      "GELU → 5"),
    KerasRow(
      "Activation", "'activation': {'class_name': 'function', 'config': 'sigmoid'}", on: "5",
      "Sigmoid → 5"),
    KerasRow(
      "Activation", "'activation': {'class_name': 'ReLU', 'config': {'max_value': 7}}", on: "5",
      "ReLU → 5"),
    KerasRow(
      "Activation", "'activation': {'class_name': 'ReLU', 'config': {'max_value': 6}}", on: "5",
      "ReLU6 → 5"),
    KerasRow(
      "Activation", "'activation': {'class_name': 'LeakyReLU', 'config': {}}", on: "5",
      "LeakyReLU → 5"),
    KerasRow(
      "Activation", "'activation': {'class_name': 'Softmax', 'config': {}}", on: "5",
      "Softmax → 5"),
    KerasRow(
      "Activation", "'activation': {'class_name': 'ELU', 'config': {}}", on: "5",
      "elu/Function → 5"),
    KerasRow(
      "Activation", on: "5",
      fails: #"c: "activation" is missing, expected the name of a function"#),
    KerasRow("Activation", "'activation': 'glu'", on: "2, 4, 6", "glu/Function → 3×2×4"),
    KerasRow("Activation", "'activation': 'glu'", on: "4, 6", "glu/Function → 4×3"),
    KerasRow(
      "Activation", "'activation': 'glu'", on: "2, 4, 3",
      fails: "c: glu on 2×4×3, expected an even number of features"),
    KerasRow("ReLU", on: "5", "ReLU → 5"),
    KerasRow("ReLU", "'max_value': 6.0", on: "5", "ReLU6 → 5"),
    KerasRow("ReLU", "'max_value': 5", on: "5", "ReLU/Function → 5"),
    KerasRow("ReLU", "'negative_slope': 0.1", on: "5", "LeakyReLU → 5"),
    KerasRow("ReLU", "'negative_slope': 0.1, 'max_value': 6", on: "5", "ReLU/Function → 5"),
    KerasRow(
      "ReLU", "'max_value': 'a'", on: "5",
      fails: #"c: "max_value": found the string "a", expected a number"#),
    KerasRow(
      "PReLU", "'shared_axes': [3]", on: "2, 4, 3",
      "PReLU/Function → 3×2×4", counts: "8 0 0"),
    KerasRow(
      "PReLU", "'shared_axes': [1, 2]", on: "2, 4, 3", "PReLU/Function → 3×2×4", counts: "3 0 0"),
    KerasRow(
      "PReLU", "'shared_axes': 1", on: "2, 4, 3",
      "PReLU/Function → 3×2×4", counts: "12 0 0"),
    KerasRow(
      "PReLU", "'shared_axes': [4]", on: "2, 4, 3",
      fails: "c: PReLU on 2×4×3, expected the shared axes to be among its dimensions"),
    KerasRow(
      "PReLU", "'shared_axes': [0]", on: "2, 4, 3",
      fails: "c: PReLU on 2×4×3, expected the shared axes to be among its dimensions"),
    KerasRow(
      "PReLU", "'shared_axes': [1]", on: "",
      fails: "c: PReLU on a single number, expected the shared axes to be among its dimensions"),
  ]

  @Test(arguments: norms + dense + functions)
  func `a layer of numbers has Keras' shape and parameters`(row: KerasRow) {
    #expect(row.found == row.expected)
  }

  /// `keras.activations.glu` halves the last dimension, whatever the layout of the model is.
  @Test func `a gated linear unit halves the last dimension`() {
    let row = KerasRow(
      "Activation", "'activation': 'glu', 'data_format': 'channels_first'", on: "6, 2, 4",
      "glu/Function → 6×2×2")
    #expect(row.found == row.expected)
  }
}
