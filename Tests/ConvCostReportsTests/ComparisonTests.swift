import ConvCostCore
import ConvCostImport
import ConvCostZoo
import Testing

@testable import ConvCostReports

@Suite struct ComparisonTests {
  @Test(arguments: Zoo.entries.map(\.fullName))
  func `the stages of a network are all of it`(name: String) throws {
    let report = try report(name)
    let sum = Stages(report.analysis).stages.values.reduce(Cost.zero) { $0 + $1.cost }
    #expect(sum == report.total)
  }

  @Test func `the stages of ResNet-50 are the rows of its paper's table`() throws {
    let stages = Stages(try report("resnet50").analysis).stages
    #expect(
      Set(stages.keys) == [
        .downsampled(1), .downsampled(2), .downsampled(3), .downsampled(4), .downsampled(5), .head,
      ])
    #expect(stages[.downsampled(1)]?.extents == [Extent(112, 112)])
    #expect(stages[.downsampled(5)]?.extents == [Extent(7, 7)])
    #expect(stages[.head]?.cost.parameters == 2_049_000)
  }

  @Test func `squeeze-excite belongs to the stage around it`() throws {
    let stages = Stages(try report("efficientnet_b0").analysis).stages
    // The head is the classifier alone: 1280 · 1000 and the biases.
    #expect(stages[.head]?.cost.parameters == 1_281_000)
    // The only biases at 112×112 are those of the first block's squeeze-excite, 32 → 8 → 32.
    #expect(stages[.downsampled(1)]?.cost.biases == 8 + 32)
  }

  @Test func `odd sizes belong to the nearest power of two`() throws {
    let stages = Stages(try report("inception_v3").analysis).stages
    #expect(stages[.downsampled(1)]?.extents == [Extent(149, 149), Extent(147, 147)])
    #expect(stages[.downsampled(2)]?.extents == [Extent(73, 73), Extent(71, 71)])
    #expect(stages[.downsampled(3)]?.extents == [Extent(35, 35)])
    #expect(stages[.downsampled(4)]?.extents == [Extent(17, 17)])
    #expect(stages[.downsampled(5)]?.extents == [Extent(8, 8)])
  }

  @Test func `convolutions on maps of 1×1 are a stage, and only what was pooled is the head`()
    throws
  {
    let stages = Stages(try report("resnet50:input=32").analysis).stages
    #expect(stages[.downsampled(5)]?.extents == [Extent(1, 1)])
    #expect(stages[.head]?.cost.macs == 2_048_000)
  }

  @Test func `auxiliary classifiers are a stage of their own`() throws {
    let with = Stages(try report("googlenet:aux=true").analysis).stages
    let without = Stages(try report("googlenet").analysis).stages
    // torchvision 0.29.2: 13,004,888 with and 6,624,904 without.
    #expect(with[.auxiliary]?.cost.parameters == 13_004_888 - 6_624_904)
    for (kind, stage) in without { #expect(with[kind]?.cost == stage.cost) }
  }

  @Test func `the least of a row is marked, unless all are equal`() throws {
    let document = Comparison([try report("paper/resnet50"), try report("resnet50")]).document
    let totals = document.tables[0].rows
    #expect(
      totals[1].cells[1...] == [
        .contested(25_557_032, isLeast: false), .contested(25_557_032, isLeast: false), .ratio(1),
      ])
    #expect(totals[3].cells[1] == .contested(3_857_973_248, isLeast: true))
    #expect(totals[3].cells[2] == .contested(4_089_184_256, isLeast: false))
  }

  @Test func `json holds the networks in order and the stages`() throws {
    let comparison = Comparison([try report("alexnet"), try report("inception_v3")])
    let json = try JSONReader.read(comparison.json.text().utf8)
    #expect(json["schema"]?.string == "convcost.compare/1")
    let networks = try #require(json["networks"]?.elements)
    #expect(
      networks.map { $0["network"]?["name"]?.string } == [
        "torchvision/alexnet", "torchvision/inception_v3",
      ])
    #expect(networks.allSatisfy { $0["layers"] == nil })
    let stages = try #require(json["stages"]?.elements)
    for index in networks.indices {
      let sum = stages.reduce(0) { $0 + ($1["networks"]?.elements?[index]["macs"]?.integer ?? 0) }
      #expect(sum == networks[index]["totals"]?["macs"]?.integer)
    }
  }
}
