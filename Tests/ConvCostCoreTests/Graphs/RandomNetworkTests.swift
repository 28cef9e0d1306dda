import ConvCostCore
import ConvCostTestSupport
import Testing

/// Laws that hold for every tree, over random ones.
struct RandomNetworkTests {
  @Test(arguments: 200..<280 as Range<UInt64>)
  func `a prepared network equals the rebuilt one at every size`(seed: UInt64) throws {
    let network = RandomNetworks.labelled(seed: seed)
    let prepared = try PreparedNetwork(network)
    var workspace = PreparedNetwork.Workspace()
    func resized(_ side: Int) -> Network {
      var other = network
      other.input = .map(4, Extent(side))
      for (index, factor) in [2, 1].enumerated() where index < network.sideInputs.count {
        other.sideInputs[index].shape = .map(index + 1, Extent(factor * side))
      }
      return other
    }
    let sizes = [(48, 1.0), (49, 0.5), (64, 2.0), (80, 0.75)]
    let factors = InputFactors(
      try PreparedNetwork(resized(64)),
      on: sizes.map { resized($0.0) }.map { [$0.input] + $0.sideInputs.map(\.shape) }, own: 2)
    for (index, (side, width)) in sizes.enumerated() {
      let other = resized(side)
      let scaling = Scaling(width: width)
      let shapes = other.sideInputs.map(\.shape)
      let expected = try other.scaled(by: scaling).analysis().total
      let own = try resized(64).scaled(by: scaling).graph()
      if let factors, let channels = factors.channels(of: own),
        let product = factors.total(of: channels, on: index)
      {
        #expect(product == expected)
      }
      #expect(
        try prepared.total(
          on: other.input, sideInputs: shapes, scaledBy: scaling, using: &workspace) == expected)
      #expect(
        try Analysis(prepared.scaledGraph(on: other.input, sideInputs: shapes, by: scaling)).total
          == expected)
    }
  }

  @Test(arguments: 200..<280 as Range<UInt64>)
  func `results keep their channels at every width`(seed: UInt64) throws {
    let network = RandomNetworks.labelled(seed: seed)
    let before = try network.graph()
    for width in [0.25, 0.5, 2] {
      let after = try network.scaled(by: Scaling(width: width)).graph()
      #expect(after.inputs == before.inputs)
      #expect(
        after.outputs.map { after.shape(ofValue: $0).channels }
          == before.outputs.map { before.shape(ofValue: $0).channels })
    }
  }

  /// The generator is useful only as long as it produces all of these.
  @Test func `random networks have labels, shared weights, results and inputs`() throws {
    let graphs = try (200..<280 as Range<UInt64>).map {
      try RandomNetworks.labelled(seed: $0).graph()
    }
    #expect(graphs.contains { $0.inputs.count == 3 })
    #expect(graphs.contains { !$0.outputNames.isEmpty })
    #expect(graphs.contains { !$0.shared.isEmpty })
    for name in ["Crop", "Upsample"] {
      #expect(graphs.contains { $0.nodes.contains { $0.operation.kind.rawValue == name } })
    }
  }
}
