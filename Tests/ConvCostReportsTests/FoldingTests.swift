import ConvCostCore
import ConvCostReports
import ConvCostTestSupport
import ConvCostZoo
import Testing

@Suite struct FoldingTests {
  @Test(arguments: Zoo.ofEachFamily)
  func `folding at any depth keeps the sums`(name: String) throws {
    let report = try report(name)
    let foldings = (1...8).map(Report.Folding.depth) + [.none, .readable]
    for folding in foldings {
      let rows = Report.innermost(report.rows(folding: folding))
      #expect(rows.reduce(Cost.zero) { $0 + $1.cost } == report.total, "\(folding)")
    }
    #expect(report.operations.reduce(Cost.zero) { $0 + $1.cost } == report.total)
  }

  @Test(arguments: Zoo.ofEachFamily)
  func `a block is the sum of the rows inside of it`(name: String) throws {
    let rows = try report(name).rows
    for (index, row) in rows.enumerated() where row.isBlock {
      let inside = rows[(index + 1)...].prefix { $0.depth > row.depth }
      let children = inside.filter { $0.depth == row.depth + 1 }
      #expect(children.reduce(Cost.zero) { $0 + $1.cost } == row.cost, "\(row.path)")
      #expect(inside.allSatisfy { $0.path.hasPrefix(row.path + ".") })
    }
  }

  @Test(
    arguments: Zoo.ofEachFamily + [
      "resnet152", "paper/densenet264", "efficientnet_b7", "keras/nasnet_large", "convnext_large",
      "regnet_y_32gf", "maskrcnn_resnet50_fpn_v2",
    ])
  func `a readable report has at most fifty rows, or the fewest there are`(name: String) throws {
    let report = try report(name)
    let rows = report.rows(folding: .readable)
    #expect(rows.count <= 50 || rows.allSatisfy { $0.depth == 0 })
    #expect(rows.count >= 3)
  }

  @Test func `equal blocks are joined, and their cost multiplied`() throws {
    let rows = try report("resnet152").rows(folding: .readable)
    let joined = try #require(rows.first { $0.path == "layer3.1…35" })
    #expect(joined.count == 35)
    #expect(joined.operation == "35 × Bottleneck")
    // He et al. 2015: a bottleneck of width 256 at 14×14 has 1,117,184 parameters with its norms.
    #expect(joined.cost.parameters == 35 * 1_117_184)
  }

  @Test func `paths are unique`() throws {
    for name in Zoo.ofEachFamily {
      let paths = try report(name).rows.map(\.path)
      #expect(Set(paths).count == paths.count, "\(name)")
    }
  }

  /// Each row of a folded report stands for the layers inside of it, and none is left out.
  @Test(arguments: ["resnet152", "googlenet", "densenet121", "mobilenet_v2"])
  func `rows have the layers of their blocks`(name: String) throws {
    let report = try report(name)
    for depth in 1...4 {
      let rows = Report.innermost(report.rows(folding: .depth(depth)))
      #expect(rows.flatMap { Array($0.nodes) } == Array(report.analysis.graph.nodes.indices))
    }
    let joined = Report.innermost(report.rows(folding: .readable))
    #expect(joined.flatMap { Array($0.nodes) } == Array(report.analysis.graph.nodes.indices))
  }
}
