import ConvCostCore
import Testing

struct StagesTests {
  @Test func `a stage contains the work at one resolution`() throws {
    let analysis = try Network(input: .map(3, 32)) {
      Convolution(4, kernel: 3, stride: 2, padding: 1)  // 3·4·9 + 4 parameters
      Convolution(4, kernel: 3, padding: 1)  // 4·4·9 + 4
      Pool.max(2)
      Convolution(8, kernel: 1)  // 4·8 + 8
      AdaptivePool.globalAverage
      Flatten()
      Linear(10)  // 8·10 + 10
    }.analysis()
    let stages = Stages(analysis).stages
    #expect(stages.keys.sorted() == [.downsampled(1), .downsampled(2), .head])
    #expect(stages[.downsampled(1)]?.cost.parameters == 112 + 148)
    #expect(stages[.downsampled(1)]?.extents == [Extent(16, 16)])
    #expect(stages[.downsampled(2)]?.cost.parameters == 40)
    #expect(stages[.downsampled(2)]?.extents == [Extent(8, 8)])
    #expect(stages[.head]?.cost.parameters == 90)
    #expect(stages[.head]?.extents == [])
  }

  /// Each map is compared with the input that it depends on. A map that is reshaped from something
  /// else is compared with the first such map.
  @Test func `maps of several inputs are compared with their own input`() throws {
    let network = Network(
      input: .map(1, 16), sideInputs: [Input("video", .map(1, Extent(4, 32, 32)))]
    ) {
      Convolution(2, kernel: 2, stride: 2)  // 2·4 + 2 parameters
      Output("video") {
        From("video")
        Convolution(2, kernel: 4, stride: 4)  // 2·64 + 2
      }
      Reshape(to: .map(1, Extent(length: 128)))
      Convolution(1, kernel: 8, stride: 8)  // 8 + 1
    }
    let stages = Stages(try network.analysis()).stages
    #expect(stages.keys.sorted() == [0, 1, 2, 3].map { .downsampled($0) })
    #expect(stages[.downsampled(0)]?.cost.parameters == 0)
    #expect(stages[.downsampled(0)]?.extents == [Extent(length: 128)])
    #expect(stages[.downsampled(1)]?.cost.parameters == 10)
    #expect(stages[.downsampled(1)]?.extents == [Extent(8, 8)])
    #expect(stages[.downsampled(2)]?.cost.parameters == 130)
    #expect(stages[.downsampled(2)]?.extents == [Extent(1, 8, 8)])
    #expect(stages[.downsampled(3)]?.cost.parameters == 9)
    #expect(stages[.downsampled(3)]?.extents == [Extent(length: 16)])
  }

  /// What a gate computes from pooled maps, and what is computed before the first map, belongs to
  /// the stage around it. A map of one position that is not pooled is a map, and so is one that is
  /// pooled to more positions.
  @Test func `operations without a map belong to the stage around them`() throws {
    let gate = SqueezeExcite(2, squeeze: 1)
    let gated = Stages(
      try Network(input: .map(2, 12)) {
        gate
        Convolution(2, kernel: 2, stride: 2, bias: false)  // 2·2·4 parameters
        gate
        AdaptivePool(.average, to: 2)
        Convolution(2, kernel: 2, bias: false)  // 2·2·4, to one position: 12 times smaller
        AdaptivePool.globalMax
        Convolution(3, kernel: 1, bias: false)  // 2·3
      }.analysis()
    ).stages
    let own = try Network(input: .map(2, 12)) { gate }.analysis().total.parameters
    #expect(own > 0)
    #expect(
      gated.mapValues(\.cost.parameters) == [
        .downsampled(0): own, .downsampled(1): 16 + own, .downsampled(3): 0, .downsampled(4): 16,
        .head: 6,
      ])
    #expect(gated[.downsampled(0)]?.extents == [Extent(12, 12)])
    #expect(gated[.downsampled(3)]?.extents == [Extent(2, 2)])
    #expect(gated[.downsampled(4)]?.extents == [Extent(1, 1)])
    let reshaped = Stages(
      try Network(input: .vector(3)) {
        Linear(16, bias: false)  // 3·16
        Reshape(to: .map(1, 4))
        Convolution(1, kernel: 2, stride: 2, bias: false)  // 4
        Flatten()
        Linear(5, bias: false)  // 4·5
      }.analysis()
    ).stages
    #expect(
      reshaped.mapValues(\.cost.parameters) == [
        .downsampled(0): 48, .downsampled(1): 4, .head: 20,
      ])
  }

  @Test func `side branches are a stage of their own`() throws {
    let analysis = try Network(input: .map(1, 8)) {
      Convolution(2, kernel: 1)
      Auxiliary { Convolution(1, kernel: 1) }  // 2 + 1 parameters
      Convolution(2, kernel: 1)
    }.analysis()
    let stages = Stages(analysis).stages
    #expect(stages.keys.sorted() == [.downsampled(0), .auxiliary])
    #expect(stages[.auxiliary]?.cost.parameters == 3)
  }

  @Test func `a network on a vector is all head`() throws {
    let analysis = try Network(input: .vector(4)) { Linear(2) }.analysis()
    let stages = Stages(analysis).stages
    #expect(stages.keys.sorted() == [.head])
    #expect(stages[.head]?.cost == analysis.total)
  }

  /// A stage begins where a map is nearer to the next power of two: at 1/√2 of each.
  @Test(arguments: [(46, 0), (45, 1), (23, 1), (22, 2), (1, 6)])
  func `a map belongs to the nearest power of two`(side: Int, power: Int) throws {
    let analysis = try Network(input: .map(1, 64)) {
      Convolution(1, kernel: Extent(65 - side))
    }.analysis()
    #expect(Stages(analysis).stages.keys.sorted() == [.downsampled(power)])
  }

  /// Halving one of two axes is a factor of √2 in the geometric mean, exactly between two powers of
  /// two.
  @Test(arguments: [
    (Extent(32, 64), 1), (Extent(64, 32), 1), (Extent(16, 32), 2), (Extent(64, 33), 0),
  ])
  func `a map exactly between two powers of two belongs to the smaller maps`(
    extent: Extent, power: Int
  ) throws {
    let analysis = try Network(input: .map(1, 64)) {
      Convolution(1, kernel: Extent(65 - extent.height, 65 - extent.width))
    }.analysis()
    #expect(Stages(analysis).stages.keys.sorted() == [.downsampled(power)])
  }
}
