import ConvCostCore
import Testing

struct BlockTests {
  private func analysis(_ layer: some LayerConvertible, on input: Shape) throws -> Analysis {
    try Network(input: input) { layer.layer }.analysis()
  }

  /// Examples of a course: one 5×5, two 3×3, and a 1×1 before a 3×3, at 128 channels without
  /// biases.
  @Test func `the arguments for small kernels`() throws {
    let input = Shape.map(128, Extent(10, 10))
    func weights(@LayerBuilder _ layers: () -> [Layer]) throws -> Int {
      try Network(input: input, layers: layers).analysis().total.weights
    }
    #expect(try weights { Convolution(128, kernel: 5, bias: false) } == 409_600)
    #expect(try weights { Factorized(128, kernel: 5, into: .stacked3x3) } == 294_912)
    #expect(try weights { Convolution(128, kernel: 3, bias: false) } == 147_456)
    #expect(
      try weights {
        Convolution(32, kernel: 1, bias: false)
        Convolution(128, kernel: 3, bias: false)
      } == 40_960)
  }

  /// GoogLeNet's argument for reductions, 28×28×192 to 32 channels by 5×5.
  @Test func `a reduction to sixteen channels`() throws {
    let input = Shape.map(192, 28)
    let whole = try analysis(Convolution(32, kernel: 5, padding: 2), on: input)
    #expect(whole.total.macs == 120_422_400)
    let reduced = try analysis(
      Chain {
        Convolution(16, kernel: 1)
        Convolution(32, kernel: 5, padding: 2)
      }, on: input)
    #expect(reduced.total.macs == 12_443_648)
  }

  @Test func `a shortcut of option B appears only where shapes differ`() throws {
    let same = try analysis(BasicBlock(width: 64), on: .map(64, 56))
    #expect(same.costs.count { $0.weights > 0 } == 2)
    let other = try analysis(BasicBlock(width: 128, stride: 2), on: .map(64, 56))
    #expect(other.costs.count { $0.weights > 0 } == 3)
  }

  @Test func `a shortcut of option C is always a convolution, one of option A never`() throws {
    let always = try analysis(BasicBlock(width: 64, shortcut: .c), on: .map(64, 56))
    #expect(always.costs.count { $0.weights > 0 } == 3)
    let never = try analysis(BasicBlock(width: 128, stride: 2, shortcut: .a), on: .map(64, 56))
    #expect(never.costs.count { $0.weights > 0 } == 2)
    #expect(never.graph.nodes.last?.output == .map(128, 28))
  }

  @Test func `the place of a bottleneck's stride changes its MACs and not its parameters`() throws {
    // He et al. 2015 put the stride into the first 1×1, torchvision into the 3×3.
    let input = Shape.map(256, 56)
    let paper = try analysis(Bottleneck(width: 128, stride: 2, placement: .first1x1), on: input)
    let torchvision = try analysis(Bottleneck(width: 128, stride: 2), on: input)
    #expect(paper.total.parameters == torchvision.total.parameters)
    #expect(torchvision.total.macs - paper.total.macs == 3 * 128 * 256 * 28 * 28)
  }

  @Test func `an inverted residual is added only where shapes match`() throws {
    func adds(_ block: InvertedResidual) throws -> Int {
      try analysis(block, on: .map(24, 56)).graph.nodes.count { $0.operation == .merge(.add) }
    }
    #expect(try adds(InvertedResidual(input: 24, 24, expand: 6)) == 1)
    #expect(try adds(InvertedResidual(input: 24, 32, expand: 6)) == 0)
    #expect(try adds(InvertedResidual(input: 24, 24, expand: 6, stride: 2)) == 0)
  }

  /// torchvision/models: `stride != 1 or inplanes != planes · expansion`, and in mobilenetv2.py
  /// `stride == 1 and inp == oup`, for any map. On 1×1 every stride keeps the shape.
  @Test(arguments: [
    BasicBlock(width: 8, stride: 2).layer, BasicBlock(width: 8, stride: 2, shortcut: .a).layer,
    BasicBlock(width: 8).layer, BasicBlock(width: 16).layer, Bottleneck(width: 2, stride: 2).layer,
    Bottleneck(width: 2, stride: 2, placement: .first1x1).layer, Bottleneck(width: 2).layer,
    InvertedResidual(input: 8, 8, expand: 6, stride: 2).layer,
    InvertedResidual(input: 8, 8, expand: 6).layer,
    FusedInvertedResidual(input: 8, 8, expand: 4, stride: 2).layer,
  ])
  func `the layers of a block do not depend on the size of its map`(block: Layer) throws {
    let large = try analysis(block, on: .map(8, 56))
    for side in [1, 2, 3] {
      let small = try analysis(block, on: .map(8, Extent(side)))
      #expect(small.total.parameters == large.total.parameters)
      #expect(small.graph.nodes.map(\.operation) == large.graph.nodes.map(\.operation))
    }
  }

  /// Two 3×3 convolutions, the 1×1 of the shortcut, and a normalisation for each: He et al. 2015,
  /// §4.1.
  @Test func `a strided block keeps its projection on 1×1`() throws {
    let block = try analysis(BasicBlock(width: 8, stride: 2), on: .map(8, 1))
    #expect(block.total.weights == 8 * 8 * 9 * 2 + 8 * 8)
    #expect(block.total.normalization == 3 * 2 * 8)
  }

  @Test func `squeeze-excite multiplies each position by its channel's factor`() throws {
    let analysis = try analysis(SqueezeExcite(32, squeeze: 8), on: .map(32, 14))
    #expect(analysis.graph.nodes.last?.operation == .merge(.multiply))
    #expect(analysis.graph.nodes.last?.output == .map(32, 14))
    #expect(analysis.total == Cost(weights: 512, biases: 40, macs: 512, activations: 40))
  }

  @Test func `a dense block grows linearly`() throws {
    for depth in 0...5 {
      let network = Network(input: .map(64, 28)) {
        Identity()
        DenseBlock(depth: depth, growth: 12)
      }
      #expect(try network.graph().nodes.last?.output == .map(64 + 12 * depth, 28))
    }
  }

  @Test func `a plain dense layer has one convolution`() throws {
    let plain = try analysis(DenseLayer(growth: 12, bottleneck: nil), on: .map(16, 32))
    #expect(plain.total.weights == 16 * 12 * 9)
    #expect(plain.total.normalization == 32)
  }

  @Test func `a transition convolves at the larger size`() throws {
    let transition = try analysis(Transition(128), on: .map(256, 56))
    #expect(transition.total.macs == 256 * 128 * 56 * 56)
    #expect(transition.graph.nodes.last?.output == .map(128, 28))
  }

  @Test func `grouped and separable blocks`() throws {
    let grouped = try analysis(ConvNorm(64, kernel: 3, groups: 32), on: .map(64, 14))
    #expect(grouped.total.weights == 64 * 2 * 9)
    #expect(grouped.total.normalization == 128)
    let separable = try analysis(DepthwiseSeparable(64, stride: 2), on: .map(32, 14))
    #expect(separable.total.weights == 32 * 9 + 32 * 64)
    #expect(separable.graph.nodes.last?.output == .map(64, 7))
  }

  @Test func `an auxiliary head of GoogLeNet`() throws {
    // BVLC/caffe models/bvlc_googlenet/train_val.prototxt, loss1: 1×1 128, 1024, 1000.
    let head = try analysis(AuxiliaryHead(classes: 1000), on: .map(512, 14))
    #expect(head.total.weights == 512 * 128 + 2048 * 1024 + 1024 * 1000)
    #expect(head.graph.nodes.last?.output == .vector(1000))
  }

  @Test func `a user composes a block in a few lines`() throws {
    struct Fire: Block {
      var squeeze: Int
      var expand: Int

      var body: [Layer] {
        Convolution(squeeze, kernel: 1).named("squeeze")
        Activation.relu
        Concat {
          Sequential {
            Convolution(expand, kernel: 1)
            Activation.relu
          }
          Sequential {
            Convolution(expand, kernel: 3, padding: 1)
            Activation.relu
          }
        }
      }
    }
    // Iandola et al., "SqueezeNet", 2016: fire2 has 11,408 parameters (with biases) on 96 channels
    // reduced to 16 and expanded to 64 + 64.
    let fire = try analysis(Fire(squeeze: 16, expand: 64), on: .map(96, 55))
    #expect(fire.total.weights == 96 * 16 + 16 * 64 + 16 * 64 * 9)
    #expect(fire.graph.nodes.last?.output == .map(128, 55))
  }
  /// A block may have properties of any names.
  @Test func `a block with a property called layer keeps its body`() throws {
    struct Wrap: Block {
      var layer: Layer
      var body: [Layer] {
        layer
        Convolution(8, kernel: 1)
      }
    }
    let wrap = Wrap(layer: Convolution(4, kernel: 3, padding: 1).layer)
    let expected = 4 * 3 * 9 * 64 + 8 * 4 * 64
    #expect(try Network(input: .map(3, 8)) { wrap }.cost.macs == expected)
    #expect(try Network(input: .map(3, 8)) { wrap.named("a") }.cost.macs == expected)
    #expect(try Network(input: .map(3, 8), wrap).cost.macs == expected)
  }

  @Test func `a body takes lists of blocks`() throws {
    let listed = Network(input: .map(3, 8)) {
      [8, 16].map { ConvNorm($0, kernel: 3) }
      Array(repeating: BasicBlock(width: 16), count: 2)
    }
    let written = Network(input: .map(3, 8)) {
      ConvNorm(8, kernel: 3)
      ConvNorm(16, kernel: 3)
      BasicBlock(width: 16)
      BasicBlock(width: 16)
    }
    #expect(listed == written)
  }
}
