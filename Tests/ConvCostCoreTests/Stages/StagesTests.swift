import ConvCostCore
import Testing

@Suite struct StagesTests {
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
      Reshape(to: .map(2, Extent(length: 64)))
      Convolution(1, kernel: 2, stride: 2)  // 2·2 + 1
    }
    let stages = Stages(try network.analysis()).stages
    #expect(stages[.downsampled(1)]?.cost.parameters == 10 + 5)
    #expect(stages[.downsampled(1)]?.extents == [Extent(8, 8), Extent(length: 32)])
    #expect(stages[.downsampled(2)]?.cost.parameters == 130)
    #expect(stages[.downsampled(2)]?.extents == [Extent(1, 8, 8)])
    #expect(stages[.downsampled(0)]?.extents == [Extent(length: 64)])
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
