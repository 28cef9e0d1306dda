import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostText
import ConvCostZoo
import Foundation
import Testing

@testable import ConvCostReports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads XML, and records errors and texts.
private final class XMLReader: NSObject, XMLParserDelegate {
  var texts: [String] = []
  var names: Set<String> = []
  var problem: String?

  static func read(_ text: String) -> XMLReader {
    let reader = XMLReader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    if !parser.parse() {
      reader.problem = "line \(parser.lineNumber): \(String(describing: parser.parserError))"
    }
    return reader
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    names.insert(elementName)
    texts.append("")
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if !texts.isEmpty { texts[texts.count - 1] += string }
  }
}

/// Returns HTML as XML: void elements are closed, the contents of styles and scripts left out.
private func xml(ofHTML html: String) -> String {
  var text = html.replacing("<!doctype html>", with: "")
  for name in ["style", "script"] {
    while let start = text.range(of: "<\(name)>"), let end = text.range(of: "</\(name)>") {
      text.replaceSubrange(start.lowerBound..<end.upperBound, with: "")
    }
  }
  for name in ["meta", "input"] {
    var parts = text.components(separatedBy: "<\(name) ")
    for index in parts.indices.dropFirst() {
      if let close = parts[index].firstIndex(of: ">") {
        parts[index].replaceSubrange(close...close, with: "/>")
      }
    }
    text = parts.joined(separator: "<\(name) ")
  }
  return text
}

struct MarkupTests {
  @Test(arguments: ["resnet50", "lenet5", "densenet201", "course/mlp", "googlenet"])
  func `pictures and pages are well formed`(name: String) throws {
    let report = try report(name)
    let picture = XMLReader.read(DepthChart(report).svg())
    #expect(picture.problem == nil)
    #expect(picture.names.isSuperset(of: ["svg", "title", "desc", "rect"]))
    var layout = ReportLayout()
    layout.folding = .none
    layout.hasPictures = true
    let html = HTMLRenderer().render(report.document(layout))
    let page = XMLReader.read(xml(ofHTML: html))
    #expect(page.problem == nil)
    #expect(page.names.isSuperset(of: ["html", "main", "table", "svg", "dl"]))
    #expect(!html.contains("http://") || html.components(separatedBy: "http://").count == 2)
    #expect(!html.contains("https://"))
  }

  @Test func `a comparison's page has its picture`() throws {
    let comparison = Comparison([try report("resnet18"), try report("mobilenet_v2")])
    let page = XMLReader.read(xml(ofHTML: HTMLRenderer().render(comparison.document)))
    #expect(page.problem == nil)
    #expect(page.names.contains("polygon"))
  }

  @Test func `hostile names stay names in markup`() throws {
    let report = try hostileReport()
    var layout = ReportLayout()
    layout.folding = .none
    layout.hasPictures = true
    let document = report.document(layout)
    let html = HTMLRenderer().render(document)
    let page = XMLReader.read(xml(ofHTML: html))
    #expect(page.problem == nil)
    #expect(page.texts.contains { $0.contains("=a|b`c<d>\\u{1B}[31m\"e\"") })
    #expect(!html.contains("\u{1B}"))

    let counted = report.analysis.graph
    let memory = try MemoryReport(report.subject, MemoryPlan(counted))
    for svg in [
      DepthChart(report).svg(), BoxDiagram(report).svg(), TimelineChart(memory).svg(),
      CauseChart(try Reconciliation(report.subject, counted)).svg(),
      ScatterChart(
        [
          .init(
            name: hostileName, family: "", across: 1, height: 2, area: 3,
            isLowerBound: false)
        ],
        axis: hostileName
      ).svg(),
      StageChart(
        names: [hostileName], kinds: [hostileName], counts: [[3]], label: hostileName
      ).svg(),
    ] {
      #expect(XMLReader.read(svg).problem == nil)
      #expect(!svg.contains("\u{1B}"))
    }

    let latex = LaTeXRenderer().render(document)
    #expect(latex.contains("c\\textless{}d\\textgreater{}\\textbackslash{}u\\{1B\\}[31m"))
    #expect(latex.contains("f\\&*\\_"))
    let lines = latex.split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasPrefix("%") || !$0.contains("\u{1B}") })
    // Every row has as many cells as there are columns.
    let rows = lines.filter { $0.hasSuffix("\\\\") }
    #expect(Set(rows.map { $0.replacing("\\&", with: "").count { $0 == "&" } }) == [6])

    let graph = BlockGraph(report)
    let dot = graph.dot
    #expect(dot.contains(#"\"e\",\\u{A}f&*_"#))
    #expect(dot.split(separator: "\n").count == 8 + graph.nodes.count)
    let mermaid = graph.mermaid
    #expect(mermaid.contains("c#lt;d#gt;#92;u{1B}[31m#quot;e#quot;"))
    #expect(!mermaid.contains("\u{1B}"))

    let netron = try JSONReader.read(report.netron.text().utf8)
    let targets = netron["metrics"]?.elements?.compactMap { $0["target"]?.string } ?? []
    #expect(!targets.isEmpty)
    #expect(targets.allSatisfy { !$0.contains("\n") })

    let change = Changes(
      network: hostileName, label: hostileName,
      totals: [.init(.macs, before: 1, now: 2)],
      blocks: [.init(path: hostileName, before: 1, now: nil)])
    let comment = [change].comment(title: hostileName)
    // Between backticks text is unchanged; elsewhere it is escaped.
    let prose = comment.split(separator: "\n").filter { !$0.hasPrefix("| `") }
    #expect(prose.allSatisfy { !$0.contains("<d>") })
    #expect(!comment.contains("\u{1B}"))
  }

  @Test func `XML is well formed with characters that it forbids`() {
    let name = "a\u{FFFE}\u{FFFF}\u{0}\u{8}\u{1FFFF}b"
    let svg = StageChart(names: [name], kinds: [name], counts: [[3]], label: name).svg()
    #expect(XMLReader.read(svg).problem == nil)
    let junit = CheckResult([.init(network: name, source: .publication(name), differences: [])])
      .junit
    #expect(XMLReader.read(junit).problem == nil)
  }

  @Test func `netron's attachment has an entry for each count`() throws {
    let json = try JSONReader.read(try report("alexnet").netron.text().utf8)
    #expect(json["signature"]?.string == "netron:attachment")
    let metrics = try #require(json["metrics"]?.elements)
    #expect(
      metrics.contains {
        $0["kind"]?.string == "node" && $0["target"]?.string == "features.0"
          && $0["name"]?.string == "MACs" && $0["value"]?.integer == 70_276_800
      })
    #expect(
      metrics.contains {
        $0["kind"]?.string == "model" && $0["target"]?.string == ""
          && $0["name"]?.string == "parameters" && $0["value"]?.integer == 61_100_840
      })
  }

  @Test(arguments: [nil, 1, 2, Int.max])
  func `a graph of blocks holds all of the network`(depth: Int?) throws {
    let report = try report("resnet18")
    let graph = BlockGraph(report, depth: depth)
    #expect(graph.nodes.reduce(0) { $0 + $1.count } == report.total.macs)
    #expect(graph.nodes.reduce(0) { $0 + $1.parameters } == report.total.parameters)
    // Every block that does not read the image reads an earlier block.
    #expect(graph.edges.allSatisfy { $0.from < $0.to })
    #expect(Set(graph.edges.map(\.to)).count == graph.nodes.count - 1)
    #expect(graph.inputs.map(\.readers) == [[0]])
  }

  @Test func `names of circles do not overlap`() throws {
    let names = [
      "resnet18", "resnet34", "resnet50", "resnet101", "mobilenet_v2", "efficientnet_b0",
      "densenet121", "googlenet", "vgg16", "alexnet",
    ]
    // Ten circles of one cluster.
    let circles = names.indices.map {
      Circle(x: 300 + Double($0 % 4) * 22, y: 250 + Double($0 / 4) * 18, radius: 9)
    }
    let labels = Labels(names, at: circles, in: Box(x: 0, y: 0, width: 800, height: 500)).placed
    #expect(labels.count == names.count)
    for (first, label) in labels.enumerated() {
      for other in labels[(first + 1)...] { #expect(!label.box.overlaps(other.box)) }
    }
  }

  @Test func `axes are logarithmic where values differ much, with round numbers`() {
    let wide = Scale(showing: [1.2e6, 140e6], start: 0, end: 100)
    #expect(wide.isLogarithmic)
    #expect(wide.ticks == [1e6, 2e6, 5e6, 10e6, 20e6, 50e6, 100e6])
    #expect(wide.position(wide.low) == 0)
    let narrow = Scale(showing: [55, 84], start: 100, end: 0)
    #expect(!narrow.isLogarithmic)
    #expect(narrow.ticks == [60, 70, 80])
    #expect(Scale(showing: [5], fromZero: true, start: 0, end: 1).ticks.first == 0)
  }
}

struct TerminalTests {
  private func lines(_ name: String, width: Int) throws -> [Substring] {
    let document = try report(name).document()
    let text = TextRenderer(style: Style(width: width)).render(document)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test(arguments: [40, 60, 80, 100, 132, 200])
  func `no line is longer than the terminal`(width: Int) throws {
    for name in ["resnet50", "efficientnet_b0", "paper/googlenet"] {
      for line in try lines(name, width: width).dropFirst() {
        #expect(TerminalText.width(of: String(line)) <= max(width, 48), "\(line)")
      }
    }
  }

  @Test func `what is needed least goes first where there is no room`() throws {
    let text = try lines("resnet18", width: 64).joined(separator: "\n")
    #expect(text.contains("Not shown at this width: % of par., % of MACs"))
    #expect(text.contains("MACs"))
  }

  @Test func `shares are bars where there is room`() throws {
    let wide = try lines("resnet18", width: 140).joined(separator: "\n")
    #expect(wide.contains("█"))
    let piped = TextRenderer().render(try report("resnet18").document())
    #expect(!piped.contains("█"))
  }

  @Test func `columns are aligned by what letters take`() {
    let table = Table(
      columns: [Table.Column("名", key: "n", isNumeric: false), Table.Column("x", key: "x")],
      rows: [Table.Row([.text("层归"), .count(1)]), Table.Row([.text("ab"), .count(22)])])
    let text = TextRenderer().render(Document(title: "", tables: [table]))
    let widths = text.split(separator: "\n").map { TerminalText.width(of: String($0)) }
    #expect(Set(widths) == [8])
  }
}
