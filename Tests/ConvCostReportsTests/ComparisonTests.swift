import ConvCostImport
import ConvCostJSON
import ConvCostReports
import Testing

@Suite struct ComparisonTests {
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
