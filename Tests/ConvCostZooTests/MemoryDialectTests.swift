import ConvCostCore
import Testing

@testable import ConvCostZoo

/// Figures that others have published of a runtime's memory, with our rules for it.
struct MemoryDialectTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    let network: String
    let dialect: String
    var type: DataType?
    var foldsNorms = false
    let bytes: Int
    let source: String

    var testDescription: String { "\(network) as \(dialect)" }
  }

  static let facts = [
    // An arena of 1,505,280 bytes on a Cortex-M55, in 8 bits.
    Fact(
      network: "mobilenet_v2", dialect: "executorch", bytes: 1_505_280,
      source: "pytorch/executorch, issue 17651"),
    // There the arena of TFLite Micro is larger by the 4,464 bytes that its kernels ask for.
    Fact(
      network: "mobilenet_v2", dialect: "tflm", bytes: 1_509_744 - 4_464,
      source: "pytorch/executorch, issue 17651"),
    // "7.2 MB" in 32 bits.
    Fact(
      network: "resnet50", dialect: "in-place", bytes: 7_225_344,
      source: "Lin et al. 2020, MCUNet; mit-han-lab/tinyml, issue 8"),
    // "6.8 MB" in 32 bits.
    Fact(
      network: "mobilenet_v2", dialect: "eager", foldsNorms: true, bytes: 6_823_936,
      source: "Lin et al. 2020, MCUNet, Figure 1"),
    // "1372 kB".
    Fact(
      network: "mobilenet_v2", dialect: "mcunet", bytes: 1372 * 1024,
      source: "Lin et al. 2021, MCUNetV2, Figure 1"),
    Fact(
      network: "mobilenet_v2", dialect: "tinyengine", bytes: 1372 * 1024,
      source: "Lin et al. 2021, MCUNetV2, Figure 1"),
    // The table of the analyser's README, in 8 bits.
    Fact(
      network: "mobilenet_v1", dialect: "tflm", bytes: 1_204_224,
      source: "petewarden/ml_memory_analyser"),
    Fact(
      network: "efficientnet_lite0", dialect: "tflm", bytes: 1_505_280,
      source: "petewarden/ml_memory_analyser"),
    Fact(
      network: "efficientnet_lite4", dialect: "tflm", bytes: 4_050_000,
      source: "petewarden/ml_memory_analyser"),
  ]

  @Test(arguments: facts) func `a published figure is reproduced`(fact: Fact) throws {
    let graph = try Zoo.selection(fact.network).network.graph()
    let dialect = try #require(MemoryDialect.named(fact.dialect))
    let plan = try MemoryPlan(graph, as: dialect, in: fact.type, foldsNorms: fact.foldsNorms)
    #expect(plan.activationBytes == fact.bytes, "\(fact.source)")
  }

  /// "1372 kB" and "172 kB" with 4×4 patches up to the first map of 28×28, "8×": MCUNetV2, Figure
  /// 1. The inner patches read 75×75 of the image: mit-han-lab/mcunet, issue 9.
  @Test func `MCUNetV2's patches are reproduced`() throws {
    let graph = try Zoo.selection("mobilenet_v2").network.graph()
    let patches = try PatchPlan(graph, rows: 4, columns: 4, until: "features.4")
    #expect(patches.peakBytes == 175_616)
    #expect(8 * patches.peakBytes == 1372 * 1024)
    #expect(patches.mapBytes == 32 * 28 * 28)
    #expect(patches.imagePart == Extent(75, 75))
    // "+10 %": between parts that end at the image's border, as here, and parts of equal size.
    #expect(patches.wholeMACs == 300_774_272)
    #expect(patches.macs - patches.wholeMACs == 27_919_344)
  }

  /// A network of the zoo never needs more in the best order, and every arena holds what lives.
  @Test(arguments: ["keras/nasnet_mobile", "densenet121", "inception_v3", "googlenet"])
  func `orders and arenas have their bounds`(name: String) throws {
    let graph = try Zoo.selection(name).network.graph()
    for dialect in MemoryDialect.all {
      let written = try MemoryPlan(graph, as: dialect)
      if dialect.placement != nil {
        #expect(written.activationBytes >= written.liveness.peak)
      }
      if let found = written.bestOrder {
        #expect(found.bound <= found.peak)
        let best = try MemoryPlan(graph, as: dialect, order: .best)
        #expect(best.liveness.peak <= written.liveness.peak)
        // A copy of a view is not an operation of the search.
        if !dialect.copiesViews { #expect(best.liveness.peak == found.peak) }
      }
    }
  }
}
