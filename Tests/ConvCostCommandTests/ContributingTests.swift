import ConvCostTestSupport
import Foundation
import Testing

/// Holds the guide's lists of files against the code.
struct ContributingTests {
  /// A section of the guide, and the words by which code knows its example.
  static let examples: [(section: String, words: [String])] = [
    ("a network", ["S3D", "s3ds", "s3d"]),
    ("a primitive", ["ChannelPool", "channelPool"]),
    ("a block to specs", ["Transition"]),
    ("a reader", ["ONNXFile"]),
    ("a convention", ["onnxTool"]),
    ("a key of a family", ["batchnorm"]),
    ("a column", ["parameters%"]),
    ("a command", ["ColumnsCommand"]),
    ("an output format", ["LaTeXRenderer"]),
  ]

  @Test(arguments: examples)
  func `the files of an addition are those that know its example`(
    section: String, words: [String]
  ) throws {
    let guide = try Fixtures.text("CONTRIBUTING.md")
    let start = try #require(guide.range(of: "\n### To add \(section)\n"))
    let text = guide[start.upperBound...].prefix { $0 != "#" }
    #expect(text.contains("The example is `\(words[0])`"))
    let listed = text.matches(of: /- `([^`]+\.swift)`/).map { "Sources/\($0.1)" }
    let known = try ProjectTests.swiftFiles(under: "Sources").filter { file in
      // Networks and published totals use what others add.
      let isUser = file.contains("/Families/") || file.contains("/Published/")
      guard !isUser || listed.contains(file) else { return false }
      let bytes = Data(try Fixtures.bytes(file))
      guard words.contains(where: { bytes.range(of: Data($0.utf8)) != nil }) else { return false }
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains { line in
        // Words of file formats may be the same as those of the example.
        !line.contains("///") && !line.contains("case \"")
          && words.contains { Self.contains(line, word: $0) }
      }
    }
    #expect(Set(listed) == Set(known))
  }

  @Test func `every section has its example`() throws {
    let guide = try Fixtures.text("CONTRIBUTING.md")
    let sections = guide.matches(of: /### To add (.+)/).map { String($0.1) }
    #expect(Set(sections) == Set(Self.examples.map(\.section)))
  }

  /// Whether a line contains a word that is not a part of a longer one.
  private static func contains(_ line: Substring, word: String) -> Bool {
    line.ranges(of: word).contains { range in
      let before =
        range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
      let after = range.upperBound < line.endIndex ? line[range.upperBound] : " "
      return ![before, after].contains { $0.isLetter || $0.isNumber || $0 == "_" }
    }
  }
}
