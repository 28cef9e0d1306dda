import ConvCostCore
import ConvCostZoo
import Testing

/// Families at widths that nobody publishes, at which other channels are rounded than at 1.
struct WidthFactTests {
  /// The numbers of trainable parameters of torchvision 0.29.2's own modules:
  /// `_mobilenet_v3_conf(name, width_mult=w)`, `mobilenet_v2(width_mult=w)` and `MNASNet(w)`; and
  /// of Keras 3.15.1's `NASNet(penultimate_filters=576, stem_block_filters=16, filter_multiplier=2,
  /// num_blocks=4)` and the same with 1632 and 48, which the width makes of 1056 and 32.
  @Test(arguments: [
    ("mobilenet_v3_large:width=0.35", 997_064), ("mobilenet_v3_large:width=0.6", 2_311_608),
    ("mobilenet_v3_large:width=1.3", 8_713_472), ("mobilenet_v3_large:width=9.9", 413_746_264),
    ("mobilenet_v3_small:width=0.35", 558_744), ("mobilenet_v3_small:width=0.6", 1_180_456),
    ("mobilenet_v3_small:width=1.3", 3_928_192), ("mobilenet_v3_small:width=9.9", 151_887_120),
    ("mobilenet_v2:width=0.6", 2_217_000), ("mobilenet_v2:width=9.9", 222_022_568),
    ("mnasnet1_0:width=0.35", 1_788_232), ("mnasnet1_0:width=9.9", 252_447_672),
    ("keras/nasnet_mobile:width=0.5", 1_916_250), ("keras/nasnet_mobile:width=1.5", 11_470_376),
  ])
  func `a width has the parameters of the source's own code`(name: String, count: Int) throws {
    #expect(try Zoo.selection(name).network.analysis().total.parameters == count)
  }

  /// At the width 1 no number of a paper's table changes: all are multiples of 8, to which widths
  /// are rounded.
  @Test func `tables state multiples of the divisor`() {
    let channels =
      EfficientNetV2.Variant.allCases.flatMap { $0.stages.map(\.channels) }
      + EfficientNet.stages.map(\.channels) + MnasNet.stages.map(\.channels)
      + MobileNetV2.stages.map(\.channels)
      + [MobileNetV3.Variant.large, .small].flatMap {
        $0.rows.flatMap { [$0.expanded, $0.channels] }
      }
    #expect(channels.count > 60)
    #expect(channels.allSatisfy { $0 % 8 == 0 })
  }
}
