import ConvCostCommand
import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostTestSupport
import Foundation
import Testing

/// A wrong convention file, and the expected message.
struct BrokenConvention: Sendable, CustomTestStringConvertible {
  var text: String
  var message: String

  init(_ text: String, _ message: String) {
    self.text = text
    self.message = message
  }

  /// A file of which only the count is given.
  init(count: String, _ message: String) {
    self.init(#"{"convcost": "convention/1", "name": "x", "counts": [\#(count)]}"#, message)
  }

  var testDescription: String { message }
}

struct ConventionFileTests {
  static let broken: [BrokenConvention] = [
    BrokenConvention("", "1:1: expected a value, found the end of the text"),
    BrokenConvention("[]", "1:1: the file: found an array, expected an object"),
    BrokenConvention("{}", #"1:1: the file: "convcost" is missing"#),
    BrokenConvention(
      #"{"convcost": "convention/2"}"#,
      #"1:14: convcost: found the string "convention/2", expected "convention/1""#),
    BrokenConvention(
      #"{"convcost": "convention/1", "nam": "x"}"#,
      #"1:30: unknown key "nam"; did you mean name?"#),
    BrokenConvention(
      #"{"convcost": "convention/1", "name": "", "counts": [{"metric": "macs", "rules": {}}]}"#,
      #"1:38: name: found the string "", expected a name"#),
    BrokenConvention(
      #"{"convcost": "convention/1", "name": "standard", "counts": [{"metric": "macs", "rules": "#
        + #"{}}]}"#,
      #"1:38: the name "standard" is taken, expected another"#),
    BrokenConvention(
      #"{"convcost": "convention/1", "counts": []}"#,
      "1:40: counts: found an array, expected at least one count"),
    BrokenConvention(
      #"{"convcost": "convention/1", "counts": [{"metric": "macs", "rules": {}}]}"#,
      #"1:1: the file: "name" is missing"#),
    BrokenConvention(count: "7", "1:54: a count: found the number 7, expected an object"),
    BrokenConvention(count: #"{"rules": {}}"#, #"1:54: a count: "metric" is missing"#),
    BrokenConvention(count: #"{"metric": "macs"}"#, #"1:54: a count: "rules" is missing"#),
    BrokenConvention(
      count: #"{"metric": "mac", "rules": {}}"#,
      #"1:65: unknown name "mac"; did you mean macs?"#),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {"Conv2": {}}}"#,
      #"1:83: unknown key "Conv2"; did you mean Conv2d?"#),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {"Conv2d": {"mac": 1}}}"#,
      #"1:94: unknown key "mac"; did you mean macs?"#),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {"Conv2d": {"macs": 1.5}}}"#,
      "1:102: macs: found the number 1.5, expected a whole number of at most 1000000"),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {"Conv2d": 2}}"#,
      "1:93: Conv2d: found the number 2, expected an object"),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {}, "axes": {"2": {}}}"#,
      #"1:95: unknown key "2"; did you mean 1 or 3?"#),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {}, "sees": ["modul"]}"#,
      #"1:95: unknown name "modul"; did you mean module?"#),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {}}, {"metric": "macs", "rules": {}}"#,
      "1:87: counts: found an object, expected at most one count of each metric"),
    BrokenConvention(
      count: #"{"metric": "macs", "label": "", "rules": {}}"#,
      #"1:82: label: found the string "", expected a name"#),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {}, "countedTwice": [1]}"#,
      "1:103: a name: found the number 1, expected one of "
        + OperationKind.allCases.map(\.rawValue).joined(separator: ", ")),
    BrokenConvention(
      #"{"convcost": "convention/1", "name": "x", "parameters": {"metric": "macs", "rules": {}}}"#,
      #"1:68: unknown name "macs", expected parameters"#),
    BrokenConvention(
      #"{"convcost": "convention/1", "name": "x", "foldsNorms": 1, "counts": [{"metric": "macs", "#
        + #""rules": {}}]}"#,
      "1:57: foldsNorms: found the number 1, expected true or false"),
  ]

  @Test(arguments: broken)
  func `a wrong file is answered with the place`(file: BrokenConvention) throws {
    try withFolder { folder in
      let path = "\(folder)/mine.json"
      try write(file.text, to: path)
      let run = convcost(["report", "alexnet", "--convention", path])
      #expect(run.messages == "convcost: \(path):\(file.message)\n")
      #expect(run.status == .malformedInput)
    }
  }

  @Test(arguments: Convention.all.map(\.name).filter { $0 != "standard" })
  func `a convention written out and read again is the same`(name: String) throws {
    let json = convcost("conventions \(name) --format json").output
    #expect(try ConventionFile.read(Array(json.utf8)) == Convention.named(name))
  }

  /// The keys of the file and of a count are declared once, for reading and for writing.
  @Test func `every key of a convention is written and read`() throws {
    var count = Count(.flops, "ops", sees: [.module], [.convolution: [2 * .macs, -1 * .input]])
    count.exceptions = [.function: [.linear: [1 * .macs]]]
    count.axes = [1: [.convolution: [3 * .macs]], 3: [:]]
    count.countedTwice = [.linear, .convolution]
    let convention = Convention(
      "mine", summary: "Some.", source: "Me.", framework: .tensorflow, foldsNorms: true,
      counts: [Count(.macs, "MACs", [:]), count], parameters: Count(.parameters, "numbers", [:]))
    let json = ConventionFile.json(convention)
    let text = json.text()
    #expect(try ConventionFile.read(Array(text.utf8)) == convention)
    let keys = [
      "convcost", "name", "summary", "source", "framework", "foldsNorms", "counts", "parameters",
      "metric", "label", "sees", "rules", "exceptions", "axes", "countedTwice",
    ]
    for key in keys { #expect(text.contains("\"\(key)\": ")) }
  }

  @Test func `a count's metric gives it its usual label`() throws {
    let text =
      #"{"convcost": "convention/1", "name": "x", "counts": [{"metric": "flops", "rules": {}}]}"#
    let convention = try ConventionFile.read(Array(text.utf8))
    #expect(convention.counts.map(\.label) == [Metric.flops.name])
    #expect(convention.parameters == .parameters)
    #expect(convention.counts.map(\.sees) == [Set(SourceForm.allCases)])
  }

  @Test func `the example counts VGG-16 as He et al. 2015 do`() throws {
    let file = "\(Fixtures.package.path)/Examples/Conventions/convolutions-only.json"
    let run = convcost(["report", "vgg16", "--convention", file, "--format", "json"])
    let json = try JSONReader.read(run.output.utf8)
    #expect(json["totals"]?["flops"]?.integer == 15_346_630_656)
    #expect(json["totals"]?["macs"]?.content == .null)
    #expect(json["convention"]?.string == "convolutions-only")
  }

  /// Rules that are too large for any network, and the expected messages.
  @Test(arguments: [
    (
      #"{"Conv2d": {"macs": 9223372036854775807}}"#,
      "expected a whole number of at most 1000000"
    ),
    (#"{"ReLU": {"input": -9223372036854775808}}"#, "expected a whole number of at most 1000000"),
    (
      #"{"Conv2d": {"macs": -1}}"#,
      "features.0: Conv2d 11×11 s4 p2 on 3×224×224: the count is negative: -70276800"
    ),
    (
      #"{"Conv2d": {"macs": 1, "input": -1000000}}"#,
      "the count is negative: -150457723200"
    ),
  ])
  func `counts beyond all bounds are errors, not traps`(rules: String, message: String) throws {
    try withFolder { folder in
      let path = "\(folder)/mine.json"
      try write(
        #"{"convcost": "convention/1", "name": "x", "counts": [{"metric": "macs", "rules": "#
          + #"\#(rules)}]}"#,
        to: path)
      for command in ["report", "reconcile", "explain", "list", "plot"] {
        let run = convcost([command, "alexnet", "--convention", path])
        #expect(run.status == .usage || run.status == .malformedInput)
        #expect(run.messages.hasSuffix("\(message)\n"), "\(command): \(run.messages)")
      }
      let lock = "\(folder)/convcost.lock.json"
      let update = convcost(["check", "--lock", lock, "--update", "alexnet", "--convention", path])
      #expect(update.status != .done)
      #expect(!FileManager.default.fileExists(atPath: lock))
    }
  }

  @Test func `several terms, and modules counted twice, add up everywhere`() throws {
    try withFolder { folder in
      let path = "\(folder)/mine.json"
      let rules = #"{"Linear": {"macs": 1, "weights": 2, "biases": 1, "input": 3}}"#
      try write(
        #"{"convcost": "convention/1", "name": "x", "counts": [{"metric": "macs", "rules": "#
          + #"\#(rules), "countedTwice": ["Linear"]}]}"#,
        to: path)
      // 5·3 and 3·2 weights with 3 and 2 biases and 5 and 3 inputs, all of it twice.
      let expected = 2 * (3 * (15 + 6) + 5 + 3 * 8)
      let report = convcost(["report", "course/mlp", "--convention", path, "--format", "json"])
      #expect(try JSONReader.read(report.output.utf8)["totals"]?["macs"]?.integer == expected)
      let explained = convcost(["explain", "course/mlp", "--convention", path, "--format", "json"])
      let counts = try JSONReader.read(explained.output.utf8)["counts"]?.elements
      #expect(counts?.first?["value"]?.integer == expected)
      let run = convcost(["reconcile", "course/mlp", "--convention", path, "--format", "json"])
      let row = try JSONReader.read(run.output.utf8)["conventions"]?.elements?.last
      #expect(row?["value"]?.integer == expected)
      let parts = row?["because"]?.elements?.compactMap { $0["value"]?.integer } ?? []
      #expect(parts.reduce(0, +) == expected)
    }
  }

  @Test func `a lock file keeps each network's convention`() throws {
    try withFolder { folder in
      let file = "\(folder)/convcost.lock.json"
      let update = ["check", "--lock", file, "--update"]
      #expect(convcost(update + ["resnet18"]).status == .done)
      #expect(convcost(update + ["resnet34", "--convention", "fvcore"]).status == .done)
      let text = try read(file)
      #expect(text.contains(#""convention": "fvcore""#))
      #expect(text.contains(#""flops": 3671262720"#))
      #expect(!text.contains(#""macs": 3671262720"#))
      #expect(convcost(["check", "--lock", file]).status == .done)

      // A run with another convention does not count as the file records.
      let other = convcost([
        "check", "--lock", file, "resnet34", "--convention", "torch-flop-counter",
      ])
      #expect(other.status == .checkFailed)
      #expect(other.output.contains("conv1"))

      try write(text.replacing(#""fvcore""#, with: #""fvcor""#), to: file)
      let broken = convcost(["check", "--lock", file])
      #expect(broken.status == .malformedInput)
      #expect(broken.messages.contains(#"unknown name "fvcor"; did you mean fvcore?"#))

      try write(text.replacing(#""fvcore""#, with: #""thop""#), to: file)
      let missing = convcost(["check", "--lock", file])
      #expect(missing.status == .malformedInput)
      #expect(missing.messages.hasSuffix("the convention thop has no FLOPs, only MACs\n"))
    }
  }
}
