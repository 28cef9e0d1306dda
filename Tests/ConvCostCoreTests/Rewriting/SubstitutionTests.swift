import ConvCostCore
import Testing

struct SubstitutionTests {
  private func macs(_ layer: some LayerConvertible, on input: Shape) throws -> Int {
    try Network(input: input) { layer.layer }.analysis().total.macs
  }

  /// Szegedy et al. 2015, §3; Simonyan and Zisserman 2014, §2.3; Howard et al. 2017, §3.1: the
  /// fractions of the original's cost, with equal channels, stride 1 and no biases.
  @Test(arguments: [
    (5, Substitution.stacked3x3, 18, 25), (7, .stacked3x3, 27, 49), (3, .stacked2x2, 8, 9),
    (3, .asymmetric, 6, 9), (5, .asymmetric, 2, 5), (7, .asymmetric, 14, 49),
    (3, .grouped(4), 1, 4), (3, .depthwiseSeparable, 64 + 9, 64 * 9),
    (3, .bottleneck(channels: 16), 16 * 64 + 9 * 16 * 64, 9 * 64 * 64),
  ])
  func `a substitution costs the published fraction`(
    kernel: Int, substitution: Substitution, numerator: Int, denominator: Int
  ) throws {
    let input = Shape.map(64, Extent(14, 12))
    let convolution = Convolution(64, kernel: Extent(kernel), padding: .half, bias: false)
    let substitute = try #require(convolution.applying(substitution, on: input))
    #expect(
      try macs(substitute, on: input) * denominator == macs(convolution, on: input) * numerator)
  }

  /// Szegedy et al. 2015, §4, from 35×35×288 to 17×17×768 as in the released Mixed_6a.
  @Test func `the grid reductions cost what the released widths say`() throws {
    let input = Shape.map(288, 35)
    let convolution = Convolution(768, kernel: 3, stride: 2, bias: false)
    func macs(_ substitution: Substitution) throws -> Int {
      let layer = try #require(convolution.applying(substitution, on: input))
      return try self.macs(layer, on: input)
    }
    #expect(try macs(.convThenPool) == 2_438_553_600)
    #expect(try macs(.poolThenConv) == 575_299_584)
    #expect(try macs(.parallelPool) == 9 * 288 * 480 * 17 * 17)
  }

  /// Szegedy et al. 2015, §4, from d×d×k to d/2×d/2×2k with an even d: pooling first costs a
  /// quarter, and the parallel block half of that, for it has half of the filters.
  @Test(arguments: [8, 36]) func `the fractions of the grid reductions`(side: Int) throws {
    let input = Shape.map(48, Extent(side))
    let convolution = Convolution(96, kernel: 3, stride: 2, padding: .half, bias: false)
    func macs(_ substitution: Substitution) throws -> Int {
      let layer = try #require(convolution.applying(substitution, on: input))
      return try self.macs(layer, on: input)
    }
    #expect(try macs(.convThenPool) == 4 * macs(.poolThenConv))
    #expect(try macs(.poolThenConv) == 2 * macs(.parallelPool))
  }

  @Test func `alternatives are the substitutions that apply, in order`() {
    let names = Convolution(128, kernel: 5, padding: .half).alternatives(
      on: .map(128, 28), reductions: [32]
    ).map(\.substitution.name)
    #expect(
      names == [
        "stacked-3x3", "asymmetric", "bottleneck-32", "grouped-2", "grouped-4", "grouped-8",
        "grouped-32", "depthwise-separable",
      ])
  }

  static let substitutions: [Substitution] = [
    .stacked3x3, .stacked2x2, .asymmetric, .bottleneck(channels: 2), .grouped(2), .grouped(3),
    .depthwiseSeparable, .convThenPool, .poolThenConv, .parallelPool,
  ]

  @Test(arguments: substitutions)
  func `replacements of a convolution give the same shape and see as much`(
    substitution: Substitution
  ) throws {
    for kernel in 1...7 {
      for stride in 1...4 {
        for padding in [Padding.valid, .half, .same, 1] {
          for side in [9, 12, 17] {
            let input = Shape.map(6, Extent(side, side + 1))
            let convolution = Convolution(
              12, kernel: Extent(kernel), stride: Extent(stride), padding: padding)
            guard let output = try? convolution.output(of: input),
              let layer = convolution.applying(substitution, on: input)
            else { continue }
            let graph = try Network(input: input) { layer }.graph()
            #expect(graph.shape(ofValue: graph.outputs[0]) == output)
            if substitution == .stacked3x3, stride == 1 || padding == .valid {
              let field = graph.receptiveField(ofValue: graph.outputs[0])
              #expect(field[.height]?.size == Double(kernel))
              #expect(field[.width]?.size == Double(kernel))
            }
          }
        }
      }
    }
  }

  /// The layers of each replacement: channels, kernel, stride, and padding before and after, along
  /// both axes. Of a 5×5 convolution with unequal strides and pads.
  @Test func `the layers of replacements`() throws {
    let input = Shape.map(6, Extent(20, 23))
    func layers(_ convolution: Convolution, _ substitution: Substitution) -> [Layer]? {
      switch convolution.applying(substitution, on: input) {
      case .scope(_, let layers)?, .merge(_, let layers)?: layers
      case let layer?: [layer]
      case nil: nil
      }
    }
    let convolution = Convolution(9, kernel: 5, stride: Extent(1, 2), padding: Extent(3, 1))
    #expect(
      layers(convolution, .asymmetric) == [
        Convolution(
          9, kernel: Extent(1, 5), stride: Extent(1, 2),
          padding: .explicit(before: Extent(0, 1), after: Extent(0, 1))
        ).layer,
        Convolution(
          9, kernel: Extent(5, 1), stride: Extent(1, 1),
          padding: .explicit(before: Extent(3, 0), after: Extent(3, 0))
        ).layer,
      ])
    #expect(
      layers(convolution, .bottleneck(channels: 5)) == [
        Convolution(5, kernel: 1).layer, convolution.layer,
      ])
    #expect(layers(convolution, .bottleneck(channels: 6)) == nil)
    #expect(layers(convolution, .stacked2x2) == nil)
    #expect(layers(convolution, .grouped(1)) == nil)
    #expect(layers(convolution, .grouped(2)) == nil)
    #expect(
      layers(convolution, .grouped(3)) == [
        Convolution(9, kernel: 5, stride: Extent(1, 2), padding: Extent(3, 1), groups: 3).layer
      ])
    // With half padding the first part has the stride; without, the last one has it, and the first
    // has the padding.
    #expect(
      layers(Convolution(9, kernel: 5, stride: 2, padding: 2, bias: false), .stacked3x3) == [
        Convolution(9, kernel: 3, stride: 2, padding: .half, bias: false).layer,
        Convolution(9, kernel: 3, padding: .half, bias: false).layer,
      ])
    #expect(
      layers(Convolution(9, kernel: 7, stride: 2, padding: 1), .stacked3x3) == [
        Convolution(9, kernel: 3, padding: 1).layer, Convolution(9, kernel: 3).layer,
        Convolution(9, kernel: 3, stride: 2).layer,
      ])
    #expect(layers(Convolution(9, kernel: 3, padding: 1), .stacked3x3) == nil)
    #expect(layers(Convolution(9, kernel: 4), .stacked3x3) == nil)
    #expect(
      layers(Convolution(9, kernel: 3, stride: 2, padding: 1), .stacked2x2) == [
        Convolution(9, kernel: 2, stride: 2, padding: .explicit(before: 1, after: 0)).layer,
        Convolution(9, kernel: 2, padding: .explicit(before: 0, after: 1)).layer,
      ])
    #expect(layers(Convolution(9, kernel: 1), .asymmetric) == nil)
    #expect(layers(Convolution(9, kernel: 1), .depthwiseSeparable) == nil)
    #expect(
      layers(Convolution(9, kernel: 2, bias: false), .depthwiseSeparable) == [
        Convolution.depthwise(kernel: 2, bias: false).layer,
        Convolution(9, kernel: 1, bias: false).layer,
      ])
    let reduction = Convolution(9, kernel: 3, stride: 2)
    let full = Convolution(9, kernel: 3, padding: .half).layer
    let pool = Pool.max(3, stride: 2).layer
    #expect(layers(reduction, .convThenPool) == [full, pool])
    #expect(layers(reduction, .poolThenConv) == [pool, full])
    #expect(
      layers(reduction, .parallelPool) == [Convolution(3, kernel: 3, stride: 2).layer, pool])
    #expect(layers(Convolution(6, kernel: 3, stride: 2), .parallelPool) == nil)
    #expect(layers(Convolution(9, kernel: 3, stride: 3), .convThenPool) == nil)
  }

  /// The bottlenecks that are tried have a quarter and a half of the channels, if that is not zero.
  @Test(arguments: [
    (2, ["bottleneck-1", "grouped-2"]),
    (12, ["bottleneck-3", "bottleneck-6", "grouped-2", "grouped-4"]),
    (32, ["bottleneck-8", "bottleneck-16", "grouped-2", "grouped-4", "grouped-8", "grouped-32"]),
  ])
  func `the alternatives that are tried by themselves`(channels: Int, names: [String]) {
    let found = Convolution(channels, kernel: 1).alternatives(on: .map(channels, 5))
    #expect(found.map(\.substitution.name) == names)
  }

  @Test func `names lead back to substitutions`() {
    #expect(
      Substitution.names == [
        "stacked-3x3", "stacked-2x2", "asymmetric", "bottleneck-N", "grouped-N",
        "depthwise-separable", "conv-then-pool", "pool-then-conv", "parallel-pool",
      ])
    let longest = Shape.longestDimension
    #expect(Substitution(name: "grouped-\(longest)") == .grouped(longest))
    #expect(Substitution(name: "grouped-\(longest + 1)") == nil)
    #expect(Substitution(name: "bottleneck-1") == .bottleneck(channels: 1))
    for substitution in Self.substitutions {
      #expect(Substitution(name: substitution.name) == substitution)
    }
    for name in ["", "grouped", "grouped-0", "grouped--1", "grouped-x", "bottleneck-", "stacked"] {
      #expect(Substitution(name: name) == nil)
    }
  }

  @Test func `grouped and dilated convolutions stay`() {
    let input = Shape.map(8, 12)
    let grouped = Convolution(8, kernel: 5, padding: .half, groups: 2)
    let dilated = Convolution(8, kernel: 5, padding: .half, dilation: 2)
    for substitution in Self.substitutions {
      #expect(grouped.applying(substitution, on: input) == nil)
      #expect(dilated.applying(substitution, on: input) == nil)
    }
  }

  @Test func `a rewritten network has the shapes and the other layers of the original`() throws {
    let network = Network(input: .map(64, 28)) {
      BasicBlock(width: 64)
      BasicBlock(width: 128, stride: 2)
      Auxiliary { Convolution(4, kernel: 3) }
      SqueezeExcite(128, squeeze: 8)
    }
    let rewritten = try network.applying(.depthwiseSeparable)
    #expect(
      rewritten.replaced == [
        "basicBlock.conv1", "basicBlock.conv2", "basicBlock_1.conv1", "basicBlock_1.conv2",
        "conv2d",
      ])
    #expect(
      Paths(rewritten.graph).nodes.prefix(3) == [
        "basicBlock.conv1.0", "basicBlock.conv1.1", "basicBlock.bn1",
      ])
    let original = try network.graph()
    #expect(
      rewritten.graph.outputs.map(rewritten.graph.shape(ofValue:))
        == original.outputs.map(original.shape(ofValue:)))
  }

  @Test func `only the wanted convolutions are replaced`() throws {
    let network = Network(input: .map(8, 28)) {
      Convolution(8, kernel: 5, padding: .half).named("a")
      Convolution(8, kernel: 5, padding: .half).named("b")
    }
    let rewritten = try network.applying(.stacked3x3) { path, _ in path == "b" }
    #expect(Paths(rewritten.graph).nodes == ["a", "b.0", "b.1"])
  }
}

struct ReceptiveFieldTests {
  /// Simonyan and Zisserman 2014, §2.3: L layers of k×k see 1 + L(k − 1).
  @Test func `stacked kernels see one more than the sum of their steps`() throws {
    for layers in 1...6 {
      for kernel in 1...5 {
        let graph = try Network(input: .map(3, 64)) {
          for _ in 0..<layers { Convolution(4, kernel: Extent(kernel), padding: .half) }
        }.graph()
        let field = graph.receptiveField(ofValue: graph.outputs[0])
        #expect(field[.height]?.samples == 1 + layers * (kernel - 1))
        #expect(field[.width] == field[.height])
      }
    }
  }

  @Test func `a merge sees what its largest branch sees, a global pool everything`() throws {
    let graph = try Network(input: .map(3, 32)) {
      Pool.max(2)
      Concat {
        Convolution(4, kernel: 1)
        Convolution(4, kernel: Extent(1, 5), padding: .half)
      }
      AdaptivePool.globalAverage
    }.graph()
    #expect(graph.receptiveField(ofValue: 4)[.height]?.samples == 2)
    #expect(graph.receptiveField(ofValue: 4)[.width]?.samples == 10)
    #expect(graph.receptiveField(ofValue: 5).isGlobal)
  }
}
