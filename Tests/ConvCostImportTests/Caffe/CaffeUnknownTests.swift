import ConvCostCore
import Testing

@testable import ConvCostImport

/// Layers of unknown type, and values of unknown shape.
@Suite struct CaffeUnknownTests {
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
