import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Files that no reader should trust. Every one must soon end in an error or in a network.
struct CaffeHostileTests {
  typealias Net = CaffeNet

  static let problems: [(String, String)] = [
    ("name: 'x' layer { }", "net: 1:17: type: expected the layer's type"),
    ("layer { type: 'ReLU' } layer: 3", "net: 1:31: layer: expected a message"),
    (
      "layers { layer { name: 'x' type: 'conv' } }",
      "net: 1:8: a layer in the form of 2013; Caffe's upgrade_net_proto_text converts the file"
    ),
    ("input: 'x'", "net: a Caffe file without layers"),
    ("input: {} layer { type: 'x' }", "net: 1:8: input: expected a name"),
    ("input: 'data' input_dim: x layer { type: 'x' }", "net: 1:26: input_dim: expected an integer"),
    ("layer { type: 'ReLU'", "net: 1:21: found the end of the file, expected '}' or a field"),
    (
      Net.input([1, 3, 4, 4]) + Net.layer("ReLU", from: ["other"]),
      "net: it: reads 'other', which no earlier layer gives"
    ),
    // A layer cannot read what a later one gives.
    (
      Net.input([1, 3, 4, 4]) + Net.layer("Eltwise", from: ["data", "z"])
        + Net.layer("ReLU", from: ["y"], to: ["z"]),
      "net: it: reads 'z', which no earlier layer gives"
    ),
    (Net.layer("ReLU", from: []), "net: a network without layers"),
    (
      Net.input([1, 3, 4, 4]) + Net.layer("ReLU", "include { phase: TRAIN }"),
      "net: all layers but those of data are for training, 1, expected some in the test phase"
    ),
    (
      Net.input([1, 3, 4, 4]) + Net.convolution(2, 7),
      """
      net: conv: Convolution on 3×4×4: the window does not fit, output height \
      (4 + 0 + 0 − 1·(7 − 1) − 1)/1 + 1 is less than 1
      """
    ),
    (
      Net.input([1, 3, 4, 4]) + Net.layer("Convolution"),
      "net: 2:7: Convolution 'it': attribute 'num_output': expected a length from 1"
    ),
    (
      Net.input([1, 3, 4, 4]) + Net.convolution(-1, 1),
      "net: 2:7: Convolution 'conv': a length of -1, expected 1 to 2147483647"
    ),
    (
      Net.input([1, 3, 4, 4]) + Net.convolution(2, 1, "group: 2"),
      "net: conv: Convolution on 3×4×4: 3 input channels cannot be divided into 2 equal groups"
    ),
    (
      Net.input([1, 3, 4, 4]) + Net.convolution(2, 1, "pad: [1, 2, 3]"),
      "net: 2:7: Convolution 'conv': attribute 'pad': expected one value or 2, found 3"
    ),
    (
      Net.input([1, 3, 4, 4]) + Net.convolution(2, 1, "bias_term: maybe"),
      "net: 2:7: Convolution 'conv': attribute 'bias_term': expected true or false"
    ),
    (
      Net.input([1, 3, 4, 4])
        + Net.layer("Reshape", "reshape_param { shape { dim: 0 dim: 5 } }"),
      """
      net: 2:7: Reshape 'it': [1, 3, 4, 4] cannot be reshaped to [1, 5]: the numbers of elements \
      differ
      """
    ),
    (
      Net.input([1, 3, 4, 4]) + Net.layer("Slice", to: ["a", "b"]),
      "net: 2:7: Slice 'it': a length of 3 cannot be divided into 2 equal parts"
    ),
    (
      Net.input([1, 3, 4, 4]) + Net.layer("Flatten", "flatten_param { axis: 9 }"),
      "net: 2:7: Flatten 'it': axis 9 is out of range for 4 dimensions"
    ),
    (
      Net.input([1, 3, 4, 4])
        + Net.layer("Concat", "concat_param { axis: 0 }", from: ["data", "data"]),
      "read 3×4×4"
    ),
    (
      Net.input([1, -3, 4, 4]) + Net.layer("ReLU"),
      "net: the input: data: expected lengths from 1 to 2147483647"
    ),
    (
      Net.input([1, 2_147_483_647, 2_147_483_647, 2_147_483_647]) + Net.layer("Flatten"),
      "net: the input: data: expected fewer elements than 64 bits can count"
    ),
    (
      Net.input([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) + Net.layer("ReLU"),
      "net: the input: data: expected at most 9 lengths"
    ),
    (
      Net.input([1, 3, 4, 4]) + Net.layer("Crop", from: ["data"]),
      "net: 2:7: Crop 'it': found 1 inputs, expected 2"
    ),
    (
      Net.input([1, 3, 4, 4])
        + Net.layer("Eltwise", "eltwise_param { operation: DIV }", from: ["data", "data"]),
      "net: 2:7: Eltwise 'it': attribute 'operation': expected SUM, PROD or MAX, found DIV"
    ),
  ]

  @Test(arguments: problems)
  func `what is wrong is said`(text: String, message: String) {
    #expect(Net.problem(text) == message)
  }

  /// Types with the messages of their parameters.
  static let types: [(String, String)] = [
    ("Convolution", "convolution_param"), ("Deconvolution", "convolution_param"),
    ("Im2col", "convolution_param"), ("Pooling", "pooling_param"),
    ("InnerProduct", "inner_product_param"), ("LRN", "lrn_param"), ("Scale", "scale_param"),
    ("Bias", "bias_param"), ("Slice", "slice_param"), ("Reshape", "reshape_param"),
    ("Flatten", "flatten_param"), ("Tile", "tile_param"), ("Reduction", "reduction_param"),
    ("ArgMax", "argmax_param"), ("SPP", "spp_param"), ("PriorBox", "prior_box_param"),
    ("Upsample", "upsample_param"), ("Interp", "interp_param"), ("Reorg", "reorg_param"),
    ("LSTM", "recurrent_param"), ("RNN", "recurrent_param"), ("Embed", "embed_param"),
    ("Concat", "concat_param"), ("Crop", "crop_param"), ("Permute", "permute_param"),
    ("ShuffleChannel", "shuffle_channel_param"), ("ROIPooling", "roi_pooling_param"),
    ("PSROIPooling", "psroi_pooling_param"), ("Proposal", "proposal_param"),
    ("DetectionOutput", "detection_output_param"),
  ]

  @Test(arguments: types)
  func `extreme numbers end in an error or a network`(type: String, message: String) {
    let fields = [
      "num_output", "kernel_size", "stride", "pad", "dilation", "group", "axis", "num_axes",
      "end_axis", "tiles", "top_k", "pyramid_height", "scale", "zoom_factor", "shrink_factor",
      "pad_beg", "pad_end", "height", "width", "upsample_h", "upsample_w", "input_dim", "offset",
      "order", "pooled_h", "pooled_w", "output_dim", "group_size", "post_nms_topn", "keep_top_k",
      "slice_point", "local_size",
    ]
    let values = ["0", "-1", "2147483647", "9223372036854775807", "-9223372036854775808"]
    for value in values {
      for changed in fields + ["all"] {
        let numbers = fields.map { "\($0): \($0 == changed || changed == "all" ? value : "1") " }
        let text =
          Net.input([1, 8, 14, 14])
          + Net.layer(
            type,
            "\(message) { \(numbers.joined()) min_size: 1 shape { dim: \(value) dim: 1 } }",
            from: type == "Crop" ? ["data", "data"] : ["data"])
        _ = Net.problem(text)
      }
    }
  }

  static let small =
    Net.input([2, 3, 8, 8]) + Net.convolution(4, 3, to: "c", name: "a/c")
    + Net.layer("Slice", from: ["c"], to: ["s", "t"], name: "s")
    + Net.layer("Eltwise", from: ["s", "t"], to: ["e"], name: "a/e")
    + Net.layer("InnerProduct", "inner_product_param { num_output: 10 }", from: ["e"])

  @Test func `a file that is cut off anywhere ends in an error or a network`() {
    let bytes = Array(Self.small.utf8)
    #expect(Net.problem(bytes) == "read 10")
    for end in 0..<bytes.count { _ = Net.problem(Array(bytes[..<end])) }
  }

  @Test func `changed bytes end in an error or a network`() {
    var random = SeededGenerator(seed: 7)
    let binary = CaffeBinaryTests.network([
      CaffeBinaryTests.convolution([
        CaffeBinaryTests.blob([4, 3, 3, 3]), CaffeBinaryTests.blob([4]),
      ])
    ])
    for whole in [Array(Self.small.utf8), binary] {
      for end in 0..<min(whole.count, 200) { _ = Net.problem(Array(whole[..<end])) }
      for _ in 0..<200 {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
        _ = Net.problem(bytes)
      }
    }
  }

  @Test func `more layers than the limit are refused soon`() {
    let many = Net.input([1, 1, 1, 1]) + String(repeating: "layer{type:'R'}", count: 120_000)
    #expect(Net.problem(many) == "net: more than 100000 layers")
  }

  @Test func `many layers that keep values take no more than linear time`() {
    var text = Net.input([1, 1, 2, 2])
    for number in 0..<2000 {
      text += Net.layer("ReLU", to: ["v\(number)"], name: "a\(number)")
    }
    let names = (0..<2000).map { "v\($0)" }
    #expect(Net.problem(text + Net.layer("Concat", from: names)) == "read 2000×2×2")
  }

  @Test func `bytes that are no text are not Caffe's`() {
    var bytes = Array("layer { type: 'ReLU' }".utf8)
    bytes[3] = 0
    #expect(!Net.problem(bytes).hasPrefix("read"))
  }
}
