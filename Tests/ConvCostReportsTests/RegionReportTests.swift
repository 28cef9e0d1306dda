import ConvCostCore
import ConvCostReports
import Testing

struct RegionReportTests {
  /// torchvision 0.29.2, measured as `torchvision-rcnn.json` was.
  private static let text =
    """
    1,000 proposals: 14,359,552 MACs each, 14,359,552,000 together; 100 detections: 532,066,304 \
    MACs each, 53,206,630,400 together; the rest: 120,020,169,216 MACs
    """

  @Test func `reports say what depends on the number of regions`() throws {
    let report = try report("maskrcnn_resnet50_fpn")
    let fact = report.document().facts.first { $0.name == "Regions" }
    #expect(fact?.value == Self.text)
    let markdown = MarkdownRenderer().render(report.document())
    #expect(markdown.contains(Self.text))
    let json = report.json.text()
    #expect(
      json.contains(
        "\"path\": \"roi_heads.box_roi_pool.roialign\", \"kind\": \"proposals\", \"count\": 1000, "
          + "\"macsEach\": 14359552, \"parameters\": 14362055"))
    #expect(json.contains("\"output\": [1000, 256, 7, 7], \"maps\": 1000"))
    #expect(json.contains("\"output\": [100, 91, 28, 28], \"maps\": 100"))
    #expect(json.contains("\"shape\": [1000, 91], \"auxiliary\": false, \"isMap\": false"))
  }

  /// torchinfo multiplies a linear layer's numbers by the first length of its output,
  /// torchinfo/layer_info.py (`self.output_size[0] * cur_params`): the batch, and in torchvision's
  /// box head the number of regions.
  @Test(arguments: [0, 1000]) func `torchinfo takes regions for a batch`(count: Int) throws {
    let analysis = try Network(input: .map(256, 16)) {
      Regions(.proposals, count: count, size: 7) { Chain {} }
      Flatten()
      Linear(1024)  // 12,544 · 1024 + 1024 numbers
      BatchNorm()  // 2 · 1024
      Linear(91)  // 1024 · 91 + 91
    }.graph()
    let total = try Analysis(analysis, by: .torchinfo).total
    #expect(total.macs == count * (12_846_080 + 2048 + 93_275))
  }

  @Test func `by another convention the cost is stated for all regions together`() throws {
    let network = Network(input: .map(3, 8)) {
      Regions(.proposals, count: 10, size: 2) { Chain {} }
      Convolution(4, kernel: 1)
      Activation.relu
    }
    let report = try Report(
      Subject(name: "regions", source: "", citation: ""),
      Analysis(network.graph(), by: .calflops))
    // 2·3·4 products and sums, 4 biases and 4 of the function, at 4 places of 10 regions.
    let fact = report.document().facts.first { $0.name == "Regions" }
    #expect(fact?.value == "10 proposals: 1,280 FLOPs together; the rest: 0 FLOPs")
    #expect(!report.json.text().contains("macsEach"))
  }

  @Test func `comparisons state the regions of each network`() throws {
    let comparison = Comparison([try report("maskrcnn_resnet50_fpn"), try report("resnet18")])
    let facts = comparison.document.facts.filter { $0.name == "Regions" }
    #expect(facts.map(\.value) == ["torchvision/maskrcnn_resnet50_fpn: \(Self.text)"])
    #expect(comparison.json.text().contains("\"kind\": \"detections\""))
  }

  /// Maps of regions have their own sizes, which do not depend on the image: all of the work
  /// belongs to the head.
  @Test func `results for regions belong to the head of a network`() throws {
    let report = try report("keypointrcnn_resnet50_fpn")
    let json = Comparison([report, report]).json
    let head = report.analysis.regionWork.reduce(Cost.zero) { $0 + $1.cost }
    #expect(json.text().contains("\"macs\": \(head.macs), "))
  }

  @Test func `a network without regions does not mention them`() throws {
    let report = try report("resnet18")
    #expect(report.document().facts.allSatisfy { $0.name != "Regions" })
    #expect(!report.json.text().contains("\"regions\""))
  }
}
