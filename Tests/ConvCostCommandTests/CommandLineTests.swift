import ConvCostCommand
import ConvCostTestSupport
import Testing

/// Command lines as people write them, right, nearly right and wrong.
struct CommandLineTests {
  private static let table = "\(CommandTests.snapshots)/command-lines.txt"

  @Test func `every command line has the answer of the table`() throws {
    var lines: [String] = []
    var count = 0
    for line in try Fixtures.text(Self.table).split(
      separator: "\n", omittingEmptySubsequences: false)
    where !line.hasPrefix("    ") {
      lines.append(String(line))
      guard line == "convcost" || line.hasPrefix("convcost ") else { continue }
      count += 1
      let run = convcost(Array(shellWords(line).dropFirst()))
      let answer = (run.messages.isEmpty ? run.output : run.messages).prefix { $0 != "\n" }
      lines.append("    \(run.status.rawValue)  \(answer.prefix(200))")
      // An error is one line, and nothing else is printed.
      if ![.done, .checkFailed].contains(run.status) {
        #expect(run.output.isEmpty, "\(line)")
        #expect(run.messages.hasPrefix("convcost: ") && run.messages.hasSuffix("\n"), "\(line)")
        #expect(run.messages.dropLast().allSatisfy { $0 != "\n" }, "\(line)")
      }
    }
    #expect(count >= 150)
    try expectSnapshot(lines.joined(separator: "\n"), Self.table)
  }
}
