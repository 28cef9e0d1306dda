/// The fields of a message of Caffe's schema that the reader uses, by their numbers. Others, such
/// as weights, are skipped.
///
/// Texts contain the names, so only binary files need it.
struct CaffeSchema: Sendable {
  /// A field's name and form.
  struct Field: Sendable {
    var name: String
    var form: Form

    init(_ name: String, _ form: Form) {
      self.name = name
      self.form = form
    }
  }

  /// The forms of values.
  enum Form: Sendable {
    /// An integer or a Boolean, also several packed ones.
    case integer
    /// A number of 32 bits, also several packed ones.
    case number
    /// A text.
    case text
    /// An integer that stands for a name.
    case choice([Int: String])
    /// A message.
    case message(@Sendable () -> CaffeSchema)
  }

  /// The fields by their numbers.
  var fields: [Int: Field]

  init(_ fields: [Int: Field]) { self.fields = fields }
}

extension CaffeSchema {
  /// `NetParameter`.
  static let network = CaffeSchema([
    1: Field("name", .text), 2: Field("layers", .message { oldLayer }), 3: Field("input", .text),
    4: Field("input_dim", .integer), 8: Field("input_shape", .message { shape }),
    100: Field("layer", .message { layer }),
  ])

  /// `BlobShape`.
  static let shape = CaffeSchema([1: Field("dim", .integer)])

  /// `BlobProto`, without its data.
  static let blob = CaffeSchema([
    1: Field("num", .integer), 2: Field("channels", .integer), 3: Field("height", .integer),
    4: Field("width", .integer), 7: Field("shape", .message { shape }),
  ])

  /// `NetStateRule`.
  static let rule = CaffeSchema([
    1: Field("phase", .choice([0: "TRAIN", 1: "TEST"])), 2: Field("min_level", .integer),
    3: Field("max_level", .integer), 4: Field("stage", .text), 5: Field("not_stage", .text),
  ])

  /// `ParamSpec`.
  static let parameter = CaffeSchema([1: Field("name", .text)])

  /// `V0LayerParameter`, which is only recognised.
  static let oldestLayer = CaffeSchema([1: Field("name", .text), 2: Field("type", .text)])

  /// `LayerParameter`.
  static let layer = CaffeSchema([
    1: Field("name", .text), 2: Field("type", .text), 3: Field("bottom", .text),
    4: Field("top", .text), 6: Field("param", .message { parameter }),
    7: Field("blobs", .message { blob }), 8: Field("include", .message { rule }),
    9: Field("exclude", .message { rule }),
    100: Field("transform_param", .message { transformation }),
    103: Field("argmax_param", .message { argMax }),
    104: Field("concat_param", .message { concat }),
    106: Field("convolution_param", .message { convolution }),
    109: Field("dummy_data_param", .message { dummyData }),
    110: Field("eltwise_param", .message { eltwise }),
    117: Field("inner_product_param", .message { innerProduct }),
    118: Field("lrn_param", .message { lrn }),
    119: Field("memory_data_param", .message { memoryData }),
    121: Field("pooling_param", .message { pooling }),
    123: Field("relu_param", .message { relu }), 126: Field("slice_param", .message { slice }),
    130: Field("python_param", .message { python }), 131: Field("prelu_param", .message { prelu }),
    132: Field("spp_param", .message { spp }), 133: Field("reshape_param", .message { reshape }),
    135: Field("flatten_param", .message { flatten }),
    136: Field("reduction_param", .message { reduction }),
    137: Field("embed_param", .message { embed }), 138: Field("tile_param", .message { tile }),
    141: Field("bias_param", .message { scale }), 142: Field("scale_param", .message { scale }),
    143: Field("input_param", .message { input }), 144: Field("crop_param", .message { crop }),
    145: Field("parameter_param", .message { input }),
    146: Field("recurrent_param", .message { recurrent }),
    202: Field("permute_param", .message { permute }),
    203: Field("prior_box_param", .message { priorBox }),
    204: Field("detection_output_param", .message { detectionOutput }),
    206: Field("norm_param", .message { normalize }),
  ])

  /// `V1LayerParameter`, of files until 2014.
  static let oldLayer = CaffeSchema([
    1: Field("layer", .message { oldestLayer }), 2: Field("bottom", .text), 3: Field("top", .text),
    4: Field("name", .text), 5: Field("type", .choice(oldTypes)),
    6: Field("blobs", .message { blob }), 9: Field("concat_param", .message { concat }),
    10: Field("convolution_param", .message { convolution }),
    17: Field("inner_product_param", .message { innerProduct }),
    18: Field("lrn_param", .message { lrn }), 19: Field("pooling_param", .message { pooling }),
    22: Field("memory_data_param", .message { memoryData }),
    23: Field("argmax_param", .message { argMax }),
    24: Field("eltwise_param", .message { eltwise }),
    26: Field("dummy_data_param", .message { dummyData }),
    30: Field("relu_param", .message { relu }), 31: Field("slice_param", .message { slice }),
    32: Field("include", .message { rule }), 33: Field("exclude", .message { rule }),
    36: Field("transform_param", .message { transformation }), 1001: Field("param", .text),
  ])

  /// `V1LayerParameter.LayerType`.
  private static let oldTypes = [
    1: "ACCURACY", 2: "BNLL", 3: "CONCAT", 4: "CONVOLUTION", 5: "DATA", 6: "DROPOUT",
    7: "EUCLIDEAN_LOSS", 8: "FLATTEN", 9: "HDF5_DATA", 10: "HDF5_OUTPUT", 11: "IM2COL",
    12: "IMAGE_DATA", 13: "INFOGAIN_LOSS", 14: "INNER_PRODUCT", 15: "LRN",
    16: "MULTINOMIAL_LOGISTIC_LOSS", 17: "POOLING", 18: "RELU", 19: "SIGMOID", 20: "SOFTMAX",
    21: "SOFTMAX_LOSS", 22: "SPLIT", 23: "TANH", 24: "WINDOW_DATA", 25: "ELTWISE", 26: "POWER",
    27: "SIGMOID_CROSS_ENTROPY_LOSS", 28: "HINGE_LOSS", 29: "MEMORY_DATA", 30: "ARGMAX",
    31: "THRESHOLD", 32: "DUMMY_DATA", 33: "SLICE", 34: "MVN", 35: "ABSVAL", 36: "SILENCE",
    37: "CONTRASTIVE_LOSS", 38: "EXP", 39: "DECONVOLUTION",
  ]
}
