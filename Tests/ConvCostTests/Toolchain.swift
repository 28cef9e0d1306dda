import Foundation

/// The programs of the toolchain that runs the tests, and what it built.
enum Toolchain {
  /// What a program printed.
  struct Result {
    var status: Int32
    var output: String
    var messages: String
  }

  /// The folder that the tests were built into.
  static var products: URL {
    #if os(macOS)
      for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
        return bundle.bundleURL.deletingLastPathComponent()
      }
    #endif
    return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  }

  /// What every program that reads modules needs to know.
  private static var moduleArguments: [String] {
    get throws {
      let modules = [
        "-I", products.appendingPathComponent("Modules").path,
        "-module-cache-path", products.appendingPathComponent("ModuleCache").path,
      ]
      #if arch(arm64)
        let processor = "aarch64"
      #else
        let processor = "x86_64"
      #endif
      #if os(macOS)
        let sdk = try run("/usr/bin/xcrun", ["--show-sdk-path"]).output
        let triple = "\(processor == "aarch64" ? "arm64" : processor)-apple-macosx13.0"
        return modules + ["-sdk", sdk.trimmingCharacters(in: .newlines), "-target", triple]
      #else
        return modules + ["-target", "\(processor)-unknown-linux-gnu"]
      #endif
    }
  }

  /// Runs a program of the toolchain on the library's modules.
  static func run(tool: String, _ arguments: [String]) throws -> Result {
    #if os(macOS)
      return try run("/usr/bin/xcrun", [tool] + moduleArguments + arguments)
    #else
      let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      for folder in folders {
        // A link in a folder of the path may be the only thing there.
        let swift = URL(fileURLWithPath: "\(folder)/swift").resolvingSymlinksInPath()
        let program = swift.deletingLastPathComponent().appendingPathComponent(tool).path
        guard FileManager.default.isExecutableFile(atPath: program) else { continue }
        return try run(program, moduleArguments + arguments)
      }
      throw CocoaError(.fileNoSuchFile)
    #endif
  }

  /// Runs a program.
  static func run(_ program: String, _ arguments: [String]) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let (output, messages) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    // On macOS they are closed already.
    try? output.fileHandleForWriting.close()
    try? messages.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errors = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      messages: String(decoding: errors, as: UTF8.self))
  }

  /// Gives a body a folder of its own, which is removed afterwards.
  static func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("convcost-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
