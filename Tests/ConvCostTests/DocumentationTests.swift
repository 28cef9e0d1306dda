import ConvCostTestSupport
import Foundation
import Testing

/// The code of the documentation, compiled as another package's.
@Suite struct DocumentationTests {
  static let catalogue = "Sources/ConvCost/ConvCost.docc"

  /// The Swift blocks of an article, in order.
  private static func blocks(_ article: String) throws -> [String] {
    var blocks: [String] = []
    var lines: [Substring]?
    for line in try Fixtures.text(article).split(separator: "\n", omittingEmptySubsequences: false)
    {
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

  /// Code as the body of a function of its own: parts that follow each other see what stands before them.
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
    #expect(parts.count == 15)
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
    let tests = try Self.files(".md").flatMap(Self.blocks).filter { $0.contains("import Testing") }
    let budget = try Fixtures.text("Tests/ConvCostTests/BudgetTests.swift")
    #expect(tests == [String(budget.dropLast())])
  }

  /// The parameters of the paper's network are those that torchvision states; the MACs are in
  /// PublishedCount+Torchvision.swift.
  @Test func `the tutorial's network has the published count`() throws {
    let steps = try Self.files(".swift")
    let last = try #require(steps.last)
    try Toolchain.withFolder { folder in
      let program = folder.appendingPathComponent("tutorial").path
      let main = folder.appendingPathComponent("main.swift")
      try Data(Fixtures.bytes(last)).write(to: main)
      let compiled = try Toolchain.run(
        tool: "swiftc",
        ["-swift-version", "6", "-o", program, main.path] + Toolchain.objects())
      #expect(compiled.status == 0, "\(compiled.messages)")
      let output = try Toolchain.run(program, []).output
      #expect(output.hasPrefix("3504872\n300774272\nMobileNetV2 · input 3×224×224\n"))
      #expect(output.hasSuffix("\ntrue\n"))
    }
  }
}
