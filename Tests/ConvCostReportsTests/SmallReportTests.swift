import ConvCostCore
import ConvCostJSON
import Testing

@testable import ConvCostReports

/// Reports of networks with one product, or with none.
struct SmallReportTests {
  private static let subject = Subject(name: "n", source: "", citation: "")

  private static func report(_ network: Network) throws -> Report {
    try Report(subject, network.analysis())
  }

  /// One memory for everything, or one of its own for what is stored.
  @Test(arguments: [
    (nil, 4, 6, true), (nil, 4, 7, false), (nil, 5, 6, false), (5, 10, 5, true),
    (5, 11, 5, false), (5, 10, 6, false), (5, 11, 0, false), (0, 10, 0, true),
  ])
  func `a budget holds what is not larger`(
    flash: Int?, activations: Int, stored: Int, holds: Bool
  ) {
    let need = MemoryNeed(activations: activations, stored: stored)
    #expect(MemoryBudget(ram: 10, flash: flash).holds(need) == holds)
  }

  @Test(arguments: [
    (0.0, "0"), (0.04, "0"), (0.05, "0.1"), (-0.04, "0"), (-0.05, "-0.1"), (1, "1"),
    (12.34, "12.3"), (9.96, "10"), (-12.5, "-12.5"), (-3, "-3"), (0.94, "0.9"), (0.96, "1"),
  ])
  func `coordinates are rounded to a tenth`(number: Double, text: String) {
    #expect(number.svg == text)
  }

  /// A name of two letters is 14.6 wide and 13 high. It is at the right of its circle where there
  /// is room, then at the left, above, below; where none of these has room, farther out, with
  /// a line.
  @Test(arguments: [
    (0.0, 0.0, 100.0, 100.0, 57.0, 43.5, false), (0, 0, 60, 100, 28.4, 43.5, false),
    (40, 0, 20, 100, 42.7, 30, false), (40, 45, 20, 55, 42.7, 57, false),
    (60, 0, 40, 100, 66, 43.5, true), (0, 0, 40, 100, 19.4, 43.5, true),
  ])
  func `names are beside their circles`(
    left: Double, top: Double, width: Double, height: Double, x: Double, y: Double,
    hasLeader: Bool
  ) throws {
    let frame = Box(x: left, y: top, width: width, height: height)
    let labels = Labels(["ab"], at: [Circle(x: 50, y: 50, radius: 5)], in: frame).placed
    let label = try #require(labels.first)
    #expect(abs(label.box.x - x) < 1e-9 && abs(label.box.y - y) < 1e-9, "\(label)")
    #expect(label.leader.map { [$0.x, $0.y] } == (hasLeader ? [50, 50] : nil))
  }

  @Test func `alternatives have ratios to what is counted`() throws {
    let one = try LayerStudy("x", [Linear(1, bias: false).layer], on: .vector(1)).document
    #expect(
      one.tables[0].rows.map { Array($0.cells[..<5]) } == [
        [.text("as written"), .count(1), .ratio(1), .count(1), .ratio(1)]
      ])
    #expect(one.tables[1].rows.map { $0.cells[5] } == [.text("1·1")])
    let none = try LayerStudy("x", [Activation.relu.layer], on: .vector(1)).document
    #expect(
      none.tables[0].rows.map { Array($0.cells[..<5]) } == [
        [.text("as written"), .count(0), .empty, .count(0), .empty]
      ])
    #expect(none.tables[1].rows.map { $0.cells[5] } == [.text("")])
  }

  /// What does not multiply is not listed.
  @Test(arguments: [(0, "", 0), (1, "Conv2d 1×1", 1), (2, "2 × Conv2d 1×1", 2)])
  func `stages list their blocks`(count: Int, blocks: String, products: Int) throws {
    let document = try Self.report(
      Network(input: .map(1, 1)) {
        for _ in 0..<count { Convolution(1, kernel: 1, bias: false) }
        Activation.relu
      }
    ).stagesDocument()
    let share: Table.Cell = count == 0 ? .empty : .share(1)
    #expect(
      document.tables[0].rows.map(\.cells) == [
        [.text("1/1"), .text("1×1"), .text(blocks), .count(count), .count(count), share],
        [.text("Total"), .empty, .empty, .count(count), .count(count), share],
      ])
  }

  @Test(arguments: [(true, "standard, MACs: 1 · 1.00×"), (false, "standard, MACs: 0,")])
  func `causes have a ratio to the standard count`(hasLayer: Bool, text: String) throws {
    let network = Network(input: .vector(1)) {
      if hasLayer { Linear(1, bias: false) } else { Activation.relu }
    }
    let svg = CauseChart(
      try Reconciliation(Self.subject, network.graph(), by: [.standard])
    ).svg()
    #expect(svg.contains(text))
    // An axis of nothing has no lines.
    #expect(svg.contains("<line ") == hasLayer)
  }

  /// What the parameters consist of is said where there are some.
  @Test(arguments: [(true, "1 (1 weights)"), (false, "0")])
  func `parameters have their parts`(hasLayer: Bool, text: String) throws {
    let network = Network(input: .vector(1)) {
      if hasLayer { Linear(1, bias: false) } else { Activation.relu }
    }
    let facts = try Self.report(network).document().facts
    #expect(facts.first == Document.Fact("Parameters", text))
  }

  /// Shares are of one product.
  @Test func `shares are of the total`() throws {
    let cells = try Self.report(
      Network(input: .vector(1)) { Linear(1, bias: false).named("a") }
    ).document().tables[0].rows.map(\.cells)
    #expect(
      cells == [
        [
          .layer(path: "a", name: "a", depth: 0), .text("Linear"), .text("1"), .count(1),
          .share(1), .count(1), .share(1),
        ],
        [.text("Total"), .empty, .empty, .count(1), .share(1), .count(1), .share(1)],
      ])
  }

  @Test func `sources are numbered in order`() {
    let sources = Document.Sources(["b", "a", "b", "c"])
    #expect(["a", "b", "c"].map(sources.sign) == ["[2]", "[1]", "[3]"])
    #expect(
      sources.facts == [
        Document.Fact("[1]", "b"), Document.Fact("[2]", "a"), Document.Fact("[3]", "c"),
      ])
  }

  @Test func `published numbers are equal or have a change`() {
    var item = CheckResult.Item(network: "n", source: .publication("P"))
    item.published = [
      .init(.macs, published: 4, counted: 4), .init(.parameters, published: 4, counted: 5),
    ]
    let document = CheckResult([item]).document
    #expect(document.title == "1 of 1 published total passes.")
    #expect(
      document.tables[0].rows.map(\.cells) == [
        [.text("n"), .text("MACs"), .count(4), .count(4), .text("equal"), .text("[1]")],
        [
          .text("n"), .text("parameters"), .count(4), .count(5), .change(from: 4, to: 5),
          .text("[1]"),
        ],
      ])
    #expect(document.flat?.rows.map { $0.cells[5] } == [.text("P"), .text("P")])
  }

  /// 10 bytes hold 4 and 6; what is too large has a sign.
  @Test(arguments: [
    (nil, 6, [Table.Cell.text("fits"), .count(4), .count(6), .count(0)]),
    (nil, 8, [.text("does not fit"), .count(4), .count(8), .text("−2")]),
    (6, 6, [.text("fits"), .count(4), .count(6), .count(6), .count(0)]),
    (5, 6, [.text("does not fit"), .count(4), .count(6), .count(6), .text("−1")]),
  ])
  func `a fit says what is left`(flash: Int?, stored: Int, cells: [Table.Cell]) {
    let need = MemoryNeed(activations: 4, stored: stored)
    func report(_ row: FitReport.Row) -> FitReport {
      FitReport(
        Self.subject, MemoryBudget(ram: 10, flash: flash), rules: "r", own: need, rows: [row])
    }
    let none = report(.init(quantity: "width", largest: nil, range: "1 to 2", need: nil))
    let table = none.document.tables[0]
    let empty = [Table.Cell](repeating: .empty, count: flash == nil ? 3 : 4)
    #expect(
      table.rows.map(\.cells) == [
        [.text("as it is")] + cells + [.empty],
        [.text("width"), .text("none")] + empty + [.text("1 to 2")],
      ])
    #expect(table.columns.count == cells.count + 2)
    #expect(!none.isFound)
    #expect(report(.init(quantity: "width", largest: "1", range: "", need: need)).isFound)
  }

  /// Seven budgets at equal distances, from what everything needs to the least; one if they are the
  /// same.
  @Test(arguments: [(8, 7, 1, "1 sample, as"), (0, 1, 2, "2 samples, as")])
  func `budgets of training are evenly spaced`(
    layers: Int, rows: Int, batch: Int, samples: String
  ) throws {
    let analysis = try Network(input: .map(3, 11)) {
      for _ in 0..<layers {
        Convolution(7, kernel: 3, padding: 1)
        BatchNorm()
        Activation.relu
      }
      Convolution(5, kernel: 1)
    }.analysis()
    let report = try TrainingReport(
      Self.subject, analysis, optimizer: .adam, precision: .fp32, batch: batch)
    let chain = try CheckpointChain(analysis, in: TrainingMemory.Precision.fp32.kept, batch: batch)
    let (most, least) = (chain.everythingKept.peakBytes, chain.leastBudget)
    let budgets =
      rows == 1 ? [most] : (0..<6).map { most - (most - least) / 6 * $0 } + [least]
    let table = report.document.tables[1]
    #expect(table.rows.map { $0.cells[0] } == budgets.map { .count($0) })
    #expect(table.rows.first?.cells[2...] == [.count(0), .share(0), .count(0)])
    let fact = report.document.facts.first { $0.name == "Kept" }
    #expect(fact?.value.contains(samples) == true)
  }

  @Test func `equal layers are given in order`() throws {
    let report = try Self.report(
      Network(input: .vector(2)) {
        Linear(2).named("a")
        Linear(3).named("b")
        Linear(2).named("c")
        Linear(3).named("d")
      })
    #expect(report.costliest(3).map(\.path) == ["b", "c", "d"])
    #expect(report.costliest(9).map(\.path) == ["b", "c", "d", "a"])
    #expect(report.costliest(1, by: .parameters).map(\.path) == ["b"])
    #expect(report.costliest(0).isEmpty && report.costliest(-1).isEmpty)
  }

  @Test func `netron shows counts from one on`() throws {
    let json = try Self.report(
      Network(input: .vector(1)) {
        Linear(1, bias: false).named("a")
        Activation.relu.named("b")
      }
    ).netron
    let metrics = try JSONReader.read(json.text().utf8)["metrics"]?.elements ?? []
    let nodes = metrics.filter { $0["kind"]?.string == "node" }.map {
      "\($0["target"]?.string ?? "") \($0["name"]?.string ?? "") \($0["value"]?.integer ?? -1)"
    }
    #expect(nodes == ["a parameters 1", "a MACs 1", "a FLOPs 2", "a activations 1"])
  }

  /// Equal convolutions of images share a list of alternatives.
  @Test func `a page has the alternatives of each convolution once`() throws {
    let image = try Self.report(
      Network(input: .map(4, 8)) {
        Convolution(4, kernel: 3, padding: 1)
        Convolution(4, kernel: 3, padding: 1)
        Activation.relu
        Convolution(8, kernel: 3, padding: 1)
        Convolution(4, kernel: 3, padding: 1)
      })
    func numbers(_ report: Report, _ keys: [String]) throws -> [Int?] {
      var data = ExplorerData(report, grid: nil)
      let json: JSONValue? = try JSONReader.read(data.json().compact().utf8)
      return keys.reduce(json) { $0?[$1] }?.elements?.map(\.integer) ?? []
    }
    #expect(try numbers(image, ["alternatives", "of"]) == [0, 0, -1, 1, 2])
    #expect(try numbers(image, ["alternatives", "list"]).count == 3)
    let signal = try Self.report(
      Network(input: .map(4, Extent(length: 8))) { Convolution(4, kernel: 3, padding: 1) })
    #expect(try numbers(signal, ["alternatives", "of"]) == [-1])
    #expect(try numbers(signal, ["nodes", "field"]) == [nil])
  }
}
