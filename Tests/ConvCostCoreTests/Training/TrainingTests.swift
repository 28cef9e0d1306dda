import ConvCostCore
import Testing

/// What PyTorch keeps of a layer in training mode on a batch of two, after a sum that gives its
/// input a gradient: bytes by kind.
struct SavedFact: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var layer: Layer
  var input: Shape
  var activations: Int
  var positions: Int
  var statistics: Int

  init(
    _ layer: some LayerConvertible, on input: Shape = .map(8, 6), _ activations: Int,
    positions: Int = 0, statistics: Int = 0, _ description: String
  ) {
    testDescription = description
    self.layer = layer.layer
    self.input = input
    self.activations = activations
    self.positions = positions
    self.statistics = statistics
  }
}

/// A batch of two maps of 8×6×6 in 32 bits.
private let one = 2304

struct TrainingTests {
  /// torch 2.15.0, `torch.autograd.graph.saved_tensors_hooks`, unique storages without parameters;
  /// each layer on `x + w` with a scalar parameter w, for which nothing is kept.
  @Test(
    arguments: [
      SavedFact(Identity(), 0, "Identity"),
      SavedFact(Convolution(4, kernel: 3), one, "Conv2d"),
      SavedFact(Convolution.depthwise(kernel: 3), one, "Conv2d, each channel alone"),
      SavedFact(TransposedConvolution(4, kernel: 3), one, "ConvTranspose2d"),
      SavedFact(Linear(5), on: .tensor([8, 6, 6]), one, "Linear"),
      SavedFact(Linear(5, bias: false), on: .vector(8), 64, "Linear without bias"),
      SavedFact(BatchNorm(), one, statistics: 64, "BatchNorm2d"),
      SavedFact(
        BatchNorm(scale: false, shift: false), one, statistics: 64, "BatchNorm2d without parameters"
      ),
      SavedFact(
        BatchNorm(tracksStatistics: false), one, statistics: 64, "BatchNorm2d, not running"),
      SavedFact(
        BatchNorm(isFrozen: true), 0, statistics: 32, "FrozenBatchNorm2d of torchvision"),
      SavedFact(
        Gate { ChannelPool(.norm) }, one + 2 * 288, "normalize"),
      SavedFact(Activation.leakyRelu, one, "LeakyReLU"),
      SavedFact(LayerNorm(), on: .tensor([8, 6, 6]), one + 2 * 384, "LayerNorm"),
      SavedFact(
        LayerNorm(affine: false), on: .tensor([8, 6, 6]), one + 2 * 384, "LayerNorm, fixed"),
      SavedFact(LayerNorm(), one + 2 * 288, "LayerNorm2d of torchvision's ConvNeXt"),
      SavedFact(GroupNorm(groups: 4), one + 2 * 32, "GroupNorm"),
      SavedFact(GroupNorm(groups: 4), on: .vector(8), 64 + 2 * 32, "GroupNorm on features"),
      SavedFact(LocalResponseNorm(size: 5), 3 * one + 3456, "LocalResponseNorm, 5 channels"),
      SavedFact(LocalResponseNorm(size: 4), 3 * one + 3168, "LocalResponseNorm, 4 channels"),
      SavedFact(LocalResponseNorm(size: 2), 3 * one + 2592, "LocalResponseNorm, 2 channels"),
      SavedFact(Pool.max(3, stride: 2), one, positions: 512, "MaxPool2d"),
      SavedFact(Pool.max(1, stride: 2), one, positions: 1152, "MaxPool2d 1×1"),
      SavedFact(Pool.average(3, stride: 2), one, "AvgPool2d"),
      SavedFact(AdaptivePool(.average, to: 2), one, "AdaptiveAvgPool2d"),
      SavedFact(AdaptivePool(.average, to: Extent(1, 6)), one, "AdaptiveAvgPool2d to 1×6"),
      SavedFact(AdaptivePool(.average, to: 6), one, "AdaptiveAvgPool2d to the same size"),
      SavedFact(AdaptivePool.globalAverage, 0, "AdaptiveAvgPool2d to 1×1"),
      SavedFact(AdaptivePool.globalMax, one, positions: 128, "AdaptiveMaxPool2d to 1×1"),
      SavedFact(AdaptivePool(.max, to: 2), one, positions: 512, "AdaptiveMaxPool2d"),
      SavedFact(Dropout(), one, "Dropout"),
      SavedFact(StochasticDepth(), 8, "StochasticDepth of torchvision, by rows"),
      SavedFact(Flatten(), 0, "Flatten"),
      SavedFact(Permute.channelsLast, 0, "permute"),
      SavedFact(ChannelSlice.range(first: 2, count: 3), 0, "x[:, 2:5]"),
      SavedFact(ChannelShuffle(groups: 2), 0, "ChannelShuffle"),
      SavedFact(ChannelPad(to: 12), 0, "pad"),
      SavedFact(Upsample(by: 2, mode: .nearest), 0, "Upsample nearest"),
      SavedFact(Upsample(by: 2, mode: .bilinear), 0, "Upsample bilinear"),
      SavedFact(Upsample(by: 2, mode: .bicubic), 0, "Upsample bicubic"),
      SavedFact(ChannelScale(), one, "a·x"),
      SavedFact(ChannelScale(bias: true), one, "a·x + b"),
      SavedFact(FixedScale.scaling, 0, "x·0.5"),
      SavedFact(FixedScale.rescaling, 0, "x·0.5 + 1"),
      SavedFact(Layer.merge(.add, [.chain([]), .chain([])]), 0, "x + x"),
      SavedFact(Layer.merge(.concat, [.chain([]), .chain([])]), 0, "cat"),
      SavedFact(Layer.merge(.multiply, [.chain([]), .chain([])]), one, "x·x"),
      SavedFact(
        Layer.merge(.multiply, [Activation.relu.layer, .chain([])]), 2 * one, "x·relu(x)"),
      SavedFact(
        Gate {
          AdaptivePool.globalAverage
          Activation.sigmoid
        }, one + 64, "x·σ(mean(x))"),
      SavedFact(
        Chain {
          Activation.sigmoid
          ChannelSlice.range(first: 2, count: 3)
        }, one, "σ(x)[:, 2:5]"),
      SavedFact(
        Chain {
          ChannelSlice.range(first: 2, count: 3)
          Activation.relu6
        }, one, "relu6(x[:, 2:5]), a view of all of x"),
      SavedFact(
        Chain {
          Flatten()
          Linear(5)
        }, one, "Flatten and Linear"),
      // torchvision 0.29.2: the regions as five numbers each and, for several levels, the regions
      // of each level.
      SavedFact(
        Regions(.proposals, count: 10, size: 7) { Chain {} }, 400, "MultiScaleRoIAlign of one level"
      ),
      SavedFact(
        Regions(.proposals, count: 10, size: 7) {
          Chain {}
          Chain {}
        }, 400, positions: 160, "MultiScaleRoIAlign of two levels"),
    ] + Activation.allCases.map { SavedFact($0, one, $0.operation.kind.rawValue) })
  func `what PyTorch keeps of a layer`(fact: SavedFact) throws {
    // A scale before the layer gives its input a gradient; it keeps the image, which is not
    // counted.
    let analysis = try Network(input: fact.input) {
      ChannelScale()
      fact.layer
    }.analysis()
    let saved = try #require(Training(analysis).saved.bytes(batch: 2, .fp32))
    #expect(saved.activations - 8 * fact.input.count == fact.activations)
    #expect(saved.positions == fact.positions)
    #expect(saved.masks == 0)
    #expect(saved.statistics == fact.statistics)
    #expect(
      saved.total == saved.activations + saved.positions + saved.statistics)
  }

  /// As above, but on the network's input itself, which has no gradient.
  @Test(arguments: [
    SavedFact(Activation.relu, 0, "ReLU"),
    SavedFact(Pool.max(2), 0, "MaxPool2d"),
    SavedFact(Dropout(), 0, "Dropout"),
    SavedFact(BatchNorm(scale: false, shift: false), 0, "BatchNorm2d without parameters"),
    SavedFact(BatchNorm(), one, statistics: 64, "BatchNorm2d"),
    SavedFact(Convolution(4, kernel: 3), one, "Conv2d"),
    SavedFact(ChannelScale(), one, "a·x"),
    SavedFact(
      Layer.merge(.multiply, [.chain([]), Convolution(8, kernel: 1).layer]), one,
      "x·conv(x), whose second factor is not needed"),
  ])
  func `layers without a gradient keep nothing`(fact: SavedFact) throws {
    let analysis = try Network(input: fact.input) { fact.layer }.analysis()
    let saved = try #require(Training(analysis).saved.bytes(batch: 2, .fp32))
    #expect(saved.activations == fact.activations)
    #expect(saved.positions == fact.positions)
    #expect(saved.statistics == fact.statistics)
  }

  /// torch 2.15.0, as above: 3×5×5 to four 1×1 convolutions with 4 channels, multiplied. The image,
  /// the four factors, and the first two products.
  @Test func `a product of four keeps the intermediate products`() throws {
    let convolution = Convolution(4, kernel: 1).layer
    let analysis = try Network(input: .map(3, 5)) {
      Layer.merge(.multiply, [Layer](repeating: convolution, count: 4))
    }.analysis()
    #expect(try Training(analysis).saved.activations * 8 == 600 + 6 * 800)
  }

  /// Two are multiplied at a time. Only the convolution of 2×4×4 has a gradient: as the first
  /// factor it needs the image, which it keeps too, and the tanh; as the last it needs their
  /// product and the image.
  @Test(arguments: [[0, 1, 2], [1, 0, 2], [1, 2, 0], [2, 1, 0]])
  func `factors are kept for the gradients that there are`(order: [Int]) throws {
    let factors = [Convolution(2, kernel: 1).layer, .chain([]), Activation.tanh.layer]
    let analysis = try Network(input: .map(2, 4)) {
      Layer.merge(.multiply, order.map { factors[$0] })
    }.analysis()
    #expect(try Training(analysis).saved.activations == 64)
  }

  @Test func `a training step by hand`() throws {
    let analysis = try Network(input: .map(2, 10)) {
      FixedScale.normalization  // has no gradient
      Convolution(4, kernel: 3, padding: 1)  // 4·2·9 weights, 4 biases; keeps 200
      BatchNorm()  // keeps 400, and 8 numbers for the batch
      Activation.relu  // keeps its result, 400
      Convolution(4, kernel: 1)  // keeps the same 400
      Pool.average(10)  // keeps 400
      Flatten()
      Dropout()  // keeps a mask of 4
      Linear(3)  // keeps what the dropout gives, 4
    }.analysis()
    let training = try Training(analysis)
    #expect(training.parameters == 72 + 4 + 8 + 16 + 4 + 12 + 3)
    #expect(training.saved.activations == 200 + 400 + 400 + 400 + 4 + 4)
    #expect(training.saved.positions == 0)
    #expect(training.saved.statistics == 8)
    #expect(training.forwardFLOPs == 2 * (7200 + 1600 + 12))
    #expect(training.backwardFLOPs == 2 * (7200 + 2 * 1600 + 2 * 12))
  }

  @Test func `kept elements beyond 64 bits are an error`() throws {
    let longest = Shape.longestDimension
    let analysis = try Network(input: .tensor([longest, longest, 2, 1])) {
      LayerNorm()
    }.analysis()
    #expect {
      try Training(analysis)
    } throws: { error in
      "\(error)".contains("kept means and deviations")
    }
  }

  /// Each kind alone, at the largest count and beyond it.
  @Test(
    arguments: [
      (\Training.Saved.activations, 1), (\.positions, 8), (\.masks, 1), (\.statistics, 1),
    ] as [(WritableKeyPath<Training.Saved, Int> & Sendable, Int)])
  func `bytes of each kind up to the largest count`(
    kind: WritableKeyPath<Training.Saved, Int> & Sendable, bytes: Int
  ) {
    var saved = Training.Saved()
    saved[keyPath: kind] = Cost.largestCount / bytes
    #expect(saved.bytes(batch: 1, .int8)?.total == Cost.largestCount / bytes * bytes)
    saved[keyPath: kind] += 1
    #expect(saved.bytes(batch: 1, .int8) == nil)
  }

  @Test func `bytes beyond 64 bits are not given`() {
    var saved = Training.Saved()
    saved.activations = Int.max / 8
    #expect(saved.bytes(batch: 1, .int8)?.total == Int.max / 8)
    #expect(saved.bytes(batch: 1, .fp32) == nil)
    #expect(saved.bytes(batch: Int.max, .int8) == nil)
    saved = Training.Saved()
    saved.positions = Int.max / 8
    #expect(saved.bytes(batch: 1, .fp32) == nil)
    #expect(saved.bytes(batch: 0, .fp32)?.total == 0)
  }

  /// A response norm over 2³¹ − 1 channels keeps three maps and as many zeros before the first.
  @Test func `elements that cannot be counted are an error`() throws {
    let analysis = try Network(input: .map(1, Extent(1 << 30, 1 << 30))) {
      ChannelScale()
      LocalResponseNorm(size: Int(Int32.max))
    }.analysis()
    let error = #expect(throws: NetworkError.self) { try Training(analysis) }
    guard case .overflow(quantity: "kept elements", _) = error?.problem else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
  }

  /// 2^59 parameters of 4 bytes fit, their gradients and states do not.
  @Test(arguments: [(1 << 27, true), (1 << 29, false)])
  func `the parts of a step fit together`(features: Int, fits: Bool) throws {
    let analysis = try Network(input: .vector(1 << 30)) {
      Linear(features, bias: false)
    }.analysis()
    if fits {
      let memory = try TrainingMemory(analysis, optimizer: .sgd)
      #expect(memory.fixed == 2 * 4 * (1 << 57))
    } else {
      #expect(throws: NetworkError.self) { try TrainingMemory(analysis, optimizer: .adam) }
    }
  }
}
