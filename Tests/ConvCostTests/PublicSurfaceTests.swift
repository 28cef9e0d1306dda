import ConvCostTestSupport
import Testing

struct PublicSurfaceTests {
  /// The list grows on purpose only: look at the difference when it is recorded anew.
  @Test func `what is public is what is listed`() throws {
    let lines = try PublicSurface.read().lines
    try expectSnapshot(
      lines.joined(separator: "\n") + "\n", "Tests/ConvCostTests/Snapshots/public-surface.txt")
  }

  /// Free functions and members of the standard library's types would be in every user's way.
  @Test func `everything public is a type or a part of one`() throws {
    for line in try PublicSurface.read().lines {
      #expect(!line.hasPrefix("func ") && !line.hasPrefix("let "), "\(line)")
      #expect(!line.hasPrefix("String: ") && !line.hasPrefix("Int: "), "\(line)")
    }
  }
}
