import ConvCostCore
import ConvCostImport
import ConvCostTestSupport
import ConvCostZoo
import Testing

/// What torchvision's own modules say, layer by layer (see the file's `about`).
private let facts: JSONValue = {
  do {
    return try JSONReader.read(
      Fixtures.bytes("Tests/ConvCostZooTests/Facts/torchvision-per-layer.json"))
  } catch {
    fatalError("\(error)")
  }
}()

@Suite struct PerLayerTests {
  static let networks = facts["networks"]?.members?.map(\.key) ?? []

  @Test(arguments: networks)
  func `every layer has torchvision's path, shape and counts`(name: String) throws {
    let network = try #require(facts["networks"]?[name])
    let side = try #require(network["input"]?.elements?.last?.integer)
    let layers = try #require(network["layers"]?.elements)

    let analysis = try Zoo.selection("torchvision/\(name):input=\(side)").network.analysis()
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
