import ConvCostCore
import Testing

@testable import ConvCostImport

/// Layers with windows and borders. The lengths follow Keras' `compute_conv_output_shape` and
/// `compute_conv_transpose_output_shape`, and the parameters its `build` methods.
struct KerasWindowTests {
  static let convolutions: [KerasRow] = [
    KerasRow(
      "Conv1D", "'filters': 4, 'kernel_size': 3, 'strides': 2, 'padding': 'causal'", on: "9, 2",
      "Conv1d 3 s2 p2,0 → 4×5", counts: "28 0 120"),
    KerasRow(
      "Conv1D", "'filters': 3, 'kernel_size': [1], 'padding': 'causal'", on: "9, 2",
      "Conv1d 1 → 3×9", counts: "9 0 54"),
    // The longest padding is 2³¹ − 1.
    KerasRow(
      "Conv1D",
      "'filters': 3, 'kernel_size': 2, 'padding': 'causal', 'dilation_rate': 2147483647",
      on: "9, 2", "Conv1d 2 p2147483647,0 d2147483647 → 3×9", counts: "15 0 108"),
    KerasRow(
      "Conv1D",
      "'filters': 3, 'kernel_size': 1073741825, 'padding': 'causal', 'dilation_rate': 2",
      on: "9, 2",
      fails: #"c: "padding": found "causal", expected "valid" or "same""#),
    KerasRow(
      "Conv2D", "'filters': 3, 'kernel_size': 2, 'padding': 'causal'", on: "9, 8, 2",
      fails: #"c: "padding": found "causal", expected "valid" or "same""#),
    KerasRow(
      "Conv2D", "'filters': 6, 'kernel_size': [3, 2], 'strides': [2, 3]", on: "9, 8, 2",
      "Conv2d 3×2 s2×3 → 6×4×3", counts: "78 0 864"),
    KerasRow(
      "Conv2D",
      "'filters': 6, 'kernel_size': [3, 2], 'strides': [2, 3], 'data_format': 'channels_first'",
      on: "2, 9, 8", "Conv2d 3×2 s2×3 → 6×4×3", counts: "78 0 864"),
    KerasRow(
      "Conv2D", "'filters': 6, 'kernel_size': [3, 2], 'strides': [2, 3], 'groups': 2",
      on: "9, 8, 2", "Conv2d 3×2 s2×3 g2 → 6×4×3", counts: "42 0 432"),
    KerasRow(
      "Conv2D", "'filters': 6, 'kernel_size': [3, 2], 'dilation_rate': [2, 1]", on: "9, 8, 2",
      "Conv2d 3×2 d2×1 → 6×5×7", counts: "78 0 2520"),
    KerasRow(
      "Conv2D", "'filters': 6, 'kernel_size': [3, 2], 'strides': [2, 3], 'padding': 'same'",
      on: "9, 8, 2", "Conv2d 3×2 s2×3 same → 6×5×3", counts: "78 0 1080"),
    KerasRow(
      "Conv2D", "'filters': 6, 'kernel_size': [3, 2], 'use_bias': false, 'activation': 'relu'",
      on: "9, 8, 2", "Conv2d 3×2 → 6×7×7", "ReLU → 6×7×7", counts: "72 0 3528"),
    KerasRow(
      "Conv2D", "'filters': 6, 'kernel_size': 2, 'activation': 3", on: "9, 8, 2",
      fails: #"c: "activation": found the number 3, expected the name of a function"#),
    KerasRow(
      "Conv2D", "'filters': 6, 'kernel_size': 2, 'data_format': 'first'", on: "9, 8, 2",
      fails: #"""
        c: "data_format": found the string "first", expected "channels_last" or "channels_first"
        """#),
    KerasRow(
      "Conv3D", "'filters': 4, 'kernel_size': [1, 2, 3], 'strides': [3, 2, 1]", on: "5, 6, 7, 2",
      "Conv3d 1×2×3 s3×2×1 → 4×2×3×5", counts: "52 0 1440"),
    KerasRow(
      "Conv3D",
      """
      'filters': 4, 'kernel_size': [1, 2, 3], 'strides': [3, 2, 1], \
      'data_format': 'channels_first'
      """,
      on: "2, 5, 6, 7", "Conv3d 1×2×3 s3×2×1 → 4×2×3×5", counts: "52 0 1440"),
    KerasRow(
      "DepthwiseConv1D", "'kernel_size': 3", on: "9, 2", "Conv1d 3 dw → 2×7", counts: "8 0 42"),
    KerasRow(
      "DepthwiseConv2D", "'kernel_size': [3, 2], 'strides': [2, 3], 'depth_multiplier': 3",
      on: "9, 8, 2", "Conv2d 3×2 s2×3 dw×3 → 6×4×3", counts: "42 0 432"),
    KerasRow(
      "DepthwiseConv2D", "'kernel_size': [3, 2]", on: "9, 8, 2", "Conv2d 3×2 dw → 2×7×7",
      counts: "14 0 588"),
    KerasRow(
      "DepthwiseConv2D", "'kernel_size': [3, 2], 'use_bias': false, 'activation': 'tanh'",
      on: "9, 8, 2", "Conv2d 3×2 dw → 2×7×7", "Tanh → 2×7×7", counts: "12 0 588"),
    KerasRow(
      "SeparableConv1D", "'filters': 5, 'kernel_size': 3", on: "9, 2", "Conv1d 3 dw → 2×7",
      "Conv1d 1 → 5×7", counts: "21 0 112"),
    KerasRow(
      "SeparableConv2D",
      "'filters': 5, 'kernel_size': [3, 2], 'strides': [2, 3], 'depth_multiplier': 3",
      on: "9, 8, 2", "Conv2d 3×2 s2×3 dw×3 → 6×4×3", "Conv2d 1×1 → 5×4×3", counts: "71 0 792"),
    KerasRow(
      "SeparableConv2D",
      "'filters': 5, 'kernel_size': 3, 'use_bias': false, 'activation': 'relu'", on: "9, 8, 2",
      "Conv2d 3×3 dw → 2×7×6", "Conv2d 1×1 → 5×7×6", "ReLU → 5×7×6", counts: "28 0 1176"),
    KerasRow(
      "LocallyConnected1D", "'filters': 5, 'kernel_size': 4, 'strides': 2", on: "9, 2",
      "LocallyConnected1D/MatMul → 5×3", counts: "135 0 120"),
    KerasRow(
      "LocallyConnected2D", "'filters': 4, 'kernel_size': [3, 2]", on: "5, 7, 2",
      "LocallyConnected2D/MatMul → 4×3×6", counts: "936 0 864"),
    KerasRow(
      "LocallyConnected2D",
      """
      'filters': 4, 'kernel_size': [3, 2], 'use_bias': false, 'activation': 'relu', \
      'data_format': 'channels_first'
      """,
      on: "2, 5, 7", "LocallyConnected2D/MatMul → 4×3×6", "ReLU → 4×3×6", counts: "864 0 864"),
    KerasRow(
      "LocallyConnected1D", "'filters': 5, 'kernel_size': 4", on: "3, 2",
      fails: """
        c: LocallyConnected1D on 3×2, expected the window does not fit, output length \
        (3 + 0 + 0 − 1·(4 − 1) − 1)/1 + 1 is less than 1
        """),
    KerasRow(
      "LocallyConnected1D", "'filters': 3, 'kernel_size': 2147483647",
      on: "2147483647, 2147483647", fails: "c: the weights exceed 64 bits"),
  ]

  static let transposed: [KerasRow] = [
    // 5·2 + max(3 − 2, 0) and 4·3 + max(2 − 3, 0).
    KerasRow(
      "Conv2DTranspose", "'filters': 2, 'kernel_size': [3, 2], 'strides': [2, 3]", on: "5, 4, 3",
      "ConvTranspose2d 3×2 s2×3 op0×1 → 2×11×12", counts: "38 0 720"),
    KerasRow(
      "Conv2DTranspose",
      """
      'filters': 2, 'kernel_size': [3, 2], 'strides': [2, 3], 'data_format': 'channels_first', \
      'use_bias': false, 'activation': 'relu'
      """,
      on: "3, 5, 4", "ConvTranspose2d 3×2 s2×3 op0×1 → 2×11×12", "ReLU → 2×11×12",
      counts: "36 0 720"),
    // The second window spans 3: 4·4 + max(3 − 4, 0).
    KerasRow(
      "Conv2DTranspose",
      "'filters': 2, 'kernel_size': [3, 2], 'strides': [2, 4], 'dilation_rate': [1, 2]",
      on: "5, 4, 3", "ConvTranspose2d 3×2 s2×4 d1×2 op0×1 → 2×11×16", counts: "38 0 720"),
    KerasRow(
      "Conv2DTranspose",
      "'filters': 2, 'kernel_size': [3, 2], 'strides': [2, 3], 'padding': 'same'", on: "5, 4, 3",
      "ConvTranspose2d 3×2 s2×3 same → 2×10×12", counts: "38 0 720"),
    // 4·2 + 3 mod 2 + 1 and 3·3 + 2 mod 2 + 2.
    KerasRow(
      "Conv2DTranspose",
      """
      'filters': 2, 'kernel_size': [3, 2], 'strides': [2, 3], 'padding': 'same', \
      'output_padding': [1, 2]
      """,
      on: "5, 4, 3", "ConvTranspose2d 3×2 s2×3 p1 op1×2 → 2×10×11", counts: "38 0 720"),
    // 4·2 + 3 and 3·3 + 2.
    KerasRow(
      "Conv2DTranspose",
      "'filters': 2, 'kernel_size': [3, 2], 'strides': [2, 3], 'output_padding': 0",
      on: "5, 4, 3", "ConvTranspose2d 3×2 s2×3 → 2×11×11", counts: "38 0 720"),
    KerasRow(
      "Conv1DTranspose", "'filters': 2, 'kernel_size': 2, 'strides': 3", on: "5, 3",
      "ConvTranspose1d 2 s3 op1 → 2×15", counts: "14 0 60"),
    KerasRow(
      "Conv3DTranspose", "'filters': 3, 'kernel_size': [1, 2, 3], 'strides': [1, 2, 2]",
      on: "2, 3, 4, 2", "ConvTranspose3d 1×2×3 s1×2×2 → 3×2×6×9", counts: "39 0 864"),
  ]

  static let pools: [KerasRow] = [
    KerasRow(
      "MaxPooling2D", "'pool_size': [3, 2], 'strides': [2, 3]", on: "9, 8, 2",
      "MaxPool2d 3×2 s2×3 → 2×4×3"),
    KerasRow(
      "MaxPooling2D",
      "'pool_size': [3, 2], 'strides': [2, 3], 'data_format': 'channels_first'", on: "2, 9, 8",
      "MaxPool2d 3×2 s2×3 → 2×4×3"),
    KerasRow(
      "AveragePooling2D", "'pool_size': [3, 2], 'padding': 'same'", on: "9, 8, 2",
      "AvgPool2d 3×2 s3×2 same → 2×3×4"),
    KerasRow("MaxPooling2D", on: "9, 8, 2", "MaxPool2d 2×2 s2 → 2×4×4"),
    KerasRow(
      "MaxPooling3D", "'pool_size': [1, 2, 3], 'strides': [3, 2, 1]", on: "5, 6, 7, 2",
      "MaxPool3d 1×2×3 s3×2×1 → 2×2×3×5"),
    KerasRow("AveragePooling1D", "'pool_length': 3", on: "9, 2", "AvgPool1d 3 s3 → 2×3"),
    KerasRow(
      "AveragePooling1D", "'pool_length': 3, 'pool_size': 4", on: "9, 2", "AvgPool1d 4 s4 → 2×2"),
    KerasRow("AveragePooling1D", on: "9, 2", "AvgPool1d 2 s2 → 2×4"),
    KerasRow(
      "MaxPooling2D", "'padding': 'causal'", on: "9, 8, 2",
      fails: #"c: "padding": found the string "causal", expected "valid" or "same""#),
    KerasRow("GlobalMaxPooling1D", on: "5, 3", "AdaptiveMaxPool1d to 1 → 3×1", "Flatten → 3"),
    KerasRow(
      "GlobalAveragePooling2D", "'keepdims': true, 'data_format': 'channels_first'",
      on: "3, 5, 4", "AdaptiveAvgPool2d to 1×1 → 3×1×1"),
    KerasRow(
      "GlobalAveragePooling3D", "'data_format': 'channels_first'", on: "2, 5, 6, 7",
      "AdaptiveAvgPool3d to 1×1×1 → 2×1×1×1", "Flatten → 2"),
    KerasRow(
      "AdaptiveAveragePooling2D", "'output_size': [2, 3]", on: "9, 8, 5",
      "AdaptiveAvgPool2d to 2×3 → 5×2×3"),
    KerasRow(
      "AdaptiveMaxPooling2D", "'output_size': [2, 3], 'data_format': 'channels_first'",
      on: "5, 9, 8", "AdaptiveMaxPool2d to 2×3 → 5×2×3"),
  ]

  static let borders: [KerasRow] = [
    KerasRow("ZeroPadding1D", on: "4, 3", "ZeroPad1d 1 → 3×6"),
    KerasRow("ZeroPadding1D", "'padding': [1, 2]", on: "4, 3", "ZeroPad1d 1,2 → 3×7"),
    KerasRow("ZeroPadding1D", "'padding': 2", on: "4, 3", "ZeroPad1d 2 → 3×8"),
    KerasRow("ZeroPadding1D", "'padding': [[0, 2]]", on: "4, 3", "ZeroPad1d 0,2 → 3×6"),
    KerasRow("ZeroPadding2D", on: "4, 6, 3", "ZeroPad2d 1 → 3×6×8"),
    KerasRow("ZeroPadding2D", "'padding': 2", on: "4, 6, 3", "ZeroPad2d 2 → 3×8×10"),
    KerasRow("ZeroPadding2D", "'padding': [0, 2]", on: "4, 6, 3", "ZeroPad2d 0×2 → 3×4×10"),
    KerasRow(
      "ZeroPadding2D", "'padding': [[1, 2], [0, 3]], 'data_format': 'channels_first'",
      on: "3, 4, 6", "ZeroPad2d 1,2,0,3 → 3×7×9"),
    KerasRow(
      "ZeroPadding3D", "'padding': [[1, 2], [0, 3], [4, 0]]", on: "2, 4, 6, 3",
      "ZeroPad3d 1,2,0,3,4,0 → 3×5×7×10"),
    KerasRow(
      "ZeroPadding3D", "'padding': [1, 2, 3]", on: "2, 4, 6, 3", "ZeroPad3d 1×2×3 → 3×4×8×12"),
    KerasRow("ZeroPadding3D", on: "2, 4, 6, 3", "ZeroPad3d 1 → 3×4×6×8"),
    KerasRow("Cropping1D", on: "5, 2", "Crop 1 → 2×3"),
    KerasRow("Cropping1D", "'cropping': [3, 1]", on: "5, 2", "Crop 3,1 → 2×1"),
    KerasRow(
      "Cropping2D", "'cropping': [[1, 2], [0, 3]]", on: "4, 6, 3", "Crop 1,2,0,3 → 3×1×3"),
    KerasRow(
      "Cropping3D", "'cropping': [[1, 0], [2, 1], [0, 4]], 'data_format': 'channels_first'",
      on: "3, 2, 4, 6", "Crop 1,0,2,1,0,4 → 3×1×1×2"),
    KerasRow(
      "Cropping2D", "'cropping': [[0, 0], [2, 4]]", on: "4, 6, 3",
      fails: "c: Cropping2D on 4×6×3, expected more than 6 to crop"),
    KerasRow(
      "Cropping1D", "'cropping': [2147483647, 0]", on: "5, 2",
      fails: "c: Cropping1D on 5×2, expected more than 2147483647 to crop"),
    KerasRow(
      "Cropping1D", "'cropping': [2147483648, 0]", on: "5, 2",
      fails: #"c: "cropping": found an array, expected whole numbers from 0 to 2147483647"#),
    KerasRow(
      "ZeroPadding2D", "'padding': -1", on: "4, 6, 3",
      fails: #"c: "padding": found the number -1, expected whole numbers from 0 to 2147483647"#),
    KerasRow(
      "ZeroPadding2D", "'padding': [1, 'a']", on: "4, 6, 3",
      fails: #"c: "padding": found an array, expected whole numbers from 0 to 2147483647"#),
    KerasRow(
      "ZeroPadding2D", "'padding': 'a'", on: "4, 6, 3",
      fails: #"c: "padding": found the string "a", expected whole numbers from 0 to 2147483647"#),
    KerasRow(
      "ZeroPadding2D", "'padding': [1, 2, 3]", on: "4, 6, 3",
      fails: #"c: "padding": found an array, expected two lengths for each of 2 axes"#),
    KerasRow(
      "ZeroPadding2D", "'padding': [[1, 2, 3], [1, 2, 3]]", on: "4, 6, 3",
      fails: #"c: "padding": found an array, expected two lengths for each of 2 axes"#),
    KerasRow(
      "ZeroPadding1D", "'padding': []", on: "4, 3",
      fails: #"c: "padding": found an array, expected two lengths for each of 1 axes"#),
    KerasRow(
      "ZeroPadding2D", "'padding': [[1, 2], 3]", on: "4, 6, 3", "ZeroPad2d 1,2,3,3 → 3×7×12"),
  ]

  static let sizes: [KerasRow] = [
    KerasRow("UpSampling1D", "'length': 3", on: "4, 2", "Upsample by 3 nearest → 2×12"),
    KerasRow("UpSampling1D", "'length': 3, 'size': 5", on: "4, 2", "Upsample by 5 nearest → 2×20"),
    KerasRow("UpSampling1D", on: "4, 2", "Upsample by 2 nearest → 2×8"),
    KerasRow(
      "UpSampling2D", "'size': [2, 3], 'interpolation': 'bilinear'", on: "4, 5, 2",
      "Upsample by 2×3 bilinear → 2×8×15"),
    KerasRow(
      "UpSampling2D",
      "'size': [2, 3], 'interpolation': 'lanczos5', 'data_format': 'channels_first'",
      on: "2, 4, 5", "Upsample by 2×3 bicubic → 2×8×15"),
    KerasRow(
      "UpSampling3D", "'size': [1, 2, 3]", on: "2, 4, 5, 3",
      "Upsample by 1×2×3 nearest → 3×2×8×15"),
    KerasRow(
      "UpSampling2D", "'interpolation': 'linear'", on: "4, 5, 2",
      fails: #"""
        c: "interpolation": found the string "linear", expected "nearest", "bilinear" or "bicubic"
        """#),
    KerasRow(
      "Resizing", "'height': 3, 'width': 9", on: "4, 5, 2", "Upsample to 3×9 bilinear → 2×3×9"),
    KerasRow(
      "Resizing",
      "'height': 3, 'width': 9, 'interpolation': 'nearest', 'data_format': 'channels_first'",
      on: "2, 4, 5", "Upsample to 3×9 nearest → 2×3×9"),
    // (7 − 4)/2 and (10 − 5)/2 are before, the rest after.
    KerasRow(
      "CenterCrop", "'height': 4, 'width': 5", on: "7, 10, 3", "Crop 1,2,2,3 → 3×4×5"),
    KerasRow("CenterCrop", "'height': 7, 'width': 6", on: "7, 10, 3", "Crop 0×2 → 3×7×6"),
    KerasRow(
      "CenterCrop", "'height': 8, 'width': 5", on: "7, 10, 3",
      "Upsample to 8×5 bilinear → 3×8×5"),
    KerasRow(
      "CenterCrop", "'height': 4, 'width': 11, 'data_format': 'channels_first'", on: "3, 7, 10",
      "Upsample to 4×11 bilinear → 3×4×11"),
  ]

  @Test(arguments: convolutions + transposed + pools + borders + sizes)
  func `a window has Keras' lengths and numbers`(row: KerasRow) {
    #expect(row.found == row.expected)
  }

  /// With a stated output padding and `same`, Keras' length is (n − 1)·s + span mod 2 + padding,
  /// where the span counts the dilation: 4·1 + 5 mod 2 and 3·1 + 4 mod 2.
  @Test func `a dilated transposed convolution loses half of its span at both ends`() throws {
    let row = KerasRow(
      "Conv2DTranspose",
      """
      'filters': 2, 'kernel_size': [3, 2], 'dilation_rate': [2, 3], 'padding': 'same', \
      'output_padding': [0, 0]
      """, on: "5, 4, 3")
    let file = try KerasWriter.read(row.text)
    #expect(file.graph.nodes.map(\.output.dimensions) == [[2, 5, 3]])
  }

  /// TensorFlow compiles grouped convolutions separately.
  @Test func `a grouped convolution is a function`() throws {
    for (groups, form) in [(1, SourceForm.module), (2, .function), (4, .function)] {
      let row = KerasRow(
        "Conv2D", "'filters': 8, 'kernel_size': 1, 'groups': \(groups)", on: "3, 2, 4")
      #expect(try KerasWriter.read(row.text).graph.nodes[0].form == form)
    }
  }
}
