import ConvCostCore
import Testing

@testable import ConvCostImport

/// A single layer with what it must give.
struct CaffeLayerFact: Sendable, CustomTestStringConvertible {
  var layer: String
  var input: [Int] = [1, 8, 14, 14]
  /// The lengths of the result of one sample.
  var output: [Int]
  var macs = 0
  var parameters = 0
  var buffers = 0

  var testDescription: String { layer }
}

struct CaffeLayerTests {
  typealias Net = CaffeNet

  static let facts: [CaffeLayerFact] = [
    // ⌊(14 + 2 − 3)/2⌋ + 1; 16 · 8 · 9 weights.
    CaffeLayerFact(
      layer: Net.convolution(16, 3, "pad: 1 stride: 2"), output: [16, 7, 7],
      macs: 16 * 8 * 9 * 49, parameters: 16 * 8 * 9 + 16),
    CaffeLayerFact(
      layer: Net.layer(
        "Convolution",
        """
        convolution_param { num_output: 4 kernel_h: 1 kernel_w: 3 pad_h: 0 pad_w: 1 stride_h: 2 \
        stride_w: 1 bias_term: false }
        """),
      output: [4, 7, 14], macs: 4 * 8 * 3 * 7 * 14, parameters: 4 * 8 * 3),
    CaffeLayerFact(
      layer: Net.convolution(8, 3, "dilation: 2 group: 2"), output: [8, 10, 10],
      macs: 8 * 4 * 9 * 100, parameters: 8 * 4 * 9 + 8),
    CaffeLayerFact(
      layer: Net.convolution(8, 3, "group: 8"), output: [8, 12, 12], macs: 8 * 9 * 144,
      parameters: 8 * 9 + 8),
    CaffeLayerFact(
      layer: Net.layer(
        "Convolution", "convolution_param { num_output: 2 kernel_size: [2, 3, 3] }"),
      input: [1, 1, 4, 6, 6], output: [2, 3, 4, 4], macs: 2 * 18 * 3 * 16, parameters: 2 * 18 + 2),
    CaffeLayerFact(
      layer: Net.layer("Convolution", "convolution_param { num_output: 2 kernel_size: 3 }"),
      input: [1, 4, 10], output: [2, 8], macs: 2 * 12 * 8, parameters: 26),
    CaffeLayerFact(
      layer: Net.layer(
        "ConvolutionDepthwise", "convolution_param { num_output: 8 kernel_size: 3 }"),
      output: [8, 12, 12], macs: 8 * 9 * 144, parameters: 80),
    CaffeLayerFact(
      layer: Net.layer(
        "DepthwiseConvolution",
        "convolution_param { num_output: 8 group: 8 kernel_size: 3 bias_term: false }"),
      output: [8, 12, 12], macs: 8 * 9 * 144, parameters: 72),
    // 2 · (14 − 1) + 4 − 2.
    CaffeLayerFact(
      layer: Net.layer(
        "Deconvolution",
        """
        convolution_param { num_output: 8 group: 8 kernel_size: 4 stride: 2 pad: 1 \
        bias_term: false }
        """
      ), output: [8, 28, 28], macs: 8 * 16 * 196, parameters: 8 * 16),
    // ⌈(14 − 3)/2⌉ + 1.
    CaffeLayerFact(
      layer: Net.layer("Pooling", "pooling_param { pool: MAX kernel_size: 3 stride: 2 }"),
      output: [8, 7, 7]),
    CaffeLayerFact(
      layer: Net.layer(
        "Pooling", "pooling_param { pool: AVE kernel_size: 3 stride: 2 round_mode: FLOOR }"),
      output: [8, 6, 6]),
    CaffeLayerFact(
      layer: Net.layer(
        "Pooling", "pooling_param { pool: AVE kernel_size: 3 stride: 2 ceil_mode: false }"),
      output: [8, 6, 6]),
    // A last window that would begin in the padding is left out: ⌈(4 + 2 − 2)/3⌉ + 1 − 1.
    CaffeLayerFact(
      layer: Net.layer("Pooling", "pooling_param { kernel_size: 2 stride: 3 pad: 1 }"),
      input: [1, 2, 5, 5], output: [2, 2, 2]),
    // Without padding it stays, although it reads nothing: ⌈(14 − 1)/2⌉ + 1.
    CaffeLayerFact(
      layer: Net.layer("Pooling", "pooling_param { kernel_size: 1 stride: 2 }"),
      output: [8, 8, 8]),
    CaffeLayerFact(
      layer: Net.layer("Pooling", "pooling_param { pool: STOCHASTIC global_pooling: true }"),
      output: [8, 1, 1]),
    CaffeLayerFact(
      layer: Net.layer("InnerProduct", "inner_product_param { num_output: 10 }"), output: [10],
      macs: 8 * 196 * 10, parameters: 8 * 196 * 10 + 10),
    CaffeLayerFact(
      layer: Net.layer("InnerProduct", "inner_product_param { num_output: 10 bias_term: false }"),
      input: [1, 5], output: [10], macs: 50, parameters: 50),
    CaffeLayerFact(
      layer: Net.layer("InnerProduct", "inner_product_param { num_output: 10 axis: 2 }"),
      input: [1, 6, 5], output: [6, 10], macs: 300, parameters: 60),
    CaffeLayerFact(
      layer: Net.layer("InnerProduct", "inner_product_param { num_output: 10 axis: -1 }"),
      input: [1, 2, 3, 4], output: [2, 3, 10], macs: 240, parameters: 50),
    CaffeLayerFact(layer: Net.layer("LRN", "lrn_param { local_size: 5 }"), output: [8, 14, 14]),
    CaffeLayerFact(
      layer: Net.layer("LRN", "lrn_param { norm_region: WITHIN_CHANNEL }"), output: [8, 14, 14]),
    CaffeLayerFact(layer: Net.layer("BatchNorm"), output: [8, 14, 14], buffers: 16),
    CaffeLayerFact(layer: Net.layer("BatchNorm"), input: [1, 8], output: [8], buffers: 16),
    CaffeLayerFact(
      layer: Net.layer("Scale", "scale_param { bias_term: true }"), output: [8, 14, 14],
      parameters: 16),
    CaffeLayerFact(layer: Net.layer("Scale"), output: [8, 14, 14], parameters: 8),
    CaffeLayerFact(
      layer: Net.layer("Scale", "scale_param { axis: 1 num_axes: 2 bias_term: true }"),
      output: [8, 14, 14], parameters: 2 * 8 * 14),
    CaffeLayerFact(
      layer: Net.layer("Scale", "scale_param { num_axes: -1 }"), output: [8, 14, 14],
      parameters: 8 * 196),
    CaffeLayerFact(
      layer: Net.layer("Scale", "scale_param { num_axes: 0 }"), output: [8, 14, 14], parameters: 1),
    CaffeLayerFact(layer: Net.layer("Bias"), output: [8, 14, 14], parameters: 8),
    CaffeLayerFact(layer: Net.layer("ReLU"), output: [8, 14, 14]),
    CaffeLayerFact(layer: Net.layer("PReLU"), output: [8, 14, 14], parameters: 8),
    CaffeLayerFact(
      layer: Net.layer("PReLU", "prelu_param { channel_shared: true }"), output: [8, 14, 14],
      parameters: 1),
    CaffeLayerFact(
      layer: Net.layer("Normalize", "norm_param { across_spatial: false channel_shared: false }"),
      output: [8, 14, 14], parameters: 8),
    CaffeLayerFact(layer: Net.layer("Normalize"), output: [8, 14, 14], parameters: 1),
    CaffeLayerFact(layer: Net.layer("Flatten"), output: [1568]),
    CaffeLayerFact(
      layer: Net.layer("Flatten", "flatten_param { axis: 2 }"), output: [8, 196]),
    CaffeLayerFact(
      layer: Net.layer("Flatten", "flatten_param { axis: 1 end_axis: 2 }"), output: [112, 14]),
    CaffeLayerFact(
      layer: Net.layer("Reshape", "reshape_param { shape { dim: 0 dim: -1 dim: 7 } }"),
      output: [224, 7]),
    CaffeLayerFact(
      layer: Net.layer("Reshape", "reshape_param { shape { dim: 0 dim: 2 dim: -1 dim: 0 } }"),
      output: [2, 56, 14]),
    CaffeLayerFact(
      layer: Net.layer("Reshape", "reshape_param { shape { dim: 2 dim: 4 } axis: 1 num_axes: 1 }"),
      output: [2, 4, 14, 14]),
    CaffeLayerFact(
      layer: Net.layer("Reshape", "reshape_param { shape { dim: -1 } axis: -3 }"),
      output: [8, 196]),
    CaffeLayerFact(
      layer: Net.layer("Permute", "permute_param { order: 0 order: 2 order: 3 order: 1 }"),
      output: [14, 14, 8]),
    CaffeLayerFact(
      layer: Net.layer("Permute", "permute_param { order: 0 order: 3 }"), output: [14, 8, 14]),
    CaffeLayerFact(
      layer: Net.layer("Tile", "tile_param { axis: 2 tiles: 3 }"), output: [8, 42, 14]),
    CaffeLayerFact(
      layer: Net.layer("Reduction", "reduction_param { axis: 1 }"), output: [1]),
    CaffeLayerFact(
      layer: Net.layer("Reduction", "reduction_param { axis: 2 }"), output: [8]),
    CaffeLayerFact(layer: Net.layer("ArgMax", "argmax_param { axis: 1 }"), output: [1, 14, 14]),
    CaffeLayerFact(
      layer: Net.layer("ArgMax", "argmax_param { top_k: 5 out_max_val: true }"), output: [2, 5]),
    // 8 · (1 + 4 + 16).
    CaffeLayerFact(layer: Net.layer("SPP", "spp_param { pyramid_height: 3 }"), output: [168]),
    CaffeLayerFact(
      layer: Net.layer(
        "Im2col", "convolution_param { num_output: 1 kernel_size: 3 pad: 1 stride: 1 }"),
      output: [72, 14, 14]),
    // One size, the ratios 1, 2 and 1/2, and one more box for the larger size.
    CaffeLayerFact(
      layer: Net.layer(
        "PriorBox", "prior_box_param { min_size: 30 max_size: 60 aspect_ratio: 2 flip: true }",
        from: ["data", "data"]), output: [2, 14 * 14 * 4 * 4]),
    CaffeLayerFact(
      layer: Net.layer("ShuffleChannel", "shuffle_channel_param { group: 2 }"),
      output: [8, 14, 14]),
    CaffeLayerFact(
      layer: Net.layer("Upsample", "upsample_param { scale: 2 }"), output: [8, 28, 28]),
    CaffeLayerFact(
      layer: Net.layer("Upsample", "upsample_param { upsample_h: 20 upsample_w: 21 }"),
      output: [8, 20, 21]),
    CaffeLayerFact(
      layer: Net.layer("Interp", "interp_param { zoom_factor: 8 }"), output: [8, 105, 105]),
    CaffeLayerFact(
      layer: Net.layer("Interp", "interp_param { height: 5 width: 6 }"), output: [8, 5, 6]),
    CaffeLayerFact(layer: Net.layer("Reorg", "reorg_param { stride: 2 }"), output: [32, 7, 7]),
    // Four gates of 5, from 3 features and from themselves, for two sequences.
    CaffeLayerFact(
      layer: Net.layer("LSTM", "recurrent_param { num_output: 5 }"), input: [7, 2, 3],
      output: [2, 5], macs: 2 * (4 * 5 * 3 + 4 * 5 * 5), parameters: 4 * 5 * (3 + 5 + 1)),
    CaffeLayerFact(
      layer: Net.layer("RNN", "recurrent_param { num_output: 5 }"), input: [7, 1, 3],
      output: [1, 5], macs: 5 * 3 + 2 * 25, parameters: 5 * 3 + 2 * 25 + 10),
    CaffeLayerFact(
      layer: Net.layer("Embed", "embed_param { num_output: 6 input_dim: 100 bias_term: false }"),
      input: [1, 9], output: [9, 6], parameters: 600),
    CaffeLayerFact(layer: Net.layer("Dropout"), output: [8, 14, 14]),
    CaffeLayerFact(layer: Net.layer("TanH"), output: [8, 14, 14]),
    CaffeLayerFact(layer: Net.layer("Power", "power_param { power: 2 }"), output: [8, 14, 14]),
  ]

  @Test(arguments: facts)
  func `single layers have their shapes and counts`(fact: CaffeLayerFact) throws {
    let file = try Net.read(Net.input(fact.input) + fact.layer)
    let last = try #require(file.graph.nodes.last)
    #expect(last.output.dimensions == fact.output)
    #expect(file.cost.macs == fact.macs)
    #expect(file.cost.parameters == fact.parameters)
    #expect(file.cost.buffers == fact.buffers)
    #expect(file.isComplete)
  }

  /// Two branches of 8 and 4 channels.
  static let branches =
    Net.input([2, 8, 6, 6]) + Net.convolution(4, 1, to: "b", name: "b")

  static let joints: [(String, [Int])] = [
    (Net.layer("Concat", from: ["data", "b"]), [12, 6, 6]),
    (Net.layer("Concat", "concat_param { concat_dim: 1 }", from: ["data", "b"]), [12, 6, 6]),
    (Net.layer("Concat", "concat_param { axis: -1 }", from: ["data", "data"]), [8, 6, 12]),
    (Net.layer("Eltwise", from: ["data", "data"]), [8, 6, 6]),
    (
      Net.layer("Eltwise", "eltwise_param { operation: PROD }", from: ["data", "data", "data"]),
      [8, 6, 6]
    ),
    (Net.layer("Eltwise", "eltwise_param { operation: MAX }", from: ["b", "b"]), [4, 6, 6]),
    (Net.layer("Scale", from: ["data", "data"]), [8, 6, 6]),
    (
      Net.layer("Pooling", "pooling_param { global_pooling: true }", to: ["p"], name: "p")
        + Net.layer("Flatten", from: ["p"], to: ["f"], name: "f")
        + Net.layer("Scale", "scale_param { axis: 0 }", from: ["data", "f"]), [8, 6, 6]
    ),
    (
      Net.layer("Pooling", "pooling_param { global_pooling: true }", to: ["p"], name: "p")
        + Net.layer("Axpy", from: ["p", "data", "data"]), [8, 6, 6]
    ),
    (
      Net.layer("Pooling", "pooling_param { kernel_size: 3 stride: 1 }", to: ["p"], name: "p")
        + Net.layer("Crop", "crop_param { axis: 2 offset: 1 }", from: ["data", "p"]), [8, 4, 4]
    ),
    (
      Net.layer("Slice", "slice_param { slice_point: 3 }", to: ["s", "t"], name: "s")
        + Net.layer("ReLU", from: ["t"]), [5, 6, 6]
    ),
    (
      Net.layer("Slice", "slice_param { slice_dim: 1 }", to: ["s", "t"], name: "s")
        + Net.layer("ReLU", from: ["t"]), [4, 6, 6]
    ),
    (
      Net.layer(
        "Slice", "slice_param { axis: 2 slice_point: 1 slice_point: 3 }", to: ["s", "t", "u"])
        + Net.layer("ReLU", from: ["u"]), [8, 3, 6]
    ),
    (Net.layer("Split", to: ["s", "t"], name: "s") + Net.layer("ReLU", from: ["t"]), [8, 6, 6]),
    // The places of the maxima are a second result, which an upsampling reads.
    (
      Net.layer(
        "Pooling", "pooling_param { kernel_size: 2 stride: 2 }", to: ["p", "mask"], name: "p")
        + Net.layer("Upsample", "upsample_param { scale: 2 }", from: ["p", "mask"]), [8, 6, 6]
    ),
    // A tensor that a reshape gave is a map for a convolution.
    (
      Net.layer(
        "Reshape", "reshape_param { shape { dim: 0 dim: 9 dim: 32 } }", to: ["r"], name: "r")
        + Net.convolution(2, 1, from: "r"), [2, 32]
    ),
  ]

  @Test(arguments: joints)
  func `layers on several values`(layers: String, output: [Int]) throws {
    let file = try Net.read(Self.branches + layers)
    #expect(file.graph.nodes.last?.output.dimensions == output)
    #expect(file.isComplete)
  }

  @Test func `a convolution on two values has its weights once`() throws {
    let layer = Net.layer(
      "Convolution", "convolution_param { num_output: 4 kernel_size: 1 }", from: ["data", "b"],
      to: ["x", "y"])
    let file = try Net.read(
      Net.input([1, 4, 2, 2]) + Net.convolution(4, 1, to: "b", name: "b") + layer)
    #expect(file.cost.parameters == 2 * 20)
    #expect(file.cost.macs == 3 * 16 * 4)
  }

  @Test func `older files have messages with types as enums`() throws {
    let file = try Net.read(
      """
      name: "old" input: "data" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8
      layers { name: "conv" type: CONVOLUTION bottom: "data" top: "conv"
        blobs_lr: 1 convolution_param { num_output: 2 kernel_size: 3 } }
      layers { name: "relu" type: RELU bottom: "conv" top: "conv" }
      layers { name: "prob" type: SOFTMAX bottom: "conv" top: "prob" }
      """)
    #expect(file.cost.parameters == 56)
    #expect(file.subject.citation == "old")
    #expect(file.graph.nodes.map(\.operation.kind.rawValue).last == "Softmax")
  }

  @Test func `regions of a detector are a stack of maps`() throws {
    let file = try Net.read(
      """
      input: "data" input_shape { dim: 1 dim: 8 dim: 20 dim: 20 }
      input: "rois" input_shape { dim: 300 dim: 5 }
      """
        + Net.layer(
          "ROIPooling", "roi_pooling_param { pooled_h: 7 pooled_w: 7 }", from: ["data", "rois"],
          to: ["p"], name: "p")
        + Net.layer("InnerProduct", "inner_product_param { num_output: 10 }", from: ["p"]))
    #expect(file.graph.nodes.last?.output.dimensions == [300, 10])
    #expect(file.cost.macs == 300 * 8 * 49 * 10)
  }
}
