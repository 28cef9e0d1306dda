import ConvCostCore
import ConvCostJSON
import ConvCostZoo
import Testing

@testable import ConvCostReports

/// The numbers of a report's page.
struct ExplorerTests {
  private static func data(
    _ name: String, _ grid: ExplorerGrid? = nil
  ) throws -> (report: Report, json: JSONValue) {
    let report = try Network(zoo: name).report()
    var data = ExplorerData(report, grid: grid)
    return (report, try JSONReader.read(data.json().compact().utf8))
  }

  private static func numbers(_ value: JSONValue?) -> [Int] {
    value?.elements?.compactMap(\.integer) ?? []
  }

  private static func column(_ place: JSONValue?, of json: JSONValue) -> [Int] {
    numbers(json["columns"]?.elements?[place?.integer ?? 0])
  }

  @Test(arguments: ["resnet18", "googlenet", "paper/alexnet", "lenet5", "densenet121"])
  func `columns add up to the totals of every convention`(name: String) throws {
    let (report, json) = try Self.data(name)
    let conventions = try #require(json["conventions"]?.elements)
    #expect(conventions.count >= Convention.all.count - 2)
    for convention in conventions {
      let sum = Self.column(convention["column"], of: json).reduce(0, +)
      #expect(sum == convention["total"]?.integer, "\(convention["name"]?.string ?? "")")
    }
    #expect(conventions[0]["total"]?.integer == report.total.macs)
    let parameters = Self.column(json["measures"]?["parameters"], of: json)
    #expect(parameters.reduce(0, +) == report.total.parameters)
    #expect(parameters.count == report.analysis.graph.nodes.count)
  }

  /// The page sums the elements of the values whose spans contain a step.
  @Test(arguments: ["resnet18", "googlenet", "unet", "mobilenet_v3_small"])
  func `spans give the live memory of every step`(name: String) throws {
    let (report, json) = try Self.data(name)
    let plan = try MemoryPlan(report.analysis.graph, in: .int8, looksForOrder: false)
    let elements = Self.numbers(json["elements"])
    let spans = try #require(json["memory"]?["spans"]?.elements).map { Self.numbers($0) }
    #expect(spans.count == elements.count)
    for step in plan.order.indices {
      let live = spans.indices.reduce(0) { sum, value in
        let span = spans[value]
        return sum + (span.count == 2 && (span[0]...span[1]).contains(step) ? elements[value] : 0)
      }
      #expect(live == plan.liveness.live[plan.order[step]], "\(name): \(step)")
    }
  }

  @Test func `every operation has its block, its name and its formula`() throws {
    let (report, json) = try Self.data("resnet18")
    let strings = json["strings"]?.elements?.compactMap(\.string) ?? []
    let nodes = try #require(json["nodes"])
    let names = Self.numbers(nodes["name"]).map { strings[$0] }
    #expect(names == report.paths.nodeNames)
    let formulas = Self.numbers(json["explain"]?["formula"])
    let numbers = Self.numbers(json["explain"]?["numbers"])
    #expect(strings[formulas[0]] == "K_h·K_w·C_in·C_out·H_out·W_out")
    #expect(strings[numbers[0]] == "7·7·3·64·112·112")
    #expect(formulas[1] == -1)
    let scopes = try #require(json["scopes"]?.elements).map { Self.numbers($0) }
    for (number, scope) in scopes.enumerated() {
      #expect(scope[0] <= number && scope[3] + scope[4] <= names.count)
    }
    let studies = Self.numbers(json["alternatives"]?["of"])
    let rows = json["alternatives"]?["list"]?.elements?[studies[0]]["rows"]?.elements
    #expect(rows?[0].elements?[0].string == "as written")
    #expect(rows?[0].elements?[2].integer == 118_013_952)
  }

  private static func grid(_ name: String, _ sides: [Int], _ widths: [Double]) -> ExplorerGrid? {
    ExplorerGrid(
      inputs: sides.map(String.init), widths: widths.map { "\($0)" },
      own: (sides.firstIndex(of: 224) ?? 0, widths.firstIndex(of: 1) ?? 0)
    ) { input, width in
      try? Network(zoo: "\(name):input=\(sides[input]),width=\(widths[width])").graph()
    }
  }

  @Test(arguments: ["resnet18", "mobilenet_v2", "efficientnet_b0", "googlenet", "vgg11"])
  func `the products of a grid are the counts of its variants`(name: String) throws {
    let (sides, widths) = ([128, 224, 288], [0.5, 1, 1.5])
    let grid = try #require(Self.grid(name, sides, widths))
    for (input, side) in sides.enumerated() {
      for (width, factor) in widths.enumerated() {
        let network = try Network(zoo: "\(name):input=\(side),width=\(factor)")
        let analysis = try network.analysis()
        for (node, cost) in analysis.costs.enumerated() {
          #expect(grid.perPosition[width][node] * grid.positions[input][node] == cost.macs)
          #expect(
            grid.channels[width][node] * grid.extents[input][node]
              == analysis.graph.nodes[node].output.count)
          #expect(grid.parameters[width][node] == cost.parameters)
        }
        #expect(grid.totals[input][width] == analysis.total)
      }
    }
  }

  /// AlexNet of the paper reads all positions in its first linear layer, so other inputs are other
  /// networks; a network that cannot be built has no grid.
  @Test func `a grid exists only where it is exact`() {
    #expect(Self.grid("paper/alexnet", [224, 256], [1]) == nil)
    #expect(Self.grid("vgg16", [16, 224], [1]) == nil)
    #expect(Self.grid("resnet18", [224], [1, 2]) != nil)
  }

  @Test func `a page loads nothing and is readable without scripts`() throws {
    let page = try Network(zoo: "lenet5").report().rendered(as: .html)
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(page.contains("content=\"default-src 'none';"))
    #expect(page.contains("<title>paper/lenet5</title>"))
    for word in ["src=", "href=", "url(", "@import", "fetch("] { #expect(!page.contains(word)) }
    let table = page.components(after: "<noscript>", before: "</noscript>")
    #expect(table.contains("325,680"))
  }

  /// A script's end inside of a name does not end the data.
  @Test func `a page holds any name`() throws {
    let hostile = "</script><b>\u{202E}"
    let network = Network(input: .map(3, 8)) {
      Convolution(4, kernel: 3).named(hostile)
    }
    let report = try network.report()
    let page = report.page(nil, ReportLayout())
    let data = page.components(after: "id=\"data\">", before: "</script>")
    #expect(!data.contains("<"))
    let json = try JSONReader.read(data.utf8)
    let strings = json["strings"]?.elements?.compactMap(\.string) ?? []
    #expect(strings.contains { $0.hasPrefix("</script><b>") })
    #expect(!page.contains("<b>"))
  }
}

extension String {
  /// The text between two others; empty without them.
  fileprivate func components(after start: String, before end: String) -> String {
    guard let from = firstRange(of: start)?.upperBound,
      let to = self[from...].firstRange(of: end)?.lowerBound
    else { return "" }
    return String(self[from..<to])
  }
}
