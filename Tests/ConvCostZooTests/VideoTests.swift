import ConvCostCore
import ConvCostZoo
import Testing

/// Networks of videos, volumes and sounds.
struct VideoTests {
  /// torchvision 0.29.2, and the papers' networks written with torch.nn, on other inputs: PyTorch
  /// 2.15.0, torch.utils.flop_counter / 2, and the output elements of convolutions and linear
  /// layers.
  @Test(arguments: [
    ("r3d_18", "8x112x112", 20_348_379_136, 10_662_800),
    ("r3d_18", "3x8x112x112", 20_348_379_136, 10_662_800),
    ("mc3_18", "13x97x131", 38_303_210_112, 26_091_920),
    ("r2plus1d_18", "13x97x131", 37_132_131_510, 54_608_472),
    ("s3d", "19x235x257", 27_666_518_144, 67_005_008),
    ("paper/unet3d", "92x92x92", 70_563_771_648, 82_343_360),
    ("paper/unet3d", "100x188x300", 912_995_447_040, 771_855_936),
    ("m5", "16000", 139_082_752, 735_882), ("m5", "1x44100", 383_738_880, 2_028_554),
    ("m11", "16000", 111_667_200, 511_050), ("m11", "44100", 310_254_592, 1_410_954),
    ("m18", "16000", 196_601_856, 734_282), ("m18", "44100", 547_167_232, 2_028_170),
  ])
  func `counts on other inputs`(
    name: String, input: String, macs: Int, activations: Int
  ) throws {
    let usual = try Zoo.selection(name).network
    let network = try Zoo.selection("\(name):input=\(input)").network
    let total = try network.analysis().total
    #expect(total.macs == macs)
    #expect(total.activations == activations)
    #expect(try total.parameters == usual.analysis().total.parameters)
    var workspace = PreparedNetwork.Workspace()
    #expect(try PreparedNetwork(usual).total(on: network.input, using: &workspace) == total)
  }

  /// Printed by fvcore 0.1.5.post20221221 for a model in evaluation mode and in training mode. It
  /// does not count adaptive pools of signals and volumes, nor means.
  @Test(arguments: [
    ("r3d_18:input=4x32x32", 881_430_528, 882_751_488),
    ("mc3_18:input=4x32x32", 885_972_992, 887_816_192),
    ("r2plus1d_18:input=4x32x32", 872_431_632, 876_317_736),
    ("s3d", 18_067_040_448, 18_199_443_936),
    ("m5", 281_487_616, 285_904_000),
  ])
  func `the numbers that fvcore prints`(reference: String, evaluating: Int, training: Int) throws {
    let graph = try Zoo.selection(reference).network.graph()
    #expect(try Analysis(graph, by: .fvcore).total.flops == evaluating)
    #expect(try Analysis(graph, by: .timm).total.macs == evaluating)
    #expect(try Analysis(graph, by: .fvcoreTraining).total.flops == training)
  }

  @Test(arguments: [
    ("r3d_18", "224", Shape.map(3, Extent(16, 224, 224))),
    ("r3d_18", "96x128", .map(3, Extent(16, 96, 128))),
    ("r3d_18", "8x112x112", .map(3, Extent(8, 112, 112))),
    ("r3d_18", "1x8×112x96", .map(1, Extent(8, 112, 96))),
    ("m5", "8000", .map(1, Extent(length: 8000))),
    ("m5", "2x8000", .map(2, Extent(length: 8000))),
  ])
  func `an input may be a part of the shape`(name: String, text: String, shape: Shape) throws {
    #expect(try Zoo.selection("\(name):input=\(text)").network.input == shape)
  }

  @Test(arguments: ["resnet18:input=3x8x224x224", "m5:input=1x4x8000", "r3d_18:input=2x3x8x9x9"])
  func `an input of more lengths than the network's is refused`(reference: String) {
    #expect(throws: ZooError.self) { try Zoo.selection(reference) }
  }

  /// By hand: a 3×3×3 convolution adds twice the jump along each axis; the blocks of `mc3_18` see
  /// frames in the first stage only, where the jump is 1.
  @Test(arguments: [
    ("r3d_18", "layer4.1.relu", [109.0, 219, 219], [8.0, 16, 16]),
    ("mc3_18", "layer4.1.relu", [11, 219, 219], [1, 16, 16]),
    ("r2plus1d_18", "layer4.1.relu", [109, 219, 219], [8, 16, 16]),
    // 80, + 3·4, + 2·16, + 3·16, + 2·64, + 3·64, + 2·256
    ("m5", "stage3.0.2", [1004], [256]),
  ])
  func `receptive fields`(name: String, path: String, sizes: [Double], jumps: [Double]) throws {
    let graph = try Zoo.selection(name).network.graph()
    let index = try #require(Paths(graph).nodes.firstIndex(of: path))
    let field = ReceptiveFields(graph).values[graph.inputs.count + index]
    #expect(field.axes.map { field[$0]?.size } == sizes)
    #expect(field.axes.map { field[$0]?.jump } == jumps)
    #expect(!field.isBound)
  }

  /// Çiçek et al. 2016, Figure 2: 132×132×116 voxels give 44×44×28, with the maps of the expanding
  /// path between.
  @Test func `3D U-Net has the maps of its figure`() throws {
    let graph = try Zoo.selection("paper/unet3d").network.graph()
    #expect(graph.outputs.map(graph.shape(ofValue:)) == [.map(3, Extent(28, 44, 44))])
    let pools = graph.nodes.filter { $0.operation.kind == .maxPool }
    #expect(
      pools.map(\.output) == [
        .map(64, Extent(56, 64, 64)), .map(128, Extent(26, 30, 30)), .map(256, Extent(11, 13, 13)),
      ])
    let joined = graph.nodes.filter { $0.operation.kind == .concat }
    #expect(
      joined.map(\.output) == [
        .map(256 + 512, Extent(14, 18, 18)), .map(128 + 256, Extent(20, 28, 28)),
        .map(64 + 128, Extent(32, 48, 48)),
      ])
    #expect(ReceptiveFields(graph).misaligned.isEmpty)
  }

  /// The paper counts convolutions with biases, transposed ones without, and no batch norms.
  @Test func `the parameters that the paper of 3D U-Net prints`() throws {
    let analysis = try Zoo.selection("paper/unet3d").network.analysis()
    let transposed = analysis.graph.nodes.indices.filter {
      analysis.graph.nodes[$0].operation.kind == .transposedConvolution
    }
    let biases = transposed.reduce(0) { $0 + analysis.costs[$1].biases }
    let total = analysis.total
    #expect(total.parameters - total.normalization - biases == 19_069_955)
  }

  /// Every pool must meet an even length; a length of four at the bottom leaves one position.
  @Test func `3D U-Net takes the lengths for which every pool meets an even length`() throws {
    for length in 1...140 {
      let graph = try? Zoo.selection("paper/unet3d:input=92x\(length)x100").network.graph()
      #expect((graph != nil) == (length >= 92 && length % 8 == 4), "\(length)")
      if let graph {
        let output = graph.shape(ofValue: graph.outputs[0])
        #expect(output == .map(3, Extent(4, length - 88, 12)))
      }
    }
  }

  /// Tran et al. 2017, §3.5: as many weights as the 3×3×3 convolutions of `r3d_18` have, but for
  /// rounding down.
  @Test func `a factorised block has as many weights as a joint one`() throws {
    for (input, width, stride) in [(64, 64, 1), (64, 128, 2), (128, 128, 1), (256, 512, 2)] {
      let weights = try [VideoResNet.Unit.joint, .factorized].map { unit in
        try Network(input: .map(input, Extent(4, 14, 14))) {
          VideoBlock(unit, from: input, to: width, stride: stride)
        }.analysis().costs.map(\.weights)
      }
      let joint = 27 * input * width
      let factorized = weights[1].prefix { $0 >= 0 }.filter { $0 > 0 }
      #expect(weights[0].filter { $0 > 0 }.first == joint)
      #expect(factorized[0] + factorized[1] <= joint)
      #expect(factorized[0] + factorized[1] > joint - 9 * input - 3 * width)
    }
  }
}
