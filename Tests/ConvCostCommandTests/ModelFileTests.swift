import ConvCostCommand
import ConvCostTestSupport
import Foundation
import Testing

/// Networks that come from ONNX files.
struct ModelFileTests {
  static let folder = Fixtures.package.appendingPathComponent(
    "Tests/ConvCostImportTests/Models/onnx"
  ).path

  /// Runs the tool with `@` for the folder of models.
  static func run(_ line: String) -> Run {
    var run = convcost(line.replacing("@", with: "\(folder)/"))
    run.output = run.output.replacing("\(folder)/", with: "")
    run.messages = run.messages.replacing("\(folder)/", with: "")
    return run
  }

  @Test(arguments: [
    ("report @tv_resnet50_dyn_op18.onnx --depth 2", "report-onnx-resnet50.txt"),
    ("report @light_shufflenet.onnx --format json", "report-onnx-shufflenet.json"),
    (
      "report @tm_tf_efficientnet_b0_ts_op13_dynhw.onnx --dim height=224 --dim width=300 --depth 2",
      "report-onnx-efficientnet.txt"
    ),
    ("compare resnet50 @tv_resnet50_dyn_op18.onnx --format json", "compare-onnx.json"),
    ("explain @tv_resnet50_dyn_op18.onnx layer1.0.bn2 --format json", "explain-onnx.json"),
  ])
  func `the report of a model file equals its snapshot`(line: String, file: String) throws {
    let run = Self.run(line)
    #expect(run.status == .done)
    #expect(run.messages == "")
    try expectSnapshot(run.output, "\(CommandTests.snapshots)/\(file)")
  }

  @Test func `thop's number for an exported ResNet-50 is the network's`() {
    let file = Self.run("report @tv_resnet50_ts_op17_bnkept.onnx --convention thop")
    let zoo = convcost("report resnet50 --convention thop")
    #expect(file.output.contains("4,133,742,592"))
    #expect(zoo.output.contains("4,133,742,592"))
  }

  /// The head of 64·64·9 + 64 and 64·20·9 + 20 numbers is stored once and runs on three maps.
  @Test func `the report of a file shows which rows share`() {
    let text = Self.run("report @small_pyramid_ts_op17_bnkept.onnx").output
    #expect(text.contains("(155,744 weights, 276 biases, 448 normalisation)"))
    #expect(text.contains("Conv2d 3×3 p1, weights of head.0  64×128×128"))
    #expect(
      text.contains(
        "Shared weights  4 operations use the weights of others, which are counted once"))
    let json = Self.run("report @small_pyramid_ts_op17_bnkept.onnx --format json").output
    #expect(
      json.components(separatedBy: #""weightsOf": "head.2", "parameters": 0"#).count == 3)
  }

  /// An export whose new norms, and new biases, have equal numbers, which the exporter stores once:
  /// the 96 of a bias are also those of a norm's shift.
  @Test func `partly shared numbers are reported`() {
    let file = "@tm_efficientnet_b0_ts_op17_bnkept.onnx"
    #expect(
      unwrapped(Self.run("report \(file)").output).contains(
        "use some numbers that are counted at others"))
    #expect(
      Self.run("report \(file) --format json").output.contains(
        #""countedElsewhere": 96, "parameters": 384"#))
  }

  @Test func `sweep and solve vary the input of a file`() {
    let sweep = Self.run(
      "sweep @tm_tf_efficientnet_b0_ts_op13_dynhw.onnx --input 192,224 --format csv")
    #expect(sweep.output.contains("224,5267540,385814752,"))
    let solve = Self.run("solve @tv_resnet50_dyn_op18.onnx --max-macs 2G --input 160:224:32")
    #expect(solve.output.hasPrefix("No variant fits") || solve.output.contains("input=1"))
  }

  @Test func `a named length takes precedence over the input's size`() {
    let run = Self.run(
      "report @tm_tf_efficientnet_b0_ts_op13_dynhw.onnx --input 224 --dim width=300 --format csv")
    #expect(run.status == .done)
    #expect(run.output.contains("32×112×150"))
  }

  @Test func `reconcile searches a number on a file`() {
    let run = Self.run("reconcile @tv_resnet50_ts_op17_bnkept.onnx --given 4133742592")
    #expect(run.status == .done)
    #expect(run.output.contains("thop (MACs)"))
  }

  /// The files store one float, then 1,793 of which one is not a weight, then three scales with one
  /// 8-bit weight.
  @Test(arguments: [
    (
      "onnx-node/test_clip_default_max.onnx",
      """
      1 floating-point number, which is a scale, a constant of arithmetic or not read as a \
      weight\n
      """
    ),
    ("onnx/light_resnet50.onnx", "1,793 floating-point numbers, of which 1 is a scale, "),
    ("onnx-node/test_qlinearconv.onnx", "weights; 1 parameter is a whole number\n"),
  ])
  func `a single number is in the singular`(file: String, text: String) {
    let run = convcost(["report", "\(Self.folder)/../\(file)"])
    #expect(unwrapped(run.output).contains(unwrapped(text)))
  }

  @Test func `check guards the counts of a file`() throws {
    try withFolder { folder in
      let lock = "\(folder)/lock.json"
      let model = "\(Self.folder)/wonnx_opt-mnist.onnx"
      #expect(convcost(["check", "--lock", lock, "--update", model]).status == .done)
      #expect(try read(lock).contains("\"macs\": 786560"))
      #expect(convcost(["check", "--lock", lock]).status == .done)
      #expect(convcost(["check", "--lock", lock, model]).status == .done)
      try write(try read(lock).replacing("786560", with: "786561"), to: lock)
      #expect(convcost(["check", "--lock", lock]).status == .checkFailed)
    }
  }

  @Test func `a path needs no file extension`() throws {
    try withFolder { folder in
      let copy = "\(folder)/model:input=5.bin"
      try FileManager.default.copyItem(atPath: "\(Self.folder)/wonnx_opt-mnist.onnx", toPath: copy)
      #expect(convcost(["report", copy]).output.contains("786,560"))
    }
  }

  @Test(arguments: [
    (
      "report @tm_tf_efficientnet_b0_ts_op13_dynhw.onnx",
      """
      tm_tf_efficientnet_b0_ts_op13_dynhw.onnx: the input 'input' leaves 'height' and 'width' \
      open; give --dim height=N --dim width=N, or --input
      """, ConvCostCommand.ExitStatus.usage
    ),
    (
      "report @wonnx_opt-mnist.onnx --dim height=5",
      "wonnx_opt-mnist.onnx: no input has a length 'height'", .usage
    ),
    (
      "report @wonnx_opt-mnist.onnx --width 0.5",
      "wonnx_opt-mnist.onnx has no 'width', expected input",
      .usage
    ),
    (
      "report @wonnx_opt-mnist.onnx:height=x",
      """
      height: found 'x', expected a whole number from 1: a model file has lengths, and cannot be \
      scaled
      """,
      .usage
    ),
    (
      "report @wonnx_opt-mnist.onnx --dim 5",
      "--dim: found '5', expected a length's name, = and a whole number from 1", .usage
    ),
    (
      "report resnet50 --dim height=5",
      "--dim height: resnet50 leaves no length open; only files of operators do", .usage
    ),
    (
      "report @wonnx_opt-mnist.onnx --input 224",
      """
      wonnx_opt-mnist.onnx: Times212_reshape0 (Reshape): [1, 16, 37, 37] cannot be reshaped to \
      [1, 256]: the numbers of elements differ
      """,
      .malformedInput
    ),
    (
      "rewrite @wonnx_opt-mnist.onnx --replace asymmetric",
      """
      rewrite: wonnx_opt-mnist.onnx contains operators, expected a network of layers, from the \
      zoo or
      """
        + " a spec file", .usage
    ),
    ("report @nothing.onnx", "nothing.onnx: cannot be read: there is no such file", .noInput),
    ("report @", ": cannot be read: it is a folder", .noInput),
  ])
  func `a wrong file or option is answered by one line`(
    line: String, message: String, status: ConvCostCommand.ExitStatus
  ) {
    let run = Self.run(line)
    #expect(run.output == "")
    #expect(run.messages == "convcost: \(message)\n")
    #expect(run.status == status)
  }
}
