import ConvCostCore
import ConvCostTestSupport
import ConvCostZoo
import Testing

struct TallyTests {
  @Test(arguments: Zoo.ofEachFamily)
  func `the parts of every count add up to it`(name: String) throws {
    let graph = try Zoo.selection(name).network.graph()
    let standard = try Analysis(graph)
    for convention in Convention.all {
      let analysis = try Analysis(graph.asSeen(by: convention))
      let total = try Analysis(graph, by: convention).total
      for count in convention.counts {
        let tally = try Tally(count, of: analysis)
        #expect(tally.parts.reduce(0) { $0 + $1.value } == tally.value)
        #expect(tally.value == count.metric.value(of: total), "\(convention.name)")
        // The first part is the standard count, in every convention.
        #expect(tally.parts.first { $0.cause == .macs }?.value == standard.total.macs)
      }
    }
    #expect(try Tally(Convention.standard.counts[0], of: standard).value == standard.total.macs)
    #expect(try Tally(Convention.standard.counts[1], of: standard).value == standard.total.flops)
  }

  @Test(arguments: ["resnet18", "densenet121", "mobilenet_v2", "googlenet", "paper/alexnet"])
  func `formulas with numbers give the values`(name: String) throws {
    let analysis = try Zoo.selection(name).network.analysis()
    for index in analysis.graph.nodes.indices {
      let site = analysis.site(index)
      for quantity in [Quantity.macs, .weights, .input, .output, .windows] {
        let derivation = try quantity.derivation(at: site)
        guard derivation.value > 0 else { continue }
        #expect(product(derivation.numbers) == derivation.value, "\(derivation)")
      }
    }
  }

  /// Returns the value of a product such as `3·(64/32)·56`.
  private func product(_ text: String) -> Int? {
    text.filter { $0 != "(" && $0 != ")" }.split(separator: "·").reduce(1) { product, factor in
      let parts = factor.split(separator: "/").compactMap { Int($0) }
      return product.map { $0 * parts[0] / (parts.count > 1 ? parts[1] : 1) }
    }
  }
}
