import ConvCostCore
import ConvCostImport
import ConvCostZoo
import Testing

struct PerLayerTests {
  @Test(
    arguments: Facts.perLayer.networkNames.map { ("torchvision", $0) }
      + Facts.timmPerLayer.networkNames.map { ("timm", $0) })
  func `every layer has its source's path, shape and counts`(source: String, name: String) throws {
    let facts = source == "timm" ? Facts.timmPerLayer : Facts.perLayer
    let network = try #require(facts["networks"]?[name])
    let side = try #require(network["input"]?.elements?.last?.integer)
    let layers = try #require(network["layers"]?.elements)

    let selection = try Zoo.selection("\(source)/\(name)").changing([.init(.input, "\(side)")])
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
      #expect(analysis.graph.operationName(index) == fact[1].string)
      #expect(node.output.dimensions == fact[2].elements?.compactMap(\.integer))
      #expect(cost.parameters == fact[3].integer)
      #expect(cost.buffers == fact[4].integer)
      #expect(cost.macs == fact[5].integer)
    }
  }

  /// Keras has one layer where the zoo has a depthwise convolution and a 1×1, and distinguishes
  /// cells at the end of a name.
  @Test(arguments: Facts.kerasPerLayer.networkNames)
  func `every layer of NASNet is Keras' own`(name: String) throws {
    let network = try #require(Facts.kerasPerLayer["networks"]?[name])
    let layers = try #require(network["layers"]?.elements)
    let analysis = try Zoo.selection("keras/\(name)").network.analysis()
    let paths = Paths(analysis.graph).nodes
    #expect(network["input"]?.elements?.last?.integer == analysis.graph.inputs[0].extent?.height)

    var rows: [(path: String, output: [Int], cost: Cost)] = []
    var depthwise = Cost.zero
    for index in paths.indices where analysis.costs[index].parameters > 0 {
      if paths[index].hasSuffix(".depthwise") {
        depthwise = analysis.costs[index]
        continue
      }
      let path = paths[index].replacing(".pointwise", with: "")
      let cost = path == paths[index] ? analysis.costs[index] : depthwise + analysis.costs[index]
      rows.append((path, analysis.graph.nodes[index].output.dimensions, cost))
    }
    try #require(rows.count == layers.count)
    for (row, layer) in zip(rows, layers) {
      let fact = try #require(layer.elements)
      #expect(Self.kerasName(row.path) == fact[0].string)
      #expect(row.output == fact[2].elements?.compactMap(\.integer))
      #expect(row.cost.parameters == fact[3].integer)
      #expect(row.cost.buffers == fact[4].integer)
      #expect(row.cost.macs == fact[5].integer)
    }
  }

  /// Returns Keras' name for a layer: `normal_5.block_2.left.separable_conv_1` is
  /// `separable_conv_1_normal_left2_5`. Keras numbers the last pair of a reduction like the one
  /// before.
  private static func kerasName(_ path: String) -> String {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count > 1, let kindEnd = parts[0].firstIndex(of: "_") else { return path }
    let kind = parts[0][..<kindEnd]
    let cell = parts[0][parts[0].index(after: kindEnd)...]
    switch parts.count {
    case 2: return "\(kind)_\(parts[1])_\(cell)"
    case 3: return "\(parts[1])_\(parts[2])_\(cell)"
    default:
      var number = parts[1].dropFirst("block_".count)
      if kind == "reduction", number == "5" { number = "4" }
      return "\(parts[3])_\(kind)_\(parts[2])\(number)_\(cell)"
    }
  }
}
