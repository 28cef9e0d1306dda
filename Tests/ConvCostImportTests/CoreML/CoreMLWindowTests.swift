import ConvCostCore
import Testing

@testable import ConvCostImport

/// Convolutions and pools of neural networks, with other numbers along each axis.
///
/// Expected lengths by the formulas in NeuralNetwork.proto, ⌊(n + b + a − k)/s⌋ + 1 with the
/// dilated kernel k, and s·(n − 1) + k − b − a if transposed.
struct CoreMLWindowTests {
  private static let noRoom = """
    m: l (convolution): the window does not fit, output width (1 + 0 + 0 − 1·(3 − 1) − 1)/1 + 1 is \
    less than 1
    """

  static let convolutions: [CoreMLRow] = [
    CoreMLRow(
      100,
      .fields([1: [8], 2: [1], 10: [2], 20: [3, 5], 30: [2, 3], 40: [2, 1], 70: [1]])
        .and(.pads(50, (1, 2), (3, 0))), [1, 2, 13, 20],
      "Conv2d 3×5 s2×3 p1,2,3,0 d2×1 dw×4 → 8×6×7; 5040 MACs, 120 w, 8 b"),
    CoreMLRow(
      100, .fields([1: [6], 2: [2], 10: [2], 20: [1, 3]]), [1, 4, 9, 9],
      "Conv2d 1×3 g2 → 6×9×7; 2268 MACs, 36 w"),
    CoreMLRow(
      100, .fields([1: [6], 2: [1]]), [1, 1, 8, 8], "Conv2d 3×3 → 6×6×6; 1944 MACs, 54 w"),
    CoreMLRow(
      100, .fields([1: [1], 2: [1], 10: [1]]), [1, 1, 4, 5],
      "Conv2d 3×3 → 1×2×3; 54 MACs, 9 w"),
    CoreMLRow(
      100, .fields([1: [4], 2: [1], 10: [4]]), [1, 4, 5, 5],
      "Conv2d 3×3 dw → 4×3×3; 324 MACs, 36 w"),
    // The odd sample is at the end, or at the beginning.
    CoreMLRow(
      100, .fields([1: [4], 2: [3], 20: [3, 4], 30: [2, 1]]).and(.inner(51)), [1, 3, 8, 9],
      "Conv2d 3×4 s2×1 same → 4×4×9; 5184 MACs, 144 w"),
    CoreMLRow(
      100, .fields([1: [4], 2: [3], 20: [3, 4], 30: [2, 1]]).and(.inner(51, .fields([1: [1]]))),
      [1, 3, 8, 9], "Conv2d 3×4 s2×1 p1,0,2,1 → 4×4×9; 5184 MACs, 144 w"),
    // Transposed: what the stated shape has beyond the window's reach is extra.
    CoreMLRow(
      100,
      .fields([
        1: [6], 2: [4], 10: [2], 20: [3, 4], 30: [2, 3], 60: [1], 70: [1], 100: [11, 18],
      ]).and(.pads(50, (1, 0), (2, 1))), [1, 4, 5, 6],
      "ConvTranspose2d 3×4 s2×3 p0,0,0,1 g2 → 6×11×18; 4320 MACs, 144 w, 6 b"),
    CoreMLRow(
      100, .fields([1: [8], 2: [4], 10: [4], 20: [2, 3], 60: [1]]), [1, 4, 5, 6],
      "ConvTranspose2d 2×3 dw×2 → 8×6×8; 1440 MACs, 48 w"),
    // The stride times as long: the window is cut by 3, with the odd sample at the end, or the
    // result is longer than the window reaches.
    CoreMLRow(
      100, .fields([1: [5], 2: [3], 20: [2, 5], 30: [3, 2], 60: [1]]).and(.inner(51)),
      [1, 3, 4, 5],
      "ConvTranspose2d 2×5 s3×2 p0,0,1,2 op1×0 → 5×12×10; 3000 MACs, 150 w"),
    CoreMLRow(
      100, .fields([1: [5], 2: [3], 60: [1], 100: [9]]), [1, 3, 4, 5],
      "ConvTranspose2d 3×3 → 5×6×7; 2700 MACs, 135 w"),
    // A network may have maps without a batch, and layers make maps of other shapes.
    CoreMLRow(
      100, .fields([1: [2], 2: [3]]), [3, 4, 5],
      "Reshape to 3×4×5 → 3×4×5; Conv2d 3×3 → 2×2×3; 324 MACs, 54 w"),
    CoreMLRow(
      100, .fields([1: [4], 2: [3]]), [3, 8], isExact: false,
      noRoom),
    CoreMLRow(
      100, .fields([1: [4], 2: [3]]), [3, 8, 8], second: [1, 1, 1, 1],
      "convolution (unknown) → 3×8×8 or more"),
    CoreMLRow(
      100, .fields([1: [4], 2: [3]]), [1, 12],
      "m: l (convolution): found a tensor of shape [1, 12], expected a map"),
    CoreMLRow(
      100, .fields([1: [4], 2: [3]]), [2, 3, 8, 8],
      "m: l (convolution): found a tensor of shape [2, 3, 8, 8], expected a map"),
  ]

  @Test(arguments: convolutions)
  func `a convolution`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  private static let least = "expected 1 to 2147483647"

  static let errors: [CoreMLRow] = [
    CoreMLRow(
      100, .fields([1: [6], 2: [2], 60: [1]]), [1, 4, 5, 6],
      "m: l (convolution): found 4 channels, expected 2"),
    CoreMLRow(
      100, .fields([1: [6], 2: [2], 10: [2], 60: [1]]), [1, 4, 5, 6],
      "m: l (convolution): found 4 channels, expected 2 in 2 groups"),
    CoreMLRow(
      100, .fields([1: [5], 2: [2], 10: [2]]), [1, 4, 5, 6],
      "m: l (convolution): found 4 channels, expected 4 in 2 groups"),
    CoreMLRow(
      100, .fields([1: [6], 2: [1], 10: [3]]), [1, 4, 5, 6],
      "m: l (convolution): found 4 channels, expected 3 in 3 groups"),
    CoreMLRow(
      100, .fields([1: [6], 2: [1], 10: [-1]]), [1, 4, 5, 6],
      "m: l (convolution): a length of -1, \(least)"),
    CoreMLRow(
      100, .fields([2: [4]]), [1, 4, 5, 6], "m: l (convolution): a length of 0, \(least)"),
    CoreMLRow(
      100, .fields([1: [4]]), [1, 4, 5, 6], "m: l (convolution): a length of 0, \(least)"),
    CoreMLRow(
      100, .fields([1: [4], 2: [4], 100: [0, 5]]), [1, 4, 5, 6],
      "m: l (convolution): a length of 0, \(least)"),
    CoreMLRow(
      100, .fields([1: [4], 2: [4], 20: [3]]), [1, 4, 5, 6],
      "m: l (convolution): attribute 'kernelSize': expected 2 lengths from 1"),
    CoreMLRow(
      100, .fields([1: [4], 2: [4], 20: [0, 3]]), [1, 4, 5, 6],
      "m: l (convolution): attribute 'kernelSize': expected 2 lengths from 1"),
    CoreMLRow(
      100, .fields([1: [4], 2: [4], 30: [2]]), [1, 4, 5, 6],
      "m: l (convolution): attribute 'stride': expected 2 lengths from 1"),
    CoreMLRow(
      100, .fields([1: [4], 2: [4], 40: [1, 2, 3]]), [1, 4, 5, 6],
      "m: l (convolution): attribute 'dilationFactor': expected 2 lengths from 1"),
    CoreMLRow(
      100, .fields([1: [4], 2: [4]]).and(.inner(50, .inner(1, .edges([(1, 2)])))), [1, 4, 5, 6],
      "m: l (convolution): attribute 'borderAmounts': expected 2 axes"),
    CoreMLRow(
      100, .fields([1: [4], 2: [4]]).and(.pads(50, (0, -1), (0, 0))), [1, 4, 5, 6],
      "m: l (convolution): a length of -1, expected 0 to 2147483647"),
    CoreMLRow(
      1_471, .fields([1: [4], 2: [2], 21: [-1]]), [1, 2, 4, 5, 6],
      "m: l (convolution3d): a length of -1, \(least)"),
    CoreMLRow(
      1_471, .fields([1: [4], 2: [2], 83: [-1]]), [1, 2, 4, 5, 6],
      "m: l (convolution3d): a length of -1, expected 0 to 2147483647"),
    CoreMLRow(
      1_465, .fields([2: [2], 3: [2]]), [1, 2, 4, 5, 6],
      "m: l (pooling3d): a length of 0, \(least)"),
    CoreMLRow(
      1_465, .fields([2: [2], 3: [2], 4: [1], 6: [-1]]), [1, 2, 4, 5, 6],
      "m: l (pooling3d): a length of -1, \(least)"),
    CoreMLRow(
      1_465, .fields([2: [2], 3: [2], 4: [1]]), [2, 4, 5, 6],
      "m: l (pooling3d): found a tensor of shape [2, 4, 5, 6], expected a map"),
    CoreMLRow(
      120, .fields([10: [3]]), [1, 4, 5, 6],
      "m: l (pooling): attribute 'kernelSize': expected 2 lengths from 1"),
    CoreMLRow(
      120, .fields([20: [1, 0]]), [1, 4, 5, 6],
      "m: l (pooling): attribute 'stride': expected 2 lengths from 1"),
    CoreMLRow(
      120, .inner(32, .fields([10: [1]])), [1, 4, 5, 6],
      "m: l (pooling): attribute 'paddingAmounts': expected 2 lengths"),
    CoreMLRow(
      120, .inner(32, .fields([10: [1, -1]])), [1, 4, 5, 6],
      "m: l (pooling): a length of -1, expected 0 to 2147483647"),
    CoreMLRow(
      120, .inner(30, .inner(1, .edges([(0, 0), (0, 0), (0, 0)]))), [1, 4, 5, 6],
      "m: l (pooling): attribute 'borderAmounts': expected 2 axes"),
  ]

  @Test(arguments: errors)
  func `windows that no layer has`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  static let volumes: [CoreMLRow] = [
    CoreMLRow(
      1_471,
      .fields([
        1: [6], 2: [2], 20: [3], 21: [5], 22: [2], 31: [2], 32: [3], 33: [1], 40: [1], 41: [2],
        42: [3], 50: [1], 80: [1], 81: [0], 82: [2], 83: [3], 84: [0], 85: [2],
      ]), [1, 2, 6, 14, 9],
      "Conv3d 3×5×2 s2×3×1 p1,0,2,3,0,2 d1×2×3 → 6×3×4×8; 34560 MACs, 360 w, 6 b"),
    // Paddings of a valid one are not read.
    CoreMLRow(
      1_471,
      .fields([1: [3], 2: [2], 20: [3], 21: [2], 22: [1], 70: [1], 80: [5], 83: [4]]),
      [1, 2, 4, 5, 6], "Conv3d 3×2×1 → 3×2×4×6; 1728 MACs, 36 w"),
    CoreMLRow(
      1_471, .fields([1: [3], 2: [2], 70: [1]]), [1, 2, 4, 5, 6],
      "Conv3d 1×1×1 → 3×4×5×6; 720 MACs, 6 w"),
    CoreMLRow(
      1_471,
      .fields([
        1: [3], 2: [2], 20: [2], 21: [3], 22: [2], 31: [2], 32: [1], 33: [3], 70: [1], 86: [1],
        87: [7, 6, 16],
      ]), [1, 2, 3, 4, 5],
      "ConvTranspose3d 2×3×2 s2×1×3 op1×0×2 → 3×7×6×16; 4320 MACs, 72 w"),
    CoreMLRow(
      1_465,
      .fields([
        1: [1], 2: [3], 3: [5], 4: [2], 5: [2], 6: [3], 8: [1], 9: [0], 10: [2], 11: [1],
        12: [0], 13: [1],
      ]), [1, 2, 6, 14, 9], "AvgPool3d 3×5×2 s2×3×1 p1,0,2,1,0,1 → 2×3×5×9"),
    CoreMLRow(
      1_465, .fields([2: [2], 3: [1], 4: [3], 6: [2], 7: [4], 8: [1], 15: [1]]),
      [1, 2, 6, 7, 9], "MaxPool3d 2×1×3 s1×2×4 → 2×5×4×2"),
    CoreMLRow(
      1_465, .fields([2: [2], 3: [1], 4: [3], 5: [1], 6: [2], 7: [4], 8: [1], 15: [2]]),
      [1, 2, 6, 7, 9], "MaxPool3d 2×1×3 s1×2×4 same → 2×6×4×3"),
    CoreMLRow(1_466, Message(), [1, 2, 6, 7, 9], "AdaptiveMaxPool3d to 1×1×1 → 2×1×1×1"),
    CoreMLRow(
      1_466, .fields([1: [1]]), [1, 2, 6, 7, 9], "AdaptiveAvgPool3d to 1×1×1 → 2×1×1×1"),
  ]

  @Test(arguments: volumes)
  func `a layer on a volume`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  /// What layers for images do on a volume, which a pool of single elements makes of `x`.
  static let onVolumes: [CoreMLRow] = [
    CoreMLRow(
      100, .fields([1: [4], 2: [2]]), [1, 2, 4, 6, 8],
      "m: l (convolution): found 2×4×6×8, expected an image"),
    CoreMLRow(
      120, Message(), [1, 2, 4, 6, 8], "m: l (pooling): found 2×4×6×8, expected an image"),
    CoreMLRow(
      200, .inner(2).and(.inner(10, .edges([(1, 2), (3, 4)]))), [1, 2, 4, 6, 8],
      "m: l (padding): found 2×4×6×8, expected an image"),
    CoreMLRow(
      345, .fields([2: [2]]), [1, 2, 4, 6, 8],
      "m: l (reorganizeData): found 2×4×6×8, expected an image"),
    CoreMLRow(280, .fields([1: [1], 3: [1]]), [1, 2, 4, 6, 8], "reduce (function) → 2×4×1×1"),
    CoreMLRow(
      1_280, .fields([1: [-1, 2, -2], 2: [1]]), [1, 2, 4, 6, 8],
      "AdaptiveAvgPool3d to 1×1×1 → 2×1×1×1"),
    CoreMLRow(
      1_260, .fields([1: [-1, 2, -2], 2: [1]]), [1, 2, 4, 6, 8],
      "AdaptiveMaxPool3d to 1×1×1 → 2×1×1×1"),
    CoreMLRow(
      1_280, .fields([1: [-1, -2], 2: [1]]), [1, 2, 4, 6, 8], "reduceMean (function) → 2×4×1×1"),
    CoreMLRow(350, .fields([1: [1], 2: [4]]), [1, 2, 4, 6, 8], "Crop 1,0,0,0,0,0 → 2×3×6×8"),
    CoreMLRow(
      210, Message { $0.bytes(7, [0, 0, 0xC0, 0x3F, 0, 0, 0, 0x40]) }, [1, 2, 4, 6, 8],
      "m: l (upsample): attribute 'fractionalScalingFactor': expected 3 factors"),
  ]

  @Test(arguments: onVolumes)
  func `a layer for images on a volume`(row: CoreMLRow) {
    let pool = Message.layer("v", 1_465, .fields([2: [1], 3: [1], 4: [1], 15: [1]]), ["v"], ["x"])
    let text = CoreMLText.of(row.model(after: [pool], input: "v"))
    let isError = row.text.hasPrefix("m: ")
    #expect(text == (isError ? row.text : "MaxPool3d 1×1×1 → 2×4×6×8; \(row.text)"))
  }

  static let pools: [CoreMLRow] = [
    CoreMLRow(120, Message(), [1, 2, 5, 6], "MaxPool2d 3×3 → 2×3×4"),
    CoreMLRow(
      120, .fields([10: [3, 4], 20: [2, 3]]).and(.pads(30, (1, 0), (2, 1))), [1, 2, 8, 9],
      "MaxPool2d 3×4 s2×3 p1,0,2,1 → 2×4×3"),
    CoreMLRow(
      120, .fields([1: [1], 10: [3, 4], 20: [2, 1]]).and(.inner(31)), [1, 2, 8, 9],
      "AvgPool2d 3×4 s2×1 same → 2×4×9"),
    CoreMLRow(
      120, .fields([1: [1], 10: [3, 4], 20: [2, 1]]).and(.inner(31, .fields([1: [1]]))),
      [1, 2, 8, 9], "AvgPool2d 3×4 s2×1 p1,0,2,1 → 2×4×9"),
    CoreMLRow(
      120, .fields([1: [1], 10: [3, 4], 20: [2, 3]]).and(.inner(32, .fields([10: [1, 2]]))),
      [1, 2, 8, 9], "AvgPool2d 3×4 s2×3 p1×2 ceil → 2×5×4"),
    CoreMLRow(
      120, .fields([10: [3, 2], 20: [2, 1]]).and(.inner(32)), [1, 2, 8, 9],
      "MaxPool2d 3×2 s2×1 ceil → 2×4×8"),
    // The last row of windows begins after the map; with padding it is dropped.
    CoreMLRow(
      120, .fields([10: [1, 2], 20: [3, 1]]).and(.inner(32)), [1, 2, 5, 9],
      "pooling (function) → 2×3×8"),
    CoreMLRow(
      120, .fields([10: [2, 2], 20: [4, 1]]).and(.inner(32, .fields([10: [1, 0]]))),
      [1, 2, 5, 9], "MaxPool2d 2×2 s4×1 p1×0 ceil → 2×2×8"),
    CoreMLRow(
      120, .fields([1: [2], 10: [3, 2], 20: [2, 1]]), [1, 3, 8, 9],
      "pooling (function) → 3×3×8"),
    CoreMLRow(120, .fields([60: [1]]), [1, 3, 8, 9], "AdaptiveMaxPool2d to 1×1 → 3×1×1"),
    CoreMLRow(
      120, .fields([1: [1], 60: [1]]), [1, 3, 8, 9], "AdaptiveAvgPool2d to 1×1 → 3×1×1"),
    CoreMLRow(120, .fields([1: [2], 60: [1]]), [1, 3, 8, 9], "pooling (function) → 3×1×1"),
  ]

  @Test(arguments: pools)
  func `a pool`(row: CoreMLRow) {
    #expect(CoreMLText.of(row.model()) == row.text)
  }

  /// Shapes that NeuralNetwork.proto states.
  static let rules: [CoreMLRow] = [
    // "It is ignored if isDeconvolution == true", of the dilation.
    CoreMLRow(100, .fields([1: [5], 2: [3], 40: [2, 3], 60: [1]]), [1, 3, 4, 5], "5×6×7"),
    // "With Deconvolution: H_out = H_in * stride[0]", for both modes of asymmetry.
    CoreMLRow(
      100,
      .fields([1: [5], 2: [3], 20: [2, 5], 30: [3, 2], 60: [1]]).and(.inner(51, .fields([1: [1]]))),
      [1, 3, 4, 5], "5×12×10"),
    // "ConvolutionPaddingType is ignored when outputShape is set."
    CoreMLRow(
      100, .fields([1: [5], 2: [3], 30: [2, 2], 60: [1], 100: [9, 10]]).and(.inner(51)),
      [1, 3, 4, 5], "5×9×10"),
    CoreMLRow(
      100, .fields([1: [5], 2: [3], 20: [4, 4], 30: [2, 2], 60: [1], 100: [16, 14]]),
      [1, 3, 8, 7], "5×16×14"),
    // The channels of the input are those of all groups, unlike in the field for images: weights
    // are [outputChannels, inputChannels / nGroups, depth, height, width].
    CoreMLRow(
      1_471, .fields([1: [6], 2: [4], 10: [2], 20: [3], 21: [2], 22: [1], 70: [1]]),
      [1, 4, 4, 5, 6], "6×2×4×6"),
  ]

  @Test(arguments: rules)
  func `shapes as the schema states them`(row: CoreMLRow) throws {
    let file = try CoreMLProgramTests.read(row.model())
    #expect(file.graph.nodes.last?.output.description == row.text)
  }
}
