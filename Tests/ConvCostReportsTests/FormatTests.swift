import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostReports
import ConvCostText
import Testing

struct FormatTests {
  private static var unfolded: ReportLayout {
    var layout = ReportLayout()
    layout.folding = .none
    return layout
  }

  /// The counts of parameters and MACs that a format shows, by row.
  private typealias Counts = [[Int]]

  private func exact(_ text: some StringProtocol) -> Int? {
    text == "–" ? 0 : Int(String(text.filter { $0 != "," }))
  }

  @Test(arguments: [
    "torchvision/resnet18", "paper/googlenet", "torchvision/efficientnet_b0", "paper/alexnet",
  ])
  func `text, markdown, csv and json agree`(name: String) throws {
    let report = try report(name)
    let rows = report.rows
    let expected: Counts = rows.map { [$0.cost.parameters, $0.cost.macs] }
    let document = report.document(Self.unfolded)

    let text = TextRenderer().render(document).split(separator: "\n")
    let textRows = text[3..<3 + rows.count].map { line in
      let words = line.split(separator: " ")
      return [exact(words[words.count - 4]), exact(words[words.count - 2])].compactMap { $0 }
    }
    #expect(textRows == expected)
    #expect(text[3 + rows.count + 1].contains(Digits.grouped(report.total.macs)))

    let markdown = MarkdownRenderer().render(document).split(separator: "\n")
    let markdownRows = markdown[3..<3 + rows.count].map { line in
      let cells = line.split(separator: "|").map { $0.filter { $0 != " " } }
      return [exact(cells[3]), exact(cells[5])].compactMap { $0 }
    }
    #expect(markdownRows == expected)

    var flat = Self.unfolded
    flat.isFlat = true
    let csv = CSVRenderer().render(report.document(flat)).split(separator: "\n").dropFirst()
    let operations = report.operations.map { [$0.cost.parameters, $0.cost.macs] }
    let csvRows = csv.map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return [exact(cells[3]), exact(cells[5])].compactMap { $0 }
    }
    #expect(csvRows == operations)

    let json = try JSONReader.read(report.json.text().utf8)
    let layers = try #require(json["layers"]?.elements)
    #expect(
      layers.map { [$0["parameters"]?.integer, $0["macs"]?.integer].compactMap { $0 } }
        == operations)
    #expect(json["totals"]?["macs"]?.integer == report.total.macs)
    #expect(json["totals"]?["flops"]?.integer == 2 * report.total.macs)
    #expect(json["network"]?["name"]?.string == name)
    #expect(layers.map { $0["path"]?.string } == report.operations.map(\.path))
  }

  @Test func `json has the keys of the contract`() throws {
    let json = try JSONReader.read(try report("resnet50").json.text().utf8)
    #expect(json["schema"]?.string == "convcost.report/1")
    #expect(json["network"]?["source"]?.string == "torchvision")
    #expect(json["network"]?["input"]?.elements?.map(\.integer) == [3, 224, 224])
    #expect(json["network"]?["options"]?.members?.isEmpty == true)
    #expect(json["convention"]?.string == "standard")
    let uncounted = try #require(json["uncounted"]?.elements)
    #expect(
      uncounted.map { "\($0["count"]?.integer ?? 0) \($0["operation"]?.string ?? "")" } == [
        "1 bias of Linear", "53 BatchNorm2d", "49 ReLU", "1 MaxPool2d", "1 AdaptiveAvgPool2d",
        "16 Add",
      ])
    let totals = [
      "parameters": 25_557_032, "buffers": 53_120, "macs": 4_089_184_256, "flops": 8_178_368_512,
      "activations": 11_114_984,
    ]
    for (key, value) in totals { #expect(json["totals"]?[key]?.integer == value) }
    let layer = try #require(
      json["layers"]?.elements?.first { $0["path"]?.string == "layer1.0.conv1" })
    #expect(layer["operation"]?.string == "Conv2d")
    #expect(layer["inputs"]?.elements?.first?.elements?.map(\.integer) == [64, 56, 56])
    #expect(layer["output"]?.elements?.map(\.integer) == [64, 56, 56])
    #expect(layer["isMap"] == nil)
    #expect(layer["activations"]?.integer == 200_704)
  }

  /// A map and a tensor may have the same number of lengths; the key distinguishes them.
  @Test func `JSON tells a tensor from a map`() throws {
    let network = Network(input: .map(4, Extent(length: 6))) {
      Convolution(8, kernel: 3)
      Permute.channelsLast
    }
    let report = try Report(
      Subject(name: "n", source: "s", citation: ""), network.analysis())
    let json = try JSONReader.read(report.json.text().utf8)
    let layers = try #require(json["layers"]?.elements)
    #expect(layers.map { $0["operation"]?.string } == ["Conv1d", "Permute"])
    #expect(layers.map { $0["output"]?.elements?.map(\.integer) } == [[8, 4], [4, 8]])
    #expect(layers.map { $0["isMap"]?.bool } == [nil, false])
    #expect(layers[0]["receptiveField"]?.elements?.map(\.integer) == [3])
  }

  @Test func `hostile names stay names in every format`() throws {
    let report = try hostileReport()
    let document = report.document(Self.unfolded)

    let text = TextRenderer().render(document)
    #expect(!text.contains("\u{1B}"))
    #expect(!text.contains("\u{202E}"))
    #expect(text.contains(#"=a|b`c<d>\u{1B}[31m"e",\u{A}f&*_\u{202E}"#))

    let markdown = MarkdownRenderer().render(document)
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
    let bars = rows.map { row in
      zip(row, row.dropFirst()).count { $0.1 == "|" && $0.0 != "\\" } + 1
    }
    #expect(Set(bars) == [8])
    #expect(!markdown.contains("\u{1B}"))

    var flat = Self.unfolded
    flat.isFlat = true
    let csv = CSVRenderer().render(report.document(flat))
    #expect(csv.contains(#""'=a|b`c<d>\u{1B}[31m""e"",\u{A}f&*_\u{202E}",Conv2d 3×3"#))
    #expect(!csv.contains("\u{1B}"))

    let json = try JSONReader.read(report.json.text().utf8)
    #expect(json["layers"]?.elements?.first?["path"]?.string == hostileName)
    #expect(!report.json.text().contains("\u{1B}"))
  }

  @Test func `columns, sorting and the first rows`() throws {
    var layout = ReportLayout()
    layout.columns = ["path", "macs"].compactMap(ReportColumn.named)
    layout.sorting = ReportColumn.named("macs")
    layout.folding = .none
    layout.top = 3
    let table = try report("vgg16").document(layout).tables[0]
    #expect(table.columns.map(\.key) == ["path", "macs"])
    #expect(
      table.rows.map(\.cells) == [
        [.layer(path: "features.2", name: "features.2", depth: 0), .count(1_849_688_064)],
        [.layer(path: "features.7", name: "features.7", depth: 0), .count(1_849_688_064)],
        [.layer(path: "features.12", name: "features.12", depth: 0), .count(1_849_688_064)],
        [.text("Total"), .count(15_470_264_320)],
      ])
  }

  @Test func `every column has a key, a title and a definition that ends`() {
    #expect(Set(ReportColumn.all.map(\.key)).count == ReportColumn.all.count)
    for column in ReportColumn.all {
      #expect(!column.title.isEmpty)
      #expect(column.definition.hasSuffix("."))
    }
    for convention in Convention.all { #expect(ReportColumn.standard(by: convention).count == 7) }
  }

  @Test func `a table is made to fit by shortening the cells that may shrink`() throws {
    let document = try report("densenet121").document(Self.unfolded)
    let text = TextRenderer(style: Style(width: 90)).render(document)
    let table = text.split(separator: "\n\n")[1]
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 90 })
    #expect(table.contains("…"))
  }

  @Test func `colours appear only where they are wanted`() throws {
    let document = try report("alexnet").document()
    #expect(!TextRenderer().render(document).contains("\u{1B}["))
    #expect(TextRenderer(style: Style(usesColor: true)).render(document).contains("\u{1B}[1m"))
  }

  @Test func `each number has three digits and its own unit`() throws {
    let text = TextRenderer(style: Style(units: .auto)).render(try report("resnet50").document())
    #expect(text.contains(" 25.6 M "))
    #expect(text.contains(" 4.09 G "))
    #expect(text.contains(" 668 M "))
    #expect(text.contains(" 128 "))
  }
}
