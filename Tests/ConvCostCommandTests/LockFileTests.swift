import ConvCostCommand
import ConvCostImport
import ConvCostJSON
import Foundation
import Testing

/// A wrong lock file, and the expected message.
struct BadLock: Sendable, CustomTestStringConvertible {
  var text: String
  var message: String

  init(_ text: String, _ message: String) {
    self.text = text
    self.message = message
  }

  /// A file with one entry.
  init(entry: String, _ message: String) {
    self.init(
      "{\"schema\": \"convcost.lock/1\",\n \"networks\": [\n{\(entry)}]}", message)
  }

  var testDescription: String { message }
}

struct LockFileTests {
  private func locked<Result>(
    _ networks: [String], _ body: (String) throws -> Result
  ) throws -> Result {
    try withFolder { folder in
      let file = folder + "/convcost.lock.json"
      let run = convcost(["check", "--lock", file, "--update"] + networks)
      #expect(run.status == .done)
      return try body(file)
    }
  }

  @Test func `networks that match the lock file pass`() throws {
    try locked(["resnet18", "mobilenet_v2:width=0.75,input=96"]) { file in
      let run = convcost(["check", "--lock", file])
      #expect(run.status == .done)
      #expect(run.output == "2 of 2 networks pass.\n")
      let only = convcost(["check", "--lock", file, "resnet18"])
      #expect(only.output == "1 of 1 network passes.\n")
    }
  }

  @Test func `the blocks of a lock file add up to the network`() throws {
    try locked(["googlenet:aux=true", "densenet121", "vgg11"]) { file in
      let json = try JSONReader.read(read(file).utf8)
      for entry in try #require(json["networks"]?.elements) {
        for metric in ["parameters", "macs", "activations"] {
          let sum = entry["blocks"]?.elements?.reduce(0) { $0 + ($1[metric]?.integer ?? 0) }
          #expect(sum == entry["expected"]?[metric]?.integer)
        }
      }
    }
  }

  @Test func `a drift is reported with its metric, its size and its first block`() throws {
    try locked(["resnet18"]) { file in
      // Another network's lock under this one's name: the effect of a changed definition.
      try write(
        read(file).replacing("\"network\": \"resnet18\"", with: "\"network\": \"resnet34\""),
        to: file)
      let run = convcost(["check", "--lock", file, "--format", "json"])
      #expect(run.status == .checkFailed)
      let json = try JSONReader.read(run.output.utf8)
      let differences = try #require(json["differences"]?.elements)
      #expect(
        differences.map { $0["metric"]?.string } == [
          "parameters", "buffers", "macs", "flops", "activations",
        ])
      #expect(differences[0]["expected"]?.integer == 11_689_512)
      #expect(differences[0]["actual"]?.integer == 21_797_672)
      #expect(differences[0]["block"]?.string == "layer1.2")
      #expect(differences[0]["change"]?.string == "new")
    }
  }

  @Test func `a changed block is reported with its counts`() throws {
    try locked(["resnet18"]) { file in
      let text = try read(file)
        .replacing("11689512", with: "11689000")
        .replacing(
          "\"layer2.0\", \"parameters\": 230144", with: "\"layer2.0\", \"parameters\": 230000")
      try write(text, to: file)
      let run = convcost(["check", "--lock", file, "--format", "json"])
      let json = try JSONReader.read(run.output.utf8)
      #expect(json["differences"]?.elements?.count == 1)
      #expect(
        json["differences"]?.elements?[0]["change"]?.string == "230,000 → 230,144")
    }
  }

  @Test(arguments: [
    ("\"1%\"", true), ("\"0.5%\"", false), ("18000000", true), ("17999999", false), ("0", false),
  ])
  func `a tolerance is a percentage or a count`(tolerance: String, holds: Bool) throws {
    try locked(["resnet18"]) { file in
      let text = try read(file)
        .replacing("\"macs\": 1814073344", with: "\"macs\": 1832073344")
        .replacing("\"blocks\"", with: "\"tolerance\": \(tolerance),\n\"blocks\"")
      try write(text, to: file)
      #expect(convcost(["check", "--lock", file]).status == (holds ? .done : .checkFailed))
    }
  }

  @Test(arguments: [
    ("{\"macs\": \"1.9G\"}", true), ("{\"macs\": \"1.8G\"}", false),
    ("{\"macs\": 1814073344}", true),
    ("{\"macs\": 1814073343}", false),
    ("{\"parameters\": \"11.689512M\", \"flops\": \"4G\"}", true),
    ("{\"parameters\": \"11689K\"}", false),
    ("{\"activations\": \"0.1T\", \"buffers\": 9600}", true),
    ("{\"peakActivationBytes\": 6422528, \"modelBytes\": \"47M\"}", true),
    ("{\"peakActivationBytes\": 6422527}", false),
    ("{\"totalActivations\": \"2M\"}", false),
    ("{\"trafficBytes\": \"200M\"}", true),
  ])
  func `a budget is a count with an optional unit`(budget: String, holds: Bool) throws {
    try locked(["resnet18"]) { file in
      try write(
        read(file).replacing("\"blocks\"", with: "\"max\": \(budget),\n\"blocks\""), to: file)
      let run = convcost(["check", "--lock", file])
      #expect(run.status == (holds ? .done : .checkFailed))
      if !holds { #expect(run.output.contains("at most")) }
    }
  }

  @Test func `an update keeps tolerances and budgets and says what it changed`() throws {
    try locked(["resnet18"]) { file in
      let wanted = try read(file)
        .replacing(
          "\"blocks\"",
          with: "\"tolerance\": \"1%\",\n      \"max\": {\"macs\": \"2G\"},\n      \"blocks\"")
      try write(wanted.replacing("11689512", with: "11000000"), to: file)
      let run = convcost(["check", "--lock", file, "--update"])
      #expect(run.status == .done)
      #expect(run.output.contains("11,000,000  11,689,512  +6.3 %"))
      #expect(try read(file) == wanted)
      #expect(
        convcost(["check", "--lock", file, "--update"]).output.contains("nothing has changed"))
    }
  }

  @Test func `an update adds networks and measures the others anew`() throws {
    try locked(["resnet18"]) { file in
      let run = convcost(["check", "--lock", file, "--update", "alexnet", "resnet18"])
      #expect(run.output.contains("61,100,840"))
      let json = try JSONReader.read(read(file).utf8)
      #expect(
        json["networks"]?.elements?.map { $0["network"]?.string } == ["resnet18", "alexnet"])
    }
  }

  @Test func `one network may be written in several ways`() throws {
    try locked(["resnet18", "ResNet18", "torchvision/resnet18"]) { file in
      let json = try JSONReader.read(read(file).utf8)
      #expect(json["networks"]?.elements?.count == 1)
      #expect(convcost(["check", "--lock", file, "torchvision/resnet18"]).status == .done)
    }
  }

  @Test func `an update refreshes only the totals that the user has chosen`() throws {
    try withFolder { folder in
      let file = folder + "/lock.json"
      try write(
        """
        {"schema": "convcost.lock/1", "networks": [
          {"network": "resnet18", "expected": {"macs": 1}},
          {"network": "alexnet", "max": {"parameters": "62M"}}]}
        """, to: file)
      #expect(convcost(["check", "--lock", file]).status == .checkFailed)
      #expect(convcost(["check", "--lock", file, "--update"]).status == .done)
      let networks = try #require(try JSONReader.read(read(file).utf8)["networks"]?.elements)
      #expect(networks[0]["expected"]?.members?.map(\.key) == ["macs"])
      #expect(networks[1]["expected"] == nil)
      #expect(networks[1]["max"]?["parameters"]?.string == "62M")
      #expect(convcost(["check", "--lock", file]).status == .done)
    }
  }

  @Test func `a tolerance is exact at its edge`() throws {
    // 1,814,073,344 is 25 % more than 1,451,258,675.2: one side of the limit passes, the other
    // fails.
    for (expected, holds) in [(1_451_258_676, true), (1_451_258_675, false)] {
      try locked(["resnet18"]) { file in
        let text = try read(file)
          .replacing("\"macs\": 1814073344", with: "\"macs\": \(expected)")
          .replacing("\"flops\": 3628146688, ", with: "")
          .replacing("\"blocks\"", with: "\"tolerance\": \"25.00%\",\n\"blocks\"")
        try write(text, to: file)
        #expect(convcost(["check", "--lock", file]).status == (holds ? .done : .checkFailed))
      }
    }
  }

  @Test func `a link stays a link and a file keeps its permissions`() throws {
    try locked(["resnet18"]) { file in
      let link = file + ".link"
      let manager = FileManager.default
      try manager.createSymbolicLink(atPath: link, withDestinationPath: file)
      try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      #expect(convcost(["check", "--lock", link, "--update", "alexnet"]).status == .done)
      #expect(try manager.destinationOfSymbolicLink(atPath: link) == file)
      #expect(try read(file).contains("alexnet"))
      let permissions = try manager.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(permissions == 0o600)
    }
  }

  @Test func `many networks are read in one pass`() throws {
    try withFolder { folder in
      let file = folder + "/lock.json"
      let entries = (1...1_000).map {
        "{\"network\": \"resnet18:classes=\($0)\", \"max\": {\"macs\": 1}}"
      }
      try write(
        "{\"schema\": \"convcost.lock/1\", \"networks\": [\(entries.joined(separator: ","))]}",
        to: file)
      #expect(convcost(["check", "--lock", file, "nothing"]).status == .usage)
    }
  }

  @Test func `standard input is not locked`() throws {
    try locked(["resnet18"]) { file in
      let before = try read(file)
      let run = convcost(["check", "--lock", file, "--update", "-"])
      #expect(
        run.messages
          == "convcost: --update: '-' is standard input, which the next check cannot read again; "
          + "expected a name or a file\n")
      #expect(run.status == .usage)
      #expect(try read(file) == before)
    }
  }

  /// A block's count that no network reaches, doubled for the FLOPs, does not fit in 64 bits.
  @Test func `a block of any count is compared`() throws {
    try locked(["resnet18"]) { file in
      var text = try read(file).replacing("\"macs\": 118013952", with: "\"macs\": \(Int.max)")
      text = text.replacing("3628146688", with: "3628146689")
      #expect(text.contains("3628146689") && text.contains("\(Int.max)"))
      try write(text, to: file)
      #expect(convcost(["check", "--lock", file]).status == .checkFailed)
    }
  }

  @Test func `a failed update leaves the file as it was`() throws {
    try locked(["resnet18"]) { file in
      let before = try read(file)
      #expect(
        convcost(["check", "--lock", file, "--update", "alexnet", "nothing"]).status == .usage)
      #expect(try read(file) == before)
    }
  }

  @Test func `networks that are not in the file are refused`() throws {
    try locked(["resnet18"]) { file in
      let run = convcost(["check", "--lock", file, "resnet50"])
      #expect(run.status == .usage)
      #expect(
        run.messages == "convcost: 'resnet50' is not in \(file), which contains resnet18; "
          + "convcost check --update resnet50 adds it\n")
    }
  }

  @Test(arguments: ["github", "junit", "markdown", "csv", "text"])
  func `every format says that a check failed`(format: String) throws {
    try locked(["resnet18"]) { file in
      try write(read(file).replacing("11689512", with: "11000000"), to: file)
      let run = convcost(["check", "--lock", file, "--format", format])
      #expect(run.status == .checkFailed)
      #expect(run.output.contains(format == "csv" ? "11689512" : "11,689,512"))
    }
  }

  @Test(arguments: [
    BadLock("", "1:1: expected a value, found the end of the text"),
    BadLock("{", "1:2: expected a key or '}', found the end of the text"),
    BadLock("[]", "1:1: the file: found an array, expected an object"),
    BadLock("{}", "1:1: the file: \"schema\" is missing"),
    BadLock(
      "{\"schema\": 1}", "1:12: schema: found the number 1, expected \"convcost.lock/1\""),
    BadLock(
      "{\"schema\": \"convcost.lock/2\"}",
      "1:12: schema: found the string \"convcost.lock/2\", expected \"convcost.lock/1\""),
    BadLock("{\"schema\": \"convcost.lock/1\"}", "1:1: the file: \"networks\" is missing"),
    BadLock(
      "{\"schema\": \"convcost.lock/1\", \"networks\": {}}",
      "1:43: networks: found an object, expected an array"),
    BadLock(
      "{\"shema\": 1}", "1:2: unknown key \"shema\"; did you mean schema?"),
    BadLock(entry: "", "3:1: a network: \"network\" is missing"),
    BadLock(entry: "\"network\": 5", "3:13: network: found the number 5, expected a string"),
    BadLock(
      entry: "\"network\": \"-\", \"max\": {\"macs\": 1}",
      "3:13: '-' is standard input, expected a network's name or a file"),
    BadLock(
      entry: "\"network\": \"-:width=2\", \"max\": {\"macs\": 1}",
      "3:13: '-:width=2' is standard input, expected a network's name or a file"),
    BadLock(
      entry: "\"network\": \"resnet18\"",
      "3:1: 'resnet18' has neither \"expected\" nor \"max\", expected at least one"),
    BadLock(
      "{\"schema\": \"convcost.lock/1\", \"networks\": []}",
      "1:43: networks: found an array, expected at least one network"),
    BadLock("{\n// a comment\n}", "2:1: expected a key or '}', found '/'"),
    BadLock(
      entry:
        """
        \"network\": \"resnet18\", \"max\": {\"macs\": 1}}, {\"network\": \
        \"torchvision/ResNet18\", \"max\": {\"macs\": 1}
        """,
      "3:46: duplicate network 'torchvision/ResNet18'"),
    BadLock(
      entry: "\"network\": \"resnet18\", \"expected\": {\"mac\": 1}",
      "3:38: unknown key \"mac\"; did you mean macs?"),
    BadLock(
      entry: "\"network\": \"resnet18\", \"expected\": {\"macs\": \"1G\"}",
      "3:46: macs: found the string \"1G\", expected a count"),
    BadLock(
      entry: "\"network\": \"resnet18\", \"expected\": {\"macs\": -1}",
      "3:46: macs: found the number -1, expected a count"),
    BadLock(
      entry: "\"network\": \"resnet18\", \"expected\": {\"macs\": 1}, \"tolerance\": \"200%\"",
      """
      3:63: tolerance: found the string \"200%\", expected a percentage, such as \"1%\", or a \
      count
      """
    ),
    BadLock(
      entry: "\"network\": \"resnet18\", \"expected\": {\"macs\": 1}, \"max\": {\"macs\": \"6 M\"}",
      "3:66: macs: found the string \"6 M\", expected a count, such as 600000000 or \"600M\""),
    BadLock(
      entry: "\"network\": \"resnet18\", \"expected\": {\"macs\": 1}, \"max\": {\"macs\": \"1.5\"}",
      "3:66: macs: found the string \"1.5\", expected a count, such as 600000000 or \"600M\""),
    BadLock(
      entry:
        "\"network\": \"resnet18\", \"expected\": {\"macs\": 1}, \"blocks\": [{\"path\": \"a\"}]",
      "3:61: a block: \"parameters\" is missing"),
    BadLock(
      entry:
        """
        \"network\": \"resnet18\", \"expected\": {\"macs\": 1}}, {\"network\": \"resnet18\", \
        \"expected\": {\"macs\": 1}
        """,
      "3:51: duplicate network 'resnet18'"),
    BadLock(
      entry: #""network": "resnet18", "max": {"macs": 1}, "memory": {"as": "tflmm"}"#,
      "3:62: unknown name \"tflmm\"; did you mean tflm?"),
    BadLock(
      entry: #""network": "resnet18", "max": {"macs": 1}, "memory": {"dtype": "fp61"}"#,
      "3:65: unknown name \"fp61\"; did you mean fp16?"),
    BadLock(
      entry: #""network": "resnet18", "max": {"macs": 1}, "memory": {"batch": 0}"#,
      "3:65: batch is 0, expected a number from 1"),
    BadLock(
      entry: #""network": "resnet18", "max": {"macs": 1}, "lowerBound": 1"#,
      "3:59: lowerBound: found the number 1, expected true or false"),
    BadLock(
      entry: #""network": "resnet18", "max": {"ram": "1.5"}"#,
      "3:40: ram: found the string \"1.5\", expected a number of bytes, such as 524288 or "
        + "\"512KiB\""),
    BadLock(
      entry: #""network": "resnet18", "max": {"macs": -1}"#,
      "3:41: macs: found the number -1, expected a count, such as 600000000 or \"600M\""),
    BadLock(
      entry: "\"network\": \"resnet19\", \"expected\": {\"macs\": 1}",
      "3:1: unknown network 'resnet19'; did you mean resnet18?"),
    BadLock(
      entry: "\"network\": \"vgg16:input=16\", \"expected\": {\"macs\": 1}",
      """
      3:1: torchvision/vgg16:input=16: features.30: MaxPool2d 2×2 s2 on 512×1×1: the window does \
      not fit, output height (1 + 0 + 0 − 1·(2 − 1) − 1)/2 + 1 is less than 1
      """),
  ])
  func `a malformed file is named with the place`(bad: BadLock) throws {
    try withFolder { folder in
      let file = folder + "/lock.json"
      try write(bad.text, to: file)
      let run = convcost(["check", "--lock", file])
      #expect(run.messages == "convcost: \(file):\(bad.message)\n")
      #expect(run.status == .malformedInput)
      // An update does not discard a key that it does not know either.
      #expect(convcost(["check", "--lock", file, "--update"]).status == .malformedInput)
      #expect(try read(file) == bad.text)
    }
  }
}
