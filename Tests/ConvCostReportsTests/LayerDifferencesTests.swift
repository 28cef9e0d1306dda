import ConvCostCore
import Testing

@testable import ConvCostReports

/// Layers of two networks side by side. Each layer is linear: `a5` has five outputs, so that it
/// equals a layer with as many inputs and outputs. The networks have two inputs.
struct LayerDifferencesTests {
  private static func report(
    _ layers: String, bias: Bool = true, by convention: Convention = .standard
  ) throws -> Report {
    let network = Network(input: .vector(2)) {
      for layer in layers.split(separator: " ") {
        Linear(Int(layer.dropFirst()) ?? 1, bias: bias).named(String(layer.prefix(1)))
      }
    }
    return try Report(
      Subject(name: layers, source: "", citation: ""), Analysis(network.graph(), by: convention))
  }

  /// Pairs of places, `-` for none.
  private static func text(_ differences: [LayerDifferences.Difference]) -> String {
    differences.map { difference in
      [difference.first, difference.second].map { $0.map { "\($0)" } ?? "-" }.joined(separator: ":")
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("a3 b5", "a3 b5", 2, ""), ("a3 b5 c7", "a3 b5", 2, "2:-"), ("a3", "a3 b5 c7", 1, "-:1 -:2"),
    // A replaced layer changes what the next one reads.
    ("a3 b5 c7 d11 e2", "a3 b5 c7 d13 e2", 3, "3:3 4:4"),
    ("a3 b5 c7", "a3 b11 x13 y5 c7", 2, "1:1 -:2 -:3"),
    ("a3 b11 x13 y5 c7", "a3 b5 c7", 2, "1:1 2:- 3:-"),
    // All layers are equal: those with equal paths are meant.
    ("a2 b2", "b2", 1, "0:-"), ("a2 b2", "a2", 1, "1:-"), ("b2", "a2 b2", 1, "-:0"),
    // As many layers match with equal paths; others before and after them match too.
    ("x2 m3 s3 t5", "y2 m3 u5", 3, "2:-"), ("y2 m3 u5", "x2 m3 s3 t5", 3, "-:2"),
    // Without paths more layers match.
    ("p2 r3 s2", "u3 v2 p2", 2, "0:- -:2"),
  ])
  func `layers are matched in order`(
    first: String, second: String, equal: Int, differences: String
  ) throws {
    let found = LayerDifferences(try Self.report(first), try Self.report(second))
    #expect(found.equal == equal)
    #expect(Self.text(found.differences) == differences)
  }

  /// Where networks are longer than the limit, only the first difference is given.
  @Test(arguments: [
    ("a2 b2 c2", "b2 c2", 3, 2, "0:-", "2 of 3 and 2 with products match in order"),
    ("a2 b2 c2", "b2 c2", 2, 2, "2:-", "2 of 3 and 2 with products match in order"),
    ("a3 b5 c2", "a3 b5 d7", 2, 2, "2:2", "2 of 3 and 3 with products match in order"),
    ("a3 b5 c2", "a3 b5 c2", 2, 3, "", "all 3 with products match in order"),
  ])
  func `long networks are compared up to the first difference`(
    first: String, second: String, limit: Int, equal: Int, differences: String, fact: String
  ) throws {
    let found = LayerDifferences(
      try Self.report(first), try Self.report(second), mostAligned: limit)
    #expect(found.equal == equal)
    #expect(Self.text(found.differences) == differences)
    #expect(found.facts.first == Document.Fact("Layers", fact))
    #expect((found.table == nil) == differences.isEmpty)
    #expect(limit == 3 || found.alignedTable.rows.count == found.differences.count)
  }

  /// At least half of the layers of the larger network are equal.
  @Test(arguments: [
    ("a3 b5", "a3 b5", nil), ("a3 b5", "a3 b5 c7", 1), ("a3 b5", "a3 b5 c7 d11", 2),
    ("a3 b5", "a3 b5 c7 d11 e13", nil), ("a3 b5 c7 d11 e13", "a3 b5", nil), ("a3", "a5", nil),
  ])
  func `layers are listed if the networks are mostly the same`(
    first: String, second: String, rows: Int?
  ) throws {
    let found = LayerDifferences(try Self.report(first), try Self.report(second))
    #expect(found.table?.rows.count == rows)
  }

  @Test(arguments: [(12, "Layers that differ"), (13, "Layers that differ, the first 12 of 13")])
  func `a table has twelve rows`(count: Int, title: String) throws {
    let names = "abcdefghijklmnopqrstuvwxyz".map { "\($0)2" }
    let found = LayerDifferences(
      try Self.report(names[..<13].joined(separator: " ")),
      try Self.report(names[..<(13 + count)].joined(separator: " ")))
    #expect(found.equal == 13)
    #expect(found.differences.count == count)
    let table = try #require(found.table)
    #expect(table.title == title)
    #expect(table.rows.count == 12)
    #expect(
      table.rows.first?.cells == [
        .empty, .empty, .empty, .text("n"), .text("Linear"), .text("2"),
      ])
  }

  /// 2·3 + 3·5 + 5·7 products of the equal layers.
  @Test func `equal layers are joined from three on`() throws {
    let three = LayerDifferences(
      try Self.report("a3 b5 c7 d11 e2"), try Self.report("a3 b5 c7 d13 e2"))
    #expect(
      three.alignedTable.rows.map(\.cells) == [
        [.empty, .text("3 equal layers"), .empty, .count(56), .count(56), .empty],
        [
          .text("~"), .text("d"), .text("Linear 11 → Linear 13"), .count(77), .count(91),
          .change(from: 77, to: 91),
        ],
        [
          .text("~"), .text("e"), .text("Linear 2"), .count(22), .count(26),
          .change(from: 22, to: 26),
        ],
      ])
    let same: [Table.Cell] = [
      .text(""), .text("a"), .text("Linear 3"), .count(6), .count(6), .change(from: 6, to: 6),
    ]
    let renamed: [Table.Cell] = [
      .text(""), .text("b → x"), .text("Linear 5"), .count(15), .count(15),
      .change(from: 15, to: 15),
    ]
    let added = LayerDifferences(try Self.report("a3 b5"), try Self.report("a3 x5 c7"))
    #expect(
      added.alignedTable.rows.map(\.cells) == [
        same, renamed,
        [.text("+"), .text("c"), .text("Linear 7"), .empty, .count(35), .empty],
      ])
    let removed = LayerDifferences(try Self.report("a3 b5 c7"), try Self.report("a3 x5"))
    #expect(
      removed.alignedTable.rows.map(\.cells) == [
        same, renamed,
        [.text("−"), .text("c"), .text("Linear 7"), .count(35), .empty, .empty],
      ])
    #expect(
      removed.json.text() == """
        {
          "counts": [3, 2],
          "equal": 2,
          "differences": [
            {"first": "c", "second": null, "macsBefore": 35, "macsNow": null}
          ]
        }

        """)
    #expect(
      removed.facts == [
        Document.Fact("Layers", "2 of 3 and 2 with products match in order"),
        Document.Fact("Stored", "weights 56 → 21, biases 15 → 8"),
      ])
  }

  /// torchinfo adds the biases: 6 + 3, 15 + 5 and 35 + 7.
  @Test func `equal products may have other counts`() throws {
    let convention = Convention.torchinfo
    let found = LayerDifferences(
      try Self.report("a3 b5 c7", by: convention),
      try Self.report("a3 b5 c7", bias: false, by: convention))
    #expect(found.differences.isEmpty)
    #expect(
      found.alignedTable.rows.map(\.cells) == [
        [
          .empty, .text("3 equal layers"), .empty, .count(71), .count(56),
          .change(from: 71, to: 56),
        ]
      ])
    #expect(found.facts.last == Document.Fact("Stored", "biases 15 → 0"))
  }
}
