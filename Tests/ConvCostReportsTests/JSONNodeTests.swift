import ConvCostImport
import ConvCostReports
import Testing

@Suite struct JSONNodeTests {
  @Test func `objects keep their order, and one-line values stay on a line`() {
    let node: JSONNode = [
      "b": .line(["x": .integers([1, 2]), "y": .null]), "a": [], "c": .object([]),
      "d": .array([.bool(true), .number(0.5)]),
    ]
    #expect(
      node.text() == """
        {
          "b": {"x": [1, 2], "y": null},
          "a": [],
          "c": {},
          "d": [
            true,
            0.5
          ]
        }

        """)
  }

  @Test func `every text comes back as it was`() throws {
    for scalar in (0...0x2FFF).compactMap(Unicode.Scalar.init) + [
      "😀", "\u{FFFE}", "\u{E0041}", "\u{10FFFF}",
    ] {
      let text = "a\(scalar)b"
      let read = try JSONReader.read(JSONNode.string(text).text().utf8)
      #expect(Array(read.string?.unicodeScalars ?? "".unicodeScalars) == Array(text.unicodeScalars))
    }
  }
}
