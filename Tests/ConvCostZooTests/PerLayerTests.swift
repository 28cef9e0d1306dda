import ConvCostCore
import ConvCostImport
import ConvCostZoo
import Testing

@Suite struct PerLayerTests {
  @Test(arguments: Facts.perLayer.networkNames)
  func `every layer has torchvision's path, shape and counts`(name: String) throws {
    let network = try #require(Facts.perLayer["networks"]?[name])
    let side = try #require(network["input"]?.elements?.last?.integer)
    let layers = try #require(network["layers"]?.elements)

    let selection = try Zoo.selection("torchvision/\(name)").changing([("input", "\(side)")])
    let analysis = try selection.network.analysis()
    let paths = Paths(analysis.graph).nodes
    let counted = analysis.graph.nodes.indices.filter {
      analysis.costs[$0].parameters > 0
    }
    try #require(counted.count == layers.count)
    for (index, layer) in zip(counted, layers) {
      let fact = try #require(layer.elements)
      let node = analysis.graph.nodes[index]
      let cost = analysis.costs[index]
      #expect(paths[index] == fact[0].string)
      #expect(node.operation.name == fact[1].string)
      #expect(node.output.dimensions == fact[2].elements?.compactMap(\.integer))
      #expect(cost.parameters == fact[3].integer)
      #expect(cost.buffers == fact[4].integer)
      #expect(cost.macs == fact[5].integer)
    }
  }
}
