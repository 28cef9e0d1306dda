import Foundation
import Testing

/// The built programs, run as users run them.
@Suite struct ProgramTests {
  /// The folder that the programs are built into, beside the tests.
  private static var folder: URL {
    #if os(macOS)
      for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
        return bundle.bundleURL.deletingLastPathComponent()
      }
    #endif
    return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  }

  private func run(
    _ name: String, _ arguments: [String] = [], into output: FileHandle? = nil
  ) throws -> (status: Int32, output: String, messages: String) {
    let process = Process()
    process.executableURL = Self.folder.appendingPathComponent(name)
    process.arguments = arguments
    let (standard, errors) = (Pipe(), Pipe())
    process.standardOutput = output ?? standard
    process.standardError = errors
    try process.run()
    if output == nil { try standard.fileHandleForWriting.close() }
    try errors.fileHandleForWriting.close()
    let text = output == nil ? standard.fileHandleForReading.readDataToEndOfFile() : Data()
    let messages = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: text, as: UTF8.self),
      String(decoding: messages, as: UTF8.self)
    )
  }

  @Test func `the program prints what the tool says, without colours into a pipe`() throws {
    let result = try run("convcost", ["report", "resnet50"])
    #expect(result.status == 0)
    #expect(result.output == convcost("report resnet50").output)
    #expect(result.messages.isEmpty)
  }

  @Test func `errors go to standard error with their status`() throws {
    let result = try run("convcost", ["report", "resnet51"])
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.messages == "convcost: unknown network 'resnet51'; did you mean resnet50?\n")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `output that cannot be written is said, with its status`() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let result = try run("convcost", ["report", "resnet50"], into: full)
    #expect(result.status == 74)
    #expect(result.messages == "convcost: standard output cannot be written\n")
  }

  /// Iandola et al., "SqueezeNet", 2016, version 1.1: 1,235,496 parameters and 349,151,936 MACs in
  /// torchvision.
  @Test func `the example of a custom network counts SqueezeNet`() throws {
    let result = try run("custom-network")
    #expect(result.status == 0)
    #expect(result.output.contains("Parameters   1,235,496 "))
    #expect(result.output.contains("MACs         349,151,936\n"))
  }
}
