public import Foundation

/// Files that are stored with the tests.
public enum Fixtures {
  /// The folder of the whole package.
  public static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Returns a file's bytes, by its path from the package's folder.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: package.appendingPathComponent(path)))
  }

  /// Returns a file's text, by its path from the package's folder.
  public static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }
}
