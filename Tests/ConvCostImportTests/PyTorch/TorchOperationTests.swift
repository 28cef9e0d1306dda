import ConvCostCore
import Testing

@testable import ConvCostImport

/// The operations that operators of PyTorch become, with their lengths. The rules are those of
/// PyTorch's documentation of torch.nn.functional and of ATen's native_functions.yaml.
struct TorchOperationTests {
  private typealias Writer = ProgramWriter
  typealias Case = PyTorchOperatorTests.Case

  /// Returns an operator on one tensor.
  private static func one(
    _ target: String, _ input: [Int], _ others: [(String, String)], _ output: [Int]
  ) -> Case {
    Case(
      target: "aten.\(target)", tensors: [("self", "x", input)], others: others, output: output,
      macs: 0, kind: "")
  }

  /// Returns an operator on an input and a weight.
  private static func weighted(
    _ target: String, _ input: [Int], _ weight: [Int], _ others: [(String, String)],
    _ output: [Int]
  ) -> Case {
    Case(
      target: "aten.\(target)", tensors: [("input", "x", input), ("weight", "p_w", weight)],
      others: others, output: output, macs: 0, kind: "")
  }

  private static func slice(
    _ input: [Int], _ dim: Int, _ start: Int, _ output: [Int], step: Int = 1
  ) -> Case {
    one(
      "slice.Tensor", input,
      [
        ("dim", Writer.int(dim)), ("start", Writer.int(start)), ("end", Writer.int(99)),
        ("step", Writer.int(step)),
      ], output)
  }

  private static func shift(_ lengths: [Int]) -> Operation {
    .foreign(.shift(before: Extent(lengths) ?? 0))
  }

  static let moves: [(Case, Operation)] = [
    (slice([1, 4, 8, 9], 2, 3, [1, 4, 5, 9]), shift([-3, 0])),
    (slice([1, 4, 8, 9], -1, 2, [1, 4, 8, 7]), shift([0, -2])),
    (slice([1, 4, 8, 9], 3, -4, [1, 4, 8, 4]), shift([0, -5])),
    (slice([1, 4, 8, 9], 2, -99, [1, 4, 8, 9]), shift([0, 0])),
    (slice([1, 4, 8, 9], 2, 0, [1, 4, 5, 9]), shift([0, 0])),
    (slice([1, 4, 8, 9], 3, -1, [1, 4, 8, 1]), shift([0, -8])),
    (slice([1, 4, 8, 9], 0, 0, [1, 4, 8, 9]), .foreign(.shift(before: 0))),
    (slice([1, 4, 8, 9], 4, 0, [1, 4, 8, 9]), .foreign(.movement)),
    (one("slice.Tensor", [1, 4, 8, 9], [("dim", Writer.int(2))], [1, 4, 8, 9]), shift([0, 0])),
    (
      one(
        "pad.default", [1, 4, 2, 5, 8, 9], [("pad", Writer.ints([1, 2]))], [1, 4, 2, 5, 8, 12]),
      .foreign(.movement)
    ),
    (one("pad.default", [1, 4, 8, 9], [], [1, 4, 8, 9]), .foreign(.movement)),
    (
      one(
        "mean.dim", [1, 4, 5, 8, 9], [("dim", Writer.ints([4, 2, 3]))], [1, 4]),
      .adaptivePool(.globalAverage)
    ),
    (one("mean.dim", [1, 4, 8, 9], [("dim", Writer.ints([2]))], [1, 4, 9]), .foreign(.function)),
    (one("mean.dim", [1, 4, 8, 9], [], []), .foreign(.function)),
    (
      one("channel_shuffle.default", [1, 6, 8, 9], [], [1, 6, 8, 9]),
      .channelShuffle(ChannelShuffle(groups: 1))
    ),
    (
      weighted(
        "layer_norm.default", [1, 4, 8], [8], [("normalized_shape", Writer.ints([8]))], [1, 4, 8]),
      .layerNorm(LayerNorm())
    ),
    (
      one("layer_norm.default", [1, 4, 8], [("normalized_shape", Writer.ints([8]))], [1, 4, 8]),
      .layerNorm(LayerNorm(affine: false))
    ),
    (
      weighted("batch_norm.default", [1, 4, 8, 9], [4], [], [1, 4, 8, 9]), .batchNorm(BatchNorm())
    ),
    (
      one("batch_norm.default", [1, 4, 8, 9], [], [1, 4, 8, 9]),
      .batchNorm(BatchNorm(scale: false))
    ),
    (
      weighted("instance_norm.default", [1, 4, 8, 9], [4], [], [1, 4, 8, 9]),
      .groupNorm(GroupNorm(groups: 4))
    ),
    (
      weighted(
        "group_norm.default", [1, 6, 8, 9], [6], [("num_groups", Writer.int(2))], [1, 6, 8, 9]),
      .groupNorm(GroupNorm(groups: 2))
    ),
    (one("instance_norm.default", [6], [], [6]), .groupNorm(GroupNorm(groups: 1, affine: false))),
    (
      one("group_norm.default", [1, 6, 8, 9], [], [1, 6, 8, 9]),
      .groupNorm(GroupNorm(groups: 1, affine: false))
    ),
    (
      one(
        "clamp.default", [1, 4], [("min", Writer.int(0)), ("max", Writer.ints([6, 6]))], [1, 4]),
      .foreign(.function)
    ),
    (
      Case(
        target: "aten.mul.Tensor", tensors: [("self", "x", [1, 4]), ("other", "p_w", [4])],
        output: [1, 4], macs: 0, kind: ""), .foreign(.function)
    ),
    (
      Case(
        target: "aten.hstack.default", tensors: [("self", "x", [1, 4]), ("other", "p_w", [4])],
        output: [1, 8], macs: 0, kind: ""), .foreign(.movement)
    ),
    (slice([1, 4, 8, 9], 1, 2, [1, 2, 8, 9]), .foreign(.shift(before: 0))),
    (slice([1, 4, 8, 9], 2, 0, [1, 4, 4, 9], step: 2), .foreign(.movement)),
    (slice([1, 4, 5, 8, 9], 2, 1, [1, 4, 4, 8, 9]), shift([-1, 0, 0])),
    (slice([1, 4, 9], 2, 1, [1, 4, 8]), .foreign(.movement)),
    (slice([4, 9], 1, 1, [4, 8]), .foreign(.movement)),
    (slice([1, 4, 2, 2, 8, 9], 2, 1, [1, 4, 1, 2, 8, 9]), .foreign(.movement)),
    (one("select.int", [1, 4, 8, 9], [("dim", Writer.int(2))], [1, 4, 9]), .foreign(.movement)),
    (
      one("pad.default", [1, 4, 8, 9], [("pad", Writer.ints([1, 2, 3, 4]))], [1, 4, 15, 12]),
      shift([3, 1])
    ),
    (
      one(
        "constant_pad_nd.default", [1, 4, 8, 9], [("pad", Writer.ints([1, 2]))], [1, 4, 8, 12]),
      shift([0, 1])
    ),
    (
      one(
        "pad.default", [1, 4, 5, 8, 9], [("pad", Writer.ints([1, 2, 3, 4, 5, 6]))],
        [1, 4, 16, 15, 12]), shift([5, 3, 1])
    ),
    (
      one(
        "pad.default", [1, 4, 8, 9],
        [("pad", Writer.ints([1, 2])), ("mode", Writer.text("constant"))], [1, 4, 8, 12]),
      shift([0, 1])
    ),
    (
      one(
        "pad.default", [1, 4, 8, 9],
        [("pad", Writer.ints([1, 2])), ("mode", Writer.text("reflect"))], [1, 4, 8, 12]),
      .foreign(.movement)
    ),
    (
      one("pad.default", [1, 4, 8, 9], [("pad", Writer.ints([1, 2, 3]))], [1, 4, 8, 12]),
      .foreign(.movement)
    ),
    (
      one("pad.default", [4, 9], [("pad", Writer.ints([1, 2]))], [4, 12]), .foreign(.movement)
    ),
    (
      one(
        "permute.default", [1, 4, 5, 8, 9], [("dims", Writer.ints([0, 2, 3, 4, 1]))],
        [1, 5, 8, 9, 4]), .permute(.channelsLast)
    ),
    (
      one("permute.default", [1, 8, 9, 4], [("dims", Writer.ints([0, 3, 1, 2]))], [1, 4, 8, 9]),
      .permute(.channelsFirst)
    ),
    (
      one(
        "permute.default", [1, 5, 8, 9, 4], [("dims", Writer.ints([0, -1, 1, 2, 3]))],
        [1, 4, 5, 8, 9]), .permute(.channelsFirst)
    ),
    (
      one("permute.default", [1, 8, 9, 4], [("dims", Writer.ints([0, 2, 1, 3]))], [1, 9, 8, 4]),
      .foreign(.movement)
    ),
    (
      one("channel_shuffle.default", [1, 6, 8, 9], [("groups", Writer.int(3))], [1, 6, 8, 9]),
      .channelShuffle(ChannelShuffle(groups: 3))
    ),
    (
      one("flatten.using_ints", [1, 4, 8, 9], [("start_dim", Writer.int(1))], [1, 288]), .flatten
    ),
    (
      one("flatten.using_ints", [1, 4, 8, 9], [("start_dim", Writer.int(2))], [1, 4, 72]),
      .foreign(.view)
    ),
    (
      one("mean.dim", [1, 4, 8, 9], [("dim", Writer.ints([2, 3]))], [1, 4]),
      .adaptivePool(.globalAverage)
    ),
    (one("mean.dim", [1, 4, 8, 9], [("dim", Writer.ints([1, 3]))], [1, 8]), .foreign(.function)),
    (one("mean.dim", [1, 4, 9], [("dim", Writer.ints([2]))], [1, 4]), .foreign(.function)),
    (
      one("clamp.default", [1, 4], [("min", Writer.int(0)), ("max", Writer.int(6))], [1, 4]),
      .activation(.relu6)
    ),
    (
      one("clamp.default", [1, 4], [("min", Writer.int(0)), ("max", Writer.int(5))], [1, 4]),
      .foreign(.function)
    ),
    (
      one("clamp.default", [1, 4], [("min", Writer.int(1)), ("max", Writer.int(6))], [1, 4]),
      .foreign(.function)
    ),
  ]

  private static func conv(
    _ filters: Convolution.Filters, _ kernel: Extent, stride: Extent = Extent(1, 1),
    padding: Padding = 0,
    dilation: Extent = Extent(1, 1)
  ) -> Operation {
    .convolution(
      Convolution(
        filters,
        window: Window(kernel: kernel, stride: stride, padding: padding, dilation: dilation),
        bias: false))
  }

  /// Returns an upsampling by the shapes of its input and its result.
  private static func upsample(
    _ name: String, _ input: [Int], _ output: [Int], isFactor: Bool = true, size: Bool = false
  ) -> Case {
    one(
      name, input,
      (size ? [("output_size", Writer.ints([7, 7]))] : [])
        + (isFactor ? [("scale_factors", #"{"as_floats": [1.5]}"#)] : []), output)
  }

  private static func product(
    _ target: String, _ tensors: [(String, String, [Int])], _ output: [Int],
    _ others: [(String, String)] = []
  ) -> Case {
    Case(
      target: "aten.\(target).default", tensors: tensors, others: others, output: output, macs: 0,
      kind: "")
  }

  private static func macs(_ macs: Int, isLayer: Bool = false) -> Operation {
    .foreign(.product(macs: macs, isLayer: isLayer))
  }

  static let products: [(Case, Operation)] = [
    (
      product("linear", [("input", "x", [1, 7, 10]), ("weight", "p_w", [10])], [1, 7]),
      macs(70, isLayer: true)
    ),
    (
      product("linear", [("input", "x", [1, 7, 10]), ("weight", "y", [20, 10])], [1, 7, 20]),
      macs(1_400)
    ),
    (
      product(
        "linear",
        [("input", "x", [1, 7, 10]), ("weight", "p_w", [1, 10]), ("bias", "p_b", [1])], [1, 7, 1]),
      .linear(Linear(1, bias: true))
    ),
    (
      product(
        "addmm", [("self", "p_b", [20]), ("mat1", "x", [7, 10]), ("mat2", "p_w", [10, 20])],
        [7, 20]), .linear(Linear(20, bias: true))
    ),
    (
      product("mm", [("self", "x", [7, 10]), ("mat2", "p_w", [10, 20])], [7, 20]),
      .linear(Linear(20, bias: false))
    ),
    (
      product("matmul", [("self", "x", [1, 7, 10]), ("other", "p_w", [10])], [1, 7]),
      macs(70, isLayer: true)
    ),
    (
      product("matmul", [("self", "x", [10]), ("other", "p_w", [10, 20])], [20]),
      .linear(Linear(20, bias: false))
    ),
    (
      product(
        "matmul", [("self", "x", [1, 3, 7, 10]), ("other", "p_w", [3, 10, 5])], [1, 3, 7, 5]),
      macs(1_050, isLayer: true)
    ),
    (
      product("inner", [("self", "x", [1, 7, 10]), ("other", "p_w", [20, 10])], [1, 7, 20]),
      .linear(Linear(20, bias: false))
    ),
    (
      product(
        "addmv", [("self", "p_b", [7]), ("mat", "x", [7, 10]), ("vec", "y", [10])], [7]),
      macs(70)
    ),
    (
      product(
        "scaled_dot_product_attention",
        [
          ("query", "x", [1, 3, 7, 5]), ("key", "y", [1, 3, 11, 5]),
          ("value", "z", [1, 3, 11, 13]),
        ],
        [1, 3, 7, 13]), macs(3 * 7 * 11 * (5 + 13))
    ),
  ]

  static let windows: [(Case, Operation)] = [
    (
      weighted("conv2d.default", [1, 1, 8, 9], [4, 1, 3, 5], [], [1, 4, 6, 5]),
      conv(.grouped(4, groups: 1), Extent(3, 5))
    ),
    (
      weighted(
        "conv2d.default", [1, 6, 8, 9], [12, 1, 3, 5], [("groups", Writer.int(6))],
        [1, 12, 6, 5]), conv(.depthwise(multiplier: 2), Extent(3, 5))
    ),
    (
      weighted(
        "conv2d.default", [1, 3, 11, 13], [4, 3, 3, 5], [("stride", Writer.ints([2]))],
        [1, 4, 5, 5]), conv(.grouped(4, groups: 1), Extent(3, 5), stride: Extent(2, 2))
    ),
    (
      weighted(
        "conv2d.default", [1, 3, 11, 13], [4, 3, 3, 5], [("padding", Writer.ints([0, 1]))],
        [1, 4, 9, 11]),
      conv(
        .grouped(4, groups: 1), Extent(3, 5),
        padding: .explicit(before: Extent(0, 1), after: Extent(0, 1)))
    ),
    (
      weighted(
        "conv2d.default", [1, 3, 11, 13], [4, 3, 3, 5], [("padding", Writer.ints([0, 0]))],
        [1, 4, 9, 9]), conv(.grouped(4, groups: 1), Extent(3, 5))
    ),
    (
      weighted(
        "conv2d.padding", [1, 3, 11, 13], [4, 3, 3, 5], [("padding", Writer.text("valid"))],
        [1, 4, 9, 9]), conv(.grouped(4, groups: 1), Extent(3, 5))
    ),
    (
      weighted(
        "conv2d.padding", [1, 3, 21, 23], [4, 3, 4, 4],
        [("padding", Writer.text("same")), ("dilation", Writer.ints([3, 5]))], [1, 4, 21, 23]),
      conv(
        .grouped(4, groups: 1), Extent(4, 4),
        padding: .explicit(before: Extent(4, 7), after: Extent(5, 8)), dilation: Extent(3, 5))
    ),
    (
      weighted(
        "conv2d.padding", [1, 3, 21, 23], [4, 3, 4, 2],
        [("padding", Writer.text("same")), ("dilation", Writer.ints([3]))], [1, 4, 21, 23]),
      conv(
        .grouped(4, groups: 1), Extent(4, 2),
        padding: .explicit(before: Extent(4, 1), after: Extent(5, 2)), dilation: Extent(3, 3))
    ),
    (
      weighted(
        "conv2d.default", [1, 3, 11, 13], [4, 3, 3, 5], [("stride", Writer.ints([1, 1, 1]))],
        [1, 4, 9, 9]), macs(4 * 45 * 81, isLayer: true)
    ),
    // A filter reads other channels than the input has, and the lengths are others.
    (
      weighted("conv2d.default", [1, 6, 8, 9], [4, 3, 3, 5], [], [1, 4, 6, 5]),
      macs(4 * 45 * 30, isLayer: true)
    ),
    (
      weighted("conv2d.default", [1, 3, 8, 9], [4, 3, 3, 5], [], [1, 4, 5, 5]),
      macs(4 * 45 * 25, isLayer: true)
    ),
    (
      weighted("conv_transpose2d.input", [1, 3, 5, 7], [3, 4, 2, 3], [], [1, 4, 5, 9]),
      macs(3 * 24 * 35, isLayer: true)
    ),
    (
      weighted("conv_transpose2d.input", [1, 3, 5, 7], [3, 4, 2, 3], [], [1, 4, 6, 9]),
      .transposedConvolution(
        TransposedConvolution(
          4, kernel: Extent(2, 3), stride: Extent(1, 1), padding: 0, outputPadding: Extent(0, 0),
          dilation: Extent(1, 1), bias: false))
    ),
    (
      weighted("conv_transpose1d.default", [1, 3, 5], [3, 4, 2], [], [1, 4, 6]),
      .transposedConvolution(
        TransposedConvolution(
          4, kernel: Extent(length: 2), stride: Extent(length: 1), padding: 0,
          outputPadding: Extent(length: 0), dilation: Extent(length: 1), bias: false))
    ),
    (
      weighted("conv3d.default", [1, 3, 4, 8, 9], [5, 3, 2, 3, 4], [], [1, 5, 3, 6, 6]),
      conv(
        .grouped(5, groups: 1), Extent(2, 3, 4), stride: Extent(1, 1, 1),
        dilation: Extent(1, 1, 1))
    ),
    (
      one("max_pool2d.default", [4, 9, 9], [("kernel_size", Writer.ints([3]))], [4, 3, 3]),
      .foreign(.function)
    ),
    (
      one("max_pool2d.default", [1, 4, 9, 12], [("kernel_size", Writer.ints([3]))], [1, 4, 3, 4]),
      .pool(
        Pool(
          .max,
          window: Window(kernel: Extent(3, 3), stride: Extent(3, 3), dilation: Extent(1, 1))))
    ),
    (
      one(
        "avg_pool2d.default", [1, 4, 8, 10],
        [("kernel_size", Writer.ints([3, 4])), ("ceil_mode", Writer.flag(true))], [1, 4, 3, 3]),
      .pool(
        Pool(
          .average,
          window: Window(
            kernel: Extent(3, 4), stride: Extent(3, 4), dilation: Extent(1, 1), rounding: .ceil)))
    ),
    (
      one("max_pool2d.default", [1, 4, 9, 9], [("kernel_size", Writer.ints([3]))], [1, 4, 3, 4]),
      .foreign(.function)
    ),
    (one("max_pool2d.default", [1, 4, 9, 9], [], [1, 4, 3, 3]), .foreign(.function)),
    (
      one("adaptive_avg_pool1d.default", [1, 4, 9], [], [1, 4, 5]),
      .adaptivePool(AdaptivePool(.average, to: Extent(length: 5)))
    ),
    (
      one("adaptive_avg_pool2d.default", [1, 4, 8, 9], [], [1, 4, 1, 3]),
      .adaptivePool(AdaptivePool(.average, to: Extent(1, 3)))
    ),
    (one("adaptive_avg_pool1d.default", [4, 9], [], [4, 5]), .foreign(.function)),
    (
      upsample("upsample_nearest2d.vec", [1, 4, 8, 9], [1, 4, 8, 18]),
      .upsample(Upsample(by: Extent(1, 2), mode: .nearest))
    ),
    (
      upsample("upsample_nearest2d.vec", [1, 4, 8, 9], [1, 4, 12, 18]),
      .upsample(Upsample(to: Extent(12, 18), mode: .nearest))
    ),
    (
      upsample("upsample_nearest2d.vec", [1, 4, 8, 9], [1, 4, 16, 27], size: true),
      .upsample(Upsample(to: Extent(16, 27), mode: .nearest))
    ),
    (
      upsample("upsample_nearest2d.vec", [1, 4, 8, 9], [1, 4, 16, 27], isFactor: false),
      .upsample(Upsample(to: Extent(16, 27), mode: .nearest))
    ),
    (
      upsample("upsample_linear1d.vec", [1, 4, 9], [1, 4, 27]),
      .upsample(Upsample(by: Extent(length: 3), mode: .bilinear))
    ),
    (upsample("upsample_nearest2d.vec", [1, 4, 8, 9], [1, 5, 16, 18]), .foreign(.function)),
    (upsample("upsample_nearest2d.vec", [1, 4, 8, 9], [1, 4, 16, 18, 1]), .foreign(.function)),
    (
      upsample("upsample_nearest2d.vec", [1, 4, 8, 9], [1, 4, 16, 8]),
      .upsample(Upsample(to: Extent(16, 8)))
    ),
    (upsample("upsample_nearest1d.vec", [4, 9], [4, 18]), .foreign(.function)),
    (
      upsample("_upsample_bicubic2d_aa.vec", [1, 4, 8, 9], [1, 4, 16, 18]), .foreign(.function)
    ),
    (
      weighted(
        "conv2d.default", [1, 6, 11, 13], [4, 6, 3, 5],
        [
          ("stride", Writer.ints([2, 3])), ("padding", Writer.ints([1, 2])),
          ("dilation", Writer.ints([2, 1])),
        ], [1, 4, 5, 5]),
      .convolution(
        Convolution(
          .grouped(4, groups: 1),
          window: Window(
            kernel: Extent(3, 5), stride: Extent(2, 3),
            padding: .explicit(before: Extent(1, 2), after: Extent(1, 2)),
            dilation: Extent(2, 1)), bias: false))
    ),
    (
      weighted(
        "conv2d.padding", [1, 6, 11, 13], [6, 2, 3, 4],
        [("padding", Writer.text("same")), ("groups", Writer.int(3))], [1, 6, 11, 13]),
      .convolution(
        Convolution(
          .grouped(6, groups: 3),
          window: Window(
            kernel: Extent(3, 4), stride: Extent(1, 1),
            padding: .explicit(before: Extent(1, 1), after: Extent(1, 2)),
            dilation: Extent(1, 1)), bias: false))
    ),
    (
      weighted(
        "conv_transpose2d.input", [1, 6, 5, 7], [6, 2, 3, 5],
        [
          ("stride", Writer.ints([2, 3])), ("padding", Writer.ints([1, 2])),
          ("output_padding", Writer.ints([1, 2])), ("groups", Writer.int(2)),
        ], [1, 4, 10, 21]),
      .transposedConvolution(
        TransposedConvolution(
          4, kernel: Extent(3, 5), stride: Extent(2, 3), padding: Padding(Extent(1, 2)),
          outputPadding: Extent(1, 2), dilation: Extent(1, 1), groups: 2, bias: false))
    ),
    (
      one(
        "max_pool2d.default", [1, 4, 11, 13],
        [
          ("kernel_size", Writer.ints([3, 5])), ("stride", Writer.ints([2, 3])),
          ("padding", Writer.ints([1, 2])), ("dilation", Writer.ints([2, 1])),
        ], [1, 4, 5, 5]),
      .pool(
        Pool(
          .max,
          window: Window(
            kernel: Extent(3, 5), stride: Extent(2, 3),
            padding: .explicit(before: Extent(1, 2), after: Extent(1, 2)),
            dilation: Extent(2, 1))))
    ),
    (
      one("avg_pool1d.default", [1, 4, 9], [("kernel_size", Writer.ints([3]))], [1, 4, 3]),
      .pool(
        Pool(
          .average,
          window: Window(
            kernel: Extent(length: 3), stride: Extent(length: 3), dilation: Extent(length: 1))))
    ),
    (
      one(
        "adaptive_avg_pool2d.default", [1, 4, 8, 9], [("output_size", Writer.ints([5, 3]))],
        [1, 4, 5, 3]),
      .adaptivePool(AdaptivePool(.average, to: Extent(5, 3)))
    ),
    (
      one(
        "adaptive_max_pool2d.default", [1, 4, 8, 9], [("output_size", Writer.ints([1, 1]))],
        [1, 4, 1, 1]),
      .adaptivePool(AdaptivePool(.max, to: 1))
    ),
    (
      one(
        "upsample_bilinear2d.vec", [1, 4, 8, 9],
        [("output_size", Writer.none), ("scale_factors", #"{"as_floats": [2.0, 3.0]}"#)],
        [1, 4, 16, 27]),
      .upsample(Upsample(by: Extent(2, 3), mode: .bilinear))
    ),
    (
      one(
        "upsample_bicubic2d.vec", [1, 4, 8, 9],
        [("output_size", Writer.ints([17, 20])), ("scale_factors", Writer.none)],
        [1, 4, 17, 20]),
      .upsample(Upsample(to: Extent(17, 20), mode: .bicubic))
    ),
    (
      one(
        "upsample_nearest2d.vec", [1, 4, 8, 9],
        [("output_size", Writer.ints([4, 20])), ("scale_factors", Writer.none)], [1, 4, 4, 20]),
      .upsample(Upsample(to: Extent(4, 20)))
    ),
    (
      one(
        "native_layer_norm.default", [1, 4, 9], [("normalized_shape", Writer.ints([4, 9]))],
        [1, 4, 9]), .groupNorm(GroupNorm(groups: 1, affine: false))
    ),
    (
      one("group_norm.default", [1, 6, 8, 9], [("num_groups", Writer.int(3))], [1, 6, 8, 9]),
      .groupNorm(GroupNorm(groups: 3, affine: false))
    ),
    (
      one("native_group_norm.default", [1, 6, 8, 9], [("group", Writer.int(2))], [1, 6, 8, 9]),
      .groupNorm(GroupNorm(groups: 2, affine: false))
    ),
    (
      one("instance_norm.default", [1, 6, 8, 9], [], [1, 6, 8, 9]),
      .groupNorm(GroupNorm(groups: 6, affine: false))
    ),
    (
      weighted("linear.default", [1, 7, 10], [20, 10], [], [1, 7, 20]),
      .linear(Linear(20, bias: false))
    ),
    (
      Case(
        target: "aten.matmul.default",
        tensors: [("self", "x", [1, 7, 10]), ("other", "p_w", [10, 20])], output: [1, 7, 20],
        macs: 0, kind: ""), .linear(Linear(20, bias: false))
    ),
    (
      Case(
        target: "aten.matmul.default",
        tensors: [("self", "p_w", [20, 7]), ("other", "x", [1, 7, 10])], output: [1, 20, 10],
        macs: 0, kind: ""), .foreign(.product(macs: 1_400, isLayer: true))
    ),
    (
      Case(
        target: "aten.inner.default",
        tensors: [("self", "x", [1, 10]), ("other", "y", [1, 10])], output: [1, 1],
        macs: 0, kind: ""), .foreign(.product(macs: 10, isLayer: false))
    ),
    (
      Case(
        target: "aten.addbmm.default",
        tensors: [
          ("self", "p_z", [7, 5]), ("batch1", "x", [3, 7, 10]), ("batch2", "y", [3, 10, 5]),
        ], output: [7, 5], macs: 0, kind: ""), .foreign(.product(macs: 350, isLayer: false))
    ),
  ]

  @Test(arguments: moves.indices)
  func `what moves`(index: Int) throws {
    try check(Self.moves[index])
  }

  @Test(arguments: products.indices)
  func `what sums products`(index: Int) throws {
    try check(Self.products[index])
  }

  @Test(arguments: windows.indices)
  func `what has lengths`(index: Int) throws {
    try check(Self.windows[index])
  }

  private func check(_ row: (Case, Operation)) throws {
    let network = try PyTorchOperatorTests.network(PyTorchOperatorTests.program(row.0))
    let operation = network.graph.nodes.first?.operation
    #expect(operation == row.1, "\(row.0.target)")
    #expect(network.warning == nil)
  }

  /// Arguments that an operator cannot have.
  static let faults: [(Case, String)] = [
    (
      weighted("conv2d.default", [1, 3, 8, 9], [4, 3], [], [1, 4, 8, 9]),
      "found 2 dimensions, expected 3 or more"
    ),
    (
      weighted("conv_transpose2d.input", [1, 3, 8, 9], [4, 3], [], [1, 4, 8, 9]),
      "found 2 dimensions, expected 3 or more"
    ),
    (
      weighted("conv2d.default", [1, 3, 8, 9], [0, 3, 1, 1], [], [1, 0, 8, 9]),
      "a length of 0, expected 1 to 2147483647"
    ),
    (
      weighted(
        "conv2d.default", [1, 3, 8, 9], [4, 3, 1, 1], [("stride", Writer.ints([1, 0]))],
        [1, 4, 8, 9]), "a length of 0, expected 1 to 2147483647"
    ),
    (
      weighted(
        "conv2d.default", [1, 3, 8, 9], [4, 3, 1, 1], [("dilation", Writer.ints([1, 0]))],
        [1, 4, 8, 9]), "a length of 0, expected 1 to 2147483647"
    ),
    (
      weighted(
        "conv2d.default", [1, 3, 8, 9], [4, 3, 1, 1], [("padding", Writer.ints([0, -1]))],
        [1, 4, 8, 9]), "a length of -1, expected 0 to 2147483647"
    ),
    (
      weighted(
        "conv_transpose2d.input", [1, 3, 8, 9], [3, 4, 1, 1],
        [("output_padding", Writer.ints([0, -1]))], [1, 4, 8, 9]),
      "a length of -1, expected 0 to 2147483647"
    ),
    (
      weighted(
        "conv_transpose2d.input", [1, 3, 8, 9], [3, 4, 1, 1], [("groups", Writer.int(0))],
        [1, 4, 8, 9]), "a length of 0, expected 1 to 2147483647"
    ),
    (
      one("max_pool2d.default", [1, 3, 8, 9], [("kernel_size", Writer.ints([0]))], [1, 3, 8, 9]),
      "a length of 0, expected 1 to 2147483647"
    ),
    (
      one("channel_shuffle.default", [1, 3, 8, 9], [("groups", Writer.int(0))], [1, 3, 8, 9]),
      "a length of 0, expected 1 to 2147483647"
    ),
    (
      one("group_norm.default", [1, 3, 8, 9], [("num_groups", Writer.int(0))], [1, 3, 8, 9]),
      "a length of 0, expected 1 to 2147483647"
    ),
    (
      weighted("linear.default", [1, 7, 10], [20, 11], [], [1, 7, 20]),
      "the shapes [1, 7, 10] and [20, 11] do not fit"
    ),
    (
      weighted("linear.default", [1, 7, 10], [2, 20, 10], [], [1, 7, 20]),
      "the shapes [1, 7, 10] and [2, 20, 10] do not fit"
    ),
    (
      product("matmul", [("self", "x", [1, 7, 10]), ("other", "y", [11, 10])], [1, 7, 10]),
      "the shapes [1, 7, 10] and [11, 10] do not fit"
    ),
    (
      product("matmul", [("self", "x", [7, 10]), ("other", "y", [11])], [7]),
      "the shapes [7, 10] and [11] do not fit"
    ),
    (
      product("inner", [("self", "x", [7, 10]), ("other", "y", [10, 11])], [7, 10]),
      "the shapes [7, 10] and [10, 11] do not fit"
    ),
    (
      product("matmul", [("self", "x", []), ("other", "y", [11])], [7]),
      "found 0 dimensions, expected 1 or more"
    ),
    (
      product(
        "scaled_dot_product_attention",
        [("query", "x", [1, 7, 5]), ("key", "y", [1, 9, 6]), ("value", "z", [1, 9, 5])], [1, 7, 5]),
      "the shapes [1, 7, 5] and [1, 9, 6] do not fit"
    ),
    (
      product(
        "scaled_dot_product_attention",
        [("query", "x", [5]), ("key", "y", [9, 5]), ("value", "z", [9, 5])], [7, 5]),
      "the shapes [5] and [9, 5] do not fit"
    ),
    (
      product(
        "scaled_dot_product_attention",
        [("query", "x", [7, 5]), ("key", "y", [5]), ("value", "z", [9, 5])], [7, 5]),
      "the shapes [7, 5] and [5] do not fit"
    ),
    (
      product(
        "scaled_dot_product_attention",
        [("query", "x", [7, 5]), ("key", "y", [9, 5]), ("value", "z", [5])], [7, 5]),
      "the shapes [7, 5] and [9, 5] do not fit"
    ),
    (
      Case(
        target: "torchvision.deform_conv2d.default",
        tensors: [("input", "x", [1, 3, 8]), ("weight", "p_w", [4, 3, 1])], output: [1, 4, 8],
        macs: 0, kind: ""), "found 3 dimensions, expected 4"
    ),
  ]

  @Test(arguments: faults.indices)
  func `what an operator cannot have`(index: Int) {
    let row = Self.faults[index]
    let problem = HostileProgramTests.problem(PyTorchOperatorTests.program(row.0).bytes)
    #expect(problem.hasSuffix("): \(row.1)"))
    #expect(problem.hasPrefix("out ("))
  }

  /// Names of operators, taken apart.
  @Test(arguments: [
    ("torch.ops.aten.relu_.default", "relu", "aten.relu_", "default", true),
    ("torch.ops.aten.relu", "relu", "aten.relu", "", false),
    ("torch.ops.aten.__and__.Tensor", "__and__", "aten.__and__", "Tensor", false),
    ("torch.ops.torchvision.nms.default", "torchvision.nms", "torchvision.nms", "default", false),
    ("torch.ops.torchvision.nms", "torchvision.nms", "torchvision.nms", "", false),
    ("torch.ops.higher_order.wrap", "higher_order.wrap", "higher_order.wrap", "", false),
    ("_operator.mul", "_operator.mul", "_operator.mul", "", false),
  ])
  func `names of operators`(
    text: String, name: String, fullName: String, variant: String, isInPlace: Bool
  ) {
    let target = TorchTarget(text)
    #expect(target.name == name && target.fullName == fullName && target.variant == variant)
    #expect(target.isInPlace == isInPlace && target.meaning != nil)
  }
}
