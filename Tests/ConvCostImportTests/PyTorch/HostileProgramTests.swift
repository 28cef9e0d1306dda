import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Archives that are not programs, or that no reader should trust.
struct HostileProgramTests {
  private typealias Writer = ProgramWriter

  static func problem(_ bytes: [UInt8], _ options: ModelOptions = ModelOptions()) -> String {
    bytes.withUnsafeBytes { bytes in
      do throws(PyTorchError) {
        _ = try PyTorchFile.read(ByteSource(bytes), options)
        return "read"
      } catch {
        return "\(error)"
      }
    }
  }

  private static let export =
    #"torch.export.save(torch.export.export(model.eval(), (x,)), "net.pt2")"#

  @Test(arguments: [
    (
      ["net/data.pkl", "net/data/0"],
      "a PyTorch checkpoint, which has parameters but no operators; in Python, \(export) writes the"
        + " network"
    ),
    (
      ["net/data.pkl", "net/code/net.py"],
      "a TorchScript program, whose shapes are known only while it runs; in Python, \(export)"
        + " writes the network of the original model"
    ),
    (
      ["net/constants.pkl", "net/data.pkl"],
      "a TorchScript program, whose shapes are known only while it runs; in Python, \(export)"
        + " writes the network of the original model"
    ),
    (
      ["net/data/aotinductor/model/a.so"],
      "a program compiled by AOTInductor, which has no operators left; in Python, \(export) writes"
        + " the network"
    ),
    (["other.txt"], "an archive without a network; in Python, \(export) writes one"),
  ])
  func `other archives are named`(names: [String], text: String) {
    let bytes = Writer.zip(names.map { ($0, "{}") })
    #expect(Self.problem(bytes) == text)
    let isOwn = bytes.withUnsafeBytes { ExportArchive.recognizes(ByteSource($0)) }
    #expect(isOwn == (names != ["other.txt"]))
  }

  private static func description(_ text: String, name: String = "net/models/model.json") -> String
  {
    problem(Writer.zip([(name, text)]))
  }

  private static let version = #""schema_version": {"major": 8, "minor": 1}"#

  @Test(arguments: [
    ("", "1:1: expected a value, found the end of the text"),
    ("[]", "1:1: the program: found an array, expected an object"),
    ("{}", "1:1: the program: \"schema_version\" is missing"),
    ("{\"schema_version\": {\"major\": 8}}", "1:20: the version: \"minor\" is missing"),
    ("{\(version)}", "1:1: the program: \"graph_module\" is missing"),
    (
      "{\(version), \"graph_module\": {\"graph\": {}}}",
      "1:62: the module: \"signature\" is missing"
    ),
    (
      "{\(version), \"graph_module\": {\"graph\": {\"inputs\": 1}, \"signature\": {}}}",
      "1:83: inputs: found the number 1, expected an array"
    ),
    (
      "{\(version), \"graph_module\": {\"graph\": {\"inputs\": [{\"as_tensor\": {}}]},"
        + " \"signature\": {}}}",
      "1:98: a tensor: \"name\" is missing"
    ),
  ])
  func `a description of another structure is refused`(text: String, problem: String) {
    #expect(Self.description(text) == "'net/models/model.json': \(problem)")
  }

  @Test func `another version is read or refused`() throws {
    var program = PyTorchOperatorTests.program(PyTorchOperatorTests.cases[0])
    program.version = (9, 1)
    #expect(
      try PyTorchOperatorTests.network(program).notes.first?.text
        == "PyTorch export 9.1, which is not the known version 8, written by PyTorch 2.15.0")
    #expect(
      Self.description(#"{"schema_version": {"major": 7, "minor": 3}}"#) == """
        the program has version 7.3 of PyTorch's format, expected 8; export it with another \
        version of PyTorch
        """)
  }

  /// Changes one text of a valid description.
  private static func changed(_ text: String, to other: String) -> String {
    var json = PyTorchOperatorTests.program(PyTorchOperatorTests.cases[0]).json
    #expect(json.contains(text))
    json = json.replacing(text, with: other)
    return problem(Writer.zip([("net/models/model.json", json)]))
  }

  @Test(arguments: [
    (
      #"[{"as_int": 1}, {"as_int": 3}, {"as_int": 8}, {"as_int": 8}]"#,
      #"[{"as_int": 9223372036854775807}]"#,
      """
      the tensor 'x' has the shape [2147483648], expected lengths from 0 to 2147483647 whose \
      product fits in 64 bits
      """
    ),
    (
      #"[{"as_int": 1}, {"as_int": 3}, {"as_int": 8}, {"as_int": 8}]"#, #"[{"as_int": -8}]"#,
      """
      the tensor 'x' has the shape [-1], expected lengths from 0 to 2147483647 whose product fits \
      in 64 bits
      """
    ),
    (
      #""name": "input", "arg": {"as_tensor": {"name": "x"}}"#,
      #""name": "input", "arg": {"as_tensor": {"name": "y"}}"#,
      "torch.ops.aten.convolution.default: reads 'y', which no earlier operator computes"
    ),
    (
      #""groups", "arg": {"as_int": 1}"#, #""groups", "arg": {"as_int": 0}"#,
      "out (convolution): a length of 0, expected 1 to 2147483647"
    ),
    (
      #""stride", "arg": {"as_ints": [1, 1]}"#,
      #""stride", "arg": {"as_ints": [9223372036854775807]}"#,
      "out (convolution): a length of 9223372036854775807, expected 1 to 2147483647"
    ),
  ])
  func `a contradiction is refused with its place`(text: String, other: String, problem: String) {
    #expect(Self.changed(text, to: other) == problem)
  }

  @Test func `a compressed or damaged archive is refused`() {
    #expect(
      Self.problem(Writer.zip([("net/models/model.json", "{}")], method: 8)) == """
        'net/models/model.json' is compressed in the archive, expected it to be stored, as \
        exporters do; unpack the archive and pack it again with zip -0
        """)
    let bytes = Array(Writer.zip([("net/data/weights/a", "{}")]).dropLast(30))
    #expect(
      Self.problem(bytes) == "an archive without a list of its files; it is cut off or damaged")
    #expect(bytes.withUnsafeBytes { ExportArchive.recognizes(ByteSource($0)) })
  }

  /// Graphs in each other, up to what JSON may be nested.
  @Test func `nested graphs are followed`() {
    var inner = Writer.Node(
      "torch.ops.aten.relu.default", [("self", Writer.tensor("x"))], [("y", ["1", "4"])])
    for _ in 0..<10 {
      inner = Writer.Node(
        "torch.ops.higher_order.wrap",
        [
          ("", Writer.graph([inner], inputs: [("x", ["1", "4"])], outputs: ["y"])),
          ("", Writer.tensor("x")),
        ], [("y", ["1", "4"])])
    }
    var program = Writer()
    program.inputs = [("x", ["1", "4"])]
    program.nodes = [inner]
    program.outputs = ["y"]
    #expect(Self.problem(program.bytes) == "read")
    let deep = String(repeating: "[", count: 100_000)
    #expect(Self.description(deep).hasSuffix("nested more than 100 deep"))
    #expect(
      Self.description("{\"stack_trace\": \(deep)").hasSuffix("found the end of the text"))
  }

  @Test func `too many operators are refused`() {
    let json = PyTorchOperatorTests.program(PyTorchOperatorTests.cases[0]).json
    let node = #"{"target":"t","inputs":[],"outputs":[]}"#
    let many = Array(repeating: node, count: 100_001).joined(separator: ",")
    let text = json.replacing("\"nodes\": [", with: "\"nodes\": [\(many),")
    #expect(
      Self.problem(Writer.zip([("net/models/model.json", text)])) == "more than 100000 operators")
  }

  @Test func `every truncated program is refused, without a crash`() {
    let bytes = PyTorchOperatorTests.program(PyTorchOperatorTests.cases[0]).bytes
    for length in 0..<bytes.count {
      #expect(Self.problem(Array(bytes[..<length])) != "read")
    }
  }

  /// Extreme numbers in the place of each number of a description.
  @Test func `no operator crashes on extreme numbers`() throws {
    var random = SeededGenerator(seed: 5)
    let extremes = [
      "0", "-1", "1", "2", "7", "2147483647", "2147483648", "4294967296", "9223372036854775807",
      "-9223372036854775808", "18446744073709551616", "1e9",
    ]
    var read = 0
    for fact in PyTorchOperatorTests.cases {
      let json = Array(PyTorchOperatorTests.program(fact).json)
      for _ in 0..<15 {
        var text = ""
        var index = json.startIndex
        while index < json.endIndex {
          let isNumber = json[index].isNumber && !json[index - 1].isLetter && json[index - 1] != "_"
          guard isNumber, Int.random(in: 0..<12, using: &random) == 0 else {
            text.append(json[index])
            index += 1
            continue
          }
          text += extremes.randomElement(using: &random) ?? ""
          while json[index].isNumber { index += 1 }
        }
        let bytes = Writer.zip([("net/models/model.json", text)])
        bytes.withUnsafeBytes { bytes in
          guard let network = try? PyTorchFile.read(ByteSource(bytes)) else { return }
          read += 1
          _ = try? Analysis(network.graph)
          _ = network.notes
        }
      }
    }
    #expect(read > 100)
  }

  @Test func `a program with wrong bytes is refused or read, without a crash`() throws {
    let bytes = try Fixtures.bytes("\(PyTorchModelTests.folder)/shared.pt2")
    var random = SeededGenerator(seed: 7)
    for _ in 0..<60 {
      var wrong = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        wrong[Int.random(in: wrong.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      _ = Self.problem(wrong)
    }
  }
}
