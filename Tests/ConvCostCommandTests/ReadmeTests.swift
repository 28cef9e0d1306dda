import ConvCostTestSupport
import Foundation
import Testing

/// The README and the articles show what the tool prints.
struct ReadmeTests {
  /// A command line of a document and the output shown below it.
  struct Example: Sendable, CustomTestStringConvertible {
    var document: String
    /// The lines of the document that the output takes.
    var lines: Range<Int>
    var command: String
    var output: String

    var testDescription: String { command }
  }

  static let documents: [String] = {
    let folder = "Sources/ConvCost/ConvCost.docc/Articles"
    let path = Fixtures.package.appendingPathComponent(folder).path
    let articles = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return ["README.md"] + articles.sorted().map { "\(folder)/\($0)" }
  }()

  static let examples: [Example] = documents.flatMap { document -> [Example] in
    guard let text = try? Fixtures.text(document) else { return [] }
    var examples: [Example] = []
    var isInside = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        examples.append(
          Example(
            document: document, lines: number + 1..<number + 1,
            command: String(line.dropFirst(2)), output: ""))
      } else if isInside {
        let last = examples.count - 1
        examples[last].output += line + "\n"
        examples[last].lines = examples[last].lines.lowerBound..<number + 1
      }
    }
    return examples.filter { $0.command.contains("convcost") }
  }

  /// Runs a command of a document from the root of the package.
  private static func run(_ command: String) -> Run {
    let words = shellWords(command)
    let tool = words.firstIndex(of: "convcost") ?? words.endIndex
    return convcost(Array(words[tool...].dropFirst()))
  }

  @Test func `there are examples`() {
    #expect(Self.examples.count { $0.document == "README.md" && !$0.output.isEmpty } >= 4)
    #expect(Self.examples.count >= 40)
  }

  /// To write the outputs again, run the tests with `CONVCOST_RECORD=1`.
  @Test func `every example prints what is shown`() throws {
    let records = ProcessInfo.processInfo.environment["CONVCOST_RECORD"] != nil
    for document in Self.documents {
      var lines = try Fixtures.text(document).components(separatedBy: "\n")
      for example in Self.examples.reversed() where example.document == document {
        let run = Self.run(example.command)
        #expect([.done, .checkFailed].contains(run.status), "\(document): \(example.command)")
        guard !example.output.isEmpty else { continue }
        let output = run.output + run.messages
        if records {
          lines.replaceSubrange(
            example.lines, with: output.components(separatedBy: "\n").dropLast())
        } else {
          #expect(output == example.output, "\(document): \(example.command)")
        }
      }
      if records {
        let file = Fixtures.package.appendingPathComponent(document)
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
      }
    }
  }

  @Test func `no output in a document is wider than a hundred columns`() {
    for example in Self.examples {
      for line in example.output.split(separator: "\n") {
        #expect(line.count <= 100, "\(example.document): \(example.command)")
      }
    }
  }

  @Test func `the picture is what the tool draws`() throws {
    let run = convcost("reconcile efficientnet_b0 --format svg")
    try expectSnapshot(run.output, "Examples/Pictures/reconcile.svg")
  }

  @Test func `the README is short`() throws {
    #expect(
      try Fixtures.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
        .count <= 250)
  }

  @Test func `the number of published totals is true`() throws {
    let sentence = convcost("check --published").output.split(separator: " ")[0]
    #expect(try Fixtures.text("README.md").contains("against \(sentence) published totals"))
  }

  @Test func `the Swift of the README is the example's`() throws {
    let readme = try Fixtures.text("README.md")
    let code = readme.split(separator: "```swift\n")[1].split(separator: "\n```")[0]
    let example = try Fixtures.text("Examples/CustomNetwork/main.swift")
    for line in code.split(separator: "\n") where line != "  // …" {
      #expect(example.contains(line), "\(line)")
    }
  }

  @Test func `every file that the README names is there`() throws {
    let readme = try Fixtures.text("README.md")
    for link in readme.split(separator: "](").dropFirst() {
      let path = String(link.prefix { $0 != ")" })
      let file = Fixtures.package.appendingPathComponent(path)
      #expect(FileManager.default.fileExists(atPath: file.path), "\(path)")
    }
  }
}
