import ConvCost
import ConvCostTestSupport
import Foundation
import Testing

/// The code of the documentation, compiled as another package's.
struct DocumentationTests {
  static let catalogue = "Sources/ConvCost/ConvCost.docc"

  /// The Swift blocks of an article, in order.
  private static func blocks(_ article: String) throws -> [String] {
    blocks(in: try Fixtures.text(article))
  }

  private static func blocks(in text: String) -> [String] {
    var blocks: [String] = []
    var lines: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```swift" {
        lines = []
      } else if line == "```", let block = lines {
        blocks.append(block.joined(separator: "\n"))
        lines = nil
      } else {
        lines?.append(line)
      }
    }
    return blocks
  }

  private static func files(_ ending: String) throws -> [String] {
    let folder = Fixtures.package.appendingPathComponent(catalogue).path
    return try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(ending) }.sorted().map { "\(catalogue)/\($0)" }
  }

  /// The fenced blocks of documentation comments, each of which stands alone.
  private static func examplesOfComments() throws -> [String] {
    let sources = Fixtures.package.appendingPathComponent("Sources")
    return try FileManager.default.subpathsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") && !$0.contains(".docc/") }.sorted()
      .flatMap { file -> [String] in
        let text = try Fixtures.text("Sources/\(file)")
        guard text.contains("/// ```swift") else { return [] }
        let comments = text.split(separator: "\n", omittingEmptySubsequences: false).map {
          $0.drop { $0 == " " }
        }.filter { $0.hasPrefix("///") }.map { $0.dropFirst($0.hasPrefix("/// ") ? 4 : 3) }
        return blocks(in: comments.joined(separator: "\n"))
      }
  }

  /// Code as the body of a function of its own: parts that follow each other see what stands before
  /// them.
  private static func function(_ number: Int, _ code: [String]) -> String {
    let lines = code.flatMap { $0.split(separator: "\n") }.filter { !$0.hasPrefix("import ") }
    return "func part\(number)() throws {\n\(lines.joined(separator: "\n"))\n}\n"
  }

  @Test func `all code of the articles and the tutorial compiles`() throws {
    var parts: [[String]] = []
    for article in try Self.files(".md") {
      parts.append(try Self.blocks(article).filter { !$0.contains("import Testing") })
    }
    parts += try Self.files(".swift").map { [try Fixtures.text($0)] }
    #expect(parts.count == 27)
    parts += try Self.examplesOfComments().map { [$0] }
    #expect(parts.count > 25)
    #expect(parts.reduce(0) { $0 + $1.count } > 30)
    let text = "import ConvCost\n" + parts.enumerated().map(Self.function).joined()
    try Toolchain.withFolder { folder in
      let source = folder.appendingPathComponent("Documentation.swift")
      try Data(text.utf8).write(to: source)
      let result = try Toolchain.run(
        tool: "swiftc",
        [
          "-swift-version", "6", "-typecheck", "-parse-as-library", "-suppress-warnings",
          source.path,
        ])
      #expect(result.status == 0, "\(result.messages)")
    }
  }

  /// A test cannot stand in a function, so that it is a test of this package's.
  @Test func `the budget of the article is that of a test here`() throws {
    let tests = try Self.files(".md").flatMap { try Self.blocks($0) }.filter {
      $0.contains("import Testing")
    }
    let budget = try Fixtures.text("Tests/ConvCostTests/BudgetTests.swift")
    #expect(tests == [String(budget.dropLast())])
  }

  /// The parameters of the paper's network are those that torchvision states; the MACs are in
  /// PublishedCount+Torchvision.swift.
  @Test func `the tutorial's network has the published count`() throws {
    let network = Network(input: .map(3, 224), MobileNetV2())
    #expect(try network.cost.parameters == 3_504_872)
    #expect(try network.cost.macs == 300_774_272)
    for width in [0.35, 0.5, 0.75, 1.4] {
      let scaled = Network(input: .map(3, 224), MobileNetV2(width: width))
      #expect(try scaled.cost == Network(zoo: "mobilenet_v2:width=\(width)").cost)
    }
  }

  @Test func `the tutorial's network is that of its last step`() throws {
    let step = try Fixtures.text(try #require(try Self.files(".swift").last))
    #expect(step.hasPrefix(try Fixtures.text("Tests/ConvCostTests/MobileNetV2.swift")))
  }
}
