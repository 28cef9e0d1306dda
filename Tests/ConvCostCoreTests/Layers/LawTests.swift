import ConvCostCore
import Testing

/// Returns the cost of a layer on an input.
private func cost(_ layer: some LayerConvertible, on input: Shape) throws -> Cost {
  try Network(input: input) { layer.layer }.analysis().total
}

/// Laws that hold for every shape, rather than numbers for some.
struct LawTests {
  static let maps = [
    Shape.map(8, Extent(1, 1)), .map(12, Extent(5, 7)), .map(32, Extent(14, 14)),
    .map(64, Extent(9, 3)),
  ]

  @Test(arguments: maps)
  func `a 1×1 convolution is a linear layer at each position`(input: Shape) throws {
    let extent = try #require(input.extent)
    let positions = extent.height * extent.width
    for channels in [1, 7, 24] {
      let convolution = try cost(Convolution(channels, kernel: 1), on: input)
      let linear = try cost(Linear(channels), on: .tensor([positions, input.channels]))
      #expect(convolution == linear)
    }
  }

  @Test(arguments: maps)
  func `a convolution over the whole map is a linear layer`(input: Shape) throws {
    let extent = try #require(input.extent)
    let convolution = try cost(Convolution(10, kernel: extent), on: input)
    let linear = try cost(Linear(10), on: .vector(input.count))
    #expect(convolution == linear)
  }

  @Test(arguments: maps)
  func `groups divide weights and MACs`(input: Shape) throws {
    let whole = try cost(Convolution(48, kernel: 3, padding: 1, bias: false), on: input)
    for groups in [1, 2, 4] {
      let grouped = try cost(
        Convolution(48, kernel: 3, padding: 1, groups: groups, bias: false), on: input)
      #expect(grouped.weights * groups == whole.weights)
      #expect(grouped.macs * groups == whole.macs)
      #expect(grouped.activations == whole.activations)
    }
  }

  @Test(arguments: maps)
  func `with as many groups as channels, a convolution is depthwise`(input: Shape) throws {
    let grouped = try cost(
      Convolution(2 * input.channels, kernel: 3, padding: 1, groups: input.channels), on: input)
    let depthwise = try cost(Convolution.depthwise(kernel: 3, padding: 1, multiplier: 2), on: input)
    #expect(grouped == depthwise)
  }

  /// Howard et al., "MobileNets", 2017, §3.1: 1/N + 1/k².
  @Test(arguments: maps)
  func `a separable convolution costs 1÷N + 1÷k² of a standard one`(input: Shape) throws {
    for kernel in [3, 5, 7] {
      for channels in [16, 100] {
        let standard = try cost(ConvNorm(channels, kernel: Extent(kernel)), on: input)
        let separable = try cost(DepthwiseSeparable(channels, kernel: Extent(kernel)), on: input)
        // Multiplied by N·k², so that whole numbers are compared.
        #expect(
          separable.macs * channels * kernel * kernel
            == standard.macs * (kernel * kernel + channels))
      }
    }
  }

  /// Szegedy et al., "Rethinking the Inception Architecture", 2015, §3.1 and §3.2.
  @Test(arguments: [
    (5, Factorized.Form.stacked3x3, 18, 25), (7, .stacked3x3, 27, 49), (3, .asymmetric, 6, 9),
    (5, .asymmetric, 2, 5), (7, .asymmetric, 14, 49),
  ])
  func `factorised convolutions cost the paper's fractions`(
    kernel: Int, form: Factorized.Form, numerator: Int, denominator: Int
  ) throws {
    let input = Shape.map(24, Extent(17, 17))
    let whole = try cost(ConvNorm(24, kernel: Extent(kernel)), on: input)
    let parts = try cost(Factorized(24, kernel: kernel, into: form), on: input)
    #expect(parts.macs * denominator == whole.macs * numerator)
    #expect(parts.weights * denominator == whole.weights * numerator)
  }

  @Test(arguments: maps)
  func `a transposed convolution undoes the shape of a convolution`(input: Shape) throws {
    let extent = try #require(input.extent)
    for kernel in 1...4 {
      for stride in 1...3 {
        let up = TransposedConvolution(5, kernel: Extent(kernel), stride: Extent(stride))
        let down = Convolution(input.channels, kernel: Extent(kernel), stride: Extent(stride))
        let graph = try Network(input: input) {
          up
          down
        }.graph()
        #expect(graph.nodes[1].output.extent == extent)
        // Both see each weight at each position of the smaller map.
        let analysis = try Analysis(graph)
        #expect(analysis.costs[0].macs == analysis.costs[1].macs)
      }
    }
  }

  @Test func `the cost of a chain is the sum of its layers`() throws {
    let input = Shape.map(3, Extent(32, 32))
    let first = Convolution(16, kernel: 3, padding: 1)
    let second = Convolution(32, kernel: 3, stride: 2)
    let chain = try cost(
      Chain {
        first
        second
      }, on: input)
    let sum = try cost(first, on: input) + cost(second, on: .map(16, Extent(32, 32)))
    #expect(chain == sum)
  }
}
