import Foundation
import Testing

@testable import ConvCostImport

/// Files and paths as the system has them.
struct OpenFileTests {
  private static func problem(_ path: String) -> OpenFileError? {
    do throws(OpenFileError) {
      _ = try OpenFile(path)
      return nil
    } catch {
      return error
    }
  }

  /// Calls a body with a folder `a` that has a file, beside a folder whose name begins alike.
  private static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in [("a", [2, 3, 5, 7]), ("ab", [11])] as [(String, [UInt8])] {
      let inner = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      try Data(bytes).write(to: inner.appendingPathComponent("file"))
    }
    try body(folder.path)
  }

  @Test func `files are opened and read from any place`() throws {
    try Self.inFolder { folder in
      let file = try OpenFile("\(folder)/a/file")
      #expect(file.count == 4)
      var bytes = [UInt8](repeating: 0, count: 3)
      func read(_ offset: Int) -> Int {
        bytes.withUnsafeMutableBytes { file.read(from: offset, into: $0) }
      }
      #expect(read(0) == 3 && bytes == [2, 3, 5])
      #expect(read(2) == 2 && bytes == [5, 7, 5])
      #expect(read(4) == 0)
      #expect(read(-1) == 0)
      let source = ByteSource(file)
      #expect(source.withBytes(in: 1..<4) { Array($0) } == [3, 5, 7])
      #expect(Self.problem("\(folder)/a") == .folder)
      #expect(Self.problem("\(folder)/b") == .missing)
      #expect(Self.problem("\(folder)/a/file\0") == .missing)
    }
    #expect(Self.problem("/dev/null") == .notRegular)
  }

  @Test func `paths are followed inside of a folder`() throws {
    try Self.inFolder { folder in
      #expect(FilePath.isFolder("\(folder)/a"))
      #expect(!FilePath.isFolder("\(folder)/a/file"))
      #expect(!FilePath.isFolder("\(folder)/b"))
      let file = try #require(FilePath.resolved("\(folder)/a/../a/./file"))
      #expect(file.hasSuffix("/a/file"))
      #expect(FilePath.resolved("\(folder)/b") == nil)
      #expect(FilePath.resolved("file", inside: "\(folder)/a") == file)
      #expect(FilePath.resolved("none", inside: "\(folder)/a") == nil)
      #expect(FilePath.resolved("../ab/file", inside: "\(folder)/a") == nil)
      #expect(FilePath.resolved(".", inside: "\(folder)/a") == nil)
      #expect(FilePath.resolved("file", inside: "\(folder)/b") == nil)
    }
  }
}
