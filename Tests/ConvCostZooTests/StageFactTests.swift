import ConvCostCore
import ConvCostZoo
import Testing

struct StageFactTests {
  private static func stages(_ name: String) throws -> [Stages.Kind: Stages.Stage] {
    Stages(try Zoo.selection(name).network.analysis()).stages
  }

  @Test(arguments: Zoo.entries.map(\.fullName))
  func `the stages of a network add up to it`(name: String) throws {
    let analysis = try Zoo.selection(name).network.analysis()
    let sum = Stages(analysis).stages.values.reduce(Cost.zero) { $0 + $1.cost }
    #expect(sum == analysis.total)
  }

  @Test func `the stages of ResNet-50 are the rows of its paper's table`() throws {
    let stages = try Self.stages("resnet50")
    #expect(
      Set(stages.keys) == [
        .downsampled(1), .downsampled(2), .downsampled(3), .downsampled(4), .downsampled(5), .head,
      ])
    #expect(stages[.downsampled(1)]?.extents == [Extent(112, 112)])
    #expect(stages[.downsampled(5)]?.extents == [Extent(7, 7)])
    #expect(stages[.head]?.cost.parameters == 2_049_000)
  }

  @Test func `squeeze-excite belongs to the stage around it`() throws {
    let stages = try Self.stages("efficientnet_b0")
    // The head is the classifier alone: 1280 · 1000 and the biases.
    #expect(stages[.head]?.cost.parameters == 1_281_000)
    // The only biases at 112×112 are those of the first block's squeeze-excite, 32 → 8 → 32.
    #expect(stages[.downsampled(1)]?.cost.biases == 8 + 32)
  }

  @Test func `odd sizes belong to the nearest power of two`() throws {
    let stages = try Self.stages("inception_v3")
    #expect(stages[.downsampled(1)]?.extents == [Extent(149, 149), Extent(147, 147)])
    #expect(stages[.downsampled(2)]?.extents == [Extent(73, 73), Extent(71, 71)])
    #expect(stages[.downsampled(3)]?.extents == [Extent(35, 35)])
    #expect(stages[.downsampled(4)]?.extents == [Extent(17, 17)])
    #expect(stages[.downsampled(5)]?.extents == [Extent(8, 8)])
  }

  @Test func `convolutions on maps of 1×1 are a stage, and only pooled values are the head`()
    throws
  {
    let stages = try Self.stages("resnet50:input=32")
    #expect(stages[.downsampled(5)]?.extents == [Extent(1, 1)])
    #expect(stages[.head]?.cost.macs == 2_048_000)
  }

  @Test func `auxiliary classifiers are a stage of their own`() throws {
    let with = try Self.stages("googlenet:aux=true")
    let without = try Self.stages("googlenet")
    // torchvision 0.29.2: 13,004,888 with and 6,624,904 without.
    #expect(with[.auxiliary]?.cost.parameters == 13_004_888 - 6_624_904)
    for (kind, stage) in without { #expect(with[kind]?.cost == stage.cost) }
  }
}
