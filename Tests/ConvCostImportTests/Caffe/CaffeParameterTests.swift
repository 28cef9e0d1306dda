import ConvCostCore
import Testing

@testable import ConvCostImport

/// The fields of layers and their defaults: every length differs from the others. The rules are
/// those of caffe.proto and of BVLC/caffe: src/caffe/layers.
struct CaffeParameterTests {
  typealias Net = CaffeNet

  private static func conv(_ fields: String, _ type: String = "Convolution") -> String {
    Net.layer(type, "convolution_param { \(fields) }")
  }

  private static func pool(_ fields: String) -> String {
    Net.layer("Pooling", "pooling_param { \(fields) }")
  }

  static let windows: [ImportRow] = [
    ImportRow(
      conv(
        "num_output: 4 kernel_h: 3 kernel_w: 5 stride_h: 2 stride_w: 3 pad_h: 1 pad_w: 2 "
          + "dilation: 2 dilation: 1"),
      [1, 6, 11, 13], "Conv2d 3×5 s2×3 p1×2 d2×1 → 4×5×5; 364 parameters; 9000 MACs"),
    ImportRow(
      conv("num_output: 4 kernel_size: 3 stride_h: 2 stride_w: 1 bias_term: false"),
      [1, 6, 11, 13],
      "Conv2d 3×3 s2×1 → 4×5×11; 216 parameters; 11880 MACs"),
    ImportRow(
      conv("num_output: 4 kernel_size: 3 pad_w: 2 bias_term: false"), [1, 6, 11, 13],
      "Conv2d 3×3 p0×2 → 4×9×15; 216 parameters; 29160 MACs"),
    ImportRow(
      conv("num_output: 9 kernel_size: 1 group: 3 bias_term: false"), [1, 6, 5, 7],
      "Conv2d 1×1 g3 → 9×5×7; 18 parameters; 630 MACs"),
    ImportRow(
      conv("num_output: 12 kernel_size: 1 group: 6 bias_term: false"), [1, 6, 5, 7],
      "Conv2d 1×1 dw×2 → 12×5×7; 12 parameters; 420 MACs"),
    ImportRow(
      conv("num_output: 4 kernel_size: 1 bias_term: false"), [1, 1, 5, 7],
      "Conv2d 1×1 → 4×5×7; 4 parameters; 140 MACs"),
    ImportRow(
      conv(
        "num_output: 2 kernel_size: [1, 2, 3] stride: [3, 2, 1] pad: [0, 1, 2] bias_term: false"),
      [1, 3, 7, 8, 9], "Conv3d 1×2×3 s3×2×1 p0×1×2 → 2×3×5×11; 36 parameters; 5940 MACs"),
    ImportRow(
      conv("kernel_size: 3 bias_term: false", "ConvolutionDepthwise"), [1, 6, 5, 7],
      "Conv2d 3×3 dw → 6×3×5; 54 parameters; 810 MACs"),
    ImportRow(
      conv("num_output: 12 kernel_size: 3", "DepthwiseConv"), [1, 6, 5, 7],
      "Conv2d 3×3 dw×2 → 12×3×5; 120 parameters; 1620 MACs"),
    ImportRow(
      conv(
        "num_output: 4 kernel_h: 3 kernel_w: 5 stride_h: 2 stride_w: 3 pad_h: 1 pad_w: 2 "
          + "group: 2", "Deconvolution"),
      [1, 6, 5, 7], "ConvTranspose2d 3×5 s2×3 p1×2 g2 → 4×9×19; 184 parameters; 6300 MACs"),
    ImportRow(
      pool("kernel_h: 3 kernel_w: 5 stride_h: 2 stride_w: 3 pad_h: 1 pad_w: 2"), [1, 6, 12, 14],
      "MaxPool2d 3×5 s2×3 p1×2 ceil → 6×7×6"),
    ImportRow(
      pool("pool: AVE kernel_size: 3 stride: 2 round_mode: FLOOR"), [1, 6, 12, 14],
      "AvgPool2d 3×3 s2 → 6×5×6"),
    ImportRow(
      pool("pool: 1 kernel_size: 3 stride: 2 round_mode: 1"), [1, 6, 12, 14],
      "AvgPool2d 3×3 s2 → 6×5×6"),
    ImportRow(
      pool("pool: 2 kernel_size: 3 ceil_mode: false"), [1, 6, 12, 14], "AvgPool2d 3×3 → 6×10×12"),
    ImportRow(
      pool("pool: 0 kernel_size: 3 stride: 2 round_mode: CEIL"), [1, 6, 12, 14],
      "MaxPool2d 3×3 s2 ceil → 6×6×7"),
    ImportRow(pool("kernel_size: 1 stride: 3"), [1, 6, 6, 8], "Pooling (function) → 6×3×4"),
    ImportRow(
      pool("global_pooling: true"), [1, 6, 12, 14], "AdaptiveMaxPool2d to 1×1 → 6×1×1"),
    ImportRow(
      Net.layer("SPP", "spp_param { pyramid_height: 4 }"), [1, 6, 12, 14], "SPP (function) → 510"),
    ImportRow(
      Net.layer("SPP", "spp_param { pyramid_height: 15 }"), [1, 1, 12, 14],
      "SPP (function) → 357913941"),
    ImportRow(
      conv("kernel_h: 3 kernel_w: 5 stride_h: 2 stride_w: 3", "Im2col"), [1, 6, 11, 13],
      "Im2col (movement) → 90×5×3"),
    ImportRow(
      Net.layer("LRN", "lrn_param { local_size: 7 }"), [1, 6, 5, 7],
      "LocalResponseNorm n7 → 6×5×7"),
    ImportRow(Net.layer("LRN"), [1, 6, 5, 7], "LocalResponseNorm n5 → 6×5×7"),
    ImportRow(
      Net.layer("LRN", "lrn_param { norm_region: 1 }"), [1, 6, 5, 7], "LRN (function) → 6×5×7"),
    ImportRow(
      Net.layer("LRN", "lrn_param { norm_region: 0 }"), [1, 6, 5, 7],
      "LocalResponseNorm n5 → 6×5×7"),
    ImportRow(
      Net.layer(
        "PriorBox",
        "prior_box_param { min_size: 3 min_size: 4 max_size: 9 "
          + "aspect_ratio: 2 aspect_ratio: 2 aspect_ratio: 1 aspect_ratio: 3 flip: false }"),
      [1, 6, 5, 7], "PriorBox (function) → 2×980"),
    ImportRow(
      Net.layer("PriorBox", "prior_box_param { min_size: 3 min_size: 4 aspect_ratio: 3 }"),
      [1, 6, 5, 7], "PriorBox (function) → 2×840"),
    ImportRow(
      Net.layer("DetectionOutput", "detection_output_param { keep_top_k: 50 }"), [1, 6],
      "DetectionOutput (function) → 50×7"),
    ImportRow(
      Net.layer("DetectionOutput", "detection_output_param { keep_top_k: -1 }"), [1, 6],
      "DetectionOutput (function) → 1×7"),
    ImportRow(
      Net.layer("Upsample", "upsample_param { scale_h: 3 }"), [1, 6, 5, 7],
      "Upsample by 3×2 nearest → 6×15×14"),
    ImportRow(
      Net.layer("Upsample", "upsample_param { scale_w: 4 scale: 3 }"), [1, 6, 5, 7],
      "Upsample by 3×4 nearest → 6×15×28"),
    ImportRow(
      Net.layer("Upsample", "upsample_param { upsample_h: 9 upsample_w: 8 }"), [1, 6, 5, 7],
      "Upsample to 9×8 nearest → 6×9×8"),
    ImportRow(
      Net.layer("Interp", "interp_param { height: 9 width: 8 }"), [1, 6, 5, 7],
      "Upsample to 9×8 bilinear → 6×9×8"),
    ImportRow(
      Net.layer("Interp", "interp_param { shrink_factor: 2 zoom_factor: 3 }"), [1, 6, 7, 10],
      "Upsample to 10×13 bilinear → 6×10×13"),
    ImportRow(
      Net.layer("Interp", "interp_param { pad_beg: -1 pad_end: -2 zoom_factor: 2 }"),
      [1, 6, 7, 10], "Upsample to 7×13 bilinear → 6×7×13"),
    ImportRow(
      Net.layer("Reorg", "reorg_param { stride: 3 }"), [1, 2, 6, 9], "Reorg (movement) → 18×2×3"),
    ImportRow(Net.layer("Reorg"), [1, 2, 6, 8], "Reorg (movement) → 8×3×4"),
    ImportRow(
      Net.layer("ShuffleChannel", "shuffle_channel_param { group: 2 }"), [1, 6, 5, 7],
      "ChannelShuffle g2 → 6×5×7"),
    ImportRow(Net.layer("ShuffleChannel"), [1, 6, 5, 7], "ChannelShuffle g1 → 6×5×7"),
    ImportRow(
      Net.layer("Proposal", "proposal_param { post_nms_topn: 30 }"), [1, 6, 5, 7],
      "Proposal (unknown) → 30×5; unknown"),
    ImportRow(
      Net.layer("Proposal", to: ["p"])
        + Net.layer("InnerProduct", "inner_product_param { num_output: 4 }", from: ["p"]),
      [1, 6, 5, 7], "Proposal (unknown) → 6×5×7, InnerProduct (unknown) → 6×5×7; unknown"),
    ImportRow(
      conv("num_output: 6 kernel_size: 3 group: 2 bias_term: false"), [1, 2, 5, 7],
      "Conv2d 3×3 dw×3 → 6×3×5; 54 parameters; 810 MACs"),
    ImportRow(
      reshaped + Net.layer("LRN", from: ["r"]), [1, 6, 5, 7],
      "Reshape to 6×35 → 6×35, Reshape to 6×35 → 6×35, LocalResponseNorm n5 → 6×35"),
    ImportRow(
      reshaped
        + Net.layer("Pooling", "pooling_param { kernel_size: 3 stride: 2 }", from: ["r"]),
      [1, 6, 5, 7],
      "Reshape to 6×35 → 6×35, Reshape to 6×35 → 6×35, MaxPool1d 3 s2 ceil → 6×17"),
    ImportRow(
      reshaped + Net.layer("ShuffleChannel", "shuffle_channel_param { group: 3 }", from: ["r"]),
      [1, 6, 5, 7],
      "Reshape to 6×35 → 6×35, Reshape to 6×35 → 6×35, ChannelShuffle g3 → 6×35"),
    ImportRow(Net.layer("DetectionOutput"), [1, 6], "DetectionOutput (function) → 1×7"),
    ImportRow(
      Net.layer("DetectionOutput", "detection_output_param { keep_top_k: 0 }"), [1, 6],
      "DetectionOutput (function) → 1×7"),
    ImportRow(Net.layer("Interp"), [1, 6, 7, 10], "Upsample to 7×10 bilinear → 6×7×10"),
    ImportRow(
      Net.layer("Interp", "interp_param { zoom_factor: 2 }"), [1, 6, 7, 10],
      "Upsample to 13×19 bilinear → 6×13×19"),
    ImportRow(
      Net.layer("Interp", "interp_param { shrink_factor: 2 }"), [1, 6, 7, 10],
      "Upsample to 4×5 bilinear → 6×4×5"),
    ImportRow(
      Net.layer(
        "Interp", "interp_param { pad_beg: -1 pad_end: -2 shrink_factor: 2 zoom_factor: 3 }"),
      [1, 6, 7, 10], "Upsample to 4×10 bilinear → 6×4×10"),
    ImportRow(
      Net.layer("Interp", "interp_param { pad_beg: -1 pad_end: -3 }"), [1, 6, 7, 5],
      "Upsample to 3×1 bilinear → 6×3×1"),
    ImportRow(
      Net.layer("PriorBox", "prior_box_param { min_size: 3 aspect_ratio: 2 aspect_ratio: 0.5 }"),
      [1, 6, 5, 7], "PriorBox (function) → 2×420"),
    // Ratios that differ by less than a millionth are one.
    ImportRow(
      Net.layer(
        "PriorBox",
        "prior_box_param { min_size: 3 aspect_ratio: 1.0000005 aspect_ratio: 1.0000015 flip: 0 }"),
      [1, 6, 5, 7], "PriorBox (function) → 2×280"),
    ImportRow(
      Net.layer("PriorBox", "prior_box_param { min_size: 3 \(ratios(100)) }"), [1, 6, 5, 7],
      "PriorBox (function) → 2×420"),
  ]

  private static func ratios(_ count: Int) -> String {
    String(repeating: "aspect_ratio: 2 ", count: count)
  }

  /// A reshape to rows of the lengths of a map.
  private static let reshaped = Net.layer(
    "Reshape", "reshape_param { shape { dim: 0 dim: 6 dim: -1 } }", to: ["r"], name: "r")

  /// A smaller map beside the input.
  private static let smaller = Net.layer(
    "Pooling", "pooling_param { kernel_h: 2 kernel_w: 1 }", to: ["p"], name: "p")

  static let elements: [ImportRow] = [
    ImportRow(Net.layer("ReLU"), [1, 6, 5, 7], "ReLU → 6×5×7"),
    ImportRow(
      Net.layer("ReLU", "relu_param { negative_slope: 0.1 }"), [1, 6, 5, 7], "LeakyReLU → 6×5×7"),
    ImportRow(
      Net.layer("ReLU", "relu_param { negative_slope: 0 }"), [1, 6, 5, 7], "ReLU → 6×5×7"),
    ImportRow(Net.layer("ReLU6"), [1, 6], "ReLU6 → 6"),
    ImportRow(Net.layer("Sigmoid"), [1, 6], "Sigmoid → 6"),
    ImportRow(Net.layer("Softmax"), [1, 6], "Softmax → 6"),
    ImportRow(Net.layer("Swish"), [1, 6], "SiLU → 6"),
    ImportRow(Net.layer("TanH"), [1, 6], "Tanh → 6"),
    ImportRow(Net.layer("HSwish"), [1, 6], "Hardswish → 6"),
    ImportRow(Net.layer("HardSwish"), [1, 6], "Hardswish → 6"),
    ImportRow(Net.layer("HSigmoid"), [1, 6], "Hardsigmoid → 6"),
    ImportRow(Net.layer("HardSigmoid"), [1, 6], "Hardsigmoid → 6"),
    ImportRow(Net.layer("MVN"), [1, 6], "MVN (function) → 6"),
    ImportRow(Net.layer("AbsVal"), [1, 6], "AbsVal (function) → 6"),
    ImportRow(Net.layer("BNLL"), [1, 6], "BNLL (function) → 6"),
    ImportRow(Net.layer("Clip"), [1, 6], "Clip (function) → 6"),
    ImportRow(Net.layer("ELU"), [1, 6], "ELU (function) → 6"),
    ImportRow(Net.layer("Exp"), [1, 6], "Exp (function) → 6"),
    ImportRow(Net.layer("Log"), [1, 6], "Log (function) → 6"),
    ImportRow(Net.layer("Mish"), [1, 6], "Mish (function) → 6"),
    ImportRow(Net.layer("Threshold"), [1, 6], "Threshold (function) → 6"),
    ImportRow(
      Net.layer("PReLU"), [1, 6, 5, 7], "PReLU (function) → 6×5×7; 6 parameters"),
    ImportRow(
      Net.layer("Normalize", "norm_param { channel_shared: false }"), [1, 6, 5, 7],
      "Normalize (function) → 6×5×7; 6 parameters"),
    ImportRow(
      Net.layer("Normalize"), [1, 6, 5, 7], "Normalize (function) → 6×5×7; 1 parameters"),
    ImportRow(Net.layer("Scale"), [1, 6, 5, 7], "ChannelScale → 6×5×7; 6 parameters"),
    ImportRow(
      Net.layer("Scale", "scale_param { bias_term: true }"), [1, 6, 5, 7],
      "ChannelScale → 6×5×7; 12 parameters"),
    ImportRow(
      Net.layer("Scale", "scale_param { axis: 2 bias_term: true }"), [1, 6, 5, 7],
      "Scale (function) → 6×5×7; 10 parameters"),
    ImportRow(
      Net.layer("Scale", "scale_param { axis: 2 num_axes: 2 }"), [1, 6, 5, 7],
      "Scale (function) → 6×5×7; 35 parameters"),
    ImportRow(
      Net.layer("Scale", "scale_param { axis: -1 }"), [1, 6, 5, 7],
      "Scale (function) → 6×5×7; 7 parameters"),
    ImportRow(
      Net.layer("Scale", "scale_param { axis: 2 num_axes: -1 }"), [1, 6, 5, 7],
      "Scale (function) → 6×5×7; 35 parameters"),
    ImportRow(
      Net.layer("Scale", "scale_param { axis: 0 num_axes: 0 }"), [1, 6, 5, 7],
      "Scale (function) → 6×5×7; 1 parameters"),
    ImportRow(
      Net.layer("Bias", "bias_param { axis: 2 }"), [1, 6, 5, 7],
      "Bias (function) → 6×5×7; 5 parameters"),
    ImportRow(
      Net.layer("Bias", "bias_param { num_axes: 2 }"), [1, 6, 5, 7],
      "Bias (function) → 6×5×7; 30 parameters"),
    ImportRow(
      Net.layer("InnerProduct", "inner_product_param { num_output: 4 axis: 2 }"), [1, 6, 5],
      "Reshape to 6×5 → 6×5, Linear → 6×4; 24 parameters; 120 MACs"),
    ImportRow(
      Net.layer("InnerProduct", "inner_product_param { num_output: 4 }"), [1, 6, 5, 7],
      "Flatten → 210, Linear → 4; 844 parameters; 840 MACs"),
    ImportRow(
      Net.layer("Embed", "embed_param { num_output: 4 input_dim: 9 }"), [1, 6],
      "Embed (function) → 6×4; 40 parameters"),
    ImportRow(
      Net.layer("LSTM", "recurrent_param { num_output: 5 }"), [7, 2, 3],
      "LSTM (layer) → 2×5; 180 parameters; 320 MACs"),
    ImportRow(
      Net.layer("RNN", "recurrent_param { num_output: 5 }"), [7, 2, 3],
      "RNN (layer) → 2×5; 75 parameters; 130 MACs"),
    ImportRow(
      Net.layer("LSTM", "recurrent_param { num_output: 4 }"), [7, 2, 3, 5],
      "LSTM (layer) → 2×4; 320 parameters; 608 MACs"),
    ImportRow(
      Net.input([7, 2], name: "more")
        + Net.layer("LSTM", "recurrent_param { num_output: 5 }", from: ["data", "more"]),
      [7, 2, 3], "LSTM (layer) → 2×5; 180 parameters; 320 MACs"),
    ImportRow(
      Net.layer("BatchNorm"), [1, 6, 5, 7],
      "BatchNorm2d no scale, no shift → 6×5×7; 12 buffers"),
    ImportRow(
      tensor + Net.layer("BatchNorm", from: ["r"]), [1, 4, 5, 7],
      "Reshape to 20×7 → 20×7, BatchNorm (function) → 20×7; 40 buffers"),
    ImportRow(
      tensor + Net.layer("BatchNorm", named, from: ["r"], to: ["a"])
        + Net.layer("BatchNorm", named, from: ["r"], to: ["b"], name: "b"),
      [1, 4, 5, 7],
      "Reshape to 20×7 → 20×7, BatchNorm (function) → 20×7, BatchNorm (function) → 20×7"
        + "; 40 buffers"),
    ImportRow(
      tensor + Net.layer("Scale", from: ["r"]), [1, 4, 5, 7],
      "Reshape to 20×7 → 20×7, Scale (function) → 20×7; 20 parameters"),
    ImportRow(
      Net.layer("Scale", "scale_param { num_axes: 2 }"), [1, 6, 5, 7],
      "Scale (function) → 6×5×7; 30 parameters"),
    ImportRow(Net.layer("Scale", from: ["data", "data"]), [1, 6, 5, 7], "Multiply → 6×5×7"),
    ImportRow(
      Net.input([1, 6], name: "more")
        + Net.layer("Scale", "scale_param { axis: 0 }", from: ["data", "more"]),
      [1, 6, 5, 7], "Scale (function) → 6×5×7"),
    ImportRow(
      Net.input([1, 6], name: "more")
        + Net.layer("Scale", "scale_param { axis: 0 bias_term: true }", from: ["data", "more"]),
      [1, 6, 5, 7], "Scale (function) → 6×5×7; 6 parameters"),
    ImportRow(
      Net.layer("Bias", from: ["data", "data"]), [1, 6, 5, 7], "Bias (function) → 6×5×7"),
    ImportRow(
      Net.layer("Pooling", "pooling_param { global_pooling: true }", to: ["p"], name: "p")
        + Net.layer("Axpy", from: ["p", "data", "data"]),
      [1, 6, 5, 7], "AdaptiveMaxPool2d to 1×1 → 6×1×1, Axpy (function) → 6×5×7"),
    // A single index for each sample.
    ImportRow(
      Net.layer("Embed", "embed_param { num_output: 11 input_dim: 9 }"), [4, 1],
      "Embed (function) → 11; 110 parameters"),
    ImportRow(
      Net.layer("ReLU", to: ["d"], name: "d") + Net.input([9], name: "more")
        + Net.layer("Embed", "embed_param { num_output: 11 input_dim: 9 }", from: ["more"]),
      [1, 6, 5, 7], "ReLU → 6×5×7, Embed (function) → 11; 110 parameters"),
  ]

  /// A reshape to a tensor, whose features are not Caffe's channels.
  private static let tensor = Net.layer(
    "Reshape", "reshape_param { shape { dim: 0 dim: -1 dim: 7 } }", to: ["r"], name: "r")

  private static let named = "param { name: 'm' } param { name: 'v' } param { name: 'f' } "

  static let movements: [ImportRow] = [
    ImportRow(Net.layer("Flatten"), [1, 6, 5, 7], "Flatten → 210"),
    ImportRow(
      Net.layer("Flatten", "flatten_param { axis: 2 }"), [1, 6, 5, 7], "Reshape to 6×35 → 6×35"),
    ImportRow(
      Net.layer("Flatten", "flatten_param { axis: -3 end_axis: -2 }"), [1, 6, 5, 7],
      "Reshape to 30×7 → 30×7"),
    ImportRow(
      Net.layer("Flatten", "flatten_param { axis: 2 end_axis: 2 }"), [1, 6, 5, 7],
      "f: a network without layers"),
    ImportRow(
      Net.layer("Reshape", "reshape_param { shape { dim: 0 dim: -1 dim: 6 } }"), [1, 6, 5, 7],
      "Reshape to 35×6 → 35×6"),
    ImportRow(
      Net.layer("Reshape", "reshape_param { shape { dim: 3 dim: 2 } axis: 1 num_axes: 1 }"),
      [1, 6, 5, 7], "Reshape to 3×2×5×7 → 3×2×5×7"),
    ImportRow(
      Net.layer("Reshape", "reshape_param { shape { dim: 35 } axis: 2 num_axes: 2 }"),
      [1, 6, 5, 7], "Reshape to 6×35 → 6×35"),
    ImportRow(
      Net.layer("Reshape", "reshape_param { shape { dim: 1 } axis: -1 num_axes: 0 }"),
      [1, 6, 5], "Reshape to 6×5×1 → 6×5×1"),
    ImportRow(
      Net.layer("Permute", "permute_param { order: 0 order: 2 order: 3 order: 1 }"),
      [1, 6, 5, 7], "Permute channels last → 5×7×6"),
    ImportRow(
      Net.layer("Permute", "permute_param { order: 0 order: 3 }"), [1, 6, 5, 7],
      "Permute (movement) → 7×6×5"),
    ImportRow(
      Net.layer("Permute", "permute_param { order: 0 order: 1 }"), [1, 6, 5, 7],
      "f: a network without layers"),
    ImportRow(
      Net.layer("Tile", "tile_param { tiles: 3 }"), [1, 6, 5, 7], "Tile (movement) → 18×5×7"),
    ImportRow(
      Net.layer("Tile", "tile_param { axis: -1 tiles: 3 }"), [1, 6, 5, 7],
      "Tile (movement) → 6×5×21"),
    ImportRow(
      Net.layer("Reduction", "reduction_param { axis: 2 }"), [1, 6, 5, 7],
      "Reduction (function) → 6"),
    ImportRow(
      Net.layer("ArgMax", "argmax_param { axis: 2 top_k: 3 }"), [1, 6, 5, 7],
      "ArgMax (function) → 6×3×7"),
    ImportRow(Net.layer("ArgMax"), [1, 6, 5, 7], "ArgMax (function) → 1×1"),
    ImportRow(
      Net.layer("ArgMax", "argmax_param { top_k: 3 out_max_val: true }"), [1, 6, 5, 7],
      "ArgMax (function) → 2×3"),
    ImportRow(
      Net.layer("Concat", from: ["data", "data"]), [1, 6, 5, 7], "Concat → 12×5×7"),
    ImportRow(
      Net.layer("Concat", "concat_param { axis: 2 }", from: ["data", "data"]), [1, 6, 5, 7],
      "Concat (movement) → 6×10×7"),
    ImportRow(
      Net.layer("Concat", "concat_param { concat_dim: 3 }", from: ["data", "data"]),
      [1, 6, 5, 7], "Concat (movement) → 6×5×14"),
    ImportRow(
      Net.layer("Eltwise", "eltwise_param { operation: 0 }", from: ["data", "data"]),
      [1, 6, 5, 7], "Multiply → 6×5×7"),
    ImportRow(
      Net.layer("Eltwise", "eltwise_param { operation: 1 }", from: ["data", "data"]),
      [1, 6, 5, 7], "Add → 6×5×7"),
    ImportRow(
      Net.layer("Eltwise", "eltwise_param { operation: 2 }", from: ["data", "data"]),
      [1, 6, 5, 7], "Max (function) → 6×5×7"),
    ImportRow(Net.layer("Eltwise", from: ["data", "data"]), [1, 6, 5, 7], "Add → 6×5×7"),
    ImportRow(
      Net.layer("Scale", "scale_param { bias_term: true }", from: ["data", "data"]),
      [1, 6, 5, 7], "Scale (function) → 6×5×7; 210 parameters"),
    ImportRow(
      Net.layer("Slice", "slice_param { slice_point: 2 }", to: ["s", "t"]), [1, 6, 5, 7],
      "ChannelSlice 0 to 1 → 2×5×7, ChannelSlice 2 to 5 → 4×5×7"),
    ImportRow(
      Net.layer("Slice", to: ["s", "t", "u"]), [1, 6, 5, 7],
      "ChannelSlice part 1 of 3 → 2×5×7, ChannelSlice part 2 of 3 → 2×5×7,"
        + " ChannelSlice part 3 of 3 → 2×5×7"),
    ImportRow(
      Net.layer("Slice", "slice_param { axis: 3 slice_point: 2 }", to: ["s", "t"]),
      [1, 6, 5, 7], "Slice (movement) → 6×5×2, Slice (movement) → 6×5×5"),
    ImportRow(
      pool("kernel_h: 2 kernel_w: 3").replacing("'y'", with: "'p'")
        + Net.layer("Crop", "crop_param { offset: 1 offset: 2 }", from: ["data", "p"], name: "c"),
      [1, 6, 5, 7], "MaxPool2d 2×3 ceil → 6×4×5, Crop 1,0,2,0 → 6×4×5"),
    ImportRow(
      pool("kernel_h: 2 kernel_w: 3").replacing("'y'", with: "'p'")
        + Net.layer("Crop", "crop_param { axis: 3 offset: 1 }", from: ["data", "p"], name: "c"),
      [1, 6, 5, 7], "MaxPool2d 2×3 ceil → 6×4×5, Crop (movement) → 6×5×5"),
    ImportRow(
      pool("kernel_h: 2 kernel_w: 3").replacing("'y'", with: "'p'")
        + Net.layer("Crop", from: ["data", "p"], name: "c"),
      [1, 6, 5, 7], "MaxPool2d 2×3 ceil → 6×4×5, Crop 0,1,0,2 → 6×4×5"),
    ImportRow(
      Net.layer(
        "Convolution", "convolution_param { num_output: 4 kernel_h: 2 kernel_w: 3 }", to: ["c"],
        name: "c")
        + Net.layer(
          "Crop", "crop_param { axis: 1 offset: 2 offset: 0 offset: 1 }", from: ["data", "c"]),
      [1, 6, 5, 7],
      "Conv2d 2×3 → 4×4×5, Crop (movement) → 4×4×5; 148 parameters; 2880 MACs"),
    ImportRow(
      Net.layer("Tile", "tile_param { axis: 2 tiles: 3 }", to: ["t"], name: "t")
        + Net.convolution(4, 3, from: "t"),
      [1, 6, 5], "Tile (movement) → 6×15, Conv1d 3 → 4×13; 76 parameters; 936 MACs"),
    // Other samples than those of the input.
    ImportRow(
      Net.layer("Tile", "tile_param { axis: 0 tiles: 3 }", to: ["t"], name: "t")
        + Net.convolution(4, 3, from: "t"),
      [1, 6, 5, 7], "Tile (movement) → 6×5×7, Convolution (unknown) → 6×5×7; unknown"),
    ImportRow(
      Net.layer("Concat", "concat_param { axis: 0 }", from: ["data", "data"], to: ["t"], name: "t")
        + Net.convolution(4, 3, from: "t"),
      [1, 6, 5, 7], "Concat (movement) → 6×5×7, Convolution (unknown) → 6×5×7; unknown"),
    ImportRow(
      Net.layer("Slice", "slice_param { axis: 0 }", to: ["s", "t"], name: "t")
        + Net.convolution(4, 3, from: "t"),
      [4, 6, 5, 7],
      "Slice (movement) → 6×5×7, Slice (movement) → 6×5×7, Convolution (unknown) → 6×5×7; unknown"),
    ImportRow(
      smaller + Net.layer("Concat", "concat_param { axis: 2 }", from: ["data", "p"]),
      [1, 6, 5, 7], "MaxPool2d 2×1 ceil → 6×4×7, Concat (movement) → 6×9×7"),
    ImportRow(
      reshaped + Net.layer("Concat", "concat_param { axis: 2 }", from: ["r", "r"]),
      [1, 6, 5, 7], "Reshape to 6×35 → 6×35, Concat → 6×70"),
    ImportRow(
      reshaped + Net.layer("Concat", "concat_param { axis: 1 }", from: ["r", "r"]),
      [1, 6, 5, 7], "Reshape to 6×35 → 6×35, Concat (movement) → 12×35"),
    ImportRow(Net.layer("Concat", from: ["data", "data"]), [1, 6], "Concat → 12"),
    ImportRow(
      reshaped + Net.layer("Permute", "permute_param { order: 0 order: 2 }", from: ["r"]),
      [1, 6, 5, 7], "Reshape to 6×35 → 6×35, Permute (movement) → 35×6"),
    ImportRow(
      Net.layer("Slice", "slice_param { axis: 3 }", to: ["s", "t"]), [1, 6, 5, 8],
      "Slice (movement) → 6×5×4, Slice (movement) → 6×5×4"),
    ImportRow(
      Net.layer("Slice", "slice_param { slice_point: 1 }", to: ["s", "t"]), [1, 6, 5, 7],
      "ChannelSlice 0 → 1×5×7, ChannelSlice 1 to 5 → 5×5×7"),
    ImportRow(
      Net.layer("Slice", to: ["s"]), [1, 6, 5, 7], "ChannelSlice part 1 of 1 → 6×5×7"),
    ImportRow(Net.layer("Reduction"), [1, 6, 5, 7], "Reduction (function) → 1"),
    ImportRow(
      Net.layer(
        "Reshape", "reshape_param { axis: 1 shape { dim: -1 dim: 0 dim: 4 } num_axes: -1 }"),
      [1, 6, 5, 8], "Reshape to 12×5×4 → 12×5×4"),
  ]

  /// Regions of a map, four by eight, which are in the place of samples.
  private static let regions =
    Net.input([9, 5], name: "rois")
    + Net.layer(
      "ROIPooling", "roi_pooling_param { pooled_h: 4 pooled_w: 8 }", from: ["data", "rois"],
      to: ["p"], name: "p")

  private static func onRegions(
    _ type: String, _ parameters: String = "", from bottoms: [String] = ["p"],
    to tops: [String] = ["y"], gives text: String
  ) -> ImportRow {
    ImportRow(
      regions + Net.layer(type, parameters, from: bottoms, to: tops), [1, 6, 5, 7],
      "RoIAlign 9 proposals to 4×8 → 9×6×4×8, \(text)")
  }

  static let stacks: [ImportRow] = [
    onRegions("ReLU", gives: "ReLU → 9×6×4×8"),
    onRegions("Reorg", gives: "Reorg (movement) → 9×24×2×4"),
    onRegions(
      "Im2col", "convolution_param { kernel_size: 3 }", gives: "Im2col (movement) → 9×54×2×6"),
    onRegions("SPP", "spp_param { pyramid_height: 2 }", gives: "SPP (function) → 9×30"),
    onRegions("ArgMax", "argmax_param { top_k: 2 }", gives: "ArgMax (function) → 9×1×2"),
    onRegions("ArgMax", "argmax_param { axis: 1 }", gives: "ArgMax (function) → 9×1×4×8"),
    onRegions("Reduction", gives: "Reduction (function) → 9×1"),
    onRegions("Reduction", "reduction_param { axis: 1 }", gives: "Reduction (function) → 9×1"),
    onRegions("Reduction", "reduction_param { axis: 2 }", gives: "Reduction (function) → 9×6"),
    onRegions("Flatten", gives: "Flatten → 9×192"),
    onRegions(
      "Reshape", "reshape_param { shape { dim: 0 dim: 12 dim: -1 } }",
      gives: "Reshape to 9×12×16 → 9×12×16"
    ),
    onRegions("Tile", "tile_param { axis: 0 tiles: 3 }", gives: "Tile (movement) → 27×6×4×8"),
    onRegions("Tile", "tile_param { axis: 3 tiles: 3 }", gives: "Tile (movement) → 9×6×4×24"),
    onRegions(
      "Concat", "concat_param { axis: 0 }", from: ["p", "p"],
      gives: "Concat (movement) → 18×6×4×8"),
    onRegions("Concat", from: ["p", "p"], gives: "Concat → 9×12×4×8"),
    onRegions(
      "Slice", "slice_param { axis: 0 slice_point: 2 }", to: ["s", "t"],
      gives: "Slice (movement) → 2×6×4×8, Slice (movement) → 7×6×4×8"),
    onRegions(
      "Permute", "permute_param { order: [0, 2, 3, 1] }", gives: "Permute (movement) → 9×4×8×6"),
    onRegions(
      "InnerProduct", "inner_product_param { num_output: 4 }",
      gives: "Flatten → 9×192, Linear → 9×4; 772 parameters; 6912 MACs"),
    onRegions(
      "InnerProduct", "inner_product_param { num_output: 4 axis: 3 }",
      gives: "Reshape to 9×6×4×8 → 9×6×4×8, Linear → 9×6×4×4; 36 parameters; 6912 MACs"),
    onRegions(
      "Embed", "embed_param { num_output: 3 input_dim: 10 }",
      gives: "Embed (function) → 9×6×4×8×3; 33 parameters"),
    onRegions(
      "Convolution", "convolution_param { num_output: 2 kernel_size: 3 }",
      gives: "Conv2d 3×3 → 9×2×2×6; 110 parameters; 11664 MACs"),
    onRegions("Scale", gives: "ChannelScale → 9×6×4×8; 6 parameters"),
    // What a layer gives depends on its first input.
    ImportRow(
      regions + Net.layer("Interp", from: ["data", "p"], to: ["i"])
        + Net.layer("InnerProduct", "inner_product_param { num_output: 4 }", from: ["i"]),
      [1, 6, 5, 7],
      "RoIAlign 9 proposals to 4×8 → 9×6×4×8, Upsample to 4×8 bilinear → 6×4×8, Flatten → 192,"
        + " Linear → 4; 772 parameters; 768 MACs"),
    ImportRow(
      regions
        + Net.layer("PriorBox", "prior_box_param { min_size: 3 }", from: ["p", "data"], to: ["b"])
        + Net.layer("InnerProduct", "inner_product_param { num_output: 4 }", from: ["b"]),
      [1, 6, 5, 7],
      "RoIAlign 9 proposals to 4×8 → 9×6×4×8, PriorBox (function) → 2×128, Flatten → 256,"
        + " Linear → 4; 1028 parameters; 1024 MACs"),
    ImportRow(
      Net.layer("ROIPooling", "roi_pooling_param { pooled_h: 4 pooled_w: 8 }"), [1, 6, 5, 7],
      "RoIAlign 1 proposal to 4×8 → 1×6×4×8"),
    ImportRow(
      Net.layer("PSROIPooling", "psroi_pooling_param { output_dim: 3 group_size: 2 }"),
      [1, 12, 5, 7], "PSROIPooling (function) → 1×3×2×2"),
    // Further inputs that are stacks.
    ImportRow(
      Net.layer("ReLU", to: ["d"], name: "d") + Net.input([9, 3, 5], name: "more")
        + Net.convolution(2, 3, from: "more"),
      [1, 6, 5, 7], "ReLU → 6×5×7, Conv1d 3 → 9×2×3; 20 parameters; 486 MACs"),
    ImportRow(
      Net.layer("ReLU", to: ["d"], name: "d") + Net.input([9, 3, 5, 7], name: "more")
        + Net.convolution(2, 3, from: "more"),
      [1, 6, 5, 7], "ReLU → 6×5×7, Conv2d 3×3 → 9×2×3×5; 56 parameters; 7290 MACs"),
  ]

  /// Unknown layers, and layers on results of unknown shape.
  static let unknown: [ImportRow] = [
    ImportRow(Net.layer("Foo"), [1, 6, 5, 7], "Foo (unknown) → 6×5×7; unknown"),
    ImportRow(
      Net.layer(
        "Foo", "blobs { shape { dim: [5, 11] } } blobs { num: 1 channels: 2 height: 3 width: 7 }"),
      [1, 6, 5, 7], "Foo (unknown) → 6×5×7; 97 parameters; unknown"),
    ImportRow(
      Net.layer("Foo", to: ["u"], name: "u")
        + Net.layer(
          "ROIPooling", "roi_pooling_param { pooled_h: 4 pooled_w: 8 }", from: ["u", "data"]),
      [1, 6, 5, 7], "Foo (unknown) → 6×5×7, ROIPooling (function) → 6×5×7; unknown"),
    // In place is what writes its first result into its first input.
    ImportRow(
      inPlace(from: ["c", "data"], to: ["c", "e"]), [1, 6, 5, 7],
      "ReLU → 6×5×7, Foo (unknown) → 6×5×7, Conv2d 1×1 → 2×5×7; 14 parameters; 420 MACs; unknown"),
    ImportRow(
      inPlace(from: ["data", "c"], to: ["e", "c"]), [1, 6, 5, 7],
      "ReLU → 6×5×7, Foo (unknown) → 6×5×7, Convolution (unknown) → 6×5×7; unknown"),
    ImportRow(
      Net.layer("Bar", to: ["u"], name: "u") + inPlace(from: ["c", "u"], to: ["c"]), [1, 6, 5, 7],
      "Bar (unknown) → 6×5×7, ReLU → 6×5×7, Foo (unknown) → 6×5×7, Conv2d 1×1 → 2×5×7"
        + "; 14 parameters; 420 MACs; unknown"),
    ImportRow(
      Net.layer("Split", "blobs { shape { dim: 0 } }", to: ["s"], name: "s")
        + Net.layer("ReLU", "blobs { shape { dim: -1 } }", from: ["s"]),
      [1, 6, 5, 7], "ReLU → 6×5×7"),
    // More than a length can be.
    ImportRow(
      Net.layer("ReLU", "blobs { shape { dim: 2147483648 } }"), [1, 6, 5, 7], "ReLU → 6×5×7"),
  ]

  private static func inPlace(from bottoms: [String], to tops: [String]) -> String {
    Net.layer("ReLU", to: ["c"], name: "r") + Net.layer("Foo", from: bottoms, to: tops)
      + Net.convolution(2, 1, from: "c", to: "z")
  }

  @Test(arguments: windows + elements + movements + stacks + unknown)
  func `a layer`(row: ImportRow) {
    let bytes = Array((Net.input(row.input) + row.layer).utf8)
    #expect(ImportTrace.text(bytes) == row.text)
  }

  static let problems: [ImportRow] = [
    ImportRow(
      conv("kernel_size: 3"), [1, 6, 5, 7], "attribute 'num_output': expected a length from 1"),
    ImportRow(
      conv("num_output: 4"), [1, 6, 5, 7],
      "attribute 'kernel_size': expected the length of each axis"),
    ImportRow(
      conv("num_output: 4 kernel_h: 3"), [1, 6, 5, 7],
      "attribute 'kernel_w': expected a value beside kernel_h"),
    ImportRow(
      conv("num_output: 4 kernel_w: 3"), [1, 6, 5, 7],
      "attribute 'kernel_h': expected a value beside kernel_w"),
    ImportRow(
      conv("num_output: 4 kernel_size: 3 stride_h: 2"), [1, 6, 5, 7],
      "attribute 'stride_w': expected a value beside stride_h"),
    ImportRow(
      pool("kernel_size: 3 stride_w: 2"), [1, 6, 5, 7],
      "attribute 'stride_h': expected a value beside stride_w"),
    ImportRow(
      conv("num_output: 4 kernel_h: 3 kernel_w: 3"), [1, 6, 5, 7, 9],
      "attribute 'kernel_h': expected a map of two axes"),
    ImportRow(
      conv("num_output: 4 kernel_size: [1, 2, 3]"), [1, 6, 5, 7],
      "attribute 'kernel_size': expected one value or 2, found 3"),
    ImportRow(
      conv("num_output: 4 kernel_size: 3 axis: 2"), [1, 6, 5, 7],
      "attribute 'axis': expected 1, found 2"),
    ImportRow(
      conv("num_output: 4 kernel_size: 3 bias_term: 7"), [1, 6, 5, 7],
      "attribute 'bias_term': expected true or false"),
    ImportRow(
      conv("num_output: x kernel_size: 3"), [1, 6, 5, 7],
      "attribute 'num_output': expected an integer"),
    ImportRow(
      conv("num_output: 4 kernel_size: x"), [1, 6, 5, 7],
      "attribute 'kernel_size': expected an integer"),
    ImportRow(
      conv("num_output: 4 kernel_size: 0"), [1, 6, 5, 7],
      "a length of 0, expected 1 to 2147483647"),
    ImportRow(conv("num_output: 4 kernel_size: 3"), [1, 6], "found 2 dimensions, expected 3 to 5"),
    ImportRow(conv("kernel_size: 9", "Im2col"), [1, 6, 5, 7], "the window does not fit"),
    ImportRow(
      Net.layer("SPP", "spp_param { pyramid_height: 16 }"), [1, 6, 5, 7],
      "attribute 'pyramid_height': expected 1 to 15"),
    ImportRow(
      Net.layer("InnerProduct", "inner_product_param { num_output: 4 axis: 0 }"), [1, 6],
      "attribute 'axis': expected an axis after the samples"),
    ImportRow(
      Net.layer("LSTM", "recurrent_param { num_output: 4 expose_hidden: true }"), [1, 6, 5],
      "attribute 'expose_hidden': expected false"),
    ImportRow(
      Net.layer("LSTM", "recurrent_param { num_output: 4 }"), [1, 6],
      "found 2 dimensions, expected at least 3: steps, sequences, features"),
    ImportRow(
      Net.layer("Scale", "scale_param { axis: 0 }"), [1, 6, 5, 7],
      "attribute 'axis': expected an axis from 1"),
    ImportRow(
      Net.layer("Scale", "scale_param { axis: 2 num_axes: 3 }"), [1, 6, 5, 7],
      "attribute 'num_axes': expected at most 2"),
    ImportRow(
      Net.layer("Axpy", from: ["data", "data"]), [1, 6, 5, 7], "found 2 inputs, expected 3"),
    ImportRow(
      Net.layer("Eltwise", "eltwise_param { operation: MIN }", from: ["data", "data"]),
      [1, 6, 5, 7],
      "attribute 'operation': expected SUM, PROD or MAX, found MIN"),
    ImportRow(
      Net.layer("PriorBox"), [1, 6, 5, 7],
      "attribute 'min_size': expected at least one, and at most 100 aspect ratios"),
    ImportRow(
      Net.layer("Reorg", "reorg_param { stride: 2 }"), [1, 6, 5, 8],
      "attribute 'stride': expected a divisor of both lengths, found 2"),
    ImportRow(
      Net.layer("Reorg", "reorg_param { stride: 2 }"), [1, 6, 8, 5],
      "attribute 'stride': expected a divisor of both lengths, found 2"),
    ImportRow(
      Net.layer("Interp", "interp_param { pad_beg: 1 }"), [1, 6, 5, 7],
      "attribute 'pad_beg': expected a number up to 0"),
    ImportRow(
      Net.layer("Interp", "interp_param { pad_end: 1 }"), [1, 6, 5, 7],
      "attribute 'pad_beg': expected a number up to 0"),
    ImportRow(
      Net.layer("Interp", "interp_param { pad_beg: -2 pad_end: -3 }"), [1, 6, 7, 5],
      "attribute 'pad_beg': expected less than the map"),
    ImportRow(
      Net.layer("Interp"), [1, 6, 5, 7, 9], "found 5 dimensions, expected 4"),
    ImportRow(Net.layer("Upsample"), [1, 6, 5, 7, 9], "found 5 dimensions, expected 4"),
    ImportRow(
      Net.layer("Flatten", "flatten_param { axis: 0 }"), [1, 6, 5, 7],
      "attribute 'axis': expected an axis after the samples and up to end_axis"),
    ImportRow(
      Net.layer("Flatten", "flatten_param { axis: 3 end_axis: 2 }"), [1, 6, 5, 7],
      "attribute 'axis': expected an axis after the samples and up to end_axis"),
    ImportRow(Net.layer("Reshape"), [1, 6, 5, 7], "attribute 'shape': expected lengths"),
    ImportRow(
      Net.layer("Reshape", "reshape_param { shape { dim: -1 dim: -1 } }"), [1, 6, 5, 7],
      "attribute 'shape': expected one -1 at most"),
    ImportRow(
      Net.layer("Reshape", "reshape_param { shape { dim: 6 } axis: 3 num_axes: 2 }"),
      [1, 6, 5, 7], "attribute 'num_axes': expected axes that the input has"),
    ImportRow(
      Net.layer("Permute", "permute_param { order: 0 order: 0 }"), [1, 6, 5, 7],
      "attribute 'order': expected each axis once"),
    ImportRow(
      Net.layer("Permute", "permute_param { order: 1 }"), [1, 6, 5, 7],
      "attribute 'order': expected the samples first"),
    ImportRow(
      Net.layer("Slice", "slice_param { slice_point: 2 slice_point: 3 }", to: ["s", "t"]),
      [1, 6, 5, 7], "attribute 'slice_point': expected 1 points, found 2"),
    ImportRow(
      Net.layer("Slice", "slice_param { slice_point: 6 }", to: ["s", "t"]), [1, 6, 5, 7],
      "attribute 'slice_point': expected points in order, less than 6"),
    ImportRow(
      Net.layer("Slice", to: ["s", "t", "u", "v"]), [1, 6, 5, 7],
      "a length of 6 cannot be divided into 4 equal parts"),
    ImportRow(
      Net.layer("Crop", "crop_param { offset: 1 offset: 1 offset: 1 }", from: ["data", "data"]),
      [1, 6, 5, 7], "attribute 'offset': expected one value or 2, found 3"),
    ImportRow(
      Net.layer("Crop", "crop_param { offset: 1 }", from: ["data", "data"]), [1, 6, 5, 7],
      "the shapes [1, 6, 5, 7] and [1, 6, 5, 7] do not fit"),
    ImportRow(
      Net.layer("Crop", "crop_param { axis: 0 }", from: ["data", "data"]), [1, 6, 5, 7],
      "the shapes [1, 6, 5, 7] and [1, 6, 5, 7] do not fit"),
    ImportRow(
      Net.layer("Tile"), [1, 6, 5, 7], "attribute 'tiles': expected a length from 1"),
    ImportRow(
      conv("num_output: 0 kernel_size: 3"), [1, 6, 5, 7],
      "a length of 0, expected 1 to 2147483647"),
    ImportRow(
      Net.layer("ROIPooling", "roi_pooling_param { pooled_w: 8 }"), [1, 6, 5, 7],
      "attribute 'pooled_h': expected a length from 1"),
    ImportRow(
      Net.layer("ROIAlign", "roi_align_param { pooled_h: 8 }"), [1, 6, 5, 7],
      "attribute 'pooled_w': expected a length from 1"),
    ImportRow(
      regions
        + Net.layer(
          "ROIPooling", "roi_pooling_param { pooled_h: 2 pooled_w: 2 }", from: ["p", "rois"]),
      [1, 6, 5, 7], "found 4 dimensions, expected a map"),
    ImportRow(
      Net.layer("PriorBox", "prior_box_param { min_size: 3 \(ratios(101)) }"), [1, 6, 5, 7],
      "attribute 'min_size': expected at least one, and at most 100 aspect ratios"),
    ImportRow(
      Net.layer("PriorBox", "prior_box_param { min_size: 3 }"), [1, 6, 5, 7, 9],
      "found 5 dimensions, expected 4"),
    ImportRow(
      Net.layer("Reorg"), [1, 6, 4, 6, 8],
      "attribute 'stride': expected a divisor of both lengths, found 2"),
    ImportRow(
      Net.layer("Upsample", "upsample_param { upsample_h: 9 }"), [1, 6, 5, 7],
      "attribute 'upsample_w': expected a length from 1"),
    ImportRow(
      Net.layer("Upsample", "upsample_param { upsample_w: 9 }"), [1, 6, 5, 7],
      "attribute 'upsample_h': expected a length from 1"),
    ImportRow(
      Net.layer("Interp", "interp_param { height: 9 }"), [1, 6, 5, 7],
      "attribute 'width': expected a length from 1"),
    ImportRow(
      Net.layer("Interp", "interp_param { width: 9 }"), [1, 6, 5, 7],
      "attribute 'height': expected a length from 1"),
    ImportRow(
      Net.layer("Interp", "interp_param { pad_end: -9223372036854775808 }"), [1, 6, 5, 7],
      "attribute 'pad_beg': expected less than the map"),
    ImportRow(
      Net.layer("Interp", "interp_param { zoom_factor: 2147483647 }"), [1, 6, 5, 7],
      "a length of 8589934589, expected 0 to 2147483647"),
    ImportRow(
      Net.layer("LSTM", "recurrent_param { num_output: 4 }", from: ["data", "data", "data"]),
      [7, 2, 3], "found 3 inputs, expected 1 to 2"),
    ImportRow(
      Net.layer("Eltwise"), [1, 6, 5, 7], "found 1 inputs, expected 2 to 100000"),
    ImportRow(
      smaller + Net.layer("Eltwise", "eltwise_param { operation: MAX }", from: ["data", "p"]),
      [1, 6, 5, 7], "the shapes [6, 5, 7] and [6, 4, 7] do not fit"),
    ImportRow(
      Net.input([1, 210], name: "more")
        + Net.layer("Concat", "concat_param { axis: 2 }", from: ["data", "more"]),
      [1, 6, 5, 7], "the shapes [1, 6, 5, 7] and [1, 210] do not fit"),
    ImportRow(
      smaller + Net.layer("Concat", "concat_param { axis: 3 }", from: ["data", "p"]),
      [1, 6, 5, 7], "the shapes [1, 6, 5, 7] and [1, 6, 4, 7] do not fit"),
    ImportRow(
      Net.input([1, 210], name: "more") + Net.layer("Crop", from: ["data", "more"]),
      [1, 6, 5, 7], "the shapes [1, 6, 5, 7] and [1, 210] do not fit"),
    ImportRow(
      Net.layer("Slice", "slice_param { slice_point: [2, 2] }", to: ["s", "t", "u"]),
      [1, 6, 5, 7], "attribute 'slice_point': expected points in order, less than 6"),
    ImportRow(
      Net.layer("Slice", "slice_param { slice_point: 0 }", to: ["s", "t"]), [1, 6, 5, 7],
      "a length of 0, expected 1 to 2147483647"),
    ImportRow(
      Net.layer("Slice", "blobs { shape { dim: 5 } }", to: []), [1, 6, 5, 7],
      "a length of 6 cannot be divided into 0 equal parts"),
    ImportRow(
      Net.layer("Reshape", "reshape_param { axis: 1 shape { dim: [0, 0, 0, 0] } }"), [1, 6, 5, 7],
      "axis 4 is out of range for 4 dimensions"),
    ImportRow(
      Net.layer("Reshape", "reshape_param { axis: 5 shape { dim: 1 } }"), [1, 6, 5, 7],
      "axis 5 is out of range for 5 dimensions"),
    ImportRow(
      Net.layer("Reshape", "reshape_param { shape { dim: [1, -2] } }"), [1, 6, 5, 7],
      "a length of -2, expected 1 to 2147483647"),
    ImportRow(
      Net.layer(
        "Convolution",
        "convolution_param { num_output: 4 kernel_size: 1 } blobs { shape { dim: 0 } }"),
      [1, 6, 5, 7], "found 0 stored numbers, but the layer has 28"),
    ImportRow(
      Net.layer("ReLU", "blobs { shape { dim: 2147483647 } }"), [1, 6, 5, 7],
      "found 2147483647 stored numbers, but the layer has 0"),
    ImportRow(
      Net.layer("Split", "blobs { shape { dim: 1 } }"), [1, 6, 5, 7],
      "found 1 stored numbers, but the layer has 0"),
    ImportRow(
      Net.layer("BatchNorm", "blobs { shape { dim: 6 } } blobs { shape { dim: 6 } }"),
      [1, 6, 5, 7], "found 12 stored numbers, but the layer has 13"),
  ]

  @Test(arguments: problems)
  func `a layer that cannot work`(row: ImportRow) {
    let text = ImportTrace.text(Array((Net.input(row.input) + row.layer).utf8))
    #expect(text.hasSuffix("'it': \(row.text)"), "\(text)")
  }

  /// The numbers of fields in caffe.proto.
  static let fields: [(CaffeSchema, String)] = [
    (.network, "1 name, 2 layers, 3 input, 4 input_dim, 8 input_shape, 100 layer"),
    (.shape, "1 dim"), (.blob, "1 num, 2 channels, 3 height, 4 width, 7 shape"),
    (.rule, "1 phase, 2 min_level, 3 max_level, 4 stage, 5 not_stage"), (.parameter, "1 name"),
    (.oldestLayer, "1 name, 2 type"),
    (
      .layer,
      "1 name, 2 type, 3 bottom, 4 top, 6 param, 7 blobs, 8 include, 9 exclude,"
        + " 100 transform_param, 103 argmax_param, 104 concat_param, 106 convolution_param,"
        + " 109 dummy_data_param, 110 eltwise_param, 117 inner_product_param, 118 lrn_param,"
        + " 119 memory_data_param, 121 pooling_param, 123 relu_param, 126 slice_param,"
        + " 130 python_param, 131 prelu_param, 132 spp_param, 133 reshape_param,"
        + " 135 flatten_param, 136 reduction_param, 137 embed_param, 138 tile_param,"
        + " 141 bias_param, 142 scale_param, 143 input_param, 144 crop_param,"
        + " 145 parameter_param, 146 recurrent_param, 202 permute_param, 203 prior_box_param,"
        + " 204 detection_output_param, 206 norm_param"
    ),
    (
      .oldLayer,
      "1 layer, 2 bottom, 3 top, 4 name, 5 type, 6 blobs, 9 concat_param, 10 convolution_param,"
        + " 17 inner_product_param, 18 lrn_param, 19 pooling_param, 22 memory_data_param,"
        + " 23 argmax_param, 24 eltwise_param, 26 dummy_data_param, 30 relu_param,"
        + " 31 slice_param, 32 include, 33 exclude, 36 transform_param, 1001 param"
    ),
    (.transformation, "3 crop_size, 5 mean_value, 6 force_color, 7 force_gray"),
    (.argMax, "1 out_max_val, 2 top_k, 3 axis"), (.concat, "1 concat_dim, 2 axis"),
    (
      .convolution,
      "1 num_output, 2 bias_term, 3 pad, 4 kernel_size, 5 group, 6 stride, 9 pad_h, 10 pad_w,"
        + " 11 kernel_h, 12 kernel_w, 13 stride_h, 14 stride_w, 16 axis, 18 dilation"
    ),
    (.dummyData, "2 num, 3 channels, 4 height, 5 width, 6 shape"), (.eltwise, "1 operation"),
    (.innerProduct, "1 num_output, 2 bias_term, 5 axis"), (.lrn, "1 local_size, 4 norm_region"),
    (.memoryData, "1 batch_size, 2 channels, 3 height, 4 width"),
    (
      .pooling,
      "1 pool, 2 kernel_size, 3 stride, 4 pad, 5 kernel_h, 6 kernel_w, 7 stride_h, 8 stride_w,"
        + " 9 pad_h, 10 pad_w, 12 global_pooling, 13 round_mode"
    ),
    (.relu, "1 negative_slope"), (.slice, "1 slice_dim, 2 slice_point, 3 axis"),
    (.python, "1 module, 2 layer"), (.prelu, "2 channel_shared"), (.spp, "1 pyramid_height"),
    (.reshape, "1 shape, 2 axis, 3 num_axes"), (.flatten, "1 axis, 2 end_axis"),
    (.reduction, "2 axis"), (.embed, "1 num_output, 2 input_dim, 3 bias_term"),
    (.tile, "1 axis, 2 tiles"), (.scale, "1 axis, 2 num_axes, 4 bias_term"),
    (.input, "1 shape"), (.crop, "1 axis, 2 offset"),
    (.recurrent, "1 num_output, 5 expose_hidden"), (.permute, "1 order"),
    (.priorBox, "1 min_size, 2 max_size, 3 aspect_ratio, 4 flip"),
    (.detectionOutput, "7 keep_top_k"), (.normalize, "3 channel_shared"),
  ]

  @Test(arguments: fields.indices)
  func `fields have the numbers of Caffe`(index: Int) {
    let (schema, text) = Self.fields[index]
    let found = schema.fields.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.name)" }
    #expect(found.joined(separator: ", ") == text)
  }

  /// The numbers of enums in caffe.proto.
  static let choices: [(CaffeSchema, Int, String)] = [
    (.rule, 1, "0 TRAIN, 1 TEST"), (.eltwise, 1, "0 PROD, 1 SUM, 2 MAX"),
    (.lrn, 4, "0 ACROSS_CHANNELS, 1 WITHIN_CHANNEL"),
    (.pooling, 1, "0 MAX, 1 AVE, 2 STOCHASTIC"), (.pooling, 13, "0 CEIL, 1 FLOOR"),
    (
      .oldLayer, 5,
      "1 ACCURACY, 2 BNLL, 3 CONCAT, 4 CONVOLUTION, 5 DATA, 6 DROPOUT, 7 EUCLIDEAN_LOSS, 8 FLATTEN,"
        + " 9 HDF5_DATA, 10 HDF5_OUTPUT, 11 IM2COL, 12 IMAGE_DATA, 13 INFOGAIN_LOSS,"
        + " 14 INNER_PRODUCT, 15 LRN, 16 MULTINOMIAL_LOGISTIC_LOSS, 17 POOLING, 18 RELU,"
        + " 19 SIGMOID, 20 SOFTMAX, 21 SOFTMAX_LOSS, 22 SPLIT, 23 TANH, 24 WINDOW_DATA,"
        + " 25 ELTWISE, 26 POWER, 27 SIGMOID_CROSS_ENTROPY_LOSS, 28 HINGE_LOSS, 29 MEMORY_DATA,"
        + " 30 ARGMAX, 31 THRESHOLD, 32 DUMMY_DATA, 33 SLICE, 34 MVN, 35 ABSVAL, 36 SILENCE,"
        + " 37 CONTRASTIVE_LOSS, 38 EXP, 39 DECONVOLUTION"
    ),
  ]

  @Test(arguments: choices.indices)
  func `enums have the numbers of Caffe`(index: Int) {
    let (schema, field, text) = Self.choices[index]
    guard case .choice(let names)? = schema.fields[field]?.form else {
      Issue.record("no enum")
      return
    }
    let found = names.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    #expect(found.joined(separator: ", ") == text)
  }

  /// Files of the first forms, whose types are words of an enum.
  @Test(arguments: [
    ("BNLL", "BNLL (function) → 6×5×7"), ("ABSVAL", "AbsVal (function) → 6×5×7"),
    ("EXP", "Exp (function) → 6×5×7"), ("MVN", "MVN (function) → 6×5×7"),
    ("POWER", "Power (function) → 6×5×7"), ("SIGMOID", "Sigmoid → 6×5×7"),
    ("TANH", "Tanh → 6×5×7"), ("THRESHOLD", "Threshold (function) → 6×5×7"),
    ("DROPOUT", "Dropout → 6×5×7"), ("FLATTEN", "Flatten → 210"), ("RELU", "ReLU → 6×5×7"),
    ("SOFTMAX", "Softmax → 6×5×7"), ("LRN", "LocalResponseNorm n5 → 6×5×7"),
    ("ARGMAX", "ArgMax (function) → 1×1"),
  ])
  func `types of older files`(type: String, text: String) {
    let layer = "layers { name: 'it' type: \(type) bottom: 'data' top: 'y' }"
    #expect(ImportTrace.text(Array((Net.input([1, 6, 5, 7]) + layer).utf8)) == text)
  }

  @Test func `what kinds of errors there are`() {
    let open = CaffeError.openInput("in", source: "x", known: "", given: 0)
    #expect(open.openLengths == OpenLengths(names: [], mayTakeSize: true))
    #expect(CaffeError.noLayers.openLengths == nil)
    #expect(CaffeError.oldForm(place: "1:2").isPlaced && !open.isPlaced)
    #expect(!CaffeError.noLayers.isPlaced)
    #expect(
      CaffeError.openInput("in", source: "x", known: "", given: 1).description.hasPrefix(
        "found 1 length for"))
    #expect(
      CaffeError.openInput("in", source: "x", known: "", given: 2).description.hasPrefix(
        "found 2 lengths for"))
  }
}
