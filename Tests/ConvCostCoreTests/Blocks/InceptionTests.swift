import ConvCostCore
import Testing

/// A row of GoogLeNet's Table 1: its input, its widths, its weights without biases and its MACs.
///
/// Szegedy et al., "Going Deeper with Convolutions", 2014; the integers are those of
/// BVLC/caffe models/bvlc_googlenet, which the printed ops match to their last digit.
struct InceptionRow: Sendable, CustomTestStringConvertible {
  var name: String
  var input: Shape
  var module: InceptionModule
  var weights: Int
  var macs: Int
  var output: Int

  var testDescription: String { name }
}

struct InceptionTests {
  @Test(arguments: [
    InceptionRow(
      name: "3a", input: .map(192, 28), module: InceptionModule(64, 96, 128, 16, 32, 32),
      weights: 163_328, macs: 128_049_152, output: 256),
    InceptionRow(
      name: "3b", input: .map(256, 28), module: InceptionModule(128, 128, 192, 32, 96, 64),
      weights: 388_096, macs: 304_267_264, output: 480),
    InceptionRow(
      name: "4a", input: .map(480, 14), module: InceptionModule(192, 96, 208, 16, 48, 64),
      weights: 375_552, macs: 73_608_192, output: 512),
    InceptionRow(
      name: "4b", input: .map(512, 14), module: InceptionModule(160, 112, 224, 24, 64, 64),
      weights: 448_512, macs: 87_908_352, output: 512),
    InceptionRow(
      name: "4c", input: .map(512, 14), module: InceptionModule(128, 128, 256, 24, 64, 64),
      weights: 509_440, macs: 99_850_240, output: 512),
    InceptionRow(
      name: "4d", input: .map(512, 14), module: InceptionModule(112, 144, 288, 32, 64, 64),
      weights: 604_672, macs: 118_515_712, output: 528),
    InceptionRow(
      name: "4e", input: .map(528, 14), module: InceptionModule(256, 160, 320, 32, 128, 128),
      weights: 867_328, macs: 169_996_288, output: 832),
    InceptionRow(
      name: "5a", input: .map(832, 7), module: InceptionModule(256, 160, 320, 32, 128, 128),
      weights: 1_042_432, macs: 51_079_168, output: 832),
    InceptionRow(
      name: "5b", input: .map(832, 7), module: InceptionModule(384, 192, 384, 48, 128, 128),
      weights: 1_442_816, macs: 70_697_984, output: 1024),
    // The naive module with the widths of 3a passes the 192 input channels on.
    InceptionRow(
      name: "naive 3a", input: .map(192, 28), module: InceptionModule(naive: 64, 128, 32),
      weights: 387_072, macs: 303_464_448, output: 416),
    // Stanford CS231n, lecture 9: the naive module, and the one with reductions to 64.
    InceptionRow(
      name: "CS231n naive", input: .map(256, 28), module: InceptionModule(naive: 128, 192, 96),
      weights: 1_089_536, macs: 854_196_224, output: 672),
    InceptionRow(
      name: "CS231n reduced", input: .map(256, 28),
      module: InceptionModule(128, 64, 192, 64, 96, 64),
      weights: 346_112, macs: 271_351_808, output: 480),
  ])
  func `a module has the counts of its row`(row: InceptionRow) throws {
    let analysis = try Network(input: row.input) { row.module }.analysis()
    #expect(analysis.total.weights == row.weights)
    #expect(analysis.total.macs == row.macs)
    #expect(analysis.graph.nodes.last?.output.channels == row.output)
    #expect(analysis.total.normalization == 0)
  }

  /// Szegedy et al., "Rethinking the Inception Architecture", 2015, §4, with the widths of the
  /// released Mixed_6a.
  @Test func `the parallel reduction is cheaper than a convolution before or behind a pool`() throws
  {
    let input = Shape.map(288, 35)
    func macs(@LayerBuilder _ layers: () -> [Layer]) throws -> Int {
      try Network(input: input, layers: layers).analysis().total.macs
    }
    #expect(try macs { InceptionV3Module(.b) } == 401_937_408)
    #expect(
      try macs {
        Convolution(768, kernel: 3, padding: 1)
        Pool.max(3, stride: 2)
      } == 2_438_553_600)
    #expect(
      try macs {
        Pool.max(3, stride: 2)
        Convolution(768, kernel: 3, padding: 1)
      } == 575_299_584)
  }

  @Test(arguments: [
    (InceptionV3Module.Kind.a(pool: 32), Shape.map(192, 35), Shape.map(256, 35)),
    (.b, .map(288, 35), .map(768, 17)),
    (.c(channels: 128), .map(768, 17), .map(768, 17)),
    (.d, .map(768, 17), .map(1280, 8)),
    (.e, .map(1280, 8), .map(2048, 8)),
  ])
  func `the modules of Inception-v3 have the released shapes`(
    kind: InceptionV3Module.Kind, input: Shape, output: Shape
  ) throws {
    let graph = try Network(input: input) { InceptionV3Module(kind) }.graph()
    #expect(graph.nodes.last?.output == output)
  }
}
