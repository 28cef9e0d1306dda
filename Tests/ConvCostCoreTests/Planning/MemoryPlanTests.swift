import Testing

@testable import ConvCostCore

struct MemoryPlanTests {
  /// 400, 800, 800 and 192 numbers; 40 and 219 parameters.
  private static func graph() throws -> Graph {
    try Network(input: .map(4, 10)) {
      Convolution(8, kernel: 1)
      Activation.relu
      Convolution(3, kernel: 3)
    }.graph()
  }

  /// The ReLU takes the place of what it reads.
  @Test func `a plan by hand`() throws {
    let plan = try MemoryPlan(Self.graph(), as: .tflm)
    #expect(plan.dialect == .tflm)
    #expect(plan.dataType == .int8)
    #expect(plan.bits == nil)
    #expect(plan.batch == 1)
    #expect(plan.order == [0, 1, 2])
    #expect(plan.bestOrder?.nodes == [0, 1, 2])
    #expect(plan.bestOrder?.peak == 1200)
    #expect(plan.bestOrder?.isBest == true)
    #expect(plan.writtenPeak == 1200)
    #expect(plan.valueBytes == [400, 800, 800, 192])
    #expect(plan.liveness.live == [1200, 800, 992])
    #expect(plan.liveness.peakNode == 0)
    #expect(plan.liveness.peakValues == [0, 1])
    #expect(
      plan.arena?.parts == [
        ArenaPlan.Part(values: [0], offset: 800, size: 400, steps: 0...0),
        ArenaPlan.Part(values: [1, 2], offset: 0, size: 800, steps: 0...2),
        ArenaPlan.Part(values: [3], offset: 800, size: 192, steps: 2...3),
      ])
    #expect(plan.activationBytes == 1200)
    #expect(plan.steps == [0...0, 0...1, 1...2, 2...2])
    #expect(plan.weightBytes == 259)
    #expect(plan.bufferBytes == 0)
    #expect(plan.workspaceBytes == 0)
  }

  @Test func `the usual plan is of the network as written`() throws {
    let graph = try Network(input: .map(4, 10)) {
      Convolution(8, kernel: 1, bias: false)
      BatchNorm()
    }.graph()
    let plan = try MemoryPlan(graph)
    #expect(plan.dialect == .graph)
    #expect(plan.dataType == .fp32)
    #expect(plan.valueBytes == [1600, 3200, 3200])
    #expect(plan.arena == nil)
    #expect(plan.activationBytes == 6400)
    #expect(plan.weightBytes == 4 * (32 + 16))
    #expect(plan.bufferBytes == 4 * 16)
    let folded = try MemoryPlan(graph, in: .fp16, batch: 3, foldsNorms: true)
    #expect(folded.activationBytes == 6 * 1200)
    #expect(folded.weightBytes == 2 * (32 + 8))
    #expect(folded.bufferBytes == 0)
    #expect(folded.batch == 3)
  }

  /// The documentation's table.
  @Test(
    arguments: [
      (MemoryDialect.graph, DataType.fp32, Overwriting(), true, false, false, nil),
      (.inPlace, .fp32, [.activations, .sums], true, false, true, nil),
      (.tflm, .int8, .fused, true, true, true, 16),
      (.executorch, .int8, .fused, true, false, true, 16),
      (.tinyEngine, .int8, [.fused, .depthwise], false, false, true, nil),
      (.mcunet, .int8, [.fused, .depthwise], false, false, true, nil),
      (.eager, .fp32, [.activations, .sums], false, false, false, nil),
    ] as [(MemoryDialect, DataType, Overwriting, Bool, Bool, Bool, Int?)])
  func `the rules of runtimes`(
    dialect: MemoryDialect, type: DataType, overwriting: Overwriting, holdsInputs: Bool,
    copiesViews: Bool, foldsNorms: Bool, alignment: Int?
  ) {
    #expect(dialect.dataType == type)
    #expect(dialect.overwriting == overwriting)
    #expect(dialect.holdsInputs == holdsInputs)
    #expect(dialect.copiesViews == copiesViews)
    #expect(dialect.foldsNorms == foldsNorms)
    #expect(dialect.placement?.alignment == alignment)
    #expect(MemoryDialect.named(dialect.name) == dialect)
  }
}
