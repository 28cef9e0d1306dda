import ConvCostCore
import Testing

struct DeepSpeedTests {
  /// DeepSpeed 0.19.6, deepspeed/profiling/flops_profiler/profiler.py, `_upsample_flops_compute`:
  /// a size counts as its product, a factor as the elements of the input times the factors.
  @Test(arguments: [
    (Upsample(by: 2), 8 * 12 * 10 * 4), (Upsample(by: 2, mode: .bilinear), 8 * 12 * 10 * 4),
    (Upsample(by: Extent(3, 1)), 8 * 12 * 10 * 3), (Upsample(to: Extent(20, 30)), 20 * 30),
    (Upsample(to: Extent(24, 20), mode: .bilinear), 24 * 20),
  ])
  func `an enlargement counts by its size or by its factor`(layer: Upsample, flops: Int) throws {
    let graph = try Network(input: .map(8, Extent(12, 10)), framework: .pytorch) { layer }.graph()
    #expect(try Analysis(graph, by: .deepSpeed).total.flops == flops)
  }
}
