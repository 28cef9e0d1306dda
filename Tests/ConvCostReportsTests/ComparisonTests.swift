import ConvCostCore
import ConvCostImport
import ConvCostJSON
import Testing

@testable import ConvCostReports

struct ComparisonTests {
  @Test func `the least of a row is marked, unless all are equal`() throws {
    let document = Comparison([try report("paper/resnet50"), try report("resnet50")]).document
    let totals = document.tables[0].rows
    #expect(
      totals[1].cells[1...] == [
        .contested(25_557_032, isLeast: false), .contested(25_557_032, isLeast: false), .ratio(1),
      ])
    #expect(totals[3].cells[1] == .contested(3_857_973_248, isLeast: true))
    #expect(totals[3].cells[2] == .contested(4_089_184_256, isLeast: false))
  }

  @Test func `json holds the networks in order and the stages`() throws {
    let comparison = Comparison([try report("alexnet"), try report("inception_v3")])
    let json = try JSONReader.read(comparison.json.text().utf8)
    #expect(json["schema"]?.string == "convcost.compare/1")
    let networks = try #require(json["networks"]?.elements)
    #expect(
      networks.map { $0["network"]?["name"]?.string } == [
        "torchvision/alexnet", "torchvision/inception_v3",
      ])
    #expect(networks.allSatisfy { $0["layers"] == nil })
    let stages = try #require(json["stages"]?.elements)
    for index in networks.indices {
      let sum = stages.reduce(0) { $0 + ($1["networks"]?.elements?[index]["macs"]?.integer ?? 0) }
      #expect(sum == networks[index]["totals"]?["macs"]?.integer)
    }
  }

  private static func counted(
    _ name: String, from source: String = "", _ network: Network
  ) throws -> Report {
    try Report(Subject(name: name, source: source, citation: ""), network.analysis())
  }

  /// One product, three, none: a ratio needs a first count that is not zero.
  @Test func `ratios are to the first count`() throws {
    func dense(_ outputs: Int?) throws -> Report {
      try Self.counted(
        "n",
        Network(input: .vector(1)) {
          if let outputs { Linear(outputs, bias: false) } else { Activation.relu }
        })
    }
    func macs(_ reports: [Report]) throws -> [Table.Cell] {
      let row = Comparison(reports).document.tables[0].rows.first { $0.cells[0] == .text("MACs") }
      return Array(try #require(row).cells[1...])
    }
    let (one, three, none) = (try dense(1), try dense(3), try dense(nil))
    #expect(
      try macs([one, three]) == [
        .contested(1, isLeast: true), .contested(3, isLeast: false), .ratio(3),
      ])
    #expect(
      try macs([three, one, three]) == [
        .contested(3, isLeast: false), .contested(1, isLeast: true), .ratio(1.0 / 3),
        .contested(3, isLeast: false), .ratio(1),
      ])
    #expect(
      try macs([none, one]) == [
        .contested(0, isLeast: true), .contested(1, isLeast: false), .empty,
      ])
    #expect(
      try macs([one, none]) == [
        .contested(1, isLeast: false), .contested(0, isLeast: true), .ratio(0),
      ])
  }

  /// Maps of 17 become 16 and 15, which is nearer to the whole than to a half; the other network
  /// has maps of one extent, and no head.
  @Test func `stages have the extents of their last maps`() throws {
    let first = try Self.counted(
      "n",
      Network(input: .map(1, 17)) {
        Convolution(1, kernel: 2, bias: false)
        Convolution(1, kernel: 2, bias: false)
        Flatten()
        Linear(1, bias: false)
      })
    let second = try Self.counted(
      "m", Network(input: .map(1, 17)) { Convolution(1, kernel: 1, bias: false) })
    func rows(_ reports: [Report]) -> [[Table.Cell]] {
      Comparison(reports).document.tables[1].rows.map(\.cells)
    }
    let (a, b) = (4 * 16 * 16 + 4 * 15 * 15, 17 * 17)
    #expect(
      rows([first, second]) == [
        [
          .text("1/1"), .text("15×15, 17×17"), .contested(a, isLeast: false),
          .contested(b, isLeast: true), .ratio(Double(b) / Double(a)),
        ],
        [.text("head"), .text(""), .contested(225, isLeast: false), .empty, .empty],
      ])
    #expect(
      rows([second, first, first]) == [
        [
          .text("1/1"), .text("17×17, 15×15"), .contested(b, isLeast: true),
          .contested(a, isLeast: false), .ratio(Double(a) / Double(b)),
          .contested(a, isLeast: false), .ratio(Double(a) / Double(b)),
        ],
        [
          .text("head"), .text(""), .empty, .contested(225, isLeast: false), .empty,
          .contested(225, isLeast: false), .empty,
        ],
      ])
  }

  @Test(arguments: [
    (["a/x", "a/y"], "a", ["", "x", "y", "ratio"]),
    (["a/x", "b/y"], "a", ["", "a/x", "b/y", "ratio"]),
    (["/x", "/y"], "", ["", "/x", "/y", "ratio"]), (["a/x"], "a", ["", "a/x"]),
    (["a/x", "a/y", "a/z"], "a", ["", "x", "y", "ratio", "z", "ratio"]),
  ])
  func `names are short where all have one source`(
    names: [String], source: String, titles: [String]
  ) throws {
    let network = Network(input: .vector(1)) { Linear(1) }
    let reports = try names.map { try Self.counted($0, from: source, network) }
    let comparison = Comparison(reports)
    #expect(comparison.document.tables[0].columns.map(\.title) == titles)
    // Layers are compared in two networks only.
    #expect(comparison.document.facts.contains { $0.name == "Layers" } == (names.count == 2))
    #expect(comparison.json.text().contains("\"layers\"") == (names.count == 2))
  }

  /// The words are for the input with the most axes, and for images where none has axes.
  @Test(arguments: [
    ([0, 0], "height and width"), ([1, 0], "length"), ([0, 1], "length"), ([1, 1], "length"),
    ([1, 2], "height and width"), ([2, 1], "height and width"),
    ([2, 3], "depth, height and width"),
  ])
  func `axes are named as a fraction`(ranks: [Int], axes: String) throws {
    let inputs: [Shape] = [
      .vector(1), .map(1, Extent(length: 1)), .map(1, 1), .map(1, Extent(1, 1, 1)),
    ]
    let comparison = Comparison(
      try ranks.map { try Self.counted("n", Network(input: inputs[$0]) { Activation.relu }) })
    let fact = comparison.document.facts.first { $0.name == "Stage" }
    #expect(fact?.value == "\(axes) as a fraction of the input's, approximately")
  }
}
