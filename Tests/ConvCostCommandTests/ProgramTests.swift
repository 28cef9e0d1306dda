import ConvCostCore
import ConvCostTestSupport
import ConvCostZoo
import Foundation
import Testing

/// The built programs, run as users run them.
struct ProgramTests {
  /// The folder with the built programs, which also contains the tests.
  static var folder: URL {
    #if os(macOS)
      for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
        return bundle.bundleURL.deletingLastPathComponent()
      }
    #endif
    return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  }

  private func run(
    _ name: String, _ arguments: [String] = [], from input: String? = nil,
    into output: FileHandle? = nil
  ) throws -> (status: Int32, output: String, messages: String) {
    let process = Process()
    process.executableURL = Self.folder.appendingPathComponent(name)
    process.arguments = arguments
    let file = input.map { Fixtures.package.appendingPathComponent($0) }
    process.standardInput = try file.map { try FileHandle(forReadingFrom: $0) }
    let (standard, errors) = (Pipe(), Pipe())
    process.standardOutput = output ?? standard
    process.standardError = errors
    try process.run()
    // On macOS they are closed already.
    if output == nil { try? standard.fileHandleForWriting.close() }
    try? errors.fileHandleForWriting.close()
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

  @Test(arguments: [
    (["report", "-"], "Examples/Networks/mnist.onnx", "MACs         786,560"),
    (["sweep", "-", "--input", "28,28"], "Examples/Networks/mnist.onnx", "2 counted"),
    (["sweep", "-", "--vary", "n=3,5"], "Examples/Networks/cifar.json", "40,551,040"),
    (
      ["solve", "-", "--max-macs", "60M", "--vary", "n=3,5"], "Examples/Networks/cifar.json",
      "-:n=3 is the largest"
    ),
  ])
  func `standard input is read once for several networks`(
    arguments: [String], file: String, text: String
  ) throws {
    let result = try run("convcost", arguments, from: file)
    #expect(result.status == 0)
    #expect(result.output.contains(text))
  }

  @Test func `errors go to standard error with their status`() throws {
    let result = try run("convcost", ["report", "resnet51"])
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.messages == "convcost: unknown network 'resnet51'; did you mean resnet50?\n")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `output that cannot be written is reported, with its status`() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let result = try run("convcost", ["report", "resnet50"], into: full)
    #expect(result.status == 74)
    #expect(result.messages == "convcost: standard output: cannot be written: the disk is full\n")
  }

  /// Iandola et al., "SqueezeNet", 2016, version 1.1: 1,235,496 parameters and 349,151,936 MACs in
  /// torchvision.
  @Test func `the example of a custom network counts SqueezeNet`() throws {
    let result = try run("custom-network")
    #expect(result.status == 0)
    #expect(result.output.contains("Parameters   1,235,496 "))
    #expect(result.output.contains("MACs         349,151,936\n"))
  }

  /// The result of the search equals the report of a network of that size.
  @Test func `the example of a random search keeps to its budget`() throws {
    let result = try run("random-search")
    #expect(result.status == 0)
    let numbers = result.output.split { !"0123456789.".contains($0) }.filter { $0 != "." }
    try #require(numbers.count == 4)
    let macs = try #require(Int(numbers[2]))
    let parameters = try #require(Int(numbers[3]))
    #expect(macs <= 600_000_000 && macs > 500_000_000)
    #expect(parameters <= 6_000_000)
    let scaling = Scaling(width: try #require(Double(String(numbers[0]))))
    var network = try Zoo.selection("resnet18").network.scaled(by: scaling)
    network.input = .map(3, Extent(try #require(Int(numbers[1]))))
    #expect(try network.analysis().total.macs == macs)
    #expect(try network.analysis().total.parameters == parameters)
  }
}
