import ConvCostCore
import ConvCostZoo
import Testing

/// One list of layers and many numbers: the counts of seven networks at 224×224 by each set of
/// rules.
///
/// The numbers were derived by hand from each tool's code and agree with what the tools print, with
/// one exception: onnx-tool's own run on AlexNet and VGG-16 gives 36,864 and 100,352 less than its
/// rule for a global pool would, because PyTorch exports an adaptive pool to 6×6 or 7×7 as an
/// AveragePool with a window of one sample, which has no division for each mean.
struct ManyTruthsTests {
  static let networks = [
    "torchvision/alexnet", "torchvision/vgg16", "torchvision/resnet18", "torchvision/resnet50",
    "paper/resnet50", "torchvision/mobilenet_v2", "torchvision/efficientnet_b0",
  ]

  static let rows: [(convention: Convention, metric: Metric, values: [Int])] = [
    (
      .standard, .parameters,
      [61100840, 138357544, 11689512, 25557032, 25557032, 3504872, 5288548]
    ),
    (
      .standard, .macs,
      [714188480, 15470264320, 1814073344, 4089184256, 3857973248, 300774272, 385814752]
    ),
    (
      .standard, .activations,
      [494184, 13556712, 2484712, 11114984, 10588136, 6679112, 6748036]
    ),
    (
      .torchvision, .flops,
      [714188480, 15470264320, 1814073344, 4089184256, 3857973248, 300774272, 385814752]
    ),
    (
      convolutionsOnly, .macs,
      [655566528, 15346630656, 1813561344, 4087136256, 3855925248, 299494272, 384534752]
    ),
    (
      .ptflopsATen, .macs,
      [714682664, 15483821032, 1814074344, 4089185256, 3857974248, 300775272, 385825092]
    ),
    (
      .fvcore, .flops,
      [714197696, 15470289408, 1819065856, 4111512576, 3879247872, 314193216, 401659392]
    ),
    (
      .timm, .macs,
      [714197696, 15470289408, 1819065856, 4111512576, 3879247872, 314193216, 401659392]
    ),
    (
      .fvcoreTraining, .flops,
      [714197696, 15470289408, 1826516992, 4144854528, 3911009280, 334227552, 421872480]
    ),
    (
      .thop, .macs,
      [714206912, 15470314496, 1824033792, 4133742592, 3900424192, 327486720, 415145024]
    ),
    (
      .ptflops06, .macs,
      [715561896, 15503523304, 1822177768, 4121925096, 3889133544, 320237288, 401669732]
    ),
    (
      .ptflops, .macs,
      [716441128, 15523225576, 1825313768, 4132436968, 3899118568, 320300008, 410196896]
    ),
    (
      .torchinfo, .macs,
      [714682664, 15483821032, 1814083944, 4089238376, 3858027368, 300809384, 385867108]
    ),
    (
      .calflops, .flops,
      [1429741184, 30973778432, 3636250112, 8211108352, 7747105792, 614967488, 793641400]
    ),
    (
      .deepSpeed, .flops,
      [1429741184, 30973778432, 3636250112, 8211108352, 7747105792, 614967488, 793641400]
    ),
    (
      .torchFlopCounter, .flops,
      [1428376960, 30940528640, 3628146688, 8178368512, 7715946496, 601548544, 771629504]
    ),
    (
      .onnxTool, .macs,
      [
        716016808 - 36864, 15503623656 - 100352, 1895963624, 4450761704, 4202691560, 520292552,
        803118464,
      ]
    ),
    (
      .onnxToolFolded, .macs,
      [
        716016808 - 36864, 15503623656 - 100352, 1821452264, 4117342184, 3885077480, 319949192,
        600987584,
      ]
    ),
  ]

  /// The 15.3 and 19.6 billion of VGG that He et al. 2015 print are not consistent: the first
  /// leaves out the linear layers.
  static let convolutionsOnly = Convention(
    "convolutions", summary: "convolutions alone", source: "He et al. 2015, §4.1",
    counts: [Count(.macs, "multiply-adds", [.convolution: [1 * .macs]])])

  @Test(arguments: networks.indices)
  func `a network by every rule set`(column: Int) throws {
    let graph = try Zoo.selection(Self.networks[column]).network.graph()
    for row in Self.rows {
      let total = try Analysis(graph, by: row.convention).total
      #expect(
        row.metric.value(of: total) == row.values[column],
        "\(row.convention.name) of \(Self.networks[column])")
    }
  }
}
