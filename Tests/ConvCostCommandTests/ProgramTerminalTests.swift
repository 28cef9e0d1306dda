import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program on a terminal of its own.
struct ProgramTerminalTests {
  /// Runs the program on a terminal, and returns what it shows.
  ///
  /// - Parameter columns: the terminal's width; 0 if it has none.
  private func run(
    _ arguments: [String], columns: UInt16 = 80, _ environment: [String: String] = [:]
  ) throws -> String {
    var (screen, program): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&screen, &program, nil, nil, &size) == 0)
    defer { close(screen) }
    let process = Process()
    process.executableURL = ProgramTests.folder.appendingPathComponent("convcost")
    process.arguments = arguments
    process.environment = ["TERM": "xterm"].merging(environment) { $1 }
    let terminal = FileHandle(fileDescriptor: program, closeOnDealloc: false)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = terminal
    process.standardError = terminal
    try process.run()
    close(program)
    // The end of a terminal is an error on some systems.
    var text: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while case let count = read(screen, &part, part.count), count > 0 { text += part[..<count] }
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }

  /// https://no-color.org: any value but the empty one.
  @Test(
    arguments: [
      ([:], true), (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false), (["NO_COLOR": "0"], false),
      (["TERM": "dumb"], false),
    ] as [([String: String], Bool)])
  func `a terminal shows colours unless the user does not want them`(
    environment: [String: String], isColored: Bool
  ) throws {
    #expect(try run(["report", "lenet5"], environment).contains("\u{1B}[") == isColored)
    #expect(
      !(try run(["report", "lenet5", "--color", "never"], environment).contains("\u{1B}[")))
    #expect(try run(["report", "lenet5", "--color", "always"], environment).contains("\u{1B}["))
  }

  @Test(
    arguments: [(60, [:], 60), (132, [:], 132), (0, ["COLUMNS": "70"], 70), (0, [:], 80)]
      as [(UInt16, [String: String], Int)])
  func `tables take the width of the terminal`(
    columns: UInt16, environment: [String: String], width: Int
  ) throws {
    let text = try run(
      ["report", "resnet50", "--columns", "path,operation,input,output,macs,rf,peak"],
      columns: columns,
      environment.merging(["NO_COLOR": "1"]) { $1 })
    let lengths = text.split(whereSeparator: \.isNewline).map(\.count)
    #expect(try #require(lengths.max()) <= width)
    #expect(try #require(lengths.max()) > width - 20)
  }

  /// A search shows on standard error how far it is, and takes that away again.
  @Test func `a long search shows its progress`() throws {
    let text = try run(["sweep", "mobilenet_v2", "--width", "0.1:1:0.1", "--input", "32:320:32"])
    #expect(text.contains("\r\u{1B}[K"))
  }
}
