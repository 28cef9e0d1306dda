import ConvCostCore
import Testing

/// A layer that works on each map of a stack in the same way as on a single map.
struct StackedLayer: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var layer: Layer

  init(_ description: String, _ layer: some LayerConvertible) {
    testDescription = description
    self.layer = layer.layer
  }
}

struct RegionTests {
  static let stack = Shape.maps(count: 5, channels: 8, extent: Extent(6, 10))

  /// A pyramid of two levels, and two heads.
  private static func detector(proposals: Int = 20, detections: Int = 3) -> Network {
    Network(input: .map(3, 64)) {
      Convolution(16, kernel: 3, stride: 2, padding: 1).named("fine")
      Keep("fine")
      Convolution(16, kernel: 3, stride: 2, padding: 1).named("coarse")
      Keep("coarse")
      Regions(.proposals, count: proposals, size: 7) {
        From("fine")
        From("coarse")
      }.named("pool")
      Flatten()
      Linear(32).named("features")
      Output("boxes") { Linear(12).named("boxes") }
      Regions(.detections, count: detections, size: Extent(4, 6)) { From("coarse") }
      Output("masks") {
        TransposedConvolution(8, kernel: 2, stride: 2).named("up")
        BatchNorm()
        Convolution(2, kernel: 1).named("masks")
      }
    }
  }

  @Test func `a stack has the lengths of its maps after their number`() {
    #expect(Self.stack.description == "5×8×6×10")
    #expect(Self.stack.dimensions == [5, 8, 6, 10])
    #expect(Self.stack.count == 2400)
    #expect(Self.stack.channels == 8)
    #expect(Self.stack.extent == Extent(6, 10))
    #expect(Self.stack.rank == 2)
    #expect(Self.stack.mapCount == 5)
    #expect(Shape.map(8, 6).mapCount == 1)
    #expect(Self.stack != .map(8, Extent(6, 10)))
  }

  /// Five maps cost five times as much as one; the weights are the same.
  @Test(arguments: [
    StackedLayer("convolution", Convolution(6, kernel: 3, stride: 2, padding: 1)),
    StackedLayer("groups", Convolution(4, kernel: 3, dilation: 2, groups: 2)),
    StackedLayer("each channel alone", Convolution.depthwise(kernel: 3, multiplier: 2)),
    StackedLayer(
      "transposed convolution",
      TransposedConvolution(4, kernel: 4, stride: 2, padding: 1, groups: 2)),
    StackedLayer("batch norm", BatchNorm()), StackedLayer("layer norm", LayerNorm()),
    StackedLayer("group norm", GroupNorm(groups: 4)),
    StackedLayer("local response norm", LocalResponseNorm()),
    StackedLayer("activation", Activation.relu), StackedLayer("max pool", Pool.max(2)),
    StackedLayer("average pool", Pool.average(3, stride: 2)),
    StackedLayer("global pool", AdaptivePool.globalAverage),
    StackedLayer("adaptive pool", AdaptivePool(.max, to: Extent(2, 3))),
    StackedLayer("enlargement", Upsample(by: 2, mode: .bilinear)),
    StackedLayer("enlargement to a size", Upsample(to: Extent(7, 11))),
    StackedLayer("zeros", ZeroPad(1)), StackedLayer("crop", Crop(1)),
    StackedLayer("pool of channels", ChannelPool(.norm)),
    StackedLayer("slice", ChannelSlice.part(0, of: 2)),
    StackedLayer("channels", ChannelPad(to: 12)),
    StackedLayer("shuffle", ChannelShuffle(groups: 2)), StackedLayer("scale", ChannelScale()),
    StackedLayer("squeeze and excitation", SqueezeExcite(8, squeeze: 2)),
    StackedLayer("residual", Residual { Convolution(8, kernel: 1) }),
    StackedLayer(
      "concatenation",
      Concat {
        Convolution(4, kernel: 1)
        Chain {}
      }),
  ])
  func `layers work on each map of a stack`(layer: StackedLayer) throws {
    let one = try Network(input: .map(8, Extent(6, 10)), layers: { layer.layer }).analysis()
    let five = try Network(input: Self.stack, layers: { layer.layer }).analysis()
    #expect(one.graph.nodes.count == five.graph.nodes.count)
    for (single, stacked) in zip(one.graph.nodes, five.graph.nodes) {
      #expect(stacked.output.dimensions == [5] + single.output.dimensions)
      #expect(stacked.operation == single.operation)
    }
    #expect(five.total.parameters == one.total.parameters)
    #expect(five.total.buffers == one.total.buffers)
    #expect(five.total.macs == 5 * one.total.macs)
    #expect(five.total.activations == 5 * one.total.activations)
    let (kept, keptOfAll) = (try Training(one).saved, try Training(five).saved)
    #expect(keptOfAll.activations == 5 * kept.activations)
    #expect(keptOfAll.positions == 5 * kept.positions)
    #expect(keptOfAll.statistics == kept.statistics)
    #expect(try Liveness(five.graph).peak == 5 * Liveness(one.graph).peak)
    // Quantities of elements include all maps.
    for quantity in [
      Quantity.macs, .weightsOnOutput, .inputsPerOutput, .outputsPerOutput, .macsPerGroup, .input,
      .output, .biasedOutput, .biasedGrid, .joined, .windows, .neighbours, .neighbourhoods,
    ] {
      for index in one.graph.nodes.indices {
        let values = try [one, five].map { try quantity.value(at: $0.site(index)) }
        #expect(values[1] == 5 * values[0], "\(quantity)")
        #expect(try quantity.derivation(at: five.site(index)).value == values[1])
      }
    }
  }

  @Test func `a stack is flattened map by map`() throws {
    let analysis = try Network(input: Self.stack) {
      Flatten()
      Linear(7)
    }.analysis()
    #expect(analysis.graph.nodes.map(\.output) == [.tensor([5, 480]), .tensor([5, 7])])
    // 480·7 weights and 7 biases; the weights meet the features of each map.
    #expect(analysis.total.parameters == 3367)
    #expect(analysis.total.macs == 16_800)
  }

  @Test func `the formula of a stack's products names the number of maps`() throws {
    let analysis = try Network(input: Self.stack) { Convolution(6, kernel: 3, padding: 1) }
      .analysis()
    let derivation = try Quantity.macs.derivation(at: analysis.site(0))
    #expect(derivation.formula == "K_h·K_w·C_in·C_out·maps·H_out·W_out")
    #expect(derivation.numbers == "3·3·8·6·5·6·10")
    #expect(derivation.value == 129_600)
  }

  @Test func `regions of several levels are a stack`() throws {
    let graph = try Self.detector().graph()
    let paths = Paths(graph).nodes
    let pool = try #require(paths.firstIndex(of: "pool.roialign"))
    #expect(graph.nodes[pool].output == .maps(count: 20, channels: 16, extent: Extent(7, 7)))
    #expect(graph.inputShapes(of: graph.nodes[pool]) == [.map(16, 32), .map(16, 16)])
    #expect(graph.operationDescription(pool) == "RoIAlign 20 proposals to 7×7")
    #expect(graph.nodes[pool].form == .customModule)
    // A single level is read as well.
    let other = try #require(paths.firstIndex(of: "roialign"))
    #expect(graph.nodes[other].output == .maps(count: 3, channels: 16, extent: Extent(4, 6)))
  }

  /// By hand: 784·32 + 32·12 products for each proposal; (16·8·4)·24 and (8·2)·96 for each
  /// detection.
  @Test(arguments: [(20, 3), (1, 1), (1000, 100), (0, 0)])
  func `work that depends on the number of regions is separated from the rest`(
    proposals: Int, detections: Int
  ) throws {
    let analysis = try Self.detector(proposals: proposals, detections: detections).analysis()
    let work = analysis.regionWork
    #expect(work.map(\.pool.kind) == [.proposals, .detections])
    #expect(work.map(\.pool.count) == [proposals, detections])
    #expect(work.map(\.cost.macs) == [proposals * 25_472, detections * 13_824])
    #expect(work.map(\.macsForEach) == (proposals > 0 ? [25_472, 13_824] : [nil, nil]))
    // 16 of 3 channels on 32×32, 16 of 16 on 16×16.
    let rest = 9 * 3 * 16 * 32 * 32 + 9 * 16 * 16 * 16 * 16
    #expect(analysis.total.macs == rest + work.reduce(0) { $0 + $1.cost.macs })
    #expect(analysis.total.parameters == (try Self.detector().analysis().total.parameters))
  }

  @Test func `the work for regions ends when results are no longer one for each`() throws {
    let analysis = try Network(input: .map(3, 16)) {
      Regions(.proposals, count: 4, size: 2) { Chain {} }
      Convolution(5, kernel: 1)
      Reshape(to: .vector(80))
      Linear(10)
    }.analysis()
    // With another number of regions, the linear layer would have other weights.
    #expect(analysis.regionWork.map(\.cost.macs) == [240])
    #expect(analysis.total.macs == 1040)
    let none = try Network(input: .map(3, 16)) { Convolution(5, kernel: 1) }.analysis()
    #expect(none.regionWork.isEmpty)
  }

  @Test func `results for regions depend on all of the image`() throws {
    let graph = try Self.detector().graph()
    let fields = ReceptiveFields(graph)
    let first = try #require(graph.nodes.firstIndex { $0.output.mapCount > 1 })
    #expect(fields.values[first].isGlobal == false)
    for value in first + 1..<fields.values.count {
      #expect(fields.values[value].isGlobal)
    }
    #expect(fields.misaligned.isEmpty)
  }

  @Test(arguments: [0.5, 1, 1.5])
  func `a prepared detector costs what a rebuilt one does`(width: Double) throws {
    let network = Self.detector()
    let prepared = try PreparedNetwork(network)
    var workspace = PreparedNetwork.Workspace()
    for side in [32, 64, 75] {
      let scaling = Scaling(width: width)
      let cost = try prepared.total(on: .map(3, Extent(side)), scaledBy: scaling, using: &workspace)
      let graph = try prepared.scaledGraph(on: .map(3, Extent(side)), by: scaling)
      #expect(cost == (try Analysis(graph).total))
      // The results keep their channels.
      #expect(graph.outputs.map { graph.shape(ofValue: $0).channels } == [12, 2])
    }
  }

  /// Counters see an operation for which they have no rule: fvcore 0.1.5 warns of
  /// `torchvision::roi_align`, onnx-tool's `RoiAlignNode` counts nothing, others see no module that
  /// they know.
  @Test(arguments: Convention.all)
  func `regions are reported as not counted`(convention: Convention) throws {
    let analysis = try Analysis(Self.detector().graph(), by: convention)
    let pools = analysis.graph.nodes.indices.filter {
      analysis.graph.nodes[$0].operation.kind == .regionAlign
    }
    for count in convention.counts {
      for pool in pools { #expect(try count.value(at: analysis.site(pool)) == 0) }
      let left = analysis.uncounted(by: count).filter { $0.operation == "RoIAlign" }
      #expect(left.map(\.count) == [2])
      #expect(left.map(\.isUnseen) == [false])
    }
  }

  @Test(arguments: [
    (
      Shape.map(3, 16), RegionPool(.proposals, count: -1, size: 7),
      "roialign: RoIAlign -1 proposals to 7×7 on 3×16×16: proposals is -1, expected 0 to 2147483647"
    ),
    (
      Shape.map(3, 16), RegionPool(.detections, count: 5, size: Extent(1, 2, 3)),
      """
      roialign: RoIAlign 5 detections to 1×2×3 on 3×16×16: found depth, height and width, expected \
      height and width: the axes of the map
      """
    ),
    (
      Shape.map(3, 16), RegionPool(.detections, count: 5, size: 0),
      "roialign: RoIAlign 5 detections to 0×0 on 3×16×16: height is 0, expected 1 to 2147483647"
    ),
    (
      Shape.vector(8), RegionPool(.proposals, count: 5, size: 7),
      "roialign: RoIAlign 5 proposals to 7×7 on 8: expected a map C×H×W"
    ),
    (
      RegionTests.stack, RegionPool(.proposals, count: 5, size: 7),
      "roialign: RoIAlign 5 proposals to 7×7 on 5×8×6×10: expected a map C×H×W"
    ),
  ])
  func `errors in regions say why`(input: Shape, pool: RegionPool, message: String) throws {
    let error = try #require(throws: NetworkError.self) {
      try Network(input: input) { Layer.merge(.regions(pool), [.chain([])]) }.graph()
    }
    #expect(error.description == message)
  }

  @Test func `levels need equal numbers of channels, and stacks equal numbers of maps`() throws {
    let pool = Merge.regions(RegionPool(.proposals, count: 5, size: 7))
    #expect(throws: ShapeError.mergeMismatch(.map(8, 6), .map(4, 3))) {
      try pool.output(of: .map(8, 6), .map(4, 3))
    }
    let (five, four) = (Shape.maps(count: 5, channels: 8, extent: 1), Shape.map(8, 6))
    for merge in [Merge.add, .multiply, .concat, pool] {
      #expect(throws: ShapeError.mergeMismatch(five, four)) { try merge.output(of: five, four) }
    }
    #expect(
      try Merge.multiply.output(of: Self.stack, .maps(count: 5, channels: 8, extent: Extent(1, 1)))
        == Self.stack)
    let other = Shape.maps(count: 4, channels: 8, extent: Extent(6, 10))
    #expect(throws: ShapeError.mergeMismatch(Self.stack, other)) {
      try Merge.concat.output(of: Self.stack, other)
    }
  }

  @Test func `a stack that cannot be counted is an error`() {
    let most = Shape.longestDimension
    for shape in [
      Shape.maps(count: -1, channels: 8, extent: Extent(6, 6)),
      .maps(count: most + 1, channels: 8, extent: Extent(6, 6)),
      .maps(count: most, channels: most, extent: Extent(most, 6)),
      .maps(count: 5, channels: 0, extent: Extent(6, 6)), .maps(count: 5, channels: 8, extent: 6),
    ] {
      #expect(throws: NetworkError.self) {
        try Network(input: shape) { Activation.relu }.graph()
      }
    }
    #expect(throws: NetworkError.self) {
      try Network(input: .maps(count: 1, channels: most, extent: Extent(2, 2))) { Flatten() }
        .graph()
    }
  }
}
