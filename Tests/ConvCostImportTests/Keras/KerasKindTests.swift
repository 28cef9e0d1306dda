import Testing

@testable import ConvCostImport

/// The classes of Keras and the functions of TensorFlow by their names.
struct KerasKindTests {
  /// Names of one kind, with an input and the last step.
  struct Names: Sendable, CustomTestStringConvertible {
    var names: [String]
    var config: String
    var shape: String
    var step: String

    var testDescription: String { names.joined(separator: " ") }

    init(_ names: String, _ config: String = "", on shape: String, _ step: String) {
      self.names = names.split(separator: " ").map { String($0) }
      self.config = config
      self.shape = shape
      self.step = step
    }
  }

  static let classes: [Names] = [
    Names("Conv1D Convolution1D", "'filters': 5, 'kernel_size': 3", on: "7, 2", "Conv1d 3 → 5×5"),
    Names(
      "Conv2D Convolution2D", "'filters': 5, 'kernel_size': 3", on: "7, 6, 2",
      "Conv2d 3×3 → 5×5×4"),
    Names(
      "Conv3D Convolution3D", "'filters': 5, 'kernel_size': 3", on: "7, 6, 5, 2",
      "Conv3d 3×3×3 → 5×5×4×3"),
    Names(
      "Conv1DTranspose Convolution1DTranspose", "'filters': 5, 'kernel_size': 3", on: "7, 2",
      "ConvTranspose1d 3 → 5×9"),
    Names(
      "Conv2DTranspose Convolution2DTranspose", "'filters': 5, 'kernel_size': 3", on: "7, 6, 2",
      "ConvTranspose2d 3×3 → 5×9×8"),
    Names(
      "Conv3DTranspose Convolution3DTranspose", "'filters': 5, 'kernel_size': 3",
      on: "7, 6, 5, 2", "ConvTranspose3d 3×3×3 → 5×9×8×7"),
    Names("DepthwiseConv1D", "'kernel_size': 3", on: "7, 2", "Conv1d 3 dw → 2×5"),
    Names("DepthwiseConv2D", "'kernel_size': 3", on: "7, 6, 2", "Conv2d 3×3 dw → 2×5×4"),
    Names(
      "SeparableConv1D SeparableConvolution1D", "'filters': 5, 'kernel_size': 3", on: "7, 2",
      "Conv1d 1 → 5×5"),
    Names(
      "SeparableConv2D SeparableConvolution2D", "'filters': 5, 'kernel_size': 3", on: "7, 6, 2",
      "Conv2d 1×1 → 5×5×4"),
    Names(
      "BatchNormalization BatchNormalizationV1 SyncBatchNormalization", on: "7, 6, 2",
      "BatchNorm2d → 2×7×6"),
    Names("UnitNormalization", on: "3", "UnitNormalization/Function → 3"),
    Names("ThresholdedReLU", on: "3", "ThresholdedReLU/Function → 3"),
    Names("Rescaling", on: "3", "Rescaling → 3"),
    Names("LeakyReLU", on: "3", "LeakyReLU → 3"),
    Names("Softmax", on: "3", "Softmax → 3"),
    Names("MaxPooling1D MaxPool1D", on: "7, 2", "MaxPool1d 2 s2 → 2×3"),
    Names("MaxPooling2D MaxPool2D", on: "7, 5, 2", "MaxPool2d 2×2 s2 → 2×3×2"),
    Names("MaxPooling3D MaxPool3D", on: "7, 5, 3, 2", "MaxPool3d 2×2×2 s2 → 2×3×2×1"),
    Names("AveragePooling1D AvgPool1D", on: "7, 2", "AvgPool1d 2 s2 → 2×3"),
    Names("AveragePooling2D AvgPool2D", on: "7, 5, 2", "AvgPool2d 2×2 s2 → 2×3×2"),
    Names("AveragePooling3D AvgPool3D", on: "7, 5, 3, 2", "AvgPool3d 2×2×2 s2 → 2×3×2×1"),
    Names(
      "GlobalMaxPooling1D GlobalMaxPool1D", "'keepdims': true", on: "7, 2",
      "AdaptiveMaxPool1d to 1 → 2×1"),
    Names(
      "GlobalMaxPooling2D GlobalMaxPool2D", "'keepdims': true", on: "7, 5, 2",
      "AdaptiveMaxPool2d to 1×1 → 2×1×1"),
    Names(
      "GlobalMaxPooling3D GlobalMaxPool3D", "'keepdims': true", on: "7, 5, 3, 2",
      "AdaptiveMaxPool3d to 1×1×1 → 2×1×1×1"),
    Names(
      "GlobalAveragePooling1D GlobalAvgPool1D", "'keepdims': true", on: "7, 2",
      "AdaptiveAvgPool1d to 1 → 2×1"),
    Names(
      "GlobalAveragePooling2D GlobalAvgPool2D", "'keepdims': true", on: "7, 5, 2",
      "AdaptiveAvgPool2d to 1×1 → 2×1×1"),
    Names(
      "GlobalAveragePooling3D GlobalAvgPool3D", "'keepdims': true", on: "7, 5, 3, 2",
      "AdaptiveAvgPool3d to 1×1×1 → 2×1×1×1"),
    Names(
      "AdaptiveAveragePooling1D", "'output_size': 3", on: "7, 2", "AdaptiveAvgPool1d to 3 → 2×3"),
    Names(
      "AdaptiveAveragePooling3D", "'output_size': [3, 2, 1]", on: "7, 5, 3, 2",
      "AdaptiveAvgPool3d to 3×2×1 → 2×3×2×1"),
    Names("AdaptiveMaxPooling1D", "'output_size': 3", on: "7, 2", "AdaptiveMaxPool1d to 3 → 2×3"),
    Names(
      "AdaptiveMaxPooling3D", "'output_size': [3, 2, 1]", on: "7, 5, 3, 2",
      "AdaptiveMaxPool3d to 3×2×1 → 2×3×2×1"),
    Names("CenterCrop RandomCrop", "'height': 3, 'width': 1", on: "7, 5, 2", "Crop 2 → 2×3×1"),
    Names(
      """
      Identity Masking ActivityRegularization RandomFlip RandomRotation RandomZoom \
      RandomTranslation RandomContrast RandomBrightness RandAugment MixUp CutMix AugMix
      """, on: "7, 5, 2", "Identity → 2×7×5"),
    Names(
      """
      Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D AlphaDropout GaussianDropout \
      GaussianNoise FixedDropout
      """, on: "7, 5, 2", "Dropout → 2×7×5"),
    Names("StochasticDepth", on: "7, 5, 2", "StochasticDepth → 2×7×5"),
  ]

  @Test(arguments: classes)
  func `a class is known by its names`(kind: Names) {
    for name in kind.names {
      let found = KerasRow(name, kind.config, on: kind.shape).found
      let steps = found.prefix { $0 != "|" }.dropLast()
      #expect(steps == kind.step || steps.hasSuffix("; \(kind.step)"), "\(name): \(found)")
    }
  }

  /// Functions of TensorFlow with one input and no arguments.
  static let functions: [Names] = [
    Names(
      """
      exp log math.log1p math.expm1 sqrt math.rsqrt square math.abs math.negative math.sin \
      math.cos math.erf round floor sign math.reciprocal math.cumsum roll nn.log_softmax
      """, on: "3", "Function"),
    Names(
      "cast identity stop_gradient convert_to_tensor ensure_shape debugging.check_numerics",
      on: "3", "Identity"),
    Names("nn.relu", on: "3", "ReLU"), Names("nn.relu6", on: "3", "ReLU6"),
    Names("nn.silu nn.swish", on: "3", "SiLU"), Names("math.sigmoid", on: "3", "Sigmoid"),
    Names("math.tanh", on: "3", "Tanh"), Names("nn.gelu", on: "3", "GELU"),
    Names("nn.softmax", on: "3", "Softmax"), Names("nn.leaky_relu", on: "3", "LeakyReLU"),
    Names("nn.hard_sigmoid", on: "3", "Hardsigmoid"),
    Names("nn.hard_silu nn.hard_swish", on: "3", "Hardswish"),
    Names("nn.elu nn.selu math.softplus nn.mish nn.softsign", on: "3", "Function"),
  ]

  @Test(arguments: functions)
  func `a function is known by its name`(kind: Names) throws {
    for name in kind.names {
      let text = KerasRow("TFOpLambda", "'function': '\(name)'", on: kind.shape).text
      let graph = try KerasWriter.read(text).graph
      #expect(graph.nodes.map(\.operation.kind.rawValue) == [kind.step], "\(name)")
    }
  }
}
