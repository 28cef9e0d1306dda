import ConvCostCore
import ConvCostReports
import ConvCostTestSupport
import ConvCostZoo
import Testing

struct FoldingTests {
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

  private static func counted(_ network: Network) throws -> Report {
    try Report(Subject(name: "n", source: "", citation: ""), network.analysis())
  }

  /// A block and its layers are fifty rows, or one more.
  @Test(arguments: [(49, 50), (50, 1)])
  func `fifty rows are readable`(layers: Int, rows: Int) throws {
    let report = try Self.counted(
      Network(input: .map(1, 1)) {
        Sequential {
          for _ in 0..<layers { Convolution(1, kernel: 1) }
        }
      })
    #expect(report.rows(folding: .readable).count == rows)
  }

  /// Products are 2·3, 3·5 and 5·1, in a block and after it.
  @Test func `sorted and shortened tables have no blocks`() throws {
    let report = try Self.counted(
      Network(input: .vector(2)) {
        Sequential {
          Linear(3).named("a")
          Linear(5).named("b")
        }.named("s")
        Linear(1).named("c")
      })
    func paths(_ change: (inout ReportLayout) -> Void) -> [String] {
      var layout = ReportLayout()
      layout.folding = .none
      layout.columns = ["path", "macs"].compactMap(ReportColumn.named)
      change(&layout)
      let rows = report.document(layout).tables[0].rows
      return rows.dropLast().map { row in
        if case .layer(let path, let name, let depth) = row.cells[0] {
          "\(path) \(name) \(depth)"
        } else {
          ""
        }
      }
    }
    #expect(paths { _ in } == ["s s 0", "s.a a 1", "s.b b 1", "c c 0"])
    #expect(paths { $0.isFlat = true } == ["s.a s.a 0", "s.b s.b 0", "c c 0"])
    #expect(paths { $0.top = 2 } == ["s.a s.a 0", "s.b s.b 0"])
    #expect(
      paths { $0.sorting = ReportColumn.named("macs") } == ["s.b s.b 0", "s.a s.a 0", "c c 0"])
    #expect(
      paths { $0.sorting = ReportColumn.named("path") } == ["c c 0", "s.a s.a 0", "s.b s.b 0"])
  }

  @Test func `results name what computes them`() throws {
    let report = try Self.counted(Network(input: .vector(2)) { Linear(3).named("a") })
    #expect(report.outputs.map(\.path) == ["a"])
    #expect(report.outputs.map(\.shape) == [.vector(3)])
  }

  /// A window that reaches one place farther to one side does not have the middle of its input.
  @Test(arguments: [
    (1, "1 merges: 0.add"), (5, "5 merges: 0.add, 1.add, 2.add, 3.add, 4.add"),
    (6, "6 merges: 0.add, 1.add, 2.add, 3.add, 4.add, …"),
  ])
  func `five merges of different positions are named`(count: Int, text: String) throws {
    let report = try Self.counted(
      Network(input: .map(1, 64)) {
        for number in 0..<count {
          Sum {
            Chain {}
            Convolution(
              1, kernel: 2, padding: .explicit(before: Extent(0), after: Extent(1)))
          }.named("\(number)")
        }
      })
    var layout = ReportLayout()
    layout.columns = ["path", "rf"].compactMap(ReportColumn.named)
    let fact = report.document(layout).facts.first { $0.name == "Misaligned" }
    #expect(fact?.value == text)
  }
}
