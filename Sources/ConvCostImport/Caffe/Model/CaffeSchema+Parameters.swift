// The messages of single kinds of layers.
extension CaffeSchema {
  static let transformation = CaffeSchema([
    3: Field("crop_size", .integer), 5: Field("mean_value", .number),
    6: Field("force_color", .integer), 7: Field("force_gray", .integer),
  ])

  static let argMax = CaffeSchema([
    1: Field("out_max_val", .integer), 2: Field("top_k", .integer), 3: Field("axis", .integer),
  ])

  static let concat = CaffeSchema([1: Field("concat_dim", .integer), 2: Field("axis", .integer)])

  static let convolution = CaffeSchema([
    1: Field("num_output", .integer), 2: Field("bias_term", .integer), 3: Field("pad", .integer),
    4: Field("kernel_size", .integer), 5: Field("group", .integer), 6: Field("stride", .integer),
    9: Field("pad_h", .integer), 10: Field("pad_w", .integer), 11: Field("kernel_h", .integer),
    12: Field("kernel_w", .integer), 13: Field("stride_h", .integer),
    14: Field("stride_w", .integer), 16: Field("axis", .integer), 18: Field("dilation", .integer),
  ])

  static let dummyData = CaffeSchema([
    2: Field("num", .integer), 3: Field("channels", .integer), 4: Field("height", .integer),
    5: Field("width", .integer), 6: Field("shape", .message { shape }),
  ])

  static let eltwise = CaffeSchema([
    1: Field("operation", .choice([0: "PROD", 1: "SUM", 2: "MAX"]))
  ])

  static let innerProduct = CaffeSchema([
    1: Field("num_output", .integer), 2: Field("bias_term", .integer), 5: Field("axis", .integer),
  ])

  static let lrn = CaffeSchema([
    1: Field("local_size", .integer),
    4: Field("norm_region", .choice([0: "ACROSS_CHANNELS", 1: "WITHIN_CHANNEL"])),
  ])

  static let memoryData = CaffeSchema([
    1: Field("batch_size", .integer), 2: Field("channels", .integer), 3: Field("height", .integer),
    4: Field("width", .integer),
  ])

  static let pooling = CaffeSchema([
    1: Field("pool", .choice([0: "MAX", 1: "AVE", 2: "STOCHASTIC"])),
    2: Field("kernel_size", .integer), 3: Field("stride", .integer), 4: Field("pad", .integer),
    5: Field("kernel_h", .integer), 6: Field("kernel_w", .integer), 7: Field("stride_h", .integer),
    8: Field("stride_w", .integer), 9: Field("pad_h", .integer), 10: Field("pad_w", .integer),
    12: Field("global_pooling", .integer),
    13: Field("round_mode", .choice([0: "CEIL", 1: "FLOOR"])),
  ])

  static let relu = CaffeSchema([1: Field("negative_slope", .number)])

  static let slice = CaffeSchema([
    1: Field("slice_dim", .integer), 2: Field("slice_point", .integer), 3: Field("axis", .integer),
  ])

  static let python = CaffeSchema([1: Field("module", .text), 2: Field("layer", .text)])

  static let prelu = CaffeSchema([2: Field("channel_shared", .integer)])

  static let spp = CaffeSchema([1: Field("pyramid_height", .integer)])

  static let reshape = CaffeSchema([
    1: Field("shape", .message { shape }), 2: Field("axis", .integer),
    3: Field("num_axes", .integer),
  ])

  static let flatten = CaffeSchema([1: Field("axis", .integer), 2: Field("end_axis", .integer)])

  static let reduction = CaffeSchema([2: Field("axis", .integer)])

  static let embed = CaffeSchema([
    1: Field("num_output", .integer), 2: Field("input_dim", .integer),
    3: Field("bias_term", .integer),
  ])

  static let tile = CaffeSchema([1: Field("axis", .integer), 2: Field("tiles", .integer)])

  /// Of `Scale`, and of `Bias`, which has the first two fields.
  static let scale = CaffeSchema([
    1: Field("axis", .integer), 2: Field("num_axes", .integer), 4: Field("bias_term", .integer),
  ])

  /// Of `Input`, and of `Parameter`.
  static let input = CaffeSchema([1: Field("shape", .message { shape })])

  static let crop = CaffeSchema([1: Field("axis", .integer), 2: Field("offset", .integer)])

  static let recurrent = CaffeSchema([
    1: Field("num_output", .integer), 5: Field("expose_hidden", .integer),
  ])

  static let permute = CaffeSchema([1: Field("order", .integer)])

  static let priorBox = CaffeSchema([
    1: Field("min_size", .number), 2: Field("max_size", .number), 3: Field("aspect_ratio", .number),
    4: Field("flip", .integer),
  ])

  static let detectionOutput = CaffeSchema([7: Field("keep_top_k", .integer)])

  static let normalize = CaffeSchema([3: Field("channel_shared", .integer)])
}
