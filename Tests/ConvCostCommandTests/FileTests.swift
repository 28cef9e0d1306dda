import ConvCostCore
import ConvCostTestSupport
import Foundation
import Testing

@testable import ConvCostCommand

/// Which files are read and written, and which must not be.
struct FileTests {
  private static let model = "\(ModelFileTests.folder)/wonnx_opt-mnist.onnx"

  /// A folder with a model, a spec, a convention and a lock file for both.
  private func withInputs(_ body: (String) throws -> Void) throws {
    try withFolder { folder in
      let examples = "\(Fixtures.package.path)/Examples"
      for (from, to) in [
        (Self.model, "m.onnx"), ("\(examples)/Networks/cifar.json", "n.json"),
        ("\(examples)/Conventions/convolutions-only.json", "c.json"),
      ] {
        try FileManager.default.copyItem(atPath: from, toPath: "\(folder)/\(to)")
      }
      let lock = ["check", "--lock", "\(folder)/lock.json", "--update"]
      #expect(convcost(lock + ["\(folder)/m.onnx", "\(folder)/n.json"]).status == .done)
      try body(folder)
    }
  }

  @Test(
    arguments: [
      ("report @m.onnx --format json -o @m.onnx", "m.onnx"),
      ("report @m.onnx:input=28 --format json -o @./m.onnx", "m.onnx"),
      ("report @m.onnx --format json -o @link", "m.onnx"),
      ("report @link --format json -o @m.onnx", "link"),
      ("report @n.json -o @n.json", "n.json"),
      ("report resnet18 --convention @c.json -o @c.json", "c.json"),
      ("compare resnet18 @m.onnx --format csv -o @m.onnx", "m.onnx"),
      ("plot @m.onnx resnet18 --format svg -o @m.onnx", "m.onnx"),
      ("plot @m.onnx --convention @c.json --format svg -o @c.json", "c.json"),
      ("spec @n.json -o @n.json", "n.json"),
      ("rewrite @n.json --replace asymmetric -o @n.json", "n.json"),
      ("sweep @n.json --vary n=3,5 -o @n.json", "n.json"),
      ("solve @n.json --vary n=3,5 --max-macs 1G -o @n.json", "n.json"),
      ("scale @n.json -o @n.json", "n.json"),
      ("explain @m.onnx --format json -o @m.onnx", "m.onnx"),
      ("reconcile @m.onnx --format json -o @m.onnx", "m.onnx"),
      ("layer relu --input 8x4x4 --convention @c.json -o @c.json", "c.json"),
      ("list --convention @c.json -o @c.json", "c.json"),
      ("conventions @c.json -o @c.json", "c.json"),
      ("check --lock @lock.json -o @lock.json", "lock.json"),
      ("check --lock @lock.json --format json -o @m.onnx", "m.onnx"),
      ("check --lock @lock.json --update -o @n.json", "n.json"),
    ] as [(String, String)])
  func `a result does not overwrite an input`(line: String, input: String) throws {
    try withInputs { folder in
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "\(folder)/m.onnx")
      let names = ["m.onnx", "n.json", "c.json", "lock.json"]
      let before = try names.map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) }
      let arguments = line.replacing("@", with: "\(folder)/").split(separator: " ").map(String.init)
      let run = convcost(arguments)
      let output = arguments.last ?? ""
      #expect(
        run.messages == "convcost: --output: '\(output)' is the same file as '\(folder)/\(input)',"
          + " which is an input and would be overwritten; expected another file\n")
      #expect(run.status == .usage)
      #expect(run.output == "")
      #expect(
        before == (try names.map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) }))
    }
  }

  @Test func `a result may be named like a network of the zoo, and replace another one`() throws {
    try withInputs { folder in
      for _ in 0..<2 {
        let run = convcost(["report", "\(folder)/m.onnx", "-o", "\(folder)/out.txt"])
        #expect(run.messages == "wrote \(folder)/out.txt\n")
      }
    }
  }

  @Test func `a file's name in a message does not steer the terminal`() throws {
    try withFolder { folder in
      let run = convcost(["report", "lenet5", "-o", "\(folder)/a\u{1B}[31m\u{200B}.txt"])
      #expect(run.messages == "wrote \(folder)/a\\u{1B}[31m\\u{200B}.txt\n")
    }
  }

  /// Every name comes back, and no two names become equal.
  @Test func `names that are not UTF-8 come back`() {
    var random = SeededGenerator(seed: 3)
    var names: [[UInt8]] = [
      Array("model.onnx".utf8), [0xE9], [0x6D, 0xE9, 0x2E], [0xF4, 0x8F, 0xBC, 0x80],
      [0xF4, 0x8F, 0xBF, 0xBF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xC0, 0x80], Array("é层😀".utf8),
    ]
    for _ in 0..<2_000 {
      names.append(
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
          [0x61, 0xC3, 0xA9, 0xE9, 0xF4, 0x8F, 0xBC, 0xBF, 0x80].randomElement(using: &random)
            ?? 0x61
        })
    }
    var seen: [String: [UInt8]] = [:]
    for name in names {
      let text = FileName.text(of: name)
      #expect(FileName.bytes(of: text) == name)
      #expect(seen.updateValue(name, forKey: text) ?? name == name)
    }
    #expect(FileName.text(of: Array("é层😀".utf8)) == "é层😀")
  }

  #if os(Linux)
    @Test func `a file whose name is not UTF-8 is read and written`() throws {
      try withFolder { folder in
        let name = FileName.text(of: Array("\(folder)/m".utf8) + [0xE9] + Array(".onnx".utf8))
        let file = FileName.withPath(name) { fopen($0, "w") } ?? nil
        let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.model))
        _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
        if let file { fclose(file) }
        let run = convcost(["report", name])
        #expect(run.status == .done)
        #expect(run.output.contains("786,560"))
        #expect(!run.output.contains(name))
        #expect(convcost(["report", name, "--format", "json", "-o", name]).status == .usage)
        let written = convcost(["report", "lenet5", "--format", "json", "-o", "\(name).json"])
        #expect(written.status == .done)
        #expect(
          Files.names(in: folder).map(\.name)
            == [name, "\(name).json"].map { FileSystem.parts(of: $0).name }.sorted())
        #expect(FileStatus(of: "\(name).json")?.kind == .file)
      }
    }
  #endif

  // MARK: - Limits

  /// Gives a number of bytes, of which the first are given text, and counts the bytes that were
  /// asked for.
  private final class Endless {
    var given = 0
    let first: UInt8
    let end: Int

    init(_ first: UInt8, end: Int = .max) {
      self.first = first
      self.end = end
    }

    func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
      // Like a pipe: gives fewer bytes than are asked for.
      let count = min(buffer.count, 40_000, end - given)
      if given == 0, count > 0 { buffer[0] = first }
      given += count
      return count
    }
  }

  @Test(arguments: [
    (UInt8(ascii: "{"), 64), (UInt8(ascii: " "), 64), (UInt8(ascii: "x"), 64), (0x08, 512),
  ])
  func `endless standard input is refused by its first bytes`(
    first: UInt8, mebibytes: Int
  ) throws {
    // The rest of the memory is not zero, so that a text has no zeros up to its end.
    let source = Endless(first)
    #expect {
      _ = try Console.input(
        atMost: { Files.largestInput(beginningWith: [$0[0]]) }, from: source.read)
    } throws: { error in
      error as? Failure
        == .unreadable(
          file: "-",
          reason:
            "it is larger than \(mebibytes) MiB; a model of any size is read by its file's name")
    }
    #expect(source.given <= (mebibytes + 1) << 20)
  }

  @Test(arguments: [0, 1, 40_000, 1 << 20, (1 << 20) + 1, 5 << 20])
  func `standard input is read to its end`(count: Int) throws {
    let source = Endless(8, end: count)
    let parts = try Console.input(atMost: { _ in .max }, from: source.read)
    #expect(parts.reduce(0) { $0 + $1.count } == count)
    let bytes = try FileContent.memory(parts).withBytes { source throws(Failure) in
      (source.count, source.withBytes(in: 0..<source.count) { $0.first })
    }
    #expect(bytes.0 == count)
    #expect(bytes.1 == (count > 0 ? 8 : nil))
  }

  /// Only the beginning is read: reading through 65 MiB takes this build many seconds.
  @Test(arguments: ["net.json", "net.onnx"], [" ", "{", "words "])
  func `a long text is refused by its size`(name: String, text: String) throws {
    try withFolder { folder in
      let file = "\(folder)/\(name)"
      // More than 64 MiB, in pieces: a text of that length takes this build seconds.
      let piece = Data(String(repeating: text, count: 1 << 16).utf8)
      var data = Data()
      while data.count <= 64 << 20 { data.append(piece) }
      try data.write(to: URL(fileURLWithPath: file))
      let clock = ContinuousClock()
      var run: Run?
      let time = clock.measure { run = convcost(["report", file]) }
      #expect(run?.messages == "convcost: \(file): cannot be read: it is larger than 64 MiB\n")
      #expect(time < .seconds(5))
    }
  }
}
