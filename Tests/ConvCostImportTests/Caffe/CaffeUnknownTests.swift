import ConvCostCore
import Testing

@testable import ConvCostImport

/// Layers of unknown type, and values of unknown shape.
struct CaffeUnknownTests {
  typealias Net = CaffeNet

  @Test func `an unknown layer makes totals lower bounds`() throws {
    let file = try Net.read(
      Net.input([1, 3, 8, 8]) + Net.convolution(4, 3, to: "c") + Net.layer("Foo", from: ["c"]))
    #expect(!file.isComplete)
    #expect(file.warning == "totals are lower bounds: the work of 1 Foo is unknown")
    #expect(file.cost.macs == 4 * 27 * 36)
    #expect(file.notes.contains(.init("Unknown", "1 Foo, not counted")))
  }

  @Test func `layers with weights on values of unknown shape are not counted`() throws {
    let file = try Net.read(
      Net.input([1, 3, 8, 8]) + Net.layer("Foo", to: ["f"], name: "f")
        + Net.layer("ReLU", from: ["f"], to: ["f"], name: "r") + Net.convolution(4, 3, from: "f"))
    #expect(file.warning == "totals are lower bounds: the work of 1 Foo, 1 Convolution is unknown")
    #expect(file.cost.macs == 0)
    #expect(
      file.notes.contains(
        .init(
          "Not counted",
          "1 layers with weights, because they read results of unknown shape")))
  }

  @Test func `a layer that writes into its input keeps the shape`() throws {
    let file = try Net.read(
      Net.input([1, 3, 8, 8]) + Net.convolution(4, 3, to: "c", name: "c")
        + Net.layer("Foo", from: ["c"], to: ["c"]) + Net.convolution(4, 3, from: "c"))
    #expect(file.cost.macs == 4 * 27 * 36 + 4 * 36 * 16)
    #expect(!file.isComplete)
  }

  @Test func `a layer in Python has the name of its class`() throws {
    let file = try Net.read(
      Net.input([1, 3, 8, 8]) + Net.convolution(4, 3, to: "c", name: "c")
        + Net.layer("Python", "python_param { module: 'rpn' layer: 'Proposal' }", from: ["c"])
        + Net.layer(
          "ROIPooling", "roi_pooling_param { pooled_h: 2 pooled_w: 2 }", from: ["c", "y"],
          to: ["p"], name: "pool")
        + Net.layer("InnerProduct", "inner_product_param { num_output: 10 }", from: ["p"]))
    #expect(file.warning == "totals are lower bounds: the work of 1 Python Proposal is unknown")
    #expect(file.cost.parameters == 4 * 27 + 4 + 160 + 10)
    #expect(
      file.notes.contains(
        .init("Regions", "pool: one region is counted; the file does not state how many")))
  }

  private static let rois = Net.input([9, 5], name: "rois")

  private static func regions(_ count: Int, from second: String) -> String {
    (0..<count).map {
      Net.layer(
        "ROIPooling", "roi_pooling_param { pooled_h: 2 pooled_w: 2 }", from: ["data", second],
        to: ["p\($0)"], name: "p\($0)")
    }.joined()
  }

  private static func kinds(_ count: Int) -> String {
    (10..<10 + count).map { Net.layer("K\($0)", to: ["k\($0)"], name: "k\($0)") }.joined()
  }

  private static let twelve = (10..<22).map { "1 K\($0)" }.joined(separator: ", ")

  /// Layers on a batch of two unless an input is stated, and what is said of them.
  static let notes: [(String, [String])] = [
    (
      Net.input([2, 6, 5, 7]) + Net.layer("ReLU"),
      ["the file has a batch of 2; counts are per sample"]
    ),
    (
      Net.input([1, 6, 5, 7]) + Net.layer("BatchNorm"),
      ["1 layers also store a factor of their statistics, one number each, which is not counted"]
    ),
    (
      Net.input([1, 6, 5])
        + Net.layer("LSTM", "recurrent_param { num_output: 4 }", to: ["a"], name: "a")
        + Net.layer("RNN", "recurrent_param { num_output: 4 }", to: ["b"], name: "b"),
      ["a: one step of the sequence is counted"]
    ),
    (
      Net.input([1, 6, 5]) + Net.layer("RNN", "recurrent_param { num_output: 4 }", name: "b"),
      ["b: one step of the sequence is counted"]
    ),
    (
      Net.input([1, 6, 5, 7]) + regions(1, from: "data"),
      ["p0: one region is counted; the file does not state how many"]
    ),
    (
      Net.input([1, 6, 5, 7]) + regions(2, from: "data"),
      ["p0 and 1 more: one region is counted; the file does not state how many"]
    ),
    (
      Net.input([1, 6, 5, 7]) + regions(3, from: "data"),
      ["p0 and 2 more: one region is counted; the file does not state how many"]
    ),
    (Net.input([1, 6, 5, 7]) + rois + regions(1, from: "rois"), []),
    (
      Net.input([1, 6, 5, 7]) + Net.layer("ReLU") + Net.layer("TanH", "include { phase: TRAIN }"),
      ["the network of the test phase, without 1 layer of training alone"]
    ),
    (
      Net.input([1, 6, 5, 7]) + Net.layer("ReLU") + Net.layer("TanH", "include { phase: TRAIN }")
        + Net.layer("TanH", "include { phase: TRAIN }"),
      ["the network of the test phase, without 2 layers of training alone"]
    ),
    (
      Net.input([1, 6]) + Net.layer("SoftmaxWithLoss", from: ["data", "label"]),
      ["the network of the test phase, of 1 SoftmaxWithLoss the softmax is counted"]
    ),
    (Net.input([1, 6]) + kinds(12), [twelve + ", not counted"]),
    (Net.input([1, 6]) + kinds(13), [twelve + " and 1 more kinds, not counted"]),
    (Net.input([1, 6]) + kinds(14), [twelve + " and 2 more kinds, not counted"]),
    (
      CaffeInputTests.data("transform_param { crop_size: 5 force_gray: true }") + Net.layer("ReLU")
        + Net.layer("Power", from: ["label"], to: ["p"])
        + Net.layer("Power", from: ["p"], to: ["q"]),
      [
        "'data' has the lengths to which the file cuts images, and a channel a mean",
        "the network of the test phase, without 2 Power, for which inference has no labels or no"
          + " use",
      ]
    ),
    (
      CaffeInputTests.data(
        "memory_data_param { batch_size: 4 channels: 3 height: 5 width: 7 }", type: "MemoryData")
        + Net.layer("Embed", "embed_param { num_output: 4 input_dim: 9 }", from: ["label"]),
      ["the file has a batch of 4; counts are per sample"]
    ),
  ]

  @Test(arguments: notes)
  func `what is said of a network`(text: String, notes: [String]) throws {
    #expect(try Net.read(text).notes.dropFirst().map(\.text) == notes)
  }

  @Test func `an input whose lengths are given is not cut`() throws {
    let net = CaffeInputTests.data("transform_param { crop_size: 5 force_gray: true }")
    #expect(try Net.read(net + Net.layer("ReLU"), input: [1, 8, 8]).notes.count == 1)
  }

  /// What is left out of a network for inference.
  static let selections: [(String, String)] = [
    (Net.layer("SoftmaxWithLoss", from: ["data", "label"], to: []), "Softmax → 6×5×7"),
    // The second result of a loss is the softmax.
    (
      Net.layer("SoftmaxWithLoss", from: ["data", "label"], to: ["l", "p"])
        + Net.layer("ReLU", from: ["p"], name: "r"),
      "Softmax → 6×5×7, ReLU → 6×5×7"
    ),
    (
      Net.layer("ReLU", to: ["r"], name: "r") + Net.layer("TanH", from: ["r"], to: []),
      "ReLU → 6×5×7"
    ),
    (Net.layer("PReLU", to: []), "f: it: has no result"),
    // What only a loss reads is left out if it works on inputs alone.
    (
      Net.layer("ReLU", to: ["r"], name: "r")
        + Net.layer("Eltwise", from: ["r", "data"], to: ["e"])
        + Net.layer("EuclideanLoss", from: ["e", "data"], to: ["l"], name: "l"),
      "ReLU → 6×5×7, Add → 6×5×7"
    ),
    (
      Net.layer("Slice", to: ["s", "t"]) + Net.layer("TanH", from: ["t"], name: "r")
        + Net.layer("EuclideanLoss", from: ["s", "y"], to: ["l"], name: "l"),
      "ChannelSlice part 1 of 2 → 3×5×7, ChannelSlice part 2 of 2 → 3×5×7, Tanh → 3×5×7"
    ),
    (
      Net.layer("PReLU", to: ["q"]) + Net.layer("ReLU", name: "r")
        + Net.layer("EuclideanLoss", from: ["q", "data"], to: ["l"], name: "l"),
      "PReLU (function) → 6×5×7, ReLU → 6×5×7; 6 parameters"
    ),
    (
      Net.layer("Flatten", to: ["f"]) + Net.layer("ReLU", name: "r")
        + Net.layer("EuclideanLoss", from: ["f", "y"], to: ["l"], name: "l"),
      "Flatten → 210, ReLU → 6×5×7"
    ),
    (
      Net.layer("Flatten", to: ["f"])
        + Net.layer("EuclideanLoss", from: ["f", "data"], to: ["l"], name: "l"),
      "Flatten → 210"
    ),
    // A layer after a loss that reads nothing else.
    (
      Net.layer("ReLU") + Net.layer("EuclideanLoss", from: ["y", "data"], to: ["l"], name: "l")
        + Net.layer("Power", from: ["l"], to: ["m"], name: "m")
        + Net.layer("SoftmaxWithLoss", from: ["m", "label"], to: ["n"], name: "n"),
      "ReLU → 6×5×7"
    ),
  ]

  @Test(arguments: selections)
  func `losses are left out`(layers: String, text: String) {
    #expect(ImportTrace.text(Array((Net.input([1, 6, 5, 7]) + layers).utf8)) == text)
  }

  @Test func `a reshape that mixes samples has an unknown shape`() throws {
    let file = try Net.read(
      Net.input([2, 4, 3, 3])
        + Net.layer("Reshape", "reshape_param { shape { dim: 1 dim: 8 dim: 3 dim: 3 } }", to: ["r"])
        + Net.convolution(4, 3, from: "r"))
    #expect(!file.isComplete)
  }

  @Test func `proposals may state their number`() throws {
    let file = try Net.read(
      Net.input([1, 4, 9, 9])
        + Net.layer("Proposal", "proposal_param { post_nms_topn: 20 }", to: ["rois"], name: "rois")
        + Net.layer(
          "PSROIPooling", "psroi_pooling_param { output_dim: 3 group_size: 7 }",
          from: ["data", "rois"]))
    #expect(file.graph.nodes.last?.output.dimensions == [20, 3, 7, 7])
  }
}
