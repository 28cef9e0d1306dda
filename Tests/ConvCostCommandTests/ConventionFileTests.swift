import ConvCostCommand
import ConvCostCore
import ConvCostImport
import ConvCostTestSupport
import Foundation
import Testing

/// A convention's file that is wrong, and what is said of it.
struct BrokenConvention: Sendable, CustomTestStringConvertible {
  var text: String
  var message: String

  init(_ text: String, _ message: String) {
    self.text = text
    self.message = message
  }

  /// A file whose only count is given.
  init(count: String, _ message: String) {
    self.init(#"{"convcost": "convention/1", "name": "x", "counts": [\#(count)]}"#, message)
  }

  var testDescription: String { message }
}

@Suite struct ConventionFileTests {
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
      "1:102: macs: found the number 1.5, expected a whole number"),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {"Conv2d": 2}}"#,
      "1:93: Conv2d: found the number 2, expected an object"),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {}, "sees": ["modul"]}"#,
      #"1:95: unknown name "modul"; did you mean module?"#),
    BrokenConvention(
      count: #"{"metric": "macs", "rules": {}}, {"metric": "macs", "rules": {}}"#,
      "1:87: counts: found an object, expected one count of each metric"),
    BrokenConvention(
      #"{"convcost": "convention/1", "name": "x", "foldsNorms": 1, "counts": [{"metric": "macs", "rules": {}}]}"#,
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

  @Test(arguments: Convention.all.map(\.name))
  func `a convention written out and read again is the same`(name: String) throws {
    let json = convcost("conventions \(name) --format json").output
    #expect(try ConventionFile.read(Array(json.utf8)) == Convention.named(name))
  }

  @Test func `the example counts VGG-16 as He et al. 2015 do`() throws {
    let file = "\(Fixtures.package.path)/Examples/Conventions/convolutions-only.json"
    let run = convcost(["report", "vgg16", "--convention", file, "--format", "json"])
    let json = try JSONReader.read(run.output.utf8)
    #expect(json["totals"]?["flops"]?.integer == 15_346_630_656)
    #expect(json["totals"]?["macs"]?.content == .null)
    #expect(json["convention"]?.string == "convolutions-only")
  }

  @Test func `a factor beyond all bounds is an error, not a trap`() throws {
    try withFolder { folder in
      let path = "\(folder)/mine.json"
      let rules =
        #"{"Conv2d": {"macs": 9223372036854775807}, "ReLU": {"input": -9223372036854775808}}"#
      try write(
        #"{"convcost": "convention/1", "name": "x", "counts": [{"metric": "macs", "rules": \#(rules)}]}"#,
        to: path)
      let run = convcost(["report", "alexnet", "--convention", path])
      #expect(run.status == .usage)
      #expect(run.messages.hasPrefix("convcost: torchvision/alexnet: features.0: "))
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

      // Another convention for the run counts otherwise than was recorded.
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
