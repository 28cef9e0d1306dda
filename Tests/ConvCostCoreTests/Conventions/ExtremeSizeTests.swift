import Testing

@testable import ConvCostCore

/// Sizes at which a tool's plain formula gives unusual values, or exceeds 64 bits.
struct ExtremeSizeTests {
  /// A transposed convolution on a map smaller than its kernel, and the count of calflops 0.3.2.
  ///
  /// 2·K_h·K_w·C_in·C_out·H·W, and as biases C_out times ⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1 along both
  /// axes, also if these are negative (`_conv_trans_flops_compute`).
  static let grids: [(layer: TransposedConvolution, input: Shape, flops: Int)] = [
    // Printed by the tool itself: FLOPs 256.
    (TransposedConvolution(8, kernel: 2, stride: 2), .map(4, 1), 256),
    // The first layer of DCGAN: 2·16·100·512 = 1,638,400 and 512·(−2)·(−2) = 2,048.
    (TransposedConvolution(512, kernel: 4), .map(100, 1), 1_640_448),
    // ⌊−3/2⌋ + 1 = −1: 2·16·4·8 = 1,024 and 8·1.
    (TransposedConvolution(8, kernel: 4, stride: 2), .map(4, 1), 1_032),
    // One axis below the kernel and one above: 2·9·4·8·9 = 5,184 and 8·(−1)·7 = −56.
    (TransposedConvolution(8, kernel: 3), .map(4, Extent(1, 9)), 5_128),
    // A usual size: 2·9·4·8·25 = 14,400 and 8·3·3 = 72.
    (TransposedConvolution(8, kernel: 3), .map(4, 5), 14_472),
    (TransposedConvolution(8, kernel: 2, stride: 2, bias: false), .map(4, 1), 256),
  ]

  @Test(arguments: grids)
  func `calflops multiplies biases by a grid that may be empty`(
    layer: TransposedConvolution, input: Shape, flops: Int
  ) throws {
    let graph = try Network(input: input, framework: .pytorch) { layer }.graph()
    #expect(try Analysis(graph, by: .calflops).total.flops == flops)
    let analysis = try Analysis(graph.asSeen(by: .calflops))
    let derivation = try Quantity.biasedGrid.derivation(at: analysis.site(0))
    #expect(2 * analysis.total.macs + derivation.value == flops)
  }

  static let sizes: [Int] = [0, 1, 1 << 31, 1 << 32, 1 << 61, .max - 1, .max, .min, -1]

  @Test(arguments: sizes)
  func `a norm of any size has a value or an error in every quantity`(size: Int) {
    let shape = Shape.map(3, 4)
    for operation in [
      Operation.localResponseNorm(LocalResponseNorm(size: size)),
      .groupNorm(GroupNorm(groups: size)),
    ] {
      let site = Site(
        operation: operation, form: .module, input: shape, arity: 1, output: shape, regions: 1,
        cost: .zero,
        lender: .zero)
      for quantity in Quantity.allCases {
        _ = try? quantity.value(at: site)
        _ = try? quantity.derivation(at: site)
      }
      for convention in Convention.all {
        for count in convention.counts { _ = try? count.value(at: site) }
      }
    }
  }

  @Test(arguments: sizes.filter { $0 >= 0 })
  func `products and stored numbers of any size have a value or an error`(size: Int) {
    let shape = Shape.vector(8)
    for cost in [
      Cost(macs: size), Cost(weights: size, biases: size, normalization: size, buffers: size),
      Cost(weights: size, macs: size),
    ] where cost.weights.magnitude <= Cost.largestCount.magnitude {
      let site = Site(
        operation: .linear(Linear(8)), form: .module, input: shape, arity: 1, output: shape,
        regions: 1,
        cost: cost, lender: cost)
      for convention in Convention.all {
        for count in convention.counts { _ = try? count.value(at: site) }
      }
    }
  }

  /// Two inputs whose elements fit in 64 bits, while their sum does not.
  @Test func `inputs of many elements end in an error`() throws {
    let side = 1 << 31 - 1
    let shape = Shape.map(1 << 1, Extent(side, side))
    var builder = try GraphBuilder(inputs: [shape, shape, shape])
    let value = try builder.append(
      .merge(.add), label: nil, in: [], named: nil, reading: [0, 1, 2], output: shape, stored: .none
    )
    let graph = try builder.graph(outputs: [value])
    #expect(throws: NetworkError.self) { try Liveness(graph) }
    #expect(throws: NetworkError.self) { try ActivationTotals(graph) }
    #expect(try Analysis(graph).traffic(of: 0).read == Int.max)
  }

  /// A path of 32 blocks for each of 20,000 operations takes a megabyte in a file and half a
  /// gigabyte as blocks.
  @Test func `blocks have a limit`() throws {
    var builder = try GraphBuilder(inputs: [.vector(1)])
    var value = 0
    for index in 0..<7_000 {
      value = try builder.append(
        .activation(.relu), label: nil,
        in: (0..<32).map { GraphBuilder.Step(name: "\(index)_\($0)") }, named: "r",
        reading: [value], output: .vector(1), stored: .none)
    }
    let graph = try builder.graph(outputs: [value])
    #expect(graph.nodes.count == 7_000)
    #expect(graph.scopes.count == 200_000)
    #expect(graph.scopes.allSatisfy { !$0.nodes.isEmpty })
    #expect(Set(Paths(graph).nodes).count == 7_000)
  }
}
