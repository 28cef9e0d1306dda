import ConvCostCore
import ConvCostTestSupport
import Testing

@testable import ConvCostImport

/// Sections on a map of 8×12×10, what the last one gives, and what they cost.
struct DarknetFact: Sendable, CustomTestStringConvertible {
  var sections: String
  var output: [Int]
  var parameters: Int
  var macs: Int

  init(_ sections: String, _ output: [Int], parameters: Int = 0, macs: Int = 0) {
    self.sections = sections
    self.output = output
    self.parameters = parameters
    self.macs = macs
  }

  var testDescription: String { sections }
}

/// The rules are those of pjreddie/darknet and AlexeyAB/darknet: src/parser.c, and a file for each
/// layer.
struct DarknetLayerTests {
  /// Returns a file of sections, written in one line with spaces.
  static func file(_ sections: String) -> [UInt8] {
    let lines = "[net] width=10 height=12 channels=8 \(sections)"
    return Array(lines.replacing(" ", with: "\n").utf8)
  }

  static func problem(_ bytes: [UInt8], input: [Int]? = nil) -> String {
    NCNNLayerTests.problem(bytes, input: input)
  }

  static let facts = [
    // Logistic is the default activation, and no padding.
    DarknetFact("[convolutional] filters=4 size=3", [4, 10, 8], parameters: 292, macs: 288 * 80),
    DarknetFact(
      "[convolutional] filters=4 size=3 pad=1 stride=2 batch_normalize=1 activation=mish",
      [4, 6, 5], parameters: 296, macs: 288 * 30),
    DarknetFact(
      "[conv] filters=8 size=3 pad=1 groups=8 stride_x=2 stride_y=1", [8, 12, 5], parameters: 80,
      macs: 72 * 60),
    DarknetFact(
      "[convolutional] filters=4 size=3 pad=1 dilation=2", [4, 12, 10], parameters: 292,
      macs: 288 * 120),
    // The result is as large as without dilation.
    DarknetFact(
      "[convolutional] filters=4 size=3 dilation=2", [4, 10, 8], parameters: 292, macs: 288 * 80),
    DarknetFact(
      "[deconvolutional] filters=4 size=2 stride=2", [4, 24, 20], parameters: 132,
      macs: 128 * 120),
    DarknetFact(
      "[connected] output=5 activation=relu", [5], parameters: 960 * 5 + 5, macs: 4800),
    DarknetFact(
      "[connected] output=5 batch_normalize=1", [5], parameters: 960 * 5 + 10, macs: 4800),
    DarknetFact(
      "[local] filters=2 size=3 stride=1 pad=1", [2, 12, 10],
      parameters: 8 * 2 * 9 * 120 + 240, macs: 8 * 2 * 9 * 120),
    DarknetFact("[batchnorm]", [8, 12, 10], parameters: 16),
    DarknetFact("[maxpool] size=2 stride=2", [8, 6, 5]),
    DarknetFact("[maxpool] size=2 stride=1", [8, 12, 10]),
    DarknetFact("[maxpool] size=3 stride=2", [8, 6, 5]),
    DarknetFact("[maxpool] size=3 stride=2 padding=0", [8, 5, 4]),
    DarknetFact("[maxpool] stride=1 size=5", [8, 12, 10]),
    DarknetFact("[maxpool] maxpool_depth=1 out_channels=1", [1, 12, 10]),
    DarknetFact("[local_avgpool] size=2 stride=2", [8, 6, 5]),
    DarknetFact("[avgpool]", [8, 1, 1]),
    DarknetFact(
      "[avgpool] [convolutional] filters=4 [softmax] [cost]", [4, 1, 1], parameters: 36, macs: 32),
    DarknetFact("[route] layers=-1", []),
    DarknetFact("[maxpool] size=1 stride=1 [route] layers=-1,0", [16, 12, 10]),
    DarknetFact("[maxpool] size=1 stride=1 [route] layers=-1 groups=2 group_id=1", [4, 12, 10]),
    DarknetFact(
      "[dropout] [maxpool] size=1 stride=1 [route] layers=0,1 groups=2 group_id=1", [8, 12, 10]),
    DarknetFact("[dropout] [activation] activation=leaky [shortcut] from=-2", [8, 12, 10]),
    DarknetFact(
      "[dropout] [convolutional] filters=4 [shortcut] from=-2", [4, 12, 10], parameters: 36,
      macs: 32 * 120),
    DarknetFact(
      "[dropout] [dropout] [shortcut] from=-2 weights_type=per_channel", [8, 12, 10],
      parameters: 16),
    DarknetFact("[dropout] [avgpool] [scale_channels] from=-2", [8, 12, 10]),
    DarknetFact("[dropout] [dropout] [sam] from=-2 activation=relu", [8, 12, 10]),
    DarknetFact("[upsample] stride=3", [8, 36, 30]),
    DarknetFact("[upsample] stride=-2", [8, 6, 5]),
    DarknetFact("[reorg] stride=2", [32, 6, 5]),
    DarknetFact("[reorg3d] stride=2 reverse=1", [2, 24, 20]),
    DarknetFact("[crop] crop_height=6 crop_width=5", [8, 6, 5]),
    DarknetFact("[lrn]", [8, 12, 10]),
    DarknetFact("[yolo] mask=0 classes=3 num=9", [8, 12, 10]),
    DarknetFact("[region] num=1 classes=3", [8, 12, 10]),
    DarknetFact(
      "[convolutional] filters=8 size=3 pad=1 [convolutional] filters=8 size=3 pad=1 share_index=0",
      [8, 12, 10], parameters: 584, macs: 2 * 576 * 120),
  ]

  @Test(arguments: facts)
  func `layers`(fact: DarknetFact) throws {
    guard !fact.output.isEmpty else {
      #expect(
        Self.problem(Self.file(fact.sections))
          == "f: 5: route0: layers: layer -1 is not an earlier layer")
      return
    }
    let file = try ModelFile(bytes: Self.file(fact.sections))
    #expect(file.graph.nodes.last?.output.dimensions == fact.output)
    #expect(file.cost.parameters == fact.parameters)
    #expect(file.cost.macs == fact.macs)
    #expect(file.isComplete)
  }

  @Test(arguments: [
    (
      "[yolo] mask=0,1 classes=3 num=9",
      "yolo0 reads 8 channels, but 2 anchors of 3 classes and 5 numbers are 16"
    ),
    (
      "[Gaussian_yolo] mask=0 classes=3 num=9",
      "Gaussian_yolo0 reads 8 channels, but 1 anchors of 3 classes and 9 numbers are 12"
    ),
    (
      "[detection] side=2 num=2 classes=3 coords=4",
      "detection0 reads 960 numbers, but 2×2 cells of 2 boxes and 3 classes are 52"
    ),
    (
      "[dropout] [convolutional] filters=4 [shortcut] from=-2",
      "shortcut2 adds 8×12×10 to 4×12×10: only what both have, as in Darknet"
    ),
    ("[other]", "1 other, not counted"),
  ])
  func `what is unusual is noted`(sections: String, note: String) throws {
    #expect(try ModelFile(bytes: Self.file(sections)).notes.last?.text == note)
  }

  @Test func `layers of unknown work make every total a bound`() throws {
    let file = try ModelFile(bytes: Self.file("[avgpool] [other] [connected] output=2"))
    #expect(!file.isComplete)
    #expect(file.cost.macs == 16)
    #expect(try file.analysis().isLowerBound(.parameters))
  }

  @Test(arguments: [
    ("[net]\nwidth=4\nheight=4", "[net] leaves the input open: channels is missing"),
    ("[net]\nchannels=3", "[net] leaves the input open: height and width are missing"),
    ("[net]\nwidth=4\nheight=4\nchannels=3", "a network without layers"),
    (
      "[net]\nx",
      "2: found 'x', expected a section, as [convolutional], or a key and its value"
    ),
    (
      "[net]\nwidth=4\nheight=4\nchannels=3\n[convolutional]\nfilters=a",
      "5: convolutional0: filters: found 'a', expected a whole number"
    ),
    (
      "[net]\nwidth=4\nheight=4\nchannels=3\n[convolutional]\nfilters=-4",
      "5: convolutional0: filters: found '-4', expected 1 to 2147483647"
    ),
    (
      "[net]\nwidth=4\nheight=4\nchannels=3\n[dropout]\n[shortcut]\nfrom=7",
      "6: shortcut1: from: layer 7 is not an earlier layer, expected 0 to 0 or -1 to -1"
    ),
    (
      "[net]\nwidth=4\nheight=4\nchannels=3\n[dropout]\n[route]",
      "6: route1: layers is missing, expected numbers of layers"
    ),
    (
      "[net]\nwidth=4\nheight=4\nchannels=3\n[dropout]\n[maxpool]\nsize=2\nstride=2\n[route]\n"
        + "layers=0,1",
      "9: route2: route on 3×4×4 and 3×2×2: "
    ),
    (
      "[net]\nwidth=4\nheight=4\nchannels=3\n[crop]\ncrop_height=9\ncrop_width=2",
      "5: crop0: 9×2 is larger than the map of 4×4"
    ),
  ])
  func `what is wrong is said with its line`(text: String, message: String) {
    #expect(Self.problem(Array(text.utf8)).hasPrefix("f: \(message)"))
  }

  @Test func `an open size can be given`() throws {
    let bytes = Array("[net]\nchannels=3\n[convolutional]\nfilters=4\nsize=3\npad=1".utf8)
    #expect(try ModelFile(bytes: bytes, input: [8]).cost.macs == 108 * 64)
    #expect(try ModelFile(bytes: bytes, input: [1, 8, 8]).cost.macs == 36 * 64)
  }

  @Test(arguments: [
    "2147483647", "-2147483648", "9223372036854775807", "-9223372036854775808", "0", "-1", "",
    "99999999999999999999",
  ])
  func `extreme numbers`(number: String) {
    for fact in Self.facts {
      let words = fact.sections.split(separator: " ").map(String.init)
      for index in words.indices {
        guard let sign = words[index].firstIndex(of: "=") else { continue }
        var changed = words
        changed[index] = "\(words[index][..<sign])=\(number)"
        _ = Self.problem(Self.file(changed.joined(separator: " ")))
      }
      let large = "[net] width=2147483647 height=2147483647 channels=2147483647 \(fact.sections)"
      _ = Self.problem(Array(large.replacing(" ", with: "\n").utf8))
    }
  }

  @Test func `no beginning of a file crashes`() {
    let bytes = Array(DarknetWriter.yolov3Tiny.utf8)
    for count in stride(from: 0, through: bytes.count, by: 9) {
      _ = Self.problem(Array(bytes.prefix(count)))
    }
  }

  @Test func `a hundred thousand layers`() {
    let text = "[net]\nwidth=4\nheight=4\nchannels=3\n"
    let many = text + String(repeating: "[dropout]\n", count: 100_002)
    #expect(Self.problem(Array(many.utf8)) == "f: more than 100000 layers")
    let unknown = text + (0..<20_000).map { "[kind\($0)]\n" }.joined()
    #expect(Self.problem(Array(unknown.utf8)) == "read")
  }
}
