import Foundation
public import Testing

/// Compares a text with the file that contains the expected text.
///
/// With `CONVCOST_RECORD=1` in the environment the file is written instead, and the test passes:
/// look at the difference before it is committed.
public func expectSnapshot(
  _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = Fixtures.package.appendingPathComponent(path)
  if ProcessInfo.processInfo.environment["CONVCOST_RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return
  }
  let expected = try #require(
    try? String(contentsOf: file, encoding: .utf8),
    "no snapshot \(path); record it with CONVCOST_RECORD=1", sourceLocation: sourceLocation)
  guard text != expected else { return }
  let lines = zip(
    text.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false))
  let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    differs from \(path) at line \((first?.offset ?? -1) + 1)
    found:    \(first.map { String($0.element.0) } ?? "another number of lines")
    expected: \(first.map { String($0.element.1) } ?? "")
    """, sourceLocation: sourceLocation)
}
