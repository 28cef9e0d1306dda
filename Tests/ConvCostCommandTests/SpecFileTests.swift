import ConvCostCommand
import ConvCostTestSupport
import Foundation
import Testing

/// Networks that users have written.
struct SpecFileTests {
  /// A wrong spec and the expected message.
  struct Wrong: Sendable, CustomTestStringConvertible {
    var text: String
    var message: String

    /// A spec with the given layers, which begin in line 2.
    init(layers: String, _ message: String) {
      text = """
        {"convcost": "network/1", "parameters": {"w": 2}, "input": [3, 8, 8], "layers": [
        \(layers)]}
        """
      self.message = message
    }

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }

    var testDescription: String { message }
  }

  static let wrong: [Wrong] = [
    Wrong("{", "1:2: expected a key or '}', found the end of the text"),
    Wrong(
      "{\"convcost\": \"network/2\", \"input\": 1, \"layers\": []}",
      "1:14: convcost: found the string"
        + " \"network/2\", expected \"network/1\""),
    Wrong("{\"input\": 1}", "1:1: \"convcost\" is missing"),
    Wrong(
      "{\"convcost\": \"network/1\", \"input\": 1, \"layer\": []}",
      "1:39: unknown key \"layer\"; did you mean layers?"),
    Wrong(
      "{\"convcost\": \"network/1\", \"input\": [3, 8, 8, 8, 8], \"layers\": []}",
      "1:36: input: found 5 lengths, expected features, or channels and one to three lengths"),
    Wrong(
      layers: "{\"conv\": 8, \"kernel\": [3, 3, 3, 3]}",
      "2:23: layers[0].kernel: found 4 lengths, expected one to three lengths"),
    Wrong(
      "{\"convcost\": \"network/1\", \"parameters\": {\"index\": 1}, \"input\": 1, \"layers\": []}",
      """
      1:42: parameters: found the name \"index\", expected a name of letters and digits that has \
      no other meaning
      """),
    Wrong(layers: "", " a network without operations"),
    Wrong(
      layers: "\"conv 3x3\"",
      "2:1: layers[0]: conv: expected the channels, found the end of the layer"),
    Wrong(layers: "\"relu\", \"rleu\"", "2:9: layers[1]: unknown layer 'rleu'; did you mean relu?"),
    Wrong(
      layers: "{\"conv\": 8, \"kernl\": 3}",
      "2:13: layers[0]: unknown key \"kernl\"; did you mean kernel?"),
    Wrong(layers: "{\"conv\": 8}", "2:1: layers[0]: \"kernel\" is missing"),
    Wrong(
      layers: "{\"conv\": 2.5, \"kernel\": 3}",
      "2:10: layers[0].conv: found the number 2.5, expected a whole number from 1 to 2147483647"),
    Wrong(
      layers: "{\"conv\": \"w / 4\", \"kernel\": 3}",
      "2:10: layers[0].conv: found 'w / 4', which is 0.5, expected a whole number from 1 to"
        + " 2147483647"),
    Wrong(
      layers: "{\"conv\": \"8 * v\", \"kernel\": 3}",
      "2:10: layers[0].conv: '8 * v': unknown name 'v'; did you mean w?"),
    Wrong(
      layers: "{\"conv\": \"8 *\", \"kernel\": 3}",
      "2:10: layers[0].conv: '8 *': found 'the end', expected a number or a name"),
    Wrong(
      layers: "{\"conv\": \"max(8)\", \"kernel\": 3}",
      "2:10: layers[0].conv: 'max(8)': max takes 2 arguments, found 1"),
    Wrong(
      layers: "{\"conv\": \"8 / 0\", \"kernel\": 3}",
      "2:10: layers[0].conv: '8 / 0': the result, or a part of it, is not a number"),
    Wrong(
      layers: "{\"conv\": 8, \"linear\": 3, \"kernel\": 3}",
      "2:1: layers[0]: both \"conv\" and \"linear\", expected one of them"),
    Wrong(
      layers: "{\"name\": \"x\"}",
      """
      2:1: layers[0]: an object without a layer, expected a key such as layer, conv, \
      convTranspose, linear, batchNorm
      """),
    Wrong(
      layers: "{\"residual\": [{\"botleneck\": 8}]}",
      "2:16: layers[0].residual[0]: unknown key \"botleneck\"; did you mean bottleneck?"),
    Wrong(
      layers: "{\"bottleneck\": 8, \"strideAt\": \"2x2\"}",
      "2:31: layers[0].strideAt: unknown name \"2x2\", expected 1x1 or 3x3"),
    Wrong(
      layers: "{\"inception\": [1, 2]}",
      "2:15: layers[0].inception: found 2 numbers, expected six numbers: #1×1, #3×3 reduce, #3×3,"
        + " #5×5 reduce, #5×5, pool proj; or three for the naive module"),
    Wrong(
      layers: "{\"table\": {\"columns\": [\"c\"], \"rows\": [[1, 2]]}, \"layers\": []}",
      "2:39: layers[0].table.rows[0]: found 2 numbers, expected 1 number"),
    Wrong(
      layers: "{\"crop\": {\"like\": 3}}",
      "2:19: layers[0].crop.like: found the number 3, expected a label"),
    Wrong(
      layers: "{\"crop\": {\"like\": \"a\", \"after\": 1}}",
      "2:24: layers[0].crop: unknown key \"after\", expected like"),
    Wrong(
      layers: "{\"upsample\": \"nearest\", \"to\": {\"like\": \"image\"}}",
      " unknown label 'image'"),
    Wrong(
      layers: "{\"layer\": \"relu\", \"repeat\": 2000000000}",
      "2:1: layers[0]: more than 20000 layers"),
    Wrong(
      layers: "{\"conv\": 8, \"kernel\": 9, \"name\": \"big\"}",
      """
       big: Conv2d 9×9 on 3×8×8: the window does not fit, output height (8 + 0 + 0 − 1·(9 − 1) − \
      1)/1 + 1 is less than 1
      """),
  ]

  /// Keys without an effect, and values that would be ignored.
  static let useless: [Wrong] = uselessKeys.map { layers, column, key, reason in
    Wrong(layers: layers, "2:\(column): layers[0]: \"\(key)\" has no effect: \(reason)")
  }

  static let uselessKeys: [(layers: String, column: Int, key: String, reason: String)] = [
    (
      "{\"conv\": \"depthwise\", \"kernel\": 3, \"groups\": 3}", 36, "groups",
      "each channel of a depthwise convolution is a group of its own"
    ),
    (
      "{\"convNorm\": \"depthwise\", \"kernel\": 3, \"groups\": 3}", 40, "groups",
      "each channel of a depthwise convolution is a group of its own"
    ),
    (
      "{\"convTranspose\": \"depthwise\", \"kernel\": 3, \"groups\": 3}", 45, "groups",
      "each channel of a depthwise convolution is a group of its own"
    ),
    (
      "{\"conv\": 8, \"kernel\": 3, \"multiplier\": 2}", 26, "multiplier",
      "only a depthwise convolution has a multiplier"
    ),
    (
      "{\"convUnit\": 8, \"kernel\": 3, \"multiplier\": 2}", 30, "multiplier",
      "only a depthwise convolution has a multiplier"
    ),
    (
      "{\"convTranspose\": 8, \"kernel\": 3, \"rounding\": \"ceil\"}", 35, "rounding",
      "the length of a transposed convolution's output is a whole number without rounding"
    ),
    (
      "{\"table\": {\"columns\": [\"c\"], \"rows\": [[1]]}, \"layers\": [], \"name\": \"x\"}", 60,
      "name", "a table gives several layers; each can have its own"
    ),
    (
      "{\"table\": {\"columns\": [\"c\"], \"rows\": [[1]]}, \"layers\": [], \"form\": \"module\"}",
      60, "form", "a table gives several layers; each can have its own"
    ),
    ("{\"channelSlice\": 0, \"of\": 3, \"count\": 2}", 30, "count", "\"of\" already states it"),
    ("{\"bottleneck\": 8, \"strideAt\": \"1x1\"}", 19, "strideAt", "it needs \"stride\""),
    ("{\"inceptionV3\": \"b\", \"pool\": 8}", 22, "pool", "only \"inceptionV3\": \"a\" has it"),
    (
      "{\"inceptionV3\": \"d\", \"channels\": 8}", 22, "channels",
      "only \"inceptionV3\": \"c\" has it"
    ),
    (
      "{\"invertedResidual\": 8, \"squeezeGate\": \"relu\"}", 25, "squeezeGate",
      "it needs \"squeeze\""
    ),
    ("{\"invertedResidual\": 8, \"input\": 3}", 25, "input", "it needs \"expand\""),
    (
      "{\"invertedResidual\": 8, \"input\": 3, \"expand\": 2, \"expanded\": 6}", 50, "expanded",
      "\"expand\" already states it"
    ),
    (
      "{\"invertedResidual\": 8, \"expanded\": 6, \"expands\": false}", 25, "expanded",
      "\"expands\" is false"
    ),
    (
      "{\"fusedInvertedResidual\": 8, \"expanded\": 6, \"expands\": false}", 30, "expanded",
      "\"expands\" is false"
    ),
  ]

  static let passedOver: [Wrong] = [
    Wrong(
      layers: "{\"batchNorm\": false}", "2:15: layers[0].batchNorm: found false, expected true"),
    Wrong(
      layers: "{\"layerNorm\": 64}", "2:15: layers[0].layerNorm: found the number 64, expected true"
    ),
    Wrong(
      layers: "{\"channelScale\": \"3\"}",
      "2:18: layers[0].channelScale: found the string \"3\", expected true"),
    Wrong(
      layers: "{\"convNorm\": 8, \"kernel\": 3, \"norm\": false}",
      "2:38: layers[0].norm: found false, expected true, or the settings of a normalisation"),
    Wrong(
      layers: "{\"inceptionV3\": \"b\", \"norm\": false}",
      "2:30: layers[0].norm: found false, expected true, or the settings of a normalisation"),
    Wrong(
      layers: "{\"layer\": {\"keep\": \"a\"}, \"name\": \"x\"}",
      "2:26: layers[0]: \"name\" has no effect: a label has no operation"),
    Wrong(
      layers: "{\"table\": {\"columns\": [\"x\", \"previous_x\"], \"rows\": []}, \"layers\": []}",
      "2:29: layers[0].table.columns: found the string \"previous_x\", expected a name of"
        + " letters and digits, each once"),
    Wrong(
      layers: "{\"layer\": \"bn\", \"name\": \"\(String(repeating: "x", count: 1_001))\"}",
      "2:25: layers[0].name: found 1001 bytes, expected a name of at most 1000 bytes"),
    Wrong(
      layers: "{\"linear\": \"\(String(repeating: "1+", count: 500))1\"}",
      // Long texts are shown with their middle left out.
      "2:12: layers[0].linear: '\(String(repeating: "1+", count: 25))…"
        + "\(String(repeating: "1+", count: 24))1': longer than 1000"
        + " characters"),
    Wrong(
      layers: "{\"keep\": \"a{\"}",
      "2:10: layers[0].keep: found '{' without '}', expected a label"),
    Wrong(
      layers: "{\"reshape\": {\"tensor\": [1]}}",
      "2:24: layers[0].reshape.tensor: found 1 lengths, expected two to eight dimensions"),
    Wrong(
      layers: "{\"residual\": [], \"shortcut\": {\"identityOr\": \"bn\", \"through\": \"bn\"}}",
      "2:30: layers[0].shortcut: both \"identityOr\" and \"through\", expected one of them"),
    Wrong(
      layers: "{\"upsample\": \"nearest\", \"to\": {\"by\": 2, \"size\": 3}}",
      "2:41: layers[0].to: unknown key \"size\", expected by or like"),
    Wrong(
      "{\"convcost\": \"network/1\", \"about\": 5, \"input\": 1, \"layers\": []}",
      "1:36: about: found the number 5, expected a text"),
    Wrong(
      "{\"convcost\": \"network/1\", \"input\": {\"a\": 1, \"b\": 1}, \"layers\": []}",
      """
      1:36: input: found an object, expected a shape, or an object of one name and its shape; \
      other inputs go in \"inputs\"
      """),
    Wrong(
      "{\"convcost\": \"network/1\", \"input\": {}, \"layers\": []}",
      """
      1:36: input: found an empty object, expected a shape, or an object of one name and its \
      shape; other inputs go in \"inputs\"
      """),
    Wrong(
      "{\"convcost\": \"network/1\", \"input\": 1, \"inputs\": [1], \"layers\": []}",
      "1:49: inputs: found an array, expected an object of names and shapes"),
    Wrong(
      "{\"convcost\": \"network/1\", \"input\": 1, \"inputs\": {\"\": 1}, \"layers\": []}",
      "1:49: inputs: found an empty name, expected an object of names and shapes"),
    Wrong(
      "{\"convcost\": \"network/1\", \"input\": {\"a\": 0}, \"layers\": []}",
      "1:42: input.a: found the number 0, expected a whole number from 1 to 2147483647"),
    Wrong(
      """
      {\"convcost\": \"network/1\", \"input\": 1, \"inputs\": {\"a\": [3, \"x\", 1]}, \
      \"layers\": []}
      """,
      "1:59: inputs.a: 'x': unknown name 'x'"),
    Wrong(
      "{\"convcost\": \"network/1\", \"input\": 1, \"inputs\": {\"a\": 1}, \"layers\": [\"relu\"]}",
      " input 'a': no layer reads it"),
  ]

  @Test(arguments: wrong + useless + passedOver)
  func `a wrong spec is answered by one line with its place`(wrong: Wrong) throws {
    try withFolder { folder in
      let file = "\(folder)/net.json"
      try write(wrong.text, to: file)
      let run = convcost(["report", file])
      #expect(run.output == "")
      #expect(run.messages == "convcost: \(file):\(wrong.message)\n")
      #expect(run.status == .malformedInput)
    }
  }

  @Test(arguments: ["resnet50", "googlenet:aux=true", "paper/alexnet", "keras/xception"])
  func `the report of a network's spec is the network's`(network: String) throws {
    try withFolder { folder in
      let file = "\(folder)/net.json"
      #expect(convcost(["spec", network, "-o", file]).status == .done)
      for format in ["csv", "json"] {
        let zoo = convcost(["report", network, "--format", format])
        let own = convcost(["report", file, "--format", format])
        let end = { (text: String) in text.drop { $0 != "\n" }.split(separator: "\"totals\"").last }
        #expect(end(own.output) == end(zoo.output))
      }
    }
  }

  @Test func `parameters are set like the keys of the zoo`() {
    let file = "\(Fixtures.package.path)/Examples/Networks/mobilenet_v2.jsonc"
    let run = convcost(["report", "\(file):width=0.5,classes=10", "--input", "160"])
    #expect(run.status == .done)
    let zoo = convcost("report mobilenet_v2:width=0.5,classes=10,input=160")
    let total = { (text: String) in text.split(separator: "\n").first { $0.hasPrefix("MACs") } }
    #expect(total(run.output) == total(zoo.output))
    #expect(
      convcost(["report", "\(file):wdth=1"]).messages
        == "convcost: \(file) has no 'wdth'; did you mean width?\n")
    #expect(
      convcost(["report", "\(file):width=x"]).messages
        == "convcost: width: found 'x', expected a number, true or false\n")
  }

  /// Weights: 3·32·9 + 32·64·9 + 64·128·9 of the stages, (128 + 64 + 32)·64 of the laterals, and
  /// once (64 + 20)·64·9 of the head. The head's MACs on 32², 64² and 128² positions.
  @Test func `shared weights and results are in every report`() throws {
    let folder = "\(Fixtures.package.path)/Examples/Networks"
    let run = convcost(["report", "\(folder)/pyramid.json"])
    #expect(run.output.contains("(155,744 weights, 276 biases, 448 normalisation)"))
    let rows = run.output.split(separator: "\n").map(String.init)
    #expect(
      rows.contains { $0.contains("Conv2d 3×3 p1, weights of head4.sequential.0  64×128×128") })
    #expect(
      rows.contains("Outputs         classes4 20×32×32, classes3 20×64×64, classes2 20×128×128"))
    #expect(
      rows.contains(
        "Shared weights  4 operations use the weights of others, which are counted once"))
    let head = (64 + 20) * 64 * 9 * (32 * 32 + 64 * 64 + 128 * 128)
    let explained = convcost(["explain", "\(folder)/pyramid.json", "head2", "--format", "json"])
    #expect(explained.output.contains("\"value\": \(head * 16 / 21)"))
    let json = convcost(["report", "\(folder)/pyramid.json", "--format", "json"]).output
    #expect(
      json.contains(
        #"{"name": "classes3", "path": "head3.sequential.2", "shape": [20, 64, 64], "auxiliary": "#
          + #"false}"#
      ))
    #expect(
      json.components(separatedBy: #""weightsOf": "head4.sequential.2", "parameters": 0"#).count
        == 3)
    try withFolder { other in
      let file = "\(other)/pyramid.json"
      #expect(convcost(["spec", "\(folder)/pyramid.json", "-o", file]).status == .done)
      let again = convcost(["report", file, "--format", "csv"]).output
      #expect(again == convcost(["report", "\(folder)/pyramid.json", "--format", "csv"]).output)
    }
  }

  /// Weights: (3 + 1)·32·9 + 2·9·(32·64 + 64·128 + 128·256) of the encoders and 256·40 of the
  /// classifier. Each of the last three levels has as many MACs: four times the weights on a
  /// quarter of the positions.
  @Test func `every report states the input that it refers to`() throws {
    let file = "\(Fixtures.package.path)/Examples/Networks/rgbd.json"
    let run = convcost(["report", file, "--columns", "path,rf", "--depth", "1"])
    let rows = run.output.split(separator: "\n").map(String.init)
    #expect(rows[0].hasSuffix("rgbd.json · input image 3×224×224, depth 1×224×224"))
    let words = rows.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(words.contains("Inputs image 3×224×224, depth 1×224×224"))
    #expect(words.contains("image2 7×7 of image"))
    #expect(words.contains("depth2 7×7 of depth"))
    #expect(run.output.contains("(785,536 weights, 40 biases, 1,920 normalisation)"))
    let macs = (27 + 9) * 32 * 112 * 112 + 6 * 9 * 32 * 64 * 56 * 56 + 256 * 40
    let json = convcost(["report", file, "--format", "json"]).output
    #expect(json.contains("\"macs\": \(macs),"))
    #expect(json.contains(#""input": [3, 224, 224],"#))
    #expect(json.contains(#""inputNames": ["image", "depth"]"#))
    #expect(json.contains(#""receptiveFieldOf": "depth""#))
    #expect(
      convcost(["explain", file, "add_3"]).output.contains("31×31 of image, 31×31 of depth\n"))
    #expect(
      convcost(["compare", file, "resnet18"]).output.contains(
        "image 3×224×224, depth 1×224×224"))
    #expect(
      convcost(["reconcile", file, "--format", "json"]).output
        .contains(#""inputNames": ["image", "depth"]"#))
    #expect(
      convcost(["report", file, "--format", "dot"]).output.contains(#"label="depth\n1×224×224""#))
    #expect(
      convcost(["report", file, "--format", "mermaid"]).output
        .contains(#"i1(["depth<br>1×224×224"])"#))
    try withFolder { folder in
      let copy = "\(folder)/rgbd.json"
      #expect(convcost(["spec", file, "-o", copy]).status == .done)
      let again = convcost(["report", copy, "--format", "csv"]).output
      #expect(again == convcost(["report", file, "--format", "csv"]).output)
    }
  }

  @Test func `each input takes a shape by its name on the command line`() {
    let file = "\(Fixtures.package.path)/Examples/Networks/rgbd.json"
    let macs = (27 + 9) * 32 * 32 * 32 + 6 * 9 * 32 * 64 * 16 * 16 + 256 * 40
    for arguments in [
      ["report", file, "--input", "64", "--input", "depth=1x64x64", "--format", "json"],
      ["report", "\(file):input=64x64,input=depth=64", "--format", "json"],
      ["report", "\(file):side=64", "--format", "json"],
      ["sweep", file, "--input", "depth=64,32", "--input", "64", "--format", "json"],
      ["sweep", file, "--vary", "side=64,128", "--format", "json"],
      [
        "solve", file, "--vary", "side=64,128", "--max-macs", "\(macs)", "--format", "json",
      ],
    ] {
      let run = convcost(arguments)
      #expect(run.status == .done)
      #expect(run.output.contains("\"macs\": \(macs),"), "\(arguments)")
    }
    #expect(
      convcost(["report", file, "--input", "64"]).messages
        == "convcost: \(file):input=64: add: Add on 32×32×32, 32×112×112: 32×32×32 and 32×112×112"
        + " cannot be merged\n")
    #expect(
      convcost(["report", "\(file):input=dept=64"]).messages
        == "convcost: \(file) has no 'input=dept'; did you mean input=depth?\n")
    #expect(
      convcost(["report", file, "--input", "depth=x"]).messages.hasPrefix(
        "convcost: input: found 'x', expected R, HxW, CxHxW"))
  }

  @Test func `rewrite works on a spec`() {
    let file = "\(Fixtures.package.path)/Examples/Networks/cifar.json"
    let run = convcost(["rewrite", file, "--replace", "depthwise-separable"])
    #expect(run.status == .done)
    #expect(run.output.contains("Replaced"))
  }
}
