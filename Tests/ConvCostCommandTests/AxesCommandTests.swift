import ConvCostCommand
import ConvCostImport
import ConvCostJSON
import ConvCostTestSupport
import Testing

/// Networks of signals, volumes and videos on the command line.
struct AxesCommandTests {
  @Test(arguments: [
    ("report m5", "report-m5.txt"),
    ("report r3d_18:input=8x112x112 --depth 2", "report-r3d_18.txt"),
    ("explain r2plus1d_18 layer2.0.conv1.0.0", "explain-conv3d.txt"),
    ("compare r3d_18 r2plus1d_18", "compare-videos.txt"),
  ])
  func `the output equals the committed snapshot`(line: String, file: String) throws {
    let run = convcost(line)
    #expect(run.status == .done, "\(run.messages)")
    try expectSnapshot(run.output, "Tests/ConvCostCommandTests/Snapshots/\(file)")
  }

  /// The numbers are PyTorch's, as in `VideoTests`.
  @Test(arguments: [
    ("r3d_18:input=8x112x112", 20_348_379_136), ("r3d_18 --input 3x8x112x112", 20_348_379_136),
    ("r3d_18", 40_696_553_472), ("m5:input=1x16000", 139_082_752),
    ("m5 --input 16000", 139_082_752),
    ("s3d --input 64x256x256", 93_939_236_864),
  ])
  func `an input may be given as lengths`(network: String, macs: Int) throws {
    let run = convcost("report \(network) --format json")
    #expect(run.status == .done, "\(run.messages)")
    let json = try JSONReader.read(run.output.utf8)
    #expect(json["totals"]?["macs"]?.integer == macs)
  }

  /// nn.Conv3d(16, 64, 3, stride=2, padding=1, bias=False) and nn.Conv1d(16, 64, 9, stride=4,
  /// padding=4, bias=False): 27·16·64 weights for 4·14·14 positions, and 9·16·64 for 250.
  @Test(arguments: [
    ("conv 3x3x3 64 s2", "16x8x28x28", "Conv3d 3×3×3 s2 p1", [64, 4, 14, 14], 27_648, 21_676_032),
    ("conv 3 64 s2", "16x8x28x28", "Conv3d 3×3×3 s2 p1", [64, 4, 14, 14], 27_648, 21_676_032),
    ("conv 9 64 s4", "16x1000", "Conv1d 9 s4 p4", [64, 250], 9_216, 2_304_000),
  ])
  func `a layer may work on a signal or a volume`(
    layer: String, input: String, text: String, output: [Int], parameters: Int, macs: Int
  ) throws {
    let run = convcost(["layer", layer, "--input", input])
    #expect(run.status == .done, "\(run.messages)")
    #expect(run.output.contains(text))
    let json = try JSONReader.read(
      convcost(["layer", layer, "--input", input, "--format", "json"]).output.utf8)
    let study = try #require(json["layer"])
    #expect(study["output"]?.elements?.map(\.integer) == output)
    #expect(study["parameters"]?.integer == parameters)
    #expect(study["macs"]?.integer == macs)
  }

  @Test func `a window with other axes than the input's is an error`() {
    let run = convcost(["layer", "conv 3x3x3 64 s2", "--input", "16x28x28"])
    #expect(run.status == .usage)
    #expect(
      run.messages
        == "convcost: conv 3x3x3 64 s2: conv2d: Conv2d 3×3×3 s2 p1 on 16×28×28: found depth, "
        + "height and width, expected height and width: the axes of the map\n")
  }

  /// By hand: 5·2·8 + 8 and 8·16·3 parameters; 80 and 384 weights for 100 and 50 positions, and
  /// 16·4.
  @Test func `a spec may describe a network of signals`() throws {
    try expectTotals(
      """
      {"convcost": "network/1", "input": [2, 100], "layers": [
        {"conv": 8, "kernel": 5, "padding": 2},
        "relu", {"maxPool": 2},
        {"conv": 16, "kernel": [3], "padding": [1], "bias": false},
        "globalpool, flatten", {"linear": 4}
      ]}
      """, operation: "Conv1d 5 p2", parameters: 88 + 384 + 68, macs: 8_000 + 19_200 + 64)
  }

  /// By hand: 27·8 + 8 weights and biases for 4·8·8 positions, 3·8·16 for 2·4·4, and 16·4.
  @Test func `a spec may describe a network of volumes`() throws {
    try expectTotals(
      """
      {"convcost": "network/1", "input": [1, 4, 8, 8], "layers": [
        "conv 3x3x3 8 bias", "relu",
        {"maxPool": [1, 2, 2]},
        {"conv": 16, "kernel": [3, 1, 1], "stride": [2, 1, 1], "padding": [1, 0, 0], "bias": false},
        "globalpool, flatten", {"linear": 4}
      ]}
      """, operation: "Conv3d 3×1×1 s2×1×1 p1×0×0", parameters: 224 + 384 + 68,
      macs: 216 * 256 + 384 * 32 + 64)
  }

  private func expectTotals(_ spec: String, operation: String, parameters: Int, macs: Int) throws {
    try withFolder { folder in
      let file = "\(folder)/net.json"
      try write(spec, to: file)
      let run = convcost(["report", file])
      #expect(run.status == .done, "\(run.messages)")
      #expect(run.output.contains(operation))
      let json = try JSONReader.read(convcost(["report", file, "--format", "json"]).output.utf8)
      #expect(json["totals"]?["parameters"]?.integer == parameters)
      #expect(json["totals"]?["macs"]?.integer == macs)
    }
  }
}
