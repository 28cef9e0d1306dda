import ConvCostJSON
import Testing

struct JSONNodeTests {
  private let node: JSONNode = [
    "b": .line(["x": .numbers([1, 2]), "y": .null]), "a": [], "c": .object([]),
    "d": .list([.flag(true), .decimal(0.5)]),
  ]

  @Test func `a report's values stand on lines of their own, but for those in lines`() {
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

  @Test func `a spec's values stand on one line where they fit`() {
    #expect(
      node.written() == #"{ "b": { "x": [1, 2], "y": null }, "a": [], "c": {}, "d": [true, 0.5] }"#)
    // A list of a text has two brackets and two quotes around it, and a margin of two in a list.
    let fits = JSONNode.list([.text(String(repeating: "x", count: 94))])
    let isTooLong = JSONNode.list([.text(String(repeating: "x", count: 95))])
    #expect(!fits.written().contains("\n"))
    #expect(
      JSONNode.list([fits, isTooLong]).written() == """
        [
          ["\(String(repeating: "x", count: 94))"],
          [
            "\(String(repeating: "x", count: 95))"
          ]
        ]
        """)
    let object = JSONNode.object([("a", isTooLong), ("b", .number(1))])
    #expect(
      object.written() == """
        {
          "a": [
            "\(String(repeating: "x", count: 95))"
          ],
          "b": 1
        }
        """)
  }

  @Test func `a list that is made while it is written is written as any other`() {
    let made = JSONNode.elements(of: Array(0..<40)) { .number($0) }
    let list = JSONNode.list((0..<40).map(JSONNode.number))
    for (made, list) in [(made, list), (.line(made), .line(list)), (["a": made], ["a": list])] {
      #expect(made.text() == list.text())
      #expect(made.written() == list.written())
      #expect(made == list)
    }
    #expect(made != .list([]))
  }

  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("a\tb\nc", #""a\tb\nc""#), ("é 😀", "\"é 😀\""),
    // What steers a terminal, and what takes no room: U+1B, U+0, U+202E and U+E0041.
    ("\u{1B}[2J\u{0}", #""\u001b[2J\u0000""#), ("\u{202E}x", #""\u202ex""#),
    ("\u{E0041}", #""\udb40\udc41""#),
  ])
  func `texts and keys have the same escapes in all layouts`(text: String, quoted: String) {
    #expect(JSONNode.text(text).text() == quoted + "\n")
    #expect(JSONNode.text(text).written() == quoted)
    let object = JSONNode.object([(text, .null)])
    #expect(JSONNode.line(object).text() == "{\(quoted): null}\n")
    #expect(object.written() == "{ \(quoted): null }")
  }

  @Test func `every text comes back as it was`() throws {
    for scalar in (0...0x2FFF).compactMap(Unicode.Scalar.init) + [
      "😀", "\u{FFFE}", "\u{E0041}", "\u{10FFFF}",
    ] {
      let text = "a\(scalar)b"
      for written in [JSONNode.text(text).text(), JSONNode.text(text).written()] {
        let read = try JSONReader.read(written.utf8).string ?? ""
        #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars))
      }
    }
  }
}
